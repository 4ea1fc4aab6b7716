"""What is known of one performer: where they may be, what was read of them, and what left the house. A door.

It reads what lies in the film's folder (the register, the lined script, the cut, and on whose yes each cut
stands); footage is not opened, and nobody is recognised.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rushes.consent.answers import Person, answers_of
from rushes.consent.forgetting import Over, asked_beside, cuts_of, over
from rushes.consent.released import Release, releases_of
from rushes.consent.saying import scope_of
from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut, Lock
from rushes.cut.on_camera import NOBODY_SAYS, OnCamera, taken_by
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.gate import gate_for
from rushes.project import HANDED_OVER, Film
from rushes.rights import EVERYONE, Entry, Register, Use
from rushes.screenplay import Screenplay, read_screenplay
from rushes.screenplay.model import Scene
from rushes.turnover import CutNotRead, NotOurDocument, open_cut, read_lined_script
from rushes.turnover.asked import Asked, NotOurConsent


@dataclass(frozen=True)
class Words:
    """A line of theirs that is heard in a take, in seconds from its first frame."""

    line: str
    text: str
    from_s: float
    to_s: float


@dataclass(frozen=True)
class Take:
    """A take in which they may be. in_film: the cut plays it. words: theirs that are heard in it.

    seen: whether they are in its picture, and who says so.
    """

    file: str
    name: str
    scene: str
    heading: str
    seconds: float
    seen: str
    in_film: bool
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class ReadOf:
    """What was read of somebody in takes of a cut. yeses: the hashes of their entries by which it was."""

    use: Use
    takes: tuple[str, ...]
    yeses: tuple[str, ...]


@dataclass(frozen=True)
class MadeWith:
    """A cut in which they may be.

    name: its folder, from the film's. day: when its cut.json was written. left: among what left the house.
    read: what was read of them. over: uses among those whose yes holds no more.
    clear: False where nobody can tell on whose yes it stands.
    """

    name: str
    day: date
    left: bool
    locked: Lock | None
    read: tuple[ReadOf, ...] = ()
    over: tuple[Use, ...] = ()
    clear: bool = True


@dataclass(frozen=True)
class Known:
    """All that is known of somebody. person: with the answer to each use. entries: all that was written.

    takes: of all footage that was lined, in its order; none where nothing was cut yet. unclear: what
    could not be read, so that there may be more than is told here, a sentence each.
    """

    film: str
    person: Person
    entries: tuple[Entry, ...]
    register: Register
    day: date
    takes: tuple[Take, ...] = ()
    cuts: tuple[MadeWith, ...] = ()
    releases: tuple[Release, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What they are called on screen."""
        return self.person.about.screen_name if self.person.about else self.person.id

    @property
    def characters(self) -> tuple[str, ...]:
        """Whom they play."""
        return self.person.about.characters if self.person.about else ()


def what_is_known(film: Film, register: Register, performer: str) -> Known:
    """Return what is known of a performer, by id."""
    scope = scope_of(film)
    ended = tuple(one for one in over(register, scope.on) if one.by in {performer, EVERYONE})
    entries = tuple(one for one in register.entries if one.performer in {performer, EVERYONE})
    hashes = frozenset(one.hash for one in entries)
    takes, of_takes = _takes(film, performer)
    left = releases_of(film.folder)
    return Known(
        film.called,
        answers_of(register, performer, scope),
        entries,
        register,
        scope.on,
        takes,
        tuple(_made_with(film, folder, performer, hashes, ended) for folder in cuts_of(film)),
        tuple(one for one in left.copies if performer in {*one.shown, *one.covered}),
        (*of_takes, *left.unclear),
    )


def _takes(film: Film, performer: str) -> tuple[tuple[Take, ...], tuple[str, ...]]:
    """Return the takes of the film's cut in which somebody may be, and what could not be read of them."""
    folder = film.cut_folder
    if not (folder / "cut.json").exists() and not (folder / "lined-script.json").exists():
        return (), ()
    try:
        lined = read_lined_script((folder / "lined-script.json").read_bytes())
        cut = open_cut(folder / "cut.json")
    except (OSError, NotOurDocument, CutNotRead) as error:
        why = error if isinstance(error, Refusal) else f"{error.filename}: {error.strerror}."
        return (), (f"The cut cannot be read, so it is not known in which takes you may be. {why}",)
    script, unclear = _script(film, lined)
    return tuple(_takes_in(film, performer, lined, cut, script)), unclear


def _takes_in(film: Film, performer: str, lined: LinedScript, cut: Cut, script: Screenplay) -> Iterator[Take]:
    gate = gate_for(film.folder, script, film.grants)
    plays = [who for who, ids in gate.cast.items() if performer in ids]
    used = {event.file for event in cut.events}
    on_camera = taken_by(cut)
    for clip in lined.clips:
        if performer in gate.people_in(clip):
            yield Take(
                clip.file,
                clip.name,
                clip.slate.scene or "",
                lined.headings.get(clip.slate.scene or "", ""),
                float(clip.seconds),
                _seen(clip, plays, on_camera.get(clip.file, NOBODY_SAYS)),
                bool(used & {clip.file, *(one.sound.file for one in clip.behind)}),
                tuple(_words(lined, clip, plays)),
            )


def _script(film: Film, lined: LinedScript) -> tuple[Screenplay, tuple[str, ...]]:
    """Return the screenplay; where it cannot be read, the lines that the lined script holds of it.

    Those name nobody who does not speak, which is said.
    """
    try:
        return read_screenplay(film.script)[0], ()
    except Refusal:
        lines = Screenplay((), tuple(_scene(number, lined) for number in lined.headings))
        told = "The screenplay cannot be read, so takes in which it names you without a line may be missing."
        return lines, (told,)


def _scene(number: str, lined: LinedScript) -> Scene:
    lines = tuple(line for line in lined.lines if line.scene == number)
    return Scene(number, lined.headings[number], elements=(), lines=lines, source_line=0)


def _words(lined: LinedScript, clip: Clip, plays: Collection[str]) -> Iterator[Words]:
    lines = {line.id: line for line in lined.lines if line.character in plays}
    for reading in lined.readings:
        if reading.file == clip.file and reading.line in lines:
            yield Words(reading.line, lines[reading.line].text, reading.in_s, reading.out_s)


def _seen(clip: Clip, plays: Collection[str], seen: OnCamera) -> str:
    """Say whether somebody is in the picture of a take, and who says so."""
    if set(plays) & seen.on:
        return f"in the picture, by {seen.by}"
    if set(plays) & seen.off:
        return f"not in the picture, by {seen.by}"
    if clip.slate.scene:
        return f"in the picture or not, nobody says; the slate says scene {clip.slate.scene}"
    return "it has no slate, so it may show anybody"


def _made_with(
    film: Film, folder: Path, performer: str, entries: Collection[str], ended: Sequence[Over]
) -> MadeWith:
    """Return what a cut holds of somebody."""
    cut = _cut(folder)
    name = "the cut" if folder == film.folder else folder.relative_to(film.folder).as_posix()
    day = datetime.fromtimestamp((folder / "cut.json").stat().st_mtime, UTC).astimezone().date()
    made = MadeWith(name, day, folder.parent.name == HANDED_OVER, cut.locked if cut else None)
    try:
        asked = asked_beside(folder)
    except NotOurConsent:
        return replace(made, clear=False)
    return _with_read(made, asked, performer, entries, ended) if asked else made


def _with_read(
    made: MadeWith, asked: Asked, performer: str, entries: Collection[str], ended: Sequence[Over]
) -> MadeWith:
    """Return a cut with what was read of somebody; only their own yeses are told, and those for everyone."""
    theirs = {file for one in asked.people if one.id == performer for file in one.clips}
    gone = {(one.use, one.yes) for one in ended}
    read: dict[Use, tuple[dict[str, None], dict[str, None]]] = {}
    for one in asked.stood_on:
        if files := [file for file in one.clips if file in theirs]:
            takes, yeses = read.setdefault(one.use, ({}, {}))
            takes.update(dict.fromkeys(files))
            yeses.update(dict.fromkeys({one.entry} & set(entries)))
    told = tuple(ReadOf(use, tuple(takes), tuple(yeses)) for use, (takes, yeses) in read.items())
    no_more = tuple(one.use for one in told if any((one.use, yes) in gone for yes in one.yeses))
    return replace(made, read=told, over=no_more)


def _cut(folder: Path) -> Cut | None:
    try:
        return open_cut(folder / "cut.json")
    except Refusal:
        return None
