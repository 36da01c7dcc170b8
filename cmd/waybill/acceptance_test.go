package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/pdf"
	"waybill/label"
	"waybill/zpl"
)

// chinese are the templates that the sample is rendered with.
var chinese = []string{"cn-76x130", "cn-100x150", "cn-100x180"}

// TestSampleRendersWithoutLeaks renders all records in every Chinese template
// and output, and searches everything that was written for what must never be
// on a label: field texts, PDF text and metadata, logs, messages, file names.
func TestSampleRendersWithoutLeaks(t *testing.T) {
	s := loadSample(t, step(1))
	needTool(t, "pdftotext", "poppler-utils")
	needTool(t, "pdfinfo", "poppler-utils")
	needTool(t, "qpdf", "qpdf")
	for _, tmpl := range chinese {
		t.Run(tmpl+"/texts", func(t *testing.T) {
			// ZPL and PNG draw text as dots: what is drawn is searched here.
			s.leaks(t, "what is drawn", drawn(layOut(t, s.csv, tmpl)))
		})
		for _, dpi := range []string{"203", "300"} {
			for _, way := range [][2]string{{"generic", "raster"}, {"zebra", "raster"}, {"zebra", "download"}, {"zebra-cn", "resident"}} {
				profile, mode := way[0], way[1]
				t.Run(fmt.Sprintf("%s/zpl%s/%s/%s", tmpl, dpi, profile, mode), func(t *testing.T) {
					out := tmpl + "-" + dpi + "-" + profile + "-" + mode + ".zpl"
					s.render(t, "--template", tmpl, "--to", "zpl", "--dpi", dpi, "--printer-profile", profile, "--text", mode, "-o", out)
					labels, around := zplTexts(t, out)
					s.leaks(t, "ZPL", labels)
					s.leaksAnywhere(t, "ZPL around labels", around)
				})
			}
		}
		t.Run(tmpl+"/pdf", func(t *testing.T) {
			out := tmpl + ".pdf"
			s.render(t, "--template", tmpl, "--to", "pdf", "-o", out)
			s.leaks(t, "PDF read by pdftotext", strings.Split(strings.TrimSuffix(tool(t, "pdftotext", "-layout", out, "-"), "\f"), "\f"))
			s.leaks(t, "PDF read by our own reader", pdfPages(t, out, len(s.rows)))
			info := tool(t, "pdfinfo", out)
			for _, absent := range []string{"Title", "Author", "Subject", "Keywords", "Creator"} {
				if strings.Contains(info, absent+":") {
					t.Errorf("the PDF has a %s", absent)
				}
			}
			s.leaksAnywhere(t, "PDF metadata", info)
			if msg := tool(t, "qpdf", "--check", out); !strings.Contains(msg, "No syntax or stream encoding errors") {
				t.Errorf("qpdf: %s", msg)
			}
		})
		t.Run(tmpl+"/png", func(t *testing.T) {
			out := tmpl + "/"
			s.render(t, "--template", tmpl, "--to", "png", "-o", out)
			entries, err := os.ReadDir(out)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, e := range entries {
				names = append(names, e.Name())
			}
			s.leaks(t, "file names", names)
		})
	}
}

// drawn returns every string and payload of each document.
func drawn(docs []*label.Document) []string {
	out := make([]string, len(docs))
	for i, d := range docs {
		for _, it := range d.Items {
			switch it := it.(type) {
			case label.Text:
				out[i] += it.String + "\n"
			case label.Box:
				for _, k := range it.Knockout {
					out[i] += k.String + "\n"
				}
			case label.Symbol:
				out[i] += it.Code.Data + "\n" + it.Code.Text + "\n"
			}
		}
	}
	return out
}

// render runs the program with debug logging and searches what it said.
func (s sample) render(t *testing.T, args ...string) {
	t.Helper()
	code, stdout, stderr := runHere(t, "", append([]string{"render", s.csv, "--log-level", "debug"}, args...)...)
	if code != exitOK {
		t.Fatalf("exit code %d: %.2000s", code, stderr)
	}
	if !strings.Contains(stderr, "level=DEBUG") {
		t.Error("nothing was logged")
	}
	s.leaksAnywhere(t, "standard error", stderr)
	s.leaksAnywhere(t, "standard output", stdout)
}

// zplTexts returns the readable text of each label: every field after ^FH,
// and the stream without its graphics.
func zplTexts(t *testing.T, path string) (labels []string, around string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for format := range bytes.SplitAfterSeq(b, []byte("^XZ")) {
		if len(bytes.TrimSpace(format)) == 0 {
			continue
		}
		var text strings.Builder
		for _, f := range zpl.Fields(format) {
			text.WriteString(f.Text + "\n")
		}
		for cmd := range bytes.SplitSeq(format, []byte("^")) {
			if !bytes.HasPrefix(cmd, []byte("GF")) && !bytes.Contains(cmd, []byte("~DG")) && !bytes.Contains(cmd, []byte("~DY")) {
				text.Write(append(cmd, '\n'))
			}
		}
		if bytes.Contains(format, []byte("^DF")) || bytes.Contains(format, []byte("^ID")) {
			around += text.String()
			continue
		}
		labels = append(labels, text.String())
	}
	return labels, around
}

// pdfPages returns the text of each page by our own reader.
func pdfPages(t *testing.T, path string, pages int) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := pdf.Texts(b)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, pages)
	for _, x := range texts {
		if x.Page > 0 {
			out[x.Page-1] += x.String + "\n"
		}
	}
	return out
}

func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %.500s", name, err, out)
	}
	return string(out)
}

// TestEveryCommandOnTheSample runs every command that reads files with debug
// logging on the sample, also in the wrong place, and searches all that it
// writes (design invariant 1).
func TestEveryCommandOnTheSample(t *testing.T) {
	s := loadSample(t, step(10))
	for _, args := range [][]string{
		{"render", s.csv, "-o", "a.zpl"},
		{"mask", s.csv, "--to", "csv", "--stats", "-o", "a.csv"},
		{"mask", s.csv, "--to", "ndjson", "--explain", "-o", "a.ndjson"},
		{"mask", s.csv, "--to", "table", "--explain", "-o", "a.txt"},
		{"lint", s.csv},
		{"lint", s.csv, "--json"},
		{"lint", s.csv, "--policy", "legacy-344"},
		{"render", s.csv, "-o", "a.pdf"},
		{"lint", "a.zpl", "a.pdf", "--records", s.csv},
		{"template", "list", "--template-dir", "."},
		// The file where something else belongs.
		{"render", s.csv, "--template", s.csv},
		{"render", s.csv, "--policy", s.csv},
		{"render", s.csv, "--config", s.csv},
		{"render", s.csv, "--logo", s.csv},
		{"render", s.csv, "--font-dir", filepath.Dir(s.csv)},
		{"render", s.csv, "--format", "json"},
		{"render", s.csv, "--format", "ndjson"},
		{"render", s.csv, "--format", "xlsx"},
		{"render", s.csv, "--format", "tsv"},
		{"render", s.csv, "--encoding", "utf-16"},
		{"render", s.csv, "--map", "recipient.phone=receiver_name"},
		{"render", s.csv, "--map", "waybill_no=receiver_name"},
		{"render", s.csv, "--map", "weight=receiver_detail"},
		{"template", "check", s.csv},
		{"template", "preview", s.csv},
		{"policy", "check", s.csv},
		{"policy", "show", s.csv},
		{"mask", s.csv, "--template", "x"},
		{"emulate", s.csv},
	} {
		code, stdout, stderr := runHere(t, "", append(args, "--log-level", "debug")...)
		what := strings.Join(args[:1], " ") + " " + strings.Join(args[2:], " ")
		if last := args[len(args)-1]; strings.HasPrefix(last, "a.") && code != exitOK {
			t.Errorf("%s: exit code %d: %.500s", what, code, stderr)
		}
		s.leaksAnywhere(t, what+": standard error", stderr)
		s.leaksAnywhere(t, what+": standard output", stdout)
	}
	for _, name := range []string{"a.csv", "a.ndjson", "a.txt"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for line := range strings.Lines(string(b)) {
			if name == "a.txt" && strings.HasPrefix(line, "    ") {
				rows[len(rows)-1] += line // an explanation
			} else if name == "a.ndjson" || !strings.HasPrefix(line, "id") {
				rows = append(rows, line)
			}
		}
		s.leaks(t, name, rows)
	}
}

// TestLogsHoldNoPersonalValue plants values in every field and looks for them
// in everything that a refused run says.
func TestLogsHoldNoPersonalValue(t *testing.T) {
	const name, phone, addr = "欧阳晓宁", "13800138000", "锦绣花园16栋2单元1801室"
	long := "四川省成都市武侯区" + strings.Repeat("锦绣花园", 60)
	for what, row := range map[string]string{
		"address too long":  "A1," + name + "," + phone + "," + long + ",茶",
		"no waybill number": "," + name + "," + phone + "," + addr + ",茶",
		"control character": "A1," + name + "\x01," + phone + "," + addr + ",茶",
		"no glyph":          "A1," + name + "," + phone + "," + addr + ",茶\U000F0000",
		"bad waybill":       "运单" + phone + "," + name + "," + phone + "," + addr + ",茶",
		"open quote":        "A1,\"" + name + "," + phone + "," + addr + ",茶",
	} {
		code, stdout, stderr := runHere(t, "运单号,收件人姓名,收件人手机,收件人地址,商品\n"+row+"\n", "render", "-", "--log-level", "debug")
		if code == exitOK {
			t.Errorf("%s: was rendered", what)
		}
		for _, secret := range []string{name, "晓宁", phone, "锦绣花园", "1801"} {
			if strings.Contains(stdout+stderr, secret) {
				t.Errorf("%s: the messages hold a personal value of %d characters", what, len(secret))
			}
		}
	}
}
