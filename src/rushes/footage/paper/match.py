"""Which clips and recordings a row of a paper is of: by file, by reel and timecode, or by the slate. Pure.

A row that fits several clips of one camera fits none: then nothing is changed, and a finding names them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, Literal

from rushes.footage.find import ENDINGS, SOUND
from rushes.footage.gather import Gathered
from rushes.footage.model import Clip, Slate
from rushes.footage.paper.model import Paper, Row
from rushes.footage.paper.reading.setups import key
from rushes.footage.rolls import Roll, roll_of
from rushes.timecode import nominal

How = Literal["file", "timecode", "slate"]
"""By what a row found its clips; by its slate alone it bears no witness of the slate."""


@dataclass(frozen=True)
class Shot:
    """What a row may be of: a picture, or a recording with all its files."""

    files: tuple[Clip, ...]

    @property
    def name(self) -> str:
        """The name of its first file."""
        return self.files[0].file

    @property
    def first(self) -> Clip:
        """Its first file, which stands for all."""
        return self.files[0]

    @property
    def slate(self) -> Slate:
        """What its slate says."""
        return self.files[0].slate

    @cached_property
    def roll(self) -> Roll:
        """What the camera's own name says."""
        return roll_of(_stem(self.first.file))[0]


@dataclass(frozen=True)
class Found:
    """The shots of a row, and how they were found; `between` are several that fit alike."""

    row: Row
    shots: tuple[Shot, ...] = ()
    how: How = "slate"
    between: tuple[Shot, ...] = ()


Index = Mapping[object, Sequence[Shot]]


@dataclass(frozen=True)
class Desk:
    """All shots of a job, to look rows up in.

    by_name: by what their files are called. by_set: by what the files of one recording have in common.
    by_roll: by the number of the clip and its reel. by_minute: by each minute of the clock in which they run.
    """

    pictures: tuple[Shot, ...]
    sounds: tuple[Shot, ...]
    by_name: Index
    by_set: Index
    by_roll: Index
    by_minute: Index

    @classmethod
    def of(cls, gathered: Gathered) -> "Desk":
        """Lay out the shots of a job."""
        pictures = tuple(Shot((clip,)) for clip in gathered.clips)
        sounds = tuple(Shot(recording.files) for recording in gathered.recordings)
        shots = (*pictures, *sounds)
        return cls(
            pictures,
            sounds,
            by_name=_indexed(shots, lambda shot: {_stem(file.file) for file in shot.files}),
            by_set=_indexed(sounds, lambda shot: {_set_of(_stem(file.file)) for file in shot.files}),
            by_roll=_indexed(pictures, lambda shot: {_roll_key(shot.roll)} if shot.roll.reel else ()),
            by_minute=_indexed(shots, lambda shot: _minutes(shot.first)),
        )

    def found_by_file(self, row: Row) -> Found | None:
        """Return the shot of the file that a row names, or of its timecode on its reel; None for neither."""
        groups = [
            _narrowed(row, kind)
            for part in self._files_in(row.file)
            for kind in _kinds(row, part, self._concerned(row, self._named(part, row)))
        ]
        if any(groups) and all(len(group) <= 1 for group in groups):
            return Found(row, _each_once(shot for group in groups for shot in group), "file")
        between = _each_once(shot for group in groups for shot in group)
        if between:
            return Found(row, (), "file", between)
        at = _clock_of(row)
        near = self.by_minute.get(at // 60, ()) if at is not None else ()
        hit = _narrowed(row, [shot for shot in self._concerned(row, near) if _rolls_at(shot, row)])
        if len(hit) > 1:
            return Found(row, (), "timecode", tuple(hit))
        return Found(row, tuple(hit), "timecode") if hit else None

    def _files_in(self, text: str) -> Sequence[str]:
        """Return the files that a cell names; a comma may also be part of a name."""
        parts = [part for part in re.split(r"[,;\n]+", text) if part.strip()]
        return [text] if _stem(text) in self.by_name else parts

    def _named(self, text: str, row: Row) -> Sequence[Shot]:
        """Return the shots that go by a file name, a path, a camera's own name, or a clip's number."""
        stem = _stem(text)
        of_all = stem.removesuffix("_X")  # Wave Agent: all files of one take
        hits = self.by_name.get(stem) if of_all == stem else self.by_set.get(of_all)
        if hits := hits or self.by_name.get(of_all) or self.by_set.get(of_all):
            return hits
        roll = roll_of(stem)[0]
        number = re.fullmatch(r"C?(\d{1,4})", stem)
        if roll.reel is None and number and row.reel:
            roll = Roll(reel=row.reel, clip=int(number[1]))
        return self.by_roll.get(_roll_key(roll), ()) if roll.reel else ()

    def _concerned(self, row: Row, shots: Sequence[Shot]) -> list[Shot]:
        """Return those of some shots that a row may be of: a sound report, of sounds if there are any."""
        only_sounds = row.kind == "sound report" and bool(self.sounds)
        return [shot for shot in shots if shot.first.is_sound or not only_sounds]

    def by_take(self, slates: Mapping[str, Slate]) -> Index:
        """Return all shots by what their slates say, which may be others now than they were."""
        return _indexed((*self.pictures, *self.sounds), lambda shot: _takes_of(slates[shot.name]))


def _kinds(row: Row, text: str, shots: Sequence[Shot]) -> tuple[list[Shot], ...]:
    """Return the pictures and the sounds of one name apart, where it may mean either; else what it means.

    A picture and its sound are often called alike. The ending tells, else a camera report means the picture;
    a log means both.
    """
    pictures = [shot for shot in shots if not shot.first.is_sound]
    sounds = [shot for shot in shots if shot.first.is_sound]
    ending = PurePosixPath(text.strip()).suffix.lower()
    if ending in SOUND:
        return (sounds or pictures,)
    if ending in ENDINGS or row.kind == "camera report":
        return (pictures or sounds,)
    return (pictures, sounds)


def _indexed(shots: Iterable[Shot], keys: Callable[[Shot], Iterable[object]]) -> Index:
    index: dict[object, list[Shot]] = {}
    for shot in shots:
        for one in keys(shot):
            index.setdefault(one, []).append(shot)
    return index


def _each_once(shots: Iterable[Shot]) -> tuple[Shot, ...]:
    return tuple({shot.name: shot for shot in shots}.values())


@dataclass(frozen=True)
class Slated:
    """The shots of a job by their takes, for the rows of one paper.

    by_take: all shots, by `take_of`. slates: what they are now. siblings: how many rows the paper has
    of each take.
    """

    by_take: Index
    slates: Mapping[str, Slate]
    siblings: Counter[object]

    def found(self, row: Row) -> Found:
        """Return the shots of a row's take, one a camera; several alike are `between`."""
        if row.take is None or (row.setup or row.scene) is None:
            return Found(row)
        alike = [shot for shot in self.by_take.get(take_of(row), ()) if self._may_be(row, shot)]
        groups: dict[object, list[Shot]] = {}
        for shot in alike:
            slate = self.slates[shot.name]
            groups.setdefault((shot.first.is_sound, slate.camera, slate.part), []).append(shot)
        if row.setup is None and len({key(self.slates[shot.name].setup or "") for shot in alike}) > 1:
            return Found(row, (), "slate", tuple(alike))
        narrowed = [_narrowed(row, group) for group in groups.values()]
        between = tuple(shot for group in narrowed if len(group) > 1 for shot in group)
        return Found(row, tuple(group[0] for group in narrowed if len(group) == 1), "slate", between)

    def _may_be(self, row: Row, shot: Shot) -> bool:
        """Tell whether a shot of the same take is one that a row may mean: its kind, its camera, its file."""
        if shot.first.is_sound:
            return row.kind != "camera report"
        if row.wild or row.room_tone or _names_another(row, shot):
            return False
        its, camera = self.slates[shot.name].camera, row.camera
        if camera is None and (row.kind == "camera report" or self.siblings[take_of(row)] > 1):
            camera = camera_of(row)
        return camera is None or its is None or its == camera


def take_of(told: Row | Slate) -> object:
    """Return the take that a row or a slate tells, as it is compared; without a setup, that of its scene."""
    return (key(told.setup) if told.setup else ("scene", told.scene), told.take)


def _takes_of(slate: Slate) -> set[object]:
    return {take_of(slate), (("scene", slate.scene), slate.take)}


def camera_of(row: Row) -> str | None:
    """Return a row's camera: as told, by the camera's own name of the file, or by the reel."""
    letter = re.match(r"([A-Z])[_ ]?\d{1,4}", row.reel.strip().upper())
    return row.camera or roll_of(_stem(row.file))[0].camera or (letter[1] if letter else None)


def same_reel(one: str, other: str) -> bool:
    """Tell whether two ways of writing mean one reel: ``A001``, ``A_0001``, ``A1`` and ``A001R2EC`` do."""
    mine, its = _reel(one), _reel(other)
    return bool(mine and its) and (mine == its or _short(mine) == _short(its))


def _reel(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper()


def _short(reel: str) -> str:
    """Return a reel's letters and number; one that is named in another way stays as it is."""
    found = re.fullmatch(
        r"([A-Z]{0,3})0*(\d{1,5})(?:(?<=[A-Z]\d{3})[A-Z]\w{0,4}|(?<=\d{4})[A-Z]\w{0,4})?", reel
    )
    return f"{found[1]}{found[2]}" if found else reel


def _roll_key(roll: Roll) -> object:
    return roll.clip, _short(_reel(roll.reel or ""))


_TIMECODE: Final = re.compile(r"(\d{1,2})[:.](\d{2})[:.](\d{2})(?:[:;.,](\d{2,3}))?")


def _clock_of(row: Row) -> int | None:
    """Return the second of the day at which a row starts; None where it tells no timecode."""
    found = _TIMECODE.fullmatch(row.start.strip())
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None


def _minutes(clip: Clip) -> range:
    """Return the minutes of the clock in which a clip runs, and those beside them."""
    if not clip.has_timecode:
        return range(0)
    return range(int(clip.clock_s) // 60 - 1, int(clip.clock_s + clip.seconds) // 60 + 2)


def _rolls_at(shot: Shot, row: Row) -> bool:
    """Tell whether a shot ran when a row starts: on its reel anywhere, else only at its very beginning.

    Time of day comes again every day; without a reel only the very frame is no coincidence.
    """
    clip = shot.first
    at, found = _clock_of(row), _TIMECODE.fullmatch(row.start.strip())
    if at is None or found is None or not clip.has_timecode:
        return False
    if row.camera and clip.slate.camera not in {None, row.camera}:
        return False
    base = nominal(row.rate or clip.timecode_rate or (Fraction(24) if clip.is_sound else clip.rate))
    after = at + Fraction(int(found[4] or 0), base) - clip.clock_s
    frame = Fraction(1, base)
    if not (row.reel and clip.reel):
        return found[4] is not None and abs(after) <= frame
    return same_reel(row.reel, clip.reel) and -frame <= after < clip.seconds


def _narrowed(row: Row, shots: Sequence[Shot]) -> list[Shot]:
    """Return those of several shots that fit a row best: what it tells besides decides, as far as it can."""
    left = list(shots)
    tests: tuple[Callable[[Shot], bool], ...] = (
        lambda shot: _path_fits(row.file, shot),
        lambda shot: bool(row.reel) and same_reel(row.reel, shot.first.reel or shot.roll.reel or ""),
        lambda shot: shot.slate.camera == camera_of(row),
        lambda shot: _rolls_at(shot, row),
        lambda shot: shot.slate.pickup == row.pickup,
        lambda shot: (shot.slate.wild, shot.slate.room_tone) == (row.wild, row.room_tone),
        lambda shot: row.no_good or not shot.slate.no_good,
        lambda shot: row.part is None or shot.slate.part == row.part,
        lambda shot: take_of(shot.slate) == take_of(row),
    )
    for test in tests:
        left = ([shot for shot in left if test(shot)] or left) if len(left) > 1 else left
    return left


def _path_fits(text: str, shot: Shot) -> bool:
    parts = [part.casefold() for part in re.split(r"[\\/]+", text) if part]
    its = [part.casefold() for part in shot.first.path.parts]
    return len(parts) > 1 and its[-len(parts) :] == parts


def _names_another(row: Row, shot: Shot) -> bool:
    """Tell whether a row names a file of this shot's camera that is not this shot."""
    told = roll_of(_stem(row.file))[0] if row.file else Roll()
    its = shot.roll
    both = told.reel and its.reel and told.camera == its.camera
    return bool(both) and not (told.clip == its.clip and same_reel(told.reel or "", its.reel or ""))


def _set_of(stem: str) -> str:
    """Return what the files of one take have in common: their name without the number of the track."""
    return re.sub(r"_\d{1,2}$", "", stem)


def _stem(name: str) -> str:
    """Return a file's name as it is compared: no folders, no ending, no case."""
    last = PurePosixPath(name.strip().replace("\\", "/")).name
    ending = PurePosixPath(last).suffix
    return (
        last[: -len(ending)] if ending.lower() in ENDINGS | {".r3d", ".ari", ".arx", ".braw"} else last
    ).upper()


def siblings_of(paper: Paper) -> Counter[object]:
    """Count the rows of each take in a paper."""
    return Counter(take_of(row) for row in paper.rows)
