package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// app is what all commands share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	log            *slog.Logger

	// common flags
	config   string
	lang     string
	logLevel string
	quiet    bool
	json     bool
}

const rootLong = `waybill prints privacy waybills (隐私面单).

It reads shipment records (CSV, TSV, XLSX, NDJSON, JSON), masks names, phone
numbers and addresses by a policy, lays them out on a label and writes ZPL for
thermal printers, PDF or PNG. What a policy hides is searched for in everything
that is about to be printed; a finding refuses the label, and there is no
switch that turns this off.

Flags beat environment variables (WAYBILL_POLICY, WAYBILL_TEMPLATE …), which
beat the file waybill.yaml, which beats the defaults.

Exit codes:
  0  done
  1  failure (cannot read, cannot write …)
  2  wrong command line
  3  records rejected, or a check found faults
  4  the leak gate refused a label
  5  printer not ready, or labels that may have been printed
  130  interrupted`

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "waybill",
		Short: "Print privacy waybills: mask, lay out, ZPL, PDF, PNG",
		Long:  rootLong,
		Example: `  waybill render testdata/shipments.csv --to pdf -o labels.pdf
  waybill mask testdata/shipments.csv --explain
  waybill template preview cn-76x130 -o label.png`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q for \"waybill\"", args[0])
			}
			return nil
		},
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: a.prepare,
	}
	f := root.PersistentFlags()
	f.StringVar(&a.config, "config", "", "settings `file` (default ./waybill.yaml if it is there)")
	f.StringVar(&a.lang, "lang", "en", "language of titles and summaries: en or zh")
	f.StringVar(&a.logLevel, "log-level", "warn", "what to log on standard error: debug, info, warn or error")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "print errors only")
	f.BoolVar(&a.json, "json", false, "print results as JSON")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w (see 'waybill %s--help')", err, strings.TrimPrefix(c.CommandPath()+" ", "waybill "))
	})
	root.AddCommand(
		a.renderCommand(),
		a.printCommand(),
		a.jobsCommand(),
		a.maskCommand(),
		a.lintCommand(),
		a.previewCommand(),
		a.templateCommand(),
		a.policyCommand(),
		a.printersCommand(),
		a.emulateCommand(),
		a.versionCommand(),
		a.manCommand(),
	)
	return root
}

// prepare applies the settings of environment and file, and opens the log.
func (a *app) prepare(c *cobra.Command, _ []string) error {
	// Whoever looks for help has no use for the settings file's faults.
	if informs(c) && a.config == "" {
		a.config = os.DevNull
	}
	if err := a.applySettings(c); err != nil {
		return err
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.logLevel)); err != nil {
		return usagef("--log-level is debug, info, warn or error")
	}
	a.log = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
	if a.lang != "en" && a.lang != "zh" {
		return usagef("--lang is en or zh")
	}
	return nil
}

// informs reports whether a command only tells about the program.
func informs(c *cobra.Command) bool {
	for ; c.HasParent(); c = c.Parent() {
		switch c.Name() {
		case "help", "version", "completion", "man", cobra.ShellCompRequestCmd:
			return true
		}
	}
	return false
}

// say picks the words of the user's language.
func (a *app) say(en, zh string) string {
	if a.lang == "zh" {
		return zh
	}
	return en
}

// note prints a line for people on standard error, unless --quiet.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// isTerminal reports whether w is a screen.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// oneOf checks a flag with a fixed set of values.
func oneOf(flag, value string, allowed ...string) error {
	for _, v := range allowed {
		if v == value {
			return nil
		}
	}
	return usagef("--%s is %s, not %q", flag, strings.Join(allowed, ", "), value)
}

// errNoInput is the message where a FILE argument is missing.
var errNoInput = errors.New("no shipment file given ('-' reads standard input)")

// someNames wants at least one argument.
func someNames(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("name at least one %s", what)
		}
		return nil
	}
}

// stdoutName makes "-" the same as no name: standard output.
func stdoutName(path string) string {
	if path == "-" {
		return ""
	}
	return path
}

func oneFile(_ *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return &usageError{errNoInput}
	case 1:
		return nil
	}
	return usagef("one file at a time, got %d", len(args))
}
