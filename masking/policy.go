package masking

import "fmt"

// Policy is a compiled masking policy. It is immutable and safe for
// concurrent use.
type Policy struct {
	name     string
	titles   map[string]string
	standard string // "gbt41833" or "none"
	reason   string
	warnings []string
	source   []byte
	rules    rules
}

// Name is the policy's name.
func (p *Policy) Name() string { return p.name }

// Title is a one-line description in a language ("en", "zh"); English where
// there is none in lang, and the name where there is none at all.
func (p *Policy) Title(lang string) string {
	for _, l := range [...]string{lang, "en"} {
		if t := p.titles[l]; t != "" {
			return t
		}
	}
	return p.name
}

// Standard is what the policy claims to stay within: "gbt41833" (the three
// numbers known of GB/T 41833-2022), or "none" with a reason.
func (p *Policy) Standard() (name, reason string) { return p.standard, p.reason }

// Warnings are to be shown every time the policy is used.
func (p *Policy) Warnings() []string { return p.warnings }

// Source is the policy as it was written, in YAML, without what it extends.
func (p *Policy) Source() []byte { return p.source }

// String returns the name.
func (p *Policy) String() string { return fmt.Sprintf("policy %s", p.name) }
