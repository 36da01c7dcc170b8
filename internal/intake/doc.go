// Package intake reads shipment files: CSV, TSV, NDJSON, JSON and XLSX, one
// record at a time, into [waybill.Shipment].
//
// A file passes four small stages. The encoding is detected from its first
// bytes (UTF-8, UTF-16 with a byte order mark, GB18030). A reader of its
// format splits it into rows of cells. The header says which column is which
// field: names are compared after folding case, width, blanks and notes such
// as "（必填）", in English and Chinese, and [Options.Map] wins over the table.
// Last, each row's cells are checked and become a Shipment; names, addresses
// and phones keep their spelling, only outer blanks are removed.
//
// # Errors
//
// A bad row is a [*RowError], or [RowErrors] when several of its fields are
// bad, and reading goes on; [RowProblems] tells it from an error that ends the
// file ([*SyntaxError], [*EncodingError] or an I/O error). A header that does
// not fit is a [*HeaderError], and an option that does not an [*OptionError]. No
// error of this package holds a cell's content: rows, lines, fields and columns
// only, a column by its position where its name may be a value.
//
// # Limits
//
// Memory does not grow with the file. A cell holds at most 64 KiB, a record
// 1 MiB and 4096 columns; what is longer is skipped without being stored. A
// workbook is read in place from a file, and held compressed in memory (at
// most 256 MiB) when it comes from a pipe; its shared strings, at most
// 256 MiB, are held in memory too. Nothing is ever written to disk.
package intake
