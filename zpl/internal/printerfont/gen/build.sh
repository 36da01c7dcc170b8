#!/bin/sh
# Builds the embedded printer fonts. See README.md.
#
#   sh build.sh FONTS     FONTS is a folder with the five source files
#
# Deterministic: the same sources and tools give the same bytes.
set -eu
fonts=${1:?folder of the source fonts}
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../data

python3 "$here/fit.py" "$fonts/texgyreheroscn-bold.otf" "$here/metrics.txt" "$out/zero.ttf"

subset() {
	hb-subset --font-file="$fonts/$1" --unicodes="$2" --output-file="$out/$3" \
		--no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 \
		--drop-tables=GSUB,GPOS,GDEF,BASE,STAT,DSIG,gasp,meta,prep,kern,FFTM
}
latin=20-7E,A0-24F,2C6-2DD,37E-3FF,400-52F,1E00-1EFF,2010-203A,2044,20A0-20BF,2100-215F,2190-2193,2200-226F,2500-25FF
subset RobotoCondensed_700Bold.ttf 100-24F,37E-3FF,400-52F,1E00-1EFF zero-more.ttf
subset DejaVuSansMono.ttf "$latin" mono.ttf
subset DejaVuSansMono-Bold.ttf "$latin" mono-bold.ttf
subset OCRA.ttf 20-7E,A1-FF ocr-a.ttf
subset OCRB.otf 20-7E,A1-FF ocr-b.otf
(cd "$out" && sha256sum *.ttf *.otf *.txt >SHA256SUMS)
