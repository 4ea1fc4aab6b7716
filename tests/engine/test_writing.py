"""Keys and the written form of values."""

import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.engine import code_mark, content_key, file_mark
from rushes.engine.writing import decode, encode


@dataclass(frozen=True)
class Take:
    """One of everything that a result may hold."""

    rate: Fraction
    path: Path
    notes: tuple[str, ...]
    seconds: float | None
    picture: bytes
    counts: dict[str, int]


takes = st.builds(
    Take,
    rate=st.fractions(),
    path=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])).map(Path),
    notes=st.lists(st.text(st.characters(exclude_categories=["Cs"]))).map(tuple),
    seconds=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    picture=st.binary(),
    counts=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-(2**60), 2**60)),
)


@given(takes)
def test_every_value_comes_back(take: Take) -> None:
    assert decode(encode(take), Take) == take


@given(takes)
def test_equal_values_give_equal_keys(take: Take) -> None:
    """The order in which a mapping was filled does not matter."""
    turned = dict(reversed(take.counts.items()))
    assert content_key(take.counts, take.rate) == content_key(turned, take.rate)


def test_keys_tell_parts_apart() -> None:
    """No two different lists of parts run together into one key."""
    keys = {
        content_key(*parts)
        for parts in (
            ("ab", "c"),
            ("a", "bc"),
            ("abc",),
            (("ab", "c"),),
            (1,),
            ("1",),
            (Fraction(1),),
            (None,),
            (),
        )
    }
    assert len(keys) == 9


def test_rates_are_written_as_people_read_them() -> None:
    assert encode(Fraction(24000, 1001)) == b'"24000/1001"'
    assert decode(b'"25/1"', Fraction) == 25


@pytest.mark.parametrize("text", [b'"1/0"', b'"fast"', b"25", b"null"])
def test_what_is_no_rate_is_told(text: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(text, Fraction)


@pytest.mark.parametrize(
    "name", ["my film/Scène 1.mov", "东京 🎬.mov", 'it\'s "one".mov', "100%.mov", "%41.mov"]
)
def test_odd_names_survive(name: str) -> None:
    assert decode(encode(Path(name)), Path) == Path(name)


@pytest.mark.needs("linux")
def test_a_name_that_is_no_text_survives() -> None:
    path = Path(os.fsdecode(b"caf\xe9.mov"))
    assert decode(encode(path), Path) == path


def test_a_value_without_a_written_form_is_refused() -> None:
    with pytest.raises(TypeError, match="complex"):
        encode(1j)


def test_the_mark_changes_with_the_file(tmp_path: Path) -> None:
    """A file that was written anew is another file, though it has the same name and length."""
    file = tmp_path / "a.mov"
    file.write_bytes(b"one")
    before = file_mark(file)
    assert before == file_mark(file)
    file.write_bytes(b"two")
    os.utime(file, ns=(1, 1))
    assert file_mark(file) != before


def test_changed_code_has_another_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever improves the ear need not remember to count up a version."""
    ear = tmp_path / "ear_of_this_test"
    ear.mkdir()
    (ear / "__init__.py").write_text("raise RuntimeError('its source is read; it is never imported')")
    (ear / "search.py").write_text("beam = 1")
    monkeypatch.syspath_prepend(tmp_path)
    before = code_mark("ear_of_this_test")
    code_mark.cache_clear()
    assert code_mark("ear_of_this_test") == before
    (ear / "search.py").write_text("beam = 2")
    code_mark.cache_clear()
    changed = code_mark("ear_of_this_test")
    assert changed != before
    (ear / "page.html").write_text("<p>a template is code, too</p>")
    code_mark.cache_clear()
    assert code_mark("ear_of_this_test") not in {before, changed}


def test_another_version_of_a_guest_has_another_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new decoder may count frames differently."""
    before = code_mark("av==")
    code_mark.cache_clear()
    monkeypatch.setattr("importlib.metadata.version", lambda _: "0.0.0")
    assert code_mark("av==") != before
    code_mark.cache_clear()


def test_code_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(ModuleNotFoundError):
        code_mark("rushes.nowhere")
