package waybill

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// redacted stands wherever a Text would have been printed.
const redacted = "[redacted]"

// Text is a personal value: a name, a phone number, a line of an address.
//
// It prints as "[redacted]" under every verb of fmt, in slog, encoding/json,
// encoding/xml, encoding/gob, text/template and panics. The value stands
// behind two pointers because fmt and panic do not call methods on unexported
// fields: a plain string there would be printed. One pointer prints as an
// address under %v, but a verb that pointers lack (%s, %q) makes fmt complain
// with what the pointer leads to; it follows no second one. The zero Text is
// the empty value.
type Text struct{ c *cell }

type cell struct{ v *string }

// NewText returns s as a personal value.
func NewText(s string) Text {
	if s == "" {
		return Text{}
	}
	held := &struct {
		cell
		s string
	}{s: s} // both pointers in one allocation
	held.v = &held.s
	return Text{&held.cell}
}

// Reveal returns the clear value. Only masking, the vault and the relay may
// call it; a test of this module names every package that does.
func (t Text) Reveal() string {
	if t.c == nil {
		return ""
	}
	return *t.c.v
}

// IsEmpty reports whether the value is empty, without revealing it.
func (t Text) IsEmpty() bool { return t.c == nil || *t.c.v == "" }

// Equal reports whether two values are the same, without revealing them.
func (t Text) Equal(u Text) bool { return t.Reveal() == u.Reveal() }

func (t Text) shown() string {
	if t.IsEmpty() {
		return ""
	}
	return redacted
}

// String implements fmt.Stringer: "[redacted]", or "" for an empty value.
func (t Text) String() string { return t.shown() }

// GoString implements fmt.GoStringer.
func (t Text) GoString() string { return t.shown() }

// Format implements fmt.Formatter: every verb prints "[redacted]".
func (t Text) Format(f fmt.State, _ rune) { io.WriteString(f, t.shown()) }

// LogValue implements slog.LogValuer.
func (t Text) LogValue() slog.Value { return slog.StringValue(t.shown()) }

// MarshalJSON implements json.Marshaler: the redacted form, never the value.
func (t Text) MarshalJSON() ([]byte, error) { return json.Marshal(t.shown()) }

// MarshalText implements encoding.TextMarshaler.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.shown()), nil }

// MarshalYAML keeps YAML encoders from looking inside.
func (t Text) MarshalYAML() (any, error) { return t.shown(), nil }

// GobEncode implements gob.GobEncoder: the redacted form.
func (t Text) GobEncode() ([]byte, error) { return []byte(t.shown()), nil }
