"""Does a cut keep the grammar that an editor keeps?

A *picture* is an event of V1, a *shot* is pictures between which nothing is cut; only joins within a scene
count. A reading is *clean* when it is as written, nothing of it is soft (`SOFT_S`), and no noise lies over
its take. A person is *seen* when the face is; a back is not enough.

- *speaker seen, or a reaction*: pictures over which somebody speaks that show the face of whom they hear
  longest, or are a reaction that is meant; and shots of none but such. A reaction calls itself one
  (`Event.shows`) and shows somebody else's face. It is meant over a part of a line whose speaker is seen in
  the rest; over a whole line only where that is short (`SHORT_S`) or no clean reading shows who speaks. A
  picture that leads (`Event.leads`) is a reaction, too, as long as it shows who speaks after it.
- *jump cut*: a join of two shots of one setup and camera, or of the same faces at the same size (the
  thirty-degree rule: on the stage such setups stand side by side). It *could be avoided* when of the line
  before or after it there is another clean reading that shows who speaks, and whose picture jumps neither at
  its beginning nor at its end; or when the take of one side goes on with a clean reading of the other's line.
- *line crossing*: a join of two pictures from two sides of the line, in a scene of several: everybody in them
  is on the other side than in the widest setup in the one, and not in the other. A picture of nobody between
  two lets the line be crossed. It *could be avoided* where the log says of both setups who looks where, as a
  jump cut could be, by pictures that neither cross nor jump. It is *told* when a finding says so of its line,
  or says of one of the two setups that nobody knows.
- *soft*: pictures that are out of focus for more than `SOFT_S`, and *noisy*: sound events from a take under
  noise, though a clean reading of the line exists.
- *split edit*: a change of speaker (two lines in a row in one scene, of two characters) at which the picture
  of the one line is cut to that of the other `LEAST_SPLIT` frames or more before or after the sound. Where
  the sound runs on through the change, it must be so far outside of the quiet between the two voices.

Source of the rules: Leake and others 2017, section 4; Katz, "Shot by Shot"; the figures are our own.
"""  # noqa: D400 -- it is a question

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from evaluation.cuts import edges_of, is_inside
from evaluation.marks import Mark, Marks
from evaluation.playing import Picture, Playing, View, plays, runs_on
from evaluation.truth import TrueReading, TrueTake
from rushes.cut import Event
from rushes.errors import Finding

SOFT_S: Final = 0.2
"""The stage's soft stretches begin so long before the words and end so long after them."""
SHORT_S: Final = 0.8
"""A line shorter than this is not worth a cut to its speaker: 20 frames."""
LEAST_SPLIT: Final = 2
"""Frames: one frame may come of rounding between two rates."""
CROSSED: Final = "crosses the line"
SIDES_NOT_KNOWN: Final = "sides not known"


def unseen_speakers(playing: Playing) -> Marks:
    """Mark the pictures over which somebody is heard who is not seen, and it is no reaction."""
    over = [one for one in playing.pictures if playing.speaker_over(one)]
    return Marks(len(over), tuple(filter(None, (_unseen(playing, one) for one in over))))


def shots_of_unseen_speakers(playing: Playing) -> Marks:
    """Mark the shots in which there is such a picture."""
    spoken_over = [
        (shot, faults)
        for shot in playing.shots
        if (faults := [_unseen(playing, one) for one in shot if playing.speaker_over(one)])
    ]
    wrong = [next(filter(None, faults)) for _, faults in spoken_over if any(faults)]
    return Marks(len(spoken_over), tuple(wrong))


def _unseen(playing: Playing, picture: Picture) -> Mark | None:
    who = playing.speaker_over(picture)
    if who is None or who in picture.take.faces:
        return None
    reacts = picture.event.shows == "reaction" or _leads(playing, picture)
    if reacts and picture.take.faces and _is_meant(playing, picture, who):
        return None
    faces = ", ".join(picture.take.faces) or "nobody"
    return Mark(picture.event.line, f"{who} speaks, {faces} is seen ({_named(picture.take)})", picture.number)


def _leads(playing: Playing, picture: Picture) -> bool:
    """Tell whether a picture begins before its sound, and shows who then speaks."""
    speaks = {one.line: one.character for one in playing.truth.readings}
    return picture.event.leads > 0 and speaks.get(picture.event.line) in picture.take.faces


def _is_meant(playing: Playing, picture: Picture, who: str) -> bool:
    """Tell whether a reaction has a reason: its line goes on over its speaker, is short, or has no other."""
    record = picture.event.record
    said = playing.heard_in(record.start_s, record.end_s)
    ((line, _),) = Counter(one.reading.line for one in said if one.who == who).most_common(1)
    if any(who in one.take.faces for one in playing.pictures if one.event.line == line):
        return True
    heard = next((one for one in playing.cut.spoken if one.line == line), None)
    words = list(playing.words_of(heard)) if heard else []
    if words and words[-1].word.out_s - words[0].word.in_s < SHORT_S:
        return True
    return not any(who in playing.takes[one.file].faces for one in clean_readings(playing, line or ""))


def reactions(playing: Playing) -> Marks:
    """Mark the pictures that are reactions, of all over which somebody speaks."""
    over = [one for one in playing.pictures if playing.speaker_over(one)]
    found = [one for one in over if one.event.shows == "reaction"]
    return Marks(len(over), tuple(Mark(one.event.line, "a reaction", one.number) for one in found))


def jump_cuts(playing: Playing, *, avoidable: bool = False) -> Marks:
    """Mark the joins that jump, or only those that need not."""
    found = [
        Mark(
            after.event.line,
            f"{_named(before.take)} to {_named(after.take)} jumps" + (f"; {how}" if how else ""),
            after.number,
        )
        for before, after in playing.joins
        if _jumps(before.take, after.take)
        for how in [_way_out(playing, before, after, _jumps) if avoidable else ""]
        if not avoidable or how
    ]
    return Marks(len(playing.joins), tuple(found))


def _jumps(one: TrueTake, other: TrueTake) -> bool:
    if (one.setup, one.camera) == (other.setup, other.camera):
        return True
    return bool(one.faces) and _view(one) == _view(other)


def _view(take: TrueTake) -> View:
    return take.size, frozenset(take.faces)


def _way_out(
    playing: Playing, before: Picture, after: Picture, bad: Callable[[TrueTake, TrueTake], bool]
) -> str:
    """Return how a bad join could be avoided, or an empty text."""
    earlier, later = _beside(playing, before, -1), _beside(playing, after, 1)
    if (goes_on := _goes_on(playing, before, after)) is not None:
        return f"{_named(goes_on)} goes on"
    for line, left, right in (
        (after.event.line, before.take, later.take if later else None),
        (before.event.line, earlier.take if earlier else None, after.take),
    ):
        for reading in clean_readings(playing, line):
            take = playing.takes[reading.file]
            sides = [side for side in (left, right) if side is not None]
            if reading.character in take.faces and not any(bad(take, side) for side in sides):
                return f"line {line} is clean in {_named(take)}, too"
    return ""


def _beside(playing: Playing, picture: Picture, step: int) -> Picture | None:
    """Return the picture before or after one, in its scene."""
    at = picture.number - 1 + step
    if not 0 <= at < len(playing.pictures):
        return None
    other = playing.pictures[at]
    return other if other.scene == picture.scene else None


def _goes_on(playing: Playing, before: Picture, after: Picture) -> TrueTake | None:
    """Return the take of either side that plays both lines one after the other, both clean; else None.

    It shows who speaks the line for which the other side was taken.
    """
    lines = (before.event.line, after.event.line)
    for take, instead in ((before.take, 1), (after.take, 0)):
        clean = [one for line in lines for one in clean_readings(playing, line) if one.file == take.file]
        said = sorted(take.readings, key=lambda one: one.in_s)
        for one, other in pairwise(said):
            both = (one.line, other.line) == lines and one in clean and other in clean
            if both and lines[0] != lines[1] and (one, other)[instead].character in take.faces:
                return take
    return None


def line_crossings(playing: Playing) -> Marks:
    """Mark the joins that cross the line."""
    return Marks(len(playing.joins), tuple(_crossing(before, after) for before, after in _crossed(playing)))


def untold_crossings(playing: Playing, findings: Sequence[Finding]) -> Marks:
    """Mark the joins that cross the line, of which no finding says it."""
    told = {finding.subject for finding in findings if finding.kind == CROSSED}
    unknown = {name for one in findings if one.kind == SIDES_NOT_KNOWN for name in one.subject.split(", ")}
    found = [
        _crossing(before, after)
        for before, after in _crossed(playing)
        if after.event.line not in told and not {before.take.setup, after.take.setup} & unknown
    ]
    return Marks(len(playing.joins), tuple(found))


def avoidable_crossings(playing: Playing) -> Marks:
    """Mark the joins that cross the line and need not, between setups whose looks the log notes."""
    across, noted = _across(playing), {take.setup for take in playing.truth.takes if take.looks}

    def bad(one: TrueTake, other: TrueTake) -> bool:
        return _jumps(one, other) or across(one) is (not across(other))

    found = [
        _crossing(before, after, how)
        for before, after in _crossed(playing)
        if {before.take.setup, after.take.setup} <= noted and (how := _way_out(playing, before, after, bad))
    ]
    return Marks(len(playing.joins), tuple(found))


def _crossing(before: Picture, after: Picture, how: str = "") -> Mark:
    what = f"{_named(before.take)} to {_named(after.take)} crosses the line" + (f"; {how}" if how else "")
    return Mark(after.event.line, what, after.number)


def _crossed(playing: Playing) -> Iterator[tuple[Picture, Picture]]:
    """Yield the pictures on the two sides of every crossing."""
    across = _across(playing)
    for before, after in playing.joins:
        if across(before.take) is not None and across(before.take) is (not across(after.take)):
            yield before, after


def _across(playing: Playing) -> Callable[[TrueTake], bool | None]:
    """Return what tells whether a take was filmed from across the line; None: nobody is in it.

    The line runs as the widest setup of the scene has it, that of most people.
    """
    usual: dict[str, dict[str, str]] = {}
    for take in sorted(playing.truth.takes, key=lambda one: (one.size == "wide", len(one.seen))):
        usual.setdefault(take.scene, {}).update({one.character: one.side for one in take.seen if one.side})

    def across(take: TrueTake) -> bool | None:
        sides = [one.side != usual[take.scene][one.character] for one in take.seen if one.side]
        return any(sides) if sides else None

    return across


def soft_pictures(playing: Playing) -> Marks:
    """Mark the pictures that are soft although a clean reading of their line exists."""
    found = [
        Mark(one.event.line, f"{_named(one.take)} is soft for {soft_s:.2f} s", one.number)
        for one in playing.pictures
        if (soft_s := _soft_s(one.take, one.event.source.start_s, one.event.source.end_s)) > SOFT_S
        and clean_readings(playing, one.event.line)
    ]
    return Marks(len(playing.pictures), tuple(found))


def noisy_sounds(playing: Playing) -> Marks:
    """Mark the lines that are heard out of a noisy take although a clean reading of them exists."""
    sounds = playing.cut.spoken
    found = [
        Mark(event.line, f"{event.file} is under {noise}")
        for event in sounds
        if (noise := _noise(playing, event)) and clean_readings(playing, event.line)
    ]
    return Marks(len(sounds), tuple(found))


def _noise(playing: Playing, event: Event) -> str:
    return next((take.noise for take in playing.truth.takes if take.noise and plays(take, event.file)), "")


def clean_readings(playing: Playing, line: str) -> list[TrueReading]:
    """Return the readings of a line that are as written, sharp, and not under noise."""
    return [
        one
        for one in playing.truth.readings
        if one.line == line and not one.altered and _is_clean(playing.takes[one.file], one)
    ]


def _is_clean(take: TrueTake, reading: TrueReading) -> bool:
    return not take.noise and _soft_s(take, reading.in_s, reading.out_s) <= 0


def _soft_s(take: TrueTake, start_s: float, end_s: float) -> float:
    return sum(max(0.0, min(end_s, until) - max(start_s, since)) for since, until in take.soft)


def split_edits(playing: Playing, *, of_cut: bool = False) -> Marks:
    """Mark the split edits among the changes of speaker; of_cut: among those where the picture is cut."""
    found, judged = [], 0
    for before, after in _changes(playing):
        apart = _apart(playing, before, after)
        judged += not of_cut or apart is not None
        if apart is not None and abs(apart) >= LEAST_SPLIT:
            first = "picture" if apart < 0 else "sound"
            found.append(Mark(after.line, f"{first} first by {abs(apart)} frames"))
    return Marks(judged, tuple(found))


def picture_first(playing: Playing) -> Marks:
    """Mark those of the split edits at which the picture is cut first."""
    split = split_edits(playing).found
    return Marks(len(split), tuple(mark for mark in split if mark.what.startswith("picture")))


def _changes(playing: Playing) -> Iterator[tuple[Event, Event]]:
    """Yield the sound events on the two sides of every change of speaker."""
    sounds = sorted(playing.cut.spoken, key=lambda event: event.record.start)
    speaks = {one.line: one.character for one in playing.truth.readings}
    for before, after in pairwise(sounds):
        same_scene = before.line.rpartition(".")[0] == after.line.rpartition(".")[0]
        if same_scene and speaks.get(before.line) != speaks.get(after.line):
            yield before, after


def _apart(playing: Playing, before: Event, after: Event) -> int | None:
    """Return by how many frames the picture is cut after the sound; 0: together; None: not at all.

    Through sound that runs on, the whole quiet between the two voices counts as together.
    """
    lines = (before.line, after.line)
    cut = next(
        (b.event.record.start for a, b in playing.joins if (a.event.line, b.event.line) == lines), None
    )
    if cut is None:
        return None
    rate, first, last = playing.cut.rate, after.record.start, after.record.start
    if runs_on(before, after):
        ends = [one.word.out_s for one in playing.words_of(before)]
        begins = [one.word.in_s for one in playing.words_of(after)]
        first = min(first, int(max(ends, default=float(first / rate)) * rate))
        last = max(last, int(min(begins, default=float(last / rate)) * rate) + 1)
    return cut - min(max(cut, first), last)


def split_words(playing: Playing, kind: str) -> Marks:
    """Mark the cuts of all tracks of a kind (``V`` or ``A``) that fall inside a word of their own clip."""
    tracks = sorted({event.track for event in playing.cut.events if event.track.startswith(kind)})
    edges = [edge for track in tracks for edge in edges_of(playing.cut.track(track))]
    found = [
        Mark(edge.event.line, f"cut in “{spoken.word.text}” at {edge.at_s:.2f} s of {edge.event.file}")
        for edge in edges
        for spoken in playing.spoken_in(edge.event.file)
        if is_inside(edge, spoken.word)
    ]
    return Marks(len(edges), tuple(found))


def seen_split_words(playing: Playing) -> Marks:
    """Mark the cuts of pictures in the middle of a word that a face in them says."""
    edges = edges_of(playing.cut.track("V1"))
    found = [
        Mark(edge.event.line, f"{spoken.who}'s mouth is cut in “{spoken.word.text}”, {edge.event.file}")
        for edge in edges
        for spoken in playing.spoken_in(edge.event.file)
        if spoken.who in playing.takes[edge.event.file].faces and is_inside(edge, spoken.word)
    ]
    return Marks(len(edges), tuple(found))


def _named(take: TrueTake) -> str:
    """Return a take as an editor writes it."""
    camera = f" {take.camera}" if take.camera not in {"", "A"} else ""
    return f"{take.setup}-{take.take}{camera}" if take.setup else take.file
