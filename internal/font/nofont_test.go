//go:build nofont

package font

import (
	"errors"
	"testing"
)

func TestDefaultWithoutFonts(t *testing.T) {
	if _, err := Default(); !errors.Is(err, ErrNoFonts) {
		t.Errorf("error %v, want %v", err, ErrNoFonts)
	}
}
