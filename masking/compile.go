package masking

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// compiler turns a policy's document into rules.
type compiler struct {
	src  []byte
	file string
	doc  *policyDoc
	line lineage
}

const (
	standardGBT  = "gbt41833"
	standardNone = "none"
)

func (c *compiler) compile() (*Policy, error) {
	d := c.doc
	if d.Name == "" {
		return nil, &PolicyError{File: c.file, Message: "name: missing"}
	}
	base := &Policy{}
	if d.Extends != "" {
		parent, err := c.parent()
		if err != nil {
			return nil, err
		}
		base = parent
	}
	p := &Policy{name: d.Name, titles: d.Title, standard: d.Standard, reason: d.Reason, rules: base.rules}
	p.warnings = append(slices.Clone(base.warnings), d.Warn...)
	if p.standard == "" {
		p.standard, p.reason = base.standard, base.reason
	}
	for _, step := range []func(*Policy) error{c.standard, c.settings, c.names, c.phones, c.addresses, c.postal, c.texts} {
		if err := step(p); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (c *compiler) standard(p *Policy) error {
	switch p.standard {
	case standardGBT:
	case standardNone:
		if strings.TrimSpace(p.reason) == "" {
			return c.fault("standard", "none needs a reason")
		}
	case "":
		return &PolicyError{File: c.file, Message: "standard: missing; gbt41833, or none with a reason"}
	default:
		return c.fault("standard", "%q is unknown; gbt41833 or none", p.standard)
	}
	return nil
}

func (c *compiler) settings(p *Policy) error {
	d, r := c.doc, &p.rules
	if err := c.choose("relay", d.Relay, map[string]func(){
		"flag":  func() { r.relay = relayByFlag },
		"shape": func() { r.relay = relayByShape },
	}); err != nil {
		return err
	}
	if err := c.choose("expired", d.Expired, map[string]func(){
		"mask":   func() { r.expired = expiredMask },
		"refuse": func() { r.expired = expiredRefuse },
	}); err != nil {
		return err
	}
	if err := c.choose("sensitive-goods", d.Goods, map[string]func(){
		"keep":     func() { r.goods = goodsKeep },
		"category": func() { r.goods = goodsCategory },
		"drop":     func() { r.goods = goodsDrop },
	}); err != nil {
		return err
	}
	set := func(s extStyle) func() {
		return func() { r.extStyle, r.extRule = s, d.Name+": ext-style" }
	}
	if err := c.choose("ext-style", d.ExtStyle, map[string]func(){
		"zhuan": set(extZhuan), "dash": set(extDash), "comma": set(extComma), "bracket": set(extBracket),
	}); err != nil {
		return err
	}
	if d.Home != "" {
		if r.home = regionOf(d.Home); r.home == regionOther {
			return c.fault("home", "%q has no rules of its own; one of %s", d.Home, strings.Join(regionCodes[1:regionOther], ", "))
		}
	}
	if r.home == regionNone {
		r.home = regionCN
	}
	if d.Tail != nil {
		if *d.Tail < 0 || *d.Tail > 5 {
			return c.fault("tail", "0 to 5 digits, not %d", *d.Tail)
		}
		r.tail = *d.Tail
	}
	return nil
}

// choose runs what belongs to value, nothing for "".
func (c *compiler) choose(key, value string, choices map[string]func()) error {
	if value == "" {
		return nil
	}
	if set, ok := choices[value]; ok {
		set()
		return nil
	}
	names := make([]string, 0, len(choices))
	for name := range choices {
		names = append(names, name)
	}
	slices.Sort(names)
	return c.fault(key, "%q is unknown; one of %s", value, strings.Join(names, ", "))
}

// prepend puts a policy's own rules before those it inherits.
func prepend[Op any](own, inherited []rule[Op]) []rule[Op] {
	return append(own, inherited...)
}

func (c *compiler) id(section string, i int) string {
	return fmt.Sprintf("%s: %s[%d]", c.doc.Name, section, i)
}

var keepNames = []string{"none", "surname", "first", "last", "first-last", "surname-last", "family-word", "all"}

func (c *compiler) names(p *Policy) error {
	var own []rule[nameOp]
	for i, d := range c.doc.Names {
		key := fmt.Sprintf("names[%d]", i)
		r := rule[nameOp]{id: c.id("names", i), op: nameOp{mask: "*"}}
		if err := c.when(key, &d.When, &r.when); err != nil {
			return err
		}
		k := slices.Index(keepNames, d.Keep)
		if d.Replace != nil {
			r.op.replace, r.op.with = true, *d.Replace
		} else if k < 0 {
			return c.fault(key+".keep", "%q is unknown; one of %s", d.Keep, strings.Join(keepNames, ", "))
		}
		r.op.keep = nameKeep(max(k, 0))
		if err := c.choose(key+".single", d.Single, map[string]func(){
			"hide": func() {}, "keep": func() { r.op.keepSingle = true },
		}); err != nil {
			return err
		}
		if err := c.mask(key+".mask", d.Mask, &r.op.mask); err != nil {
			return err
		}
		switch n := d.Length.(type) {
		case nil:
		case uint64:
			if n < 1 || n > 10 {
				return c.fault(key+".length", "1 to 10 mask characters, or equal")
			}
			r.op.fixed = int(n)
		case string:
			if n != "equal" {
				return c.fault(key+".length", "1 to 10 mask characters, or equal")
			}
		default:
			return c.fault(key+".length", "1 to 10 mask characters, or equal")
		}
		r.op.reason = r.op.explain()
		own = append(own, r)
	}
	p.rules.names = prepend(own, p.rules.names)
	return nil
}

// maxMask bounds a mask or replacement in characters: it is printed in place
// of a name.
const maxMask = 20

func (c *compiler) mask(key string, value *string, dst *string) error {
	if value == nil {
		return nil
	}
	if n := utf8.RuneCountInString(*value); n > maxMask {
		return c.fault(key, "%d characters are too many, at most %d", n, maxMask)
	}
	if strings.ContainsAny(*value, "\n\r\x00") || countDigits(*value) > 0 {
		return c.fault(key, "a mask holds no digits and no line ends")
	}
	*dst = *value
	return nil
}

// gbtDigits is how many digits of a phone GB/T 41833 hides at least.
const gbtDigits = 6

func (c *compiler) phones(p *Policy) error {
	var own []rule[phoneOp]
	for i, d := range c.doc.Phones {
		key := fmt.Sprintf("phones[%d]", i)
		op := phoneOp{keepFirst: d.KeepFirst, keepLast: d.KeepLast, hideLast: d.HideLast, hideMin: gbtDigits,
			written: d.AsWritten, grouped: d.Grouped, mask: "*"}
		r := rule[phoneOp]{id: c.id("phones", i)}
		if err := c.when(key, &d.When, &r.when); err != nil {
			return err
		}
		for _, err := range []error{
			c.choose(key+".show", d.Show, map[string]func(){"all": func() { op.showAll = true }, "none": func() { op.replace = true }}),
			c.choose(key+".country-code", d.CountryCode, map[string]func(){"keep": func() {}, "drop": func() { op.code = codeDrop }}),
			c.choose(key+".area-code", d.AreaCode, map[string]func(){"keep": func() {}, "hide": func() { op.area = areaHide }}),
			c.choose(key+".extension", d.Extension, map[string]func(){"mask": func() {}, "drop": func() { op.ext = extDrop }}),
			c.mask(key+".mask", d.Mask, &op.mask),
			c.mask(key+".replace", d.Replace, &op.with),
		} {
			if err != nil {
				return err
			}
		}
		if d.Replace != nil {
			op.replace = true
		}
		if d.HideAtLeast != nil {
			op.hideMin = *d.HideAtLeast
		}
		for name, n := range map[string]int{"keep-first": op.keepFirst, "keep-last": op.keepLast, "hide-last": op.hideLast, "hide-at-least": op.hideMin} {
			if n < 0 || n > 15 {
				return c.fault(key+"."+name, "0 to 15 digits, not %d", n)
			}
		}
		op.reason = op.explain()
		r.op = op
		own = append(own, r)
	}
	p.rules.phones = prepend(own, p.rules.phones)
	return nil
}

var fromNames = []string{"nothing", "room", "floor", "unit", "building", "road", "street", "district", "city", "all"}

func (c *compiler) addresses(p *Policy) error {
	var own []rule[addrOp]
	for i, d := range c.doc.Addresses {
		key := fmt.Sprintf("addresses[%d]", i)
		r := rule[addrOp]{id: c.id("addresses", i), op: addrOp{with: "***"}}
		if err := c.when(key, &d.When, &r.when); err != nil {
			return err
		}
		if err := c.mask(key+".with", d.With, &r.op.with); err != nil {
			return err
		}
		switch {
		case d.Hide != "":
			if d.Hide != "numbers" {
				return c.fault(key+".hide", "%q is unknown; numbers", d.Hide)
			}
			r.op.numbers = true
		case d.KeepFirst > 0:
			r.op.keepFirst = d.KeepFirst
		default:
			k := slices.Index(fromNames, d.HideFrom)
			if k < 0 {
				return c.fault(key+".hide-from", "%q is unknown; one of %s", d.HideFrom, strings.Join(fromNames, ", "))
			}
			r.op.from = addrFrom(k)
		}
		own = append(own, r)
	}
	p.rules.addresses = prepend(own, p.rules.addresses)
	return nil
}

func (c *compiler) postal(p *Policy) error {
	var own []rule[postalOp]
	for i, d := range c.doc.PostalCodes {
		key := fmt.Sprintf("postal-codes[%d]", i)
		r := rule[postalOp]{id: c.id("postal-codes", i), op: postalOp{keepFirst: -1, mask: "*"}}
		if err := c.when(key, &d.When, &r.when); err != nil {
			return err
		}
		if err := c.mask(key+".mask", d.Mask, &r.op.mask); err != nil {
			return err
		}
		if d.KeepFirst != nil {
			r.op.keepFirst = *d.KeepFirst
		}
		own = append(own, r)
	}
	p.rules.postal = prepend(own, p.rules.postal)
	return nil
}

// scanNames are the classes a rule can look for. The record's own names,
// numbers and hidden address parts are always hidden.
var scanNames = textClassNames[:textName]

func (c *compiler) texts(p *Policy) error {
	var own []rule[textOp]
	for i, d := range c.doc.Text {
		key := fmt.Sprintf("text[%d]", i)
		r := rule[textOp]{id: c.id("text", i), op: textOp{drop: d.Drop, with: "***"}}
		if err := c.when(key, &d.When, &r.when); err != nil {
			return err
		}
		if err := c.mask(key+".with", d.With, &r.op.with); err != nil {
			return err
		}
		for _, name := range d.Scan {
			k := slices.Index(scanNames, name)
			if k < 0 {
				return c.fault(key+".scan", "%q is unknown; one of %s", name, strings.Join(scanNames, ", "))
			}
			r.op.scan.add(k)
		}
		own = append(own, r)
	}
	p.rules.texts = prepend(own, p.rules.texts)
	return nil
}

var (
	sideNames      = []string{"sender", "recipient"}
	whoNames       = []string{"person", "organisation"}
	textFieldNames = []string{"remark", "items", "company", "detail", "extra", "order_no"}
)

// when compiles a condition.
func (c *compiler) when(key string, d *whenDoc, dst *condition) error {
	for _, part := range []struct {
		key   string
		words []string
		names []string
		dst   *set
	}{
		{"party", d.Party, sideNames, &dst.parties},
		{"who", d.Who, whoNames, &dst.who},
		{"class", d.Class, nameClassNames[:], &dst.classes},
		{"kind", d.Kind, phoneKindNames[:], &dst.kinds},
		{"country", d.Country, regionCodes[:], &dst.regions},
		{"field", d.Field, textFieldNames, &dst.fields},
	} {
		for _, word := range part.words {
			k := slices.Index(part.names, word)
			if k < 0 || word == "" {
				return c.fault(key+".when."+part.key, "%q is unknown; one of %s", word, strings.Trim(strings.Join(part.names, ", "), ", "))
			}
			part.dst.add(k)
		}
	}
	dst.carriers = d.Carrier
	return nil
}
