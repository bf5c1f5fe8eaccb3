"""Colours that people can read: contrast by WCAG 2.2, and the nearest readable colour of the same hue.

Contrast and relative luminance are those of WCAG 2.2 (1.4.3 and its definitions). Lightness is that of OKLab
(CSS Color 4, section 9.2), in which equal steps look equal: darkening there keeps the hue that people see.
"""

from __future__ import annotations

import math

LEAST = 4.5
"""The least contrast of ordinary text on its ground (WCAG 2.2, 1.4.3, level AA)."""

_STEPS = 24
Three = tuple[float, float, float]


def six_digits(written: str) -> str:
    """Return a colour as six capital hexadecimal digits; `written` has three or six, with or without a #."""
    digits = written.removeprefix("#").upper()
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits  # noqa: PLR2004 - the short form


def luminance(colour: str) -> float:
    """Return the relative luminance of six hexadecimal digits: 0 for black, 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, ground: float = 1.0) -> float:
    """Return the contrast of a colour with a ground of this luminance that is lighter than it: white unless told."""
    return (ground + 0.05) / (luminance(colour) + 0.05)


def readable(colour: str) -> bool:
    """Return whether words of this colour can be read on white."""
    return contrast(colour) >= LEAST


def ground_of(colour: str, wanted: float) -> str:
    """Return a tint of a readable colour as a ground, of the luminance `wanted` or lighter where it needs that.

    Light is added to light, so that the mixture with white has exactly the luminance that is asked for.
    """
    own = luminance(colour)
    target = min(max(wanted, LEAST * (own + 0.05) - 0.045), 1.0)
    share = (1 - target) / max(1 - own, 0.01)
    return "".join(f"{math.ceil(_encoded(share * part + 1 - share) * 255):02X}" for part in _linear(colour))


def nearest_readable(colour: str) -> str:
    """Return the lightest readable colour of the same hue that is not lighter than `colour`."""
    if readable(colour):
        return colour
    light, chroma, hue = _polar(_oklab(_linear(colour)))
    low, high = 0.0, light
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if readable(_colour(middle, chroma, hue)) else (low, middle)
    return _colour(low, chroma, hue)


def _colour(light: float, chroma: float, hue: float) -> str:
    """Return the colour of a lightness and hue; as much of its chroma is kept as a screen can show."""
    low, high = 0.0, chroma
    linear = _from_oklab((light, chroma * math.cos(hue), chroma * math.sin(hue)))
    for _ in range(_STEPS if not _shown(linear) else 0):
        middle = (low + high) / 2
        linear = _from_oklab((light, middle * math.cos(hue), middle * math.sin(hue)))
        low, high = (middle, high) if _shown(linear) else (low, middle)
    return "".join(f"{round(_encoded(min(max(part, 0.0), 1.0)) * 255):02X}" for part in linear)


def _shown(linear: Three) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in linear)  # noqa: PLR2004 - half a step of eight bits


def _linear(colour: str) -> Three:
    red, green, blue = (_decoded(int(colour[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return red, green, blue


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - IEC 61966-2-1


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004 - IEC 61966-2-1


def _oklab(linear: Three) -> Three:
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: Three) -> Three:
    light, green_red, blue_yellow = lab
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _polar(lab: Three) -> Three:
    return lab[0], math.hypot(lab[1], lab[2]), math.atan2(lab[2], lab[1])
