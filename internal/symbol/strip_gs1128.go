package symbol

// StripGS1128 encodes GS1 element strings without parentheses as GS1-128: a
// Code 128 with FNC1 first and in the place of group separators.
func StripGS1128(data string) (Strip, error) {
	if data == "" {
		return Strip{}, refuse(GS1128, "no data")
	}
	if len(data) > maxGS1 {
		return Strip{}, refuse(GS1128, "%d characters, more than %d", len(data), maxGS1)
	}
	tokens := []byte{fnc1}
	for i := range len(data) {
		switch c := data[i]; {
		case c == dbFNC1:
			tokens = append(tokens, fnc1)
		case c >= 0x80:
			return Strip{}, refuse(GS1128, "byte %d is not ASCII", i+1)
		default:
			tokens = append(tokens, c)
		}
	}
	s, err := StripCode128(code128Values(tokens))
	s.Text = printable(data)
	return s, err
}
