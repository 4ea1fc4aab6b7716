"""How a picture is exposed. Pure."""

import numpy as np

from rushes.picture.sharpness import Grey

_CLIPPED, _CRUSHED = 253, 3
"""Shades, of 255, from which nothing is left in the light, and up to which nothing is left in the dark."""
_FLAT = 2.5
"""Standard deviation in shades below which a picture shows nothing; a wall in even light has more."""
_GREY = (124, 134)
"""Shades of 128, as it stands in full and in video range, give or take four."""
_NIGHT, _SPARK = 24, 40
"""Shades below which half of a black picture lies, and which nearly nothing of it passes."""


def exposure(picture: Grey) -> tuple[float, float, float]:
    """Return mean luma, the share that is clipped white and the share that is crushed black, 0 to 1 each."""
    return (
        round(float(picture.mean()) / 255, 4),
        round(float((picture >= _CLIPPED).mean()), 4),
        round(float((picture <= _CRUSHED).mean()), 4),
    )


def shows_nothing(picture: Grey) -> bool:
    """Tell whether a picture is black, or of one flat colour."""
    if float(picture.std()) < _FLAT:
        return True
    low, high = np.percentile(picture, (50, 99.8))
    return bool(low < _NIGHT and high < _SPARK)


def contrast(picture: Grey) -> float:
    """Return the standard deviation of a picture's shades."""
    return float(picture.std())


def greyed(picture: Grey) -> float:
    """Return the share that is middle grey, which decoders show where they lost a picture."""
    return float(((picture >= _GREY[0]) & (picture <= _GREY[1])).mean())
