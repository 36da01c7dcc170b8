package waybill

import (
	"bytes"
	"encoding/base64"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	texttemplate "text/template"

	"github.com/goccy/go-yaml"
)

// secret is an invented value; the digits would show where letters are
// escaped.
const secret = "顾拾遗 19900000417"

// holders are the places a value stands in. V is Text, or string to prove
// that the channels below would show a value that does not protect itself.
type (
	exported[V any]   struct{ Name V }
	unexported[V any] struct{ name V }
	embedded[V any]   struct{ exported[V] }
	outer[V any]      struct {
		Row   int
		Inner exported[V]
		Ptr   *exported[V]
		List  []V
		ByKey map[string]V
	}
)

func holders[V comparable](v V) map[string]any {
	ptr := &v
	return map[string]any{
		"value":              v,
		"pointer":            ptr,
		"pointer to pointer": &ptr,
		"exported field":     exported[V]{v},
		"pointer to struct":  &exported[V]{v},
		"unexported field":   unexported[V]{v},
		"pointer to unexp.":  &unexported[V]{v},
		"embedded":           embedded[V]{exported[V]{v}},
		"nested":             outer[V]{1, exported[V]{v}, &exported[V]{v}, []V{v}, map[string]V{"k": v}},
		"slice":              []V{v},
		"slice of structs":   []unexported[V]{{v}},
		"array":              [1]V{v},
		"map value":          map[string]V{"k": v},
		"map key":            map[V]int{v: 1},
		"any":                []any{v},
	}
}

// channels are the ways by which values get out. What a channel refuses to
// encode counts as well: the error may not show the value either.
func channels() map[string]func(v any) string {
	c := map[string]func(any) string{
		"fmt.Sprint":   func(v any) string { return fmt.Sprint(v) },
		"fmt.Sprintln": func(v any) string { return fmt.Sprintln("record", v, 1) },
		"fmt.Append":   func(v any) string { return string(fmt.Append(nil, v)) },
		"slog text": func(v any) string {
			return logged(v, func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) })
		},
		"slog json": func(v any) string {
			return logged(v, func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) })
		},
		"log": func(v any) string {
			var b bytes.Buffer
			log.New(&b, "", 0).Printf("%v %+v %#v", v, v, v)
			return b.String()
		},
		"json": func(v any) string { return encoded(json.Marshal(v)) },
		"xml":  func(v any) string { return encoded(xml.Marshal(v)) },
		"yaml": func(v any) string { return encoded(yaml.Marshal(v)) },
		"gob": func(v any) string {
			var b bytes.Buffer
			err := gob.NewEncoder(&b).Encode(v)
			return encoded(b.Bytes(), err)
		},
		"errorf %v":   func(v any) string { return fmt.Errorf("record 7: %v", v).Error() },
		"errorf %w":   func(v any) string { return fmt.Errorf("record 7: %w", valueError{v}).Error() },
		"errors.Join": func(v any) string { return fmt.Sprintf("%+v", errors.Join(valueError{v}, io.EOF)) },
		"recover": func(v any) (s string) {
			defer func() { s = fmt.Sprintf("%v %+v %#v", recover(), v, v) }()
			panic(v)
		},
		"text/template": func(v any) string {
			var b bytes.Buffer
			t := texttemplate.Must(texttemplate.New("").Parse(`{{.}} {{print .}} {{printf "%q %s" . .}} {{js .}} {{html .}} {{urlquery .}}`))
			err := t.Execute(&b, v)
			return encoded(b.Bytes(), err)
		},
		"html/template": func(v any) string {
			var b bytes.Buffer
			t := htmltemplate.Must(htmltemplate.New("").Parse(`<p title="{{.}}">{{.}}</p><a href="/?q={{.}}" onclick="f({{.}})">{{printf "%v" .}}</a><script>var v = {{.}}</script>`))
			err := t.Execute(&b, v)
			return encoded(b.Bytes(), err)
		},
	}
	for _, verb := range []string{"v", "+v", "#v", "s", "q", "+q", "#q", "d", "x", "X", "#x", "% x", "t", "c", "U", "e", "f", "g", "b", "o", "10v", "-40.3s", "08d", "w"} {
		c["fmt %"+verb] = func(v any) string { return fmt.Sprintf("%"+verb, v) }
	}
	return c
}

type valueError struct{ v any }

func (e valueError) Error() string { return fmt.Sprintf("bad value %v", e.v) }

func encoded(b []byte, err error) string {
	if err != nil {
		return string(b) + " error: " + err.Error()
	}
	return string(b)
}

func logged(v any, handler func(io.Writer) slog.Handler) string {
	var b bytes.Buffer
	l := slog.New(handler(&b)).With("with", v).WithGroup("group")
	l.Error("message", "value", v, slog.Group("g", "inner", v), "error", valueError{v}, "list", []any{v})
	return b.String()
}

// shows reports whether out holds the secret: as it is or in a form that an
// encoder or a verb makes of it.
func shows(out string) bool {
	runes := []rune(secret)
	for _, part := range []string{string(runes[:3]), string(runes[4:])} {
		bytesOf := strings.Trim(fmt.Sprint([]byte(part)), "[]")
		ascii := strings.Trim(strconv.QuoteToASCII(part), `"`)
		for _, form := range []string{
			part, ascii, hex.EncodeToString([]byte(part)), fmt.Sprintf("% x", part), fmt.Sprintf("% #x", part), bytesOf,
			base64.StdEncoding.EncodeToString([]byte(part)), htmltemplate.URLQueryEscaper(part),
		} {
			if strings.Contains(strings.ToLower(out), strings.ToLower(form)) {
				return true
			}
		}
	}
	return false
}

func TestTextShowsNothing(t *testing.T) {
	for channel, send := range channels() {
		seen := false
		for holder, v := range holders(secret) {
			if shows(send(v)) {
				seen = true
			} else if channel == "fmt %+v" && !strings.HasPrefix(holder, "pointer to p") && holder != "pointer" {
				t.Errorf("control: a plain string as %s does not show under %%+v: the test cannot fail", holder)
			}
		}
		// Verbs that print a string as an error still show it; %t and the
		// like do so as %!t(string=…).
		if !seen {
			t.Errorf("control: %s shows no plain string: the test cannot fail", channel)
		}
		for holder, v := range holders(NewText(secret)) {
			if out := send(v); shows(out) {
				t.Errorf("%s shows the value as %s", channel, holder) // not out itself
			}
		}
	}
}

// TestTextInWholeRecord sends a Shipment, with the value in every field that
// can hold it, through every channel.
func TestTextInWholeRecord(t *testing.T) {
	v := NewText(secret)
	p := Party{Name: v, Phone: v, PhoneExt: v, PhoneTail: v, Company: v, Province: v, City: v, District: v,
		Street: v, Detail: v, PostalCode: v}
	s := Shipment{WaybillNo: "QQ0000000000001", Sender: p, Recipient: p, Items: []Item{{Name: v}}, Remark: v,
		Extras: []Extra{{Column: "column", Value: v}}}
	for channel, send := range channels() {
		for name, x := range map[string]any{"Shipment": s, "*Shipment": &s, "[]*Shipment": []*Shipment{&s}} {
			if shows(send(x)) {
				t.Errorf("%s shows the value in a %s", channel, name)
			}
		}
	}
}

// TestTextPanic looks at what a dying process prints.
func TestTextPanic(t *testing.T) {
	const env = "WAYBILL_TEST_PANIC"
	values := map[string]any{
		"control":    secret,
		"text":       NewText(secret),
		"pointer":    new(Text),
		"exported":   exported[Text]{NewText(secret)},
		"unexported": &unexported[Text]{NewText(secret)},
		"error":      fmt.Errorf("record 7: %w", valueError{NewText(secret)}),
		"list":       []Text{NewText(secret)},
		"argument":   nil,
	}
	if kind := os.Getenv(env); kind != "" {
		if kind == "argument" {
			die(NewText(secret), exported[Text]{NewText(secret)})
		}
		panic(values[kind])
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for kind := range values {
		c := exec.Command(self, "-test.run=^TestTextPanic$")
		c.Env = append(os.Environ(), env+"="+kind, "GOTRACEBACK=system")
		out, err := c.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "goroutine ") {
			t.Fatalf("%s: the process did not panic", kind)
		}
		if shows(string(out)) != (kind == "control") {
			t.Errorf("%s: panic output shows the value: %v", kind, kind != "control")
		}
	}
}

// die panics below a frame that has values as arguments.
//
//go:noinline
func die(t Text, e exported[Text]) { panic(fmt.Sprintf("with %v and %v", t, e)) }

func TestText(t *testing.T) {
	v := NewText(secret)
	if v.Reveal() != secret {
		t.Error("Reveal does not return the value")
	}
	if v.IsEmpty() || !NewText("").IsEmpty() || !(Text{}).IsEmpty() {
		t.Error("IsEmpty")
	}
	if !v.Equal(NewText(secret)) || v.Equal(NewText("x")) || !NewText("").Equal(Text{}) {
		t.Error("Equal")
	}
	if s := fmt.Sprintf("%v|%s|%q", v, v, Text{}); s != "[redacted]|[redacted]|" {
		t.Errorf("prints %q", s)
	}
	if b, err := json.Marshal(exported[Text]{v}); err != nil || string(b) != `{"Name":"[redacted]"}` {
		t.Errorf("json %s, %v", b, err)
	}
}
