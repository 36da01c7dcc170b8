package label

import "slices"

func (c *compiler) repeat(e *element, r *rawElement, inRepeat bool) error {
	path := e.path
	switch {
	case inRepeat:
		return c.src.errorf(path, "a repeat cannot stand in a repeat")
	case r.Over != "items":
		return c.src.errorf(path+".over", "repeat goes over items")
	case r.Max < 1 || r.Max > 100:
		return c.src.errorf(path+".max", "max is the number of rows that have room, 1 to 100")
	}
	if err := c.length(path+".step", "step, the height of a row,", r.Step, minStep, maxMedia); err != nil {
		return err
	}
	switch {
	case Millimetres(r.Step)*Length(r.Max) > e.box.H:
		return c.src.errorf(path+".step", "%d rows of %g mm are higher than the box (%v)", r.Max, r.Step, e.box.H)
	case len(r.Elements) == 0:
		return c.src.errorf(path, "a repeat needs elements")
	}
	els, err := c.elements(r.Elements, path+".elements", Size{e.box.W, Millimetres(r.Step)}, true)
	if err != nil {
		return err
	}
	e.repeat = &repeatElement{max: r.Max, step: Millimetres(r.Step), elements: els}
	if r.More == "" {
		return nil
	}
	first := slices.IndexFunc(els, func(e element) bool { return e.text != nil })
	if first < 0 {
		return c.src.errorf(path+".more", "more is written like the first text of a row, and there is none")
	}
	p, err := parsePattern(r.More)
	if err != nil {
		return c.src.errorf(path+".more", "%v", err)
	}
	for _, f := range p.fields() {
		if f != "item.count" && f != "item.rest" {
			return c.src.errorf(path+".more", "more knows only item.count (all) and item.rest (not shown)")
		}
	}
	e.repeat.more = &textElement{pattern: p, spec: els[first].text.spec}
	return nil
}
