package interp

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// corpusFiles are the ZPL files beside the checkout, none if there are none.
func corpusFiles() []string {
	var files []string
	root := filepath.Join("..", "..", "..", "shared", "zpl-corpus")
	_ = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			switch filepath.Ext(path) {
			case ".zpl", ".prn":
				files = append(files, path)
			}
		}
		return nil
	})
	if raceBuild {
		files = slices.DeleteFunc(files, func(path string) bool { return len(path)%12 != 0 })
	}
	return files
}

// FuzzRun: any bytes end, within the limits, with the same outcome whole and
// in pieces.
func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"^XA^FO1,1^A0N,20,20^FDx^FS^XZ",
		"^XA^CI26^SEE:GB18030.DAT^CW1,E:SIMSUN.FNT^FO1,1^A1N,20,20^FB30,3,2,J,4^FH^FD_c4_e3\xba\xc3^FS^XZ",
		"^XA^MCN^POI^PMY^JMB^MUM^LH1,1^LRY^FO.5,1^GB1,1,1,B,8^FS^FT1,1,1^GC9,3^FS^GD9,9,1,W,L^FS^GE7,5,1^FS^XZ",
		"^XA^DFR:A^FS^FO1,1^FN1^FDx^FS^XFA^XZ^XA^XFR:A^FS^FN1^SN09,-3,Y^FS^PQ4,1,2^XZ",
		"~DGR:A,4,2,::F,^XA^FO1,1^XGA,9,9^FS^ISE:B,N^XZ^XA^ILE:B^IDR:*^TOE:B,R:C^XZ",
		"~DYE:A,B,G,2,1,\xa0\xc0~DYE:B,P,P,6,,\x89PNG12~DUE:C,4,00010000~DBR:D,8,8,0,8,1,X,Y,#0041.8.8.0.8.8.FF",
		"^XA^FO1,1^GFA,9,9,1,:Z64:eJxj:0000^FS^FO1,1^GFB,3,3,1,^~,^FS^GFC,1,1,1,^FS^XZ",
		"^XA^BY1,2.5,9^FO1,1^BCN,9,Y,Y,Y,U^FD>;12>8^FS^FO1,1^BQN,2,3^FDHM,B0003abc^FS^FO1,1^B7N,3,2^FDx^FS^BXN,3,200^FDy^FS^BD2^FDz^FS^XZ",
		"\x10CT~~CD,~CC^~CT~^XA^CC!!CD;!FO1;1!GB1;1;1!FS!XZ",
		"^XA^FPV,3^FWB,1^FT^A@N,9,9,E:X.TTF^FDab^FS^GSN,9,9^FDABCDE^FS^TBR,9,9^FDc d^FS^XA",
	} {
		f.Add([]byte(s), uint16(3))
	}
	for _, path := range corpusFiles() {
		if b, err := os.ReadFile(path); err == nil && len(b) < 20_000 {
			f.Add(b, uint16(1000))
		}
	}
	o := Options{Width: 120, Height: 80, Fields: true}
	o.Limits = Limits{Work: 1 << 22, WorkPerByte: 1 << 12, Labels: 50, LabelDots: 1 << 20, FieldDots: 1 << 20, ObjectBytes: 1 << 20, Diagnostics: 20}
	f.Fuzz(func(t *testing.T, job []byte, step uint16) {
		whole := run(o, string(job))
		var copies int
		for i, b := range whole.labels {
			copies += whole.copies[i]
			if b.W < 1 || b.H < 1 || b.W*b.H > 4*o.Limits.LabelDots || b.Stride != (b.W+7)/8 || len(b.Bits) != b.Stride*b.H {
				t.Fatalf("label of %d by %d dots", b.W, b.H)
			}
			for y := range b.H {
				if b.W%8 != 0 && b.Row(y)[b.Stride-1]<<(b.W%8) != 0 {
					t.Fatal("ink beside the label")
				}
			}
		}
		if int64(copies) > o.Limits.Labels || len(whole.diagnostics) > o.Limits.Diagnostics+1 {
			t.Fatalf("%d labels, %d diagnostics", copies, len(whole.diagnostics))
		}
		for _, d := range whole.diagnostics {
			if d.Offset < 0 || d.Offset > int64(len(job)) || d.Message == "" {
				t.Fatalf("diagnostic at %d of %d bytes", d.Offset, len(job))
			}
		}
		pieces := &result{}
		p := New(o, pieces.handler())
		for rest := job; len(rest) > 0; {
			n := min(int(step)+1, len(rest))
			pieces.err = p.Feed(rest[:n])
			rest = rest[n:]
		}
		pieces.err = p.Close()
		if pieces.err == nil && whole.err == nil {
			if pieces.said() != whole.said() || len(pieces.labels) != len(whole.labels) {
				t.Fatalf("whole and in pieces differ: %d and %d labels\n%s\n%s", len(whole.labels), len(pieces.labels), whole.said(), pieces.said())
			}
			for i := range whole.labels {
				if !whole.labels[i].Equal(pieces.labels[i]) {
					t.Fatalf("label %d differs in pieces", i)
				}
			}
		}
	})
}
