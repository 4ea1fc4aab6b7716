"""Under pictures without a sound of their own lies the quiet of a take, as it was recorded; nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from rushes.coverage.model import OffScript
from rushes.cut import Cut, Event, Reason
from rushes.cut.quiet import Quiet
from rushes.cut.room_tone import with_room_tone
from rushes.errors import Finding
from rushes.footage.model import Behind, Clip
from rushes.sound.model import Heard
from rushes.timecode import Span
from tests.cut.shooting import RATE, a_reading, a_script, a_take, crew, heard, lined
from tests.cut.test_sound import a_recording

TALK = a_script("ANNA One two three four / BEN One two three four", "ANNA One two three four")
MASTER, CLOSE, INSERT = a_take("1-1", channels=1), a_take("1A-1", channels=1), a_take("1B-1")
OTHER_SCENE = a_take("2-1", channels=1)


def a_room(*quiet: tuple[float, float], noise: float = -60.0, **other: object) -> Heard:
    """Return what was heard of a minute: quiet of a room, and a voice at -25 dBFS everywhere else."""
    levels = [-25.0] * 600
    for start, end in quiet:
        levels[round(10 * start) : round(10 * end)] = [noise] * round(10 * (end - start))
    return replace(heard(quiet=quiet), levels=tuple(levels), noise_db=noise, **other)  # type: ignore[arg-type]


def placed(track: str, line: str, clip: Clip, at: int, frames: int = 50) -> Event:
    """Return an event of so many frames of a clip."""
    rate, first = clip.rate, 100
    source = Span(first, first + frames * rate // RATE, rate)
    return Event(
        track, line, clip.file, source, Span(at, at + frames, RATE), 1.0, needs_look=False, reasons=()
    )


def film(*, insert: Clip = INSERT, clips: tuple[Clip, ...] = (MASTER, CLOSE), hole: int = 50) -> Cut:
    """Return a film of two lines, each from a take of its own, with a silent insert between them."""
    after = 50 + hole
    lines = (("1.1", clips[0], 0), ("1.2", clips[1], after))
    beat = replace(placed("V1", "1.1", insert, 50, hole), shows="beat")
    pictures = [placed("V1", *line) for line in lines]
    sounds = [placed("A1", *line) for line in lines]
    events = (pictures[0], beat, pictures[1], *sounds)
    return Cut("Film", RATE, "classic", events, clips=tuple(dict.fromkeys((*clips, insert))))


def toned(
    cut: Cut, ears: Mapping[str, Heard], *said: OffScript, clips: tuple[Clip, ...] = ()
) -> tuple[Cut, tuple[Finding, ...]]:
    """Return a film with room tone, by what was heard of its takes."""
    known = clips or (*cut.clips, OTHER_SCENE)
    readings = (a_reading("1.1", "1-1", 50.0), a_reading("1.2", "1A-1", 50.0))
    script = lined(TALK, *readings, *said, clips=known, ears=dict(ears))
    return with_room_tone(cut, Quiet(script))


def tones(cut: Cut) -> list[Event]:
    """Return the room tone of a film."""
    return [event for event in cut.events if event.shows == "tone"]


def test_the_quiet_of_the_take_beside_it_lies_under_a_silent_insert() -> None:
    """Four seconds of quiet in the take before it: their middle, a frame longer on both sides."""
    cut, findings = toned(film(), {"1-1": a_room((10.0, 14.5)), "1A-1": a_room((20.0, 30.0))})
    (tone,) = tones(cut)
    assert (tone.track, tone.file, tone.line) == ("A2", "1-1.mov", "1.1")
    assert (tone.record.start, tone.record.end) == (49, 101)
    assert tone.source == Span(280, 332, RATE)
    assert findings == ()


def test_it_says_where_it_is_from() -> None:
    cut, _ = toned(film(), {"1-1": a_room((10.0, 14.0))})
    assert tones(cut)[0].reasons == (Reason("room tone", 0.0, "2.1 s of the quiet in 1-1"),)


def test_picture_and_lines_stay_as_they_are() -> None:
    bare = film()
    cut, _ = toned(bare, {"1-1": a_room((10.0, 14.0))})
    assert tuple(event for event in cut.events if event.shows != "tone") == bare.events
    assert cut.frames == bare.frames
    assert [event.line for event in cut.spoken] == ["1.1", "1.2"]


def test_a_film_whose_sound_runs_through_gets_none() -> None:
    bare = film()
    own = replace(placed("A1", "1.1", MASTER, 50), shows="beat")
    whole = replace(bare, events=(*bare.events, own))
    assert toned(whole, {"1-1": a_room((10.0, 14.0))}) == (whole, ())


def test_the_other_take_beside_it_is_next_then_the_setup_then_the_scene_and_never_another_scene() -> None:
    again, wide = a_take("1A-2", channels=1), a_take("1C-1", channels=1)
    everything = (MASTER, CLOSE, INSERT, again, wide, OTHER_SCENE)
    ears = {
        "1-1": a_room((10.0, 11.0)),
        "1A-1": a_room((20.0, 30.0)),
        "1A-2": a_room((20.0, 30.0)),
        "1C-1": a_room((20.0, 30.0)),
        "2-1": a_room((20.0, 30.0)),
    }
    found = []
    for take in ("1A-1", "1A-2", "1C-1"):
        found.append(tones(toned(film(), ears, clips=everything)[0])[0].file)
        ears[take] = a_room()
    assert found == ["1A-1.mov", "1A-2.mov", "1C-1.mov"]
    left, findings = toned(film(), ears | {"1-1": a_room()}, clips=everything)
    assert tones(left) == []
    assert [finding.kind for finding in findings] == ["silence"]


def test_where_there_is_no_quiet_it_stays_silent_and_is_told() -> None:
    cut, (finding,) = toned(film(), {"1-1": a_room(), "1A-1": a_room()})
    assert tones(cut) == []
    assert (finding.kind, finding.subject) == ("silence", "1.1")
    assert finding.fact.startswith("2.0 s of the film under 1B-1 at 00:00:02:00 are silent")


def test_nothing_is_looped_pieces_of_one_take_follow_each_other_in_turn_on_two_tracks() -> None:
    """Three stretches of a second and less make 2 s: no frame is heard twice, and they lap by a frame."""
    cut, findings = toned(film(), {"1-1": a_room((10.0, 11.0), (20.0, 20.8), (30.0, 30.6))})
    pieces = sorted(tones(cut), key=lambda one: one.record.start)
    assert (len(pieces), findings) == (3, ())
    assert [one.record.end - 1 for one in pieces[:-1]] == [one.record.start for one in pieces[1:]]
    assert min(one.record.frames for one in pieces) >= 8
    assert [one.track for one in pieces] == ["A2", "A3", "A2"]
    assert len({frame for one in pieces for frame in range(one.source.start, one.source.end)}) == sum(
        one.source.frames for one in pieces
    )


def test_rather_one_piece_as_long_as_the_hole_than_two_that_reach_under_the_lines() -> None:
    cut, _ = toned(film(), {"1-1": a_room((10.0, 12.0), (20.0, 21.0))})
    assert [(one.record.start, one.record.end) for one in tones(cut)] == [(50, 100)]


def test_what_the_pieces_do_not_fill_is_told() -> None:
    cut, (finding,) = toned(film(hole=100), {"1-1": a_room((10.0, 11.0))})
    assert sum(one.record.frames for one in tones(cut)) < 100
    assert "are silent" in finding.fact


@pytest.mark.parametrize(
    ("heard_there", "why"),
    [
        (a_room((10.0, 14.0), claps=(12.0,)), "the slate claps"),
        (replace(a_room((10.0, 14.0)), levels=(-60.0,) * 120 + (-40.0,) + (-60.0,) * 479), "somebody steps"),
        (a_room((10.0, 14.0), noise=-96.0), "the microphone is muted"),
    ],
)
def test_what_is_no_quiet_of_a_room_is_not_laid(heard_there: Heard, why: str) -> None:
    """Of four seconds too little is left where something is heard in their middle."""
    cut, _ = toned(film(), {"1-1": heard_there, "1A-1": a_room((20.0, 30.0))})
    assert {one.file for one in tones(cut)} == {"1A-1.mov"}, why


def test_the_crew_is_kept_out() -> None:
    said = crew("1-1", 11.9, 12.2)
    cut, _ = toned(film(), {"1-1": a_room((10.0, 14.0)), "1A-1": a_room((20.0, 30.0))}, said)
    assert {one.file for one in tones(cut)} == {"1A-1.mov"}


def test_a_take_under_a_plane_does_not_go_with_a_quiet_one() -> None:
    """Both lines stand in a room at -60 dBFS; the only long quiet is under noise at -42."""
    loud = a_take("1C-1", channels=1)
    ears = {
        "1-1": a_room((10.0, 10.6)),
        "1A-1": a_room((10.0, 10.6)),
        "1C-1": a_room((20.0, 30.0), noise=-42.0),
    }
    cut, _ = toned(film(), ears, clips=(MASTER, CLOSE, INSERT, loud))
    assert "1C-1.mov" not in {one.file for one in tones(cut)}


def test_a_recording_gives_its_own_tone_in_samples_on_a_track_for_each_file() -> None:
    boom, lav = a_recording("t_1.wav"), a_recording("t_2.wav")
    recorded = replace(MASTER, behind=(Behind(boom, -5.0), Behind(lav, -5.0)))
    bare = film(clips=(recorded, CLOSE))
    cut, _ = toned(bare, {"1-1": a_room((10.0, 14.0))})
    assert [(one.track, one.file) for one in tones(cut)] == [("A2", "t_1.wav"), ("A3", "t_2.wav")]
    assert tones(cut)[0].source.rate == Fraction(48000)
    assert {boom, lav} <= set(cut.clips)


def test_a_line_whose_file_has_no_more_sound_is_filled_up() -> None:
    """The camera's sound breaks off half a second before its picture does."""
    short = replace(a_room((1.0, 2.9)), duration_s=5.5)
    cut, _ = toned(film(hole=0), {"1-1": short, "1A-1": a_room((20.0, 30.0))})
    assert [(one.record.start, one.record.end) for one in tones(cut)] == [(37, 51)]


def test_a_film_without_any_sound_has_no_holes_in_it() -> None:
    mute = replace(film(), events=film().track("V1"))
    assert toned(mute, {"1-1": a_room((10.0, 14.0))}) == (mute, ())
