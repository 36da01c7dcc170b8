package waybill

import "time"

// Shipment is one record of a shipment file: what a label is made of, in the
// clear. It exists only above masking (package masking turns it into a
// masking.Masked); nothing that lays out, encodes or prints may import it.
//
// WaybillNo, Carrier, Product, RoutingCode, Hub, Piece and the amounts are
// printed as they are. Everything typed [Text] is personal.
type Shipment struct {
	// Row is the 1-based record number in the input (headers not counted);
	// errors and reports name it instead of any value.
	Row int
	// Line is the 1-based line of the input where the record begins, 0 where
	// the format has no lines (XLSX: the sheet row).
	Line int

	WaybillNo   string // printable ASCII, 1 to 40 characters
	Carrier     string // carrier's name as printed
	Product     string // service, e.g. 标准快递
	RoutingCode string // 三段码 / 大头笔, opaque: [0-9A-Z\- ]{1,24}
	Hub         string // 集包地, package hub
	OrderNo     string
	Piece       int // n of Pieces; 0 means 1 of 1
	Pieces      int

	Sender    Party
	Recipient Party

	Items    []Item
	Quantity int       // all items together, 0 = not given
	Weight   string    // kilograms as written, validated decimal
	COD      Money     // 代收货款, zero = none
	Insured  Money     // 保价
	Remark   Text      // free text: may hold anything
	Reprint  int       // n-th reprint (补打), 0 = first print
	PrintAt  time.Time // time printed on the label, zero = not printed

	// Extras holds the input's columns that have no field of their own, in
	// input order. They are personal until a policy says otherwise.
	Extras []Extra
}

// Party is a sender or a recipient.
type Party struct {
	Name         Text
	Phone        Text
	PhoneKind    PhoneKind
	PhoneExt     Text      // extension of a virtual number, where a column gives it
	PhoneExpires time.Time // end of a virtual number, zero = not given
	PhoneTail    Text      // 尾号: the real last digits of a party with a virtual number
	Company      Text
	Province     Text
	City         Text
	District     Text
	Street       Text // town or subdistrict (街道/镇)
	Detail       Text // the rest of the address, or the whole of it
	PostalCode   Text
	Country      string // ISO 3166-1 alpha-2, "" = not given
}

// PhoneKind says what a phone number is, where the record says so.
type PhoneKind string

const (
	PhoneUnknown PhoneKind = ""        // recognise by shape, as far as the policy allows
	PhoneReal    PhoneKind = "real"    // a person's own number
	PhoneVirtual PhoneKind = "virtual" // a relay number (虚拟号), printed as it is
	PhoneService PhoneKind = "service" // 400, 95xxx and the like
)

// Item is one line of goods.
type Item struct {
	Name     Text
	Quantity int // 0 = not given
}

// Money is an amount in minor units (分) with its currency.
type Money struct {
	Minor    int64  // 12345 = 123.45
	Currency string // ISO 4217, "" = CNY
}

// IsZero reports whether no amount is given.
func (m Money) IsZero() bool { return m.Minor == 0 }

// Extra is an input column that has no field of its own.
type Extra struct {
	Column string
	Value  Text
}
