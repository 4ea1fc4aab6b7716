"""A label guards its film: a changed bit in picture, sound or index is found; what is left open is known."""

import random
from pathlib import Path

import pytest

from rushes.credentials import Anchors, Judged, Label, anchors, read_credentials
from rushes.credentials.boxes import Box, boxes
from tests.conftest import ROOT
from tests.credentials.making import flipped, signed

FLIPS = 200


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small signed preview with picture and sound."""
    return signed(
        tmp_path_factory.mktemp("tampering") / "preview.mp4", Label(beside={"first-cut.otio": "ab" * 32})
    )


def parts(film: Path) -> dict[bytes, Box]:
    with film.open("rb") as file:
        return {b"label" if box.label else box.kind: box for box in boxes(file)}


def judged(film: Path) -> Judged:
    return read_credentials(film, anchors())


def test_the_film_is_made_of_known_parts(film: Path) -> None:
    assert set(parts(film)) == {b"ftyp", b"label", b"moov", b"free", b"mdat"}
    assert judged(film).holds


def test_two_hundred_changed_bits_in_picture_sound_and_index_are_found(film: Path, tmp_path: Path) -> None:
    """Picture and sound lie in mdat, the index in moov; by a fixed seed, half of them in each."""
    chance, known = random.Random(7), parts(film)
    for number in range(FLIPS):
        box = known[(b"mdat", b"moov")[number % 2]]
        at = chance.randrange(box.start, box.end)
        found = judged(flipped(film, at, tmp_path / "flipped.mp4"))
        assert not found.unchanged, (box.kind, at - box.start)
        assert found.state in {"changed", "broken"}


def test_a_byte_cut_off_or_put_after_is_found(film: Path, tmp_path: Path) -> None:
    data = film.read_bytes()
    longer, shorter = tmp_path / "longer.mp4", tmp_path / "shorter.mp4"
    longer.write_bytes(data + b"\0\0\0\x10mdat12345678")
    shorter.write_bytes(data[:-1])
    assert not judged(longer).unchanged
    assert not judged(shorter).unchanged


def test_what_the_format_leaves_open_is_what_the_docs_say(film: Path, tmp_path: Path) -> None:
    """The kind of file, filling, and the end of the label's own box: none of them is seen or heard."""
    known, data = parts(film), film.read_bytes()
    label = known[b"label"]
    kind = flipped(film, known[b"ftyp"].start + 12, tmp_path / "kind.mp4")
    filled = tmp_path / "filled.mp4"
    filled.write_bytes(data + b"\0\0\0\x10free12345678")
    padded = flipped(film, label.end - 200, tmp_path / "padded.mp4")
    assert [judged(one).holds for one in (kind, filled, padded)] == [True, True, True]
    page = (ROOT / "docs" / "credentials.md").read_text(encoding="utf-8")
    for part in ("`ftyp`", "`free`", "`skip`", "`mfra`", "padding"):
        assert part in page


def test_in_the_label_only_filling_and_names_of_boxes_are_left_open(film: Path, tmp_path: Path) -> None:
    """Every 17th byte: what is not found changes no word of what the label says."""
    label, says = parts(film)[b"label"], judged(film).manifest
    missed = []
    for at in range(label.start, label.end, 17):
        found = judged(flipped(film, at, tmp_path / "flipped.mp4"))
        if found.unchanged:
            missed.append(at)
            assert found.holds
            assert found.manifest == says
    assert len(missed) < (label.end - label.start) / 17 / 3


def test_a_label_of_another_film_does_not_fit(film: Path, tmp_path: Path) -> None:
    other = signed(tmp_path / "other.mp4")
    ours, theirs = parts(film)[b"label"], parts(other)[b"label"]
    data, theirs_data = film.read_bytes(), other.read_bytes()
    mixed = tmp_path / "mixed.mp4"
    mixed.write_bytes(data[: ours.start] + theirs_data[theirs.start : theirs.end] + data[ours.end :])
    assert not judged(mixed).unchanged


def test_without_certificates_nobody_is_known(film: Path) -> None:
    found = read_credentials(film, Anchors())
    assert (found.state, found.house, found.holds) == ("unknown signer", "unknown", False)
