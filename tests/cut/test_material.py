"""Real rushes with exact truth, as a perfect ear would hear them."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from rushes.coverage.model import LinedScript, OffScript, Reading, ReadWord
from rushes.cut import TASTES, Cut, first_cut
from rushes.footage.model import Clip, Slate
from rushes.screenplay import Screenplay, read_screenplay
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.timecode import Span, frame_from

RATE = Fraction(25)


@dataclass(frozen=True)
class Truth:
    """The strung scenes, with every word as it was really said."""

    script: Screenplay
    lined: LinedScript


@pytest.fixture(scope="module")
def truth(material: Path) -> Truth:
    """Return the lined script that a perfect ear would make of the strung scenes."""
    folder = material / "grid-scenes"
    script, _ = read_screenplay(folder / "screenplay.fountain")
    takes = json.loads((folder / "truth.json").read_text())["takes"]
    order = [line.id for line in script.lines]
    readings = [reading for take in takes for reading in _readings(take)]
    readings.sort(key=lambda reading: (order.index(reading.line), reading.file, reading.in_s))
    return Truth(
        script,
        LinedScript(
            clips=tuple(_clip(take) for take in takes),
            lines=script.lines,
            readings=tuple(readings),
            off_script=tuple(speech for take in takes for speech in _ad_libs(take)),
            missing=tuple(line for line in order if line not in {reading.line for reading in readings}),
            heard={take["file"]: _heard(take) for take in takes},
        ),
    )


def _clip(take: dict[str, Any]) -> Clip:
    slate = Slate(take["scene"], take["setup"], take["take"], "A", source="name")
    start = frame_from(take["timecode"], RATE)
    path = Path("/rushes") / take["file"]
    return Clip(path, take["file"], "0" * 64, RATE, take["frames"], start, has_timecode=True, slate=slate)


def _readings(take: dict[str, Any]) -> list[Reading]:
    readings, passes = [], dict[str, int]()
    for number, found in enumerate(take["readings"]):
        if found["line"] is None:
            continue
        passes[found["line"]] = passes.get(found["line"], 0) + 1
        readings.append(_reading(take, found, passes[found["line"]], number))
    return readings


def _reading(take: dict[str, Any], found: dict[str, Any], pass_number: int, number: int) -> Reading:
    good = found["kind"] == "good"
    spoken = found["words"]
    start, end = spoken[0][0], spoken[-1][1]
    return Reading(
        line=found["line"],
        file=take["file"],
        pass_number=pass_number,
        span=Span.around(start, end, RATE),
        in_s=start,
        out_s=end,
        kind="as written" if good else "altered",
        fidelity=1.0 if good else 0.75,
        confidence=0.98 - 0.001 * (number % 7),
        words=tuple(ReadWord(word, "said", word, a, b) for a, b, word in spoken),
        clear_db=float(take["noise_snr_db"] or 38),
    )


def _ad_libs(take: dict[str, Any]) -> list[OffScript]:
    found = [reading["words"] for reading in take["readings"] if reading["line"] is None]
    return [
        OffScript(take["file"], Span.around(w[0][0], w[-1][1], RATE), w[0][0], w[-1][1], "ad-lib")
        for w in found
    ]


def _heard(take: dict[str, Any]) -> Heard:
    words = sorted((a, b, word) for reading in take["readings"] for a, b, word in reading["words"])
    duration = take["frames"] / 25
    edges = [take["clap_s"] + 0.1, *(edge for a, b, _ in words for edge in (a, b)), duration]
    return Heard(
        ear="truth",
        duration_s=duration,
        words=tuple(HeardWord(word, a, b) for a, b, word in words),
        quiet=tuple(Stretch(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 0.15),
        claps=(take["clap_s"],),
    )


def _cuts(cut: Cut) -> list[tuple[str, float]]:
    """Return (file, second) of every real cut: the ends of events that do not simply run on."""
    events = cut.track("V1")
    found = []
    for before, now in zip((None, *events), (*events, None), strict=True):
        if before and now and before.file == now.file and before.source.end == now.source.start:
            continue
        found += [(before.file, before.source.end_s)] if before else []
        found += [(now.file, now.source.start_s)] if now else []
    return found


@pytest.mark.material
@pytest.mark.parametrize("taste", TASTES)
def test_a_perfect_ear_makes_a_perfect_first_cut(truth: Truth, taste: str) -> None:
    """All 36 lines stand in story order, none altered, no cut in a word, no ad-lib, no clap."""
    cut, findings = first_cut(truth.script, truth.lined, TASTES[taste])
    events = cut.track("A1")
    assert findings == ()
    assert [event.line for event in events] == [line.id for line in truth.script.lines]
    assert len(events) == 36
    assert all(event.reasons[0].worth == 2.0 for event in events)
    assert not [
        (file, at, word)
        for file, at in _cuts(cut)
        for word in truth.lined.heard[file].words
        if word.in_s + 1e-6 < at < word.out_s - 1e-6
    ]
    for event in events:
        assert not any(
            event.source.start_s <= clap <= event.source.end_s for clap in truth.lined.heard[event.file].claps
        )
        assert not any(
            speech.file == event.file and speech.span.overlap(event.source)
            for speech in truth.lined.off_script
        )


@pytest.mark.material
def test_no_scene_jumps_where_another_setup_was_shot(truth: Truth) -> None:
    """Each scene opens on its master, and no cut goes from a setup to itself."""
    cut, _ = first_cut(truth.script, truth.lined, TASTES["classic"])
    events = cut.track("V1")
    opening = {cut.clip(event.file).slate.setup for event in events if event.line.endswith(".1")}
    assert opening == {"1", "2", "3"}
    assert not [event.line for event in events if any(r.name == "no jump cut" for r in event.reasons)]
