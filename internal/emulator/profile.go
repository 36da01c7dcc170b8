package emulator

import (
	"fmt"
	"slices"
	"strings"
)

// Answering says which queries a printer answers.
type Answering uint8

// Kinds of printers, as they answer.
const (
	AnswerAll      Answering = iota
	AnswerIdentity           // ~HI only, as Rongta's RP425 does
	AnswerNothing
)

// A Profile is a kind of printer.
type Profile struct {
	Name     string
	About    string // for people, one line
	Model    string // as ~HI has it
	Firmware string
	Serial   string

	DotsPerMM     int // 6, 8, 12 or 24
	Width, Height int // dots of a label where ^PW and ^LL say nothing; 0: 100x150 mm

	Buffer int // bytes of the receive buffer
	// High and Low are the fill of the buffer, in bytes, at which a serial
	// line is held (XOFF) and let go (XON).
	High, Low int
	Images    int     // labels that are drawn ahead of the one that prints
	RAM       int     // bytes of R:
	Flash     int     // bytes of E:
	Speed     float64 // inches per second; 0: a label takes no time
	Baud      int     // of a serial line, 8N1; 0: as fast as can be

	Answers Answering
	// SilentInError leaves ~HS without an answer while paper or ribbon is out,
	// the head is open or too hot: the guide says so, many models do not.
	SilentInError bool
	// DropPartial forgets a format that is open when its link ends. Without it
	// the next link goes on in the middle of it, which is the worse case for a
	// host; what printers do is not documented.
	DropPartial bool
	// NoCounter is an old printer, which counts length only.
	NoCounter bool
}

var profiles = []Profile{
	{
		Name: "zebra", About: "a Zebra of the Link-OS kind: answers everything, counts labels",
		Model: "ZD410-200dpi", Firmware: "V84.20.18Z", DotsPerMM: 8,
		Buffer: 64 << 10, Images: 1, RAM: 4 << 20, Flash: 16 << 20, Speed: 6,
	},
	{
		Name: "silent-clone", About: "a clone that prints and answers nothing",
		Model: "CLONE-203dpi", Firmware: "V1.0", DotsPerMM: 8, Answers: AnswerNothing, NoCounter: true,
		Buffer: 32 << 10, Images: 1, RAM: 2 << 20, Flash: 2 << 20, Speed: 4,
	},
	{
		Name: "identity-clone", About: "a clone that answers ~HI only",
		Model: "RP425(ZPL 203DPI)", Firmware: "V1.11", DotsPerMM: 8, Answers: AnswerIdentity, NoCounter: true,
		Buffer: 32 << 10, Images: 1, RAM: 2 << 20, Flash: 2 << 20, Speed: 4,
	},
	{
		Name: "slow-serial", About: "9600 baud, a buffer of 4 kB with XON/XOFF, counts length only",
		Model: "LP2844-Z", Firmware: "V45.11.7Z", DotsPerMM: 8, NoCounter: true,
		Buffer: 4 << 10, Images: 1, RAM: 1 << 20, Flash: 1 << 20, Speed: 4, Baud: 9600,
	},
}

// Profiles lists the built-in kinds of printers.
func Profiles() []Profile { return slices.Clone(profiles) }

// ProfileNamed returns a built-in profile; "" is the first of them.
func ProfileNamed(name string) (Profile, error) {
	if name == "" {
		return profiles[0], nil
	}
	var names []string
	for _, p := range profiles {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("no virtual printer is called %q: there are %s", name, strings.Join(names, ", "))
}

// The bounds that fill a profile's gaps.
const (
	smallestBuffer = 64
	defaultMemory  = 1 << 20
)

func (p Profile) filled() Profile {
	p.Buffer = max(p.Buffer, smallestBuffer)
	if p.High <= 0 || p.High > p.Buffer {
		p.High = p.Buffer * 3 / 4
	}
	if p.Low <= 0 || p.Low >= p.High {
		p.Low = p.High / 2
	}
	p.Images = max(p.Images, 1)
	if p.RAM <= 0 {
		p.RAM = defaultMemory
	}
	if p.Flash <= 0 {
		p.Flash = defaultMemory
	}
	switch p.DotsPerMM {
	case 6, 8, 12, 24:
	default:
		p.DotsPerMM = 8
	}
	if p.Width <= 0 {
		p.Width = 100 * p.DotsPerMM
	}
	if p.Height <= 0 {
		p.Height = 150 * p.DotsPerMM
	}
	if p.Serial == "" {
		p.Serial = "EMU000001"
	}
	return p
}
