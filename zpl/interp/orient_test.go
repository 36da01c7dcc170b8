package interp

import "testing"

// TestOrientationWithin: ^FW within a field counts over what ^A said before it,
// as carriers' labels have it, and ^A over what ^FW said before.
func TestOrientationWithin(t *testing.T) {
	const size = "^XA^PW200^LL200"
	for _, tt := range []struct{ zpl, same string }{
		{"^FO50,50^A0N,30,30^FWB^FDab^FS", "^FO50,50^A0B,30,30^FDab^FS"},
		{"^FO50,50^FWB^A0N,30,30^FDab^FS", "^FO50,50^A0N,30,30^FDab^FS"},
		{"^FO50,50^A0,30,30^FWR^FDab^FS", "^FO50,50^A0R,30,30^FDab^FS"},
		{"^FO50,50^A0B,30,30^FW,1^FDab^FS^FWN,0", "^FO50,50^A0B,30,30^FDab^FS"},
	} {
		got, want := run(Options{}, size+tt.zpl+"^XZ"), run(Options{}, size+tt.same+"^XZ")
		if len(got.labels) != 1 || len(want.labels) != 1 || want.labels[0].Count() == 0 || !got.labels[0].Equal(want.labels[0]) {
			t.Errorf("%s is not as %s", tt.zpl, tt.same)
		}
	}
}
