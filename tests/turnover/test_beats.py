"""What happens without words goes into cut.json and comes back as it was."""

from rushes.cut.model import ActionBeat, Cut
from rushes.turnover.documents import cut_json, read_cut
from tests.cut.shooting import RATE

PLAYED = ActionBeat(
    scene="27A",
    number=2,
    text="She puts one hand on the case.\nRain.",
    how="played through",
    file="27-3.mov",
    in_s=4.2,
    out_s=6.44,
    candidates=("27F-1.mov", "27F-2.mov"),
    fact="27-3 plays on from line 27A.6 to line 27A.7, 2.2 s without words.",
    after="27A.6",
    before="27A.7",
    at=188,
)


def test_beats_come_back_as_they_were() -> None:
    """Of those that nobody shot there is a place and a fact, and no clip."""
    open_one = ActionBeat("27A", 3, "He goes.", "not covered", fact="Line 27A.9 beside it is missing.", at=9)
    cut = Cut("", RATE, "classic", (), beats=(PLAYED, open_one))
    assert read_cut(cut_json(cut)) == cut


def test_a_cut_without_beats_says_nothing_of_them() -> None:
    """Where nothing happens without words there is no key for it, as in cuts of earlier versions."""
    data = cut_json(Cut("", RATE, "classic", ()))
    assert b"beats" not in data
    assert read_cut(data).beats == ()
