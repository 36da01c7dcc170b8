package masking

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
)

// TestSchemaKnowsEveryKey keeps docs/schema/policy.schema.json and the types
// of policydoc.go the same.
func TestSchemaKnowsEveryKey(t *testing.T) {
	src, err := os.ReadFile("../docs/schema/policy.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	type object struct {
		Properties map[string]json.RawMessage
		Items      *struct {
			Properties map[string]json.RawMessage
		}
	}
	var schema struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(src, &schema); err != nil {
		t.Fatal(err)
	}
	section := func(key string) map[string]json.RawMessage {
		var o object
		if err := json.Unmarshal(schema.Properties[key], &o); err != nil || o.Items == nil {
			t.Fatalf("%s: %v", key, err)
		}
		return o.Items.Properties
	}
	for _, c := range []struct {
		what string
		doc  any
		keys map[string]json.RawMessage
	}{
		{"policy", policyDoc{}, schema.Properties},
		{"when", whenDoc{}, schema.Defs["when"].Properties},
		{"names", nameDoc{}, section("names")},
		{"phones", phoneDoc{}, section("phones")},
		{"addresses", addressDoc{}, section("addresses")},
		{"postal-codes", postalDoc{}, section("postal-codes")},
		{"text", textDoc{}, section("text")},
	} {
		var want, got []string
		typ := reflect.TypeOf(c.doc)
		for i := range typ.NumField() {
			f := typ.Field(i)
			want = append(want, f.Tag.Get("yaml"))
		}
		for key := range c.keys {
			got = append(got, key)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: schema has %v, types have %v", c.what, got, want)
		}
	}
}
