"""The gate: who is in a clip, and whether all of them said yes. Whatever touches a likeness asks here first.

Nobody is recognised. In a clip are all who speak in its scenes and all whom the script or the crew's notes
name there; somebody whom the register does not know is ``unknown-1``, and said nothing. Who passes by is
known to nobody: a yes of the cast is none of theirs, so where more people are seen than there should be,
what was seen is dropped again (`Gate.without_strangers`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from rushes.coverage import LinedScript, scenes_for
from rushes.credentials import Consent, consent_of
from rushes.cut.notes import written_of
from rushes.cut.on_camera import who_is
from rushes.errors import Finding, Refusal
from rushes.footage import Clip
from rushes.picture import Faces
from rushes.picture.framing import named_in
from rushes.project import film_around, one_register, read_film, register_in
from rushes.rights import EVERYONE, Decision, Grant, Register, Scope, Use, decide, open_register, today
from rushes.screenplay import Screenplay
from rushes.screenplay.model import Scene
from rushes.turnover.asked import ASKED, Asked, MayBeSeen, Said, stood_on
from rushes.turnover.disclosure.tally import WHISPER as WRITES_FREELY

_ADVICE = "Ask them, and write down what they say: `rushes consent grant` (docs/consent.md)."
TOLD: Final[tuple[Use, ...]] = ("faces", "mouths", "transcribe", "publish")
"""The uses that the label of a cut tells the answers to: those that a cut or its film may come to."""
_MANY = 6
"""Clips that a finding names before it counts."""


class TakenBack(Refusal):
    """What was read with a yes is to be handed over after that was taken back."""

    sentence = (
        "In {0} something was read with a yes to '{1}' that holds no more: it was taken back, or it ended, "
        "while the film was open. Close the film and open it again, so that it is cut without; nothing was "
        "written."
    )


@dataclass(frozen=True)
class Gate:
    """Asks the register about the people of a film's clips.

    register: what people said. scope: for what it is asked. screenplay: who is in which scene. begun: whether
    anybody keeps a register; without one nothing is said of what was not done.
    """

    register: Register
    scope: Scope
    screenplay: Screenplay
    begun: bool = True
    _people: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def people_in(self, clip: Clip) -> tuple[str, ...]:
        """Return who may be in a clip, by id: its scenes' people; of a clip without a slate, the film's.

        And all of whom the register does not say whom they play, or whom no page names: extras, passers-by.
        """
        if clip.file not in self._people:
            ids = (one for who in self._characters_in(clip) for one in self.cast[who])
            self._people[clip.file] = tuple(dict.fromkeys((*ids, *self._anywhere)))
        return self._people[clip.file]

    def grant(self, clip: Clip, *uses: Use) -> Grant | None:
        """Return the yes of all who are in a clip to those of some uses that they agreed to; None to none."""
        people = self.people_in(clip)
        return self.register.granted(uses, people or [EVERYONE], self.scope, clip.file if people else "")

    def noes(self, clip: Clip, use: Use) -> tuple[Decision, ...]:
        """Return what stands against a use of a clip: a no, or a silence, of each who did not say yes."""
        told = self.register.decisions(use, self.people_in(clip) or [EVERYONE], self.scope)
        return tuple(one for one in told if not one.allowed)

    def told(self, clips: Sequence[Clip]) -> Consent | None:
        """Return what the register says of all who may be in some clips, as a film's label tells it.

        None where nobody keeps a register: then nobody was asked.
        """
        if not self.begun:
            return None
        people = list(dict.fromkeys(one for clip in clips for one in self.people_in(clip))) or [EVERYONE]
        said = (one for use in TOLD for one in self.register.decisions(use, people, self.scope))
        return consent_of(self.register.head, said)

    def answers(self, lined: LinedScript) -> Asked | None:
        """Return who may be in the footage, what each said, and by whose yes what was read; by number.

        None where nobody keeps a register: then nobody was asked, and nothing was read. `TakenBack` where
        something was read and the yes to it holds no more.
        """
        if not self.begun and not any(_read(lined).values()):
            return None
        clips: dict[str, list[str]] = {}
        for clip in lined.clips:
            for one in self.people_in(clip):
                clips.setdefault(one, []).append(clip.file)
        people = (self._asked(one, clips[one]) for one in sorted(clips))
        return Asked(self.scope.project, self.register.head, tuple(people), stood_on(self._used(lined)))

    def _asked(self, performer: str, clips: Sequence[str]) -> MayBeSeen:
        told = (decide(self.register, performer, use, self.scope) for use in ASKED)
        said = tuple(
            Said(one.use, one.allowed, one.said_no, "" if one.allowed else one.because, one.effect, one.entry)
            for one in told
        )
        characters = tuple(who for who, playing in self.cast.items() if performer in playing)
        return MayBeSeen(performer, characters, tuple(clips), said)

    def _used(self, lined: LinedScript) -> Mapping[Use, Mapping[str, tuple[str, ...]]]:
        """Return by use and clip the yeses by which what the lined script holds was read."""
        found: dict[Use, dict[str, tuple[str, ...]]] = {}
        for use, clips in _read(lined).items():
            for clip in clips:
                grant = self.grant(clip, use)
                if grant is None:
                    raise TakenBack(clip.file, use)
                found.setdefault(use, {})[clip.file] = grant.yeses
        return found

    def objections(self, clip: Clip, use: Use) -> tuple[Decision, ...]:
        """Return the outspoken noes to a use of a clip, which are more than silence."""
        return tuple(one for one in self.noes(clip, use) if one.said_no)

    def asked(
        self, clips: Sequence[Clip], *uses: Use
    ) -> tuple[dict[str, Grant], dict[str, tuple[Decision, ...]]]:
        """Return the grants to the first of some uses, and the noes to the last, each by `Clip.file`.

        The noes are told only where somebody keeps a register: without one, the cut says in one sentence that
        nobody was asked.
        """
        granted = {clip.file: grant for clip in clips if (grant := self.grant(clip, *uses))}
        first = {file: grant for file, grant in granted.items() if grant.covers(uses[0], file)}
        noes = {clip.file: self.noes(clip, uses[-1]) for clip in clips if self.begun}
        return first, {file: told for file, told in noes.items() if told}

    def without_strangers(
        self, clips: Sequence[Clip], found: Mapping[str, tuple[Faces, ...]]
    ) -> tuple[Mapping[str, tuple[Faces, ...]], tuple[Finding, ...]]:
        """Return the faces of the clips that show nobody but their people, and name the others.

        found: by `Clip.file`. Whoever is one too many said nothing, so of such a clip nothing is kept; unless
        a person said yes for everyone in the pictures.
        """
        if decide(self.register, EVERYONE, "faces", self.scope).allowed:
            return found, ()
        seen = {file: max((len(look.boxes) for look in faces), default=0) for file, faces in found.items()}
        more = {
            clip.file: seen[clip.file] - len(self.people_in(clip)) for clip in clips if clip.file in found
        }
        told = tuple(_somebody_unknown(file, count) for file, count in more.items() if count > 0)
        return {file: faces for file, faces in found.items() if more.get(file, 0) <= 0}, told

    def may(self, use: Use) -> bool:
        """Tell whether anybody ever said yes to a use."""
        return any(one.kind == "grant" and use in one.uses for one in self.register.entries)

    @cached_property
    def cast(self) -> Mapping[str, tuple[str, ...]]:
        """By character, who plays it, by id."""
        return cast_of(self._characters, self.register)

    @cached_property
    def _anywhere(self) -> tuple[str, ...]:
        """Who may be in any clip: nobody who speaks, and nobody whom a page names."""
        speak = {line.character for line in self.screenplay.lines}
        silent = [who for who in self._characters if who not in speak]
        named = {who for scene in self.screenplay.scenes for _, _, who in named_in(_action(scene), silent)}
        return anywhere_in({who: self.cast[who] for who in speak | named}, self.register)

    @cached_property
    def _characters(self) -> tuple[str, ...]:
        """All of whom there may be something to see: who speaks, and whom the register casts besides."""
        speak = [line.character for line in self.screenplay.lines]
        named = (who for one in self.register.performers.values() for who in one.characters)
        return tuple(dict.fromkeys((*speak, *(who for who in named if who_is(who, speak) is None))))

    def _characters_in(self, clip: Clip) -> Iterator[str]:
        numbers = {lines[0].scene for lines in scenes_for(self.screenplay, clip)}
        for scene in self.screenplay.scenes:
            if scene.lines and scene.lines[0].scene in numbers:
                yield from (line.character for line in scene.lines)
                yield from (who for _, _, who in named_in(_action(scene), self._characters))
        written = written_of([clip], self._characters)[clip.file]
        framed = (who for one in written for who in (*one.framing.on, *one.framing.over))
        told = (who_is(name, self._characters) for name in (*framed, *clip.on_camera, *clip.off_camera))
        yield from (who for who in told if who)


def cast_of(characters: Iterable[str], register: Register) -> dict[str, tuple[str, ...]]:
    """Return by character who plays it, by id; whom nobody plays by the register has a number, from 1.

    characters: in order of the script, so that everything that speaks of ``unknown-1`` means the same.
    """
    performers = register.performers.values()
    found = {who: tuple(one.id for one in performers if _plays(one.characters, who)) for who in characters}
    unknown = [who for who, playing in found.items() if not playing]
    return found | {who: (f"unknown-{number}",) for number, who in enumerate(unknown, 1)}


def anywhere_in(cast: Mapping[str, Collection[str]], register: Register) -> tuple[str, ...]:
    """Return the performers of a register who play nobody of a cast, and so may be in any clip."""
    playing = {one for ids in cast.values() for one in ids}
    return tuple(one for one in register.performers if one not in playing)


def gate_for(out: Path, screenplay: Screenplay, grants: Path | None = None) -> Gate:
    """Return the gate of a film.

    out: the folder that is made, or the film's. grants: the register, by default the film's own; where there
    is none, everybody said nothing. `TwoRegisters` where another is named beside the film's own.
    """
    around = film_around(out)
    called = read_film(around).called if around else screenplay.title or out.absolute().name
    register = one_register(grants, register_in(around or out.absolute()))
    known = open_register(register) if register else Register()
    return Gate(known, Scope(called, today()), screenplay, begun=register is not None)


def not_done(kind: str, refused: Mapping[str, Sequence[Decision]], instead: str = "") -> tuple[Finding, ...]:
    """Say of each person what was not done since they did not say yes.

    kind: of the finding. refused: the noes by `Clip.file`. instead: what is done; by default what the use
    says. They are told by their ids: who that is stands in the register.
    """
    by_person: dict[str, list[str]] = {}
    said: dict[str, Decision] = {}
    for file, noes in refused.items():
        for one in noes:
            by_person.setdefault(one.performer, []).append(file)
            said[one.performer] = one
    return tuple(
        Finding(kind, who, f"{one.because} So {instead or one.effect}: {_listed(by_person[who])}.", _ADVICE)
        for who, one in said.items()
    )


def _somebody_unknown(file: str, count: int) -> Finding:
    return Finding(
        "somebody unknown",
        file,
        f"It shows {count} more than its scene has people of whom it is known what they said, so no face in "
        "it was kept.",
        "If they agreed, enter them with `rushes consent add`, or say so for everyone (docs/consent.md).",
    )


def _listed(files: Collection[str]) -> str:
    named = ", ".join(sorted(files)[:_MANY])
    return named if len(files) <= _MANY else f"{named} and {len(files) - _MANY} more"


def _read(lined: LinedScript) -> Mapping[Use, Sequence[Clip]]:
    """Return by use the clips in which something was read that takes a yes."""
    seen, heard, clips = lined.seen, lined.heard, lined.clips
    return {
        "faces": [clip for clip in clips if clip.file in seen and seen[clip.file].faces],
        "mouths": [clip for clip in clips if clip.file in seen and seen[clip.file].mouths],
        "transcribe": [
            clip for clip in clips if clip.file in heard and heard[clip.file].ear.startswith(WRITES_FREELY)
        ],
    }


def _plays(characters: Collection[str], who: str) -> bool:
    return any(who_is(name, [who]) == who for name in characters)


def _action(scene: Scene) -> str:
    """Return all that a scene's page says besides its lines."""
    return "\n".join(element.text for element in scene.elements if element.line is None)
