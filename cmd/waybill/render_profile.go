package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"waybill/label"
	"waybill/templates"
	"waybill/zpl"
)

// printerFlags say what the printer understands, and how text is sent to it.
type printerFlags struct {
	printer    string
	printerDir string
	text       string
}

func (pf *printerFlags) add(f *pflag.FlagSet) {
	f.StringVar(&pf.printer, "printer-profile", templates.DefaultPrinter, "what the printer understands: a built-in `name` ('waybill printers profile list') or a YAML file")
	f.StringVar(&pf.printerDir, "printer-dir", "", "`folder` with printer profiles of your own")
	f.StringVar(&pf.text, "text", "auto", "how text is sent: auto (by the profile), raster, download or resident")
}

// loadProfile reads the profile for a head of dpi.
func (pf *printerFlags) loadProfile(dpi int) (zpl.Profile, error) {
	if err := oneOf("text", pf.text, textModes...); err != nil {
		return zpl.Profile{}, err
	}
	p, err := readProfile(pf.printer, pf.printerDir)
	if err != nil {
		return p, err
	}
	if p, err = p.At(label.DPI(dpi)); err != nil {
		return p, &usageError{err}
	}
	if p, err = p.WithText(pf.text); err != nil {
		return p, &usageError{err}
	}
	return p, nil
}

var textModes = []string{"auto", "raster", "download", "resident"}

// readProfile finds a profile by name or file.
func readProfile(name, dir string) (zpl.Profile, error) {
	src, file, err := profileSource(name, dir)
	if err != nil {
		return zpl.Profile{}, err
	}
	p, err := zpl.ParseProfile(src, file)
	if err != nil {
		return p, &usageError{err}
	}
	return p, nil
}

// profileSource returns a profile's YAML and the name for messages.
func profileSource(name, dir string) ([]byte, string, error) {
	if looksLikePath(name) {
		src, err := os.ReadFile(name)
		return src, name, err
	}
	if dir != "" {
		path := filepath.Join(dir, name+".yaml")
		if _, err := os.Stat(path); err == nil {
			src, err := os.ReadFile(path)
			return src, path, err
		}
	}
	src, err := templates.ReadPrinter(name)
	if err != nil {
		return nil, "", &usageError{fmt.Errorf("%w (there are %s)", err, strings.Join(templates.PrinterNames(), ", "))}
	}
	return src, name + ".yaml", nil
}

// profileNames lists the built-in profiles and those of a folder.
func profileNames(dir string) ([]string, error) {
	names := templates.PrinterNames()
	if dir != "" {
		own, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
		if err != nil {
			return nil, err
		}
		for _, path := range own {
			if n := strings.TrimSuffix(filepath.Base(path), ".yaml"); !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names, nil
}
