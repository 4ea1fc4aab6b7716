"""Who is who in a film: whose voice each character has, and who may be seen in each clip. Pure.

Nobody is recognised. Who is in a clip is told by a person, by the crew's logs, and else by the script:
all who speak in its scene. Somebody whom the register does not know has a pseudonym too, and said
nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.cut.by_mouth import BY
from rushes.cut.model import Cut
from rushes.cut.on_camera import NOBODY_SAYS, OnCamera, taken_by
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.gate import anywhere_in, cast_of
from rushes.rights import Register
from rushes.turnover.withheld import People


class NotInThisFilm(Refusal):
    """A name is nobody's in this film, or several people's."""

    sentence = "'{0}' is {1} in this film. Name one of: {2}."


@dataclass(frozen=True)
class Person:
    """Somebody who is seen or heard.

    id: of the register, or ``unknown-1``. name: as they are told on screen.
    """

    id: str
    name: str
    characters: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Name them for a person: who, and as whom."""
        return f"{self.name} ({self.id})"


SOMEBODY: Final = Person("unknown-1", "whoever is in the pictures")
"""Who may be in a film of which no script, note or register says who is in it: they said nothing."""


@dataclass(frozen=True)
class WhoIsWho:
    """The people of a film. people: by id, in order of the script. seen: ids by `Clip.file`."""

    people: Mapping[str, Person]
    seen: Mapping[str, tuple[str, ...]]

    @cached_property
    def told(self) -> People:
        """The same, as whoever covers and mutes needs it."""
        characters = dict.fromkeys(who for one in self.people.values() for who in one.characters)
        voices = {
            who: tuple(one.id for one in self.people.values() if who in one.characters) for who in characters
        }
        return People(self.seen, voices)

    def meant(self, name: str) -> Person:
        """Return the person that an id, a screen name or a character means; `NotInThisFilm` otherwise."""
        wanted = _folded(name)
        ids = {one.id for one in self.people.values() if _folded(one.id) == wanted}
        named = {one.id for one in self.people.values() if _folded(one.name) == wanted}
        played = {
            one.id for one in self.people.values() if wanted in {_folded(who) for who in one.characters}
        }
        found = ids or named or played
        if len(found) != 1:
            known = "; ".join(one.said for one in self.people.values())
            raise NotInThisFilm(name, "several people" if found else "nobody", known or "nobody")
        return self.people[found.pop()]


def who_is_who(cut: Cut, lined: LinedScript, register: Register) -> WhoIsWho:
    """Return the people of a film's cut.

    All who speak in its clips' scenes, all whom somebody says to be seen in them, and all whom the register
    names as nobody who speaks (extras, silent roles, passers-by), who may be anywhere. Where that is nobody
    at all it is not known that nobody is there: `SOMEBODY` is.
    """
    scenes: dict[str, dict[str, None]] = {}
    for line in lined.lines:
        scenes.setdefault(line.scene, {})[line.character] = None
    known = taken_by(cut)
    cast = {clip.file: tuple(_seen(clip, scenes, known)) for clip in _playing(cut, lined)}
    spoken = {line.id: line.character for line in lined.lines}
    heard = (spoken[event.line] for event in cut.events if event.line in spoken)
    there = set(heard) | {who for seen in cast.values() for who in seen}
    everybody = tuple(dict.fromkeys((*spoken.values(), *sorted(there))))
    playing = cast_of(everybody, register)
    anywhere = anywhere_in(playing, register)
    seen = {
        file: tuple(dict.fromkeys((*(one for who in found for one in playing[who]), *anywhere)))
        for file, found in cast.items()
    }
    people = _people({who: playing[who] for who in everybody if who in there}, anywhere, register)
    if not people:
        people, seen = {SOMEBODY.id: SOMEBODY}, dict.fromkeys(seen, (SOMEBODY.id,))
    return WhoIsWho(people, seen)


def _playing(cut: Cut, lined: LinedScript) -> Iterator[Clip]:
    """Yield the pictures of a film, and those under which its sounds were recorded."""
    files = {event.file for event in cut.events}
    known = {clip.file: clip for clip in (*cut.clips, *lined.clips)}
    for clip in known.values():
        sounds = {behind.sound.file for behind in clip.behind}
        if not clip.is_sound and (clip.file in files or sounds & files):
            yield clip


def _seen(clip: Clip, scenes: Mapping[str, Iterable[str]], known: Mapping[str, OnCamera]) -> Iterator[str]:
    """Yield who may be seen in a clip, as characters: all who speak in its scene but whom somebody rules out.

    What was told from mouths rules nobody out: that is good enough to choose a take by, and not for this.
    """
    told = known.get(clip.file, NOBODY_SAYS)
    speak = tuple(scenes.get(clip.slate.scene or "", ())) or tuple(
        dict.fromkeys(who for cast in scenes.values() for who in cast)
    )
    off = frozenset() if told.by.startswith(BY) else told.off
    yield from dict.fromkeys((*(who for who in speak if who not in off), *sorted(told.on)))


def _people(
    playing: Mapping[str, Sequence[str]], anywhere: Sequence[str], register: Register
) -> dict[str, Person]:
    """Return the people who play some characters, and those who may be anywhere, by id."""
    people: dict[str, Person] = {}
    for who, ids in playing.items():
        for one in ids:
            known = register.performers.get(one)
            before = people.get(one, Person(one, known.screen_name if known else f"the performer of {who}"))
            people[one] = replace(before, characters=(*before.characters, who))
    return people | {one: Person(one, register.performers[one].screen_name) for one in anywhere}


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
