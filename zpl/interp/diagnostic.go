package interp

import "fmt"

// Severity tells how much a Diagnostic matters.
type Severity uint8

const (
	// Note: nothing is wrong with the label; a command has nothing to draw, or
	// the printer would answer.
	Note Severity = iota
	// Warning: drawn, but a printer may draw it otherwise.
	Warning
	// Error: something is not drawn.
	Error
)

func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	}
	return "error"
}

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Diagnostic is something to know about a job. Its message names commands
// and parameters by number, never a field's text. What is not printable in a
// name stands there as an escape (\x1b).
type Diagnostic struct {
	Offset   int64    `json:"offset"`            // of the command's prefix in the stream
	Command  string   `json:"command,omitempty"` // "^FD"; "" outside of commands
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
}

func (d Diagnostic) String() string {
	if d.Command == "" {
		return fmt.Sprintf("byte %d: %s: %s", d.Offset, d.Severity, d.Message)
	}
	return fmt.Sprintf("byte %d: %s: %s: %s", d.Offset, d.Command, d.Severity, d.Message)
}

// diagnose hands on a diagnostic, as long as there are not too many. Copies of
// a label that are drawn anew for their serial numbers say nothing again.
func (p *Printer) diagnose(offset int64, command string, s Severity, format string, args ...any) {
	if p.quiet || p.ended != nil {
		return
	}
	left := p.o.Limits.Diagnostics - p.diagnosed
	p.diagnosed++
	switch {
	case left > 0:
		p.handler.Diagnostic(Diagnostic{offset, printable(command), s, printable(fmt.Sprintf(format, args...))})
	case left == 0:
		p.handler.Diagnostic(Diagnostic{offset, printable(command), Warning, "there is more to say, which is left out"})
	}
}

func (p *Printer) note(e *entry, format string, args ...any) {
	p.diagnose(e.offset, e.name, Note, format, args...)
}

func (p *Printer) warn(e *entry, format string, args ...any) {
	p.diagnose(e.offset, e.name, Warning, format, args...)
}

func (p *Printer) fail(e *entry, format string, args ...any) {
	p.diagnose(e.offset, e.name, Error, format, args...)
}
