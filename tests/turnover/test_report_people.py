"""The report's people: by number, what each said, and what was done instead."""

import re
from dataclasses import replace

from rushes.rights import USES
from rushes.turnover.asked import ASKED, Asked, MayBeSeen, Said, stood_on
from rushes.turnover.report import report_page
from tests.turnover.report_footage import Told, two_hander

YES = "a" * 64


def section(page: str) -> str:
    """Return the words of the section on people."""
    found = page[page.index('<section id="people">') :].split("</section>", maxsplit=1)[0]
    return " ".join(re.sub("<[^>]*>", " ", found).split())


def said_to_all(**told: Said) -> tuple[Said, ...]:
    """Return what somebody said to each use of today; silence where it is not told."""
    return tuple(told.get(use, Said(use, allowed=False, because="silence", instead="")) for use in ASKED)


def asked_of(told: Told) -> Asked:
    """Return what was asked: MAREN said yes to faces and no to publish, nobody knows TOM."""
    files = tuple(clip.file for clip in told.lined.clips)
    maren = said_to_all(
        faces=Said("faces", allowed=True, entry=YES),
        publish=Said("publish", allowed=False, said_no=True, because="no", instead="no copy is written"),
    )
    return Asked(
        "The Boathouse",
        YES,
        (
            MayBeSeen("unknown-1", ("TOM",), files, said_to_all()),
            MayBeSeen("p-0001", ("MAREN",), files, maren),
        ),
        stood_on({"faces": {files[0]: [YES], files[1]: [YES]}}),
    )


def page(told: Told, asked: Asked | None) -> str:
    return report_page(*told, asked).decode()


def test_without_a_register_one_sentence_says_that_nobody_was_asked() -> None:
    assert "Nobody was asked for anything" in section(page(two_hander(), None))


def test_each_is_told_with_what_they_said_and_what_came_of_it() -> None:
    """Who is in the register comes first; a yes is counted in takes, a no says what is done instead."""
    told = two_hander()
    words = section(page(told, asked_of(told)))
    clips = len(told.lined.clips)
    assert re.search(r"MAREN p-0001 .* TOM unknown-1", words)
    assert f"Find faces as boxes Yes Done in 2 of the {clips} takes that they may be in. Elsewhere" in words
    assert "Show a copy outside the production No No copy is written." in words
    assert "Write down free speech Nothing, so no" in words
    assert words.endswith("Said nothing to any use, so it is a no to all: nothing was read of them.")
    assert "The register does not know who that is." in words


def test_who_is_in_no_take_of_the_film_is_not_told() -> None:
    told = two_hander()
    elsewhere = MayBeSeen("p-0009", ("EVE",), ("9A-1.mov",), said_to_all())
    asked = replace(asked_of(told), people=(*asked_of(told).people, elsewhere))
    assert "p-0009" not in section(page(told, asked))


def test_a_crowd_is_folded() -> None:
    """Twelve are told at once; the others are a press away, and all are on paper."""
    told = two_hander()
    files = (told.cut.events[0].file,)
    crowd = tuple(MayBeSeen(f"p-{number:04}", (), files, said_to_all()) for number in range(1, 41))
    words = section(page(told, Asked("The Boathouse", YES, crowd)))
    assert "28 more" in words
    assert "p-0040" in words


def test_what_this_product_does_today_is_what_people_are_told_of() -> None:
    assert set(ASKED) < set(USES)
    assert set(ASKED) == {"faces", "mouths", "blur", "transcribe", "publish"}
