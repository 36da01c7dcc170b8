package label

import (
	"slices"
	"strings"

	"waybill/internal/symbol"
)

func (c *compiler) barcode(e *element, r *rawElement, inRepeat bool) error {
	path := e.path
	k := symbol.Kind(r.Kind)
	if !slices.Contains(symbol.Kinds(), k) {
		return c.src.errorf(path+".kind", "unknown kind %q: one of %s", r.Kind, joinKinds())
	}
	p, err := parsePattern(r.Data)
	if err != nil || r.Data == "" {
		return c.src.errorf(path+".data", "data must be text with placeholders, such as \"{waybill_no}\"")
	}
	for _, f := range p.fields() {
		if err := c.field(f, path+".data", inRepeat); err != nil {
			return err
		}
	}
	ce := &codeElement{kind: k, data: p}
	// What scanners read of this kind.
	floor := Length(k.MinModule()).MM()
	least, err := c.lengthOr(floor, path+".min_module", "min_module of a "+r.Kind, r.MinModule, floor, maxModule)
	if err != nil {
		return err
	}
	if r.Module == 0 {
		return c.src.errorf(path, "a barcode needs module: the width of its narrowest bar in millimetres, such as 0.375")
	}
	if err := c.length(path+".module", "module", r.Module, least, maxModule); err != nil {
		return err
	}
	ce.module, ce.minModule = Millimetres(r.Module), Millimetres(least)
	if ce.align, err = c.align(r.Align, path); err != nil {
		return err
	}
	if r.Level != "" {
		if k != symbol.QR || len(r.Level) != 1 || !strings.Contains("LMQH", r.Level) {
			return c.src.errorf(path+".level", "level is L, M, Q or H, of a qr")
		}
		ce.level = r.Level[0]
	}
	if r.HRI != nil {
		if ce.hri, err = c.hri(r.HRI, path+".hri"); err != nil {
			return err
		}
	}
	e.code = ce
	return nil
}

func (c *compiler) hri(r *rawHRI, path string) (*hriSpec, error) {
	if err := c.length(path+".gap", "gap", r.Gap, 0, maxGap); err != nil {
		return nil, err
	}
	if err := c.number(path+".group", "group", float64(r.Group), 0, maxGroup, ""); err != nil {
		return nil, err
	}
	h := &hriSpec{bold: r.Bold, gap: Millimetres(r.Gap), group: r.Group}
	var err error
	if h.min, h.size, err = c.size(r.Size, path+".size"); err != nil {
		return nil, err
	}
	switch r.Place {
	case "", "below":
	case "above":
		h.above = true
	default:
		return nil, c.src.errorf(path+".place", "place is below or above")
	}
	return h, nil
}

func joinKinds() string {
	var s []string
	for _, k := range symbol.Kinds() {
		s = append(s, string(k))
	}
	return strings.Join(s, ", ")
}
