package masking

import "strings"

// fieldID numbers the fields of a Masked.
type fieldID int16

const (
	noField fieldID = iota - 1
	fieldWaybillNo
	fieldCarrier
	fieldProduct
	fieldRoutingCode
	fieldHub
	fieldOrderNo
	fieldPiece
	fieldPieces
	fieldQuantity
	fieldWeight
	fieldCOD
	fieldInsured
	fieldCODAmount
	fieldInsuredAmount
	fieldRemark
	fieldReprint
	fieldPrintTime
	fieldItems
	fieldSender    // first of the sender's party fields
	fieldRecipient = fieldSender + fieldID(partFields)
	fieldCount     = fieldRecipient + fieldID(partFields)
)

// Fields that are not a single slot.
const (
	fieldItemName fieldID = fieldCount + 1 + iota
	fieldItemQuantity
	fieldExtra
)

// partID numbers the fields of a party.
type partID int16

const (
	partName partID = iota
	partPhone
	partTail
	partCompany
	partProvince
	partCity
	partDistrict
	partStreet
	partDetail
	partAddress
	partPostalCode
	partCountry
	partFields // their number
)

var topNames = [...]string{
	"waybill_no", "carrier", "product", "routing_code", "hub", "order_no",
	"piece", "pieces", "quantity", "weight", "cod", "insured", "cod_amount", "insured_amount",
	"remark", "reprint", "print_time", "items",
}

var partNames = [partFields]string{
	"name", "phone", "tail", "company", "province", "city", "district",
	"street", "detail", "address", "postal_code", "country",
}

// FieldNames lists the names that [Masked.Field] knows, in a fixed order.
// "items.0.name" and "items.0.quantity" stand for any row of goods, counted
// from 0; besides these, "extra.COLUMN" names an input column that has no
// field of its own.
func FieldNames() []string {
	names := make([]string, 0, len(topNames)+2+2*len(partNames))
	names = append(names, topNames[:]...)
	names = append(names, "items.0.name", "items.0.quantity")
	for _, side := range []string{"sender.", "recipient."} {
		for _, part := range partNames {
			names = append(names, side+part)
		}
	}
	return names
}

// FieldKnown reports whether [Masked.Field] knows name. Every "extra.COLUMN"
// is known: which columns there are only the input can tell.
func FieldKnown(name string) bool {
	id, _, _ := lookup(name)
	return id != noField
}

// name returns the field's public name.
func (id fieldID) name() string {
	switch {
	case id == fieldExtra:
		return "extra"
	case id < 0 || id >= fieldCount:
		return ""
	case id < fieldSender:
		return topNames[id]
	case id < fieldRecipient:
		return "sender." + partNames[id-fieldSender]
	}
	return "recipient." + partNames[id-fieldRecipient]
}

// lookup resolves a field name: its number, the row of an item, the column of
// an extra.
func lookup(name string) (id fieldID, item int, column string) {
	if rest, ok := strings.CutPrefix(name, "recipient."); ok {
		if p := lookupPart(rest); p >= 0 {
			return fieldRecipient + fieldID(p), 0, ""
		}
		return noField, 0, ""
	}
	if rest, ok := strings.CutPrefix(name, "sender."); ok {
		if p := lookupPart(rest); p >= 0 {
			return fieldSender + fieldID(p), 0, ""
		}
		return noField, 0, ""
	}
	if rest, ok := strings.CutPrefix(name, "items."); ok {
		return lookupItem(rest)
	}
	if rest, ok := strings.CutPrefix(name, "extra."); ok && rest != "" {
		return fieldExtra, 0, rest
	}
	for i := range topNames {
		if topNames[i] == name {
			return fieldID(i), 0, ""
		}
	}
	return noField, 0, ""
}

func lookupPart(name string) partID {
	for i := range partNames {
		if partNames[i] == name {
			return partID(i)
		}
	}
	return -1
}

// maxItems bounds the N of items.N: no label holds more rows of goods.
const maxItems = 1000

// lookupItem resolves "N.name" and "N.quantity".
func lookupItem(rest string) (fieldID, int, string) {
	digits, kind, ok := strings.Cut(rest, ".")
	if !ok || digits == "" || len(digits) > 1 && digits[0] == '0' {
		return noField, 0, ""
	}
	n := 0
	for i := 0; i < len(digits); i++ {
		if digits[i] < '0' || digits[i] > '9' || n >= maxItems {
			return noField, 0, ""
		}
		n = n*10 + int(digits[i]-'0')
	}
	switch kind {
	case "name":
		return fieldItemName, n, ""
	case "quantity":
		return fieldItemQuantity, n, ""
	}
	return noField, 0, ""
}
