package interp

import (
	"strings"
	"unicode"

	"waybill/zpl/internal/printerfont"
)

// A wrapped line.
type wrapped struct {
	text string
	last bool // of its piece: ^FB's J does not fill it
	open bool // no \& ends it
}

// wrap breaks pieces into lines no wider than width(n) 1/64 dots, n counted
// from 0. Lines end at blanks, which are dropped there, between Chinese
// characters and their like, and at soft hyphens, which then show; a word
// wider than the line is cut where the line is full.
func (t *typesetter) wrap(f *printerfont.Sized, pieces []piece, gap int, width func(n int) int) []wrapped {
	var out []wrapped
	for i, p := range pieces {
		rest := []rune(p.text)
		for {
			n, hyphen := fill(f, rest, gap, width(len(out)))
			if n >= len(rest) {
				out = append(out, wrapped{plain(rest), true, i == len(pieces)-1 && !p.closed})
				break
			}
			line := plain(rest[:n])
			if hyphen {
				line += "-"
			}
			out = append(out, wrapped{strings.TrimRight(line, " "), false, true})
			for n < len(rest) && rest[n] == ' ' {
				n++
			}
			if rest = rest[n:]; len(rest) == 0 {
				break
			}
		}
	}
	return out
}

// plain returns text without soft hyphens that no line ends at.
func plain(text []rune) string {
	return strings.ReplaceAll(string(text), string(softHyphen), "")
}

// fill returns how many characters of text the line takes, all if it can, and
// whether it ends with a hyphen that is not in the text. It takes at least one.
func fill(f *printerfont.Sized, text []rune, gap, width int) (n int, hyphen bool) {
	pen, shown := 0, 0
	end, ended, endHyphen := 0, false, false // the last place where a line may end
	for i, c := range text {
		if i > 0 {
			switch at := breakBefore(text, i); {
			case at == atHyphen:
				if pen+gap<<6+advance(f, '-') <= width {
					end, ended, endHyphen = i, true, true
				}
			case at == atOnce:
				end, ended, endHyphen = i, true, false
			}
		}
		if c == softHyphen {
			continue
		}
		step := advance(f, c)
		if shown > 0 && step != 0 {
			step += gap << 6
		}
		if pen+step > width && c != ' ' && shown > 0 {
			if !ended {
				// A word wider than the line; marks stay with their letter.
				for end = i; end > 1 && isMark(text[end]); end-- {
				}
			}
			return max(end, 1), endHyphen
		}
		pen += step
		shown++
	}
	return len(text), false
}

// How a line may end before a character.
const (
	notHere  = iota
	atOnce   // it may
	atHyphen // it may, with a hyphen
)

// breakBefore says whether a line may end between text[i-1] and text[i].
func breakBefore(text []rune, i int) int {
	before, after := text[i-1], text[i]
	switch {
	case after == ' ' || isMark(after) || after == '\u200d' || before == '\u200d' || unicode.Is(unicode.Variation_Selector, after):
		return notHere
	case before == ' ':
		return atOnce
	case before == softHyphen:
		return atHyphen
	case !ideographic(before) && !ideographic(after):
		return notHere
	case notAtStart(after) || notAtEnd(before):
		return notHere
	}
	return atOnce
}

// ideographic reports whether lines may end beside a character: Chinese,
// Japanese and Korean writing and their punctuation.
func ideographic(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r <= 0x33FF, 0xFE30 <= r && r <= 0xFE4F, 0xFF00 <= r && r <= 0xFFEF:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi)
}

// Characters that begin no line, and that end none (W3C, "Requirements for
// Chinese Text Layout" 3.1.3; JIS X 4051 for the kana).
const (
	neverFirst = "。，、；：？！．）》」』】〕〉〗｝］”’…—～·・％‰℃°" + ".,;:?!)]}%'\"" +
		"々〻ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ"
	neverLast = "（《「『【〔〈〖｛［“‘￥＄" + "([{$¥£€"
)

func notAtStart(r rune) bool { return strings.ContainsRune(neverFirst, r) }
func notAtEnd(r rune) bool   { return strings.ContainsRune(neverLast, r) }
