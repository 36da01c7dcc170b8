package interp

import (
	"errors"
	"strings"
	"testing"
)

// Jobs that ask for a thousand times what a job may take end early, and what
// was drawn until then is there.
func TestHostile(t *testing.T) {
	t.Parallel()
	many := func(s string) string { return strings.Repeat(s, 3000) }
	jobs := map[string]string{
		"serial":   "^XA^FO0,0^A0N,30,30^SN1^FS^PQ99999999^XZ",
		"labels":   strings.Repeat("^XA^PW4000^LL4000^POI^PMY^FDx^FS^XZ", 1000),
		"text":     "^XA" + many("^FO0,0^A0N,500,500^FDWM^FS") + "^XZ",
		"turned":   "^XA" + many("^FO0,0^A0B,500,500^FDWM^FS") + "^XZ",
		"graphic":  "^XA" + many("^FO0,0^GFA,9,4000000,1000,:::::F^FS") + "^XZ",
		"recalled": "~DGR:A,8000,100," + strings.Repeat("F", 16000) + "^XA" + many("^FO0,0^XGA,10,10^FS") + "^XZ",
		"matrix":   "^XA" + many("^FO0,0^BQN,2,10^FDHA,"+strings.Repeat("x", 200)+"^FS") + "^XZ",
		"frames":   "^XA^LL9000" + many("^FO0,0^GB800,9000,400^FS") + "^XZ",
		"formats":  "^XA^DFA^FS" + many("^FDx^FS") + "^XZ^XA" + many("^XFA^FS") + "^XZ",
		"images":   "^XA^LL9000^FDx^FS" + many("^ISE:X^FS") + "^XZ",
		"blocks":   "^XA" + many("^FO0,0^A0N,90,90^FB800,9999^FD"+strings.Repeat("ab ", 60)+"^FS") + "^XZ",
	}
	for name, job := range jobs {
		t.Run(name, func(t *testing.T) {
			o := Options{Limits: Limits{Work: 1 << 26, WorkPerByte: 1}}
			if raceBuild {
				o.Limits.Work = 1 << 23
			}
			r := run(o, job)
			if !errors.Is(r.err, ErrLimit) {
				t.Errorf("error %v after %d labels", r.err, len(r.labels))
			}
			last := r.diagnostics[len(r.diagnostics)-1]
			if last.Severity != Error || !strings.Contains(last.Message, "work") {
				t.Errorf("last said: %v", last)
			}
		})
	}
}
