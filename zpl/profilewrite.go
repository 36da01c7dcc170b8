package zpl

import (
	"fmt"
	"strconv"
	"strings"
)

// raw returns the file's view of a profile.
func (p Profile) raw() rawProfile {
	r := rawProfile{
		Name: p.Name, Title: p.Title, Width: p.Width.MM(), SetSwitches: p.SetSwitches, QR: p.NativeQR,
		Stored: p.Stored, Downloads: p.Downloads, Memory: p.Memory / 1024, Answers: p.Answers,
		Speed: p.Speed, Darkness: p.Darkness, After: p.After,
	}
	for _, h := range p.Heads {
		r.DPI = append(r.DPI, int(h))
	}
	if p.Compression != ACS {
		r.Graphics = graphicsNames[p.Compression]
	}
	if p.Text != Raster {
		r.Text = p.Text.String()
	}
	if f := p.Font; f != nil {
		r.Font = &rawFont{f.File, encodingNames[f.Encoding], f.Table, coversNames[f.Covers], f.Latin}
	}
	return r
}

// yaml writes the profile's file with the reasons above it.
func (r rawProfile) yaml(why []string) []byte {
	var b strings.Builder
	for _, w := range why {
		fmt.Fprintf(&b, "# - %s\n", w)
	}
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, value)
		}
	}
	list := func(items []string) string { return "[" + strings.Join(items, ", ") + "]" }
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	yes := func(v bool) string {
		if v {
			return "true"
		}
		return ""
	}
	line("name", r.Name)
	if len(r.DPI) > 0 {
		var dpi []string
		for _, n := range r.DPI {
			dpi = append(dpi, strconv.Itoa(n))
		}
		line("dpi", list(dpi))
	}
	if r.Width > 0 {
		line("width", strconv.FormatFloat(r.Width, 'f', -1, 64))
	}
	line("graphics", r.Graphics)
	line("set-switches", yes(r.SetSwitches))
	line("qr", yes(r.QR))
	line("stored", yes(r.Stored))
	line("downloads", yes(r.Downloads))
	line("text", r.Text)
	if f := r.Font; f != nil {
		parts := []string{`file: "` + f.File + `"`, "encoding: " + f.Encoding}
		if f.Table != "" {
			parts = append(parts, `table: "`+f.Table+`"`)
		}
		parts = append(parts, "covers: "+f.Covers)
		if f.Latin > 0 {
			parts = append(parts, "latin: "+strconv.Itoa(f.Latin))
		}
		line("font", "{"+strings.Join(parts, ", ")+"}")
	}
	line("memory", number(r.Memory))
	line("answers", list(r.Answers))
	line("speed", number(r.Speed))
	line("darkness", number(r.Darkness))
	line("after", r.After)
	return []byte(b.String())
}
