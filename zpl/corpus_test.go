package zpl

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// corpus returns the ZPL files of the shared corpus.
func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	const dir = "../../shared/zpl-corpus"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus ../shared/zpl-corpus is not here")
	}
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".zpl", ".zpl2", ".txt", ".prn":
			files[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestCorpusFields reads every file and expects the texts that a plain search
// finds between ^FD and ^FS.
func TestCorpusFields(t *testing.T) {
	simple := regexp.MustCompile(`\^FD([A-Za-z0-9 ]+)\^FS`)
	for path, data := range corpus(t) {
		if strings.Contains(string(data), "^GFB") {
			continue // one file lost its binary data: a printer swallows what follows
		}
		have := map[string]bool{}
		for _, f := range Fields(data) {
			have[f.Text] = true
		}
		for _, m := range simple.FindAllSubmatch(data, -1) {
			if !have[string(m[1])] {
				t.Errorf("%s: field data at %d not found", filepath.Base(path), strings.Index(string(data), string(m[0])))
			}
		}
	}
}
