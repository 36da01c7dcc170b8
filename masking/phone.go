package masking

import "waybill"

// phoneKind is what the engine takes a number for.
type phoneKind uint8

const (
	phoneUnknown phoneKind = iota
	phoneMobile
	phoneLandline
	phoneService
	phoneRelay   // a relay number by its shape
	phoneVirtual // a relay number because the record says so
)

var phoneKindNames = [...]string{"unknown", "mobile", "landline", "service", "relay", "virtual"}

func (k phoneKind) String() string { return phoneKindNames[k] }

// maxPhoneSymbols bounds a number: 15 digits (E.164), and more for the
// trunk digits and international prefixes people add.
const maxPhoneSymbols = 24

// maxExtension is the length of the longest extension; seven digits are a
// number of their own.
const maxExtension = 6

// phone is a number taken apart. Symbols are ASCII digits, or '*' where the
// input was masked before.
type phone struct {
	kind    phoneKind
	region  region // of the number, not of the party
	code    string // country code as digits, "" if none was written
	buf     [maxPhoneSymbols]byte
	n       int // symbols in buf: area code, then subscriber number
	area    int // of which area code (with its trunk 0 if it was written)
	trunk   int // leading symbols that are no part of the number: the 0 of 0912…
	ext     [8]byte
	extLen  int
	masked  bool
	smiled  bool   // masked with ^_^; the kind is unknown
	joiner  rune   // before it, where it is not the first of a field
	written string // the number as written, blanks trimmed
}

func (p *phone) symbols() []byte    { return p.buf[:p.n] }
func (p *phone) subscriber() []byte { return p.buf[p.area:p.n] }
func (p *phone) extension() []byte  { return p.ext[:p.extLen] }

// parsePhone reads one number. home is the region assumed where no country
// code is written; declared is what the record says the number is.
func parsePhone(s string, home region, declared waybill.PhoneKind) phone {
	l := cutPhone(narrowed(s))
	p := phone{written: s, masked: l.masked, smiled: l.smiled}
	if l.odd || l.n == 0 {
		return p
	}
	main := l.n
	for i := 1; i < l.n; i++ {
		if l.groups[i].sep == 'e' {
			main = i
			break
		}
	}
	switch ext := l.join(main, l.n); {
	case main < l.n && len(ext) > maxExtension:
		return p
	case main < l.n:
		p.extLen = copy(p.ext[:], ext)
		p.read(&l, main, home)
	default:
		p.read(&l, main, home)
		if p.kind != phoneUnknown || l.n < 2 {
			break
		}
		// The last group may be an extension after a dash or a blank.
		last := l.groups[l.n-1]
		if last.n < 2 || last.n > maxExtension {
			break
		}
		if p.read(&l, l.n-1, home); p.kind == phoneMobile || p.kind == phoneLandline || p.kind == phoneRelay {
			p.extLen = copy(p.ext[:], l.join(l.n-1, l.n))
		} else {
			p.kind, p.n = phoneUnknown, 0
		}
	}
	if p.kind == phoneService && p.n <= 6 && p.n+p.extLen > 6 {
		p.kind, p.n = phoneUnknown, 0 // 13800,001234 is no service number
	}
	if p.kind == phoneUnknown && p.masked {
		p.readMasked(&l, main, home)
	}
	p.settle(declared, l.total)
	return p
}

// readMasked takes a number that was masked before, and whose shape is lost,
// for a mobile as long as it hides enough.
func (p *phone) readMasked(l *phoneLine, main int, home region) {
	if ds := l.join(0, main); !l.plus && len(ds) <= 13 && countStars(ds) >= gbtDigits {
		p.set(phoneMobile, home, ds, 0, 0)
	}
}

// maxNumberDigits is the length of the longest number: 15 digits (E.164), as of a
// 700 number.
const maxNumberDigits = 15

// settle decides between a relay number and a person's own; digits are those
// of the line, extension and all. More than one number can have are more than
// one number, whatever the record says of it.
func (p *phone) settle(declared waybill.PhoneKind, digits int) {
	relayShape := p.kind == phoneMobile && p.region == regionCN && p.extLen >= 3 && p.extLen <= 4 && relayPrefix(p.symbols())
	switch {
	case declared == waybill.PhoneVirtual && p.kind == phoneUnknown && digits > maxNumberDigits:
	case declared == waybill.PhoneVirtual:
		p.kind = phoneVirtual
	case declared == waybill.PhoneReal && (p.kind == phoneRelay || p.kind == phoneService):
		p.kind = phoneUnknown
	case declared == waybill.PhoneReal:
	case p.kind == phoneMobile && relayShape && !p.masked:
		p.kind = phoneRelay
	}
}

// join returns the symbols of groups from to to: they stand one after
// another, so this is a slice.
func (l *phoneLine) join(from, to int) []byte {
	if from >= to {
		return nil
	}
	last := l.groups[to-1]
	return l.symbols[l.groups[from].at : last.at+last.n]
}

// read takes groups [0,main) for a number and sets kind, region and parts;
// kind stays phoneUnknown where no shape fits.
func (p *phone) read(l *phoneLine, main int, home region) {
	ds := l.join(0, main)
	p.kind, p.n, p.area, p.trunk, p.code, p.region = phoneUnknown, 0, 0, 0, "", home
	if len(ds) > maxPhoneSymbols {
		return
	}
	if l.plus {
		p.readInternational(l, main, ds)
		return
	}
	if len(ds) > 6 && ds[0] == '0' && ds[1] == '0' {
		p.readInternational(l, main, ds[2:])
		return
	}
	if main > 1 && l.groups[0].n == 2 && ds[0] == '8' && ds[1] == '6' {
		p.readInternational(l, main, ds) // 86 0571 88…
		return
	}
	if p.readNational(l, main, ds, home) || p.readBareCode(l, main, ds) {
		return
	}
	if home != regionCN && p.readNational(l, main, ds, regionCN) {
		p.region = regionCN
	}
}

// set stores ds with its parts.
func (p *phone) set(kind phoneKind, r region, ds []byte, area, trunk int) bool {
	p.kind, p.region, p.area, p.trunk = kind, r, area, trunk
	p.n = copy(p.buf[:], ds)
	return true
}

// readBareCode knows country codes without "+": 86-138…, 852-9123….
func (p *phone) readBareCode(l *phoneLine, main int, ds []byte) bool {
	for _, c := range [...]struct {
		code string
		n    int // digits in all
	}{{"86", 13}, {"852", 11}, {"853", 11}, {"886", 12}} {
		if len(ds) == c.n && string(ds[:len(c.code)]) == c.code {
			p.readInternational(l, main, ds)
			return p.kind != phoneUnknown
		}
	}
	return false
}

// readInternational reads ds, which begins with a country code.
func (p *phone) readInternational(l *phoneLine, main int, ds []byte) {
	n := countryCodeLen(ds)
	if n == 0 || len(ds)-n < 4 {
		return
	}
	code, rest := ds[:n], ds[n:]
	p.code = string(code)
	r := regionOfCode(p.code)
	switch r {
	case regionCN:
		if rest[0] == '0' || len(rest) == 11 && (rest[0] == '1' || rest[0] == '*') {
			p.readNational(l, main, rest, regionCN)
		} else if k := cnAreaLen(append([]byte{'0'}, rest[:min(3, len(rest))]...)) - 1; k > 0 && (len(rest)-k == 7 || len(rest)-k == 8) {
			p.set(phoneLandline, regionCN, rest, k, 0)
		}
	case regionTW:
		if rest[0] == '0' {
			rest = rest[1:]
		}
		switch {
		case len(rest) == 9 && rest[0] == '9' || len(rest) == 9 && rest[0] == '*':
			p.set(phoneMobile, r, rest, 0, 0)
		case (len(rest) == 8 || len(rest) == 9) && rest[0] >= '2' && rest[0] <= '8':
			p.set(phoneLandline, r, rest, 1, 0)
		case len(rest) >= 8:
			p.set(phoneUnknown, r, rest, 0, 0)
			p.kind = phoneMobile
		}
	case regionHK, regionMO:
		if len(rest) == 8 {
			p.set(phoneMobile, r, rest, 0, 0)
		}
	default:
		trunk := 0
		if rest[0] == '0' {
			trunk = 1
		}
		if len(rest) <= 15 {
			p.set(phoneMobile, r, rest[trunk:], 0, 0)
		}
	}
	if p.kind == phoneUnknown {
		p.code = ""
	}
	if p.code != "" && p.region == regionNone {
		p.region = regionOther
	}
}

// readNational reads a number written without a country code.
func (p *phone) readNational(l *phoneLine, main int, ds []byte, r region) bool {
	n := len(ds)
	switch r {
	case regionTW:
		switch {
		case n == 10 && (ds[0] == '0' && ds[1] == '9' || ds[0] == '*'):
			return p.set(phoneMobile, r, ds, 0, 1)
		case (n == 9 || n == 10) && ds[0] == '0' && ds[1] >= '2' && ds[1] <= '8':
			return p.set(phoneLandline, r, ds, 2, 0)
		}
	case regionHK, regionMO:
		if n == 8 {
			return p.set(phoneMobile, r, ds, 0, 0)
		}
	case regionKR:
		if a := krAreaLen(ds); a > 0 && n-a >= 7 && n-a <= 8 {
			return p.set(phoneMobile, r, ds, a, 0)
		}
	case regionJP:
		if ds[0] == '0' && (n == 10 || n == 11) {
			return p.set(phoneMobile, r, ds, 0, 1)
		}
	case regionCN:
		return p.readCN(l, main, ds)
	}
	return false
}

// readCN reads a number of mainland China; Taiwanese mobiles (0912…) are
// known by their shape, which is no Chinese one.
func (p *phone) readCN(l *phoneLine, main int, ds []byte) bool {
	n := len(ds)
	mobileLead := func(ds []byte) bool {
		return ds[0] == '*' || ds[0] == '1' && (ds[1] >= '3' && ds[1] <= '9' || ds[1] == '*')
	}
	switch {
	case n == 15 && string(ds[:3]) == "700" && !p.masked:
		return p.set(phoneRelay, regionCN, ds, 0, 0)
	case n >= 11 && n <= 15 && string(ds[:5]) == "95013" && !p.masked:
		return p.set(phoneRelay, regionCN, ds, 0, 0)
	case n == 10 && (string(ds[:3]) == "400" || string(ds[:3]) == "800") && !p.masked,
		n <= 6 && isServiceNumber(ds):
		return p.set(phoneService, regionCN, ds, 0, 0)
	case n == 11 && mobileLead(ds) && (ds[0] != '*' || int(l.groups[main-1].n) == n):
		return p.set(phoneMobile, regionCN, ds, 0, 0)
	case n == 12 && ds[0] == '0' && ds[1] == '1' && mobileLead(ds[1:]):
		return p.set(phoneMobile, regionCN, ds[1:], 0, 0)
	case n == 10 && ds[0] == '0' && ds[1] == '9':
		return p.set(phoneMobile, regionTW, ds, 0, 1)
	}
	a := cnAreaLen(ds)
	if ds[0] == '*' && main > 1 { // masked before: the groups tell the area code
		a = int(l.groups[0].n)
	}
	if a > 0 && (n-a == 7 || n-a == 8) {
		return p.set(phoneLandline, regionCN, ds, a, 0)
	}
	if (n == 7 || n == 8) && ds[0] != '0' && ds[0] != '1' {
		return p.set(phoneLandline, regionCN, ds, 0, 0)
	}
	return false
}

// cnAreaLen returns the length of the area code that ds begins with: 010,
// 02x, and 0[3-9]xx; 0 if it begins with none.
func cnAreaLen(ds []byte) int {
	switch {
	case len(ds) < 3 || ds[0] != '0':
		return 0
	case ds[1] == '1' && ds[2] == '0', ds[1] == '2':
		return 3
	case ds[1] >= '3' && ds[1] <= '9':
		return 4
	}
	return 0
}

// krAreaLen returns the length of a Korean prefix: 02, 0xx, 050x.
func krAreaLen(ds []byte) int {
	switch {
	case len(ds) < 9 || ds[0] != '0':
		return 0
	case ds[1] == '2':
		return 2
	case ds[1] == '5' && ds[2] == '0':
		return 4
	}
	return 3
}

// isServiceNumber knows 95xxx(x), 96xxx(x), 1xxxx and 12xxx, 5 and 6 digits.
func isServiceNumber(ds []byte) bool {
	switch len(ds) {
	case 5:
		return ds[0] == '1' || ds[0] == '9' && (ds[1] == '5' || ds[1] == '6')
	case 6:
		return ds[0] == '9' && (ds[1] == '5' || ds[1] == '6')
	}
	return false
}

// relayPrefix knows the segments that relay services use.
func relayPrefix(ds []byte) bool {
	switch string(ds[:3]) {
	case "170", "171", "162", "165", "167":
		return true
	}
	return false
}
