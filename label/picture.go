package label

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // template pictures are PNG
	"io/fs"
)

// maxPicture bounds a template's picture, in pixels.
const maxPicture = 16 << 20

func (c *compiler) image(e *element, r *rawElement) error {
	path := e.path
	if (r.File == "") == (r.Slot == "") {
		return c.src.errorf(path, "an image needs either file (a PNG beside the template) or slot (a picture given at run time, such as logo)")
	}
	e.pic = &imageElement{slot: r.Slot, dither: r.Dither == nil || *r.Dither}
	if r.Slot != "" && e.when == nil {
		cond, err := ParseCond("image." + r.Slot)
		if err != nil {
			return c.src.errorf(path+".slot", "slot is a name of letters, digits and '_'")
		}
		e.when = cond
	}
	if r.File == "" {
		return nil
	}
	if c.assets == nil {
		return c.src.errorf(path+".file", "this template cannot have pictures of its own")
	}
	b, err := fs.ReadFile(c.assets, r.File)
	if err != nil {
		return c.src.errorf(path+".file", "cannot read the picture: %v", err)
	}
	if e.pic.pic, err = DecodePicture(b); err != nil {
		return c.src.errorf(path+".file", "%v", err)
	}
	return nil
}

// DecodePicture reads a PNG of a sane size.
func DecodePicture(b []byte) (image.Image, error) {
	cfg, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || format != "png" {
		return nil, fmt.Errorf("not a PNG picture")
	}
	if cfg.Width*cfg.Height > maxPicture || cfg.Width < 1 || cfg.Height < 1 {
		return nil, fmt.Errorf("picture of %d by %d pixels is too large", cfg.Width, cfg.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("cannot decode the picture: %w", err)
	}
	return img, nil
}
