package interp

import "waybill/internal/bitmap"

// decodeGraphic turns the data of ^GF, ~DG or ~DY into dots: format is A, B or
// C, total the bytes of the picture and stride the bytes of a row, as sent.
func decodeGraphic(format byte, data []byte, total, stride int, o Options, r report) (*bitmap.Bitmap, bool) {
	r("graphics are not supported yet")
	return nil, false
}

// decodePayload turns the data of a downloaded file (~DY, ~DU) into its bytes:
// format is A (hex, :B64: or :Z64:), B or P, total the file's size as sent.
func decodePayload(format byte, data []byte, total int, o Options, r report) ([]byte, bool) {
	r("downloads are not supported yet")
	return nil, false
}

// decodePicture turns a PNG file into dots.
func decodePicture(file []byte, o Options, r report) (*bitmap.Bitmap, bool) {
	r("pictures are not supported yet")
	return nil, false
}
