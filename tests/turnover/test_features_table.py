"""The table of docs/turnover.md says of every dialect what it declares, and what it declares is in its files.

``pytest tests/turnover/test_features_table.py --refresh`` writes the table anew.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.coverage.model import LinedScript
from rushes.cut.model import Alternate, Cut, Reason
from rushes.footage.model import Angle, Behind, Note, Slate
from rushes.timecode import Span
from rushes.turnover.dialects import DIALECTS, Dialect, Feature, Files
from rushes.turnover.features import counted_features
from rushes.turnover.options import Leaving
from rushes.turnover.verify import verify
from tests.turnover.making import clip, double, event, wav

PAGE = Path(__file__).parents[2] / "docs" / "turnover.md"
BEGIN, END = "<!-- written by a test: begin -->\n", "<!-- written by a test: end -->\n"
RATE = Fraction(30000, 1001)


def table() -> str:
    """Return the table, feature by dialect, and below it how each dialect tells what it only tells."""
    names = list(DIALECTS)
    rows = [
        f"| | {' | '.join(f'`{name}`' for name in names)} |",
        f"|---|{'---|' * len(names)}",
        *(
            f"| {one.value} | {' | '.join(_stands(DIALECTS[name], one) for name in names)} |"
            for one in Feature
        ),
    ]
    told = [line for dialect in DIALECTS.values() for line in _told(dialect, dialect.says)]
    seen = [line for dialect in DIALECTS.values() for line in _told(dialect, dialect.dropped)]
    dropped = ["What is in a file, and a system was seen to leave out:", "", *seen, ""]
    return "\n".join([*rows, "", "What is only said, and how:", "", *told, "", *dropped])


def _stands(dialect: Dialect, feature: Feature) -> str:
    return "kept" if feature in dialect.holds else "said" if feature in dialect.says else "no"


def _told(dialect: Dialect, how: Mapping[Feature, str]) -> Iterable[str]:
    said = [f"{one.value} ({how[one]})" for one in Feature if one in how]
    if said:
        yield f"- `{dialect.name}`: {'; '.join(said)}."


def test_the_table_in_the_docs_is_what_the_dialects_declare(*, refresh: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    if refresh:
        PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
    assert page == f"{before}{BEGIN}\n{table()}\n{END}{after}"


def rich_cut() -> Cut:
    """Return a drop-frame film that has everything of which the table speaks, in words to find again."""
    sounds = wav("SND/T_1.WAV", tracks=("Boomtrack",)), wav("SND/T_2.WAV", tracks=("Mix",))
    angle = Angle("rolled-group-7", 0.0, "timecode", 1.0, ("They share a clock.",))
    picture = clip(
        "CARD/1A-2_A001C006.mov",
        rate=RATE,
        drop=True,
        frames=3000,
        start=1_078_920,
        reel="TAPE07",
        sha256="7" * 64,
        slate=Slate("1", "1A", 2, "A", circled=True, source="name"),
        notes=(Note("script log", "loved it"),),
        behind=tuple(Behind(sound, -7.3, 0.0, "timecode", 5.0, ("x",)) for sound in sounds),
        angle=angle,
    )
    other = clip("CARD/1B-1_Café.mov", rate=Fraction(24), slate=Slate("1", "1B", 1, "B"), channels=2)
    other = replace(other, angle=replace(angle, at_s=1.5))
    cut = double([("1.1", picture, 100, 190), ("1.2", picture, 400, 460)], RATE)
    alternate = Alternate(other.file, Span(40, 100, other.rate), -0.6, (Reason("altered", -1.0, "7 of 9"),))
    why = (Reason("as written", 2.0, "twelve of twelve words"),)
    first = replace(cut.events[0], alternates=(alternate,), reasons=why, leads=4)
    apart = event("V1", "1.3", other, (30, 90), (160, 235), rate=RATE)
    loud = event("A3", "1.3", other, (30, 90), (160, 235), rate=RATE)
    events = sorted((first, *cut.events[1:], apart, loud), key=lambda one: (one.track[0] != "V", one.track))
    return replace(cut, title="Café", events=tuple(events), clips=(*cut.clips, other))


SIGNS = {
    Feature.RATE: r"30000/1001|29\.97|<ntsc>TRUE|1001/30000",
    Feature.REEL: "TAPE07",
    Feature.LINK: r"1A-2_A001C006\.mov",
    Feature.HASH: "7" * 64,
    Feature.MICROPHONES: "Boomtrack",
    Feature.ALTERNATES: r"1B-1",
    Feature.ANGLES: "rolled-group-7",
    Feature.NOTES: "twelve of",
    Feature.SLATE: "1A",
    Feature.UNICODE: "Café|Caf\\\\u00e9",
    Feature.MARKS: r"1\.1",
}
"""What has to stand in a file, as text in any of the ways in which text is written, for each of these."""


def holds_text(files: Files, sign: str) -> bool:
    """Tell whether a text stands in one of the files, as UTF-8 or as UTF-16."""
    pattern = re.compile(sign)
    return any(
        pattern.search(data.decode(code, "ignore"))
        for data in files.values()
        for code in ("utf-8", "utf-16-le")
    ) or any(pattern.search(data[1:].decode("utf-16-le", "ignore")) for data in files.values())


@pytest.mark.parametrize("feature", SIGNS)
@pytest.mark.parametrize("name", DIALECTS)
def test_what_a_dialect_declares_stands_in_its_files(name: str, feature: Feature) -> None:
    dialect, cut = DIALECTS[name], rich_cut()
    if feature in dialect.holds or feature in dialect.says:
        assert holds_text(dialect.write(cut), SIGNS[feature])


@pytest.mark.parametrize("name", DIALECTS)
def test_no_dialect_declares_a_thing_twice(name: str) -> None:
    dialect = DIALECTS[name]
    assert dialect.called
    assert not dialect.holds & set(dialect.says)
    assert set(dialect.dropped) <= dialect.holds
    assert all(how == how.strip() and how for how in dialect.says.values())


@pytest.mark.parametrize("name", DIALECTS)
def test_a_film_that_has_everything_comes_back(name: str) -> None:
    cut = rich_cut()
    verify(cut, DIALECTS[name], DIALECTS[name].write(cut))


def test_a_film_is_asked_only_for_what_it_has() -> None:
    """Nobody is told that a dialect loses alternates of a film without any."""
    lined = LinedScript((), (), ())
    has = counted_features(rich_cut(), Leaving(lined=lined))
    assert set(Feature) - set(has) == {Feature.WORDS}
    assert has[Feature.ALTERNATES] == has[Feature.SPLITS] == has[Feature.ANGLES] == 1
    bare = double([("1.1", clip(behind=(Behind(wav(tracks=("Boom",)), -7.3),)), 0, 50)])
    bare = replace(bare, events=tuple(replace(one, reasons=()) for one in bare.events))
    missing = set(Feature) - set(counted_features(bare, Leaving()))
    assert {Feature.ALTERNATES, Feature.SPLITS, Feature.DROP, Feature.ANGLES, Feature.NOTES} <= missing
