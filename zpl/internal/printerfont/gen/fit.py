"""Writes font 0: TeX Gyre Heros Cn Bold fitted to the printers' metrics.

    python3 fit.py HEROS metrics.txt OUT

Each glyph is made a little bolder across and lighter along, as a font drawn
condensed is, and stretched sideways to the advance and the ink edges of
metrics.txt. A letter with marks takes the stretch of the letter. What
metrics.txt does not list is stretched by the median and stands in its middle. Outlines become TrueType
ones, 2048 units to the height that ^A0 names.
"""
import math
import statistics
import sys
import unicodedata

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

UNITS = 2048
CAP = 748 / 718  # capitals: printers' height to that of Heros
DESCENT = 0.94  # descenders are shorter
ACROSS, ALONG = 33, -12  # thousandths of an em by which strokes grow
# Letters with a stroke through them and their like, which Unicode does not
# decompose.
STRUCK = {ord(a): ord(b) for a, b in zip("ŁłĐđØøĦħŦŧı", "LlDdOoHhTti")}
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x37E, 0x3FF), (0x1E00, 0x1EFF),
          (0x2010, 0x203A), (0x2044, 0x2044), (0x20A0, 0x20BF), (0x2100, 0x215F),
          (0x2190, 0x2193), (0x2200, 0x226F), (0x25CA, 0x25CA)]


def contours(glyph):
    """The glyph's closed contours as lists of (operator, points)."""
    pen = RecordingPen()
    glyph.draw(pen)
    out = []
    for op, args in pen.value:
        if op == "moveTo":
            out.append([])
        if op != "closePath" and op != "endPath":
            out[-1].append((op, list(args)))
    return out


def bolder(contour, dx, dy):
    """Moves every point of a contour (filled side left or right by its turning)
    outwards, dx/2 across and dy/2 along."""
    pts = [p for _, args in contour for p in args]
    n = len(pts)
    moved = []
    for i, (x, y) in enumerate(pts):
        a = b = None
        for k in range(1, n):
            px, py = pts[(i - k) % n]
            if (px, py) != (x, y):
                a = (x - px, y - py)
                break
        for k in range(1, n):
            qx, qy = pts[(i + k) % n]
            if (qx, qy) != (x, y):
                b = (qx - x, qy - y)
                break
        if a is None or b is None:
            moved.append((x, y))
            continue
        la, lb = math.hypot(*a), math.hypot(*b)
        # PostScript outlines turn with the ink on their left.
        n1, n2 = (a[1] / la, -a[0] / la), (b[1] / lb, -b[0] / lb)
        d = max(1 + n1[0] * n2[0] + n1[1] * n2[1], 0.5)
        moved.append((x + (n1[0] + n2[0]) / d * dx / 2, y + (n1[1] + n2[1]) / d * dy / 2))
    it = iter(moved)
    return [(op, [next(it) for _ in args]) for op, args in contour]


def replay(shape, pen):
    for contour in shape:
        for op, args in contour:
            getattr(pen, op)(*args)
        pen.closePath()


def bounds(shape):
    pen = BoundsPen(None)
    replay(shape, pen)
    return pen.bounds


def read_metrics(path):
    rows = {}
    for line in open(path, encoding="ascii"):
        if not line.startswith("#"):
            code, *values = line.split()
            rows[int(code, 16)] = [int(v) for v in values]
    return rows


def main():
    heros, table, out = sys.argv[1:]
    font = TTFont(heros)
    cmap, glyphs, hmtx = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
    metrics = read_metrics(table)
    shapes, boxes = {}, {}
    for code, name in cmap.items():
        if any(a <= code <= b for a, b in RANGES):
            shape = [bolder(c, ACROSS, ALONG) for c in contours(glyphs[name])]
            shapes[code], boxes[code] = shape, bounds(shape)

    def fit(code):
        """Scale and shift across of a listed character."""
        advance, left, right = metrics[code][:3]
        x0, _, x1, _ = boxes[code]
        s = (right - left) / (x1 - x0)
        return s, left - s * x0, advance

    listed = [c for c in metrics if c in boxes and boxes[c]]
    median = statistics.median(fit(c)[0] for c in listed if chr(c).isalnum())
    digits = statistics.median(fit(c)[0] for c in range(0x30, 0x3A))
    wider = statistics.median(metrics[c][0] / hmtx[cmap[c]][0] for c in listed if chr(c).isalnum())

    names, advances, outlines, chars = [".notdef"], {".notdef": (1024, 100)}, {}, {}
    pen = TTGlyphPen(None)
    replay([[("moveTo", [(100, 0)]), ("lineTo", [(100, 1500)]), ("lineTo", [(900, 1500)]), ("lineTo", [(900, 0)])],
            [("moveTo", [(200, 100)]), ("lineTo", [(800, 100)]), ("lineTo", [(800, 1400)]), ("lineTo", [(200, 1400)])]], pen)
    outlines[".notdef"] = pen.glyph()
    for code in sorted(shapes):
        native = hmtx[cmap[code]][0]
        base = STRUCK.get(code) or ord(unicodedata.normalize("NFD", chr(code))[0])
        vertical = None
        if code in metrics and (boxes[code] is None):
            s, shift, advance = 1, 0, metrics[code][0]
        elif code in metrics:
            s, shift, advance = fit(code)
            vertical = metrics[code][3:] or None
        elif base in metrics and base in boxes and boxes[base] and base != code and (
                code in STRUCK or hmtx[cmap[base]][0] == native):
            # Heros has very wide letters with strokes; printers have not.
            s, shift, advance = fit(base)
            squeeze = min(1, hmtx[cmap[base]][0] / native)
            s, shift = s * squeeze, shift * squeeze
        else:
            s = digits if chr(code).isnumeric() else median
            advance = native * wider
            shift = (advance - s * (boxes[code][0] + boxes[code][2])) / 2 if boxes[code] else 0
        box = boxes[code]
        k = UNITS / 1000
        sy, dy = CAP, 0
        if vertical:
            sy = (vertical[1] - vertical[0]) / (box[3] - box[1])
            dy = vertical[0] - sy * box[1]
        elif box:
            # Bolder along has moved the edges: put them back.
            b, t = bounds(contours(glyphs[cmap[code]]))[1::2]
            sy = (t - b) / (box[3] - box[1]) * CAP
            dy = b * CAP - sy * box[1]
        name = "u%04X" % code
        tt = TTGlyphPen(None)

        def down(y):
            return y * DESCENT / CAP if y < -40 and not vertical else y
        rows = [[(op, [((s * x + shift) * k, down(sy * y + dy) * k) for x, y in args]) for op, args in c]
                for c in shapes[code]]
        replay(rows, Cu2QuPen(tt, 1.0, reverse_direction=True))
        names.append(name)
        chars[code] = name
        outlines[name] = tt.glyph()
        advances[name] = (round(advance * k), 0)
    fb = FontBuilder(UNITS, isTTF=True)
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap(chars)
    fb.setupGlyf(outlines)
    for name in names:
        g = fb.font["glyf"][name]
        advances[name] = (advances[name][0], getattr(g, "xMin", 0) if g.numberOfContours else 0)
    fb.setupHorizontalMetrics(advances)
    fb.setupHorizontalHeader(ascent=1536, descent=-512)
    fb.setupNameTable({
        "familyName": "Waybill Zero", "styleName": "Regular", "fullName": "Waybill Zero", "psName": "WaybillZero",
        "copyright": "Made from TeX Gyre Heros Cn Bold 2.004, copyright 2007-2009 B. Jackowski and J. M. Nowacki"
                     " (on behalf of TeX users groups); modified. GUST Font License.",
        "licenseInfoURL": "http://www.gust.org.pl/fonts/licenses/GUST-FONT-LICENSE.txt"})
    fb.setupOS2(sTypoAscender=1536, sTypoDescender=-512, fsType=0)
    fb.setupPost(keepGlyphNames=False)
    fb.font["head"].created = fb.font["head"].modified = 0
    fb.font.recalcTimestamp = False
    fb.save(out)


main()
