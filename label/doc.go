// Package label lays out masked shipments: a template in millimetres and a
// masking.Masked give a Document, a display list in micrometres that the ZPL,
// PDF and PNG outputs draw alike.
package label
