package intake

import (
	"strings"
	"unicode"

	"waybill"
)

// address collects the cells that become one party's detail: they may come in
// any column order.
type address struct{ region, detail, detail2 string }

func (b *builder) address(p *waybill.Party) *address {
	if p == &b.s.Sender {
		return &b.sender
	}
	return &b.recipient
}

func putDetail(b *builder, p *waybill.Party, c cell) Kind {
	b.address(p).detail = c.s
	return OK
}

func putDetail2(b *builder, p *waybill.Party, c cell) Kind {
	b.address(p).detail2 = c.s
	return OK
}

// putRegion splits 浙江省 杭州市 西湖区 at its separators. What cannot be
// split goes in front of the detail, so that nothing is lost.
func putRegion(b *builder, p *waybill.Party, c cell) Kind {
	places := strings.FieldsFunc(c.s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("/|,，、>-—", r)
	})
	lines := []*waybill.Text{&p.Province, &p.City, &p.District, &p.Street}
	if len(places) < 2 || len(places) > len(lines) {
		b.address(p).region = c.s
		return OK
	}
	for i, place := range places {
		if lines[i].IsEmpty() {
			*lines[i] = waybill.NewText(place)
		}
	}
	return OK
}

// text joins the parts: region (unless the detail begins with it), detail,
// second line.
func (a address) text() waybill.Text {
	s := a.detail
	if !strings.HasPrefix(s, a.region) {
		s = a.region + s
	}
	if s != "" && a.detail2 != "" {
		s += " "
	}
	return waybill.NewText(s + a.detail2)
}
