"""58 files that Final Cut wrote: opened, or refused with the reason. None crashes; both are counted."""

import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.errors import Finding
from rushes.timecode import NTSC, rate_text
from rushes.turnover.dialects.fcpxml import read_told
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Timeline

pytestmark = pytest.mark.material

RATES = {
    "23.98": NTSC["23.98"],
    "24": Fraction(24),
    "24With25Media": Fraction(24),
    "25i": Fraction(25),
    "29.97": NTSC["29.97"],
    "29.97d": NTSC["29.97"],
    "30": Fraction(30),
    "50": Fraction(50),
    "59.94": NTSC["59.94"],
    "60": Fraction(60),
}


def folder(material: Path) -> Path:
    return material / "timelines" / "fcpxml"


@pytest.fixture(scope="module")
def told(material: Path) -> dict[str, tuple[Timeline, tuple[Finding, ...]] | str]:
    """Return what each file says, or why it is refused."""
    said: dict[str, tuple[Timeline, tuple[Finding, ...]] | str] = {}
    for path in sorted(folder(material).iterdir()):
        try:
            said[path.stem] = read_told(path.read_bytes())
        except NotThisDialect as error:
            said[path.stem] = str(error)
    return said


def test_all_are_opened_or_refused_with_a_reason(
    told: dict[str, tuple[Timeline, tuple[Finding, ...]] | str], capsys: pytest.CaptureFixture[str]
) -> None:
    refused = {name: one for name, one in told.items() if isinstance(one, str)}
    opened = {name: one for name, one in told.items() if not isinstance(one, str)}
    clips = sum(len(film.placed) for film, _ in opened.values())
    kinds = Counter(finding.kind for _, findings in opened.values() for finding in findings)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(opened)} opened with {clips} clips, {len(refused)} refused\n")
        for name, one in refused.items():
            sys.stdout.write(f"  {name}: {one}\n")
        for kind, count in kinds.most_common():
            sys.stdout.write(f"  told in {count}: {kind}\n")
    assert (len(opened), len(refused)) == (54, 4)
    assert all("of a bin and no project" in one for one in refused.values())


@pytest.mark.parametrize("name", RATES)
def test_the_rate_is_what_the_file_is_named_for(
    told: dict[str, tuple[Timeline, tuple[Finding, ...]] | str], name: str
) -> None:
    film = opened(told, name)
    assert rate_text(film.rate) == rate_text(RATES[name])
    assert film.drop == name.endswith("d")


def opened(told: dict[str, tuple[Timeline, tuple[Finding, ...]] | str], name: str) -> Timeline:
    one = told[name]
    assert not isinstance(one, str), one
    return one[0]


def test_every_clip_plays_frames_that_its_file_has_and_no_track_overlaps(
    told: dict[str, tuple[Timeline, tuple[Finding, ...]] | str],
) -> None:
    for name, one in told.items():
        if isinstance(one, str):
            continue
        ends: dict[str, int] = {}
        for placed in one[0].placed:
            assert placed.record_in < placed.record_out, name
            assert placed.record_in >= ends.get(placed.track, -(10**9)), (name, placed)
            assert placed.file.startswith(("/Users/", "/Volumes/")), name
            ends[placed.track] = placed.record_out


def test_a_multicam_with_cuts_shows_the_angles_that_were_chosen(
    told: dict[str, tuple[Timeline, tuple[Finding, ...]] | str],
) -> None:
    """Seven cuts between cameras A and B; the first and the last are heard by the recorder."""
    film = opened(told, "MulticamSampleWithCuts")
    seen = [Path(one.file).stem[-1] for one in film.placed if one.track == "V1"]
    heard = [Path(one.file).stem[-1] for one in film.placed if one.track == "A1"]
    assert "".join(seen) == "ABBAABA"
    assert "".join(heard) == "IBBAABI"
    first, second = (one for one in film.placed if one.track == "V1" and one.record_in < 1200)
    assert (first.record_in, first.record_out) == (260, 1137), "its angle begins later"
    assert first.source_in == 0
    assert second.source_in == 1137 - 304


def test_an_interview_with_split_edits_and_a_storyline_above_is_followed(
    told: dict[str, tuple[Timeline, tuple[Finding, ...]] | str],
) -> None:
    """The same film flat and as a compound clip reads the same."""
    flat, nested = opened(told, "TimelineWithSecondaryStoryline"), opened(told, "CompoundClipSample")
    pictures = [
        [
            (one.track, one.file, one.source_in, one.record_in, one.record_out)
            for one in film.placed
            if one.track[0] == "V"
        ]
        for film in (flat, nested)
    ]
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == 43
