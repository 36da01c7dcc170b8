package printerfont

import "waybill/internal/font"

// matrix is a font of fixed cells, in dots at magnification 1.
type matrix struct {
	height, width int
	gap           int  // between characters
	lead          bool // half of the gap stands left of the pen
	base          int  // rows above the baseline, which capitals fill
	caps          int  // height of capitals, if not base
	capitals      bool
	face          func(*resident) *font.Face
	capEm         float64 // height of the face's capitals in ems
}

func mono(r *resident) *font.Face     { return r.mono }
func monoBold(r *resident) *font.Face { return r.monoBold }
func ocrA(r *resident) *font.Face     { return r.ocrA }
func ocrB(r *resident) *font.Face     { return r.ocrB }

const (
	monoCap = 0.729
	ocrACap = 0.74
	ocrBCap = 0.713
)

// matrices are the fonts of all resolutions (guide, "Font Matrices", and
// "Intercharacter Gap and Baseline Parameters").
var matrices = map[byte]matrix{
	'A': {height: 9, width: 5, gap: 1, lead: true, base: 7, face: mono, capEm: monoCap},
	'B': {height: 11, width: 7, gap: 2, lead: true, base: 11, capitals: true, face: monoBold, capEm: monoCap},
	'C': {height: 18, width: 10, gap: 2, lead: true, base: 14, face: mono, capEm: monoCap},
	'D': {height: 18, width: 10, gap: 2, lead: true, base: 14, face: mono, capEm: monoCap},
	'F': {height: 26, width: 13, gap: 3, lead: true, base: 21, face: mono, capEm: monoCap},
	'G': {height: 60, width: 40, gap: 8, lead: true, base: 48, face: mono, capEm: monoCap},
	'P': {height: 20, width: 18, gap: 4, base: 17, caps: 14, face: monoBold, capEm: monoCap},
	'Q': {height: 28, width: 24, gap: 6, base: 24, caps: 19, face: monoBold, capEm: monoCap},
	'R': {height: 35, width: 31, gap: 8, base: 30, caps: 24, face: monoBold, capEm: monoCap},
	'S': {height: 40, width: 35, gap: 9, base: 34, caps: 27, face: monoBold, capEm: monoCap},
	'T': {height: 48, width: 42, gap: 10, base: 41, caps: 33, face: monoBold, capEm: monoCap},
	'U': {height: 59, width: 53, gap: 13, base: 51, caps: 40, face: monoBold, capEm: monoCap},
	'V': {height: 80, width: 71, gap: 18, base: 69, caps: 54, face: monoBold, capEm: monoCap},
}

// resolutionMatrices are the fonts whose cells keep their size in millimetres,
// so that readers can read them: by dots per millimetre, 8 where a resolution
// is not listed.
var resolutionMatrices = map[int]map[byte]matrix{
	6: {
		'E': {height: 21, width: 10, gap: 3, lead: true, base: 17, face: ocrB, capEm: ocrBCap},
		'H': {height: 17, width: 11, gap: 5, lead: true, base: 17, capitals: true, face: ocrA, capEm: ocrACap},
	},
	8: {
		'E': {height: 28, width: 15, gap: 5, lead: true, base: 23, face: ocrB, capEm: ocrBCap},
		'H': {height: 21, width: 13, gap: 6, lead: true, base: 21, capitals: true, face: ocrA, capEm: ocrACap},
	},
	12: {
		'E': {height: 42, width: 20, gap: 7, lead: true, base: 34, face: ocrB, capEm: ocrBCap},
		'H': {height: 34, width: 22, gap: 9, lead: true, base: 34, capitals: true, face: ocrA, capEm: ocrACap},
	},
	24: {
		'E': {height: 42, width: 20, gap: 7, lead: true, base: 34, face: ocrB, capEm: ocrBCap},
		'H': {height: 34, width: 22, gap: 9, lead: true, base: 34, capitals: true, face: ocrA, capEm: ocrACap},
	},
}

// matrixOf returns the matrix font of a letter.
func matrixOf(letter byte, dotsPerMM int) (matrix, bool) {
	if m, ok := matrices[letter]; ok {
		return m, true
	}
	at, ok := resolutionMatrices[dotsPerMM]
	if !ok {
		at = resolutionMatrices[8]
	}
	m, ok := at[letter]
	return m, ok
}

// maxTimes bounds a magnification. The guide has 1 to 10; larger sizes are
// taken as far as a label is long.
const maxTimes = 4096

// times returns the magnifications for a size asked for: the nearest whole
// ones, at least 1. A side that is 0 follows the other.
func (m matrix) times(h, w int) (ny, nx int) {
	if h <= 0 && w <= 0 {
		return 1, 1
	}
	nearest := func(n, of int) int { return min(max((2*n+of)/(2*of), 1), maxTimes) }
	if h > 0 {
		ny = nearest(h, m.height)
	}
	if w > 0 {
		nx = nearest(w, m.width)
	}
	if h <= 0 {
		ny = nx
	}
	if w <= 0 {
		nx = ny
	}
	return ny, nx
}
