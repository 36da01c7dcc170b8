// Package paint inks the items of a label on a bitmap: the preview's whole
// page, and what the ZPL output sends as graphics. The preview shows what
// prints because both are painted here.
package paint
