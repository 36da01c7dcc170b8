package masking

import "strings"

// Secrets is what one record hid. It serves the leak gate: every text that
// leaves the program is searched for it.
type Secrets struct {
	list []secret
}

type secret struct{ field, text, how string }

// Find returns the secrets that stand in text, nil if none does.
func (s *Secrets) Find(text string) []Finding {
	var found []Finding
	for _, x := range s.list {
		if strings.Contains(text, x.text) {
			found = append(found, Finding{Field: x.field, How: x.how})
		}
	}
	return found
}
