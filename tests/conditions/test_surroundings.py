"""What surrounds a performance: the crew, the room, aeroplanes, and nothing at all."""

import numpy as np
import pytest

from rushes.stage.model import Noise
from tests.conditions.playing import Set, crew
from tests.sound.making import noise, pause, take

NOBODY = "3: nobody saw you there"
ASK = "4: ask the woman who lives across the street"


def test_the_crews_calls_are_no_readings(kitchen: Set) -> None:
    """'Quiet, please', 'rolling', 'speed', 'action' before; 'cut', 'going again', 'reset' after."""
    story = kitchen.play(
        crew("Quiet, please.", "assistant"),
        crew("Rolling.", "camera"),
        crew("Speed.", "sound"),
        crew("And action."),
        kitchen.line(3),
        kitchen.line(4),
        crew("And cut.", pause_s=0.9),
        crew("Going again.", "director"),
        crew("Reset.", "camera"),
    )
    assert story.told == [NOBODY, ASK]
    assert sum(story.read_within(*call) for call in story.of_crew()) < 0.1


def test_what_the_crew_calls_close_by_is_reported_as_off_script(kitchen: Set) -> None:
    """A director beside the camera is nearly as loud as a performer who whispers."""
    story = kitchen.play(
        crew("And action.", "assistant"),
        kitchen.line(3),
        kitchen.line(4, pause_s=0.6),
        crew("And cut. Going again, back to one please.", "assistant", pause_s=0.9),
    )
    assert story.told == [NOBODY, ASK]
    last = story.of_crew()[-1]
    assert story.off_within(*last) > 0.5 * (last[1] - last[0])


@pytest.mark.parametrize("kind", ["white", "hum", "plane"])
def test_under_a_noise_of_12_db_every_line_is_found(kitchen: Set, kind: str) -> None:
    """A hiss, the mains with its overtones, an aeroplane."""
    lines = [kitchen.line(n) for n in (1, 2, 4)]
    story = kitchen.play(*lines, noise=Noise(kind, 12.0))  # type: ignore[arg-type]
    assert story.passes == [("1", 1), ("2", 1), ("4", 1)]
    assert all(word.state == "said" for reading in story.found.readings for word in reading.words)


@pytest.mark.parametrize(
    "sound",
    [pause(4.0), *(noise(4.0, rms) for rms in (5.0, 300.0, 5000.0))],
    ids=["silence", "a quiet room", "a loud room", "a waterfall"],
)
def test_where_nobody_speaks_nothing_is_read_or_reported(kitchen: Set, sound: object) -> None:
    """A clip of the room: no line, nothing off script, and a finding that says so."""
    story = kitchen.heard(sound.samples)  # type: ignore[attr-defined]
    assert (story.told, story.found.off_script) == ([], ())
    assert "nothing of the script heard" in {finding.kind for finding in story.findings}
    assert story.found.missing == tuple(line.id for line in kitchen.screenplay.lines)


def test_a_clip_of_other_talk_has_no_readings(kitchen: Set) -> None:
    """Somebody tells of the weather and of lunch while the camera runs: all of it is off script."""
    sound = take(0.5, "The weather will be cold tomorrow.", 0.8, "We need another battery before lunch.", 0.5)
    story = kitchen.heard(sound.samples)
    assert story.told == []
    assert sum(one.out_s - one.in_s for one in story.found.off_script) > 2.0


def test_the_loudest_of_takes_is_heard_as_well_as_the_lowest(kitchen: Set) -> None:
    """A recordist's gain is no performance: 30 dB up or down, the same readings."""
    sound = take(0.5, "Nobody saw you there.", 0.7, "Ask the woman who lives across the street.", 0.5)
    quiet = (sound.samples / 20).astype(np.int16)
    assert kitchen.heard(sound.samples).told == kitchen.heard(quiet).told == [NOBODY, ASK]
