//go:build !linux

package emulator

import (
	"context"
	"errors"
)

// ServePTY needs pseudo terminals as Linux has them.
func (p *Printer) ServePTY(context.Context, string, func(string)) error {
	return errors.New("emulator: a serial line without hardware needs Linux")
}
