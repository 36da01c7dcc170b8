//go:build !nofont

package font

import _ "embed"

//go:embed data/noto-sans-sc-medium.subset.ttf
var notoSansSC []byte

//go:embed data/noto-sans-hk-medium.subset.ttf
var notoSansHK []byte

//go:embed data/noto-sans-jp-medium.subset.ttf
var notoSansJP []byte

//go:embed data/noto-sans-kr-medium.subset.ttf
var notoSansKR []byte

//go:embed data/noto-emoji-medium.subset.ttf
var notoEmoji []byte

// embedded returns the main font and the fallbacks in their order.
// Nobody may write to their bytes.
func embedded() []source {
	return []source{
		{"Noto Sans SC Medium", notoSansSC},
		{"Noto Sans HK Medium", notoSansHK},
		{"Noto Sans JP Medium", notoSansJP},
		{"Noto Sans KR Medium", notoSansKR},
		{"Noto Emoji Medium", notoEmoji},
	}
}
