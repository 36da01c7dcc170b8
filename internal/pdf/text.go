package pdf

import (
	"encoding/hex"
	"fmt"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/label"
)

// boldShare is the stroke of bold text as a share of the em. Stems grow by as
// much, rows too; the raster outputs widen stems by 1/24 em and leave rows
// alone (internal/font). By eye at 203 and 300 dpi 1/40 has the same weight,
// and above 1/36 dense characters clog in renderers without smoothing.
const boldShare = 1.0 / 40

// text draws the next line of the page. A line that one string operator does
// not show whole is wrapped in a marked sequence with its text (14.9.4), so
// that it copies and reads back as one.
func (c *canvas) text() {
	l := &c.lines[0]
	c.lines = c.lines[1:]
	if len(l.runs) == 0 || c.err != nil {
		return
	}
	if !l.whole() {
		c.painted = append(c.painted, l.drawn)
		c.pdf.RawWriteStr("/Span <</ActualText <FEFF" + hex.EncodeToString(utf16be(l.drawn)) + ">>> BDC")
		defer c.pdf.RawWriteStr("EMC")
	}
	if l.Bold {
		c.pdf.SetLineWidth(l.Size.Points() * boldShare)
		c.pdf.SetTextRenderingMode(2)
		defer c.pdf.SetTextRenderingMode(0)
	}
	for i := range l.runs {
		if l.runs[i].mask {
			c.maskRun(l, &l.runs[i])
		} else {
			c.run(l, &l.runs[i])
		}
	}
}

// run shows the text of one embedded font.
func (c *canvas) run(l *line, r *run) {
	size := l.Size.Points()
	if c.face != r.face || c.size != size {
		c.face, c.size = r.face, size
		c.pdf.RawWriteStr(fmt.Sprintf("/F%d %.3f Tf", r.face, size))
	}
	f := c.out.faces[r.face]
	codes := make([]byte, 0, 2*len(r.text))
	for _, ch := range r.text {
		code, ok := f.code(ch)
		if !ok {
			c.err = fmt.Errorf("pdf: U+%04X has no code", ch)
			return
		}
		codes = append(codes, byte(code>>8), byte(code))
		c.codes = append(c.codes, glyphCode{r.face, code})
	}
	c.painted = append(c.painted, string(r.text))
	// Without a font of its own, gofpdf escapes the bytes and writes them as
	// they are.
	c.pdf.Text(l.X.Points()+em(r.x, size), l.Baseline.Points(), string(codes))
}

// em returns x in points at a font size in points.
func em(x font.Em, size float64) float64 { return float64(x) * size / 1000 }

// maskRun draws the text of a font that cannot be embedded as a picture.
func (c *canvas) maskRun(l *line, r *run) {
	const dpi = label.DPI600
	ras := c.out.rasterizers.Get().(*font.Rasterizer)
	defer c.out.rasterizers.Put(ras)
	px64, s := dpi.Px64(l.Size), string(r.text)
	ink, err := ras.InkBounds(0, 0, px64, l.Bold, s)
	if err != nil || ink.Empty() {
		c.err = err
		return
	}
	b := bitmap.New(ink.Dx(), ink.Dy())
	if err := ras.Draw(b, -ink.Min.X<<6, -ink.Min.Y, px64, l.Bold, s, false); err != nil {
		c.err = err
		return
	}
	const dot = 72.0 / 600
	c.mask(b, rect{
		l.X.Points() + em(r.x, l.Size.Points()) + float64(ink.Min.X)*dot,
		l.Baseline.Points() + float64(ink.Min.Y)*dot,
		float64(b.W) * dot, float64(b.H) * dot,
	})
}
