"""Leaving in the dialects that a person names: every file read back, all of them with their sheet. A door.

A folder is made whole or not at all, and one that is there is never written into: the next number is taken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.cut.selects_reel import selects_reels
from rushes.cut.stringout import stringouts
from rushes.cut.tastes import TASTES
from rushes.engine.model import Watch
from rushes.errors import Finding, Refusal
from rushes.screenplay.model import Screenplay
from rushes.timecode import rate_text, timecode_text
from rushes.turnover.alternates import with_clips_of_alternates
from rushes.turnover.delivery import TURNOVER, check_out, delivery
from rushes.turnover.dialects import DIALECTS, Dialect
from rushes.turnover.dialects.wording import legal
from rushes.turnover.documents import cut_json
from rushes.turnover.media import findings_of_media, media_of
from rushes.turnover.media_map import WORDS, media_named
from rushes.turnover.numbers import many
from rushes.turnover.opening import OF_A_REEL
from rushes.turnover.options import Leaving, Relative, as_left, handles
from rushes.turnover.relinking import Media
from rushes.turnover.shots import all_shots, film_start
from rushes.turnover.turnover_sheet import Handed, Medium, TurnoverSheet, handed, sheet_files
from rushes.turnover.turnover_sheet.model import What
from rushes.turnover.verified.leaving import Back, look_before, marks_of
from rushes.turnover.verified.model import Seen
from rushes.turnover.verify import read_back

STRINGOUT: Final = "stringout"
SELECTS: Final = "selects"
REELS: Final = (STRINGOUT, SELECTS)
"""What is no dialect but a film of its own, in every timeline dialect named beside it."""

_WITHOUT_A_NAME: Final = ("otio", "fcp7")
"""The dialects of stringouts and selects where none is named beside them."""

_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ufffd]+')
"""What some system has in no file's name."""

_LETTERS: Final = 80


class NoSuchDialect(Refusal):
    """A person names a dialect that there is not."""

    sentence = "There is no dialect called '{0}'. There are: {1}."


class NothingStrungOut(Refusal):
    """Stringouts and selects need the lined script."""

    sentence = "There is no lined script beside the cut, so there is no {0} to make. Name the film's folder."


@dataclass(frozen=True)
class Wanted:
    """What a person asked for. to: names of dialects, ``stringout``, ``selects``. media: see `media_named`.

    handles: see `Leaving`. trust: media are not read again. look: what is written is looked at in them.
    """

    to: tuple[str, ...]
    media: str = "absolute"
    handles: int = 0
    trust: bool = False
    look: bool = True

    def __post_init__(self) -> None:
        """Refuse what there is not: `NoSuchDialect`."""
        for name in self.to:
            if name not in DIALECTS and name not in REELS:
                raise NoSuchDialect(name, ", ".join((*DIALECTS, *REELS)))

    @property
    def dialects(self) -> tuple[Dialect, ...]:
        """The dialects of the cut itself."""
        return tuple(DIALECTS[name] for name in dict.fromkeys(self.to) if name in DIALECTS)

    @property
    def dialects_of_reels(self) -> tuple[Dialect, ...]:
        """The dialects of stringouts and selects."""
        timelines = tuple(one for one in self.dialects if not one.is_list)
        return timelines or tuple(DIALECTS[name] for name in _WITHOUT_A_NAME)


def wanted(
    to: str, media: str = "absolute", handles: int = 0, *, trust: bool = False, look: bool = True
) -> Wanted:
    """Return what a person asked for. to: names with commas between them; `NoSuchDialect`."""
    names = tuple(name.strip().casefold() for name in to.split(",") if name.strip())
    if not names:
        raise NoSuchDialect(to, ", ".join((*DIALECTS, *REELS)))
    return Wanted(names, media, handles, trust, look)


@dataclass(frozen=True)
class Leaves:
    """What leaves: a cut, the lined script and the page it was made from. further: files that go with it."""

    cut: Cut
    lined: LinedScript
    screenplay: Screenplay
    further: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class _Film:
    """A film that is written. folder: in that of the turnover, empty for itself."""

    cut: Cut
    what: What
    of: str = ""
    folder: str = ""


def leave_as(
    leaves: Leaves, out: Path, asked: Wanted, watch: Watch | None = None
) -> tuple[Path, TurnoverSheet]:
    """Write a film in the dialects named, read each file back, and return the folder and its sheet.

    Then what they play is looked at in the media. Beside a stringout or a reel lies its own cut. out: the
    folder to make; where it is there the next free of ``out-2``, ``out-3`` …. watch: told of media. Refusals
    as of `delivery`, `media_named`, `verify` and `look_before`; `BrokenCut` or `NobodyCountsSo` when it is
    no film.
    """
    place = free_place(out)
    check_out(place, TURNOVER)
    cut = with_clips_of_alternates(leaves.cut, leaves.lined)
    leaving = Leaving(media_named(asked.media, place), asked.handles, leaves.lined)
    written: dict[str, bytes] = {}
    made: list[Handed] = []
    backs: list[Back] = []
    films = tuple(_films(replace(leaves, cut=cut), asked))
    for film, name in zip(films, _names(films), strict=True):
        if film.what != "cut":
            written[f"{film.folder}/{name}{OF_A_REEL}"] = cut_json(film.cut)
        for dialect in asked.dialects if film.what == "cut" else asked.dialects_of_reels:
            files, told, read = _written(film, name, dialect, _from(leaving, film.folder))
            written |= files
            made.append(told)
            backs += read
    media, looked = _media(films, leaving, asked, backs, watch)
    sheet = TurnoverSheet(
        title=cut.title,
        standing=cut.standing,
        rate=rate_text(cut.rate),
        frames=cut.frames,
        media_by=_media_said(asked.media),
        handles=asked.handles,
        handed=tuple(made),
        media=media,
        looked=looked,
        findings=(
            *findings_of_media(media),
            *_short_handles(cut, asked.handles),
            *(finding for dialect in asked.dialects for finding in dialect.tells(cut, leaving)),
        ),
    )
    _deliver(place, {"cut.json": cut_json(cut), **leaves.further, **written, **sheet_files(sheet)})
    return place, sheet


def free_place(out: Path) -> Path:
    """Return a folder that is not there: itself, else the next number behind it."""
    if not out.exists() and not out.is_symlink():
        return out
    numbers = (out.with_name(f"{out.name}-{number}") for number in range(2, 10**6))
    return next(place for place in numbers if not place.exists() and not place.is_symlink())


def _films(leaves: Leaves, asked: Wanted) -> Iterator[_Film]:
    """Yield the cut, where a dialect is named, then the stringouts and selects that are."""
    cut, lined = leaves.cut, leaves.lined
    if asked.dialects:
        yield _Film(cut, "cut")
    if STRINGOUT in asked.to:
        made = stringouts(lined, cut.title, cut.rate) if lined.clips else {}
        yield from _reels(made, "stringout", leaves)
    if SELECTS in asked.to:
        taste = TASTES.get(cut.taste, TASTES["classic"])
        reels = selects_reels(leaves.screenplay, lined, taste, title=cut.title, rate=cut.rate, cut=cut)
        yield from _reels(reels, "selects", leaves)


def _reels(made: Mapping[str, Cut], what: What, leaves: Leaves) -> Iterator[_Film]:
    if not made and not leaves.lined.readings:
        raise NothingStrungOut(what)
    for of, cut in made.items():
        yield _Film(cut, what, of, what)


def _written(
    film: _Film, name: str, dialect: Dialect, leaving: Leaving
) -> tuple[Mapping[str, bytes], Handed, Sequence[Back]]:
    """Return the files of a film in a dialect, by their names in the folder, each read back and compared.

    With what was read back of them, where that is a timeline.
    """
    cut = as_left(film.cut, leaving)
    files = dialect.write(cut, leaving)
    read = read_back(cut, dialect, files, name, leaving)
    placed = f"{film.folder}/{name}" if film.folder else name
    compared = [one for one, _ in read]
    told = handed(film.cut, dialect, files, compared, leaving, name=placed, what=film.what, of=film.of)
    found = [] if dialect.is_list else [one for _, one in read if one is not None]
    backs = [Back(name, dialect.name, film.cut, cut, timeline) for timeline in found]
    return {f"{placed}{behind}": data for behind, data in files.items()}, told, backs


def _from(leaving: Leaving, folder: str) -> Leaving:
    """Return how media are named from a folder in that of the turnover."""
    if isinstance(leaving.media, Relative) and folder:
        return replace(leaving, media=Relative(leaving.media.folder / folder))
    return leaving


def _names(films: Iterable[_Film]) -> Iterator[str]:
    """Yield what the files of each film are called: its title, as every system can have it, and once."""
    taken: set[str] = set()
    for film in films:
        plain = _NO_NAME.sub("-", legal(film.cut.title)).strip(" .-")[:_LETTERS].strip(" .-") or "cut"
        numbered = (plain, *(f"{plain} {number}" for number in range(2, len(taken) + 3)))
        name = next(one for one in numbered if one.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _media(
    films: Sequence[_Film], leaving: Leaving, asked: Wanted, backs: Sequence[Back], watch: Watch | None
) -> tuple[tuple[Medium, ...], Seen | None]:
    """Return how media stand, and what timelines were seen to play of them; None where nobody looked."""
    read = Media()
    clips = [clip for film in films for clip in film.cut.clips]
    named = {clip.file: clip.path for film in films for clip in as_left(film.cut, leaving).clips}
    marks = marks_of(film.cut for film in films)
    media = media_of(clips, named, watch, trust=asked.trust, read=read)
    return media, look_before(backs, read, marks, watch) if asked.look else None


def _media_said(said: str) -> str:
    if said in WORDS:
        return {"absolute": "by their whole paths", "relative": "from the folder of each file"}[said]
    return f"as {Path(said).name} maps them"


def _short_handles(cut: Cut, asked: int) -> Iterator[Finding]:
    """Yield the shots that have less than was asked for before or after them."""
    start, drop = film_start(cut)
    for shot in all_shots(cut) if asked else ():
        wish = (asked * shot.clip.rate / shot.record.rate).__ceil__()
        before, after = handles(shot, asked)
        if shot.is_picture and min(before, after) < wish:
            at = timecode_text(start + shot.record.start, cut.rate, drop=drop)
            has = f"Its shot at {at} has {many(before, 'frame')} before and {after} after it"
            yield Finding("short handles", shot.clip.file, f"{has}; {wish} were asked for.")


def _deliver(place: Path, files: Mapping[str, bytes]) -> None:
    with delivery(place, TURNOVER) as folder:
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
