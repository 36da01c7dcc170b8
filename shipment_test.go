package waybill

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// plainFields are the fields whose text is printed as it stands in the file:
// numbers, codes and names of companies. A new field of a record is a Text
// until somebody writes it down here.
var plainFields = map[string][]string{
	"Shipment": {"WaybillNo", "Carrier", "Product", "RoutingCode", "Hub", "OrderNo", "Weight"},
	"Party":    {"PhoneKind", "Country"},
	"Item":     nil,
	"Money":    {"Currency"},
	"Extra":    {"Column"},
}

func TestPersonalFieldsAreText(t *testing.T) {
	if got := plainStrings(reflect.TypeFor[struct{ Name string }]()); len(got) != 1 {
		t.Fatal("plainStrings finds nothing: the test cannot fail")
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[Shipment](), reflect.TypeFor[Party](), reflect.TypeFor[Item](), reflect.TypeFor[Money](), reflect.TypeFor[Extra]()} {
		want, listed := plainFields[typ.Name()]
		if !listed {
			t.Errorf("type %s is not listed", typ.Name())
		}
		got := plainStrings(typ)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s has the plain string fields %q, expected %q: is a new one personal?", typ.Name(), got, want)
		}
	}
}

// plainStrings lists the fields that can hold text without being a Text or a
// type of this package that is looked at by itself.
func plainStrings(typ reflect.Type) []string {
	var out []string
	for f := range fields(typ) {
		ft := f.Type
		for ft.Kind() == reflect.Slice || ft.Kind() == reflect.Array || ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		switch ft.Kind() {
		case reflect.Int, reflect.Int64, reflect.Bool:
		case reflect.Struct:
			_, ours := plainFields[ft.Name()]
			if !ours && ft != reflect.TypeFor[Text]() && ft != reflect.TypeFor[time.Time]() {
				out = append(out, f.Name)
			}
		default:
			out = append(out, f.Name)
		}
	}
	return out
}

func fields(typ reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range typ.NumField() {
			if !yield(typ.Field(i)) {
				return
			}
		}
	}
}

func TestMoneyIsZero(t *testing.T) {
	for m, want := range map[Money]bool{
		{}:                true,
		{Currency: "CNY"}: true,
		{Minor: 1}:        false,
		{Minor: -1}:       false,
	} {
		if m.IsZero() != want {
			t.Errorf("%+v: IsZero is %v", m, !want)
		}
	}
}

func TestZeroShipmentIsEmpty(t *testing.T) {
	var s Shipment
	for _, v := range []Text{s.Remark, s.Sender.Name, s.Recipient.Phone, s.Recipient.Detail} {
		if !v.IsEmpty() || v.Reveal() != "" {
			t.Error("a zero record holds something")
		}
	}
	if s.Sender.PhoneKind != PhoneUnknown {
		t.Error("a zero record knows the kind of its phone number")
	}
}
