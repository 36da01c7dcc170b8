// Package raster draws a label.Document as dots: the preview, and the measure
// of what the ZPL output prints.
package raster
