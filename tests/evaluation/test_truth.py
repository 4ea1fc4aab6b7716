"""A truth is read whole or refused with what is wrong."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from evaluation.truth import NotATruth, read_truth


def written(folder: Path, *takes: dict[str, Any], fps: object = 25) -> Path:
    path = folder / "truth.json"
    path.write_text(json.dumps({"fps": fps, "takes": takes}))
    return path


def take(*readings: dict[str, Any], **other: object) -> dict[str, Any]:
    return {"file": "1-1.mov", "frames": 250, "readings": list(readings), **other}


def reading(*words: tuple[float, float, str], line: str | None = "1.1", kind: str = "good") -> dict[str, Any]:
    return {"line": line, "kind": kind, "slip": None, "words": words}


def test_readings_are_lines_and_ad_libs_are_not(tmp_path: Path) -> None:
    """Line None is an ad-lib; the crew's words are words that a cut may not split."""
    told = written(
        tmp_path,
        take(
            reading((1.0, 1.5, "yes"), (1.5, 2.0, "no")),
            reading((3.0, 3.5, "damn"), line=None, kind="adlib"),
            off_script=[{"kind": "slate", "words": [(0.1, 0.4, "mark")]}],
        ),
    )
    truth = read_truth(told)
    assert [(one.line, one.in_s, one.out_s, one.altered) for one in truth.readings] == [
        ("1.1", 1.0, 2.0, False)
    ]
    assert [one.in_s for one in truth.ad_libs] == [3.0]
    assert [word.text for word in truth.takes[0].words] == ["mark", "yes", "no", "damn"]
    assert truth.seconds == 10.0


def test_a_take_may_have_its_own_rate(tmp_path: Path) -> None:
    """240 frames at 24000/1001 last 10.01 s exactly."""
    assert read_truth(written(tmp_path, take(frames=240, rate="24000/1001"))).takes[0].seconds == Fraction(
        1001, 100
    )


def test_the_truth_about_some_clips_only(tmp_path: Path) -> None:
    """Rivals hear a part of the clips and are judged by that part."""
    truth = read_truth(written(tmp_path, take(), take(file="1-2.mov")))
    assert [one.file for one in truth.of(["1-2.mov"]).takes] == ["1-2.mov"]


def test_what_a_take_and_a_reading_were_like(tmp_path: Path) -> None:
    """Noise, scene and kind of the take, the manner of a reading, what the crew said; all may be untold."""
    slate = {"kind": "slate", "words": [(0.1, 0.4, "mark")]}
    told = take(
        reading((1.0, 1.5, "yes")) | {"manner": "whispered"},
        off_script=[slate],
        scene="1",
        kind="reset",
        noise="white",
        noise_snr_db=12,
    )
    loud, plain = read_truth(written(tmp_path, told, take(file="1-2.mov", noise=None))).takes
    assert (loud.scene, loud.kind, loud.noise, loud.noise_snr_db) == ("1", "reset", "white", 12)
    assert (loud.readings[0].manner, loud.crew[0].kind) == ("whispered", "slate")
    assert (plain.scene, plain.kind, plain.noise, plain.noise_snr_db) == ("", "", "", None)


@pytest.mark.parametrize(
    ("takes", "why"),
    [
        ([take(reading())], "no words"),
        ([take(reading((2.0, 1.0, "yes")))], "ends before it begins"),
        ([take(rate="0/0")], "0"),
        ([take(readings="all good")], "Expected `array`"),
        ([{"file": "1-1.mov"}], "frames"),
    ],
)
def test_a_truth_that_does_not_hold_together_is_refused(tmp_path: Path, takes: list[Any], why: str) -> None:
    """A figure from half a truth would be a lie with a count."""
    with pytest.raises(NotATruth, match=why):
        read_truth(written(tmp_path, *takes))


def test_no_truth_is_refused(tmp_path: Path) -> None:
    """A file that is absent or no JSON is named in the sentence."""
    (tmp_path / "film.json").write_bytes(b"\xff\xfe not json")
    for name in ("film.json", "nowhere.json"):
        with pytest.raises(NotATruth, match=name):
            read_truth(tmp_path / name)


@pytest.mark.material
def test_the_stored_truth_is_read_whole(material: Path) -> None:
    """Of the shared scenes: 35 takes, 343 readings of which 52 altered, 2 ad-libs, 824 s."""
    truth = read_truth(material / "grid-scenes" / "truth.json")
    assert (len(truth.takes), len(truth.readings), len(truth.ad_libs)) == (35, 343, 2)
    assert sum(one.altered for one in truth.readings) == 52
    assert round(truth.seconds) == 824
