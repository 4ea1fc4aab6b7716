"""OpenTimelineIO in two shapes: `film` writes both, `reading` reads them back."""

from dataclasses import replace

from rushes.cut.model import Cut
from rushes.turnover.dialects.model import FLOAT, Dialect, Feature, Files, Writer, own
from rushes.turnover.dialects.otio import film
from rushes.turnover.dialects.otio.film import ACTIVE, write
from rushes.turnover.dialects.otio.reading import holds, read
from rushes.turnover.options import Leaving


def _writer(shape: film.Shape, ending: str) -> Writer:
    def written(cut: Cut, leaving: Leaving) -> Files:
        return {ending: write(cut, leaving, shape)}

    return written


_SAYS = {
    Feature.CHANNELS: "their number, in the metadata of each file",
    Feature.NOTES: "in the comment of each marker, and in the metadata of each clip",
    Feature.ANGLES: "in the metadata of each clip",
    Feature.SLATE: "in the metadata of each file",
}

PLAIN = Dialect(
    "otio",
    ".otio",
    _writer(film.PLAIN, ".otio"),
    read,
    (own(read, holds),),
    FLOAT,
    holds=frozenset(Feature)
    - {Feature.CHANNELS, Feature.WORDS, Feature.NOTES, Feature.ANGLES, Feature.SLATE},
    says=_SAYS,
    called="OpenTimelineIO",
    dropped={Feature.ALTERNATES: "editing systems show the active media reference alone"},
)
"""As the specification has it."""

RESOLVE = replace(
    PLAIN,
    name="otio-resolve",
    ending="-resolve.otio",
    writer=_writer(film.RESOLVE, "-resolve.otio"),
    holds=PLAIN.holds | {Feature.CHANNELS},
    says={feature: how for feature, how in _SAYS.items() if feature is not Feature.CHANNELS},
    called="OpenTimelineIO for DaVinci Resolve",
)
"""With what Resolve needs to take it."""

FIRST_CUT = replace(RESOLVE, name="otio", ending=".otio", writer=_writer(film.RESOLVE, ".otio"))
"""As it lies in every first cut."""

__all__ = ["ACTIVE", "FIRST_CUT", "PLAIN", "RESOLVE", "holds", "read", "write"]
