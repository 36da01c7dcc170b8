package printerfont

import (
	"image"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"

	"waybill/internal/bitmap"
	"waybill/internal/font"
)

// A Library draws glyphs in all fonts and keeps what it has drawn. It is not
// safe for concurrent use; its Set may be shared.
type Library struct {
	resident  resident
	fallback  *font.Set // may be nil
	dotsPerMM int
	cache     map[glyphKey]*Glyph
	bytes     int
	found     map[foundKey]found
	buffer    sfnt.Buffer
	vector    vector.Rasterizer
	alpha     image.Alpha
}

// NewLibrary returns a Library for a resolution in dots per millimetre (6, 8,
// 12, 24). What its fonts lack, fallback has; it may be nil.
func NewLibrary(fallback *font.Set, dotsPerMM int) (*Library, error) {
	r, err := loadResident()
	if err != nil {
		return nil, err
	}
	return &Library{resident: r, fallback: fallback, dotsPerMM: dotsPerMM, cache: map[glyphKey]*Glyph{}, found: map[foundKey]found{}}, nil
}

// Glyph is a character as dots.
type Glyph struct {
	Bits    *bitmap.Bitmap // exactly the ink; nil if there is none
	X, Y    int            // top left corner from the pen on the baseline
	Advance int            // 1/64 dots
	Missing bool           // no font has the character: a box stands for it
}

// Sized is a font at a size.
type Sized struct {
	Height int // dots of a line
	Base   int // rows of it above the baseline
	// Lead is how many dots left of the pen printers put the characters: half
	// of the gap between them, which the advances hold.
	Lead     int
	library  *Library
	sources  []source
	fallback source // its face is nil
	capitals bool
	// longHyphen draws hyphens as wide as minus signs, as matrix fonts do.
	longHyphen bool
	bitmap     *BitmapFont
	nx, ny     int // of bitmap
}

// source is a face at a size.
type source struct {
	face     *font.Face
	emX, emY int // 1/64 dots
	advance  int // 1/64 dots; 0: the glyph's own
	inked    uint8
	fine     bool // glyphs keep quarters of a dot
}

// How much of a dot, of 255, an outline must cover to ink it: half for what
// stands in for the printers' fonts, less for Noto, see package font.
const (
	inkHalf = 128
	inkNoto = 112
)

// maxEm64 bounds an em: 4096 dots.
const maxEm64 = 4096 << 6

func em64(dots int) int { return min(max(dots, 1), maxEm64>>6) << 6 }

// Zero returns font 0 at a height and width in dots. A side that is 0 follows
// the other; both 0 are the printers' 15 by 12.
func (l *Library) Zero(h, w int) Sized {
	if h <= 0 && w <= 0 {
		h, w = 15, 12
	}
	h, w = bothSides(h, w)
	x, y := em64(w), em64(h)
	const greek = 748.0 / 711 // to capitals as high as the Latin ones
	return Sized{
		Height: y >> 6, Base: y * 3 / 4 >> 6, library: l,
		sources: []source{
			{face: l.resident.zero, emX: x, emY: y, inked: inkHalf, fine: true},
			{face: l.resident.zeroMore, emX: scaled(x, greek), emY: scaled(y, greek), inked: inkHalf, fine: true},
		},
		fallback: source{emX: x, emY: y, inked: inkNoto},
	}
}

func bothSides(h, w int) (int, int) {
	if h <= 0 {
		h = w
	}
	if w <= 0 {
		w = h
	}
	return h, w
}

func scaled(em int, by float64) int { return max(int(float64(em)*by+0.5), 1) }

// Matrix returns one of the fonts A to H and P to V, false if there is none of
// that letter. The size is the nearest whole multiple of the font's cell.
func (l *Library) Matrix(letter byte, h, w int) (Sized, bool) {
	m, ok := matrixOf(letter, l.dotsPerMM)
	if !ok {
		return Sized{}, false
	}
	ny, nx := m.times(h, w)
	caps := m.caps
	if caps == 0 {
		caps = m.base
	}
	advance := (m.width + m.gap) * nx << 6
	face := m.face(&l.resident)
	own, ok := face.Glyph('H')
	if !ok || own.Advance <= 0 {
		return Sized{}, false
	}
	height, lead := m.height*ny, 0
	if m.caps > 0 {
		// As font 0: the baseline at three quarters. The cell of the guide is
		// lower, but turned text stands so.
		height = m.base * ny * 4 / 3
	}
	if m.lead {
		lead = m.gap * nx / 2
	}
	return Sized{
		Height: height, Base: m.base * ny, Lead: lead, library: l, capitals: m.capitals,
		longHyphen: m.capEm == monoCap,
		sources: []source{{
			face: face, advance: advance, inked: inkHalf,
			emX: min(scaled(advance, 1000/float64(own.Advance)), maxEm64),
			emY: min(scaled(caps*ny<<6, 1/m.capEm), maxEm64),
		}},
		fallback: source{emX: em64(m.height * nx), emY: em64(height), inked: inkNoto},
	}, true
}

// Outline returns a downloaded or a user's font at a size. Its em is as high
// as asked for; a side that is 0 follows the other, both 0 are as font 0.
func (l *Library) Outline(face *font.Face, h, w int) Sized {
	if h <= 0 && w <= 0 {
		h, w = 15, 12
	}
	h, w = bothSides(h, w)
	x, y := em64(w), em64(h)
	up, down := face.Extent()
	if up+down <= 0 {
		up, down = 3, 1
	}
	return Sized{
		Height: y >> 6, Base: (y>>6*int(up) + int(up+down)/2) / int(up+down), library: l,
		sources:  []source{{face: face, emX: x, emY: y, inked: inkNoto}},
		fallback: source{emX: x, emY: y, inked: inkNoto},
	}
}

// Asian returns what stands in for an absent Asian font: the Library's Set,
// each Chinese character as large as the size asked for. Without a Set it is
// font 0.
func (l *Library) Asian(h, w int) Sized {
	if l.fallback == nil {
		return l.Zero(h, w)
	}
	if h <= 0 && w <= 0 {
		h, w = 15, 12
	}
	h, w = bothSides(h, w)
	x, y := em64(w), em64(h)
	return Sized{
		Height: y >> 6, Base: y * 88 / 100 >> 6, library: l,
		fallback: source{emX: x, emY: y, inked: inkNoto},
	}
}

// Fine reports whether glyphs differ by the fraction of a dot that the pen
// stands at. If not, the pen belongs on the nearest whole dot.
func (s *Sized) Fine() bool { return len(s.sources) > 0 && s.sources[0].fine }

// Glyph returns a character, drawn for a pen that stands frac 1/64 dots, 0 to
// 63, right of a whole dot. Characters without ink have no Bits. The Glyph is
// shared: nobody may change it.
func (s *Sized) Glyph(r rune, frac int) *Glyph {
	if r == '\u00a0' {
		r = ' '
	}
	if s.capitals {
		r = unicode.ToUpper(r)
	}
	if r == '-' && s.longHyphen {
		// As wide as a minus sign, and a little above it.
		up := *s.Glyph('\u2212', frac)
		up.Y -= (s.sources[0].emY/20 + 32) >> 6
		return &up
	}
	if s.bitmap != nil {
		if g, ok := s.bitmap.glyph(r, s.nx, s.ny); ok {
			return g
		}
	}
	for _, src := range s.sources {
		if g, ok := s.library.find(src.face, r); ok {
			if d, ok := s.library.draw(g, src, frac); ok {
				return d
			}
		}
	}
	if s.library.fallback != nil {
		if g, ok := s.library.fallback.Glyph(r); ok {
			if g.Face == nil {
				return &Glyph{}
			}
			if d, ok := s.library.draw(g, s.fallback, frac); ok {
				return d
			}
		}
	}
	return s.missing()
}

// missing returns the box that stands for a character no font has: it must be
// seen on the label.
func (s *Sized) missing() *Glyph {
	w, h := max(s.fallback.emX*5/8>>6, 4), max(s.Base*7/8, 4)
	line := min(max(1, h/16), max(1, w/4))
	b := bitmap.New(w-2*line, h)
	b.Fill(0, 0, b.W, b.H)
	b.Clear(line, line, b.W-2*line, b.H-2*line)
	return &Glyph{Bits: b, X: line, Y: -h, Advance: w << 6, Missing: true}
}
