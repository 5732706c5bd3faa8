"""Prints the colour tables of web/view/colormaps.js: matplotlib's bytes, and our own cyclic, diverging and hue maps made in OKLCh.

    python3 -m venv venv && venv/bin/pip install matplotlib==3.10.9
    venv/bin/python scripts/colormaps.py

A table is written as the six hexadecimal digits of its first colour and then one printable character for the step
of each channel from each colour to the next ('P' is no step), 765 characters in all.
OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020.
"""
import math

import matplotlib

NAMES = ['viridis', 'magma', 'inferno', 'plasma', 'cividis', 'turbo']
NO_STEP = ord('P')


def linear_srgb(lightness, chroma, hue):
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)


def oklch(lightness, chroma, hue_degrees):
    """The sRGB bytes of a colour; its chroma gives way where the screen cannot show it."""
    hue = math.radians(hue_degrees)
    while not all(0 <= c <= 1 for c in linear_srgb(lightness, chroma, hue)):
        chroma -= 0.0005
    encoded = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
               for c in linear_srgb(lightness, chroma, hue)]
    return [round(255 * c) for c in encoded]


def cyclic(i):
    """Dark in the middle (no phase), light at both ends (half a turn): the sign is a hue, the size a lightness."""
    turn = 2 * math.pi * i / 256
    return oklch(0.60 + 0.32 * math.cos(turn), 0.11 * abs(math.sin(turn)), 255 if i < 128 else 40)


def diverging(i):
    """Blue below, near white in the middle, red above, equally dark at equal distances."""
    side = (i - 127.5) / 127.5
    return oklch(0.97 - 0.57 * abs(side), 0.19 * abs(side) * (1.35 - 0.55 * abs(side)), 258 if side < 0 else 27)


def hue(i):
    """Equally light all around, so that a lightness can say how loud: phases that fade where they are faint."""
    return oklch(0.74, 0.125, 360 * i / 256 + 30)


def encode(colors):
    steps = [b - a for last, color in zip(colors, colors[1:]) for a, b in zip(last, color)]
    assert all(-40 <= step <= 40 for step in steps), (min(steps), max(steps))
    text = bytes(colors[0]).hex() + ''.join(chr(NO_STEP + step) for step in steps)
    assert not set(text) & set("'\\`"), 'needs escapes'
    return text


tables = {name: [[round(255 * c) for c in matplotlib.colormaps[name](i)[:3]] for i in range(256)] for name in NAMES}
tables['cyclic'] = [cyclic(i) for i in range(256)]
tables['diverging'] = [diverging(i) for i in range(256)]
tables['hue'] = [hue(i) for i in range(256)]
for name, colors in tables.items():
    text = encode(colors)
    lines = [f"    '{text[i:i + 110]}'" for i in range(0, len(text), 110)]
    print(f'  {name}:\n' + ' +\n'.join(lines) + ',')
