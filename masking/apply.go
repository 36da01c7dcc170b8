package masking

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"waybill"
)

// fillPublic copies the fields that are printed as they are.
func (r *record) fillPublic(s *waybill.Shipment) {
	v := &r.shown
	v[fieldWaybillNo] = s.WaybillNo
	v[fieldCarrier] = s.Carrier
	v[fieldProduct] = s.Product
	v[fieldRoutingCode] = s.RoutingCode
	v[fieldHub] = s.Hub
	v[fieldOrderNo] = s.OrderNo
	v[fieldPiece] = count(s.Piece)
	v[fieldPieces] = count(s.Pieces)
	v[fieldQuantity] = count(s.Quantity)
	v[fieldWeight] = s.Weight
	v[fieldCOD] = amount(s.COD)
	v[fieldInsured] = amount(s.Insured)
	v[fieldReprint] = count(s.Reprint)
	if !s.PrintAt.IsZero() {
		v[fieldPrintTime] = s.PrintAt.Format("2006-01-02 15:04:05")
	}
}

func (r *record) maskParty(first fieldID, p *waybill.Party) {
	v := r.shown[first : first+fieldID(partFields)]
	if name := p.Name.Reveal(); name != "" {
		_, n := utf8.DecodeRuneInString(name)
		v[partName] = name[:n] + "**"
		r.secrets.list = append(r.secrets.list, secret{(first + fieldID(partName)).name(), name, "full name"})
	}
	if phone := p.Phone.Reveal(); phone != "" {
		tail := ""
		if len(phone) >= 11 {
			tail = phone[len(phone)-4:]
		}
		v[partPhone] = "*******" + tail
		v[partTail] = tail
		r.secrets.list = append(r.secrets.list, secret{(first + fieldID(partPhone)).name(), phone, "full number"})
	}
	if t := p.PhoneTail.Reveal(); t != "" {
		v[partTail] = t
	}
	v[partCompany] = p.Company.Reveal()
	v[partProvince] = p.Province.Reveal()
	v[partCity] = p.City.Reveal()
	v[partDistrict] = p.District.Reveal()
	v[partStreet] = p.Street.Reveal()
	if !p.Detail.IsEmpty() {
		v[partDetail] = "***"
	}
	v[partAddress] = v[partProvince] + v[partCity] + v[partDistrict] + v[partStreet] + v[partDetail]
	v[partPostalCode] = p.PostalCode.Reveal()
	v[partCountry] = p.Country
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// amount writes minor units as a decimal with two places.
func amount(m waybill.Money) string {
	if m.IsZero() {
		return ""
	}
	b := strconv.AppendInt(nil, m.Minor/100, 10)
	rest := m.Minor % 100
	if rest < 0 {
		rest = -rest
	}
	return string(append(b, '.', byte('0'+rest/10), byte('0'+rest%10)))
}

// joinItems makes the summary of the goods: 儿童绘本×2、运动鞋×1.
func joinItems(items []maskedItem) string {
	if len(items) == 1 && items[0].quantity == "" {
		return items[0].name
	}
	var b strings.Builder
	for i, it := range items {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(it.name)
		if it.quantity != "" {
			b.WriteString("×")
			b.WriteString(it.quantity)
		}
	}
	return b.String()
}
