package interp

import (
	"bytes"

	coding "waybill/zpl/internal/graphic"
)

// decodePayload turns the data of a downloaded file (~DY, ~DU) into its bytes:
// format is A (hex, :B64: or :Z64:), B or P, total the file's size as sent.
//
// P is for PNG files in hex or Base64, but programs send them as bytes too. A
// file that is cut short is returned as far as it came: whoever reads it knows
// whether it is of use.
func decodePayload(format byte, data []byte, total int, o Options, r report) ([]byte, bool) {
	switch format {
	case 'C':
		r("download in the AR compression of BAR-ONE: not supported")
		return nil, false
	case 'P':
		if bytes.HasPrefix(data, []byte(pngSignature)) {
			format = 'B'
		}
	}
	if total <= 0 {
		r("download without its size: dropped")
		return nil, false
	}
	if limit := o.filled().Limits.ObjectBytes; total > limit {
		r("download of %d bytes: memory has %d", total, limit)
		return nil, false
	}
	file, came, ok := decodeObject(format, data, coding.Rows{Size: total}, o, r)
	if !ok {
		return nil, false
	}
	return file[:came], true
}
