package emulator

import (
	"fmt"
	"strings"
)

// set acts on a line of the set-get-do language: ! U1 getvar "name".
func (p *Printer) set(l *port, line string) {
	if p.prof.Answers != AnswerAll {
		return
	}
	verb, rest, _ := strings.Cut(strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(line, lineStart), "0123456789")), " ")
	words := quoted(rest)
	if len(words) == 0 {
		return
	}
	name := strings.ToLower(words[0])
	value := ""
	if len(words) > 1 {
		value = words[1]
	}
	switch strings.ToLower(verb) {
	case "getvar":
		v, ok := p.variable(name)
		if !ok {
			v = "?"
		}
		l.reply(`"` + v + `"`)
	case "setvar":
		p.setVariable(name, value)
	case "do":
		if name == "device.reset" {
			p.restart()
		}
	}
}

// quoted returns the words between quotes.
func quoted(s string) []string {
	parts := strings.Split(s, `"`)
	var words []string
	for i := 1; i < len(parts); i += 2 {
		words = append(words, parts[i])
	}
	return words
}

// variable returns a setting, false for one that there is not.
func (p *Printer) variable(name string) (string, bool) {
	h := &p.head
	counters := map[string]int{
		"odometer.total_label_count": p.count.total,
		"odometer.user_label_count1": p.count.user[0], "odometer.user_label_count2": p.count.user[1],
	}
	if n, ok := counters[name]; ok {
		return fmt.Sprint(n), !p.prof.NoCounter
	}
	switch name {
	case "device.host_status":
		s := p.statusStrings()
		return s[0] + "\r\n" + s[1] + "\r\n" + s[2], true
	case "zpl.system_status":
		errors := p.errorBits()
		return fmt.Sprintf("%d,%d,00000000,%08X,0,00000000,00000000", bit(h.paused), bit(errors != 0), errors), true
	case "odometer.total_print_length":
		n := p.count.dots / p.prof.DotsPerMM
		return fmt.Sprintf("%d INCHES, %d CENTIMETERS", n*10/254, n/10), true
	case "media.status":
		return map[bool]string{false: "ok", true: "out"}[h.errors[paperOut]], true
	case "head.latch":
		return map[bool]string{false: "ok", true: "open"}[h.errors[headOpen]], true
	case "device.unique_id":
		return p.prof.Serial, true
	case "device.product_name":
		return p.prof.Model, true
	case "appl.name":
		return p.prof.Firmware, true
	case "device.languages":
		return "zpl", true
	case "display.language":
		return p.config.language, true
	case "alerts.conditions":
		return strings.Join(p.conditionNames(), ","), true
	case "memory.ram_free":
		return fmt.Sprint(p.store.free('R')), true
	case "memory.flash_free":
		return fmt.Sprint(p.store.free('E')), true
	}
	return "", false
}

// conditionNames lists what keeps the printer from printing.
func (p *Printer) conditionNames() []string {
	var names []string
	for c, on := range p.head.errors {
		if on {
			names = append(names, conditionAlerts[c].name)
		}
	}
	if p.head.paused {
		names = append(names, printerPaused.name)
	}
	return names
}

// setVariable changes a setting; those that the model does not have are passed
// over.
func (p *Printer) setVariable(name, value string) {
	switch name {
	case "alerts.add":
		p.alerts.addSetting(value)
	case "display.language":
		p.config.language = value[:min(len(value), 40)]
	case "odometer.user_label_count1":
		p.count.user[0] = 0
	case "odometer.user_label_count2":
		p.count.user[1] = 0
	}
}
