"""Media that were moved or renamed: found by content, else by their clock, and never guessed."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage.model import Clip
from rushes.turnover.relink import Wanted, relink, told, wanted_of
from rushes.turnover.relinking import Media, find_media
from tests.turnover.filming import film
from tests.turnover.making import clip
from tests.turnover.verifying import taken

MEANT = clip("A001/1A-2.mov", sha256="a" * 64, reel="A001", start=900_000, frames=1500)


def at(path: str, **other: object) -> Clip:
    """Return a file as it is found, which knows nothing of what it was called."""
    known = {"path": Path(path), "sha256": "b" * 64, "reel": None, "start": 0, "frames": 1500}
    return clip(Path(path).name, **(known | other))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/a b/x.mov", "/卷 二/镜头 1.mov", "/vol/12:30 take.mov", "/é/'q' “1”.mov"])
def test_content_is_known_wherever_it_lies_and_whatever_it_is_called(path: str) -> None:
    decoy = at("/else/1A-2.mov", reel="A001", start=900_000)
    found = relink(wanted_of(MEANT), [decoy, at(path, sha256="a" * 64)])
    assert found.file is not None
    assert (str(found.file.path), found.by, found.changed) == (path, "content", False)
    assert told(found) is None


def test_two_copies_of_one_content_are_as_good_as_each_other() -> None:
    files = [at("/b/x.mov", sha256="a" * 64), at("/a/x.mov", sha256="a" * 64)]
    found = relink(wanted_of(MEANT), files).file
    assert found is not None
    assert str(found.path) == "/a/x.mov"


def test_reel_and_timecode_lead_to_a_changed_file_and_that_is_told() -> None:
    found = relink(wanted_of(MEANT), [at("/proxies/p7.mov", reel="a001", start=900_000)])
    assert (found.by, found.changed) == ("reel and timecode", True)
    finding = told(found)
    assert finding is not None
    assert "its content is not what the cut was made from" in finding.fact


@pytest.mark.parametrize(
    "other",
    [
        {"reel": "A001", "start": 900_001},
        {"reel": "A001", "start": 900_000, "frames": 1499},
        {"reel": "A001", "start": 900_000, "rate": Fraction(24)},
        {"reel": "A002", "start": 900_000},
        {"reel": "A001", "start": 900_000, "has_timecode": False},
        {},
    ],
)
def test_a_name_alone_or_half_a_clock_is_never_enough(other: dict[str, object]) -> None:
    found = relink(wanted_of(MEANT), [at("/else/1A-2.mov", **other)])
    assert found.file is None
    assert told(found) is not None


def test_two_cards_with_files_of_one_name_and_clock_are_not_guessed_between() -> None:
    """Both cameras ran on free clocks from zero, and neither wrote a reel."""
    meant = clip("1A-2.mov", sha256="", reel=None, start=900_000)
    files = [at("/card 1/1A-2.mov", start=900_000), at("/card 2/1A-2.mov", sha256="c" * 64, start=900_000)]
    found = relink(wanted_of(meant), files)
    assert found.file is None
    assert {str(one.path) for one in found.candidates} == {"/card 1/1A-2.mov", "/card 2/1A-2.mov"}
    finding = told(found)
    assert finding is not None
    assert "/card 1/1A-2.mov, /card 2/1A-2.mov" in finding.fact
    assert "--media" in finding.advice
    by_content = relink(Wanted("1A-2.mov", "c" * 64), files).file
    assert by_content is not None
    assert str(by_content.path) == "/card 2/1A-2.mov"


def test_a_list_that_knows_a_part_of_a_clip_finds_the_clip_it_lies_in() -> None:
    asked = Wanted("", "", "A001", Fraction(25), Fraction(900_100), Fraction(50), whole=False)
    files = [
        at("/a/1.mov", reel="A001", start=900_000),
        at("/a/2.mov", sha256="c" * 64, reel="A001", start=990_000),
    ]
    found = relink(asked, files).file
    assert found is not None
    assert str(found.path) == "/a/1.mov"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["A001", "A002", None])), max_size=6))
def test_what_is_found_always_answers_and_what_is_ambiguous_never_is(
    files: list[tuple[str, str | None]],
) -> None:
    clips = [
        at(f"/{n}/x.mov", sha256=content * 64, reel=reel, start=900_000)
        for n, (content, reel) in enumerate(files)
    ]
    found = relink(wanted_of(MEANT), clips)
    if any(content == "a" for content, _ in files):
        assert found.file is not None
        assert found.file.sha256 == MEANT.sha256
    elif found.file is not None:
        assert len({content for content, reel in files if reel == "A001"}) == 1
    assert not (found.file and found.candidates)


def test_files_are_found_in_folders_by_content_first_and_read_no_further(tmp_path: Path) -> None:
    meant = film(tmp_path / "old" / "1A-2.mov", frames=10)
    folder = tmp_path / "neu: 猫 card"
    folder.mkdir()
    film(folder / "1A-2.mov", number=3, frames=10)
    (tmp_path / "old" / "1A-2.mov").rename(folder / "renamed.mov")
    for number in range(3):
        film(folder / f"x{number}.mov", number=number + 4, frames=5)
    known = taken(folder / "renamed.mov")
    asked = Wanted("1A-2.mov", known.sha256)
    media = Media()
    found = find_media([asked], [folder], media)[asked].file
    assert found is not None
    assert found.path.name == "renamed.mov"
    assert [path.name for path in media.digests] == ["1A-2.mov", "renamed.mov"]
    assert meant.frames == 10
