package symbol

// FNC1 stands for the function character in what Code128Switched takes.
const FNC1 = fnc1

// StripCode128 draws symbol values, the start character first, with the check
// character and the stop character behind them (ISO/IEC 15417 4.3).
func StripCode128(values []byte) (Strip, error) {
	if len(values) < 2 {
		return Strip{}, refuse(Code128, "no data")
	}
	if values[0] < valStartA || values[0] >= valStop {
		return Strip{}, refuse(Code128, "the first value is no start character")
	}
	sum := int(values[0])
	for i, v := range values[1:] {
		if v >= valStartA {
			return Strip{}, refuse(Code128, "value %d is no data character", i+1)
		}
		sum += (i + 1) * int(v)
	}
	var s Strip
	for _, v := range values {
		s.addRuns(uint32(code128Patterns[v]), 11)
	}
	s.addRuns(uint32(code128Patterns[sum%103]), 11)
	s.addRuns(uint32(code128Patterns[valStop]), 13)
	return s, nil
}

// addRuns appends the n modules of a pattern as runs.
func (s *Strip) addRuns(p uint32, n int) {
	for k := n - 1; k >= 0; {
		run := 1
		for k-run >= 0 && p>>(k-run)&1 == p>>k&1 {
			run++
		}
		s.Widths = append(s.Widths, byte(run))
		k -= run
	}
}

// Code128Switched returns symbol values for ASCII and FNC1, start character
// first, with the changes of set of ISO/IEC 15417 annex E, as printers make
// them: set C from four digits on, after the first where their number is odd.
// Symbol and GS1-128 templates use fewer values where that is possible. Bytes
// above 127 other than FNC1 and no data at all are a *DataError.
func Code128Switched(data []byte) ([]byte, error) {
	if len(data) == 0 {
		return nil, refuse(Code128, "no data")
	}
	for i, c := range data {
		if c >= 0x80 && c != fnc1 {
			return nil, refuse(Code128, "byte %d is not ASCII", i+1)
		}
	}
	first := 0
	for first < len(data) && data[first] == fnc1 {
		first++
	}
	set := textSet(data)
	if n := digitRun(data[first:]); n >= 4 || n == 2 && first+n == len(data) {
		set = setC
	}
	out := []byte{set.start()}
	for len(data) > 0 {
		c, n := data[0], digitRun(data)
		switch {
		case c == fnc1:
			out = append(out, valFNC1)
			data = data[1:]
			continue
		case set == setC && n >= 2:
		case set == setC:
			set = textSet(data)
			out = append(out, set.latch())
		case n >= 4 && n%2 == 0:
			set = setC
			out = append(out, set.latch())
		default:
			if _, ok := set.value(c); !ok && textSet(data[1:]) != set {
				set = textSet(data)
				out = append(out, set.latch())
			}
		}
		m := set.next(data)
		out = append(out, m.vals[:m.nvals]...)
		data = data[m.chars:]
	}
	return out, nil
}

// digitRun returns how many digits data begins with.
func digitRun(data []byte) int {
	n := 0
	for n < len(data) && isDigit(data[n]) {
		n++
	}
	return n
}

// textSet returns A where a control character comes before any small letter,
// else B.
func textSet(data []byte) codeSet {
	for _, c := range data {
		switch {
		case c < 0x20:
			return setA
		case c >= 0x60 && c < 0x80:
			return setB
		}
	}
	return setB
}
