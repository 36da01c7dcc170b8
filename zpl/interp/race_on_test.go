//go:build race

package interp

// raceBuild makes the longest tests take a part of their samples: the race
// detector looks at the same code, ten times slower.
const raceBuild = true
