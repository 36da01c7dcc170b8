package emulator

import (
	"fmt"
	"strings"
)

// act does what an immediate command says.
func (p *Printer) act(l *port, name string, args []byte) {
	switch name {
	case "~HS":
		if !p.prof.SilentInError || !p.head.blocked() {
			l.answer(p.prof.Answers == AnswerAll, p.hostStatus())
		}
	case "~HI":
		l.answer(p.prof.Answers != AnswerNothing, frame(fmt.Sprintf("%s,%s,%d,%dKB", p.prof.Model, p.prof.Firmware, p.prof.DotsPerMM, (p.prof.RAM+p.prof.Flash)>>10)))
	case "~HM":
		l.answer(p.prof.Answers == AnswerAll, frame(fmt.Sprintf("%04d,%04d,%04d", p.prof.RAM>>10, p.prof.RAM>>10, p.store.free('R')>>10)))
	case "~HD":
		l.answer(p.prof.Answers == AnswerAll, frame(p.diagnostics()))
	case "~HU":
		l.answer(p.prof.Answers == AnswerAll, frame(p.alertList()))
	case "~HQ":
		if text := p.hostQuery(strings.ToUpper(strings.TrimSpace(string(args)))); text != "" {
			l.answer(p.prof.Answers == AnswerAll, frame(text))
		}
	case "~JA":
		p.cancel()
	case "~JX":
		p.cancelPart(l)
		p.pump()
	case "~JP":
		p.cancelPart(l)
		p.pause(true)
	case "~JR":
		p.restart()
	case "~PP":
		p.pause(true)
	case "~PS":
		p.pause(false)
	case "~RO":
		if len(args) == 1 && (args[0] == '1' || args[0] == '2') {
			p.count.user[args[0]-'1'] = 0
		}
	}
}

// answer sends a reply if the printer gives this one.
func (l *port) answer(gives bool, b string) {
	if gives {
		l.reply(b)
	}
}

// frame puts a reply between STX and ETX.
func frame(s string) string { return "\x02" + s + "\x03\r\n" }

// bit is a flag as the guide writes it.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// statusStrings are the three strings of ~HS (the guide, ~HS).
func (p *Printer) statusStrings() [3]string {
	h := &p.head
	length := p.prof.Height
	if h.image != nil {
		length = h.image.dots.H
	}
	// 9600 baud, 8 bits, 1 stop bit, no parity, XON/XOFF or none of it.
	const settings = 30
	const tearOff = 2
	return [3]string{
		fmt.Sprintf("%03d,%d,%d,%04d,%03d,%d,0,%d,000,0,0,%d", settings, bit(h.errors[paperOut]), bit(h.paused), min(length, 9999),
			min(p.formatsWaiting(), 999), bit(p.used >= p.prof.Buffer), bit(p.partial()), bit(h.errors[headTooHot])),
		fmt.Sprintf("000,0,%d,%d,0,%d,6,0,%08d,1,%03d", bit(h.errors[headOpen]), bit(h.errors[ribbonOut]), tearOff,
			min(p.remaining(), 99_999_999), p.store.graphics()),
		"0000,1",
	}
}

func (p *Printer) hostStatus() string {
	s := p.statusStrings()
	return frame(s[0]) + frame(s[1]) + frame(s[2])
}

// graphics is the number of stored pictures.
func (s *store) graphics() int {
	n := 0
	for _, o := range s.objects {
		if strings.HasSuffix(o.name, ".GRF") || strings.HasSuffix(o.name, ".PNG") {
			n++
		}
	}
	return min(n, 999)
}

// errorBits are those of ~HQES, group 1.
func (p *Printer) errorBits() uint32 {
	var n uint32
	for c, b := range [conditions]uint32{paperOut: 0x1, ribbonOut: 0x2, headOpen: 0x4, headTooHot: 0x10} {
		if p.head.errors[c] {
			n |= b
		}
	}
	if p.head.paused {
		n |= 0x10000
	}
	return n
}

// hostQuery is ~HQ with its two letters; "" where there is no answer.
func (p *Printer) hostQuery(what string) string {
	var text string
	switch what {
	case "ES":
		errors := p.errorBits()
		text = fmt.Sprintf("  PRINTER STATUS\r\n   ERRORS:         %d 00000000 %08X\r\n   WARNINGS:       0 00000000 00000000", bit(errors != 0), errors)
	case "OD":
		inches := float64(p.count.dots) / (float64(p.prof.DotsPerMM) * 25.4)
		text = fmt.Sprintf("  PRINT METERS\r\n   TOTAL NONRESETTABLE:         %.0f \"\r\n   USER RESETTABLE CNTR1:       %.0f \"\r\n   USER RESETTABLE CNTR2:       %.0f \"", inches, inches, inches)
	case "HA":
		text = "  MAC ADDRESS\r\n   00:00:00:00:00:00"
	case "SN":
		text = "  SERIAL NUMBER\r\n   " + p.prof.Serial
	case "UI":
		text = "  USB INFORMATION\r\n   PID:                      0085\r\n   RELEASE VERSION:          15.01"
	case "PP":
		text = "  PLUG AND PLAY MESSAGES\r\n   MFG: Zebra Technologies\r\n   CMD: ZPL\r\n   MDL: " + p.prof.Model
	case "JT":
		text = "  PRINT HEAD TEST RESULTS\r\n   0,A,0000,0000,0000"
	case "MA":
		text = "  MAINTENANCE ALERT SETTINGS\r\n   HEAD REPLACEMENT INTERVAL:    1 km\r\n   HEAD CLEANING INTERVAL:       0 m\r\n   PRINT REPLACEMENT ALERT:      NO\r\n   PRINT CLEANING ALERT:         NO"
	case "MI":
		text = "  MAINTENANCE ALERT MESSAGES\r\n   CLEAN: PLEASE CLEAN PRINT HEAD\r\n   REPLACE: PLEASE REPLACE PRINT HEAD"
	case "PH":
		text = "  LAST CLEANED:                 0 \"\r\n   HEAD LIFE:                    0 \""
	default:
		return ""
	}
	return "\r\n\r\n" + text + "\r\n"
}

// diagnostics is ~HD: free text.
func (p *Printer) diagnostics() string {
	return fmt.Sprintf("\r\nHead Temp = 25\r\nAmbient Temp = 25\r\nDarkness Adjust = 10\r\nPrint Speed = %.0f\r\nHead Resistor = 768\r\nTotal Labels = %d\r\n", p.prof.Speed, p.count.total)
}

// alertList is ~HU.
func (p *Printer) alertList() string {
	var b strings.Builder
	b.WriteString("\r\nALERT MESSAGES\r\n")
	for _, s := range p.alerts.list {
		m := map[medium]string{overTCP: "TCP", overSerial: "SERIAL", overUSB: "USB"}[s.medium]
		fmt.Fprintf(&b, "%s,%s,%s,%s\r\n", s.event, m, yesNo(s.set), yesNo(s.clear))
	}
	return b.String()
}

func yesNo(b bool) string {
	if b {
		return "Y"
	}
	return "N"
}

// answer sends what the commands of a format ask for, in their order.
func (p *Printer) answer(l *port, name string, args []byte) {
	if l == nil || p.prof.Answers != AnswerAll {
		return
	}
	list := split(args, ',')
	switch name {
	case "^HH":
		l.reply("\x02" + p.configurationLabel() + "\x03")
	case "^HW":
		l.reply("\x02" + p.directory(arg(list, 0)) + "\x03")
	case "^HZ":
		if letter(list, 0, 'A') == 'R' || letter(list, 0, 'A') == 'A' {
			l.reply(p.personality())
		}
	}
}

// configurationLabel is ^HH: lines of a value and its label.
func (p *Printer) configurationLabel() string {
	length := float64(p.count.dots) / float64(p.prof.DotsPerMM)
	lines := [][2]string{
		{"10.0", "DARKNESS"}, {fmt.Sprintf("%.1f IPS", p.prof.Speed), "PRINT SPEED"}, {"+000", "TEAR OFF ADJUST"},
		{"TEAR OFF", "PRINT MODE"}, {"GAP/NOTCH", "MEDIA TYPE"}, {"DIRECT-THERMAL", "PRINT METHOD"},
		{fmt.Sprint(p.prof.Width), "PRINT WIDTH"}, {fmt.Sprint(p.prof.Height), "LABEL LENGTH"},
		{p.prof.Firmware, "FIRMWARE"}, {fmt.Sprintf("%dk R:", p.prof.RAM>>10), "RAM"}, {fmt.Sprintf("%dk E:", p.prof.Flash>>10), "ONBOARD FLASH"},
	}
	if !p.prof.NoCounter {
		lines = append(lines, [2]string{thousands(p.count.total) + " LABELS", "NONRESET CNTR"},
			[2]string{thousands(p.count.user[0]) + " LABELS", "RESET CNTR1"}, [2]string{thousands(p.count.user[1]) + " LABELS", "RESET CNTR2"})
	}
	lines = append(lines, [2]string{thousands(int(length/25.4)) + " IN", "NONRESET CNTR"}, [2]string{thousands(int(length/10)) + " CM", "NONRESET CNTR"})
	var b strings.Builder
	b.WriteString("\r\n")
	for _, s := range lines {
		fmt.Fprintf(&b, "  %-20s%-18s\r\n", s[0], s[1])
	}
	return b.String()
}

// thousands writes a number as "7,336".
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// directory is ^HW.
func (p *Printer) directory(pattern string) string {
	name := objectName(pattern, ".*")
	if strings.HasSuffix(name, ":UNKNOWN.*") {
		name = name[:2] + "*.*"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\r\nDIR %s \r\n", name[:2])
	for _, o := range p.store.objects {
		if matches(name, o.name) {
			base, ext, _ := strings.Cut(o.name[2:], ".")
			fmt.Fprintf(&b, "*%-8s.%-3s  %6d  %-3s\r\n", base, ext, o.size, "")
		}
	}
	fmt.Fprintf(&b, "\r\n-%7d bytes free\r\n", p.store.free(name[0]))
	return b.String()
}

// personality is the status part of ^HZ.
func (p *Printer) personality() string {
	h := &p.head
	labels := p.count.total
	if p.prof.NoCounter {
		labels = 0
	}
	inches := p.count.dots * 10 / (p.prof.DotsPerMM * 254)
	return fmt.Sprintf("<?xml version='1.0'?>\r\n<ZEBRA-ELTRON-PERSONALITY>\r\n<STATUS>\r\n"+
		"<TOTAL-LABELS-IN-BATCH>%d</TOTAL-LABELS-IN-BATCH>\r\n<LABELS-REMAINING-IN-BATCH>%d</LABELS-REMAINING-IN-BATCH>\r\n"+
		"<NUMBER-OF-FORMATS>%d</NUMBER-OF-FORMATS>\r\n<PARTIAL-FORMAT-IN-PROGRESS>%s</PARTIAL-FORMAT-IN-PROGRESS>\r\n"+
		"<PAUSE>%s</PAUSE>\r\n<PAPER-OUT>%s</PAPER-OUT>\r\n<RIBBON-OUT>%s</RIBBON-OUT>\r\n<HEAD-OPEN>%s</HEAD-OPEN>\r\n"+
		"<COVER-OPEN>N</COVER-OPEN>\r\n<HEAD-OVERTEMP-ERROR>%s</HEAD-OVERTEMP-ERROR>\r\n<BUFFER-FULL-ERROR>%s</BUFFER-FULL-ERROR>\r\n"+
		"<PRINTER-COUNTER>\r\n%s%s%s</PRINTER-COUNTER>\r\n</STATUS>\r\n</ZEBRA-ELTRON-PERSONALITY>\r\n",
		p.batch(), p.remaining(), p.formatsWaiting(), yesNo(p.partial()), yesNo(h.paused), yesNo(h.errors[paperOut]),
		yesNo(h.errors[ribbonOut]), yesNo(h.errors[headOpen]), yesNo(h.errors[headTooHot]), yesNo(p.used >= p.prof.Buffer),
		counterXML("COUNTER1", inches, p.count.user[0]), counterXML("COUNTER2", inches, p.count.user[1]), counterXML("NON-RESET-COUNTER", inches, labels))
}

func counterXML(name string, inches, labels int) string {
	return fmt.Sprintf("<%[1]s>\r\n<INCHES>%[2]d</INCHES>\r\n<CENTIMETERS>%[3]d</CENTIMETERS>\r\n<LABELS>%[4]d</LABELS>\r\n</%[1]s>\r\n", name, inches, inches*254/100, labels)
}

// batch is how many labels the format under way has.
func (p *Printer) batch() int {
	if p.head.image == nil {
		return 0
	}
	return p.head.image.format.copies + p.remaining()
}
