// Package font holds the embedded fonts, their metrics, and 1-bit glyphs.
package font
