// Package charset decodes field data by the printers' character sets.
//
// ^CI (ZPL II Programming Guide, "Change International Font/Encoding") selects
// one of some twenty sets. Sets 0 to 12 are code page 850 with national
// characters in place of a dozen ASCII ones, and may be remapped further by
// pairs of codes; ^SE names the table that the double-byte sets decode by.
//
// Decoding never fails: bytes that stand for nothing become U+FFFD, which no
// font has, so that whoever draws the text says so.
package charset
