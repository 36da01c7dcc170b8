package interp

// typesetter draws text in the printer's fonts.
type typesetter struct{}

func newTypesetter(o Options, m *memory) *typesetter { return &typesetter{} }

// alias lets a letter stand for a font object (^CW).
func (t *typesetter) alias(letter byte, name string) {}

// draw returns the dots of a text field, false if there is nothing to draw.
func (t *typesetter) draw(s textSpec, r report) (drawn, bool) {
	r("text is not supported yet")
	return drawn{}, false
}
