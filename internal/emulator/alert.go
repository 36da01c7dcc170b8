package emulator

import (
	"fmt"
	"slices"
	"strings"
)

// An alertKind is a message that a printer sends of its own accord.
type alertKind struct {
	letter byte   // of ^SX
	name   string // of the set-get-do language
	text   string // in front of time and serial number
}

// The alerts that the model can raise. Texts are those that Link-OS printers
// were seen to send (docs/zpl.md).
var (
	labelReady    = alertKind{'L', "LABEL READY", "LABEL READY: "}
	jobCompleted  = alertKind{'K', "PQ JOB COMPLETED", "ALERT: PQ JOB COMPLETED"}
	printerPaused = alertKind{'J', "PRINTER PAUSED", "ALERT: PRINTER PAUSED"}
	powerOn       = alertKind{'P', "POWER ON", "ALERT: POWER ON"}

	conditionAlerts = [conditions]alertKind{
		paperOut:   {'A', "PAPER OUT", "ERROR CONDITION: PAPER OUT"},
		ribbonOut:  {'B', "RIBBON OUT", "ERROR CONDITION: RIBBON OUT"},
		headOpen:   {'E', "HEAD OPEN", "ERROR CONDITION: HEAD OPEN"},
		headTooHot: {'C', "HEAD TOO HOT", "ERROR CONDITION: HEAD TOO HOT"},
	}
)

// subscriptions say who wants which alerts. They are kept without power.
type subscriptions struct {
	list []subscription
}

type subscription struct {
	event      string // alertKind.name, or allMessages
	medium     medium
	set, clear bool
}

const allMessages = "ALL MESSAGES"

// mostSubscriptions bounds what hostile input can store.
const mostSubscriptions = 100

func (s *subscriptions) add(n subscription) {
	s.list = slices.DeleteFunc(s.list, func(o subscription) bool { return o.event == n.event && o.medium == n.medium })
	if len(s.list) < mostSubscriptions && (n.set || n.clear) {
		s.list = append(s.list, n)
	}
}

// media are the destinations of alerts that a link can be. Others (e-mail,
// SNMP …) are sent nowhere: nothing leaves the computer by itself.
var media = map[string]medium{
	"A": overSerial, "SERIAL": overSerial, "B": overUSB, "PARALLEL": overUSB, "USB": overUSB, "D": overTCP, "TCP": overTCP,
}

// events lists all alerts.
func events() []alertKind {
	return append([]alertKind{labelReady, jobCompleted, printerPaused, powerOn}, conditionAlerts[:]...)
}

// eventNamed returns the name of an event by the letter of ^SX.
func eventNamed(a string) (string, bool) {
	if a == "*" {
		return allMessages, true
	}
	for _, k := range events() {
		if strings.EqualFold(a, string(k.letter)) {
			return k.name, true
		}
	}
	return "", false
}

// subscribe is ^SXa,b,c,d.
func (s *subscriptions) subscribe(args []string) {
	event, ok := eventNamed(arg(args, 0))
	m, known := media[strings.ToUpper(arg(args, 1))]
	if ok && known {
		s.add(subscription{event, m, letter(args, 2, 'Y') == 'Y', letter(args, 3, 'N') == 'Y'})
	}
}

// halt is ^SQa,b,c.
func (s *subscriptions) halt(args []string) {
	event, ok := eventNamed(arg(args, 0))
	m, known := media[strings.ToUpper(arg(args, 1))]
	if !ok || letter(args, 2, 'Y') == 'N' {
		return
	}
	s.list = slices.DeleteFunc(s.list, func(o subscription) bool {
		return (event == allMessages || o.event == event) && (!known || o.medium == m)
	})
}

// addSetting is alerts.add: "ALL MESSAGES,USB,Y,Y,,0,N,".
func (s *subscriptions) addSetting(value string) {
	args := strings.Split(value, ",")
	m, known := media[strings.ToUpper(arg(args, 1))]
	event := strings.ToUpper(arg(args, 0))
	if known && len(event) <= 40 {
		s.add(subscription{event, m, letter(args, 2, 'N') == 'Y', letter(args, 3, 'N') == 'Y'})
	}
}

func (s *subscriptions) wants(event string, m medium, clear bool) bool {
	for _, o := range s.list {
		if o.medium == m && (o.event == event || o.event == allMessages) && (clear && o.clear || !clear && o.set) {
			return true
		}
	}
	return false
}

// alert sends a message to all links that asked for it.
func (p *Printer) alert(k alertKind, clear bool) {
	text := k.text
	if clear {
		text = strings.NewReplacer("ERROR CONDITION:", "ERROR CLEARED:", "ALERT:", "ALERT CLEARED:").Replace(text)
	}
	line := fmt.Sprintf("%s [%s] [%s]\r\n", text, p.clock.Now().Format("2006-01-02 15:04:05"), p.prof.Serial)
	for _, l := range p.ports {
		if p.prof.Answers == AnswerAll && p.alerts.wants(k.name, l.medium, clear) {
			l.reply(line)
		}
	}
}
