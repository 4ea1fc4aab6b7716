"""How close every reading is seen, by whoever knows best: people, paper, faces, the custom of slates. Pure.

A person's table goes before what the crew wrote, that before what faces tell (found only where somebody
granted it), and all of it before the custom of slates, which is a guess. What is written of one take holds
for the other takes of its setup and camera, unless they contradict each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rushes.coverage.model import LinedScript
from rushes.cut.angles import Size, sizes_of_played
from rushes.cut.notes import Written, written_of
from rushes.cut.on_camera import InShot, Told
from rushes.footage.model import Clip
from rushes.picture.framing import ShotSize
from rushes.picture.heads import heads_over
from rushes.picture.model import Faces, Seen

Setup = tuple[str, str]
"""A setup and its camera; a clip without a slate is one of its own."""


@dataclass(frozen=True, slots=True)
class Framed:
    """How a stretch of a clip is framed.

    size: None where nobody knows. by: who says so, as a reason has it behind the size: ``by its faces``.
    seen: by somebody or something that saw it, so not by custom alone. step: finer, where that is told.
    """

    size: Size | None = None
    by: str = ""
    seen: bool = False
    step: ShotSize | None = None

    def differs_from(self, other: "Framed") -> bool:
        """Tell whether two sizes surely differ enough for a cut: by two fine steps, or in the broad word."""
        if self.step is not None and other.step is not None:
            return abs(self.step - other.step) >= 2
        return self.size is not None and other.size is not None and self.size != other.size


NOBODY_KNOWS = Framed()

_BROAD: Mapping[str, Size] = {"wide": Size.WIDE, "medium": Size.MEDIUM, "close": Size.CLOSE}


@dataclass(frozen=True)
class Framings:
    """What is known of how clips are framed, by `Clip.file` and by setup.

    told: by people and paper; without a size where a camera moves from one to another. custom: guessed.
    """

    clips: Mapping[str, Clip]
    seen: Mapping[str, Seen]
    told: Mapping[str, Framed]
    custom: Mapping[str, Framed]

    @classmethod
    def of(
        cls,
        lined: LinedScript,
        characters: Iterable[str],
        sizes: Mapping[str, Size] | None = None,
        told: Told | None = None,
    ) -> "Framings":
        """Gather what is known. sizes, told: of setups or files, as a person tells them."""
        said = {**sizes_told(told or {}), **{of: _by_a_person(size) for of, size in (sizes or {}).items()}}
        clips = [clip for clip in lined.clips if not clip.is_sound]
        written = written_of(clips, tuple(dict.fromkeys(characters)))
        by_setup = sizes_of_played(lined)
        custom = {
            clip.file: _by_custom(by_setup[clip.slate.setup])
            for clip in clips
            if clip.slate.setup in by_setup and clip.slate.camera in {None, "A"}
        }
        known = {clip.file: _told(clip, written[clip.file], said) for clip in clips}
        return cls({clip.file: clip for clip in clips}, lined.seen, _of_all_takes(clips, known), custom)

    def over(self, file: str, in_s: float, out_s: float) -> Framed:
        """Return how a clip is framed between two of its seconds."""
        if file in self._throughout:
            return self._throughout[file]
        heads = heads_over(self._faces(file), in_s, out_s)
        if heads and heads.size is not None:
            return _by_faces(heads.size, "by its faces")
        return self._of_other_takes(file)

    @cached_property
    def _throughout(self) -> Mapping[str, Framed]:
        """How clips are framed in which no face tells one part from another."""
        return {
            file: self._of_other_takes(file)
            for file in self.clips
            if self.told.get(file, NOBODY_KNOWS).size is not None or not self._faces(file)
        }

    def _faces(self, file: str) -> Sequence[Faces]:
        return self.seen[file].faces if file in self.seen else ()

    def _of_other_takes(self, file: str) -> Framed:
        """Return what is known of a clip without its own faces."""
        if file in self.told:
            return self.told[file]
        found = self.by_faces.get(setup_of(self.clips[file])) if file in self.clips else None
        return found or self.custom.get(file, NOBODY_KNOWS)

    @cached_property
    def by_faces(self) -> Mapping[Setup, Framed]:
        """How each setup is framed by the faces in all of its takes."""
        looks: dict[Setup, list[Faces]] = defaultdict(list)
        for clip in self.clips.values():
            if clip.file in self.seen:
                looks[setup_of(clip)] += self.seen[clip.file].faces
        heads = {setup: heads_over(faces, 0.0, float("inf")) for setup, faces in looks.items()}
        return {
            setup: _by_faces(found.size, "by the faces in its takes")
            for setup, found in heads.items()
            if found and found.size is not None
        }

    @cached_property
    def of_setups(self) -> Mapping[str, Size]:
        """The size of each setup, that of its first camera; setups of which nothing is known are absent."""
        found: dict[str, Size] = {}
        for clip in sorted(self.clips.values(), key=lambda clip: (clip.slate.camera or "", clip.file)):
            framed = self.over(clip.file, 0.0, float(clip.seconds))
            if clip.slate.setup and framed.size is not None:
                found.setdefault(clip.slate.setup, framed.size)
        return found


def setup_of(clip: Clip) -> Setup:
    """Return the setup and camera that a clip is of."""
    return clip.slate.setup or clip.file, clip.slate.camera or ""


def broad(step: ShotSize) -> Size:
    """Return a size in the steps of the cut."""
    return _BROAD[step.broad]


def sizes_told(told: Told) -> dict[str, Framed]:
    """Return the sizes that a person wrote beside who is on camera, by setup or file."""
    return {
        of: _by_a_person(broad(said.size), said.size)
        for of, said in told.items()
        if isinstance(said, InShot) and said.size is not None
    }


def _by_a_person(size: Size, step: ShotSize | None = None) -> Framed:
    return Framed(size, "as a person says", seen=True, step=step)


def _told(clip: Clip, notes: Sequence[Written], said: Mapping[str, Framed]) -> Framed | None:
    by_a_person = said.get(clip.file, said.get(clip.slate.setup or ""))
    if by_a_person is not None:
        return by_a_person
    for one in notes:
        size, ends = one.framing.size, one.framing.ends
        if size is not None and ends is not None and ends.broad != size.broad:
            return Framed(None, f"({one.quoted})", seen=True)
        if size is not None:
            return Framed(broad(size), f"({one.quoted})", seen=True, step=size)
    return None


def _by_custom(size: Size) -> Framed:
    mark = "the bare scene number" if size is Size.WIDE else "its letter"
    return Framed(size, f"by the custom of slates ({mark}), not seen")


def _by_faces(step: ShotSize, by: str) -> Framed:
    return Framed(broad(step), by, seen=True, step=step)


def _of_all_takes(clips: Sequence[Clip], told: Mapping[str, Framed | None]) -> dict[str, Framed]:
    """Return what is told of each clip, else what is told alike of the other takes of its setup."""
    others: dict[Setup, dict[Size | None, Framed]] = defaultdict(dict)
    for clip in clips:
        if one := told[clip.file]:
            others[setup_of(clip)].setdefault(one.size, one)
    agreed = {setup: next(iter(found.values())) for setup, found in others.items() if len(found) == 1}
    known = {clip.file: told[clip.file] or agreed.get(setup_of(clip)) for clip in clips}
    return {file: framed for file, framed in known.items() if framed}
