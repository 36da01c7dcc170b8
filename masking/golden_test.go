package masking

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"waybill"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// goldenValues are invented values, a few of each kind; spellings and traps
// have tests of their own.
var goldenValues = []struct {
	field, in string
	kind      waybill.PhoneKind
}{
	{"name", "李", ""}, {"name", "王样", ""}, {"name", "张试样", ""}, {"name", "欧阳样例", ""}, {"name", "阿卜·样例", ""}, {"name", "John Sample", ""},
	{"name", "CHAN Tai Man", ""}, {"name", "남궁샘플", ""}, {"name", "葛󠄀城样", ""}, {"name", "张先生", ""}, {"name", "老K", ""}, {"name", "样品商行", ""},
	{"phone", "13800001234", ""}, {"phone", "+86 138-0000-1234", ""}, {"phone", "010-80001234", ""}, {"phone", "0571-80001234-8003", ""},
	{"phone", "+852 5000 1234", ""}, {"phone", "+886 900-001-234", ""}, {"phone", "+82-10-0000-1234", ""}, {"phone", "+1 (212) 555-0123", ""},
	{"phone", "13800001234/13900005678", ""}, {"phone", "400-820-5678", ""}, {"phone", "17000001234-5678", ""}, {"phone", "700123456789012", ""},
	{"phone", "17000001234-5678", waybill.PhoneVirtual}, {"phone", "17000001234-5678", waybill.PhoneReal}, {"phone", "13800001234567", ""},
	{"address", "浙江省杭州市西湖区样例路1号阳光花园5栋2单元301室", ""}, {"address", "和谐样园16-801", ""}, {"address", "样村6组157号", ""},
	{"address", "Flat B, 12/F, Tower 2, Sample Garden, Sample Road", ""},
	{"postal_code", "310012", ""},
	{"remark", "放门卫，联系138 0000 1234王阿姨", ""}, {"remark", "加微信sample_12345", ""}, {"remark", "身份证11010519491231002X", ""}, {"remark", "订单号681431401413701554", ""},
}

// TestGoldenProfiles holds what each built-in profile makes of the values.
func TestGoldenProfiles(t *testing.T) {
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		var b bytes.Buffer
		for _, v := range goldenValues {
			field := v.field
			if v.kind != "" {
				field += " (" + string(v.kind) + ")"
			}
			fmt.Fprintf(&b, "%-16s %s → %s\n", field, v.in, one(t, p, v.field, v.in, v.kind))
		}
		path := filepath.Join("testdata", "profiles", profile+".txt")
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s differs; run with -update and read the change:\n%s", path, b.Bytes())
		}
	}
}
