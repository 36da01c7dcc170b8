package font

import (
	"errors"
	"os"
	"testing"

	"golang.org/x/image/font/sfnt"

	"waybill/internal/bitmap"
)

// Real system fonts: a collection whose tables are not aligned, and a
// collection of CFF fonts (Debian fonts-wqy-microhei, fonts-noto-cjk).
func TestSystemFonts(t *testing.T) {
	for _, test := range []struct {
		path  string
		index int
		glyf  bool
	}{
		{"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, true},
		{"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 1, true},
		{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, false},
	} {
		t.Run(test.path, func(t *testing.T) {
			if _, err := os.Stat(test.path); errors.Is(err, os.ErrNotExist) {
				t.Skip("SKIP-EXTERNAL: font is not installed: ", test.path)
			}
			s := &Set{}
			if err := s.AddFile(test.path, test.index); err != nil {
				t.Fatal(err)
			}
			f := s.Faces()[0]
			if f.Glyf() != test.glyf {
				t.Errorf("glyf %v", f.Glyf())
			}
			b := bitmap.New(200, 40)
			mustDraw(t, NewRasterizer(s), b, 64, 30, 24*64, false, "张三丰")
			if n := b.Count(); n < 300 || n > 1200 {
				t.Errorf("%d dots of ink", n)
			}
			ttf, err := f.TTF()
			if !test.glyf {
				if !errors.Is(err, ErrNotTrueType) {
					t.Errorf("TTF: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := sfnt.Parse(ttf); err != nil {
				t.Error(err)
			}
		})
	}
}

// A folder can be added as a whole; the fonts of a collection share its bytes.
func TestSystemFolder(t *testing.T) {
	for _, dir := range []string{"/usr/share/fonts/truetype/wqy", "/usr/share/fonts/opentype/noto"} {
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			t.Skip("SKIP-EXTERNAL: no font folder ", dir)
		}
		s := mustDefault(t)
		if err := s.AddDir(dir); err != nil {
			t.Error(err)
		}
		if n := len(s.Faces()) - len(embedded()); n < 2 {
			t.Errorf("%s: %d fonts added", dir, n)
		}
	}
}
