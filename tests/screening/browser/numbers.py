"""A film whose every frame can be read off the screen: clips with their own numbers, clicks in their sound.

Two scenes, five lines, four takes each. What a take shows is `512 * clip + frame`, so that a picture tells
both which take it is from and which of its frames.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.cut import Cut
from rushes.footage.model import Clip
from rushes.screening.media import proxy_place, write_proxy
from rushes.screening.model import OpenFilm
from tests.cut.shooting import a_reading, a_script, lined
from tests.turnover.filming import film

SCRIPT = a_script(
    "> A kitchen, late. / ANNA You never told me that it was gone / BEN I thought you knew about the key /"
    " ANNA How could I have known",
    "BEN It was in the drawer all along / ANNA Then tell me where it is now",
)
TAKES = {"-1": 2.0, "-2": 3.0, "A-1": 2.5, "B-1": 2.2}
SIZE = (320, 180)
_FRAMES, _EVERY = 320, 512


@dataclass(frozen=True)
class Numbers:
    """The film, its clips by name, and a cache that holds their proxies. numbers: where a clip's begin."""

    film: OpenFilm
    cache: Path
    numbers: dict[str, int]

    def at(self, cut: Cut, frame: int) -> int:
        """Return the number that is to be seen at a frame of a cut."""
        event = next(one for one in cut.track("V1") if one.record.start <= frame < one.record.end)
        return self.numbers[event.file] + event.source.start + frame - event.record.start

    def file_of(self, number: int) -> str:
        """Return the clip that a number on the screen is from."""
        return next(file for file, first in self.numbers.items() if first == number // _EVERY * _EVERY)


def shoot(folder: Path) -> Numbers:
    """Film every take, and make its proxy."""
    names = [f"{scene.number}{take}" for scene in SCRIPT.scenes for take in TAKES]
    whole = [_clip(folder / "rushes", name, place) for place, name in enumerate(names)]
    readings = [
        a_reading(line.id, f"{scene.number}{take}", at + 3 * n, words=line.text.lower(), sure=_sure(take, n))
        for scene in SCRIPT.scenes
        for n, line in enumerate(scene.lines)
        for take, at in TAKES.items()
    ]
    script = lined(SCRIPT, *readings)
    clips = tuple(_as_filmed(clip, whole) for clip in script.clips)
    for clip in clips:
        write_proxy(clip, proxy_place(folder / "cache", clip))
    opened = OpenFilm("The Key", SCRIPT, replace(script, clips=clips))
    return Numbers(opened, folder / "cache", {f"{name}.mov": _EVERY * n for n, name in enumerate(names)})


def _sure(take: str, line: int) -> float:
    """Leave a doubt in the second line of every take, so that somebody is asked to look."""
    return 0.55 if line == 1 else 1.0 if take != "B-1" else 0.9


def _clip(folder: Path, name: str, place: int) -> Clip:
    return film(folder / f"{name}.mov", number=2 * place, frames=_FRAMES, size=SIZE)


def _as_filmed(clip: Clip, filmed: list[Clip]) -> Clip:
    real = next(one for one in filmed if one.file == clip.file)
    told = hashlib.sha256(real.path.read_bytes()).hexdigest()
    kept = ("path", "frames", "width", "height", "channels", "sample_rate")
    return replace(clip, sha256=told, **{name: getattr(real, name) for name in kept})
