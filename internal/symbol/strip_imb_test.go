package symbol

import "testing"

// TestIntelligentMail takes the examples of USPS-B-3200.
func TestIntelligentMail(t *testing.T) {
	for data, want := range map[string]string{
		"01234567094987654321":            "ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT",
		"0123456709498765432101234":       "DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT",
		"01234567094987654321012345678":   "ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA",
		"0123456709498765432101234567891": "AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA",
	} {
		if got, err := IntelligentMail(data); err != nil || got != want {
			t.Errorf("%d digits:\n%s, %v, want\n%s", len(data), got, err, want)
		}
	}
	for _, bad := range []string{"", "0123456709498765432", "01234567094987654321a", "05234567094987654321"} {
		if _, err := IntelligentMail(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	// Every bit of every character stands in one bar, once.
	seen := map[[2]byte]bool{}
	for _, b := range imbBars {
		seen[[2]byte{b[0], b[1]}], seen[[2]byte{b[2], b[3]}] = true, true
	}
	if len(seen) != 130 {
		t.Errorf("%d bits stand in bars", len(seen))
	}
}
