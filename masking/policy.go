package masking

import (
	"embed"
	"errors"
	"fmt"
	"os"
	"time"

	"waybill"

	"github.com/goccy/go-yaml"
)

// Policy is a compiled masking policy. It is immutable and safe for
// concurrent use.
type Policy struct {
	name     string
	titles   map[string]string
	warnings []string
	source   []byte
}

//go:embed profiles
var profiles embed.FS

// Default is the name of the built-in profile used where none is named.
const Default = "cn-gbt41833"

// Profiles lists the built-in profiles, the default first.
func Profiles() []string {
	return []string{Default, "cn-gbt41833-min", "cn-strict", "cn-virtual", "platform-middle", "smile",
		"legacy-344", "kr-pipc", "jp-anon", "eu-min", "us-relay", "hk", "tw"}
}

// ErrUnknownProfile is returned by Load for a name that Profiles does not list.
var ErrUnknownProfile = errors.New("unknown masking profile")

// Load returns a built-in profile.
func Load(name string) (*Policy, error) {
	for _, p := range Profiles() {
		if p == name {
			src, err := profiles.ReadFile("profiles/" + name + ".yaml")
			if err != nil {
				return nil, fmt.Errorf("%w: %s", ErrUnknownProfile, name)
			}
			return Parse(src, name)
		}
	}
	return nil, fmt.Errorf("%w: %q", ErrUnknownProfile, name)
}

// Parse reads a policy from YAML. name is used in messages.
func Parse(src []byte, name string) (*Policy, error) {
	var doc struct {
		Name     string            `yaml:"name"`
		Title    map[string]string `yaml:"title"`
		Warnings []string          `yaml:"warnings"`
	}
	if err := yaml.UnmarshalWithOptions(src, &doc, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Policy{name: doc.Name, titles: doc.Title, warnings: doc.Warnings, source: src}, nil
}

// LoadFile reads a policy file.
func LoadFile(path string) (*Policy, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(src, path)
}

// Name is the policy's name.
func (p *Policy) Name() string { return p.name }

// Title is a one-line description in lang ("en", "zh"), English if there is none.
func (p *Policy) Title(lang string) string {
	if t, ok := p.titles[lang]; ok {
		return t
	}
	return p.titles["en"]
}

// Warnings are to be shown every time the policy is used.
func (p *Policy) Warnings() []string { return p.warnings }

// Source is the policy as YAML.
func (p *Policy) Source() []byte { return p.source }

// Check returns where the policy reveals more than its declared standard.
func (p *Policy) Check() []Problem { return nil }

// Options are the circumstances of Apply.
type Options struct {
	// Now decides whether a virtual number has expired; zero means time.Now.
	Now time.Time
}

// Apply masks one record.
func (p *Policy) Apply(s *waybill.Shipment, o Options) (Masked, error) {
	r := &record{row: s.Row, policy: p, secrets: new(Secrets)}
	r.fillPublic(s)
	r.maskParty(fieldSender, &s.Sender)
	r.maskParty(fieldRecipient, &s.Recipient)
	for _, it := range s.Items {
		r.items = append(r.items, maskedItem{it.Name.Reveal(), count(it.Quantity)})
	}
	r.shown[fieldItems] = joinItems(r.items)
	for _, x := range s.Extras {
		r.extras = append(r.extras, maskedExtra{x.Column, "***"})
	}
	if !s.Remark.IsEmpty() {
		r.shown[fieldRemark] = "***"
	}
	return Masked{r}, nil
}
