package symbol

import "waybill/internal/bitmap"

// TLC39 stands beside the symbologies of Kinds.
const TLC39 Kind = "tlc39"

const (
	pdfLinked     = 918 // the data belong to a linear symbol (ISO/IEC 24728)
	tlc39Fields   = '*' // between fields, as printers put it
	tlc39MinRows  = 6   // of printers
	tlc39Digits   = 14  // as many between letters are compacted by printers
	maxTLC39      = 150 // bytes of all fields with their commas (ZPL guide, ^BT)
	maxTLC39Field = 25
)

// EncodeTLC39 encodes the serial number and the additional data of TLC39, the
// first of which stands alone or before a comma: a MicroPDF417 of four columns
// to be drawn over the Code 39 that it is linked to (US 2001/0045461). Fields
// are letters and digits.
//
// Rows, compaction and the asterisks between fields are those seen of
// printers; the patent has group separators there, which readers for the
// application write.
func EncodeTLC39(fields string) (*bitmap.Bitmap, error) {
	if fields == "" || len(fields) > maxTLC39 {
		return nil, refuse(TLC39, "%d bytes, not 1 to %d", len(fields), maxTLC39)
	}
	data := []byte(fields)
	several := false
	start := 0
	for i := 0; i <= len(data); i++ {
		if i < len(data) && data[i] != ',' {
			if c := data[i] | 0x20; !isDigit(data[i]) && (c < 'a' || c > 'z') {
				return nil, refuse(TLC39, "byte %d is no letter or digit", i+1)
			}
			continue
		}
		if i == start || i-start > maxTLC39Field {
			return nil, refuse(TLC39, "a field has %d bytes, not 1 to %d", i-start, maxTLC39Field)
		}
		if i < len(data) {
			data[i] = tlc39Fields
			several = true
		}
		start = i + 1
	}
	words := append([]int{pdfLinked}, tlc39Words(data)...)
	need := len(words)
	if several {
		// Printers choose the size as if these were bytes.
		need = max(need, 1+len(appendPDFBytes(nil, data)))
	}
	for _, v := range microVariants {
		if v.columns == 4 && v.rows >= tlc39MinRows && v.room() >= need {
			return microFill(words, v), nil
		}
	}
	return nil, refuse(TLC39, "%d codewords, more than fit", need)
}

// tlc39Words compacts data: all digits, and long runs of them, as numbers.
func tlc39Words(data []byte) []int {
	var words []int
	if digitRun(data) == len(data) {
		return appendPDFDigits(nil, data)
	}
	for text := 0; len(data) > 0; {
		n := digitRun(data[text:])
		switch {
		case n < tlc39Digits && text+n < len(data):
			text += max(n, 1)
			continue
		case n < tlc39Digits:
			text += n
			n = 0
		}
		if text > 0 {
			words = appendPDFText(append(words, pdfText), data[:text])
		}
		if n > 0 {
			words = appendPDFDigits(words, data[text:text+n])
		}
		data = data[text+n:]
		text = 0
	}
	return words
}
