//go:build nofont

package font

// embedded returns nothing: this build has no fonts inside.
func embedded() []source { return nil }
