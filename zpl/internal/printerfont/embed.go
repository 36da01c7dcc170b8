package printerfont

import (
	_ "embed"
	"fmt"
	"sync"

	"waybill/internal/font"
)

var (
	//go:embed data/zero.ttf
	zeroTTF []byte
	//go:embed data/zero-more.ttf
	zeroMoreTTF []byte
	//go:embed data/mono.ttf
	monoTTF []byte
	//go:embed data/mono-bold.ttf
	monoBoldTTF []byte
	//go:embed data/ocr-a.ttf
	ocrATTF []byte
	//go:embed data/ocr-b.otf
	ocrBOTF []byte
)

// resident are the faces inside, parsed.
type resident struct {
	zero, zeroMore, mono, monoBold, ocrA, ocrB *font.Face
}

// loadResident parses the faces, once for all Libraries: faces may be shared.
var loadResident = sync.OnceValues(parseResident)

func parseResident() (resident, error) {
	var r resident
	for _, f := range []struct {
		to   **font.Face
		name string
		file []byte
	}{
		{&r.zero, "font 0", zeroTTF},
		{&r.zeroMore, "font 0, Greek, Cyrillic and rare Latin", zeroMoreTTF},
		{&r.mono, "matrix font", monoTTF},
		{&r.monoBold, "bold matrix font", monoBoldTTF},
		{&r.ocrA, "OCR-A", ocrATTF},
		{&r.ocrB, "OCR-B", ocrBOTF},
	} {
		face, err := font.Parse(f.name, f.file)
		if err != nil {
			return resident{}, fmt.Errorf("embedded %w", err)
		}
		*f.to = face
	}
	return r, nil
}
