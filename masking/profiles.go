package masking

import (
	"embed"
	"errors"
	"fmt"
	"slices"
)

//go:embed profiles/*.yaml
var profileFiles embed.FS

// Default is the name of the built-in profile that is used where none is
// named.
const Default = "cn-gbt41833"

// ErrUnknownProfile is returned by [Load] for a name that [Profiles] does not
// list.
var ErrUnknownProfile = errors.New("unknown masking profile")

// Profiles lists the built-in profiles, the default first.
func Profiles() []string {
	return []string{
		Default, "cn-gbt41833-min", "cn-strict", "cn-virtual", "platform-middle", "smile", "legacy-344",
		"kr-pipc", "jp-anon", "eu-min", "us-relay", "hk", "tw",
	}
}

// Load returns a built-in profile.
func Load(name string) (*Policy, error) {
	src, err := profileSource(name)
	if err != nil {
		return nil, err
	}
	return Parse(src, name)
}

func profileSource(name string) ([]byte, error) {
	if !slices.Contains(Profiles(), name) {
		return nil, fmt.Errorf("%w: %q", ErrUnknownProfile, name)
	}
	return profileFiles.ReadFile("profiles/" + name + ".yaml")
}
