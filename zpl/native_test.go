package zpl

import (
	"image"
	"strings"
	"testing"

	"waybill/internal/symbol"
	"waybill/label"
)

func TestCode128Data(t *testing.T) {
	tests := []struct {
		kind   symbol.Kind
		data   string
		want   string // "" where graphics are sent instead
		reason string
	}{
		{symbol.Code128, "YT1234567890123", ">:YT1>5234567890123", ""},
		{symbol.Code128, "78123456789012", ">;78123456789012", ""},
		{symbol.Code128, "DPK202612345678", ">:DPK>5202612345678", ""},
		{symbol.Code128, "EA123456789CN", ">:EA1>523456789>6CN", ""},
		{symbol.Code128, "abc_{|}", "abc_{|}", ""},
		{symbol.GS1128, "(01)09501101530003(10)AB12", ">;>8010950110153000310>6AB12", ""},
		{symbol.Code128, "A>B", "", "the invocation character"},
		{symbol.Code128, "A^B", "", "the prefix"},
		{symbol.Code128, "A~B", "", "the other prefix"},
		{symbol.Code128, "A B", "", "a blank"},
		{symbol.Code128, "A\x7fB", "", "DEL"},
		{symbol.Code128, "A\tB", "", "set A"},
		{symbol.Code128, "a\tb", "", "a shift"},
	}
	for _, tt := range tests {
		s, err := symbol.Encode(tt.kind, tt.data, symbol.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, ok := appendCode128Data(nil, s.Codewords, true)
		switched := strings.Contains(tt.want, ">5") || strings.Contains(tt.want, ">6")
		if _, plain := appendCode128Data(nil, s.Codewords, false); plain != (ok && !switched) {
			t.Errorf("%q: native %v without set switches", tt.data, plain)
		}
		if ok != (tt.want != "") {
			t.Errorf("%q: native %v, reason to doubt: %q", tt.data, ok, tt.reason)
			continue
		}
		if ok && string(got) != tt.want {
			t.Errorf("%q: got %q, want %q", tt.data, got, tt.want)
		}
		// What the gate reads is what a scanner reads.
		if plain := strings.NewReplacer("(", "", ")", "").Replace(tt.data); ok && code128Text(string(got)) != plain {
			t.Errorf("%q: read back as %q", tt.data, code128Text(string(got)))
		}
	}
	at := label.Placement{Module: maxModule + 1, H: 50}
	s, err := symbol.Encode(symbol.Code128, "A1", symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if out, _, ok := appendCode128(nil, s, at, true); ok || len(out) != 0 {
		t.Errorf("module of %d dots: native %v, %d bytes left behind", at.Module, ok, len(out))
	}
}

func TestQR(t *testing.T) {
	at := label.Placement{X: 5, Y: 50, Module: 4}
	tests := []struct {
		data   string
		opt    symbol.Options
		at     label.Placement
		want   string
		reason string
	}{
		{"YT1234567890123", symbol.Options{}, at, "^FO5,40^BY2,3,10^BQN,2,4^FDMM,AYT1234567890123^FS", ""},
		{"0123456789", symbol.Options{Level: 'H'}, at, "^FO5,40^BY2,3,10^BQN,2,4^FDHM,N0123456789^FS", ""},
		{"yt1", symbol.Options{}, at, "", "small letters"},
		{"运单", symbol.Options{}, at, "", "hanzi"},
		{"YT1", symbol.Options{MinVersion: 3}, at, "", "larger than needed"},
		{"YT1", symbol.Options{}, label.Placement{Y: 9, Module: 4}, "", "no room above"},
		{"YT1", symbol.Options{}, label.Placement{Y: 90, Module: 11}, "", "magnification"},
	}
	for _, tt := range tests {
		s, err := symbol.Encode(symbol.QR, tt.data, tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		got, slot, ok := appendQR(nil, s, tt.at)
		if ok {
			got = slot.append(nil, got)
		}
		if ok != (tt.want != "") || string(got) != tt.want {
			t.Errorf("%q: got %q, %v; want %q (%s)", tt.data, got, ok, tt.want, tt.reason)
		}
	}
}

func TestRegions(t *testing.T) {
	a, b, c := image.Rect(0, 0, 80, 10), image.Rect(0, 20, 80, 30), image.Rect(400, 0, 480, 10)
	over := image.Rect(70, 5, 90, 25) // touches a and b
	tests := []struct {
		name  string
		boxes []image.Rectangle
		waste int
		want  int
	}{
		{"apart", []image.Rectangle{a, b, c}, 0, 3},
		{"bridged", []image.Rectangle{a, b, c, over}, 0, 2},
		{"near ones", []image.Rectangle{a, b, c}, 150, 2},
		{"all", []image.Rectangle{a, b, c}, 1 << 20, 1},
		{"none", nil, 100, 0},
	}
	for _, tt := range tests {
		got := regions(append([]image.Rectangle(nil), tt.boxes...), tt.waste)
		if len(got) != tt.want {
			t.Errorf("%s: %d regions, want %d", tt.name, len(got), tt.want)
		}
		for i, r := range got {
			for _, s := range got[:i] {
				if r.Overlaps(s) {
					t.Errorf("%s: regions overlap", tt.name)
				}
			}
		}
		for _, box := range tt.boxes {
			in := false
			for _, r := range got {
				in = in || box.In(r)
			}
			if !in {
				t.Errorf("%s: a box is lost", tt.name)
			}
		}
	}
}
