package label

import (
	"errors"
	"strings"
	"testing"
)

// TestWrongFileIsNotQuoted gives Parse files that people name by mistake. No
// word of them may come back.
func TestWrongFileIsNotQuoted(t *testing.T) {
	for name, src := range map[string]string{
		"csv":                        "收件人姓名,收件人手机,收件人地址\n欧阳晓宁,13800138000,\"四川省成都市, 1801室\"\n",
		"csv, unclosed quote":        "name,phone\n\"欧阳晓宁,13800138000\n",
		"csv with colons":            "name: phone\n欧阳晓宁: 13800138000: 1801室\n",
		"json":                       "[{\"name\": \"欧阳晓宁\", \"phone\": \"13800138000\"}]\n",
		"ndjson":                     "{\"name\": \"欧阳晓宁\"}\n{\"name\": \"1801室\"}\n",
		"json with a template's key": "{\"media\": \"欧阳晓宁\", \"13800138000\": 1}",
		"yaml":                       "name: 欧阳晓宁\nphone: 13800138000\n",
		"yaml list":                  "- name: 欧阳晓宁\n  phone: 13800138000\n",
		"yaml with a key twice":      "欧阳晓宁: 1\n欧阳晓宁: 2\n",
		"one long line":              strings.Repeat("欧阳晓宁 13800138000 ", 4000),
		"tabs":                       "\t欧阳晓宁\t13800138000\n",
		"an anchor":                  "name: *13800138000\n",
		"a policy":                   "name: mine\nextends: 欧阳晓宁\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(src), "mine.yaml", nil)
			var pe *ParseError
			if !errors.As(err, &pe) {
				t.Fatalf("no ParseError: %v", err)
			}
			for _, secret := range []string{"欧阳", "1380", "1801", "成都"} {
				if strings.Contains(err.Error(), secret) {
					t.Fatalf("the error holds the file's text: %.300q", err.Error())
				}
			}
			if pe.Excerpt != "" || pe.Line < 1 || !strings.Contains(pe.Msg, "template") {
				t.Errorf("%+v", pe)
			}
		})
	}
}

// TestLongLinesAreCut: an error shows a piece of a line, not all of it.
func TestLongLinesAreCut(t *testing.T) {
	_, err := Parse([]byte(head+"  - {type: rule, line: wide, id: "+strings.Repeat("x", 5000)+"}\n"), "mine.yaml", nil)
	if err == nil || len(err.Error()) > 1000 {
		t.Errorf("an error of %d bytes", len(err.Error()))
	}
}

// TestFlowTemplate: a template may be written as JSON; what its check finds is
// told in full.
func TestFlowTemplate(t *testing.T) {
	tmpl, err := Parse([]byte(`{"name": "t", "media": "50x30", "elements": [{"type": "text", "box": [40, 1, 20, 4], "size": 3, "text": "x"}]}`), "t.json", nil)
	if err != nil {
		t.Fatal(err)
	}
	found := tmpl.Check(CheckOptions{Fonts: testFonts(t)})
	if len(found) != 1 || !strings.Contains(found[0].String(), "reaches off the media") || found[0].Err.Excerpt == "" {
		t.Errorf("%v", found)
	}
}
