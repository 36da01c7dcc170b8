package reply

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// Meters is the reply to ~HQOD: lengths, not labels.
type Meters struct {
	Total float64 // since the printer was made
	Unit  string  // as sent: `"` for inches, "cm"
}

// ParseMeters reads the reply to ~HQOD.
func ParseMeters(piece []byte) (Meters, error) {
	for line := range bytes.Lines(piece) {
		name, value, ok := strings.Cut(strings.Trim(string(line), "\r\n\x02\x03 "), ":")
		if !ok || !strings.EqualFold(strings.TrimSpace(name), "TOTAL NONRESETTABLE") {
			continue
		}
		f := strings.Fields(value)
		if len(f) == 0 {
			break
		}
		n, err := strconv.ParseFloat(strings.ReplaceAll(f[0], ",", ""), 64)
		if err != nil || n < 0 || n > 1e15 {
			break
		}
		m := Meters{Total: n}
		if len(f) > 1 {
			m.Unit = f[1]
		}
		return m, nil
	}
	return Meters{}, &Error{"~HQOD", "no total"}
}

// LabelCounter reads the value of odometer.total_label_count (SGD), and false
// for a printer without it, which answers "?".
func LabelCounter(value []byte) (int, bool) {
	n, err := strconv.ParseUint(strings.TrimSpace(string(value)), 10, 63)
	return int(n), err == nil
}

// Personality is the status part of ^HZr and ^HZa.
type Personality struct {
	TotalInBatch  int
	Remaining     int
	Formats       int
	PartialFormat bool
	Paused        bool
	PaperOut      bool
	RibbonOut     bool
	HeadOpen      bool
	CoverOpen     bool
	HeadOverTemp  bool
	BufferFull    bool
	// Labels is the counter that cannot be reset. Some models always send 0.
	Labels int
}

type personalityXML struct {
	Status *struct {
		Total      string `xml:"TOTAL-LABELS-IN-BATCH"`
		Remaining  string `xml:"LABELS-REMAINING-IN-BATCH"`
		Formats    string `xml:"NUMBER-OF-FORMATS"`
		Partial    string `xml:"PARTIAL-FORMAT-IN-PROGRESS"`
		Pause      string `xml:"PAUSE"`
		PaperOut   string `xml:"PAPER-OUT"`
		RibbonOut  string `xml:"RIBBON-OUT"`
		HeadOpen   string `xml:"HEAD-OPEN"`
		CoverOpen  string `xml:"COVER-OPEN"`
		OverTemp   string `xml:"HEAD-OVERTEMP-ERROR"`
		BufferFull string `xml:"BUFFER-FULL-ERROR"`
		Counter    struct {
			NonReset struct {
				Labels string `xml:"LABELS"`
			} `xml:"NON-RESET-COUNTER"`
		} `xml:"PRINTER-COUNTER"`
	} `xml:"STATUS"`
}

// ParsePersonality reads the <STATUS> of a ^HZ document.
func ParsePersonality(document []byte) (Personality, error) {
	var x personalityXML
	d := xml.NewDecoder(bytes.NewReader(document))
	d.Strict = false // printers quote nothing and close not everything
	d.CharsetReader = nil
	if err := d.Decode(&x); err != nil {
		return Personality{}, &Error{"^HZ", "no XML"}
	}
	if x.Status == nil {
		return Personality{}, &Error{"^HZ", "no <STATUS>"}
	}
	s := x.Status
	return Personality{
		TotalInBatch: number(s.Total), Remaining: number(s.Remaining), Formats: number(s.Formats),
		PartialFormat: yes(s.Partial), Paused: yes(s.Pause), PaperOut: yes(s.PaperOut),
		RibbonOut: yes(s.RibbonOut), HeadOpen: yes(s.HeadOpen), CoverOpen: yes(s.CoverOpen),
		HeadOverTemp: yes(s.OverTemp), BufferFull: yes(s.BufferFull),
		Labels: number(s.Counter.NonReset.Labels),
	}, nil
}

func number(s string) int {
	n, err := strconv.ParseUint(strings.ReplaceAll(strings.TrimSpace(s), ",", ""), 10, 31)
	if err != nil {
		return 0
	}
	return int(n)
}

func yes(s string) bool {
	switch strings.ToUpper(strings.TrimSpace(s)) {
	case "Y", "YES", "1", "TRUE", "ON":
		return true
	}
	return false
}
