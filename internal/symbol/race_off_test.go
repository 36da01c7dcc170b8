//go:build !race

package symbol

const raceBuild = false
