package interp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"waybill/internal/bitmap"
)

// peerVar names the folder where npm installed zpl-renderer-js.
const peerVar = "WAYBILL_PEER"

// TestPeer draws every file of the corpus that has a picture with this package
// and with zpl-renderer-js, the WASM build of the best known renderer in Go,
// in one run: likeness to the picture, and time from ZPL to PNG, the best of
// some rounds of a warm process. docs/performance.md says how to run it.
//
// Times are of files that both draw.
func TestPeer(t *testing.T) {
	folder := os.Getenv(peerVar)
	if folder == "" {
		t.Skip("a comparison on demand: " + peerVar + " names no folder with zpl-renderer-js")
	}
	var list []sample
	for _, s := range samples(t) {
		if s.picture != "" {
			list = append(list, s)
		}
	}
	const rounds = 3
	theirs := peerDraw(t, folder, list, rounds)

	var ourSum, theirSum float64
	var ourTime, theirTime time.Duration
	failed, timed := 0, 0
	fmt.Printf("%-62s %8s %8s %10s %10s\n", "file", "ours", "theirs", "ours ms", "theirs ms")
	for i, s := range list {
		want := s.paper(t)
		got, took := ownDraw(t, s, s.job(t), rounds)
		ourScore, theirScore := likeness(got, want), 0.0
		if p := theirs[i]; p.Error != "" {
			failed++
		} else {
			theirScore = likeness(p.page, want)
			theirTime += p.took
			ourTime += took
			timed++
		}
		ourSum += ourScore
		theirSum += theirScore
		fmt.Printf("%-62s %8.3f %8.3f %10.2f %10.2f\n", s.picture, ourScore, theirScore, ms(took), ms(theirs[i].took))
	}
	n := float64(len(list))
	fmt.Printf("%-62s %8.4f %8.4f %10.2f %10.2f\n", fmt.Sprintf("mean of %d; they draw none of %d; times of %d", len(list), failed, timed),
		ourSum/n, theirSum/n, ms(ourTime)/float64(timed), ms(theirTime)/float64(timed))
	if ourSum < theirSum || ourTime > theirTime {
		t.Errorf("behind on mean")
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// ownDraw draws a sample as the peer does: job in, PNG out, a new printer each
// time.
func ownDraw(t *testing.T, s sample, job []byte, rounds int) (*bitmap.Bitmap, time.Duration) {
	t.Helper()
	best := time.Hour
	page := bitmap.New(s.w, s.h)
	for i := range rounds + 1 {
		var file bytes.Buffer
		n := 0
		start := time.Now()
		err := New(Options{Width: s.w, Height: s.h}, Handler{Label: func(l *Label) error {
			n++
			file.Reset()
			if n-1 == s.page && i == 0 {
				page = s.laid(l.Dots)
			}
			return l.Dots.WritePNG(&file, 8000)
		}}).Run(job)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 { // the first warms up
			best = min(best, time.Since(start))
		}
	}
	return page, best
}

// peerResult is what the peer made of a sample.
type peerResult struct {
	MS    float64
	Error string
	page  *bitmap.Bitmap
	took  time.Duration
}

// peerDraw draws all samples in one process of Node.
func peerDraw(t *testing.T, folder string, list []sample, rounds int) []peerResult {
	t.Helper()
	dir := t.TempDir()
	var jobs bytes.Buffer
	for i, s := range list {
		path, err := filepath.Abs(filepath.Join(corpus, s.name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(&jobs).Encode(map[string]any{
			"zpl": path, "width": float64(s.w) / 8, "height": float64(s.h) / 8, "page": s.page,
			"rounds": rounds, "png": filepath.Join(dir, fmt.Sprint(i)),
		}); err != nil {
			t.Fatal(err)
		}
	}
	node := exec.Command("node", filepath.Join("testdata", "peer", "render.mjs"), folder)
	node.Stdin, node.Stderr = &jobs, os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	results := make([]peerResult, len(list))
	lines := json.NewDecoder(bytes.NewReader(out))
	for i := range results {
		r := &results[i]
		if err := lines.Decode(r); err != nil {
			t.Fatal(err)
		}
		r.took = time.Duration(r.MS * float64(time.Millisecond))
		if r.Error != "" {
			continue
		}
		file, err := os.ReadFile(filepath.Join(dir, fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		var s said
		page, ok := decodePicture(file, Options{}, s.report)
		if !ok {
			t.Fatalf("%s: %q", list[i].name, []string(s))
		}
		r.page = page
	}
	return results
}
