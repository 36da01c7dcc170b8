package label

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // template pictures are PNG
	"io"
	"io/fs"
)

// Bounds of a picture.
const (
	maxPicture     = 16 << 20 // pixels
	maxPictureFile = 8 << 20  // bytes
)

// maxPictureBox is the longest side of an image's box in millimetres: the
// outputs hold the greys of all its dots at once.
const maxPictureBox = 300

func (c *compiler) image(e *element, r *rawElement) error {
	path := e.path
	if (r.File == "") == (r.Slot == "") {
		return c.src.errorf(path, "an image needs either file (a PNG beside the template) or slot (a picture given at run time, such as logo)")
	}
	if max(e.box.W, e.box.H) > maxPictureBox*Millimetre {
		return c.src.errorf(path+".box", "an image is at most %d mm wide and high", maxPictureBox)
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
	b, err := readPicture(c.assets, r.File)
	if err != nil {
		return c.src.errorf(path+".file", "cannot read the picture: %v", err)
	}
	if e.pic.pic, err = DecodePicture(b); err != nil {
		return c.src.errorf(path+".file", "%v", err)
	}
	return nil
}

var errPictureFile = fmt.Errorf("a picture file holds at most %d MB", maxPictureFile>>20)

// readPicture reads a file, but never more of it than a picture may have.
func readPicture(assets fs.FS, name string) ([]byte, error) {
	f, err := assets.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPictureFile+1))
	if err == nil && len(b) > maxPictureFile {
		err = errPictureFile
	}
	return b, err
}

// DecodePicture reads a PNG of at most 8 MB and 16 million pixels.
func DecodePicture(b []byte) (image.Image, error) {
	if len(b) > maxPictureFile {
		return nil, errPictureFile
	}
	cfg, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || format != "png" {
		return nil, fmt.Errorf("not a PNG picture")
	}
	if cfg.Width < 1 || cfg.Height < 1 || int64(cfg.Width)*int64(cfg.Height) > maxPicture {
		return nil, fmt.Errorf("picture of %d by %d pixels is too large", cfg.Width, cfg.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("cannot decode the picture: %w", err)
	}
	return img, nil
}
