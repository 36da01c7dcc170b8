package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/outfile"
	"waybill/label"
	"waybill/zpl/interp"
)

type previewFlags struct {
	choices
	out           string
	number        int
	all           bool
	scale         int
	width, height int
	fonts         []string
	drawBadCRC    bool
	bangAsOne     bool
	strict        bool
	most          int
}

func (a *app) previewCommand() *cobra.Command {
	var f previewFlags
	c := &cobra.Command{
		Use:   "preview FILE",
		Short: "Show what a printer makes of ZPL, as PNG",
		Long: `Preview runs a ZPL file of anyone's making and draws its labels, Chinese
included. "-" is standard input.

A command that is wrong never stops a label: what a printer would do is drawn,
and a line on standard error names file, line and column, the byte, the command
and what is wrong, never a field's text. Things that are merely worth knowing
are counted; --json and --log-level info list them. The exit code is 0 all the
same, 3 with --strict.

With -o FILE one label is drawn, the first or that of --label; with -o FOLDER/
every label, but no more than --max-labels. A label that is printed several
times is drawn once; copies that differ by ^SN or ^SF count as labels. --json lists
labels, what their fields show and all diagnostics.

A job runs in a printer that has just been switched on. Its fonts look like
Zebra's; a font that a job names by file (^A@, ^CW) is taken from --font, such as
--font E:SIMSUN.FNT=simsun.ttf.`,
		Example: `  waybill preview examples/label.zpl -o label.png
  waybill preview examples/label.zpl -o pictures/
  waybill preview examples/label.zpl --label 3 --scale 2 -o third.png
  waybill preview examples/label.zpl --media 76x130 --dpi 300 -o label.png
  waybill preview examples/label.zpl --json
  waybill preview - -o label.png < examples/label.zpl`,
		Args: oneZPL,
		RunE: func(c *cobra.Command, args []string) error { return a.previewZPL(c.Context(), &f, args[0]) },
	}
	fl := c.Flags()
	fl.StringVarP(&f.out, "output", "o", "", "PNG `file`, or FOLDER/ for all labels (default: standard output)")
	fl.IntVar(&f.number, "label", 0, "draw label `N` only, from 1")
	fl.BoolVar(&f.all, "all", false, "draw all labels, for -o FOLDER/")
	fl.IntVar(&f.most, "max-labels", 1000, "most labels that -o FOLDER/ draws, `N`")
	fl.IntVar(&f.scale, "scale", 1, "draw each dot `N` by N large")
	fl.IntVar(&f.dpi, "dpi", 203, "resolution of the printer: 152, 203, 300 or 600")
	fl.StringVar(&f.media, "media", "100x150", "label size in mm, `WxH`, where the ZPL sets none")
	fl.IntVar(&f.width, "width", 0, "label width in `dots`, instead of --media")
	fl.IntVar(&f.height, "height", 0, "label height in `dots`, instead of --media")
	fl.StringArrayVar(&f.fonts, "font", nil, "font in the printer, `NAME=FILE`: E:SIMSUN.FNT=simsun.ttf, or by its letter, 1=simsun.ttf; may be repeated")
	fl.StringArrayVar(&f.fontDirs, "font-dir", nil, "`folder` of fonts for characters that the built-in ones lack; may be repeated")
	fl.BoolVar(&f.drawBadCRC, "draw-bad-crc", false, "draw graphics whose check sum is wrong; printers drop them")
	fl.BoolVar(&f.bangAsOne, "bang-as-one", false, "read ! in compressed graphics as 1 to the row's end, as some programs mean it; not F")
	fl.BoolVar(&f.strict, "strict", false, "exit code 3 if there is a warning or an error")
	_ = c.RegisterFlagCompletionFunc("dpi", completeNames(func() []string { return []string{"152", "203", "300", "600"} }))
	return c
}

// oneZPL wants one file.
func oneZPL(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("name one ZPL file ('-' reads standard input)")
	}
	return nil
}

// resolve checks flags that depend on each other.
func (f *previewFlags) resolve(a *app, in string) error {
	f.out = stdoutName(f.out)
	folder := isFolder(f.out)
	switch {
	case f.number < 0:
		return usagef("--label is from 1")
	case f.number > 0 && f.all:
		return usagef("--label and --all exclude each other")
	case f.all && !folder && !a.json:
		return usagef("--all needs a folder: -o FOLDER/")
	case f.most < 1:
		return usagef("--max-labels is at least 1")
	case f.out != "" && !folder && !isPNG(f.out):
		return usagef("%s: preview writes PNG: -o label.png, or -o FOLDER/", f.out)
	case f.scale < 1 || f.scale > 16:
		return usagef("--scale is from 1 to 16")
	case f.width < 0 || f.height < 0 || f.width > 32000 || f.height > 32000:
		return usagef("--width and --height are up to 32000 dots")
	case f.out == "" && !a.json && isTerminal(a.stdout):
		return &usageError{errStdoutBinary}
	}
	if f.number == 0 {
		f.all = f.all || folder
	}
	if f.out != "" && in != "-" {
		return outfile.Distinct(in, f.out)
	}
	return nil
}

// isPNG tells files that a PNG may be written to: devices have no ending.
func isPNG(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".png" || ext == "" || strings.HasPrefix(path, "/dev/")
}

// options says what printer to imagine.
func (f *previewFlags) options() (interp.Options, error) {
	o := interp.Options{Fields: true, DrawBadCRC: f.drawBadCRC, BangAsOne: f.bangAsOne, Limits: interp.Limits{Diagnostics: 10_000}}
	perMM := map[int]int{152: 6, 203: 8, 300: 12, 600: 24}
	if o.DotsPerMM = perMM[f.dpi]; o.DotsPerMM == 0 {
		return o, usagef("--dpi is 152, 203, 300 or 600, not %d", f.dpi)
	}
	size, err := label.ParseMedia(f.media)
	if err != nil {
		return o, &usageError{err}
	}
	o.Width, o.Height = int(size.W.MM()*float64(o.DotsPerMM)+0.5), int(size.H.MM()*float64(o.DotsPerMM)+0.5)
	if f.width > 0 {
		o.Width = f.width
	}
	if f.height > 0 {
		o.Height = f.height
	}
	if o.Fonts, err = f.choices.fonts(); err != nil {
		return o, err
	}
	for _, s := range f.fonts {
		name, path, ok := strings.Cut(s, "=")
		if !ok || name == "" || path == "" {
			return o, usagef("--font is NAME=FILE, such as E:SIMSUN.FNT=simsun.ttf")
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return o, err
		}
		if _, err := font.Parse(name, b); err != nil {
			return o, usagef("--font %s: %s is no TrueType or OpenType font", name, path)
		}
		if o.UserFonts == nil {
			o.UserFonts = map[string][]byte{}
		}
		o.UserFonts[name] = b
	}
	return o, nil
}

func (a *app) previewZPL(ctx context.Context, f *previewFlags, in string) error {
	if err := f.resolve(a, in); err != nil {
		return err
	}
	o, err := f.options()
	if err != nil {
		return err
	}
	src, name := io.Reader(nil), "standard input"
	if in != "-" {
		file, err := os.Open(in)
		if err != nil {
			return err
		}
		defer file.Close()
		src, name = file, in
	} else {
		src = stdinUntil(ctx, a.stdin)
	}
	out, err := a.openPictures(f, o.DotsPerMM)
	if err != nil {
		return err
	}
	defer out.abort()

	said := spoken{file: name}
	printer := interp.New(o, interp.Handler{Label: out.label, Diagnostic: said.add, Working: ctx.Err})
	if err := feed(ctx, printer, src, &said.lines); err != nil {
		return err
	}
	if printer.Formats() == 0 && out.seen == 0 {
		return &rejectedError{msg: fmt.Sprintf("no ZPL: no ^XA in %s", name)}
	}
	if err := out.finish(&said); err != nil {
		return err
	}
	if rest := out.seen - out.drawn; f.all && out.dir != nil && rest > 0 {
		fmt.Fprintf(a.stderr, "warning: %s, of which %d are drawn: --max-labels N draws more, --label N another\n", count(out.seen, "label"), out.drawn)
	}
	if !a.json {
		said.print(a)
		if f.out != "" {
			a.note(a.say("%s → %s", "%s → %s"), count(out.drawn, "label"), f.out)
		}
		if rest := out.seen - out.drawn; rest > 0 && !f.all && f.number == 0 {
			a.note(a.say("%s not drawn: -o FOLDER/ draws all, --label N another", "另有 %s 未画：-o 文件夹/ 画全部，--label N 画其一"), count(rest, "label"))
		}
	}
	if f.strict && said.faults() > 0 {
		return &rejectedError{msg: fmt.Sprintf("%s in %s", count(said.faults(), "fault"), name)}
	}
	return nil
}

// feed runs a job as it is read, until ctx ends: that is looked at between the
// pieces, and by the printer within them, as a few bytes may be much work.
func feed(ctx context.Context, p *interp.Printer, src io.Reader, lines *lineIndex) error {
	buf := make([]byte, 64<<10)
	for {
		n, err := src.Read(buf)
		lines.add(buf[:n])
		if fault := p.Feed(buf[:n]); fault != nil {
			if errors.Is(fault, interp.ErrLimit) {
				return nil // it has been said
			}
			return fault
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, io.EOF):
			if fault := p.Close(); fault != nil && !errors.Is(fault, interp.ErrLimit) {
				return fault
			}
			return nil
		case err != nil:
			return err
		}
	}
}

// pictures takes the labels of a job to their files.
type pictures struct {
	a           *app
	f           *previewFlags
	perMetre    int
	file        output
	dir         *outfile.Dir
	list        *labelList
	drawn, seen int
}

// openPictures chooses where labels go.
func (a *app) openPictures(f *previewFlags, perMM int) (*pictures, error) {
	s := &pictures{a: a, f: f, perMetre: perMM * 1000 * f.scale}
	var err error
	switch {
	case isFolder(f.out):
		s.dir, err = outfile.CreateDir(f.out)
	case f.out != "" || !a.json:
		s.file, err = a.openOutput(f.out)
	}
	if err != nil {
		return nil, err
	}
	if a.json {
		if s.list, err = a.newLabelList(); err != nil {
			s.abort()
			return nil, err
		}
	}
	return s, nil
}

// label draws one label, if it is to be drawn.
func (s *pictures) label(l *interp.Label) error {
	s.seen++
	name := ""
	if s.f.all && s.dir != nil && s.drawn < s.f.most || s.seen == max(1, s.f.number) && !s.f.all {
		png, err := encodePNG(l.Dots, s.f.scale, s.perMetre)
		if err != nil {
			return err
		}
		switch {
		case s.dir != nil:
			name = fmt.Sprintf("label-%06d.png", s.seen)
			err = s.dir.Add(name, png)
		case s.file.File != nil:
			name = s.f.out
			_, err = s.file.Write(png)
		}
		if err != nil {
			return err
		}
		s.drawn++
	}
	if s.list == nil || s.f.number > 0 && s.seen != s.f.number {
		return nil
	}
	return s.list.add(s.seen, name, l)
}

func encodePNG(b *bitmap.Bitmap, scale, perMetre int) ([]byte, error) {
	const most = 1 << 29 // dots
	if b.W*scale > most/(b.H*scale) {
		return nil, usagef("a label of %d by %d dots is too large for --scale %d", b.W, b.H, scale)
	}
	if scale > 1 {
		b = b.Scale(scale)
	}
	var png bytes.Buffer
	err := b.WritePNG(&png, perMetre)
	return png.Bytes(), err
}

// finish lets everything appear.
func (s *pictures) finish(said *spoken) error {
	switch {
	case s.f.number > s.seen:
		return usagef("--label %d: there are %s", s.f.number, count(s.seen, "label"))
	case s.seen == 0 && s.list == nil:
		said.print(s.a)
		return &rejectedError{msg: fmt.Sprintf("no label in %s", said.file)}
	}
	if s.dir != nil {
		if err := s.dir.Commit(); err != nil {
			return err
		}
	}
	if s.file.File != nil && s.drawn > 0 {
		if err := s.file.finish(); err != nil {
			return err
		}
	}
	if s.list == nil {
		return nil
	}
	return s.list.finish(said)
}

func (s *pictures) abort() {
	if s.dir != nil {
		s.dir.Abort()
	}
	if s.file.File != nil {
		s.file.Abort()
	}
	if s.list != nil {
		s.list.out.Abort()
	}
}
