package reply

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Replies below are those of docs/zpl.md: of the guide, and seen on printers.
const (
	status1 = "014,0,0,0633,000,0,0,0,000,0,0,0"
	status2 = "000,0,0,0,0,2,6,0,00000000,1,000"
	status3 = "1234,0"
)

func TestHostStatus(t *testing.T) {
	got, err := ParseHostStatus([]byte(status1), []byte(status2), []byte(status3))
	if err != nil {
		t.Fatal(err)
	}
	want := HostStatus{Parts: [3]bool{true, true, true}, Serial: 14, LabelLength: 633, Mode: TearOff}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !got.Idle() || got.Blocked() {
		t.Error("an idle printer is not idle")
	}
}

func TestHostStatusOfOneText(t *testing.T) {
	// Without STX and ETX, with short fields, as SGD device.host_status.
	got, err := ParseHostStatus([]byte("030,1,1,1200,3,1,1,1,000,1,1,1\r\n1,0,1,1,1,1,6,1,12,1,2\r\n0,1\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := HostStatus{
		Parts:  [3]bool{true, true, true},
		Serial: 30, PaperOut: true, Paused: true, LabelLength: 1200, Formats: 3,
		BufferFull: true, Diagnostics: true, PartialInput: true, CorruptRAM: true, UnderTemp: true, OverTemp: true,
		Function: 1, HeadUp: true, RibbonOut: true, ThermalTransfer: true, Mode: PeelOff,
		LabelWaiting: true, Remaining: 12, Graphics: 2, StaticRAM: true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Idle() || !got.Blocked() {
		t.Error("a printer out of paper is idle")
	}
}

func TestHostStatusInPart(t *testing.T) {
	got, err := ParseHostStatus([]byte("ALERT: PAUSED [1] [2]"), []byte(status1))
	if err != nil {
		t.Fatal(err)
	}
	if got.Parts != [3]bool{true, false, false} || got.Idle() {
		t.Errorf("parts %v, idle %v", got.Parts, got.Idle())
	}
	for i, s := range []string{status1, status2, status3, "a,b", "1,2,3"} {
		if want := []int{1, 2, 3, 0, 0}[i]; HostStatusPart([]byte(s)) != want {
			t.Errorf("string %d is part %d", i+1, HostStatusPart([]byte(s)))
		}
	}
	var e *Error
	if _, err := ParseHostStatus([]byte("014,x,0,0633,000,0,0,0,000,0,0,0")); !errors.As(err, &e) || e.Query != "~HS" {
		t.Errorf("a status that is none: %v", err)
	}
}

func TestIdentity(t *testing.T) {
	for s, want := range map[string]Identity{
		"\x02ZD410-200dpi,V84.20.18Z,8,8192KB\x03\r\n": {Model: "ZD410-200dpi", Firmware: "V84.20.18Z", DotsPerMM: 8, MemoryKB: 8192},
		"LP2844-Z,V45.11.7Z   ,8,8192KB":               {Model: "LP2844-Z", Firmware: "V45.11.7Z", DotsPerMM: 8, MemoryKB: 8192},
		"ZP 500 (ZPL)-200dpi,ZSP-002281B,8,2104KB":     {Model: "ZP 500 (ZPL)-200dpi", Firmware: "ZSP-002281B", DotsPerMM: 8, MemoryKB: 2104},
		"XXXXXX,V1.0.0,12,000KB,X,Y":                   {Model: "XXXXXX", Firmware: "V1.0.0", DotsPerMM: 12, Options: "X,Y"},
		"CLONE,1.0,7,lots":                             {Model: "CLONE", Firmware: "1.0"},
	} {
		got, err := ParseIdentity([]byte(s))
		if err != nil {
			t.Errorf("%q: %v", s, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	}
	for _, s := range []string{"", "noise", ",V1,8,1KB"} {
		if _, err := ParseIdentity([]byte(s)); err == nil {
			t.Errorf("%q: taken", s)
		}
	}
}

func TestMemory(t *testing.T) {
	got, err := ParseMemory([]byte("\x021024,0780,0512\x03"))
	if err != nil || got != (Memory{1024, 780, 512}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, s := range []string{"1,2", "a,b,c", ""} {
		if _, err := ParseMemory([]byte(s)); err == nil {
			t.Errorf("%q: taken", s)
		}
	}
}

func TestDeviceID(t *testing.T) {
	for s, want := range map[string]DeviceID{
		"\x00\x40MFG:Zebra Technologies ;CMD:ZPL;MDL:GX420t;CLS:PRINTER;":         {Manufacturer: "Zebra Technologies", Model: "GX420t", Commands: []string{"ZPL"}, Class: "PRINTER"},
		"MFG:Zebra Technologies;CMD:EPL,ZPL;MDL:ZP 505;CLS:PRINTER;SN:42J;":       {Manufacturer: "Zebra Technologies", Model: "ZP 505", Commands: []string{"EPL", "ZPL"}, Class: "PRINTER", Serial: "42J"},
		"CMD:ZPL;MODEL:RP425(ZPL 203DPI)":                                         {Model: "RP425(ZPL 203DPI)", Commands: []string{"ZPL"}},
		"manufacturer:HPRT;COMMAND SET:TSPL;DESCRIPTION:HPRT N41;CLASS:PRINTER;x": {Manufacturer: "HPRT", Commands: []string{"TSPL"}, Description: "HPRT N41", Class: "PRINTER"},
	} {
		got, err := ParseDeviceID([]byte(s))
		if err != nil {
			t.Errorf("%q: %v", s, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
		if got.Speaks("zpl") != (s[0] != 'm') {
			t.Errorf("%q: speaks ZPL: %v", s, got.Speaks("zpl"))
		}
	}
	if _, err := ParseDeviceID([]byte("\x00\x02")); err == nil {
		t.Error("an empty id was taken")
	}
}

func TestExtendedStatus(t *testing.T) {
	got, err := ParseExtendedStatus([]byte("\r\n\r\n  PRINTER STATUS                             \r\n" +
		"   ERRORS:         1 00000000 00000005         \r\n   WARNINGS:       1 00000000 00000002         \r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got != (ExtendedStatus{Errors: ErrMediaOut | ErrHeadOpen, Warnings: WarnCleanHead}) {
		t.Errorf("%+v", got)
	}
	if s := got.Errors.String(); s != "media out, head open" {
		t.Errorf("errors: %s", s)
	}
	if s := got.Warnings.String(); s != "clean the head" {
		t.Errorf("warnings: %s", s)
	}
	if s := Errors(0x80000400).String(); s != "unknown error 0x80000400" {
		t.Errorf("unknown bits: %s", s)
	}
	if Errors(0).String() != "none" || Warnings(0x10).String() != "unknown warning 0x10" {
		t.Error("none and unknown are not told")
	}
	for _, s := range []string{"", "ERRORS: 1 0000000G 0", "WARNINGS: 1 0 0"} {
		if _, err := ParseExtendedStatus([]byte(s)); err == nil {
			t.Errorf("%q: taken", s)
		}
	}
}

func TestConfiguration(t *testing.T) {
	c, err := ParseConfiguration([]byte("\r\n  14J123456\r\n" +
		"  20.0                DARKNESS          \r\n" +
		"  TEAR OFF            PRINT MODE        \r\n" +
		"  832                 PRINT  WIDTH      \r\n" +
		"  7,336 LABELS        NONRESET CNTR     \r\n" +
		"  21,402 IN           NONRESET CNTR     \r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if n, ok := c.LabelsPrinted(); !ok || n != 7336 {
		t.Errorf("labels printed: %d, %v", n, ok)
	}
	if n, ok := c.PrintWidth(); !ok || n != 832 {
		t.Errorf("print width: %d, %v", n, ok)
	}
	if v, ok := c.Get("darkness"); !ok || v != "20.0" {
		t.Errorf("darkness: %q, %v", v, ok)
	}
	if c[0] != (Setting{"", "14J123456"}) {
		t.Errorf("serial number: %q", c[0])
	}
	old, err := ParseConfiguration([]byte("  025 0/8 MM          PRINT WIDTH       \r\n  8,560 IN            NONRESET CNTR\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := old.PrintWidth(); ok {
		t.Error("millimetres taken for dots")
	}
	if _, ok := old.LabelsPrinted(); ok {
		t.Error("inches taken for labels")
	}
	if _, err := ParseConfiguration([]byte("nothing\r\n")); err == nil {
		t.Error("a line without label is no configuration")
	}
}

func TestDirectory(t *testing.T) {
	d, err := ParseDirectory([]byte("\r\nDIR E: \r\n* SIMSUN  .TTF  10512288    \r\n*W1       .ZPL     841 P  \r\n\r\n-  3145728 bytes free E:  \r\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Directory{Device: "E:", Free: 3145728, Objects: []Object{{"SIMSUN.TTF", 10512288, ""}, {"W1.ZPL", 841, "P"}}}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	for name, has := range map[string]bool{"E:SimSun.ttf": true, "W1.ZPL": true, "R:W1.ZPL": false, "SIMSUN.FNT": false} {
		if d.Has(name) != has {
			t.Errorf("%s: has %v", name, !has)
		}
	}
	if empty, err := ParseDirectory([]byte("DIR R:\r\n")); err != nil || empty.Free != -1 {
		t.Errorf("empty directory: %+v, %v", empty, err)
	}
	if _, err := ParseDirectory([]byte("* A.ZPL 1\r\n")); err == nil {
		t.Error("a directory without device was taken")
	}
}

func TestCounters(t *testing.T) {
	m, err := ParseMeters([]byte("PRINT METERS\r\n  TOTAL NONRESETTABLE:              8560 \"\r\n  USER RESETTABLE CNTR1: 9 \"\r\n"))
	if err != nil || m != (Meters{8560, `"`}) {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := ParseMeters([]byte("USER RESETTABLE CNTR1: 9")); err == nil {
		t.Error("meters without total were taken")
	}
	if n, ok := LabelCounter([]byte("7336")); !ok || n != 7336 {
		t.Errorf("counter %d, %v", n, ok)
	}
	if _, ok := LabelCounter([]byte("?")); ok {
		t.Error("an unknown variable is a counter")
	}
}

func TestPersonality(t *testing.T) {
	p, err := ParsePersonality([]byte(`<?xml version='1.0'?><ZEBRA-ELTRON-PERSONALITY><STATUS>
		<TOTAL-LABELS-IN-BATCH>20</TOTAL-LABELS-IN-BATCH><LABELS-REMAINING-IN-BATCH>12</LABELS-REMAINING-IN-BATCH>
		<NUMBER-OF-FORMATS>1</NUMBER-OF-FORMATS><PAUSE BOOL='Y,N'>Y</PAUSE><PAPER-OUT>N</PAPER-OUT><HEAD-OPEN>Y</HEAD-OPEN>
		<PRINTER-COUNTER><COUNTER1><LABELS>3</LABELS></COUNTER1><NON-RESET-COUNTER><INCHES>9</INCHES><LABELS>7,336</LABELS></NON-RESET-COUNTER></PRINTER-COUNTER>
		</STATUS></ZEBRA-ELTRON-PERSONALITY>`))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Personality{TotalInBatch: 20, Remaining: 12, Formats: 1, Paused: true, HeadOpen: true, Labels: 7336}); p != want {
		t.Errorf("%+v", p)
	}
	for _, s := range []string{"", "<A/>", "<A><B>"} {
		if _, err := ParsePersonality([]byte(s)); err == nil {
			t.Errorf("%q: taken", s)
		}
	}
}

func TestAlert(t *testing.T) {
	for s, want := range map[string]Alert{
		"LABEL READY:  [2024-07-17 14:36:17] [serial]":        {LabelReady, "LABEL READY", false},
		"ALERT: PQ JOB COMPLETED [2024-07-17 14:36:30] [sn]":  {JobCompleted, "PQ JOB COMPLETED", false},
		"ERROR CONDITION: HEAD OPEN [2024-07-17 14:37] [sn]":  {HeadOpen, "HEAD OPEN", false},
		"ERROR CLEARED: HEAD OPEN [2024-07-17 14:37:09] [sn]": {HeadOpen, "HEAD OPEN", true},
		"アラート: ジョブ完了 [2024-07-17 14:37:09] [sn]":              {OtherEvent, "アラート: ジョブ完了", false},
	} {
		got, ok := ParseAlert([]byte(s))
		if !ok {
			t.Errorf("%q is no alert", s)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	}
	for _, s := range []string{"", status1, "hello [1]", "]", "[[]"} {
		if _, ok := ParseAlert([]byte(s)); ok {
			t.Errorf("%q is an alert", s)
		}
	}
}
