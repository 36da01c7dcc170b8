package zpl

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"waybill/zpl/reply"
)

// Answers are what a printer said of itself; nil and empty parts were not
// asked, or not answered.
type Answers struct {
	DeviceID      *reply.DeviceID     // IEEE 1284, over USB
	Identity      *reply.Identity     // ~HI
	Configuration reply.Configuration // ^HH
	Memory        *reply.Memory       // ~HM
	Status        *reply.HostStatus   // ~HS
	Objects       []reply.Directory   // ^HW, of any drives
}

// Proposal is a printer profile drawn from a printer's own words.
type Proposal struct {
	Base string   // the built-in profile that it builds on
	YAML []byte   // the profile's file; ParseProfile takes it
	Why  []string // a sentence for each thing that was found out
}

// models lead from what printers call themselves to built-in profiles, the
// first that matches.
var models = []struct {
	name *regexp.Regexp
	base string
}{
	{regexp.MustCompile(`(?i)\bZD888|\b888-(DT|TT)\b`), "zebra-zd888"},
	{regexp.MustCompile(`(?i)\bRP425\b`), "rongta-rp425"},
	{regexp.MustCompile(`(?i)\bLE8[45]0`), "oki-le850"},
	{regexp.MustCompile(`(?i)\bgprinter\b|\bGP-\w`), "gprinter"},
	{regexp.MustCompile(`(?i)\bsnbc\b|\bBTP-\w`), "snbc"},
	{regexp.MustCompile(`(?i)\bdascom\b`), "dascom"},
	{regexp.MustCompile(`(?i)\bmertech\b`), "mertech"},
	{regexp.MustCompile(`(?i)\btsc\b|\bML[23]40`), "tsc"},
	{regexp.MustCompile(`(?i)\bzebra\b|^(Z[DTQ]\d{3}|G[KXC]\d{3}|LP ?\d{4}.*Z|TLP ?\d{4}.*Z|ZP ?\d{3}|ZM\d{3}|S4M|\d{3}Xi)`), "zebra"},
}

// residentFonts are the Chinese fonts that printers are sold with, and how they
// are known to be driven.
var residentFonts = []struct {
	file     string
	encoding Encoding
}{
	{"SIMSUN.FNT", GBK},
	{"SIMSUN.TTF", GBK},
	{"ANMDS.TTF", UTF8},
	{"ANMDJ.TTF", UTF8},
}

const gbkTable = "GB18030.DAT"

// Propose draws a profile from what a printer answered. It takes for granted
// only what the printer said or what its model is known for; of a printer that
// said nothing it returns the profile that any printer prints.
func Propose(a Answers) Proposal {
	p := Proposal{Base: "generic"}
	model := ""
	if a.DeviceID != nil {
		model = strings.TrimSpace(a.DeviceID.Manufacturer + " " + a.DeviceID.Model)
		if len(a.DeviceID.Commands) > 0 && !a.DeviceID.Speaks("ZPL") {
			p.why("it names %s as its language, not ZPL: switch it to ZPL first", printable(strings.Join(a.DeviceID.Commands, ", ")))
		}
	}
	if a.Identity != nil {
		model = strings.TrimSpace(model + " " + a.Identity.Model)
	}
	p.Base = p.base(a, model)
	base, err := BuiltinProfile(p.Base)
	if err != nil {
		panic(err) // embedded; a test goes through the table
	}
	raw := base.raw()
	raw.Name = profileSlug(model)
	p.measure(&raw, a)
	p.font(&raw, a)
	p.answers(&raw, a)
	p.YAML = raw.yaml(p.Why)
	return p
}

func (p *Proposal) why(format string, args ...any) {
	p.Why = append(p.Why, fmt.Sprintf(format, args...))
}

func (p *Proposal) base(a Answers, model string) string {
	for _, name := range []string{model, modelOf(a)} {
		for _, m := range models {
			if name != "" && m.name.MatchString(name) {
				p.why("the model is known: built on profile %s", m.base)
				return m.base
			}
		}
	}
	if model == "" {
		p.why("it did not say what it is: nothing is taken for granted")
	} else {
		p.why("its model is not known here: nothing is taken for granted")
	}
	return "generic"
}

// modelOf is the model alone: makers are missing, or wrong, in device ids.
func modelOf(a Answers) string {
	if a.Identity != nil {
		return a.Identity.Model
	}
	if a.DeviceID != nil {
		return a.DeviceID.Model
	}
	return ""
}

// measure takes resolution, width and memory from the answers.
func (p *Proposal) measure(raw *rawProfile, a Answers) {
	perMM := 0.0
	if a.Identity != nil {
		switch a.Identity.DotsPerMM {
		case 8:
			raw.DPI, perMM = []int{203}, 8
		case 12:
			raw.DPI, perMM = []int{300}, 300/25.4
		case 24:
			raw.DPI, perMM = []int{600}, 600/25.4
		case 6:
			p.why("its head has 6 dots/mm (150 dpi), for which labels are not made")
		}
		if perMM > 0 {
			p.why("~HI: %d dpi", raw.DPI[0])
		}
	}
	if dots, ok := a.Configuration.PrintWidth(); ok && perMM > 0 {
		// Whole millimetres, downwards: what is wider would be cut off.
		if mm := math.Floor(float64(dots) / perMM); mm >= 10 && mm <= 1000 {
			raw.Width = mm
			p.why("^HH: prints %d dots, %g mm", dots, mm)
		}
	}
	if a.Memory != nil && raw.Stored {
		// Half of what is free: formats share it with the label being printed.
		raw.Memory = max(a.Memory.Free/2, 1)
		p.why("~HM: %d kB free, half of it for stored formats", a.Memory.Free)
	}
}

// font takes the first Chinese font that the printer has, and none that it has
// not: such text prints as boxes.
func (p *Proposal) font(raw *rawProfile, a Answers) {
	if len(a.Objects) == 0 {
		if raw.Font != nil {
			p.why("the font of profile %s was not looked for (^HW): check it before the first job", p.Base)
		}
		return
	}
	raw.Font = nil
	if raw.Text == textModes[Resident] {
		raw.Text = ""
	}
	table := ""
	for _, d := range a.Objects {
		if d.Has(gbkTable) {
			table = d.Device + gbkTable
		}
	}
	for _, f := range residentFonts {
		for _, d := range a.Objects {
			if !d.Has(f.file) {
				continue
			}
			if f.encoding == GBK && table == "" {
				p.why("^HW: %s is there, but no table %s: text goes as graphics", d.Device+f.file, gbkTable)
				continue
			}
			raw.Font = &rawFont{File: d.Device + f.file, Encoding: encodingNames[f.encoding], Covers: coversNames[CoversGBK]}
			if f.encoding == GBK {
				raw.Font.Table = table
				raw.Font.Latin = 500
			}
			raw.Text = textModes[Resident]
			p.why("^HW: %s is in the printer: text is sent as text", raw.Font.File)
			return
		}
	}
	p.why("^HW: no Chinese font in the printer: text goes as graphics")
}

// answers keeps of what the base profile expects only what was answered, where
// anything was asked.
func (p *Proposal) answers(raw *rawProfile, a Answers) {
	got := map[string]bool{
		"status": a.Status != nil, "identity": a.Identity != nil, AnswersMemory: a.Memory != nil,
		AnswersObjects: len(a.Objects) > 0, "configuration": len(a.Configuration) > 0,
	}
	asked := false
	for _, there := range got {
		asked = asked || there
	}
	if !asked {
		raw.Answers = nil
		return
	}
	_, counts := a.Configuration.LabelsPrinted()
	got["counters"] = counts
	// ~HQES is asked only of printers whose model is known to answer it.
	got["errors"] = slices.Contains(raw.Answers, "errors") && a.Status != nil
	raw.Answers = nil
	for _, name := range answerNames {
		if got[name] {
			raw.Answers = append(raw.Answers, name)
		}
	}
}

// profileSlug makes a profile's name of a model's.
func profileSlug(model string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(model) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		const longest = 40
		if b.Len() >= longest {
			break
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "printer"
}

// printable keeps a printer's own words from breaking out of a comment.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
}
