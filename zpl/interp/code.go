package interp

// drawCode returns the dots of a bar code field, false if there is nothing to
// draw.
func drawCode(s codeSpec, t *typesetter, r report) (drawn, bool) {
	return drawMatrix(s, t, r)
}
