^FX Two labels for 'waybill preview'. Everything in them is invented.
^XA^CI28^PW608^LL400
^FO16,16^GB576,368,3^FS
^FO32,36^A0N,44,44^FD面单 waybill^FS
^FO32,96^A0N,28,28^FB544,3,4,L^FDThe second line of this block breaks between hanzi: 收件人姓名以及电话号码均已隐藏^FS
^FO60,220^BY3^BCN,90,Y,N,N,A^FDQN7316052894^FS
^XZ
^XA^CI28^PW608^LL400
^FO40,40^BQN,2,6^FDMA,https://example.com^FS
^FO280,60^A0N,36,36^FDparcel ^FS^FT^A0N,36,36^SN001,1,Y^FS
^FO280,140^GB200,60,60^FS
^FO300,152^FR^A0N,40,40^FDFRAGILE^FS
^PQ2
^XZ
