package reply

import "strings"

// Alert is a message that a printer sends of its own accord.
type Alert struct {
	Event Event
	Text  string // as sent, without time and serial number
	Clear bool   // the condition is over
}

// Event is what an Alert tells.
type Event uint8

// Events that a job cares for; others are OtherEvent with their text.
const (
	OtherEvent Event = iota
	LabelReady
	LabelTaken
	JobCompleted
	PaperOut
	RibbonOut
	HeadOpen
	HeadTooHot
	CutterFault
	PrinterPaused
	PowerOn
)

// alertTexts are the English texts of Link-OS printers. A printer set to
// another language sends others: set it to English, or the event is
// OtherEvent.
var alertTexts = []struct {
	text  string
	event Event
}{
	{"LABEL READY", LabelReady}, {"LABEL TAKEN", LabelTaken},
	{"PQ JOB COMPLETED", JobCompleted}, {"PAPER OUT", PaperOut}, {"MEDIA OUT", PaperOut},
	{"RIBBON OUT", RibbonOut}, {"HEAD OPEN", HeadOpen},
	{"HEAD TOO HOT", HeadTooHot}, {"HEAD OVER TEMP", HeadTooHot}, {"HEAD OVERTEMP", HeadTooHot},
	{"CUTTER", CutterFault}, {"CUT ERROR", CutterFault},
	{"PAUSE", PrinterPaused}, {"POWER ON", PowerOn},
}

// alertHeads begin an alert: "ALERT: PQ JOB COMPLETED [time] [serial]".
var alertHeads = []struct {
	text  string
	clear bool
}{
	{"ALERT CLEARED:", true}, {"ERROR CLEARED:", true}, {"WARNING CLEARED:", true},
	{"ALERT:", false}, {"ERROR CONDITION:", false}, {"WARNING CONDITION:", false}, {"WARNING:", false},
	{"LABEL READY:", false}, {"LABEL TAKEN:", false},
}

// ParseAlert reads a line outside frames, and reports false for one that is
// no alert. Texts in other languages are known by their two brackets, time and
// serial number, and are OtherEvent.
func ParseAlert(line []byte) (Alert, bool) {
	s := strings.TrimSpace(string(line))
	body, brackets := cutBrackets(s)
	var a Alert
	known := false
	for _, h := range alertHeads {
		if n := len(h.text); len(body) >= n && strings.EqualFold(body[:n], h.text) {
			known, a.Clear = true, h.clear
			if !strings.HasPrefix(h.text, "LABEL") {
				body = body[n:]
			}
			break
		}
	}
	if !known && brackets < 2 {
		return Alert{}, false
	}
	a.Text = strings.Trim(body, " :")
	upper := strings.ToUpper(body)
	for _, t := range alertTexts {
		if strings.Contains(upper, t.text) {
			a.Event = t.event
			break
		}
	}
	return a, true
}

// cutBrackets removes "[...]" parts from the end of s and counts them.
func cutBrackets(s string) (rest string, n int) {
	for strings.HasSuffix(s, "]") {
		at := strings.LastIndexByte(s, '[')
		if at < 0 {
			break
		}
		s = strings.TrimSpace(s[:at])
		n++
	}
	return s, n
}
