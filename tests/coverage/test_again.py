"""A script that was revised: what was heard holds where it can, and only the rest is heard again."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.coverage import line_clip, still_holds
from rushes.footage.model import Clip
from rushes.screenplay import Line
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Again, Heard, HeardWord, Script, ScriptEar, Stretch, listen, listen_again
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE
from tests.coverage.making import heard, sound_of, with_scores
from tests.sound.making import Track, clap, take, written

TWELVE = (
    "Where were you on Thursday night?",
    "I was at home with my brother all evening.",
    "Nobody saw you there.",
    "Ask the woman who lives across the street.",
    "She moved to Chicago three years ago.",
    "Then somebody else must have turned on the light.",
    "You were looking at my windows?",
    "Everybody in this town looks at your windows.",
    "What did the letter say?",
    "It said that he was never coming back.",
    "And you believed it?",
    "I wanted to believe it.",
)
AS_IT_WAS = "She went to Boston after the war."
"""The fifth line before the writer took over what was said."""


@dataclass
class CountingEar:
    """The built-in ear, and the seconds of sound it was given each time."""

    name: str = ScriptEar().name
    given: list[float] = field(default_factory=list)

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:
        """Hear, and count."""
        self.given.append(samples.size / SAMPLE_RATE)
        return ScriptEar().words(samples, scenes)


def scene(*texts: str) -> tuple[tuple[Line, ...], ...]:
    return (tuple(Line(f"1.{n}", "1", "ANNA", text) for n, text in enumerate(texts, 1)),)


def words_of(scenes: tuple[tuple[Line, ...], ...]) -> Script:
    return tuple(tuple(spoken_words(line.text) for line in lines) for lines in scenes)


def the_clip(path: Path, seconds: float) -> Clip:
    rate = Fraction(25)
    return Clip(path, path.name, "0" * 64, rate, int(seconds * rate), channels=1)


def spoken(*lines: str) -> Track:
    pieces: list[Track | str | float] = [0.6, clap(), 0.9]
    for line in lines:
        pieces += [line, 0.8]
    return take(*pieces)


@pytest.mark.slow
def test_one_line_of_twelve_is_changed_and_only_it_is_heard_again(tmp_path: Path) -> None:
    """The writer takes over what the actor said: a tenth of the sound is heard again, the rest is as it was.

    And what is heard is what a fresh lining hears.
    """
    track = spoken(*TWELVE)
    path = written(tmp_path / "1-1.wav", track.samples)
    clip = the_clip(path, track.seconds)
    before, now = scene(*TWELVE[:4], AS_IT_WAS, *TWELVE[5:]), scene(*TWELVE)
    earlier = listen(path, words_of(before))
    ear = CountingEar()
    again = still_holds(before, now, clip, earlier)
    assert again is not None
    heard_again = listen_again(path, earlier, again, ear)
    assert len(again.held) == 11
    assert sum(ear.given) < track.seconds / 9
    was = [word for word in earlier.words if any(h.in_s <= word.in_s < h.out_s for h in again.held)]
    assert set(was) <= set(heard_again.words)
    readings, off = line_clip(now, clip, heard_again)
    fresh, _ = line_clip(now, clip, listen(path, words_of(now)))
    assert [(r.line, r.kind) for r in readings] == [(f"1.{n}", "as written") for n in range(1, 13)]
    assert [(r.line, r.kind) for r in readings] == [(r.line, r.kind) for r in fresh]
    assert [r.in_s for r in readings] == pytest.approx([r.in_s for r in fresh], abs=0.05)
    assert [r.out_s for r in readings] == pytest.approx([r.out_s for r in fresh], abs=0.05)
    assert not off
    assert heard_again.claps == earlier.claps


BEFORE = scene("Where were you on Thursday night?", "I was at home.", "Nobody saw you there.")
WHERE, HOME, NOBODY = "where were you on thursday night", "i was at home", "nobody saw you there"
SAID = heard(WHERE, 0.8, HOME, 0.8, NOBODY, 0.8, "cut")


def plan(now: tuple[tuple[Line, ...], ...], sound: Heard, seconds: float = 60.0) -> Again | None:
    return still_holds(BEFORE, now, the_clip(Path("1-1.wav"), seconds), sound)


def covers(stretches: tuple[Stretch, ...], words: tuple[HeardWord, ...]) -> list[str]:
    return [w.text for w in words if any(s.in_s <= w.in_s and w.out_s <= s.out_s for s in stretches)]


def test_readings_of_a_line_that_is_gone_are_heard_again() -> None:
    """And so is what was off script: it may be a line by now."""
    again = plan(scene("Where were you on Thursday night?", "Nobody saw you there."), sound_of(*SAID))
    assert again
    assert covers(again.hear, SAID) == ["i", "was", "at", "home", "cut"]
    assert covers(again.held, SAID) == [*WHERE.split(), *NOBODY.split()]


def test_a_reading_that_nobody_is_sure_of_is_heard_again() -> None:
    doubtful = with_scores(SAID, *[0.9] * 6, *[0.3] * 4, *[0.9] * 5)
    again = plan(scene(*(line.text for line in BEFORE[0]), "Cut it out, will you?"), sound_of(*doubtful))
    assert again
    assert covers(again.hear, doubtful) == ["i", "was", "at", "home", "cut"]


def test_an_altered_reading_that_a_new_line_explains_better_is_heard_again() -> None:
    """Both are written now: what was said, and what should have been."""
    words = heard(WHERE, 0.8, "i was never there", 0.8, NOBODY)
    now = scene(*(line.text for line in BEFORE[0]), "I was never at the station.")
    again = plan(now, sound_of(*words))
    assert again
    assert "never" in covers(again.hear, words)
    assert "nobody" not in covers(again.hear, words)


def test_a_reading_that_runs_straight_on_with_one_that_does_not_hold_is_heard_again_with_it() -> None:
    """Where one ended and the next began was decided for both together; a broken reading never holds."""
    said, as_written = "ask the woman who lives across", "Ask the young woman who lives across."
    words = heard(WHERE, 0.8, HOME, said, 0.8, said, 0.8, "nobody")
    before = scene(*(line.text for line in BEFORE[0]), as_written)
    now = scene("Where were you on Thursday night?", "Nobody saw you there.", as_written)
    again = still_holds(before, now, the_clip(Path("1-1.wav"), 60.0), sound_of(*words))
    assert again
    assert covers(again.held, words) == [*WHERE.split(), *said.split()]
    assert "nobody" in covers(again.hear, words)


def test_a_voice_that_was_not_understood_is_heard_again() -> None:
    """Whispered, and left out as background: loud for a while is enough."""
    sound = sound_of(*SAID[:14])
    levels = list(sound.levels)
    levels[200:208] = [-45.0] * 8
    sound = replace(sound, levels=tuple(levels))
    again = plan(scene(*(line.text for line in BEFORE[0]), "Help."), sound)
    assert again
    assert any(stretch.in_s <= 20.0 and stretch.out_s >= 20.8 for stretch in again.hear)
    assert again.seconds < 3.0


def test_where_nearly_all_would_be_heard_again_all_is_heard() -> None:
    sound = sound_of(*SAID, seconds=8.0)
    assert plan(scene("Something else."), sound, 8.0) is None


def test_a_stretch_begins_and_ends_in_a_pause() -> None:
    """The ear does not begin in the middle of a word."""
    quiet = (Stretch(0.0, 1.0), Stretch(2.48, 3.3), Stretch(4.28, 5.1), Stretch(6.1, 6.8), Stretch(7.0, 60.0))
    now = scene("Where were you on Thursday night?", "Nobody saw you there.")
    again = plan(now, replace(sound_of(*SAID), quiet=quiet))
    assert again
    assert again.hear[0].in_s == pytest.approx(2.8)
    assert again.hear[0].out_s == pytest.approx(4.78, abs=0.05)


def test_what_is_heard_again_is_weighed_against_the_new_lines_and_their_neighbours() -> None:
    """Two before and two after; all others were weighed there before, and not found."""
    texts = [line.text for line in BEFORE[0]]
    again = plan(scene(*texts, "One.", "Two.", "Three."), sound_of(*SAID))
    assert again
    assert again.scenes == words_of(scene(*texts[1:], "One.", "Two.", "Three."))
    gone = plan(scene(*texts[:2]), sound_of(*SAID))
    assert gone
    assert gone.scenes == words_of(scene(*texts[:2]))
