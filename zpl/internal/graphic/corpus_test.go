package graphic

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// TestCorpus decodes every :B64: and :Z64: object that other programs put
// into the files of the shared corpus, and checks their checksums.
func TestCorpus(t *testing.T) {
	const dir = "../../../../shared/zpl-corpus"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus ../shared/zpl-corpus is not here")
	}
	object := regexp.MustCompile(`(?:\^GFA,\d+|~DG[^,]*),(\d+),(\d+),\s*(:(?:Z64|B64):[A-Za-z0-9+/=\s]+:[0-9A-Fa-f]{4})`)
	good, bad := 0, 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) == ".png" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range object.FindAllSubmatch(data, -1) {
			size, _ := strconv.Atoi(string(m[1]))
			stride, _ := strconv.Atoi(string(m[2]))
			got, notes, err := DecodeText(m[3], Rows{Size: size, Stride: stride})
			var crc *CRCError
			switch {
			case errors.As(err, &crc):
				bad++
				t.Logf("%s: %v", filepath.Base(path), err)
			case err != nil || notes != Notes{} || len(got) != size:
				t.Errorf("%s: %v, %+v", filepath.Base(path), err, notes)
			default:
				good++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if good < 8 || bad != 1 {
		t.Errorf("%d checksums agree, %d differ: the corpus has one wrong on purpose", good, bad)
	}
}
