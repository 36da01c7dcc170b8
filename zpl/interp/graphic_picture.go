package interp

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"

	"golang.org/x/image/bmp"

	"waybill/internal/bitmap"
)

// How picture files begin: PNG specification 5.2; BMP.
const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	bmpSignature = "BM"
)

// maxPicture bounds picture files, in pixels and, at 4, in bytes of memory: a
// few kilobytes may stand for far more. 600 dpi labels of 4x12 inch have half
// as many dots.
const maxPicture = 1 << 25

// What a pixel of a picture file costs: where a byte of memory is a pixel, and
// where its colours have to be mixed.
const (
	pixelWork     = 32
	deepPixelWork = 160
)

// pictureCoding is what a picture file is written in; none if its functions are
// nil.
type pictureCoding struct {
	decode func(io.Reader) (image.Image, error)
	config func(io.Reader) (image.Config, error)
}

func codingOf(file []byte) pictureCoding {
	switch {
	case bytes.HasPrefix(file, []byte(pngSignature)):
		return pictureCoding{png.Decode, png.DecodeConfig}
	case bytes.HasPrefix(file, []byte(bmpSignature)):
		return pictureCoding{bmp.Decode, bmp.DecodeConfig}
	}
	return pictureCoding{}
}

// pictureWork is what it costs to decode a picture file: its size says nothing,
// a few kilobytes may be millions of pixels. It costs nothing where no pixel
// will be decoded.
func pictureWork(file []byte, o Options) int64 {
	c := codingOf(file)
	if c.config == nil {
		return 0
	}
	head, err := c.config(bytes.NewReader(file))
	if err != nil || !pictureFits(head, o) {
		return 0
	}
	perPixel := int64(pixelWork)
	if pixelBytes(head.ColorModel) > 1 {
		perPixel = deepPixelWork
	}
	return int64(head.Width) * int64(head.Height) * perPixel
}

// pictureFits reports whether a picture is within the limits.
func pictureFits(c image.Config, o Options) bool {
	most := min(o.filled().Limits.FieldDots, maxPicture)
	return c.Width > 0 && c.Height > 0 && c.Width <= most/c.Height &&
		c.Width*c.Height <= 4*most/pixelBytes(c.ColorModel)
}

// decodePicture turns a PNG or BMP file into dots: what is darker than half is
// ink, transparency is paper.
func decodePicture(file []byte, o Options, r report) (*bitmap.Bitmap, bool) {
	coding := codingOf(file)
	if coding.decode == nil {
		r("picture file that is neither PNG nor BMP: not drawn")
		return nil, false
	}
	// The decoders' errors may quote the file.
	c, err := coding.config(bytes.NewReader(file))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		r("picture file is damaged: not drawn")
		return nil, false
	}
	if !pictureFits(c, o) {
		r("picture of %dx%d dots: not drawn, too large", c.Width, c.Height)
		return nil, false
	}
	img, err := coding.decode(bytes.NewReader(file))
	if err != nil {
		r("picture file is damaged: not drawn")
		return nil, false
	}
	return threshold(img), true
}

// pixelBytes is what decoders take for a pixel.
func pixelBytes(m color.Model) int {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBAModel, color.NRGBAModel:
		return 4
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 8
}

// threshold inks what is darker than half. It goes in bands, as the greys that
// bitmap.Threshold makes take more memory than the picture.
func threshold(img image.Image) *bitmap.Bitmap {
	bounds := img.Bounds()
	out := bitmap.New(bounds.Dx(), bounds.Dy())
	switch p := img.(type) {
	case *image.Paletted:
		var ink [256]bool
		for i, c := range p.Palette {
			ink[i] = bitmap.Threshold(onePixel{image.NewUniform(c)}, 1, 1).At(0, 0)
		}
		inkBytes(out, p.Pix, p.Stride, &ink)
		return out
	case *image.Gray:
		var ink [256]bool
		for v := range 0x80 {
			ink[v] = true
		}
		inkBytes(out, p.Pix, p.Stride, &ink)
		return out
	}
	type cuts interface {
		SubImage(image.Rectangle) image.Image
	}
	part, ok := img.(cuts)
	if !ok {
		return bitmap.Threshold(img, out.W, out.H)
	}
	const band = 64
	for y := 0; y < out.H; y += band {
		h := min(band, out.H-y)
		strip := part.SubImage(image.Rect(bounds.Min.X, bounds.Min.Y+y, bounds.Max.X, bounds.Min.Y+y+h))
		copy(out.Bits[y*out.Stride:], bitmap.Threshold(strip, out.W, h).Bits)
	}
	return out
}

// inkBytes does what threshold does where a pixel is a byte, as in most of the
// pictures that are sent to printers.
func inkBytes(out *bitmap.Bitmap, pix []byte, stride int, ink *[256]bool) {
	for y := range out.H {
		row := out.Row(y)
		for x, v := range pix[y*stride : y*stride+out.W] {
			if ink[v] {
				row[x>>3] |= 0x80 >> (x & 7)
			}
		}
	}
}

// onePixel cuts a uniform picture, which has no bounds.
type onePixel struct{ *image.Uniform }

func (onePixel) Bounds() image.Rectangle { return image.Rect(0, 0, 1, 1) }
