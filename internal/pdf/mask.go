package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"reflect"
	"strings"
	"sync"

	"waybill/internal/bitmap"
	"waybill/internal/paint"
	"waybill/label"
)

// maxInline is the largest mask, in bytes, that is written into the content
// stream: 8.9.7 advises against more than 4 kB, hexadecimal digits and all.
const maxInline = 1900

// inset, in points, keeps the edge of a mask off the edge of its dots, because
// renderers ink every dot that a mask touches (Splash::fillImageMask takes
// floor(right)+1): a module's width would be a dot too many.
const inset = 0.01

// rect is an area in points from the page's top left.
type rect struct{ x, y, w, h float64 }

// mask inks the dots of b, stretched over r, in the current fill colour.
func (c *canvas) mask(b *bitmap.Bitmap, r rect) {
	if len(b.Bits) > maxInline {
		c.object(newPicture(b), r)
		return
	}
	c.pdf.RawWriteStr(fmt.Sprintf("q %s cm BI /IM true /W %d /H %d /BPC 1 /D [1 0] /F /AHx ID %s> EI Q",
		c.matrix(r), b.W, b.H, strings.ToUpper(hex.EncodeToString(b.Bits))))
}

// matrix maps the unit square to r.
func (c *canvas) matrix(r rect) string {
	return fmt.Sprintf("%.4f 0 0 %.4f %.4f %.4f", r.w-2*inset, r.h-2*inset, r.x+inset, c.h-r.y-r.h+inset)
}

// object inks a mask that stands in the file once.
func (c *canvas) object(p *picture, r rect) {
	c.images = append(c.images, p)
	c.pdf.RawWriteStr(fmt.Sprintf("q %s cm /%s Do Q", c.matrix(r), p.name))
}

// picture is a mask that pages refer to. Its name comes from its dots, so that
// it does not depend on the order in which pages are drawn.
type picture struct {
	name string
	bits *bitmap.Bitmap
}

func newPicture(b *bitmap.Bitmap) *picture {
	h := sha256.New()
	fmt.Fprintf(h, "%d %d ", b.W, b.H)
	h.Write(b.Bits)
	return &picture{"I" + hex.EncodeToString(h.Sum(nil)[:12]), b}
}

// pictures keeps dithered images: a logo is the same on every page.
type pictures struct {
	mu   sync.Mutex
	made map[pictureKey]*picture
}

type pictureKey struct {
	pic    image.Image
	w, h   int
	dither bool
}

// maxPictures bounds the cache; a template has a few.
const maxPictures = 64

func (p *pictures) get(i label.Image, w, h int) *picture {
	if !reflect.TypeOf(i.Pic).Comparable() {
		return newPicture(paint.Picture(i, w, h))
	}
	key := pictureKey{i.Pic, w, h, i.Dither}
	p.mu.Lock()
	defer p.mu.Unlock()
	if m, ok := p.made[key]; ok {
		return m
	}
	if p.made == nil || len(p.made) >= maxPictures {
		p.made = map[pictureKey]*picture{}
	}
	m := newPicture(paint.Picture(i, w, h))
	p.made[key] = m
	return m
}
