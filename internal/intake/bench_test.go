package intake

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"testing"
)

func drain(tb testing.TB, name string, r io.Reader) (n int) {
	tb.Helper()
	s, err := Open(name, r, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	for _, err := range s.Records() {
		if err != nil {
			tb.Fatal(err)
		}
		n++
	}
	return n
}

// many returns the example's records repeated to n rows.
func many(tb testing.TB, n int) [][]string {
	table := exampleTable(tb)
	rows := make([][]string, 0, n+1)
	for len(rows) < n+1 {
		rows = append(rows, table[min(len(rows), 1+len(rows)%20)])
	}
	return rows
}

func BenchmarkCSV2000(b *testing.B) {
	data := sample(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		drain(b, "x.csv", bytes.NewReader(data))
	}
}

func BenchmarkXLSX2000(b *testing.B) {
	data := writeXLSX(b, many(b, 2000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		drain(b, "x.xlsx", bytes.NewReader(data))
	}
}

func BenchmarkNDJSON2000(b *testing.B) {
	const row = `{"waybill_no":"QN7316050000001","recipient":{"name":"周晓棠","phone":"13800001467","province":"江苏省","city":"南京市","district":"玄武区","address":"珠江路88号12栋"},` +
		`"sender":{"name":"吴小满","phone":"13600007214","province":"浙江省","city":"杭州市","address":"文一西路1218号"},"items":[{"name":"笔记本","quantity":2}],"weight":0.6}` + "\n"
	data := bytes.Repeat([]byte(row), 2000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		drain(b, "x.ndjson", bytes.NewReader(data))
	}
}

// rowsReader makes a CSV file of any length as it is read.
type rowsReader struct {
	left int
	buf  []byte
}

func (r *rowsReader) Read(p []byte) (int, error) {
	for len(r.buf) == 0 {
		if r.left == 0 {
			return 0, io.EOF
		}
		r.buf = fmt.Appendf(r.buf[:0], "QN%013d,周晓棠,13800001467,江苏省,南京市,玄武区,珠江路88号12栋3单元1402室,笔记本,2,0.6,放门口\n", r.left)
		r.left--
	}
	n := copy(p, r.buf)
	r.buf = r.buf[n:]
	return n, nil
}

// BenchmarkCSVMillion reads a file of a million rows and reports the largest
// heap seen.
func BenchmarkCSVMillion(b *testing.B) {
	const rows = 1_000_000
	for b.Loop() {
		head := bytes.NewReader([]byte("运单号,收件人,手机,省,市,区,地址,品名,数量,重量,备注\n"))
		s, err := Open("x.csv", io.MultiReader(head, &rowsReader{left: rows}), Options{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		var most uint64
		for _, err := range s.Records() {
			if err != nil {
				b.Fatal(err)
			}
			if n++; n%100_000 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		if n != rows {
			b.Fatal(strconv.Itoa(n) + " rows")
		}
		b.ReportMetric(float64(most)/(1<<20), "MiB-heap")
	}
}
