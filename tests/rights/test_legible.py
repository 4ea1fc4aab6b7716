"""What is written about people can be read as it was written, by whoever opens the register after them."""

from pathlib import Path

import pytest

from rushes.rights import Entry, NobodyOfThatName, NotLegible, Performer, open_register, writing
from rushes.rights.legible import NAME, WORDS
from tests.rights.making import no, who, yes

HIDDEN = ["Anna\nKarenina", "A\x1b[31mred", "A\rB", "right\u202eleft", "half \udcff", "A\u2028B", "\x00"]
"""Names that would show a line or a word that nobody wrote."""


@pytest.mark.parametrize("name", [*HIDDEN, "x" * (NAME + 1)])
def test_a_name_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    """Whatever it is the name of; nothing is written, and the sentence itself can be read."""
    for about in (
        Performer("p-0001", name),
        Performer("p-0001", "Anna", legal_name=name),
        Performer("p-0001", "Anna", characters=("ANNA", name)),
        Performer("p-0001", "Anna", minor=True, guardian=name),
    ):
        with writing(tmp_path) as book, pytest.raises(NotLegible, match=r"Nothing was written\.") as refused:
            book.write(Entry(kind="performer", performer="p-0001", about=about))
        assert str(refused.value).isprintable()
    assert not (tmp_path / "register.jsonl").exists()


@pytest.mark.parametrize(
    "name", ["🎬 Émilie 🙂", "👩🏽‍🎤 Zoë", "محمد علي", "כהן", "नरेंद्र", "김 민준", "x" * NAME]
)
def test_a_name_in_any_writing_is_a_name(tmp_path: Path, name: str) -> None:
    with writing(tmp_path) as book:
        book.write(Entry(kind="performer", performer="p-0001", about=Performer("p-0001", name)))
    assert open_register(tmp_path).performers["p-0001"].screen_name == name


@pytest.mark.parametrize("words", HIDDEN)
def test_a_no_is_written_whatever_is_typed_beside_it(tmp_path: Path, words: str) -> None:
    """A yes is asked for again; a no is on the disk at once, without what nobody can see."""
    with writing(tmp_path) as book:
        book.write(who())
        with pytest.raises(NotLegible):
            book.write(yes("faces", collected_by=words))
        entry = book.write(no("faces", collected_by=words))
    assert open_register(tmp_path).entries[1:] == (entry,)
    assert entry.collected_by.isprintable()


def test_a_note_is_as_long_as_a_letter_and_no_longer(tmp_path: Path) -> None:
    """In lines, if need be; what is longer is a document."""
    with writing(tmp_path) as book:
        book.write(who())
        book.write(Entry(kind="note", performer="p-0001", description="x\n" * (WORDS // 2)))
        with pytest.raises(NotLegible, match="that nobody can see"):
            book.write(Entry(kind="note", performer="p-0001", description="asked\x1b[2Kagreed"))
        with pytest.raises(NotLegible, match="has 5001 letters, and there is room for 5000"):
            book.write(Entry(kind="note", performer="p-0001", description="x" * (WORDS + 1)))


def test_somebody_who_is_not_known_is_told_first(tmp_path: Path) -> None:
    """A no of nobody is no entry, however it is typed."""
    with writing(tmp_path) as book, pytest.raises(NobodyOfThatName):
        book.write(no("faces", collected_by="\n"))
