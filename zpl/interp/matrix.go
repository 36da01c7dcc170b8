package interp

// drawMatrix returns the dots of a matrix or stacked symbol, false if there is
// nothing to draw.
func drawMatrix(s codeSpec, t *typesetter, r report) (drawn, bool) {
	r("bar codes are not supported yet")
	return drawn{}, false
}
