package main

import (
	"bytes"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"waybill/internal/outfile"
)

func (a *app) manCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "man",
		Short: "Write the manual pages",
		Long: `Man writes a manual page for every command into a folder, or the page of
waybill itself to standard output.`,
		Example: "  waybill man -o man1/",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			// A fixed date: the same version writes the same pages.
			date := time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)
			header := doc.GenManHeader{Section: "1", Source: "waybill " + version, Manual: "waybill", Date: &date}
			if out == "" {
				return doc.GenMan(c.Root(), &header, a.stdout)
			}
			d, err := outfile.CreateDir(out)
			if err != nil {
				return err
			}
			defer d.Abort()
			if err := manPages(d, c.Root(), header); err != nil {
				return err
			}
			if err := d.Commit(); err != nil {
				return err
			}
			a.note("manual pages → %s", filepath.Clean(out))
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "`folder` for a page of every command")
	return c
}

func manPages(d *outfile.Dir, c *cobra.Command, header doc.GenManHeader) error {
	c.DisableAutoGenTag = true
	h := header
	var b bytes.Buffer
	if err := doc.GenMan(c, &h, &b); err != nil {
		return err
	}
	name := bytes.ReplaceAll([]byte(c.CommandPath()), []byte(" "), []byte("-"))
	if err := d.Add(string(name)+".1", b.Bytes()); err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if !sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			continue
		}
		if err := manPages(d, sub, header); err != nil {
			return err
		}
	}
	return nil
}
