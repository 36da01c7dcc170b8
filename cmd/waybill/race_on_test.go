//go:build race

package main

// raceBuild makes the acceptance tests take every twentieth record: the race
// detector looks at the same code, ten times slower.
const raceBuild = true
