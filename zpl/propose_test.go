package zpl

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/label"
	"waybill/templates"
	"waybill/zpl/reply"
)

// propose reads what a printer sent, as a program at its port would.
func propose(t *testing.T, id, hi, hh, hm string, dirs ...string) (Proposal, Profile) {
	t.Helper()
	var a Answers
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	if id != "" {
		d, err := reply.ParseDeviceID([]byte(id))
		check(err)
		a.DeviceID = &d
	}
	if hi != "" {
		i, err := reply.ParseIdentity([]byte(hi))
		check(err)
		a.Identity = &i
	}
	if hh != "" {
		c, err := reply.ParseConfiguration([]byte(hh))
		check(err)
		a.Configuration = c
	}
	if hm != "" {
		m, err := reply.ParseMemory([]byte(hm))
		check(err)
		a.Memory = &m
	}
	for _, s := range dirs {
		d, err := reply.ParseDirectory([]byte(s))
		check(err)
		a.Objects = append(a.Objects, d)
	}
	p := Propose(a)
	profile, err := ParseProfile(p.YAML, "proposed.yaml")
	if err != nil {
		t.Fatalf("the proposal is no profile: %v\n%s", err, p.YAML)
	}
	return p, profile
}

func TestProposeKnownModel(t *testing.T) {
	p, profile := propose(t, "MFG:Zebra Technologies ;CMD:ZPL;MDL:GX420t;CLS:PRINTER;", "GX420t-200dpi,V56.17.17Z,8,2104KB",
		"  832                 PRINT WIDTH       \r\n  7,336 LABELS        NONRESET CNTR     \r\n", "2104,1500,1400",
		"DIR E:\r\n- 1500000 bytes free")
	if p.Base != "zebra" || profile.Name != "zebra-technologies-gx420t-gx420t-200dpi" {
		t.Errorf("base %s, name %s", p.Base, profile.Name)
	}
	if profile.Compression != Shortest || !profile.Stored || profile.Text != Raster || profile.Font != nil {
		t.Errorf("%+v", profile)
	}
	if !slices.Equal(profile.Heads, []label.DPI{label.DPI203}) || profile.Width != label.Millimetres(104) || profile.Memory != 700*1024 {
		t.Errorf("heads %v, width %v, memory %d", profile.Heads, profile.Width, profile.Memory)
	}
	if want := []string{"identity", "memory", "objects", "counters", "configuration"}; !slices.Equal(profile.Answers, want) {
		t.Errorf("answers %v", profile.Answers)
	}
}

func TestProposeFont(t *testing.T) {
	const zd888 = "ZD888-203dpi,V1.0,8,8192KB"
	_, with := propose(t, "", zd888, "", "", "DIR E:\r\n* SIMSUN.TTF 10512288\r\n* GB18030.DAT 90000\r\n")
	if with.Text != Resident || with.Font == nil || with.Font.File != "E:SIMSUN.TTF" || with.Font.Encoding != GBK || with.Font.Table != "E:GB18030.DAT" {
		t.Errorf("a font that is there: %+v", with.Font)
	}
	// Without the table, without the font, text must not be sent as text.
	for _, dir := range []string{"DIR E:\r\n* SIMSUN.TTF 10512288\r\n", "DIR E:\r\n* GB18030.DAT 9\r\n", "DIR E:\r\n"} {
		if _, without := propose(t, "", zd888, "", "", dir); without.Text != Raster || without.Font != nil {
			t.Errorf("%q: text as %v", dir, without.Text)
		}
	}
}

func TestProposeUnknown(t *testing.T) {
	p, profile := propose(t, "", "", "", "")
	if p.Base != "generic" || profile.Name != "printer" || profile.Compression != ACS || profile.Stored || len(profile.Answers) != 0 {
		t.Errorf("a printer that said nothing: %s, %+v", p.Base, profile)
	}
	p, _ = propose(t, "MFG:HPRT;MDL:N41;CMD:TSPL;", "", "", "")
	if p.Base != "generic" || !strings.Contains(strings.Join(p.Why, "\n"), "TSPL as its language, not ZPL") {
		t.Errorf("a printer of another language: %s, %q", p.Base, p.Why)
	}
	// Whatever a printer calls itself stays inside a comment and a name.
	_, profile = propose(t, "MFG:x\ntext: resident;MDL:\x1b[2J名;CMD:a\nb;", "", "", "")
	if profile.Text != Raster || profile.Name != "x-text-resident-2j" {
		t.Errorf("%+v", profile)
	}
}

// Each model leads to a profile that exists, and what is known of others does
// not catch it first.
func TestProposeModels(t *testing.T) {
	for model, want := range map[string]string{
		"ZD410-200dpi": "zebra", "LP2844-Z": "zebra", "ZP 500 (ZPL)-200dpi": "zebra", "GK888t": "zebra", "ZD888-300dpi": "zebra-zd888",
		"RP425(ZPL 203DPI)": "rongta-rp425", "LE850": "oki-le850", "TSC ML340P": "tsc", "Gprinter GP-1324D": "gprinter",
		"BTP-R580": "snbc", "Dascom DL-210": "dascom", "XP-420B": "generic", "QR-365": "generic",
	} {
		id := reply.Identity{Model: model, Firmware: "V1"}
		if p := Propose(Answers{Identity: &id}); p.Base != want {
			t.Errorf("%s: built on %s", model, p.Base)
		}
	}
	for _, m := range models {
		if _, err := BuiltinProfile(m.base); err != nil {
			t.Errorf("%s: %v", m.base, err)
		}
	}
}

// Every built-in profile is the same after it was written and read.
func TestProfileWrite(t *testing.T) {
	for _, name := range templates.PrinterNames() {
		want, err := BuiltinProfile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseProfile(want.raw().yaml([]string{"a reason"}), name)
		if err != nil {
			t.Fatal(err)
		}
		got.Title = want.Title // for people; a proposal has none
		if len(got.Answers) == 0 {
			got.Answers = want.Answers
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
