// Package masking turns a shipment in the clear into what may stand on a
// label, by the rules of a policy.
//
// A [Policy] is a built-in profile ([Load], [Profiles]) or a YAML file
// ([Parse], [LoadFile]). Its method Apply makes a [Masked] of a
// waybill.Shipment: the only thing that package label lays out. With it come
// [Secrets], what the record hid, for the leak gate: every text that leaves
// the program is searched for them.
//
// The rule behind the default profile is quoted from press reports of GB/T
// 41833-2022: hide at least one Han character of the name, at least six digits
// of the phone, and unit and room of the address, of sender and recipient. Its
// full text was not available; nothing here claims conformity.
//
// # How values are read
//
// Names are cut in user-perceived characters and sorted in classes: Han with
// simple and compound surnames, minority names with dots, Latin, Hangul,
// titles, organisations, nicknames. Phones are read by shape, in any spelling,
// full width and Chinese numerals included. Addresses are cut in numbers and
// unit words, and hidden from the first that leads to a household. Free text
// is searched for telephone and identity numbers, e-mail, accounts, and for
// the record's own names and addresses.
//
// Everything fails closed: a shape that no rule explains is hidden as a whole,
// and noted ([Masked.Notes]).
package masking
