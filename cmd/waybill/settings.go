package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waybill/internal/excerpt"
)

// settings is the file waybill.yaml: the same names as the flags.
// docs/schema/config.schema.json describes it.
type settings struct {
	Policy      string   `yaml:"policy"`
	Template    string   `yaml:"template"`
	TemplateDir string   `yaml:"template-dir"`
	Media       string   `yaml:"media"`
	DPI         string   `yaml:"dpi"`
	Printer     string   `yaml:"printer-profile"`
	PrinterDir  string   `yaml:"printer-dir"`
	Text        string   `yaml:"text"`
	FontDir     []string `yaml:"font-dir"`
	Logo        string   `yaml:"logo"`
	Carrier     string   `yaml:"carrier"`
	Map         []string `yaml:"map"`
	Encoding    string   `yaml:"encoding"`
	Lang        string   `yaml:"lang"`
	LogLevel    string   `yaml:"log-level"`
}

// values lists the settings that the file gives, by flag name.
func (s *settings) values() map[string][]string {
	m := map[string][]string{"font-dir": s.FontDir, "map": s.Map}
	for name, v := range map[string]string{
		"policy": s.Policy, "template": s.Template, "template-dir": s.TemplateDir, "media": s.Media,
		"dpi": s.DPI, "printer-profile": s.Printer,
		"printer-dir": s.PrinterDir, "text": s.Text, "logo": s.Logo, "carrier": s.Carrier,
		"encoding": s.Encoding, "lang": s.Lang, "log-level": s.LogLevel,
	} {
		if v != "" {
			m[name] = []string{v}
		}
	}
	return m
}

// defaultConfig is read when it is there and --config is not given.
const defaultConfig = "waybill.yaml"

// readSettings reads the settings file, nil if there is none.
func readSettings(path string) (*settings, error) {
	explicit := path != ""
	if !explicit {
		path = defaultConfig
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !explicit {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	var s settings
	err = decodeSettings(b, &s)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &usageError{fmt.Errorf("settings %s: %w", path, settingsError(b, err))}
	}
	return &s, nil
}

// errTag is a fault of YAML that has no place: the library gives none.
var errTag = errors.New("a YAML tag (!) that makes no sense")

// decodeSettings reads YAML strictly. The library panics on some tags, such as
// "!0" where a list belongs.
func decodeSettings(b []byte, s *settings) (err error) {
	defer func() {
		if recover() != nil {
			err = errTag
		}
	}()
	return yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(s)
}

// settingsError shows the place of a fault. A file that is not one of settings
// may be one of customers: nothing of it is shown.
func settingsError(src []byte, err error) error {
	var ye yaml.Error
	if errors.Is(err, errTag) && excerpt.Known(src, settingNames()...) {
		return err
	}
	if !errors.As(err, &ye) || ye.GetToken() == nil || !excerpt.Known(src, settingNames()...) {
		return errors.New("not a settings file (keys such as policy:, template:)")
	}
	pos := ye.GetToken().Position
	return fmt.Errorf("line %d, column %d: %s\n%s", pos.Line, pos.Column, ye.GetMessage(), excerpt.At(src, pos.Line, pos.Column))
}

// settingNames lists the keys of the settings file.
func settingNames() []string {
	var names []string
	t := reflect.TypeFor[settings]()
	for i := range t.NumField() {
		names = append(names, t.Field(i).Tag.Get("yaml"))
	}
	return names
}

// applySettings fills in flags that the command line does not give.
func (a *app) applySettings(c *cobra.Command) error {
	if a.config == "" {
		a.config = os.Getenv("WAYBILL_CONFIG")
	}
	file, err := readSettings(a.config)
	if err != nil {
		return err
	}
	var fromFile map[string][]string
	if file != nil {
		fromFile = file.values()
	}
	var failed error
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == "config" || f.Name == "help" || failed != nil {
			return
		}
		env := "WAYBILL_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		values, from := fromFile[f.Name], "settings file"
		if v, ok := os.LookupEnv(env); ok {
			values, from = []string{v}, env
		}
		for _, v := range values {
			if err := f.Value.Set(v); err != nil {
				failed = usagef("%s: %s: %w", from, f.Name, err)
			}
			f.Changed = true
		}
	})
	return failed
}
