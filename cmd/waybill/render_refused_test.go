package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waybill/internal/font"
	"waybill/internal/outfile"
	"waybill/internal/symbol"
	"waybill/label"
	"waybill/masking"
	"waybill/zpl"
)

// jobOf writes labels as one job; it returns the file and which were sent.
func jobOf(t *testing.T, p zpl.Profile, fonts *font.Set, labels []laidOut) (file []byte, sent []int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.zpl")
	f, err := outfile.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	s := &jobSink{encoders: encoders{fonts: fonts, dpi: label.DPI203, profile: p}, output: output{f, nil}}
	for i, l := range labels {
		s.waiting = append(s.waiting, labelResult{row: i, out: l})
	}
	deliver := func(r labelResult) error {
		var leak *zpl.LeakError
		switch {
		case errors.As(r.err, &leak):
			return nil
		case r.err != nil:
			return r.err
		}
		sent = append(sent, r.row)
		return s.put(r)
	}
	if err := s.flush(context.Background(), 2, deliver); err != nil {
		t.Fatal(err)
	}
	if err := s.commit(); err != nil {
		t.Fatal(err)
	}
	if file, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return file, sent
}

// commonLabels are labels with a QR code each; the first have a text in common
// that the others lack.
func commonLabels(t *testing.T, number, first int) []laidOut {
	t.Helper()
	const mm = label.Millimetre
	var labels []laidOut
	for i := range number {
		no := waybillNo(i)
		code, err := symbol.Encode(symbol.QR, no, symbol.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &label.Document{Size: label.Size{W: 100 * mm, H: 60 * mm}, WaybillNo: no, Copies: 1}
		d.Items = append(d.Items,
			label.Symbol{Area: label.Rect{X: 5 * mm, Y: 3 * mm, W: 20 * mm, H: 20 * mm}, Code: code, Module: mm / 2, MinModule: label.Micrometre},
			label.Text{X: 5 * mm, Baseline: 30 * mm, Size: 4 * mm, Width: 60 * mm, String: "已检视"})
		if i < first {
			d.Items = append(d.Items, label.Text{X: 5 * mm, Baseline: 50 * mm, Size: 4 * mm, Width: 60 * mm, String: "杭州分拨中心"})
		}
		labels = append(labels, laidOut{doc: d, find: func(string) []masking.Finding { return nil }})
	}
	return labels
}

func waybillNo(i int) string { return fmt.Sprintf("NO%07d", i*7919) }

// refuseAt makes the gate refuse label i at the nth time that its number is
// searched for, which is once a plan.
func refuseAt(labels []laidOut, i, nth int) {
	seen := 0
	labels[i].find = func(s string) []masking.Finding {
		if !strings.Contains(s, waybillNo(i)) {
			return nil
		}
		if seen++; seen < nth {
			return nil
		}
		return []masking.Finding{{Field: "recipient.phone", How: "the number"}}
	}
}

// TestRenderRefused: of labels that the gate refuses nothing stays in the job,
// also not what they shared: it is, byte for byte, the job of the others.
func TestRenderRefused(t *testing.T) {
	const number, bad = 30, 25
	fonts, err := font.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []zpl.TextMode{zpl.Raster, zpl.Download} {
		p := zpl.Generic(label.DPI203)
		p.Text, p.TextAsked, p.Stored, p.NativeQR = text, true, true, true
		all := commonLabels(t, number, bad)
		whole, sent := jobOf(t, p, fonts, all)
		if len(sent) != number || !bytes.Contains(whole, []byte("^DFR:")) {
			t.Fatalf("%v: %d labels of %d", text, len(sent), number)
		}
		want, _ := jobOf(t, p, fonts, all[bad:])
		for i := range bad {
			refuseAt(all, i, 1)
		}
		got, sent := jobOf(t, p, fonts, all)
		if len(sent) != number-bad || sent[0] != bad {
			t.Errorf("%v: labels %v were sent", text, sent)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%v: %d bytes, %d without the refused labels", text, len(got), len(want))
		}
	}
}

// TestRenderRefusedAgain: where each plan refuses another label, the job ends up
// storing nothing.
func TestRenderRefusedAgain(t *testing.T) {
	fonts, err := font.Default()
	if err != nil {
		t.Fatal(err)
	}
	p := zpl.Generic(label.DPI203)
	p.Stored, p.NativeQR = true, true
	labels := commonLabels(t, 12, 6)
	for i := range 6 {
		refuseAt(labels, i, i+1)
	}
	got, sent := jobOf(t, p, fonts, labels)
	if want := []int{4, 5, 6, 7, 8, 9, 10, 11}; !slices.Equal(sent, want) {
		t.Errorf("labels %v were sent, want %v", sent, want)
	}
	if bytes.Contains(got, []byte("^DF")) || bytes.Contains(got, []byte("~DG")) {
		t.Error("the job stores something")
	}
	for i := range 4 {
		if bytes.Contains(got, []byte(waybillNo(i))) {
			t.Errorf("refused label %d is in the job", i)
		}
	}
}
