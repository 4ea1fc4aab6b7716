"""Edit lists of real editors: what is a shot in them, and where picture and sound are cut apart."""

from pathlib import Path

import pytest
from evaluation.edit_lists import DIALOGUE, PICTURE, REELS, Edit, read_edits, shots, splits

LIST = """TITLE:   REEL 1
FCM: NON-DROP FRAME
001  LEADER   V     C        00:00:00:00 00:00:08:00 01:00:00:00 01:00:08:00
* FROM CLIP NAME:  LEADER_HEAD.MOV
002  A001     V     C        10:00:00:00 10:00:02:00 01:00:08:00 01:00:10:00
* FROM CLIP NAME:  27A-3*
003  A001     V     C        10:00:02:00 10:00:03:12 01:00:10:00 01:00:11:12
* FROM CLIP NAME:  27A-3*
004  B001     V     C        10:00:10:00 10:00:12:00 01:00:11:12 01:00:13:12
* FROM CLIP NAME:  V27B-1B
005  B001     A2    C        10:00:10:00 10:00:12:00 01:00:11:12 01:00:13:12
* FROM CLIP NAME:  V27B-1B
"""


def an_edit(name: str, source: int, record: int, frames: int = 48, track: str = "V") -> Edit:
    return Edit((track,), name, name, source, source + frames, record, record + frames)


def test_a_shot_is_what_a_camera_took_joined_where_it_runs_on(tmp_path: Path) -> None:
    """A leader is none, a second event of a running take is no cut, sound is no picture."""
    path = tmp_path / "reel.edl"
    path.write_text(LIST)
    found = shots(read_edits(path))
    assert [(shot.take, shot.record_out - shot.record_in) for shot in found] == [("27A-3", 84), ("27B-1", 48)]
    assert found[0].source_out - found[0].source_in == 84


def dialogue(*leads_ins: tuple[str, int, int]) -> list[Edit]:
    """Return sound: the name of the take, the first frame of its source, and where that lies in the film."""
    return [an_edit(name, source + 1, record, track="A1") for name, source, record in leads_ins]


PICTURES = [an_edit("27A-3A", 1000, 0), an_edit("27B-1B", 5000, 48)]


@pytest.mark.parametrize(
    ("sound", "leads"),
    [
        (dialogue(("27A-3", 1000, 0), ("27B-1", 5000, 48)), [0]),
        (dialogue(("27A-3", 1000, 0), ("27B-1", 5012, 60)), [12]),
        (dialogue(("27A-3", 1000, 0), ("27B-1", 4990, 38)), [-10]),
        (dialogue(("27A-3", 1000, 500), ("27B-1", 5012, 560)), [12]),
        (dialogue(("27A-3", 1000, 0), ("27B-1", 5012, 90)), []),
        (dialogue(("27A-3", 1000, 0), ("27B-2", 5000, 48)), []),
        (dialogue(("27A-3", 1000, 0)), []),
    ],
    ids=[
        "straight",
        "picture first",
        "sound first",
        "the whole scene moved",
        "recut",
        "another take",
        "cut away",
    ],
)
def test_a_split_is_known_where_both_lists_hold_the_cut(sound: list[Edit], leads: list[int]) -> None:
    assert [split.leads for split in splits(PICTURES, sound)] == leads


def test_two_pictures_of_one_take_are_no_change_of_sound() -> None:
    cameras = [an_edit("27A-3A", 1000, 0), an_edit("27A-3B", 1048, 48)]
    assert splits(cameras, dialogue(("27A-3", 1000, 0), ("27A-3", 1048, 48))) == ()


@pytest.mark.material
def test_real_reels_are_read_whole(material: Path) -> None:
    """Three reels of features, 250 to 376 events each, as pycmx reads them."""
    folder = material / "timelines" / "edl"
    counts = {name: len(shots(read_edits(folder / file))) for name, file in REELS.items()}
    assert counts == {"film a, reel 1": 279, "film b, reel 1": 242, "film c, reel 4": 370}
    found = splits(read_edits(folder / PICTURE), read_edits(folder / DIALOGUE))
    apart = [split.leads for split in found if not split.is_straight]
    assert (len(found), len(apart), sum(lead > 0 for lead in apart)) == (38, 17, 11)
