package reply

import (
	"bytes"
	"strconv"
	"strings"
)

// Errors are the error bits of ~HQES, group 1. Warnings have bits of the same
// values and other meanings, hence a type of their own.
type Errors uint32

// Error bits of ~HQES (the guide, ~HQ, "Error flags"); those from ErrJam on are
// a kiosk printer's (KR403).
const (
	ErrMediaOut       Errors = 0x1
	ErrRibbonOut      Errors = 0x2
	ErrHeadOpen       Errors = 0x4
	ErrCutter         Errors = 0x8
	ErrHeadOverTemp   Errors = 0x10
	ErrMotorOverTemp  Errors = 0x20
	ErrHeadElement    Errors = 0x40
	ErrHeadDetection  Errors = 0x80
	ErrFirmwareConfig Errors = 0x100
	ErrThermistor     Errors = 0x200
	ErrJam            Errors = 0x1000
	ErrPresenter      Errors = 0x2000
	ErrFeed           Errors = 0x4000
	ErrClearPath      Errors = 0x8000
	ErrPaused         Errors = 0x10000
	ErrRetract        Errors = 0x20000
	ErrMarkCalibrate  Errors = 0x40000
	ErrMarkNotFound   Errors = 0x80000
)

var errorNames = []struct {
	bit  Errors
	name string
}{
	{ErrMediaOut, "media out"}, {ErrRibbonOut, "ribbon out"}, {ErrHeadOpen, "head open"},
	{ErrCutter, "cutter fault"}, {ErrHeadOverTemp, "head too hot"}, {ErrMotorOverTemp, "motor too hot"},
	{ErrHeadElement, "bad head element"}, {ErrHeadDetection, "head not detected"},
	{ErrFirmwareConfig, "invalid firmware configuration"}, {ErrThermistor, "head thermistor open"},
	{ErrJam, "paper jam"}, {ErrPresenter, "presenter not running"}, {ErrFeed, "paper feed error"},
	{ErrClearPath, "paper path not clear"}, {ErrPaused, "paused"}, {ErrRetract, "retract timed out"},
	{ErrMarkCalibrate, "black mark calibration"}, {ErrMarkNotFound, "black mark not found"},
}

// String names the errors, "none" for no error.
func (e Errors) String() string {
	var names []string
	for _, n := range errorNames {
		if e&n.bit != 0 {
			names = append(names, n.name)
			e &^= n.bit
		}
	}
	if e != 0 {
		names = append(names, "unknown error 0x"+strconv.FormatUint(uint64(e), 16))
	}
	return orNone(names)
}

// Warnings are the warning bits of ~HQES, group 1.
type Warnings uint32

// Warning bits of ~HQES.
const (
	WarnCalibrate    Warnings = 0x1
	WarnCleanHead    Warnings = 0x2
	WarnReplaceHead  Warnings = 0x4
	WarnPaperNearEnd Warnings = 0x8
)

// String names the warnings, "none" for no warning.
func (w Warnings) String() string {
	var names []string
	for _, n := range []struct {
		bit  Warnings
		name string
	}{
		{WarnCalibrate, "media need calibration"}, {WarnCleanHead, "clean the head"},
		{WarnReplaceHead, "replace the head"}, {WarnPaperNearEnd, "paper near its end"},
	} {
		if w&n.bit != 0 {
			names = append(names, n.name)
			w &^= n.bit
		}
	}
	if w != 0 {
		names = append(names, "unknown warning 0x"+strconv.FormatUint(uint64(w), 16))
	}
	return orNone(names)
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// ExtendedStatus is the reply to ~HQES.
type ExtendedStatus struct {
	Errors       Errors
	ErrorsHigh   uint32 // group 2, whose bits the guide does not name
	Warnings     Warnings
	WarningsHigh uint32
}

// ParseExtendedStatus reads the reply to ~HQES. Errors are required: a reply
// without them says nothing.
func ParseExtendedStatus(piece []byte) (ExtendedStatus, error) {
	var s ExtendedStatus
	found := false
	for line := range bytes.Lines(piece) {
		name, value, ok := strings.Cut(strings.TrimSpace(string(line)), ":")
		if !ok {
			continue
		}
		f := strings.Fields(value)
		if len(f) != 3 {
			continue
		}
		high, err1 := strconv.ParseUint(f[1], 16, 32)
		low, err2 := strconv.ParseUint(f[2], 16, 32)
		if err1 != nil || err2 != nil {
			return ExtendedStatus{}, &Error{"~HQES", "a flag word that is not hexadecimal"}
		}
		switch strings.ToUpper(strings.TrimSpace(name)) {
		case "ERRORS":
			s.Errors, s.ErrorsHigh, found = Errors(low), uint32(high), true
		case "WARNINGS":
			s.Warnings, s.WarningsHigh = Warnings(low), uint32(high)
		}
	}
	if !found {
		return ExtendedStatus{}, &Error{"~HQES", "no line of errors"}
	}
	return s, nil
}
