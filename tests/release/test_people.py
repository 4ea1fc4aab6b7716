"""Who may be in a clip: what a person says, else what the script allows; nobody is recognised."""

import pytest

from rushes.coverage.model import LinedScript
from rushes.cut.by_mouth import BY
from rushes.cut.model import InPicture
from rushes.footage.model import Slate
from rushes.release.people import NotInThisFilm, WhoIsWho, who_is_who
from rushes.rights import Entry, Performer, Register
from rushes.rights.chain import chain
from rushes.screenplay.model import Line
from tests.turnover.making import clip, spoken

LINES = (
    Line("1.1", "1", "MARA", "Well."),
    Line("1.2", "1", "NOAH", "Well."),
    Line("2.1", "2", "EVE", "Well."),
)


def register(*people: Performer) -> Register:
    return Register(
        chain(
            Entry(seq=n, at=f"2026-11-20T10:00:{n:02}+00:00", kind="performer", performer=one.id, about=one)
            for n, one in enumerate(people, 1)
        )
    )


def people(*seen: InPicture, scene: str | None = "1", known: Register | None = None) -> WhoIsWho:
    one = clip("1A-1.mov", slate=Slate(scene, "1A", 1, "A"))
    cut = spoken([("1.1", one, 0, 50)], on_camera=seen)
    return who_is_who(cut, LinedScript((one,), LINES, ()), known or Register())


def names(told: WhoIsWho) -> set[str]:
    return {told.people[one].name for one in told.seen["1A-1.mov"]}


def test_all_who_speak_in_the_scene_may_be_seen() -> None:
    assert names(people()) == {"the performer of MARA", "the performer of NOAH"}


def test_a_clip_of_no_known_scene_may_show_everybody() -> None:
    assert len(names(people(scene=None))) == 3


def test_whom_somebody_rules_out_is_not_seen() -> None:
    seen = InPicture("1A-1.mov", ("MARA",), ("NOAH",), "the log")
    assert names(people(seen)) == {"the performer of MARA"}


def test_a_log_that_names_one_rules_nobody_out() -> None:
    """The crew's logs name whom they find worth naming."""
    seen = InPicture("1A-1.mov", ("MARA",), (), "the log")
    assert len(names(people(seen))) == 2


def test_what_mouths_tell_rules_nobody_out() -> None:
    """It is good enough to choose a take by, and not to let somebody be seen by."""
    seen = InPicture("1A-1.mov", ("MARA",), ("NOAH",), f"{BY} in 4 of 5 lines")
    assert len(names(people(seen))) == 2


def test_a_performer_of_the_register_is_known_by_the_character() -> None:
    told = people(known=register(Performer("p-0001", "the actor of MARA", characters=("Mara",))))
    assert set(told.seen["1A-1.mov"]) == {"p-0001", "unknown-1"}
    assert told.told.voices["MARA"] == ("p-0001",)
    assert told.meant("mara").id == told.meant("P-0001").id == told.meant("the actor of  mara").id == "p-0001"


def test_two_who_play_one_may_both_be_heard() -> None:
    known = register(
        Performer("p-0001", "the child", characters=("MARA",)),
        Performer("p-0002", "the adult", characters=("MARA",)),
    )
    told = people(known=known)
    assert told.told.voices["MARA"] == ("p-0001", "p-0002")
    with pytest.raises(NotInThisFilm, match="'MARA' is several people"):
        told.meant("MARA")


def test_who_plays_nobody_may_be_anywhere() -> None:
    """A passer-by whom somebody put into the register."""
    told = people(known=register(Performer("p-0001", "the man at the door")))
    assert "p-0001" in told.seen["1A-1.mov"]


def test_who_is_in_another_scene_alone_is_not_in_the_film() -> None:
    known = register(Performer("p-0001", "the actor of EVE", characters=("EVE",)))
    assert "p-0001" not in people(known=known).people


def test_a_silent_role_may_be_anywhere() -> None:
    known = register(Performer("p-0001", "the actor of the PORTER", characters=("PORTER",)))
    assert "p-0001" in people(known=known).seen["1A-1.mov"]


def test_numbers_of_the_unknown_do_not_depend_on_the_cut() -> None:
    """They count along the script, so that a label and a report speak of the same."""
    assert people(InPicture("1A-1.mov", ("NOAH",), ("MARA",), "a person")).meant("NOAH").id == "unknown-2"
