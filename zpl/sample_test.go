package zpl_test

import (
	"os"
	"testing"
	"time"

	"waybill/internal/intake"
	"waybill/label"
	"waybill/masking"
	"waybill/templates"
	"waybill/zpl"
)

// samplePath is where the shared sample lies beside the repository.
const samplePath = "../../shared/data/sample-shipments.csv"

// sampleTemplate is the template that figures are given for.
const sampleTemplate = "cn-100x150"

func fonts(t testing.TB) *label.Fonts {
	t.Helper()
	set, err := label.DefaultFonts()
	if err != nil {
		t.Skip("SKIP-EXTERNAL: " + err.Error())
	}
	return set
}

// sampleLabel is a laid out record, and what its masking hides.
type sampleLabel struct {
	doc  *label.Document
	find func(string) []masking.Finding
}

// sample lays out every step-th of the first n records of the shared sample.
func sample(t testing.TB, set *label.Fonts, n, step int) []sampleLabel {
	t.Helper()
	return sampleOn(t, set, sampleTemplate, n, step)
}

func sampleOn(t testing.TB, set *label.Fonts, template string, n, step int) []sampleLabel {
	t.Helper()
	if _, err := os.Stat(samplePath); err != nil {
		t.Skip("SKIP-EXTERNAL: the sample shipments do not lie beside the repository")
	}
	src, err := intake.OpenFile(samplePath, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	policy, err := masking.Load(masking.Profiles()[0])
	if err != nil {
		t.Fatal(err)
	}
	yaml, err := templates.Read(template)
	if err != nil {
		t.Fatal(err)
	}
	tmpl, err := label.Parse(yaml, template, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []sampleLabel
	row := 0
	for s, err := range src.Records() {
		if err != nil {
			t.Fatal(err)
		}
		if row++; row > n {
			break
		}
		if (row-1)%step != 0 {
			continue
		}
		m, err := policy.Apply(s, masking.Options{Now: time.Unix(1_763_800_000, 0)})
		if err != nil {
			t.Fatal(err)
		}
		d, err := label.Layout(tmpl, m, label.Options{Fonts: set})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, sampleLabel{d, m.Secrets().Find})
	}
	return out
}

// way is a way of sending text to a printer.
type way struct{ profile, text string }

var ways = []way{{"generic", "raster"}, {"zebra", "raster"}, {"zebra", "download"}, {"zebra-cn", "resident"}}

func (w way) String() string { return w.profile + "-" + w.text }

func (w way) at(t testing.TB, dpi label.DPI) zpl.Profile {
	t.Helper()
	p, err := zpl.BuiltinProfile(w.profile)
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.At(dpi); err != nil {
		t.Fatal(err)
	}
	if p, err = p.WithText(w.text); err != nil {
		t.Fatal(err)
	}
	return p
}

// plan is what a job of these labels stores.
func plan(t testing.TB, p zpl.Profile, set *label.Fonts, labels []sampleLabel) *zpl.Setup {
	t.Helper()
	pl := zpl.NewPlan(p, set)
	for _, l := range labels {
		if err := pl.See(l.doc); err != nil {
			t.Fatal(err)
		}
	}
	s, err := pl.Settle()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
