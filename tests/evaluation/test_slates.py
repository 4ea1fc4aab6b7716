"""The exam of slates can be failed: it knows right from doubted, unread, flagged and wrong."""

from evaluation.slates import HABITS, _counted, _same, in_all, sit_slates

from rushes.errors import Finding
from rushes.footage import Slate

MEANT = Slate("27", "27A", 3)
DOUBT = Finding("ambiguous slate", "27A-3.mov", "It may be read in two ways.")


def counts(read: Slate, *doubts: Finding) -> dict[str, float | None]:
    return {kind: score.value for kind, score in _counted("one", [(MEANT, read, doubts)]).scores.items()}


def test_every_outcome_has_its_own_column() -> None:
    told = {
        "right": counts(Slate("27", "27A", 3, source="name")),
        "not read": counts(Slate()),
        "flagged": counts(Slate("27", "27A", 4, source="name"), DOUBT),
        "wrong and silent": counts(Slate("27", "27A", 4, source="name")),
    }
    for kind, counted in told.items():
        assert [name for name, value in counted.items() if value] == [kind]
    assert counts(Slate("27", "27A", 3, source="name"), DOUBT)["doubted"] == 1


def test_a_camera_or_a_mark_that_is_missed_is_wrong() -> None:
    assert not _same(Slate("27", "27A", 3, "A"), MEANT)
    assert not _same(Slate("27", "27A", 3, circled=True), MEANT)


def test_all_ways_of_writing_are_counted_together() -> None:
    named = sit_slates(seed=7)
    assert len(named) == len(HABITS) + 1
    total = in_all(named)
    assert total["right"].count == sum(one.scores["right"].count for one in named)
    assert total["wrong and silent"].value == 0
