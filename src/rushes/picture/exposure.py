"""How a picture is exposed. Pure."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rushes.picture.sharpness import Grey

_CLIPPED, _CRUSHED = 253, 3
"""Shades, of 255, from which nothing is left in the light, and up to which nothing is left in the dark."""
_FLAT = 2.5
"""Standard deviation in shades below which a picture shows nothing; a wall in even light has more."""
_GREY = (124, 134)
"""Shades of 128, as it stands in full and in video range, give or take four."""
_NIGHT, _SPARK = 24, 40
"""Shades below which half of a black picture lies, and which nearly nothing of it passes."""


Shades = NDArray[np.int64]
"""How many pixels of a picture have each of the 256 shades: all that is asked here, counted once."""


def shades_of(picture: Grey) -> Shades:
    """Count a picture's shades."""
    return np.array(Image.fromarray(picture).histogram(), np.int64)


def exposure(shades: Shades) -> tuple[float, float, float]:
    """Return mean luma, the share that is clipped white and the share that is crushed black, 0 to 1 each."""
    return (
        round(_mean(shades) / 255, 4),
        round(_share(shades, _CLIPPED, 255), 4),
        round(_share(shades, 0, _CRUSHED), 4),
    )


def shows_nothing(shades: Shades) -> bool:
    """Tell whether a picture is black, or of one flat colour."""
    if contrast(shades) < _FLAT:
        return True
    return _ranked(shades, 0.5) < _NIGHT and _ranked(shades, 0.998) < _SPARK


def contrast(shades: Shades) -> float:
    """Return the standard deviation of a picture's shades."""
    return float(np.sqrt((shades * (_SHADE - _mean(shades)) ** 2).sum() / shades.sum()))


def greyed(shades: Shades) -> float:
    """Return the share that is middle grey, which decoders show where they lost a picture."""
    return _share(shades, *_GREY)


_SHADE = np.arange(256)


def _mean(shades: Shades) -> float:
    return float((shades * _SHADE).sum() / shades.sum())


def _share(shades: Shades, low: int, high: int) -> float:
    """Return the share of the pixels between two shades, both of them included."""
    return float(shades[low : high + 1].sum() / shades.sum())


def _ranked(shades: Shades, part: float) -> float:
    """Return the shade below which a part of the pixels lies, between those of the two pixels next to it."""
    place = part * float(shades.sum() - 1)
    below, above = np.searchsorted(shades.cumsum(), (np.floor(place), np.ceil(place)), side="right")
    return float(below + (above - below) * (place % 1))
