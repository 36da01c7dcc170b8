// Package graphic holds the codings in which ZPL carries bitmaps and files:
// hex digits, the ASCII compression scheme (ACS), :B64: and :Z64:, of ^GF, ~DG
// and the other downloads (ZPL II Programming Guide, chapters on ^GF, ~DG and
// "ZB64 encoding"). It knows bytes and rows of bytes, not pictures.
package graphic
