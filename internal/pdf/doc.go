// Package pdf writes laid out labels as a PDF file, a page each, and reads the
// text of PDF files back for the leak gate.
//
// # Writing
//
// gofpdf draws the pages and cuts the fonts; this package frames the file.
// gofpdf alone would keep all pages uncompressed until the end, panic there on
// a character above U+FFFF, print to standard output about fonts it dislikes,
// draw a box for a character that the font lacks, and take 20 s for the widths
// of 3,000 consecutive characters. So
//
//   - a [Writer] sends each page to the file as soon as it is drawn and keeps
//     only its object number, which bounds memory for any number of pages;
//   - a page is drawn as a gofpdf template without a font; the content stream
//     names fonts F0, F1 ... by position in the font chain, and Close has gofpdf
//     cut the used glyphs out of each font that the pages have used;
//   - characters above U+FFFF get codes of the private use area and a
//     ToUnicode map that leads back, so that they print and copy right;
//   - a font that gofpdf cannot embed is drawn as 600 dpi pictures with the text
//     beside (ActualText), so that nothing is dropped; viewers that know
//     ActualText can copy it, poppler's pdftotext passes over it;
//   - bar codes and pictures are 1-bit masks on the dot grid of the printer.
//
// The output depends on documents, fonts and Options alone: no dates, no
// metadata but the producer and the names of the fonts.
//
// # Reading
//
// [Texts] finds every string of a PDF file and fails rather than pass over
// something it cannot read. The Writer uses the same reader on each page
// before it leaves.
//
// References are to ISO 32000-1:2008.
package pdf
