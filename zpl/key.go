package zpl

import (
	"encoding/binary"
	"reflect"

	"waybill/label"
)

// appendKey appends bytes that are the same for two items only if they print
// the same dots at the same place. It returns false for an item of which that
// cannot be told.
func appendKey(dst []byte, it label.Item) ([]byte, bool) {
	switch it := it.(type) {
	case label.Text:
		return appendTextKey(append(dst, 't'), it), true
	case label.Line:
		return appendNumbers(append(dst, 'l'), it.R.X, it.R.Y, it.R.W, it.R.H, it.Dash), true
	case label.Box:
		dst = appendNumbers(append(dst, 'b', bit(it.Filled)), it.R.X, it.R.Y, it.R.W, it.R.H, it.Thickness)
		for _, t := range it.Knockout {
			dst = appendTextKey(dst, t)
		}
		return dst, true
	case label.Symbol:
		dst = append(dst, 's', byte(it.Align), it.Code.Level)
		dst = appendNumbers(dst, it.Area.X, it.Area.Y, it.Area.W, it.Area.H, it.Module, it.MinModule)
		dst = append(append(dst, it.Code.Kind...), 0)
		return append(dst, it.Code.Data...), true
	case label.Image:
		v := reflect.ValueOf(it.Pic)
		if v.Kind() != reflect.Pointer {
			return dst, false
		}
		dst = appendNumbers(append(dst, 'i', bit(it.Dither)), it.R.X, it.R.Y, it.R.W, it.R.H)
		return binary.LittleEndian.AppendUint64(dst, uint64(v.Pointer())), true
	}
	return dst, false
}

func appendTextKey(dst []byte, t label.Text) []byte {
	dst = appendNumbers(append(dst, bit(t.Bold)), t.X, t.Baseline, t.Size, label.Length(len(t.String)))
	return append(dst, t.String...)
}

func appendNumbers(dst []byte, list ...label.Length) []byte {
	for _, l := range list {
		dst = binary.AppendVarint(dst, int64(l))
	}
	return dst
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}
