"""The table of rates counts what held, and would count less if something did not."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.rates import Kept, as_table, film_made, kept_of, numbers
from evaluation.score import Score, tally

from rushes.timecode import timecode_text


def test_the_table_tells_how_many_of_how_many() -> None:
    kept = [Kept("25", {"numbers": tally(12_960, 12_960), "files": tally(4, 5)}), Kept("a telephone", {})]
    assert list(as_table(iter(kept))) == [
        "| rate | numbers | files | shots | pictures |",
        "|---|---|---|---|---|",
        "| 25 | 12960 of 12960 | 4 of 5 | - | - |",
        "| a telephone | - | - | - | - |",
    ]


def test_a_timecode_that_does_not_drop_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever counted 29.97 drop-frame without dropping would be right until the first minute is over."""
    rate = Fraction(30000, 1001)
    assert numbers(rate, drop=True) == Score(12_960, 12_960, "of")

    def never_dropping(frame: int, rate: Fraction, *, drop: bool) -> str:
        text = timecode_text(frame, rate)
        return text[:8] + ";" + text[9:] if drop else text

    monkeypatch.setattr("evaluation.rates.timecode_text", never_dropping)
    assert (numbers(rate, drop=True).value or 0) < 20


@pytest.mark.slow
def test_every_figure_is_whole_and_falls_with_what_it_measures(tmp_path: Path) -> None:
    """At 23.976 all is right; not so against a truth a frame longer, and a cut that lies a frame later."""
    rate = Fraction(24000, 1001)
    film = film_made(tmp_path, rate)
    assert all(score.value == score.count > 0 for score in kept_of(film, rate).values())
    longer = replace(
        film.truth, takes=tuple(replace(take, frames=take.frames + 1) for take in film.truth.takes)
    )
    assert kept_of(replace(film, truth=longer), rate)["files"].value == 0
    later = tuple(replace(event, source=event.source.moved(1)) for event in film.made.cut.events)
    moved = replace(film.made, cut=replace(film.made.cut, events=later))
    assert kept_of(replace(film, made=moved), rate)["shots"].value == 0
