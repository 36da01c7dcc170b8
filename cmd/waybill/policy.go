package main

import (
	"encoding/json"
	"errors"

	"github.com/spf13/cobra"

	"waybill/masking"
)

func (a *app) policyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "policy",
		Short: "List, show and check masking policies",
		Long: `A policy says what of names, phone numbers, addresses and remarks may stand on
a label. docs/masking.md describes the built-in ones and how to write your own.

A policy of your own is a YAML file that begins with what it changes: "extends:
cn-gbt41833" takes over a built-in policy, "extends: ./x.yaml" another file, found
from the one that names it.`,
		Example: "  waybill policy list\n  waybill policy show cn-gbt41833",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.policyListCommand(), a.policyShowCommand(), a.policyCheckCommand())
	return c
}

func (a *app) policyListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the built-in policies",
		Example: "  waybill policy list\n  waybill policy list --lang zh",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			type entry struct {
				Name  string `json:"name"`
				Title string `json:"title"`
			}
			var list []entry
			rows := [][]string{{"NAME", "TITLE"}}
			for _, n := range masking.Profiles() {
				p, err := masking.Load(n)
				if err != nil {
					return err
				}
				list = append(list, entry{n, p.Title(a.lang)})
				rows = append(rows, []string{n, p.Title(a.lang)})
			}
			if a.json {
				return json.NewEncoder(a.stdout).Encode(list)
			}
			return writeTable(a.stdout, rows, nil)
		},
	}
}

func (a *app) policyShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "show NAME",
		Short:             "Print a policy's YAML",
		Example:           "  waybill policy show cn-gbt41833 > mine.yaml",
		Args:              oneName("policy"),
		ValidArgsFunction: completeNames(masking.Profiles),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := loadPolicy(args[0])
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(p.Source())
			return err
		},
	}
}

func (a *app) policyCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check NAME|FILE...",
		Short: "Look for policies that reveal more than their standard allows",
		Long: `Check reads policies strictly and refuses one that reveals more than the
standard it declares. A policy that means to reveal more says "standard: none"
with a reason.`,
		Example: "  waybill policy check cn-gbt41833",
		Args:    someNames("policy"),
		RunE: func(_ *cobra.Command, args []string) error {
			var all []finding
			for _, name := range args {
				found, err := checkPolicy(name)
				if err != nil {
					return err
				}
				all = append(all, found...)
			}
			return a.reportFindings(all, len(args), nil)
		},
	}
}

// checkPolicy returns a policy's faults; one that does not parse has one.
func checkPolicy(name string) ([]finding, error) {
	p, err := loadPolicy(name)
	var pe *masking.PolicyError
	switch {
	case errors.As(err, &pe):
		return []finding{{File: pe.File, Line: pe.Line, Column: pe.Column, Message: pe.Message, excerpt: pe.Excerpt}}, nil
	case err != nil:
		return nil, err
	}
	var out []finding
	for _, pr := range p.Check() {
		out = append(out, finding{File: name, Rule: pr.Rule, Message: pr.String()})
	}
	for _, w := range p.Warnings() {
		out = append(out, finding{File: name, Message: w, Warning: true})
	}
	return out, nil
}
