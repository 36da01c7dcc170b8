package intake

import (
	"slices"
	"time"

	"waybill"
)

// A builder turns the cells of one row into a Shipment.
type builder struct {
	s                 waybill.Shipment
	loc               *time.Location
	date1904          bool
	currency          string
	sender, recipient address
	items             []numbered
	problems          []*RowError
}

// numbered is an item column pair: item2 and item2_quantity.
type numbered struct {
	n        int
	name     string
	quantity int
}

// item returns the numbered item, made on first use.
func (b *builder) item(n int) *numbered {
	for i := range b.items {
		if b.items[i].n == n {
			return &b.items[i]
		}
	}
	b.items = append(b.items, numbered{n: n})
	return &b.items[len(b.items)-1]
}

func (b *builder) fail(field, column string, k Kind) {
	b.problems = append(b.problems, &RowError{Row: b.s.Row, Line: b.s.Line, Field: field, Column: column, Kind: k})
}

// build makes a shipment of a row under the source's layout.
func (s *Source) build(row int, r rawRow) (*waybill.Shipment, error) {
	b, l := builder{loc: s.loc, date1904: s.date1904}, s.layout
	b.s.Row, b.s.Line = row, r.line
	if r.wrong != OK {
		b.fail("", "", r.wrong)
		return nil, rowError(b.problems)
	}
	for i, c := range r.cells {
		if i >= len(l.columns) {
			if !c.blank() {
				b.fail("", "", TooManyCells)
				break
			}
			continue
		}
		b.add(&l.columns[i], l.fieldOf(i, r.cells), c)
	}
	b.finish(l)
	if len(b.problems) > 0 {
		return nil, rowError(b.problems)
	}
	return &b.s, nil
}

// add checks one cell and stores it in the field, nil for an extra.
func (b *builder) add(col *boundColumn, f *field, c cell) {
	name := col.Field
	if f != nil {
		name = f.name
	}
	if k := c.check(); k != OK {
		b.fail(name, col.Display, k)
		return
	}
	c.s = trim(c.s)
	if c.s == "" {
		return
	}
	if f == nil {
		b.s.Extras = append(b.s.Extras, c.extra(col.Name))
		return
	}
	if k := f.put(b, c); k != OK {
		b.fail(name, col.Display, k)
	}
}

// finish completes the record when all its cells are in.
func (b *builder) finish(l *layout) {
	b.s.Sender.Detail, b.s.Recipient.Detail = b.sender.text(), b.recipient.text()
	b.finishItems()
	if b.s.Pieces > 0 && b.s.Piece > b.s.Pieces {
		b.fail("piece", l.columnOf("piece"), BeyondPieces)
	}
	b.s.COD.Currency, b.s.Insured.Currency = b.money(b.s.COD), b.money(b.s.Insured)
	for _, p := range []struct {
		field string
		empty bool
	}{
		{"waybill_no", b.s.WaybillNo == ""},
		{"recipient.name", b.s.Recipient.Name.IsEmpty()},
		{"recipient.phone", b.s.Recipient.Phone.IsEmpty()},
		{"recipient.detail", !hasAddress(&b.s.Recipient)},
	} {
		if p.empty && !b.failed(p.field) {
			b.fail(p.field, l.columnOf(p.field), Missing)
		}
	}
}

// failed reports whether the field already has a problem, which is then the
// reason why it is empty.
func (b *builder) failed(field string) bool {
	return slices.ContainsFunc(b.problems, func(e *RowError) bool { return e.Field == field })
}

// hasAddress reports whether any line of an address below the country is
// given.
func hasAddress(p *waybill.Party) bool {
	return !p.Detail.IsEmpty() || !p.Street.IsEmpty() || !p.District.IsEmpty() || !p.City.IsEmpty() || !p.Province.IsEmpty()
}

// money returns the currency of an amount: its own, else the record's; none
// for no amount.
func (b *builder) money(m waybill.Money) string {
	if m.IsZero() {
		return ""
	}
	if m.Currency == "" {
		return b.currency
	}
	return m.Currency
}
