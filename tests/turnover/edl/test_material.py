"""Real lists of feature films and odd ones from bug reports, read beside pycmx, which we did not write."""

from io import StringIO
from pathlib import Path

import pycmx
import pytest

from rushes.turnover.dialects import NotThisDialect
from rushes.turnover.dialects.edl import read_list
from rushes.turnover.dialects.edl.lines import EventLine, list_of

pytestmark = pytest.mark.material

ODD = (
    "ISSUE_14_conform_edl_issue_01.edl",
    "ISSUE_14_conform_edl_issue_02.edl",
    "ISSUE_14_conform_edl_issue_03.edl",
    "ISSUE_19_unusual01.edl",
)
COLUMNS_OF_ITS_OWN = "ISSUE_19_unusual01.edl"
"""Its events stand in no columns that pycmx knows, nor in its patterns for other ones."""


def texts(material: Path) -> dict[str, str]:
    found = {}
    for path in sorted((material / "timelines" / "edl").iterdir()):
        data = path.read_bytes()
        try:
            found[path.name] = data.decode()
        except UnicodeDecodeError:
            found[path.name] = data.decode("cp1252", "replace")
    return found


def test_all_lists_are_opened_and_none_crashes(material: Path) -> None:
    """21 files, the four odd ones among them: 21 opened, 0 refused."""
    opened, refused = [], []
    for path in sorted((material / "timelines" / "edl").iterdir()):
        try:
            opened.append((path.name, *read_list(path.read_bytes(), name=path.name)))
        except NotThisDialect:
            refused.append(path.name)
    assert (len(opened), len(refused)) == (21, 0)
    assert all(timeline.placed for _, timeline, _ in opened)
    assert set(ODD) <= {name for name, _, _ in opened}


def test_what_each_leaves_open_is_told(material: Path) -> None:
    folder = material / "timelines" / "edl"
    told = {
        path.name: {finding.kind for finding in read_list(path.read_bytes(), name=path.name)[1]}
        for path in folder.iterdir()
    }
    assert all("rate not told" in kinds for kinds in told.values())
    assert [name for name, kinds in told.items() if "letters not sure" in kinds] == ["adobe_dai109_test.txt"]
    assert not [name for name, kinds in told.items() if "lines not understood" in kinds]
    late = {name for name, kinds in told.items() if "sound ends late" in kinds}
    assert {name for name in told if "_DX_" in name} <= late


def test_pycmx_finds_the_same_events_reels_and_timecodes(material: Path) -> None:
    """Of 21 lists 20 alike, 7,437 lines of events; pycmx reads none of the 38 events of the other."""
    alike = 0
    for name, text in texts(material).items():
        ours, theirs = list_of(text).events, _theirs(text)
        if name == COLUMNS_OF_ITS_OWN:
            assert (len(ours), len(theirs)) == (38, 0)
            continue
        assert [_said(line) for line in ours] == [told for told, _ in theirs], name
        for line, (_, sounds) in zip(ours, theirs, strict=True):
            assert sounds == _sounds(line.channels) or line.below.channels, name
        alike += len(ours)
    assert alike == 7437


def test_channels_of_aud_are_of_the_event_wherever_it_stands_below(material: Path) -> None:
    """Premiere writes AUD after the names of the clips, where pycmx does not look for it: it is ours."""
    text = texts(material)["adobe_dai109_test.txt"]
    ours, theirs = list_of(text).events, _theirs(text)
    with_aud = [
        (set(_sounds((*line.channels, *line.below.channels))), set(sounds))
        for line, (_, sounds) in zip(ours, theirs, strict=True)
        if line.below.channels
    ]
    assert all(sounds <= known for known, sounds in with_aud)
    assert sum(sounds < known for known, sounds in with_aud) == len(with_aud) > 300


def _said(line: EventLine) -> tuple[object, ...]:
    return (line.reel, line.times, line.transition[0], "V1" in line.channels)


def _sounds(tracks: tuple[str, ...]) -> list[int]:
    return sorted({int(track[1:]) for track in tracks if track[0] == "A"})


def _theirs(text: str) -> list[tuple[tuple[object, ...], list[int]]]:
    found: list[tuple[tuple[object, ...], list[int]]] = []
    for event in pycmx.parse_cmx3600(StringIO(text)).events:
        for edit in event.edits:
            times = (edit.source_in, edit.source_out, edit.record_in, edit.record_out)
            said = (edit.source, times, edit.transition.kind[0], edit.channels.video)
            found.append((said, sorted(edit.channels.channels)))
    return found
