package zpl

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"waybill/internal/excerpt"
	"waybill/label"
	"waybill/templates"
)

// rawProfile is a printer profile's file; docs/schema/printer.schema.json
// describes it.
type rawProfile struct {
	Name        string            `yaml:"name"`
	Title       map[string]string `yaml:"title"`
	DPI         []int             `yaml:"dpi"`
	Width       float64           `yaml:"width"`
	Graphics    string            `yaml:"graphics"`
	SetSwitches bool              `yaml:"set-switches"`
	QR          bool              `yaml:"qr"`
	Stored      bool              `yaml:"stored"`
	Downloads   bool              `yaml:"downloads"`
	Text        string            `yaml:"text"`
	Font        *rawFont          `yaml:"font"`
	Memory      int               `yaml:"memory"`
	Answers     []string          `yaml:"answers"`
	Speed       int               `yaml:"speed"`
	Darkness    int               `yaml:"darkness"`
	After       string            `yaml:"after"`
}

type rawFont struct {
	File     string `yaml:"file"`
	Encoding string `yaml:"encoding"`
	Table    string `yaml:"table"`
	Covers   string `yaml:"covers"`
	Latin    int    `yaml:"latin"`
}

// ProfileError says where a printer profile is wrong, with the line and a
// caret.
type ProfileError struct {
	File         string
	Line, Column int // 1-based
	Msg          string
	Excerpt      string // the lines around it with a caret, "" if unknown
}

func (e *ProfileError) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Msg)
	if e.Excerpt != "" {
		s += "\n" + e.Excerpt
	}
	return s
}

// ProfileErrors lists all faults of a profile that an error of [ParseProfile]
// holds, none if it is of another kind.
func ProfileErrors(err error) []*ProfileError {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*ProfileError
		for _, err := range many.Unwrap() {
			all = append(all, ProfileErrors(err)...)
		}
		return all
	}
	var pe *ProfileError
	if !errors.As(err, &pe) {
		return nil
	}
	if inner := errors.Unwrap(err); inner != nil {
		return ProfileErrors(inner)
	}
	return []*ProfileError{pe}
}

// profileKeys are keys of which every profile has one, and that lists of
// shipments do not begin with: of any other file nothing is shown.
var profileKeys = []string{"graphics", "set-switches", "stored", "downloads", "answers", "darkness", "title"}

// BuiltinProfile returns a built-in profile, without DPI; templates.PrinterNames
// lists them. The error wraps fs.ErrNotExist where there is none of that name.
func BuiltinProfile(name string) (Profile, error) {
	if p, ok := builtins.Load(name); ok {
		return p.(Profile), nil
	}
	src, err := templates.ReadPrinter(name)
	if err != nil {
		return Profile{}, err
	}
	p, err := ParseProfile(src, name+".yaml")
	if err == nil {
		builtins.Store(name, p)
	}
	return p, err
}

var builtins sync.Map // by name

// ParseProfile reads a printer profile strictly: an unknown key or a value out
// of range is a *ProfileError, or several joined. The file's name is for errors. The profile has no
// DPI yet, see [Profile.At].
func ParseProfile(src []byte, file string) (Profile, error) {
	f := profileFile{name: file, src: src}
	var raw rawProfile
	if err := f.decode(&raw); err != nil {
		return Profile{}, err
	}
	var faults []error
	for _, c := range raw.checks() {
		if !c.ok {
			faults = append(faults, f.key(c.key, c.want))
			if !f.quotable() {
				break // it is always the same
			}
		}
	}
	if len(faults) > 0 {
		return Profile{}, errors.Join(faults...)
	}
	return raw.profile(), nil
}

var (
	profileName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	objectFile  = regexp.MustCompile(`^[A-Z]:[A-Z0-9_-]{1,16}\.(FNT|TTF|TTE|OTF)$`)
	tableFile   = regexp.MustCompile(`^[A-Z]:[A-Z0-9_-]{1,16}\.DAT$`)
)

// check is what a key must be.
type check struct {
	key  string
	ok   bool
	want string
}

// Names of what a profile's keys may say.
var (
	graphicsNames = []string{"acs", "z64"}
	encodingNames = []string{UTF8: "utf-8", GBK: "gbk"}
	coversNames   = []string{CoversGBK: "gbk", CoversGB2312: "gb2312"}
	answerNames   = []string{"status", "errors", "identity", AnswersMemory, AnswersObjects, "counters", "configuration"}
	afterNames    = []string{"tear", "peel", "cut", "rewind"}
)

func (r *rawProfile) checks() []check {
	oneOf := func(key, v string, names []string) check {
		return check{key, v == "" || slices.Contains(names, v), "is one of " + strings.Join(names, ", ")}
	}
	list := []check{
		{"name", profileName.MatchString(r.Name), "is small letters, digits and hyphens, and must be given"},
		{"dpi", !slices.ContainsFunc(r.DPI, func(n int) bool { return n != 203 && n != 300 && n != 600 }), "lists 203, 300 or 600"},
		{"width", r.Width == 0 || r.Width >= 10 && r.Width <= 1000, "is from 10 to 1000 mm"},
		oneOf("graphics", r.Graphics, graphicsNames),
		oneOf("text", r.Text, textModes),
		{"memory", r.Memory >= 0 && r.Memory <= 1<<20, "is kilobytes, up to 1048576"},
		{"answers", !slices.ContainsFunc(r.Answers, func(a string) bool { return !slices.Contains(answerNames, a) }), "lists " + strings.Join(answerNames, ", ")},
		{"speed", r.Speed >= 0 && r.Speed <= 14, "is inches a second, 1 to 14"},
		{"darkness", r.Darkness >= 0 && r.Darkness <= 30, "is from 1 to 30"},
		oneOf("after", r.After, afterNames),
		{"text", r.Text != "resident" || r.Font != nil, "resident needs a font"},
		{"text", r.Text != "download" || r.Downloads, "download needs downloads: true"},
	}
	if f := r.Font; f != nil {
		list = append(list,
			check{"font.file", objectFile.MatchString(f.File), "is a font in the printer, such as E:SIMSUN.FNT"},
			oneOf("font.encoding", f.Encoding, encodingNames),
			check{"font.table", f.Table == "" || tableFile.MatchString(f.Table), "is a table in the printer, such as E:GB18030.DAT"},
			check{"font.encoding", f.Encoding != "gbk" || f.Table != "", "gbk needs a table"},
			oneOf("font.covers", f.Covers, coversNames),
			check{"font.latin", f.Latin >= 0 && f.Latin <= 2000, "is thousandths of an em, up to 2000"})
	}
	return list
}

func (r *rawProfile) profile() Profile {
	index := func(names []string, v string) int { return max(slices.Index(names, v), 0) }
	p := Profile{
		Name: r.Name, Title: r.Title, Width: label.Millimetres(r.Width),
		Compression: Compression(index(graphicsNames, r.Graphics)),
		SetSwitches: r.SetSwitches, NativeQR: r.QR, Stored: r.Stored, Downloads: r.Downloads,
		Text: TextMode(index(textModes, r.Text)), Memory: r.Memory * 1024, Answers: r.Answers,
		Speed: r.Speed, Darkness: r.Darkness, After: r.After,
	}
	for _, n := range r.DPI {
		p.Heads = append(p.Heads, label.DPI(n))
	}
	if f := r.Font; f != nil {
		p.Font = &ResidentFont{File: f.File, Encoding: Encoding(index(encodingNames, f.Encoding)), Table: f.Table,
			Covers: Repertoire(index(coversNames, f.Covers)), Latin: f.Latin}
		if f.Latin == 0 {
			p.Font.Latin = 1000
		}
	}
	return p
}

// profileFile finds the places of faults.
type profileFile struct {
	name   string
	src    []byte
	parsed *ast.File
}

// decode reads the file strictly. The YAML library panics on some tags.
func (f *profileFile) decode(raw *rawProfile) (err error) {
	defer func() {
		if recover() != nil {
			err = f.at(1, 1, "not valid YAML")
		}
	}()
	parsed, err := parser.ParseBytes(f.src, 0)
	if err != nil {
		return f.wrap(err)
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		return f.at(1, 1, "a printer profile holds one YAML document")
	}
	f.parsed = parsed
	if err := yaml.NewDecoder(strings.NewReader(""), yaml.Strict()).DecodeFromNode(parsed.Docs[0].Body, raw); err != nil {
		return f.wrap(err)
	}
	return nil
}

func (f *profileFile) wrap(err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		pos := ye.GetToken().Position
		return f.at(pos.Line, pos.Column, plainType(ye.GetMessage()))
	}
	return f.at(1, 1, strings.TrimSpace(err.Error()))
}

var typeFault = regexp.MustCompile(`^cannot unmarshal .* into Go (?:struct field rawProfile\.(\w+)|value) of type (\S+)$`)

// plainType turns the YAML library's message of a value of a wrong type into
// words for people, and leaves others as they are.
func plainType(msg string) string {
	switch {
	case strings.HasSuffix(msg, "was used where sequence is expected"):
		return "a list is wanted here: [a, b]"
	case strings.HasSuffix(msg, "was used where mapping is expected"):
		return "keys and values are wanted here"
	}
	m := typeFault.FindStringSubmatch(msg)
	if m == nil {
		return msg
	}
	key := "the value"
	if field, ok := reflect.TypeFor[rawProfile]().FieldByName(m[1]); ok {
		key = field.Tag.Get("yaml")
		if field.Type.String() != m[2] {
			key = "a value of " + key // of its font or its list
		}
	}
	switch kind := m[2]; {
	case kind == "bool":
		return key + " is true or false"
	case kind == "int":
		return key + " is a whole number"
	case kind == "float64":
		return key + " is a number"
	case kind == "string":
		return key + " is text"
	case strings.HasPrefix(kind, "[]"):
		return key + " is a list"
	}
	return key + " is keys and values"
}

// key is a fault of a key's value, or of the nearest key above it.
func (f *profileFile) key(key, want string) error {
	msg := key + " " + want
	for path := "$." + key; path != "$"; path = path[:strings.LastIndexByte(path, '.')] {
		yp, err := yaml.PathString(path)
		if err != nil {
			break
		}
		if node, err := yp.FilterFile(f.parsed); err == nil && node != nil && node.GetToken() != nil {
			pos := node.GetToken().Position
			return f.at(pos.Line, pos.Column, msg)
		}
	}
	return f.at(1, 1, msg)
}

// quotable reports whether the file is a profile, even a wrong one, so that
// errors may show it.
func (f *profileFile) quotable() bool {
	return excerpt.Known(f.src, profileKeys...) || excerpt.Mostly(f.src, rawKeys()...)
}

// rawKeys lists the keys of a profile.
func rawKeys() []string {
	var keys []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[rawProfile]()) {
		keys = append(keys, field.Tag.Get("yaml"))
	}
	return keys
}

func (f *profileFile) at(line, column int, msg string) error {
	if !f.quotable() {
		return &ProfileError{File: f.name, Line: 1, Column: 1, Msg: "not a printer profile (keys such as title:, graphics:, answers:)"}
	}
	return &ProfileError{File: f.name, Line: line, Column: column, Msg: msg, Excerpt: excerpt.At(f.src, line, column)}
}
