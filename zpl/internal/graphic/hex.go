package graphic

// AppendHex appends data as plain hex digits in capitals.
func AppendHex(dst, data []byte) []byte {
	for _, b := range data {
		dst = append(dst, hexDigits[b>>4], hexDigits[b&15])
	}
	return dst
}
