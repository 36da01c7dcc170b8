package symbol

// twoOfFive holds the five elements of a digit, 1 = wide (ISO/IEC 16390 table 1).
var twoOfFive = [10]string{
	"00110", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010",
}

// StripInterleaved25 encodes digits as Interleaved 2 of 5, with the modulo 10
// check digit if check is set (ISO/IEC 16390). A zero goes before a number of
// digits that would be odd.
func StripInterleaved25(data string, check bool) (Strip, error) {
	if err := checkSet(ITF, data, digits10); err != nil {
		return Strip{}, err
	}
	s := Strip{}
	if check {
		s.Check = string(gs1Check(data))
	}
	if (len(data)+len(s.Check))%2 != 0 {
		data = "0" + data
	}
	s.Text = data
	s.addTwo("0000")
	all := data + s.Check
	for i := 0; i < len(all); i += 2 {
		bars, spaces := twoOfFive[all[i]-'0'], twoOfFive[all[i+1]-'0']
		for k := range 5 {
			s.addTwo(bars[k : k+1])
			s.addTwo(spaces[k : k+1])
		}
	}
	s.addTwo("100")
	return s, nil
}

// StripIndustrial25 encodes digits as Industrial 2 of 5: the data is in the
// bars, all spaces are narrow.
func StripIndustrial25(data string) (Strip, error) {
	return barsOnly(Industrial25, data, "110", "101")
}

// StripStandard25 encodes digits as Standard 2 of 5 with the start and stop
// of IATA, as label printers draw it.
func StripStandard25(data string) (Strip, error) {
	return barsOnly(Standard25, data, "00", "10")
}

// barsOnly encodes a 2 of 5 whose bars only are wide or narrow.
func barsOnly(k Kind, data, start, stop string) (Strip, error) {
	if err := checkSet(k, data, digits10); err != nil {
		return Strip{}, err
	}
	bars := []byte(start)
	for i := range len(data) {
		bars = append(bars, twoOfFive[data[i]-'0']...)
	}
	bars = append(bars, stop...)
	s := Strip{Text: data}
	for i := range bars {
		if i > 0 {
			s.addTwo("0")
		}
		s.addTwo(string(bars[i : i+1]))
	}
	return s, nil
}
