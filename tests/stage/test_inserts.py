"""Setups shot for action: slated after the others, described by the log, and told exactly by the truth."""

import csv
from pathlib import Path

import av

from rushes.footage.slate import read_slate
from rushes.stage import make_rushes
from rushes.stage.framing import framing
from rushes.stage.inserts import with_inserts
from rushes.stage.model import TakePlan
from tests.stage.pages import SHORT, TINY, script, takes_of, unit_takes

BUSY = """INT. SHED - DAY #4#

A bench with a lamp. ADA files a key.

ADA
Hand me the small one.

She holds the key against the light.

BO
It will not turn.

* * *

Bo drops the hammer into the bucket.

ADA
It never did.

The lamp goes out.
"""


def shot_for_action(seed: int = 1, text: str = BUSY, **asked: object) -> list[TakePlan]:
    """Return the takes of a script that were shot for its action."""
    takes = with_inserts(takes_of(text, seed=seed, **asked), script(text).scenes, seed)
    return [take for take in takes if take.shows]


def test_they_carry_the_next_letters_of_their_scene_and_the_truth_of_the_page() -> None:
    """Five setups have lines; what follows was shot for paragraphs of action, in the order of the page."""
    found = shot_for_action()
    slates = list(dict.fromkeys(take.setup.slate for take in found))
    assert slates == ["4E", "4F", "4G", "4H"][: len(slates)]
    page = {element.source_line: element.text for element in script(BUSY).scenes[0].elements}
    lines = [take.shows.source_line for take in found if take.shows]
    assert lines == sorted(lines)
    assert all(take.shows and page[take.shows.source_line] == take.shows.text for take in found)
    assert {take.shows.scene for take in found if take.shows} == {"4"}


def test_nobody_says_a_line_in_them() -> None:
    """An insert is shot without sound and shows nobody; else the crew calls, and one performer acts."""
    found = [take for seed in range(8) for take in shot_for_action(seed)]
    assert {take.kind for take in found} == {"insert", "action"}
    for take in found:
        assert all(one.who == "crew" for one in take.said)
        assert take.mos == (take.kind == "insert") == (not take.said) == (not take.setup.sees)
        assert not take.faults


def test_the_log_tells_them_by_the_page_by_some_words_or_not_at_all() -> None:
    """Crews write as they like; most of what they write has words of the page in it."""
    found = [take for seed in range(30) for take in shot_for_action(seed)]
    words = [
        {word.strip(".,:") for word in take.comment.split()}
        & {word.strip(".,").lower() for word in take.shows.text.split()}
        for take in found
        if take.shows
    ]
    told = sum(bool(shared) for shared in words) / len(found)
    assert 0.7 < told < 1


def test_without_being_asked_for_nothing_is_shot_for_action() -> None:
    """A shoot of other kit is as it was."""
    assert all(take.shows is None for take in unit_takes(BUSY, paper=True))
    assert all(take.kind != "insert" for take in unit_takes(SHORT, wild=True))


def test_a_scene_without_action_has_none() -> None:
    """There is nothing to shoot."""
    assert shot_for_action(text=SHORT) == []


def test_an_insert_shows_the_table_alone() -> None:
    """No head and no shoulder stands in the picture, and it is sharp."""
    insert = next(take for seed in range(9) for take in shot_for_action(seed) if take.kind == "insert")
    stands, lens = framing(insert.setup, insert.performers)
    assert stands == ()
    assert lens.blur < 0.002


def test_a_shoot_of_them_agrees_with_its_files_and_its_log(tmp_path: Path) -> None:
    """The clip without sound says MOS in name and log; the other has the clap; both are slated as told."""
    folder = tmp_path / "rushes"
    truth = make_rushes(
        script(BUSY), folder, 5, takes=1, faults=frozenset(), size=TINY, action=True, paper=True
    )
    with (folder / "paper/script-log.csv").open(newline="") as paper:
        log = {f"{row['Slate']}-{row['Take']}": row for row in csv.DictReader(paper)}
    found = [take for take in truth.takes if take.shows]
    assert {take.kind for take in found} == {"insert", "action"}
    for take in found:
        slate, _ = read_slate(take.file)
        assert (slate.scene, slate.setup, slate.take, slate.mos) == ("4", take.setup, 1, take.mos)
        row = log[f"{take.setup}-{take.take}"]
        assert (row["Comments"], row["Sound Roll"] == "MOS") == (take.comment, take.mos)
        assert row["Shot Size"] == ("insert" if take.kind == "insert" else take.size)
        with av.open(str(folder / take.file)) as clip:
            assert bool(clip.streams.audio) == (not take.mos)
            assert sum(1 for _ in clip.decode(video=0)) == take.frames
