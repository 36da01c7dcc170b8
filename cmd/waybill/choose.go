package main

import (
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waybill/internal/font"
	"waybill/label"
	"waybill/masking"
	"waybill/templates"
)

// choices are the flags that say how labels are made; several commands have
// them.
type choices struct {
	policy      string
	template    string
	templateDir string
	media       string
	dpi         int
	fontDirs    []string
	logo        string
}

func (ch *choices) policyFlag(f *pflag.FlagSet) {
	f.StringVar(&ch.policy, "policy", masking.Profiles()[0], "masking policy: a built-in `name` or a YAML file")
}

func (ch *choices) layoutFlags(f *pflag.FlagSet) {
	f.StringVar(&ch.template, "template", "", "label template: a built-in `name` or a YAML file (default "+templates.Default+")")
	f.StringVar(&ch.templateDir, "template-dir", "", "`folder` with templates of your own")
	f.StringVar(&ch.media, "media", "", "label size in mm, `WxH`: chooses the Chinese template of that size")
	f.StringArrayVar(&ch.fontDirs, "font-dir", nil, "`folder` of fonts (TTF, TTC, OTF) for characters that the built-in font lacks; may be repeated")
	f.StringVar(&ch.logo, "logo", "", "PNG `file` for templates with a logo")
}

// dpiFlag takes what to add to its text.
func (ch *choices) dpiFlag(f *pflag.FlagSet, more string) {
	f.IntVar(&ch.dpi, "dpi", 203, "dots per inch: 203, 300 or 600"+more)
}

// looksLikePath tells a file from a built-in name.
func looksLikePath(s string) bool {
	return strings.ContainsAny(s, `/\`) || strings.HasSuffix(s, ".yaml") || strings.HasSuffix(s, ".yml")
}

// loadPolicy loads the policy of --policy, and warns of one that reveals more
// than it should; only policy check and lint refuse it.
func (ch *choices) loadPolicy(a *app) (*masking.Policy, error) {
	p, err := loadPolicy(ch.policy)
	if err != nil {
		return nil, err
	}
	for _, w := range p.Warnings() {
		fmt.Fprintf(a.stderr, "warning: policy %s: %s\n", p.Name(), w)
	}
	if all := p.Check(); len(all) > 0 {
		fmt.Fprintf(a.stderr, "warning: policy %s reveals more than the standard that it declares: %s\n", p.Name(), all[0])
		fmt.Fprintf(a.stderr, "hint: waybill policy check %s lists all; a policy that means it says \"standard: none\" and a reason\n", ch.policy)
	}
	return p, nil
}

func loadPolicy(name string) (*masking.Policy, error) {
	if looksLikePath(name) {
		p, err := masking.LoadFile(name)
		var pe *masking.PolicyError
		if errors.As(err, &pe) {
			return nil, &usageError{fmt.Errorf("policy: %w", err)}
		}
		return p, err
	}
	p, err := masking.Load(name)
	if err != nil {
		return nil, usagef("no policy %q; there are %s", name, strings.Join(masking.Profiles(), ", "))
	}
	return p, nil
}

// loadTemplate finds the template by name, file or media size.
func (ch *choices) loadTemplate() (*label.Template, error) {
	name := ch.template
	if name == "" {
		name = templates.Default
		if ch.media != "" {
			size, err := label.ParseMedia(ch.media)
			if err != nil {
				return nil, &usageError{err}
			}
			name = fmt.Sprintf("cn-%gx%g", size.W.MM(), size.H.MM())
		}
	}
	t, err := readTemplate(name, ch.templateDir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && ch.template == "" {
			return nil, usagef("no built-in template for media %s; name one with --template", ch.media)
		}
		return nil, err
	}
	if ch.media != "" {
		size, err := label.ParseMedia(ch.media)
		if err != nil {
			return nil, &usageError{err}
		}
		if size != t.Media {
			return nil, usagef("template %s is for %gx%g mm, not %s", t.Name, t.Media.W.MM(), t.Media.H.MM(), ch.media)
		}
	}
	return t, nil
}

func readTemplate(name, dir string) (*label.Template, error) {
	switch {
	case looksLikePath(name):
		return readTemplateFile(name)
	case dir != "":
		path := filepath.Join(dir, name+".yaml")
		if _, err := os.Stat(path); err == nil {
			return readTemplateFile(path)
		}
	}
	src, err := templates.Read(name)
	if err != nil {
		return nil, &usageError{fmt.Errorf("%w (there are %s)", err, strings.Join(templates.Names(), ", "))}
	}
	return label.Parse(src, name+".yaml", nil)
}

func readTemplateFile(path string) (*label.Template, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t, err := label.Parse(src, path, os.DirFS(filepath.Dir(path)))
	if err != nil {
		return nil, &usageError{err}
	}
	return t, nil
}

// fonts loads the built-in fonts and those of --font-dir.
func (ch *choices) fonts() (*font.Set, error) {
	set, err := font.Default()
	if err != nil {
		return nil, err
	}
	for _, d := range ch.fontDirs {
		if err := set.AddDir(d); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// layoutOptions loads what Layout needs besides the record.
func (ch *choices) layoutOptions() (label.Options, error) {
	set, err := ch.fonts()
	if err != nil {
		return label.Options{}, err
	}
	o := label.Options{Fonts: set}
	if ch.logo != "" {
		b, err := os.ReadFile(ch.logo)
		if err != nil {
			return o, err
		}
		pic, err := label.DecodePicture(b)
		if err != nil {
			return o, usagef("--logo: %w", err)
		}
		o.Images = map[string]image.Image{"logo": pic}
	}
	return o, nil
}

// completeNames offers built-in names and lets the shell complete files.
func completeNames(names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		var out []string
		for _, n := range names() {
			if strings.HasPrefix(n, prefix) {
				out = append(out, n)
			}
		}
		return out, cobra.ShellCompDirectiveDefault
	}
}

// registerCompletions serves the flags whose values are known.
func registerCompletions(c *cobra.Command) {
	for flag, names := range map[string]func() []string{
		"policy":   masking.Profiles,
		"template": templates.Names,
		"to":       func() []string { return []string{"zpl", "pdf", "png"} },
		"dpi":      func() []string { return []string{"203", "300", "600"} },
		"format":   func() []string { return []string{"csv", "tsv", "xlsx", "ndjson", "json"} },
		"text":     func() []string { return textModes },

		"printer-profile": templates.PrinterNames,
	} {
		if c.Flags().Lookup(flag) != nil {
			_ = c.RegisterFlagCompletionFunc(flag, completeNames(names))
		}
	}
}

// printerDPI checks the resolution of a printer.
func printerDPI(n int) (label.DPI, error) {
	if n != 203 && n != 300 && n != 600 {
		return 0, usagef("--dpi is 203, 300 or 600, not %s", strconv.Itoa(n))
	}
	return label.DPI(n), nil
}
