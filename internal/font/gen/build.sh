#!/bin/sh
# Builds the embedded fonts. See README.md.
#
#   sh build.sh FONTS     FONTS is the node_modules/@expo-google-fonts folder
#
# Deterministic: the same packages and the same hb-subset give the same bytes.
set -eu
fonts=${1:?folder of the font packages}
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../data
sets=$(mktemp -d)
trap 'rm -rf "$sets"' EXIT

sc=$fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf
hk=$fonts/noto-sans-hk/500Medium/NotoSansHK_500Medium.ttf
jp=$fonts/noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf
kr=$fonts/noto-sans-kr/500Medium/NotoSansKR_500Medium.ttf
emoji=$fonts/noto-emoji/500Medium/NotoEmoji_500Medium.ttf

python3 "$here/sets.py" "$sets" "$sc" "$hk" "$jp" "$kr" "$emoji"

# Nothing shapes or hints text here and nothing sets it vertically, so layout,
# hint and vertical tables go.
subset() {
	hb-subset --font-file="$1" --unicodes-file="$sets/$2.txt" \
		--output-file="$out/$2-medium.subset.ttf" \
		--no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 \
		--drop-tables=GSUB,GPOS,GDEF,BASE,STAT,DSIG,VORG,vhea,vmtx,gasp,meta,prep
}
subset "$sc" noto-sans-sc
subset "$hk" noto-sans-hk
subset "$jp" noto-sans-jp
subset "$kr" noto-sans-kr
subset "$emoji" noto-emoji
cp "$fonts/noto-sans-sc/LICENSE_FONT" "$out/OFL-noto-sans-cjk.txt"
cp "$fonts/noto-emoji/LICENSE_FONT" "$out/OFL-noto-emoji.txt"
(cd "$out" && sha256sum *.ttf *.txt >SHA256SUMS)
