"""Which tracks a cut needs in MLT, where a track is switched on or off and a clip is not. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rushes.cut.model import Cut
from rushes.turnover.microphones import Voice, heard, is_heard
from rushes.turnover.model import Place, Shot
from rushes.turnover.shots import shots, tracks


@dataclass(frozen=True)
class Lane:
    """One track. name: ``V1``, ``A2``. off: nothing on it is seen or heard."""

    name: str
    shots: tuple[Shot, ...]
    off: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it shows pictures."""
        return self.name.startswith("V")


def lanes(whole: Cut) -> tuple[Lane, ...]:
    """Return every track, pictures first, each kind from below: the choices not taken lie above the picture.

    whole: the cut with these on tracks (`on_tracks`). Sound that is switched off lies on tracks of its own,
    behind all that is heard.
    """
    known = heard(whole)
    sounds = [name for name in tracks(whole) if name.startswith("A")]
    pictures = [name for name in tracks(whole) if name.startswith("V")]
    shown = [(made, all(shot.is_alternate for shot in made)) for made in (shots(whole, t) for t in pictures)]
    split = [tuple(_split(shots(whole, name), known)) for name in sounds]
    playing = [parts[0] for parts in split if parts]
    beside = [part for parts in split for part in parts[1:]]
    return (*_numbered("V", shown), *_numbered("A", [*playing, *beside]))


def _split(made: tuple[Shot, ...], known: Mapping[Place, Voice]) -> Iterator[tuple[tuple[Shot, ...], bool]]:
    """Yield what is heard of a track, then what is not."""
    sounding = [shot for shot in made if shot.clip.channels]
    on = tuple(shot for shot in sounding if is_heard(known, shot))
    off = tuple(shot for shot in sounding if not is_heard(known, shot))
    if on:
        yield on, False
    if off:
        yield off, True


def _numbered(letter: str, made: Iterable[tuple[tuple[Shot, ...], bool]]) -> Iterator[Lane]:
    return (Lane(f"{letter}{number}", *one) for number, one in enumerate(made, start=1))
