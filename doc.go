// Package waybill holds the record that every part of the program starts
// from: a shipment with its personal values behind a type that cannot be
// printed by accident.
//
// The way of the data is one way: records are read into [Shipment], package
// masking turns a Shipment into what may stand on a label, package label lays
// that out, packages zpl, internal/pdf and internal/raster draw it. Packages
// below masking cannot name a clear value: they do not import this package,
// and a test of the module keeps it so.
package waybill
