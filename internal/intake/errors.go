package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Errors that say what a file is. Test for them with errors.Is.
var (
	// ErrEmpty: the file has no bytes, or nothing but blank lines.
	ErrEmpty = errors.New("the file is empty")
	// ErrNoRecords: the file has a header and no record.
	ErrNoRecords = errors.New("the file has a header but no records")
	// ErrOldExcel: a binary workbook (.xls) or an encrypted one.
	ErrOldExcel = errors.New("this is an old (.xls) or password-protected Excel workbook: save it as .xlsx without a password")
	// ErrNoSheet: the workbook has no sheet of the wanted name.
	ErrNoSheet = errors.New("the workbook has no such sheet")
	// ErrTooLarge: a part of the file is beyond the limits in the package
	// comment.
	ErrTooLarge = errors.New("larger than the reader's limit")
)

// Kind is what is wrong with a cell or a row.
type Kind uint8

// The kinds of a [RowError].
const (
	OK                  Kind = iota
	Missing                  // a required value is empty
	Scientific               // a spreadsheet wrote 6.79195E+12
	DigitsLost               // a number of more than 15 digits in a spreadsheet's number cell
	Decimal                  // a program wrote 13800001111.0
	NotASCII                 // a waybill number that is not printable ASCII
	TooLong                  // more characters than the field may hold
	CellTooLong              // a cell beyond 64 KiB
	RecordTooLong            // a record beyond 1 MiB
	NotNumber                // not a decimal number
	NotWhole                 // not a whole number
	Negative                 // below zero
	TooPrecise               // an amount with more than two decimals
	NoDigit                  // a phone number without any digit
	BadRoutingCode           // not [0-9A-Z- ]{1,24}
	BadDate                  // no known form of date
	BadChoice                // not one of the field's words
	HasNUL                   // a NUL byte
	HasControl               // another control character
	BadEncoding              // bytes that are not text in the file's encoding
	LostCharacter            // U+FFFD, the trace of a character lost earlier
	TooManyCells             // a value right of the last column
	DuplicateKey             // a JSON object with one field twice
	NotObject                // a JSON record that is not an object
	BadJSON                  // a line that is not JSON
	InvalidWorkbookCell      // a cell that the workbook itself calls an error
	BeyondPieces             // piece 3 of 2
	TooManyDecimals          // a weight with more decimals than a label has room for
)

// String returns the problem in words, without a field or a value.
func (k Kind) String() string {
	switch k {
	case OK:
		return "no problem"
	case Missing:
		return "is empty"
	case Scientific:
		return "a spreadsheet turned this number into scientific notation; format the column as text and export again"
	case DigitsLost:
		return "a spreadsheet keeps only 15 digits of a number; format the column as text and enter it again"
	case Decimal:
		return "a program turned this number into a decimal ending in .0; keep the column as text"
	case NotASCII:
		return "may hold printable ASCII characters only"
	case TooLong:
		return "is too long"
	case CellTooLong:
		return "is longer than 64 KiB"
	case RecordTooLong:
		return "the record is longer than 1 MiB"
	case NotNumber:
		return "is not a number"
	case NotWhole:
		return "is not a whole number"
	case Negative:
		return "is negative"
	case TooPrecise:
		return "has more than two decimals"
	case NoDigit:
		return "has no digit"
	case BadRoutingCode:
		return "may hold 1 to 24 digits, capital letters A-Z, hyphens and spaces only"
	case BadDate:
		return "is not a date such as 2006-01-02 15:04"
	case BadChoice:
		return "is not one of the known words"
	case HasNUL:
		return "holds a NUL byte"
	case HasControl:
		return "holds a control character"
	case BadEncoding:
		return "holds bytes that are no text in the file's encoding"
	case LostCharacter:
		return "holds U+FFFD: an earlier conversion lost a character"
	case TooManyCells:
		return "the row has more values than the header has columns"
	case DuplicateKey:
		return "is given twice"
	case NotObject:
		return "the record is not a JSON object"
	case BadJSON:
		return "the line is not valid JSON"
	case InvalidWorkbookCell:
		return "holds a spreadsheet error"
	case BeyondPieces:
		return "is larger than the number of pieces"
	case TooManyDecimals:
		return "has too many decimals"
	}
	return "kind " + strconv.Itoa(int(k))
}

// RowError is one problem of one record. It names the place, never the value.
type RowError struct {
	Row    int    // 1-based record number, header not counted
	Line   int    // 1-based line where the record begins; the sheet row in XLSX
	Field  string // canonical field name, "" for the row or an extra column
	Column string // what the column is called ([Column.Display]), "" if none
	Kind   Kind
}

// Error implements error.
func (e *RowError) Error() string { return e.place() + ": " + e.problem() }

func (e *RowError) place() string {
	if e.Line == 0 {
		return fmt.Sprintf("record %d", e.Row)
	}
	return fmt.Sprintf("record %d (line %d)", e.Row, e.Line)
}

func (e *RowError) problem() string {
	switch {
	case e.Field == "" && e.Column == "":
		return e.Kind.String()
	case e.Field == "":
		return fmt.Sprintf("%s: %s", e.Called(), e.Kind)
	case e.Column == "" || e.Column == e.Field:
		return fmt.Sprintf("%s: %s", e.Field, e.Kind)
	}
	return fmt.Sprintf("%s (%s): %s", e.Field, e.Called(), e.Kind)
}

// Called returns the column as a message has it, a name in quotes: column "手机",
// or column 7; "" if there is none.
func (e *RowError) Called() string {
	if e.Column == "" {
		return ""
	}
	return called(e.Column)
}

// RowErrors are several problems of one record, in column order.
type RowErrors []*RowError

// Error implements error: the place once, then every problem.
func (es RowErrors) Error() string {
	if len(es) == 0 {
		return OK.String()
	}
	words := make([]string, len(es))
	for i, e := range es {
		words[i] = e.problem()
	}
	return es[0].place() + ": " + strings.Join(words, "; ")
}

// Unwrap lets errors.As find each *RowError.
func (es RowErrors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

// rowError returns the problems as one error, nil for none.
func rowError(problems []*RowError) error {
	switch len(problems) {
	case 0:
		return nil
	case 1:
		return problems[0]
	}
	return RowErrors(problems)
}

// RowProblems returns the problems of a bad record, or nil when err is not
// about one record and therefore ended the reading.
func RowProblems(err error) []*RowError {
	var many RowErrors
	if errors.As(err, &many) {
		return many
	}
	var one *RowError
	if errors.As(err, &one) {
		return []*RowError{one}
	}
	return nil
}

// SyntaxError is a file that cannot be split into records from some place on.
type SyntaxError struct {
	Format string
	Line   int // 1-based line (sheet row in XLSX); 0 if not known
	Msg    string
	Err    error // cause, may be nil
}

// Error implements error.
func (e *SyntaxError) Error() string {
	if e.Line == 0 {
		return e.Format + ": " + e.Msg
	}
	return fmt.Sprintf("%s: line %d: %s", e.Format, e.Line, e.Msg)
}

// Unwrap returns the cause.
func (e *SyntaxError) Unwrap() error { return e.Err }

// EncodingError is a header that is not text in the file's encoding.
type EncodingError struct {
	Encoding string
	Line     int // 1-based, 0 if not known
}

// Error implements error.
func (e *EncodingError) Error() string {
	return fmt.Sprintf("line %d: not valid %s text; name the encoding (utf-8, utf-16, gb18030) if the guess is wrong", e.Line, e.Encoding)
}

// OptionError is a value of [Options] that is wrong whatever the file holds, or
// wrong for this file: the caller's fault, not the file's.
type OptionError struct {
	Option string // the command's flag: encoding, format, map or sheet
	Err    error
}

// Error implements error.
func (e *OptionError) Error() string { return "--" + e.Option + ": " + e.Err.Error() }

// Unwrap returns what is wrong with the option.
func (e *OptionError) Unwrap() error { return e.Err }

// FormatError is a format name this package does not know, inside an
// [*OptionError].
type FormatError struct{ Format string }

// Error implements error.
func (e *FormatError) Error() string {
	return fmt.Sprintf("unknown format %q: use csv, tsv, ndjson, json or xlsx", e.Format)
}
