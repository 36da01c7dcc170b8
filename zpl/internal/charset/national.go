package charset

// replaced are the codes that sets 0 to 13 share with ASCII in place only:
// what stands there differs by country.
const replaced = "\x23\x30\x40\x5b\x5c\x5d\x5e\x60\x7b\x7c\x7d\x7e"

// national holds the characters of the sets 0 to 13 at the replaced codes, in
// their order (guide, "International Character Sets"). Set 0 has a cent sign
// where ASCII has a backslash; set 13 is ASCII.
var national = [14][12]rune{
	{'#', '0', '@', '[', '¢', ']', '^', '`', '{', '|', '}', '~'},
	{'#', '0', '@', '⅓', '¢', '⅔', '^', '`', '¼', '½', '¾', '~'},
	{'£', '0', '@', '⅓', '¢', '⅔', '^', '`', '¼', '½', '¾', '~'},
	{'ƒ', '0', '§', '[', 'Ĳ', ']', '^', '`', '{', 'ĳ', '}', '~'},
	{'#', '0', '@', 'Æ', 'Ø', 'Å', '^', '`', 'æ', 'ø', 'å', '~'},
	{'Ü', '0', 'É', 'Ä', 'Ö', 'Å', 'Ü', 'é', 'ä', 'ö', 'å', 'ü'},
	{'#', '0', '§', 'Ä', 'Ö', 'Ü', '^', '`', 'ä', 'ö', 'ü', 'ß'},
	{'£', '0', 'à', '[', 'ç', ']', '^', '`', 'é', 'ù', 'è', '¨'},
	{'#', '0', 'à', 'â', 'ç', 'ê', 'î', 'ô', 'é', 'ù', 'è', 'û'},
	{'£', '0', '§', '[', 'ç', 'é', '^', 'ù', 'à', 'ò', 'è', 'ì'},
	{'#', '0', '§', '¡', 'Ñ', '¿', '^', '`', '{', 'ñ', 'ç', '~'},
	{'£', '0', 'É', 'Ä', 'Ö', 'Ü', '^', 'ä', 'ë', 'ï', 'ö', 'ü'},
	{'#', '0', '@', '[', '¥', ']', '^', '`', '{', '|', '}', '~'},
	{'#', '0', '@', '[', '\\', ']', '^', '`', '{', '|', '}', '~'},
}

// euroCode is where the printers' code page 850 keeps the euro sign, which the
// code page itself has not (guide, example of ^CI0,21,36).
const euroCode = 0x15
