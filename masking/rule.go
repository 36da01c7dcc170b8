package masking

// set is a small set of enumeration values; the empty set means any.
type set uint32

func (s set) has(i int) bool { return s == 0 || s>>i&1 != 0 }

func (s *set) add(i int) { *s |= 1 << i }

// condition is the compiled "when" of a rule. Every part must hold; an empty
// part always does.
type condition struct {
	parties  set // by side
	who      set // by who
	classes  set // by nameClass
	kinds    set // by phoneKind
	regions  set // by region: the party's, for phones the number's
	fields   set // by textField
	carriers []string
}

// who tells organisations from persons.
type who uint8

const (
	person who = iota
	organisation
)

// side is one of the two parties of a shipment.
type side uint8

const (
	sender side = iota
	recipient
)

// textField is where a free text stands.
type textField uint8

const (
	textRemark textField = iota
	textItems
	textCompany
	textDetail
	textExtra
	textOrder
)

// subject is what a rule is asked about.
type subject struct {
	side    side
	party   bool // the field belongs to a party
	who     who
	class   nameClass
	kind    phoneKind
	region  region
	field   textField
	carrier string
}

// holds reports whether the condition fits; carrier and who are known for
// every field, the others where they make sense.
func (c *condition) holds(s *subject) bool {
	if c.parties != 0 && (!s.party || !c.parties.has(int(s.side))) {
		return false
	}
	if !c.who.has(int(s.who)) || !c.classes.has(int(s.class)) || !c.kinds.has(int(s.kind)) ||
		!c.regions.has(int(s.region)) || !c.fields.has(int(s.field)) {
		return false
	}
	if len(c.carriers) == 0 {
		return true
	}
	for _, name := range c.carriers {
		if name == s.carrier {
			return true
		}
	}
	return false
}

// rule is one rule of a section: the first whose condition holds decides.
type rule[Op any] struct {
	id   string // "cn-strict: phones[1]"
	when condition
	op   Op
}

// pick returns the first rule that fits, nil if none does.
func pick[Op any](rules []rule[Op], s *subject) *rule[Op] {
	for i := range rules {
		if rules[i].when.holds(s) {
			return &rules[i]
		}
	}
	return nil
}

// postalOp is what a rule does to a postal code: the first characters stay.
type postalOp struct {
	keepFirst int // < 0: all
	mask      string
}

// textOp is what a rule does to free text.
type textOp struct {
	drop bool
	scan set // by textClass; empty: nothing is looked for
	with string
}

// goodsMode is what becomes of sensitive goods.
type goodsMode uint8

const (
	goodsKeep goodsMode = iota
	goodsCategory
	goodsDrop
)

// relayMode says how relay numbers are known where the record does not tell.
type relayMode uint8

const (
	relayByFlag relayMode = iota
	relayByShape
)

// expiredMode is what becomes of a virtual number past its end.
type expiredMode uint8

const (
	expiredMask   expiredMode = iota // masked like a real number
	expiredRefuse                    // the record is refused with ErrExpired
)

// extStyle is how the extension of a virtual number is printed.
type extStyle uint8

const (
	extZhuan   extStyle = iota // 17000001234转5678
	extDash                    // 17000001234-5678
	extComma                   // 17000001234,5678
	extBracket                 // 17000001234, and [5678] behind name and address
)

// rules is the compiled content of a policy.
type rules struct {
	names     []rule[nameOp]
	phones    []rule[phoneOp]
	addresses []rule[addrOp]
	postal    []rule[postalOp]
	texts     []rule[textOp]
	goods     goodsMode
	relay     relayMode
	expired   expiredMode
	home      region
	tail      int // digits of 尾号 that may be shown, 0 = none
	extStyle  extStyle
	extRule   string // which policy said so, "mine: ext-style"
}
