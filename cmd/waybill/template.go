package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waybill/internal/font"
	"waybill/internal/raster"
	"waybill/label"
	"waybill/templates"
)

func (a *app) templateCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "template",
		Short: "List, show, check and preview label templates",
		Long: `Templates are YAML files: elements placed in millimetres, with placeholders such
as {recipient.name}. docs/templates.md describes them; copy a built-in one with
'waybill template show NAME' to begin your own.`,
		Example: "  waybill template list\n  waybill template preview cn-100x150 -o label.png",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.templateListCommand(), a.templateShowCommand(), a.templateCheckCommand(), a.templatePreviewCommand())
	return c
}

// subcommand refuses words that are no subcommand.
func subcommand(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("unknown command %q for %q", args[0], c.CommandPath())
	}
	return nil
}

func (a *app) templateListCommand() *cobra.Command {
	var ch choices
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the templates",
		Example: "  waybill template list\n  waybill template list --lang zh --json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			names := templates.Names()
			if ch.templateDir != "" {
				own, err := filepath.Glob(filepath.Join(ch.templateDir, "*.yaml"))
				if err != nil {
					return err
				}
				names = append(names, own...)
			}
			type entry struct {
				Name  string  `json:"name"`
				W     float64 `json:"width_mm"`
				H     float64 `json:"height_mm"`
				Title string  `json:"title"`
			}
			var list []entry
			rows := [][]string{{"NAME", "MEDIA", "TITLE"}}
			for _, n := range names {
				t, err := readTemplate(n, "")
				if err != nil {
					return err
				}
				e := entry{n, t.Media.W.MM(), t.Media.H.MM(), t.TitleIn(a.lang)}
				list = append(list, e)
				rows = append(rows, []string{n, fmt.Sprintf("%gx%g", e.W, e.H), e.Title})
			}
			if a.json {
				return json.NewEncoder(a.stdout).Encode(list)
			}
			return writeTable(a.stdout, rows, nil)
		},
	}
	c.Flags().StringVar(&ch.templateDir, "template-dir", "", "`folder` with templates of your own")
	return c
}

func (a *app) templateShowCommand() *cobra.Command {
	var ch choices
	c := &cobra.Command{
		Use:               "show NAME",
		Short:             "Print a template's YAML",
		Example:           "  waybill template show cn-76x130 > mine.yaml",
		Args:              oneName("template"),
		ValidArgsFunction: completeNames(templates.Names),
		RunE: func(_ *cobra.Command, args []string) error {
			t, err := readTemplate(args[0], ch.templateDir)
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(t.Source)
			return err
		},
	}
	c.Flags().StringVar(&ch.templateDir, "template-dir", "", "`folder` with templates of your own")
	return c
}

func oneName(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usagef("name one %s", what)
		}
		return nil
	}
}

func (a *app) templateCheckCommand() *cobra.Command {
	var ch choices
	c := &cobra.Command{
		Use:   "check NAME|FILE...",
		Short: "Look for faults: overlaps, items off the media, texts that cannot fit",
		Long: `Check reads templates strictly (a misspelled key is an error with its line and
a caret) and looks for what would refuse or spoil labels: elements off the
media, overlaps, bar codes too wide or without quiet zone, texts that cannot
hold their longest value, sizes nobody can read. Exit code 3 if there are
faults; warnings alone leave it 0.`,
		Example:           "  waybill template check cn-76x130\n  waybill template check examples/minimal.yaml",
		Args:              someNames("template"),
		ValidArgsFunction: completeNames(templates.Names),
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := ch.fonts()
			if err != nil {
				return err
			}
			var all []finding
			for _, name := range args {
				found, err := checkTemplate(name, ch.templateDir, set)
				if err != nil {
					return err
				}
				all = append(all, found...)
			}
			return a.reportFindings(all, len(args), nil)
		},
	}
	c.Flags().StringVar(&ch.templateDir, "template-dir", "", "`folder` with templates of your own")
	c.Flags().StringArrayVar(&ch.fontDirs, "font-dir", nil, "`folder` of fonts")
	return c
}

// checkTemplate returns a template's faults; a template that does not parse
// has one.
func checkTemplate(name, dir string, set *font.Set) ([]finding, error) {
	t, err := readTemplate(name, dir)
	var pe *label.ParseError
	switch {
	case errors.As(err, &pe):
		return []finding{{File: name, Line: pe.Line, Column: pe.Column, Message: pe.Msg, excerpt: pe.Excerpt}}, nil
	case err != nil:
		return nil, err
	}
	var out []finding
	for _, p := range t.Check(label.CheckOptions{Fonts: set}) {
		out = append(out, finding{File: name, Line: p.Err.Line, Column: p.Err.Column, Message: p.Err.Msg, Warning: p.Warning, excerpt: p.Err.Excerpt})
	}
	return out, nil
}

func (a *app) templatePreviewCommand() *cobra.Command {
	var ch choices
	var out string
	c := &cobra.Command{
		Use:   "preview NAME|FILE",
		Short: "Draw a template with an invented shipment as PNG",
		Example: `  waybill template preview cn-100x150 -o label.png
  waybill template preview examples/minimal.yaml --dpi 300 -o label.png`,
		Args:              oneName("template"),
		ValidArgsFunction: completeNames(templates.Names),
		RunE: func(_ *cobra.Command, args []string) error {
			if ch.dpi < 72 || ch.dpi > 1200 {
				return usagef("--dpi is from 72 to 1200")
			}
			ch.template = args[0]
			return a.preview(&ch, out)
		},
	}
	f := c.Flags()
	f.StringVarP(&out, "output", "o", "", "PNG `file` (default: standard output)")
	f.StringVar(&ch.templateDir, "template-dir", "", "`folder` with templates of your own")
	f.StringArrayVar(&ch.fontDirs, "font-dir", nil, "`folder` of fonts")
	f.StringVar(&ch.logo, "logo", "", "PNG `file` for templates with a logo")
	ch.policyFlag(f)
	ch.dpiFlag(f, " (any for PNG)")
	registerCompletions(c)
	return c
}

func (a *app) preview(ch *choices, out string) error {
	t, err := readTemplate(ch.template, ch.templateDir)
	if err != nil {
		return err
	}
	policy, err := ch.loadPolicy(a)
	if err != nil {
		return err
	}
	lo, err := ch.layoutOptions()
	if err != nil {
		return err
	}
	out = stdoutName(out)
	if out == "" && isTerminal(a.stdout) {
		return &usageError{errStdoutBinary}
	}
	doc, _, err := maskAndLayOut(previewShipment(), policy, t, lo, time.Now())
	if err != nil {
		return err
	}
	w, err := a.openOutput(out)
	if err != nil {
		return err
	}
	defer w.Abort()
	if err := raster.WritePNG(w, doc, label.DPI(ch.dpi), font.NewRasterizer(lo.Fonts)); err != nil {
		return err
	}
	return w.finish()
}

// fileKind guesses what a YAML file is: "template", "policy" or "".
func fileKind(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		switch {
		case strings.HasPrefix(line, "elements:"), strings.HasPrefix(line, "media:"):
			return "template", nil
		case strings.HasPrefix(line, "extends:"), strings.HasPrefix(line, "standard:"), strings.HasPrefix(line, "names:"), strings.HasPrefix(line, "phones:"), strings.HasPrefix(line, "addresses:"):
			return "policy", nil
		}
	}
	return "", nil
}
