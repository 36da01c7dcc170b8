package zpl

import (
	"fmt"
	"strconv"

	"waybill/label"
)

// Formatter turns documents into ZPL formats. It keeps buffers between labels
// and is not safe for concurrent use: each goroutine makes its own; they may
// share the fonts and a Setup.
type Formatter struct {
	layer   layer
	grapher grapher
	stored  storedLabel
}

// NewFormatter returns a Formatter that writes for p and draws text with fonts:
// those that the documents were laid out with. Nothing is taken to be in the
// printer, so text of Download goes as graphics; see [Setup.NewFormatter].
func NewFormatter(p Profile, fonts *label.Fonts) *Formatter {
	return &Formatter{layer: newLayer(p, fonts), grapher: grapher{compression: p.Compression}}
}

// NewFormatter returns a Formatter for labels that follow the Setup.
func (s *Setup) NewFormatter() *Formatter {
	f := NewFormatter(s.profile, s.fonts)
	f.layer.setup = s
	f.layer.typist.chars = s.chars
	return f
}

// AppendLabel appends d as one format, ^XA to ^XZ, printed d.Copies times. The
// same document, profile and Setup give the same bytes, whatever was written
// before.
//
// Errors name the template's element; dst is returned as it was. A character
// without a glyph is a *label.MissingGlyphError, a symbol too wide for its area
// a *label.SymbolError, a label too wide for the printer a *WidthError.
func (f *Formatter) AppendLabel(dst []byte, d *label.Document) ([]byte, error) {
	out, err := f.append(dst, d)
	if err != nil {
		return dst, fmt.Errorf("zpl: %w", err)
	}
	return out, nil
}

func (f *Formatter) append(dst []byte, d *label.Document) ([]byte, error) {
	l := &f.layer
	if err := l.open(d.Size); err != nil {
		return dst, err
	}
	dst = append(dst, "^XA"...)
	var places []place
	if places = f.stored.match(l, d); places != nil {
		l.sep = ""
		dst = append(dst, l.setup.recall...)
		dst = f.stored.appendFields(dst)
	} else {
		l.sep = "\n"
		dst = append(l.profile.appendHeader(dst, l.typist.fontName(l.setup)), '\n')
	}
	for i, it := range d.Items {
		if places != nil && places[i].stored(&f.stored) {
			continue
		}
		if err := l.draw(it); err != nil {
			return dst, err
		}
	}
	dst = append(dst, l.native...)
	waste := 0
	if l.profile.Compression == Shortest {
		waste = mergeWaste
	}
	for _, r := range regions(l.inks, waste) {
		var err error
		if dst, err = f.grapher.appendGraphic(dst, l.painter.Page, r, l.sep); err != nil {
			return dst, err
		}
	}
	if places == nil || d.Copies > 1 {
		dst = append(dst, "^PQ"...)
		dst = strconv.AppendInt(dst, int64(max(d.Copies, 1)), 10)
		dst = append(dst, l.sep...)
	}
	return append(dst, "^XZ\n"...), nil
}

// appendHeader appends what a format begins with. Origin, reversal, mirroring
// and the default orientation outlive the label that set them, so another
// program's last label could turn ours.
//
// The printer was calibrated for the media it holds: ^PW, ^LL, ^MN or ~TA from
// here would make it skip or print blank labels where they differ, and cannot
// put more on its media than fits. Speed, darkness and what follows a label
// are set only where the profile says so.
func (p *Profile) appendHeader(dst []byte, font string) []byte {
	dst = p.appendCharset(dst)
	dst = append(dst, "^LH0,0^LRN^PMN^FWN"...)
	if font != "" {
		dst = append(dst, "^CW"...)
		dst = append(append(dst, fontLetter, ','), font...)
	}
	if p.Speed > 0 {
		dst = strconv.AppendInt(append(dst, "^PR"...), int64(p.Speed), 10)
	}
	if p.Darkness > 0 {
		dst = append(dst, "~SD"...)
		dst = append(dst, '0'+byte(p.Darkness/10), '0'+byte(p.Darkness%10))
	}
	if mode := afterModes[p.After]; mode != 0 {
		dst = append(append(dst, "^MM"...), mode)
	}
	return dst
}

// afterModes are the print modes of ^MM.
var afterModes = map[string]byte{"tear": 'T', "peel": 'P', "rewind": 'R', "cut": 'C'}

// appendCharset appends the character set of field data: UTF-8, or GBK for
// fonts that are reached so.
func (p *Profile) appendCharset(dst []byte) []byte {
	if p.Text == Resident && p.Font != nil && p.Font.Encoding == GBK {
		if p.Font.Table != "" {
			dst = append(append(dst, "^SE"...), p.Font.Table...)
		}
		return append(dst, "^CI26"...)
	}
	return append(dst, "^CI28"...)
}

// EncodeLabel appends d as one format for p. To encode many labels, keep a
// Formatter.
func EncodeLabel(dst []byte, d *label.Document, p Profile, fonts *label.Fonts) ([]byte, error) {
	return NewFormatter(p, fonts).AppendLabel(dst, d)
}
