//go:build !race

package zpl_test

const raceBuild = false
