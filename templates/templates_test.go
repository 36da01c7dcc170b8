package templates_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"waybill/label"
	"waybill/templates"
)

func TestEveryTemplateParses(t *testing.T) {
	names := templates.Names()
	if len(names) < 4 {
		t.Errorf("%d templates: %v", len(names), names)
	}
	for _, name := range names {
		src, err := templates.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		tmpl, err := label.Parse(src, name, nil)
		if err != nil {
			t.Error(err)
			continue
		}
		if tmpl.Name != name {
			t.Errorf("%s calls itself %s", name, tmpl.Name)
		}
	}
}

func TestNamesAreSortedAfterTheDefault(t *testing.T) {
	names := templates.Names()
	if names[0] != templates.Default || !slices.IsSorted(names[1:]) || slices.Contains(names[1:], templates.Default) {
		t.Errorf("%v", names)
	}
}

func TestReadUnknown(t *testing.T) {
	for _, name := range []string{"no-such", "", "../templates/cn-100x150", "cn-100x150.yaml"} {
		if _, err := templates.Read(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: error %v", name, err)
		}
	}
}

func ExampleNames() {
	for _, name := range templates.Names() {
		fmt.Println(name)
	}
	// Output:
	// cn-100x150
	// cn-100x180
	// cn-76x130
	// intl-4x6
}

// A template is the beginning of one's own.
func ExampleRead() {
	src, err := templates.Read("intl-4x6")
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "name:") || strings.HasPrefix(line, "media:") {
			fmt.Print(line)
		}
	}
	// Output:
	// name: intl-4x6
	// media: 101.6x152.4
}
