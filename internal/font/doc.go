// Package font finds glyphs for label text and turns them into 1-bit dots.
//
// A Set is a chain of faces. For each character the first face that has it
// wins, so all outputs ask the same Set and agree on every glyph and every
// advance. The chain is:
//
//  1. the embedded main font, a subset of Noto Sans SC Medium: all of GB 2312,
//     GBK and 通用规范汉字表, kana and Latin;
//  2. fonts that the user added, in the order of adding;
//  3. the embedded fallbacks, subsets of Noto Sans HK, JP and KR Medium (other
//     Han, Hangul) and of Noto Emoji Medium.
//
// The main font is first so that an added font fills gaps without changing the
// look of a single label; added fonts come before the fallbacks, which are a
// last resort.
//
// Text is set plainly, one glyph per character from left to right: no kerning,
// ligatures, composition or reordering. Callers pass text in normal form C.
//
// Embedded fonts are under the SIL Open Font License 1.1; data/ holds its text
// and gen/ the recipe. Build tag nofont leaves them out.
package font
