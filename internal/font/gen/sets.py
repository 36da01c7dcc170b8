"""Writes the code points of each embedded font, one file each.

    python3 sets.py OUT SC HK JP KR EMOJI

Each font holds what no font before it in the chain has.
"""
import sys
from fontTools.ttLib import TTFont


def cmap(path):
    return set(TTFont(path, lazy=True).getBestCmap())


def han(c):
    return 0x3400 <= c < 0xA000 or 0xF900 <= c < 0xFB00 or 0x20000 <= c < 0x40000


def hangul_syllable(c):
    return 0xAC00 <= c <= 0xD7A3


def emoji(c):
    # Controls, joiners, selectors and tags have no picture of their own, and
    # the private-use range is the font's own business.
    return (c > 0x20 and c not in (0x200D, 0xFE0E, 0xFE0F)
            and not 0xE0000 <= c <= 0xE007F and not 0xF0000 <= c)


def main():
    out, sc, hk, jp, kr, pictures = sys.argv[1:]
    chain = [
        ("noto-sans-sc", sc, lambda c: True),
        ("noto-sans-hk", hk, han),
        ("noto-sans-jp", jp, han),
        ("noto-sans-kr", kr, lambda c: han(c) or hangul_syllable(c)),
        ("noto-emoji", pictures, emoji),
    ]
    have = set()
    for name, path, wanted in chain:
        new = sorted(c for c in cmap(path) - have if wanted(c))
        have.update(new)
        with open(f"{out}/{name}.txt", "w", encoding="ascii") as f:
            f.writelines(f"{c:X}\n" for c in new)
        print(f"{name}: {len(new)} code points, {sum(map(han, new))} Han")


main()
