package symbol

// MinModule returns the narrowest module in micrometres that this program
// prints: what the trade's scanners read from thermal paper. The figures are
// the standards' as commonly cited; none was tried on a scanner.
//
//   - Code 128: 190, the least X of EN 799 (now ISO/IEC 15417, which leaves X
//     to the application); Code 39: 190 likewise (EN 800, ISO/IEC 16388);
//   - GS1-128 and ITF: 250, two dots at 203 dpi (GS1 asks 495 on pallets and
//     outer cases, which a 100 mm label cannot always give);
//   - EAN-13: 264, 80 % of the nominal 330 (GS1 General Specifications 5.2);
//   - matrix codes: 250, two dots at 203 dpi; the standards leave X to the
//     application and phone cameras lose smaller modules.
func (k Kind) MinModule() int {
	switch k {
	case Code128, Code39:
		return 190
	case EAN13:
		return 264
	}
	return 250
}

// Quiet returns the quiet zone of the kind in modules.
//
//   - Code 128 and GS1-128: 10 left and right (ISO/IEC 15417 4.7);
//   - ITF: 10 (ISO/IEC 16390); Code 39: 10 (ISO/IEC 16388);
//   - EAN-13: 11 left, 7 right (ISO/IEC 15420);
//   - QR: 4 on each side (ISO/IEC 18004);
//   - Data Matrix: 1 (ISO/IEC 16022);
//   - Aztec: none is asked for (ISO/IEC 24778); 1 keeps neighbouring ink off
//     its edge.
func (k Kind) Quiet() Quiet {
	switch k {
	case Code128, GS1128, ITF, Code39:
		return Quiet{Left: 10, Right: 10}
	case EAN13:
		return Quiet{Left: 11, Right: 7}
	case QR:
		return Quiet{4, 4, 4, 4}
	case DataMatrix, Aztec:
		return Quiet{1, 1, 1, 1}
	}
	return Quiet{}
}
