package reply

import (
	"encoding/binary"
	"strconv"
	"strings"
)

// Identity is the reply to ~HI.
type Identity struct {
	Model     string
	Firmware  string
	DotsPerMM int // 6, 8, 12 or 24; 0 = not given
	MemoryKB  int // 0 = not given
	Options   string
}

// ParseIdentity reads the reply to ~HI: model, firmware, dots per millimetre,
// memory, options. Only the model is required; a printer of another make may
// leave out the rest.
func ParseIdentity(piece []byte) (Identity, error) {
	f := strings.Split(strings.Trim(string(piece), "\r\n \x02\x03"), ",")
	id := Identity{Model: strings.TrimSpace(f[0])}
	if id.Model == "" || len(f) < 2 {
		return Identity{}, &Error{"~HI", "no model and firmware"}
	}
	id.Firmware = strings.TrimSpace(f[1])
	if len(f) > 2 {
		// Anything but a resolution that heads have is not one.
		switch n, _ := strconv.Atoi(strings.TrimSpace(f[2])); n {
		case 6, 8, 12, 24:
			id.DotsPerMM = n
		}
	}
	if len(f) > 3 {
		id.MemoryKB = kilobytes(f[3])
	}
	if len(f) > 4 {
		id.Options = strings.TrimSpace(strings.Join(f[4:], ","))
	}
	return id, nil
}

// kilobytes reads "8192KB" and "8192", and 0 for anything else.
func kilobytes(s string) int {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.ToUpper(s), "KB")
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 31)
	if err != nil {
		return 0
	}
	return int(n)
}

// Memory is the reply to ~HM, in kilobytes.
type Memory struct{ Total, Max, Free int }

// ParseMemory reads the reply to ~HM: RAM in all, the most that a user can
// have, and what is free now.
func ParseMemory(piece []byte) (Memory, error) {
	f := fieldReader{fields: strings.Split(strings.Trim(string(piece), "\r\n \x02\x03"), ",")}
	if len(f.fields) != 3 {
		return Memory{}, &Error{"~HM", "not three numbers"}
	}
	m := Memory{f.int(0), f.int(1), f.int(2)}
	if f.bad {
		return Memory{}, &Error{"~HM", "not three numbers"}
	}
	return m, nil
}

// DeviceID is what a USB or parallel printer says of itself (IEEE 1284-2000,
// clause 7.6), by the keys that matter here. Makers spell the keys in two ways
// and leave some out.
type DeviceID struct {
	Manufacturer string // MFG, MANUFACTURER
	Model        string // MDL, MODEL
	Commands     []string
	Serial       string // SN, SERN, SERIALNUMBER
	Description  string // DES, DESCRIPTION
	Class        string // CLS, CLASS
}

// ParseDeviceID reads an IEEE 1284 device id, with or without its two bytes of
// length.
func ParseDeviceID(id []byte) (DeviceID, error) {
	// The length counts itself; some printers send it little-endian.
	if n := len(id); n >= 2 {
		if be, le := int(binary.BigEndian.Uint16(id)), int(binary.LittleEndian.Uint16(id)); be == n || le == n || be == n-2 || id[0] < ' ' {
			id = id[2:]
		}
	}
	var d DeviceID
	known := false
	for pair := range strings.SplitSeq(string(id), ";") {
		key, value, ok := strings.Cut(pair, ":")
		if !ok {
			continue
		}
		value = strings.Trim(value, " \x00\r\n")
		to := &value
		switch strings.ToUpper(strings.TrimSpace(key)) {
		case "MFG", "MANUFACTURER":
			to = &d.Manufacturer
		case "MDL", "MODEL":
			to = &d.Model
		case "CMD", "COMMAND SET":
			for c := range strings.SplitSeq(value, ",") {
				if c = strings.TrimSpace(c); c != "" {
					d.Commands = append(d.Commands, c)
				}
			}
			known = true
			continue
		case "SN", "SERN", "SERIALNUMBER":
			to = &d.Serial
		case "DES", "DESCRIPTION":
			to = &d.Description
		case "CLS", "CLASS":
			to = &d.Class
		default:
			continue
		}
		*to = value
		known = true
	}
	if !known {
		return DeviceID{}, &Error{"the device id", "no key that IEEE 1284 names"}
	}
	return d, nil
}

// Speaks reports whether the device names ZPL among its command sets. A clone
// may name none, or call it by another name.
func (d DeviceID) Speaks(language string) bool {
	for _, c := range d.Commands {
		if strings.Contains(strings.ToUpper(c), strings.ToUpper(language)) {
			return true
		}
	}
	return false
}
