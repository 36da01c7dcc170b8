package masking

import "testing"

func TestFieldNamesAreKnown(t *testing.T) {
	var m Masked
	for _, name := range FieldNames() {
		if _, ok := m.Field(name); !ok || !FieldKnown(name) {
			t.Errorf("%s: listed but not known", name)
		}
	}
	for id := fieldID(0); id < fieldCount; id++ {
		if got, _, _ := lookup(id.name()); got != id {
			t.Errorf("%s: number %d, lookup says %d", id.name(), id, got)
		}
	}
}

func TestFieldUnknown(t *testing.T) {
	for _, name := range []string{
		"", "name", "sender", "sender.", "sender.nam", "recipient.name.x", "items.", "items.x.name",
		"items.00.name", "items.-1.name", "items.1", "items.1.weight", "items.99999999999999999999.name", "extra.", "extra",
	} {
		if FieldKnown(name) {
			t.Errorf("%q: known", name)
		}
	}
	for _, name := range []string{"items.0.name", "items.12.quantity", "extra.备注2", "extra.a.b"} {
		if !FieldKnown(name) {
			t.Errorf("%q: not known", name)
		}
	}
}
