// Package masking turns a shipment in the clear into what may stand on a
// label, by the rules of a policy.
package masking
