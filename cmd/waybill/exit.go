package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"waybill/internal/font"
	"waybill/internal/intake"
	"waybill/internal/job"
	"waybill/internal/outfile"
	"waybill/internal/pdf"
	"waybill/label"
	"waybill/masking"
	"waybill/zpl"
)

// Exit codes, as documented in the help text and docs/cli.md.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitRejected    = 3 // records, policies or templates have faults
	exitLeak        = 4 // the leak gate refused a label
	exitPrinter     = 5 // printer not ready, or labels that may have been printed
	exitInterrupted = 130
)

// usageError is a wrong command line.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// rejectedError says that records (or checked files) were refused; what was
// wrong with each has been printed.
type rejectedError struct {
	msg  string
	leak bool // the leak gate refused at least one
}

func (e *rejectedError) Error() string { return e.msg }

// report prints err, with a hint where there is one, and returns the exit
// code. Errors never hold personal values; see design invariant 1.
func (a *app) report(err error) int {
	if err == nil {
		return exitOK
	}
	var stop *job.Stop
	if errors.Is(err, context.Canceled) && !errors.As(err, &stop) {
		fmt.Fprintln(a.stderr, "interrupted: nothing was written")
		return exitInterrupted
	}
	fmt.Fprintf(a.stderr, "error: %v\n", err)
	if h := hint(err); h != "" {
		fmt.Fprintf(a.stderr, "hint: %s\n", h)
	}
	var rejected *rejectedError
	var usage *usageError
	switch {
	case stop != nil && errors.Is(err, context.Canceled):
		return exitInterrupted
	case isPrinter(err):
		return exitPrinter
	case errors.As(err, &rejected) && rejected.leak, isLeak(err):
		return exitLeak
	case errors.As(err, &rejected), isBadInput(err):
		return exitRejected
	case errors.As(err, &usage), isUsage(err):
		return exitUsage
	}
	return exitFailure
}

func isLeak(err error) bool {
	var l *label.LeakError
	var z *zpl.LeakError
	var p *pdf.LeakError
	return errors.As(err, &l) || errors.As(err, &z) || errors.As(err, &p) || errors.Is(err, masking.ErrLeak)
}

// isBadInput reports whether the shipment file as a whole cannot be used.
func isBadInput(err error) bool {
	var syn *intake.SyntaxError
	var enc *intake.EncodingError
	var head *intake.HeaderError
	return errors.As(err, &syn) || errors.As(err, &head) || errors.As(err, &enc) ||
		errors.Is(err, intake.ErrEmpty) || errors.Is(err, intake.ErrNoRecords) || errors.Is(err, intake.ErrOldExcel) || errors.Is(err, errMaskedInput)
}

// isUsage recognises other errors that are the command line's fault. Cobra has
// no type for an unknown subcommand of its own completion command.
func isUsage(err error) bool {
	if errors.Is(err, outfile.ErrSameFile) {
		return true
	}
	var option *intake.OptionError
	if errors.As(err, &option) {
		return true
	}
	return strings.HasPrefix(err.Error(), "unknown command")
}

// hint says what to do next.
func hint(err error) string {
	var head *intake.HeaderError
	var option *intake.OptionError
	var syn *intake.SyntaxError
	var enc *intake.EncodingError
	var missing *font.MissingError
	var usage *usageError
	if h := printerHint(err); h != "" {
		return h
	}
	switch {
	case isLeak(err):
		return "the gate cannot be turned off; look at the template (does it print an original?) or report this as a bug"
	case errors.Is(err, errMaskedInput):
		return "give the file that it was made from"
	case errors.As(err, &option) && option.Option == "map":
		return "'waybill render --help' lists the fields"
	case errors.As(err, &head):
		return "name the column yourself: --map FIELD=COLUMN; 'waybill render --help' lists the fields"
	case errors.As(err, &syn) && syn.Format == "csv":
		return "look for a quotation mark that is opened but not closed, or save the file as XLSX"
	case errors.As(err, &enc):
		return "save the file as \"CSV UTF-8\" or XLSX, or name its encoding with --encoding"
	case errors.Is(err, outfile.ErrSameFile):
		return "choose another name with -o"
	case errors.As(err, &missing):
		return "add a font that has the character: --font-dir FOLDER"
	case errors.Is(err, fs.ErrPermission):
		return "may this user write there?"
	case errors.Is(err, os.ErrNotExist) && !errors.As(err, &usage):
		return "check the path; '-' reads standard input"
	}
	return ""
}
