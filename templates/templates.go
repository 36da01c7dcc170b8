// Package templates holds the built-in label templates, YAML files that package
// label compiles, and the printer profiles, which package zpl reads. Users' own
// are files of the same form; docs/templates.md and docs/zpl.md describe it.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.yaml
var files embed.FS

// Default is the template used where none is named.
const Default = "cn-100x150"

// Names lists the built-in templates, the default first, then by name.
func Names() []string {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil // an embedded directory can always be read
	}
	names := []string{Default}
	for _, e := range entries {
		if n := strings.TrimSuffix(e.Name(), ".yaml"); n != Default {
			names = append(names, n)
		}
	}
	slices.Sort(names[1:])
	return names
}

// Read returns the YAML of a built-in template. The error wraps
// fs.ErrNotExist where there is none of that name.
func Read(name string) ([]byte, error) {
	b, err := files.ReadFile(name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("template %q: %w", name, fs.ErrNotExist)
	}
	return b, nil
}

//go:embed printers/*.yaml
var printers embed.FS

// DefaultPrinter is the printer profile used where none is named.
const DefaultPrinter = "generic"

// PrinterNames lists the built-in printer profiles, the default first, then by
// name.
func PrinterNames() []string {
	entries, err := fs.ReadDir(printers, "printers")
	if err != nil {
		return nil // an embedded directory can always be read
	}
	names := []string{DefaultPrinter}
	for _, e := range entries {
		if n := strings.TrimSuffix(e.Name(), ".yaml"); n != DefaultPrinter {
			names = append(names, n)
		}
	}
	slices.Sort(names[1:])
	return names
}

// ReadPrinter returns the YAML of a built-in printer profile. The error wraps
// fs.ErrNotExist where there is none of that name.
func ReadPrinter(name string) ([]byte, error) {
	b, err := printers.ReadFile("printers/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("printer profile %q: %w", name, fs.ErrNotExist)
	}
	return b, nil
}
