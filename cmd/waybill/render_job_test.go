package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"testing"

	"waybill/zpl/interp"
)

// TestRenderLongJob renders more labels than share a job: each job stands on
// its own, the order is the input's, a bad record is left out.
func TestRenderLongJob(t *testing.T) {
	t.Chdir(t.TempDir())
	const records = jobLabels + 7
	var in bytes.Buffer
	in.WriteString("运单号,收件人姓名,收件人手机,收件人地址\n")
	for i := range records {
		address := "浙江省杭州市西湖区文三路1号"
		if i == jobLabels+3 {
			address = "\u0001\U0010FFFD" // cannot be printed
		}
		fmt.Fprintf(&in, "JOB%09d,周小川,13700001234,%s\n", i, address)
	}
	if err := os.WriteFile("in.csv", in.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var discard devNull
	args := []string{"render", "in.csv", "--printer-profile", "zebra-cn", "--skip-bad", "-q", "-o", "out.zpl"}
	if code := run(t.Context(), args, nil, discard, discard); code != exitRejected {
		t.Fatalf("exit code %d, want %d", code, exitRejected)
	}
	out, err := os.ReadFile("out.zpl")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out, []byte("^DFR:")); n != 2 {
		t.Errorf("%d stored formats, want 2", n)
	}
	if n := bytes.Count(out, []byte("^XA^IDR:")); n != 2 {
		t.Errorf("%d times cleaned up, want 2", n)
	}
	numbers := regexp.MustCompile(`MM,AJOB(\d{9})`).FindAllSubmatch(out, -1)
	want := 0
	for _, m := range numbers {
		if want == jobLabels+3 {
			want++
		}
		if string(m[1]) != fmt.Sprintf("%09d", want) {
			t.Fatalf("label %s where %d belongs", m[1], want)
		}
		want++
	}
	if len(numbers) != records-1 {
		t.Errorf("%d labels, want %d", len(numbers), records-1)
	}
	// What follows the first job's clean-up does not need it.
	second := out[bytes.Index(out, []byte("^XA^IDR:")):]
	labels := 0
	printer := interp.New(interp.Options{}, interp.Handler{
		Label: func(*interp.Label) error { labels++; return nil },
		Diagnostic: func(d interp.Diagnostic) {
			if d.Severity == interp.Error {
				t.Error(d)
			}
		},
	})
	if err := printer.Run(second); err != nil {
		t.Fatal(err)
	}
	if labels != records-1-jobLabels {
		t.Errorf("%d labels in the second job, want %d", labels, records-1-jobLabels)
	}
}
