package symbol

// encodeGS1128 encodes GS1 element strings: Code 128 with FNC1 first.
func encodeGS1128(s *Symbol) error {
	tokens, err := gs1Tokens(s.Data)
	if err != nil {
		return err
	}
	s.Text = s.Data
	s.drawCode128(tokens)
	return nil
}

// gs1Check returns the GS1 check digit of digits: weights 3, 1, 3 … from the
// right (GS1 General Specifications 7.9).
func gs1Check(digits string) byte {
	sum := 0
	for i, w := len(digits)-1, 3; i >= 0; i, w = i-1, 4-w {
		sum += int(digits[i]-'0') * w
	}
	return '0' + byte((10-sum%10)%10)
}

// gs1Checked reports whether the last digit is the check digit of the rest.
func gs1Checked(digits string) bool {
	n := len(digits) - 1
	return gs1Check(digits[:n]) == digits[n]
}

// allDigits reports whether s holds digits only.
func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// CheckDigit returns the GS1 check digit of digits (GS1 General Specifications
// 7.9).
func CheckDigit(digits string) byte { return gs1Check(digits) }
