package zpl

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"

	"waybill/internal/bitmap"
	"waybill/label"
)

// maxFields is how many numbers a stored format uses; printers are documented
// to take 400.
const maxFields = 400

// Settle decides what the job stores: only what makes it smaller, and no more
// than the profile's memory. The Plan can take no more documents afterwards.
//
// Errors are those of drawing and of the font, whose subset may not be made.
func (p *Plan) Settle() (*Setup, error) {
	l := &p.layer
	s := emptySetup(l.profile, p.fonts)
	if p.labels == 0 || !l.profile.Jobs() {
		return s, nil
	}
	s.size = p.size
	var st stock
	if err := p.subset(s, &st); err != nil {
		return nil, fmt.Errorf("zpl: %w", err)
	}
	l.typist.collecting = false
	if s.profile.Text != l.typist.mode {
		l.typist.mode = s.profile.Text
	}
	if l.profile.Stored {
		if err := p.store(s, &st); err != nil {
			return nil, fmt.Errorf("zpl: %w", err)
		}
	}
	s.build(&st, "W00000")
	s.build(&st, objectName(s.begin))
	return s, nil
}

// count is how many labels the job has, as far as is known.
func (p *Plan) count() int { return max(p.labels, p.expect) }

// subset puts the characters of the job into a font.
func (p *Plan) subset(s *Setup, st *stock) error {
	t := &p.layer.typist
	if t.mode != Download || t.chars.count == 0 {
		return nil
	}
	face := s.fonts.Faces()[0]
	glyphs := make(map[rune]uint16, t.chars.count)
	for r := range rune(1 << 16) {
		if t.chars.has(r) {
			g, _ := s.fonts.Glyph(r)
			glyphs[r] = g.ID
		}
	}
	file, err := face.Subset(glyphs)
	if err != nil {
		return err
	}
	if max := s.profile.Memory; max > 0 && len(file) > max {
		s.fontLeft = len(file)
		return nil // text goes as graphics
	}
	data, err := p.fontData(file)
	if err != nil {
		return err
	}
	if !s.profile.TextAsked && len(data) > p.asGraphics(t.glyphs) {
		return nil // text goes as graphics, which is shorter
	}
	st.font, st.fontData = file, data
	s.profile.Text, s.chars = Download, t.chars
	return nil
}

// asGraphics is about how many more bytes glyphs take as graphics than as
// text, over the sample's labels.
func (p *Plan) asGraphics(glyphs int) int {
	seen := max(p.labels, 1)
	if p.layer.profile.Compression == Shortest {
		return glyphs * 50 * p.count() / seen
	}
	return glyphs * 110 * p.count() / seen
}

// fontData is a font as ~DY carries it: hex digits, or zlib in Base64.
func (p *Plan) fontData(file []byte) ([]byte, error) {
	if p.layer.profile.Compression != Shortest {
		return bytes.ToUpper(hex.AppendEncode(make([]byte, 0, hex.EncodedLen(len(file))), file)), nil
	}
	g := grapher{}
	return g.z.AppendZ64(make([]byte, 0, base64.StdEncoding.EncodedLen(len(file))), file)
}

// maxFixed is how many graphics the format may recall, by the names there are.
const maxFixed = 36*36 - maxPictures

// store fills the stock with the format and the graphics that pay.
func (p *Plan) store(s *Setup, st *stock) error {
	saved := 0
	g := grapher{compression: p.layer.profile.Compression}
	s.fixed = map[string]int{}
	for _, k := range p.order {
		if !p.isFixed(k) || len(st.graphics) == maxFixed {
			continue
		}
		native, pic, err := p.piece(&g, k)
		if err != nil {
			return err
		}
		if pic != nil {
			pic.fixed = true
			st.graphics = append(st.graphics, *pic)
			saved += gain(pic, p.count())
		} else {
			st.static = append(st.static, native...)
			saved += (p.count() - 1) * len(native)
		}
		s.fixed[k.key] = len(s.fixed)
		p.release(k)
	}
	saved += p.number(s, st)
	st.format = true
	if saved <= p.overhead(s) || st.tooLarge(s.profile.Memory) {
		*st = stock{font: st.font, fontData: st.fontData}
		s.fixed, s.slots, s.members = nil, nil, nil
	}
	return p.addPictures(&g, s, st)
}

// isFixed reports whether every label has the item, as far as is known: all
// that were seen, or what the template says of the only one.
func (p *Plan) isFixed(k *known) bool {
	return k.count == p.labels && (p.labels > 1 || k.item.Meta().Static)
}

// piece draws an item by itself: as commands, or as a graphic.
func (p *Plan) piece(g *grapher, k *known) (native []byte, pic *storedGraphic, err error) {
	l := &p.layer
	if err := l.open(p.size); err != nil {
		return nil, nil, err
	}
	if err := l.draw(k.item); err != nil {
		return nil, nil, err
	}
	if len(l.inks) == 0 {
		return bytes.Clone(l.native), nil, nil
	}
	pic, err = g.picture(l.painter.Page, k.key)
	return nil, pic, err
}

// picture makes a graphic of all that is on the page.
func (g *grapher) picture(page *bitmap.Bitmap, key string) (*storedGraphic, error) {
	ink := page.Ink()
	if ink.Empty() {
		return &storedGraphic{key: key}, nil
	}
	stride := (ink.Dx() + 7) / 8
	g.rows = page.AppendRows(g.rows[:0], ink)
	data, err := g.code(stride)
	if err != nil {
		return nil, err
	}
	return &storedGraphic{key: key, x: ink.Min.X, y: ink.Min.Y, total: len(g.rows), stride: stride, data: bytes.Clone(data)}, nil
}

// Lengths of what surrounds stored things, for the reckoning of what pays.
const (
	recallLength   = len("^FO100,1000^XGR:W0000000.GRF,1,1^FS")
	downloadLength = len("~DGR:W0000000.GRF,10000,100,\n") + len("^IDR:W0000000.GRF^FS")
	inlineLength   = len("^FO100,1000^GFA,10000,10000,100,^FS")
)

// gain is how many bytes a job with n uses of a graphic saves by storing it.
// Beside others it costs less than alone: a fifth is left out.
func gain(g *storedGraphic, n int) int {
	return n*((inlineLength+len(g.data))*4/5-recallLength) - len(g.data) - downloadLength
}

// release takes an item that is fixed from the uses of its slot.
func (p *Plan) release(k *known) {
	if _, s, ok := p.layer.field(nil, k.item); ok {
		if u := p.slots[s]; u != nil {
			u.count -= k.count
		}
	}
}

// number gives the slots that pay their numbers, the busiest the shortest,
// and returns what they save.
func (p *Plan) number(s *Setup, st *stock) int {
	type choice struct {
		group []*use
		gain  int
	}
	var list []choice
	for _, group := range p.groups {
		c := choice{group: group}
		for _, u := range group {
			c.gain += u.count*len(u.slot.append(nil, nil)) - len(u.slot.append(nil, []byte("^FN100")))
		}
		c.gain -= group[0].count * len("^FN10^FS")
		if group[0].count > 0 && c.gain > 0 {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b choice) int { return cmp.Compare(b.group[0].count, a.group[0].count) })
	list = list[:min(len(list), maxFields)]
	s.slots, s.members = map[slot]int{}, make([]int, len(list)+1)
	saved := 0
	for i, c := range list {
		content := fmt.Appendf(nil, "^FN%d", i+1)
		for _, u := range c.group {
			s.slots[u.slot] = i + 1
			st.fields = u.slot.append(st.fields, content)
		}
		s.members[i+1] = len(c.group)
		saved += c.gain
	}
	return saved
}

// overhead is what a stored format costs beside its content.
func (p *Plan) overhead(s *Setup) int {
	header := len(s.profile.appendHeader(nil, s.fontName()))
	once := len("^XA^DFR:W00000.ZPL^FS^XZ\n^XA^IDR:W00000.ZPL^FS^XZ\n") + header
	each := len("^CI28^XFR:W00000.ZPL^FS") - header
	return once + p.count()*each
}

// tooLarge reports whether the stock is more than a printer's memory, 0 for
// one of unknown size.
func (st *stock) tooLarge(memory int) bool {
	n := len(st.font) + len(st.static) + len(st.fields)
	for _, g := range st.graphics {
		n += g.total + recallLength
	}
	return memory > 0 && n > memory
}

// maxPictures is how many graphics labels may recall. Most of the gain is in
// the first ones, and printers keep a directory of names.
const maxPictures = 96

// addPictures adds graphics that several labels recall, those that promise
// most first, as far as memory goes.
func (p *Plan) addPictures(g *grapher, s *Setup, st *stock) error {
	type candidate struct {
		k       *known
		promise int64
	}
	var list []candidate
	for _, k := range p.order {
		if _, stored := s.fixed[k.key]; stored || k.count < 2 {
			continue
		}
		if r := k.item.Bounds(); r.W > 0 && r.H > 0 {
			list = append(list, candidate{k, int64(k.count-1) * int64(r.W) * int64(r.H)})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.promise, a.promise) })
	left := maxPictures
	for _, c := range list {
		if left == 0 {
			break
		}
		_, pic, err := p.piece(g, c.k)
		if err != nil {
			return err
		}
		if pic == nil {
			continue // commands, or text
		}
		left--
		if gain(pic, c.k.count) <= 0 {
			continue
		}
		st.graphics = append(st.graphics, *pic)
		if st.tooLarge(s.profile.Memory) {
			st.graphics = st.graphics[:len(st.graphics)-1]
		}
	}
	return nil
}

// sameSize reports whether labels of d's size can use the Setup.
func (s *Setup) sameSize(d *label.Document) bool { return s.size == d.Size }
