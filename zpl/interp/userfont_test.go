package interp

import (
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

// A font of the user's stands in the printer under the name of a file or the
// letter of a font, and outlives a reset.
func TestUserFonts(t *testing.T) {
	o := Options{Width: 200, Height: 60, UserFonts: map[string][]byte{"E:OWN.FNT": goregular.TTF, "1": goregular.TTF}}
	zero := run(o, "^XA^FO5,5^A0N,40,40^FDRgb^FS^XZ")
	named := run(o, "^XA^FO5,5^A@N,40,40,E:OWN.FNT^FDRgb^FS^XZ")
	for name, zpl := range map[string]string{
		"letter":      "^XA^FO5,5^A1N,40,40^FDRgb^FS^XZ",
		"alias":       "^XA^CWQ,E:OWN.FNT^FO5,5^AQN,40,40^FDRgb^FS^XZ",
		"after reset": "~JR^XA^FO5,5^A1N,40,40^FDRgb^FS^XZ",
	} {
		r := run(o, zpl)
		if !r.labels[0].Equal(named.labels[0]) || r.labels[0].Equal(zero.labels[0]) {
			t.Errorf("%s: not the font by its name", name)
		}
		for _, d := range r.diagnostics {
			if d.Severity > Note {
				t.Errorf("%s: said %v", name, d)
			}
		}
	}
}
