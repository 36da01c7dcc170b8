package graphic

import "encoding/base64"

// AppendHex appends data as plain hex digits in capitals.
func AppendHex(dst, data []byte) []byte {
	for _, b := range data {
		dst = append(dst, hexDigits[b>>4], hexDigits[b&15])
	}
	return dst
}

// AppendB64 appends data as :B64:, Base64 with its checksum.
func AppendB64(dst, data []byte) []byte {
	dst = append(dst, ":B64:"...)
	text := len(dst)
	dst = base64.StdEncoding.AppendEncode(dst, data)
	return appendCRC(dst, dst[text:])
}

// appendCRC appends a colon and the checksum of text. Exactly four digits:
// printers drop the graphic without a word otherwise.
func appendCRC(dst, text []byte) []byte {
	sum := CRC(text)
	return append(dst, ':', hexDigits[sum>>12], hexDigits[sum>>8&15], hexDigits[sum>>4&15], hexDigits[sum&15])
}
