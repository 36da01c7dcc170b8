package pdf

import (
	"fmt"
	"image"
	"iter"

	"github.com/jung-kurt/gofpdf"

	"waybill/label"
)

// canvas is a page being drawn. Coordinates are points from the top left, as
// gofpdf has them.
type canvas struct {
	pdf  *gofpdf.Tpl
	out  *Writer
	dpi  label.DPI
	w, h float64 // page size
	// late pages may use codes that Append has assigned; others must not look
	// at them, for they are drawn meanwhile.
	late bool

	lines []line // texts still to draw
	face  int    // current font, -1 at first
	size  float64

	codes   []glyphCode
	images  []*picture
	painted []string // as the reader must find them
	content []byte
	err     error
}

// hair is kept free around filled areas, in points: a renderer that inks every
// dot an area touches (poppler without smoothing) must not ink the next one
// because gofpdf rounds to hundredths of a point.
const hair = 0.012

// paint draws a page.
func (w *Writer) paint(j *job) (*canvas, error) {
	c := &canvas{out: w, dpi: w.dpi, late: j.late, lines: j.lines, face: -1,
		w: points(j.doc.Size.W), h: points(j.doc.Size.H)}
	if c.w < 1 || c.h < 1 {
		return nil, fmt.Errorf("pdf: media of %v by %v", j.doc.Size.W, j.doc.Size.H)
	}
	err := guard("drawing a page", func() {
		size := gofpdf.SizeType{Wd: c.w, Ht: c.h}
		t := gofpdf.CreateTpl(gofpdf.PointType{}, size, "P", "pt", "", func(t *gofpdf.Tpl) {
			c.pdf = t
			t.SetLineJoinStyle("round") // for bold strokes
			for _, item := range j.doc.Items {
				c.item(item)
			}
			if c.err == nil {
				c.err = t.Error()
			}
		})
		c.content = t.Bytes()
	})
	if err == nil {
		err = c.err
	}
	return c, err
}

// points returns a media size in points, cut to thousandths: 425.197 pt would
// be a fraction of a dot more than 1200 dots at 203.2 dpi, and renderers round
// that up to 1201.
func points(l label.Length) float64 {
	return float64(int64(l)*72*1000/25400) / 1000
}

func (c *canvas) item(item label.Item) {
	if c.err != nil {
		return
	}
	switch item := item.(type) {
	case label.Text:
		c.text()
	case label.Line:
		c.fill(item.Bars(c.dpi))
	case label.Box:
		c.box(item)
	case label.Symbol:
		c.symbol(item)
	case label.Image:
		c.picture(item)
	}
}

// pt returns n dots in points.
func (c *canvas) pt(n int) float64 { return c.dpi.Length(n).Points() }

// area returns an area of dots in points.
func (c *canvas) area(r image.Rectangle) rect {
	x, y := c.pt(r.Min.X), c.pt(r.Min.Y)
	return rect{x, y, c.pt(r.Max.X) - x, c.pt(r.Max.Y) - y}
}

// fill inks areas of dots in the current fill colour.
func (c *canvas) fill(bars iter.Seq[image.Rectangle]) {
	for bar := range bars {
		r := c.area(bar)
		c.pdf.Rect(r.x+hair, r.y+hair, r.w-2*hair, r.h-2*hair, "F")
	}
}

func (c *canvas) box(b label.Box) {
	c.fill(b.Bars(c.dpi))
	if !b.Filled || len(b.Knockout) == 0 {
		return
	}
	c.colour(255)
	for range b.Knockout {
		c.text()
	}
	c.colour(0)
}

// colour sets a grey for filling, text and the strokes of bold text.
func (c *canvas) colour(v int) {
	c.pdf.SetFillColor(v, v, v)
	c.pdf.SetTextColor(v, v, v)
	c.pdf.SetDrawColor(v, v, v)
}

// symbol draws a code with one pixel per module; a bar code's single row is
// stretched to its height.
func (c *canvas) symbol(s label.Symbol) {
	p, err := s.Place(c.dpi)
	if err != nil {
		c.err = err
		return
	}
	c.mask(s.Code.Bits, c.area(p.Dots()))
}

func (c *canvas) picture(i label.Image) {
	r := c.dpi.Snap(i.R)
	c.object(c.out.pictures.get(i, r.Dx(), r.Dy()), c.area(r))
}

// decoder reads the codes of a page's font back.
func (c *canvas) decoder(name string) *decoder {
	var n int
	if _, err := fmt.Sscanf(name, "F%d", &n); err != nil || n < 0 || n >= len(c.out.faces) {
		return nil
	}
	d := &decoder{wide: true, identity: true}
	if c.late {
		d.codes = c.out.faces[n].chars()
	}
	return d
}
