package masking

import "strings"

// codeMode is what becomes of a country code.
type codeMode uint8

const (
	codeKeep codeMode = iota // "+86 " before the number, if one was written
	codeDrop
)

// areaMode is what becomes of an area code.
type areaMode uint8

const (
	areaKeep areaMode = iota
	areaHide
)

// extMode is what becomes of an extension.
type extMode uint8

const (
	extMask extMode = iota // 转****
	extDrop
)

// phoneOp is what a rule does to a phone number.
type phoneOp struct {
	showAll   bool
	replace   bool // the whole number becomes with
	with      string
	keepFirst int
	keepLast  int
	hideLast  int  // if > 0: all but the last hideLast digits stay
	hideMin   int  // at least so many digits of the subscriber number are hidden
	written   bool // count in the characters as written (JD's ^_^ mask)
	grouped   bool // 010-1234-****: area code, middle, last four
	code      codeMode
	area      areaMode
	ext       extMode
	mask      string
	reason    string // for Change.Reason
}

// window returns the subscriber symbols that stay: the first head and the
// last tail of n, with at least hideMin hidden.
func (op *phoneOp) window(n, trunk int) (head, tail int) {
	n -= trunk
	if op.hideLast > 0 {
		return max(n-op.hideLast, 0), 0
	}
	head, tail = op.keepFirst, op.keepLast
	if spare := max(n-max(op.hideMin, 1), 0); head+tail > spare {
		if head > spare {
			head = spare
		}
		tail = spare - head
	}
	return head, tail
}

// unknownStars stand for a number of no known shape, whatever its length.
const unknownStars = 7

// appendMasked writes the number as the rule shows it; style is for the
// extension of a virtual number.
func (p *phone) appendMasked(dst []byte, op *phoneOp, style extStyle) []byte {
	switch {
	case op.replace:
		return append(dst, op.with...)
	case op.showAll:
		return p.appendShown(dst, style)
	case op.written:
		return p.appendWritten(dst, op)
	case p.kind == phoneUnknown:
		return appendStars(dst, op.mask, unknownStars)
	}
	if p.code != "" && op.code == codeKeep {
		dst = append(dst, '+')
		dst = append(dst, p.code...)
		dst = append(dst, ' ')
	}
	if op.grouped {
		return p.appendGrouped(dst, op)
	}
	dst = p.appendArea(dst, op)
	sub := p.subscriber()
	head, tail := op.window(len(sub), p.trunk)
	if head > 0 {
		head += p.trunk
	}
	dst = append(dst, sub[:head]...)
	dst = appendStars(dst, op.mask, len(sub)-head-tail)
	dst = append(dst, sub[len(sub)-tail:]...)
	return p.appendExtension(dst, op)
}

func (p *phone) appendArea(dst []byte, op *phoneOp) []byte {
	if p.area == 0 {
		return dst
	}
	if op.area == areaHide {
		dst = appendStars(dst, op.mask, p.area)
	} else {
		dst = append(dst, p.buf[:p.area]...)
	}
	if p.code != "" {
		return append(dst, ' ') // +886 2 ******89
	}
	return append(dst, '-')
}

func (p *phone) appendExtension(dst []byte, op *phoneOp) []byte {
	if p.extLen == 0 || op.ext == extDrop {
		return dst
	}
	dst = append(dst, "转"...)
	return appendStars(dst, op.mask, 4)
}

// appendGrouped writes the Korean domestic form, trunk 0 and all.
func (p *phone) appendGrouped(dst []byte, op *phoneOp) []byte {
	var b [maxPhoneSymbols + 1]byte
	ds := p.symbols()
	if p.region == regionKR && p.code != "" && len(ds) > 0 && ds[0] != '0' {
		b[0] = '0'
		ds = b[:1+copy(b[1:], ds)]
	}
	area := p.area
	if area == 0 && p.region == regionKR {
		area = krAreaLen(ds)
	}
	sub := ds[area:]
	if area > 0 {
		dst = append(dst, ds[:area]...)
		dst = append(dst, '-')
	}
	head, tail := op.window(len(sub), p.trunk)
	for i := range sub {
		if i > 0 && i == len(sub)-4 {
			dst = append(dst, '-')
		}
		if i < head || i >= len(sub)-tail {
			dst = append(dst, sub[i])
		} else {
			dst = append(dst, op.mask...)
		}
	}
	return dst
}

// appendWritten keeps the first and last characters as written, blanks and
// dashes not counted; a number under seven digits stays whole.
func (p *phone) appendWritten(dst []byte, op *phoneOp) []byte {
	var b [64]byte
	n := 0
	if p.code != "" {
		b[0] = '+'
		n = 1 + copy(b[1:], p.code)
	}
	n += copy(b[n:], p.symbols())
	switch {
	case p.smiled && op.mask == smileMask && p.smilesWithin(op):
		return append(dst, narrowed(p.written)...)
	case p.kind == phoneUnknown:
		return append(dst, op.mask...)
	case p.n < 7:
		return append(dst, p.symbols()...)
	}
	head, tail := min(op.keepFirst, n), min(op.keepLast, max(n-op.keepFirst, 0))
	dst = append(dst, b[:head]...)
	dst = append(dst, op.mask...)
	return append(dst, b[n-tail:n]...)
}

// smilesWithin reports whether a number that was masked with ^_^ before shows
// no more than op would: 138^_^5678, +86^_^5678.
func (p *phone) smilesWithin(op *phoneOp) bool {
	head, tail, _ := strings.Cut(narrowed(p.written), smileMask)
	return len(head) <= op.keepFirst && len(tail) <= op.keepLast && len(tail) == countDigits(tail) &&
		countDigits(head) == len(strings.TrimPrefix(head, "+"))
}

func appendStars(dst []byte, mask string, n int) []byte {
	for range n {
		dst = append(dst, mask...)
	}
	return dst
}
