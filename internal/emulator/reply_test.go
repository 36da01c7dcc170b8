package emulator

import (
	"strings"
	"testing"

	"waybill/zpl/reply"
)

// What the printer says is read by the parsers that read real printers.
func TestRepliesAreRead(t *testing.T) {
	d := desk1(t, nil)
	d.send(text("A"))
	d.clock.pass(labelTime)
	one := func(query string) []byte {
		t.Helper()
		got := d.asked(query)
		if len(got) != 1 {
			t.Fatalf("%s: %d pieces", query, len(got))
		}
		return got[0].Data
	}
	if id, err := reply.ParseIdentity(one("~HI")); err != nil || id.DotsPerMM != 8 || id.Model != d.prof.Model {
		t.Errorf("~HI: %+v, %v", id, err)
	}
	if m, err := reply.ParseMemory(one("~HM")); err != nil || m.Total != d.prof.RAM>>10 {
		t.Errorf("~HM: %+v, %v", m, err)
	}
	if m, err := reply.ParseMeters(one("~HQOD")); err != nil || m.Total != 2 || m.Unit != `"` {
		t.Errorf("~HQOD: %+v, %v", m, err)
	}
	if e, err := reply.ParseExtendedStatus(one("~HQES")); err != nil || e.Errors != 0 {
		t.Errorf("~HQES: %+v, %v", e, err)
	}
	for _, q := range []string{"~HQHA", "~HQSN", "~HQUI", "~HQPP", "~HQJT", "~HQMA", "~HQMI", "~HQPH", "~HD", "~HU"} {
		if len(one(q)) < 10 {
			t.Errorf("%s: no answer", q)
		}
	}
	c, err := reply.ParseConfiguration(one("^XA^HH^XZ"))
	if n, ok := c.LabelsPrinted(); err != nil || !ok || n != 7001 {
		t.Errorf("^HH: %d labels, %v", n, err)
	}
	if w, ok := c.PrintWidth(); !ok || w != 400 {
		t.Errorf("^HH: width %d", w)
	}
	x, err := reply.ParsePersonality(one("^XA^HZR^XZ"))
	if err != nil || x.Labels != 7001 || x.PaperOut {
		t.Errorf("^HZr: %+v, %v", x, err)
	}
	for name, want := range map[string]string{
		"odometer.total_label_count": "7001", "odometer.user_label_count1": "1", "media.status": "ok", "head.latch": "ok",
		"device.unique_id": d.prof.Serial, "nothing.of.the.kind": "?",
	} {
		if got := string(one("! U1 getvar \"" + name + "\"\r\n")); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if h, err := reply.ParseHostStatus(one("! U1 getvar \"device.host_status\"\r\n")); err != nil || !h.Idle() {
		t.Errorf("device.host_status: %+v, %v", h, err)
	}
	d.send("! U1 setvar \"odometer.user_label_count1\" \"0\"\r\n~RO2")
	if got := string(one("! U1 getvar \"odometer.user_label_count1\"\r\n")) + string(one("! U1 getvar \"odometer.user_label_count2\"\r\n")); got != "00" {
		t.Errorf("reset counters: %q", got)
	}
}

func TestClones(t *testing.T) {
	for name, want := range map[string]string{"silent-clone": "", "identity-clone": "RP425(ZPL 203DPI),V1.11,8,4096KB"} {
		d := desk1(t, func(o *Options) {
			p, err := ProfileNamed(name)
			if err != nil {
				t.Fatal(err)
			}
			o.Profile = p
		})
		got := ""
		for _, p := range d.asked("~HS~HI~HQES~HM~HD^XA^HH^HWR:*.*^HZR^XZ! U1 getvar \"odometer.total_label_count\"\r\n^XA^SX*,B,Y,Y^XZ" + text("A")) {
			got += string(p.Data)
		}
		d.clock.pass(10 * labelTime)
		if got != want || len(d.pieces()) > 0 {
			t.Errorf("%s answers %q", name, got)
		}
		d.printed(1)
	}
}

func TestAlerts(t *testing.T) {
	d := desk1(t, nil)
	d.send("! U1 setvar \"alerts.add\" \"ALL MESSAGES,USB,Y,Y,,0,N,\"\r\n" + text("A"))
	d.clock.pass(labelTime / 2)
	d.order("head-open")
	d.order("head-close")
	d.order("pause")
	d.order("resume")
	d.clock.pass(labelTime)
	var got []reply.Alert
	for _, p := range d.pieces() {
		a, ok := reply.ParseAlert(p.Data)
		if !ok {
			t.Errorf("%q is no alert", p.Data)
		}
		a.Text = ""
		got = append(got, a)
	}
	want := []reply.Alert{{Event: reply.HeadOpen}, {Event: reply.HeadOpen, Clear: true}, {Event: reply.PrinterPaused},
		{Event: reply.PrinterPaused, Clear: true}, {Event: reply.LabelReady}, {Event: reply.JobCompleted}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("alert %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	d.send("^XA^SQ*,B,Y^XZ" + text("B"))
	d.clock.pass(labelTime)
	if got := d.pieces(); len(got) > 0 {
		t.Errorf("after ^SQ: %q", got[0].Data)
	}
}

func TestEcho(t *testing.T) {
	d := desk1(t, nil)
	d.send("^XA^FO1,1^A0N,40^FDx^FS^FN99^FDid-1^FS^PQ2^FH_^HV99,3,ID[,]_0D_0A,L^FS^HV99,8,<,>_0D,F^FS^XZ")
	var got []string
	for range 2 {
		if len(d.pieces()) > 0 {
			t.Error("echoed before the label was out")
		}
		d.clock.pass(labelTime)
		d.mu.Lock()
		got = append(got, string(d.link.out))
		d.link.out = nil
		d.mu.Unlock()
	}
	if want := "ID[id-]\r\n<id-1>_0D|ID[id-]\r\n"; strings.Join(got, "|") != want {
		t.Errorf("%q", strings.Join(got, "|"))
	}
}

func TestStore(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Profile.RAM = 1000 })
	d.send("~DGR:A.GRF,400,10," + strings.Repeat("F", 800) + "~DGR:B.GRF,400,10," + strings.Repeat("F", 800) + "~DGR:C.GRF,400,10," + strings.Repeat("F", 800))
	d.send("^XA^XZ")
	dir, err := reply.ParseDirectory(d.asked("^XA^HWR:*.*^XZ")[0].Data)
	if err != nil || !dir.Has("R:A.GRF") || !dir.Has("R:B.GRF") || dir.Has("C.GRF") || dir.Free != 1000-2*(400+entrySize) {
		t.Fatalf("%+v, %v", dir, err)
	}
	d.send("^XA^IDR:A.*^XZ~DGE:C.GRF,400,10," + strings.Repeat("F", 800) + "^XA^TOR:B.GRF,E:D.GRF^XZ")
	d.send("~JR^XA^FO1,1^XGE:D.GRF,1,1^FS^XZ^XA^FO1,1^XGR:B.GRF,1,1^FS^XZ")
	d.clock.pass(10 * labelTime)
	dir, err = reply.ParseDirectory(d.asked("^XA^HWE:^XZ")[0].Data)
	if err != nil || len(dir.Objects) != 2 || !dir.Has("E:C.GRF") || !dir.Has("E:D.GRF") {
		t.Errorf("%+v, %v", dir, err)
	}
	if len(d.out) == 0 || d.out[0].Dots.Count() != 3200 {
		t.Errorf("%d labels", len(d.out))
	}
	for _, l := range d.out[1:] {
		if l.Dots.Count() > 0 {
			t.Error("R: outlived a reset")
		}
	}
}
