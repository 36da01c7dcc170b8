package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"waybill/internal/font"
)

// embedded is a font as it goes into the file.
type embedded struct {
	face    int
	root    int // object number of the Type 0 font
	objects []rawObject
}

type rawObject struct {
	num int
	raw []byte // "N 0 obj" to "endobj" and a line feed
}

var errEmbed = errors.New("pdf: gofpdf did not embed a font as expected")

// embed has gofpdf cut and embed every used font: it writes a document of one
// page with all their characters, and the font objects are taken from it with
// their numbers. Only the ToUnicode maps are our own.
func embed(faces []*face) ([]embedded, error) {
	var used []int
	for i, f := range faces {
		if f.any {
			used = append(used, i)
		}
	}
	if len(used) == 0 {
		return nil, nil
	}
	doc, err := specimen(faces, used)
	if err != nil {
		return nil, err
	}
	objs, err := scan(doc)
	if err != nil {
		return nil, errEmbed
	}
	var out []embedded
	for _, i := range used {
		e, err := extract(doc, objs, i, faces[i])
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// family is the name by which gofpdf knows a face.
func family(face int) string { return fmt.Sprintf("face%d.", face) }

// specimen returns the document that shows all used characters.
func specimen(faces []*face, used []int) ([]byte, error) {
	var out bytes.Buffer
	var failed error
	err := guard("embedding fonts", func() {
		pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: 72, Ht: 72}})
		pdf.SetCatalogSort(true)
		pdf.AddPage()
		for _, i := range used {
			f := faces[i]
			ttf := f.ttf
			if len(f.ids) > 0 {
				if ttf, failed = font.PatchCmap(ttf, f.ids); failed != nil {
					return
				}
			}
			// gofpdf may write to the bytes; they are this Writer's own.
			pdf.AddUTF8FontFromBytes(family(i), "", ttf)
			pdf.SetFont(family(i), "", 1)
			pdf.Text(0, 0, string(f.runes()))
			f.ttf = nil
		}
		failed = pdf.Output(&out)
	})
	if err == nil {
		err = failed
	}
	return out.Bytes(), err
}

// extract takes the objects of one font: Type 0 font, CIDFont, ToUnicode map,
// CIDSystemInfo, descriptor, CIDToGIDMap, font file.
func extract(doc []byte, objs *objects, i int, f *face) (embedded, error) {
	base := "utf8" + family(i)
	e := embedded{face: i}
	var toUnicode ref
	for _, o := range objs.all {
		d := o.dict()
		if d["Subtype"] == name("Type0") && d["BaseFont"] == name(base) {
			e.root = o.num
			toUnicode, _ = d["ToUnicode"].(ref)
		}
	}
	if e.root < objFonts || toUnicode == 0 {
		return e, errEmbed
	}
	subset := []byte("/" + f.subsetName())
	for n := e.root; n < e.root+perFont; n++ {
		o := objs.latest[n]
		if o == nil {
			return e, errEmbed
		}
		raw := append(bytes.Clone(doc[o.start:o.end]), '\n')
		switch {
		case n == int(toUnicode):
			raw = f.toUnicode(n)
		case o.stream == nil:
			raw = bytes.ReplaceAll(raw, []byte("/"+base), subset)
		}
		e.objects = append(e.objects, rawObject{n, raw})
	}
	return e, nil
}

// subsetName returns a font name with a tag that tells subsets apart (9.6.4).
func (f *face) subsetName() string {
	sum := sha256.Sum256([]byte(string(f.runes())))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	clean := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, f.font.Name())
	return string(tag) + "+" + clean
}

// toUnicode returns the object that maps codes back to characters. gofpdf's
// own maps all codes to themselves, the private ones too.
func (f *face) toUnicode(num int) []byte {
	chars := f.chars()
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	codes := f.runes()
	for len(codes) > 0 {
		n := min(len(codes), 100) // Technical Note 5411 allows no more
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, c := range codes[:n] {
			s, ok := chars[int(c)]
			if !ok {
				s = string(c)
			}
			fmt.Fprintf(&b, "<%04X> <%X>\n", c, utf16be(s))
		}
		b.WriteString("endbfchar\n")
		codes = codes[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	data := deflate(b.Bytes())
	return fmt.Appendf(nil, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", num, len(data), data)
}
