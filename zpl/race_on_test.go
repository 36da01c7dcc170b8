//go:build race

package zpl_test

// raceBuild makes the sample tests take fewer records: the race detector looks
// at the same code, ten times slower.
const raceBuild = true
