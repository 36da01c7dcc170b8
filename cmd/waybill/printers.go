package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"waybill/templates"
	"waybill/zpl"
)

func (a *app) printersCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "printers",
		Short:   "Ask a printer what it is; printer profiles",
		Example: "  waybill printers profile list\n  waybill printers setup --printer tcp://192.168.1.40 -o mine.yaml",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.setupCommand(), a.profileCommand())
	return c
}

func (a *app) profileCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "profile",
		Short: "List, show and check printer profiles",
		Long: `A profile says what a printer may be trusted with: how graphics and text are
sent, which fonts it holds, what it stores. docs/zpl.md describes the built-in
ones and how to write your own.`,
		Example: "  waybill printers profile list\n  waybill printers profile show zebra-cn",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.profileListCommand(), a.profileShowCommand(), a.profileCheckCommand())
	return c
}

func (a *app) profileListCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the printer profiles",
		Example: "  waybill printers profile list --lang zh",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			names, err := profileNames(dir)
			if err != nil {
				return err
			}
			type entry struct {
				Name  string `json:"name"`
				Text  string `json:"text"`
				Title string `json:"title"`
			}
			var list []entry
			rows := [][]string{{"NAME", "TEXT", "TITLE"}}
			for _, n := range names {
				p, err := readProfile(n, dir)
				if err != nil {
					return err
				}
				e := entry{n, p.Text.String(), p.TitleIn(a.lang)}
				list = append(list, e)
				rows = append(rows, []string{e.Name, e.Text, e.Title})
			}
			if a.json {
				return json.NewEncoder(a.stdout).Encode(list)
			}
			return writeTable(a.stdout, rows, nil)
		},
	}
	c.Flags().StringVar(&dir, "printer-dir", "", "`folder` with printer profiles of your own")
	return c
}

func (a *app) profileShowCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:               "show NAME",
		Short:             "Print a printer profile's YAML",
		Example:           "  waybill printers profile show zebra-cn > mine.yaml",
		Args:              oneName("printer profile"),
		ValidArgsFunction: completeNames(templates.PrinterNames),
		RunE: func(_ *cobra.Command, args []string) error {
			src, _, err := profileSource(args[0], dir)
			if err != nil {
				return err
			}
			// A file that is no profile, a list of customers perhaps, is not shown.
			if _, err := readProfile(args[0], dir); err != nil {
				return err
			}
			_, err = a.stdout.Write(src)
			return err
		},
	}
	c.Flags().StringVar(&dir, "printer-dir", "", "`folder` with printer profiles of your own")
	return c
}

func (a *app) profileCheckCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "check NAME|FILE...",
		Short: "Look for faults in printer profiles",
		Long: `Check reads profiles strictly: a misspelled key or a value out of range is an
error with its line and a caret. Exit code 3 if there are faults.`,
		Example:           "  waybill printers profile check zebra",
		Args:              someNames("printer profile"),
		ValidArgsFunction: completeNames(templates.PrinterNames),
		RunE: func(_ *cobra.Command, args []string) error {
			var all []finding
			for _, name := range args {
				_, err := readProfile(name, dir)
				faults := zpl.ProfileErrors(err)
				if err != nil && len(faults) == 0 {
					return err
				}
				for _, pe := range faults {
					all = append(all, finding{File: pe.File, Line: pe.Line, Column: pe.Column, Message: pe.Msg, excerpt: pe.Excerpt})
				}
			}
			return a.reportFindings(all, len(args), nil)
		},
	}
	c.Flags().StringVar(&dir, "printer-dir", "", "`folder` with printer profiles of your own")
	return c
}
