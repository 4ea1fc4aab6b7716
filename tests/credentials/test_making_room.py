"""Room for a label: the index follows what is moved, to the byte, or the film is left alone."""

import struct
from pathlib import Path

import av
import pytest

from rushes.credentials import NotSigned, anchors, authority, manifest_of, read_credentials, sign
from rushes.credentials import signing as of_signing
from rushes.credentials.making_room import NoRoom, copy_with
from rushes.credentials.reading import read_label
from tests.credentials.making import cut_of, rush, signed

KIND = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 0, b"isom")
LABEL = struct.pack(">I4s", 32, b"free") + bytes(24)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def table(kind: bytes, form: str, *places: int) -> bytes:
    return box(kind, struct.pack(f">II{len(places)}{form}", 0, len(places), *places))


def index(*tables: bytes) -> bytes:
    return box(b"moov", b"".join(box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", t)))) for t in tables))


def with_label(data: bytes, folder: Path) -> bytes:
    (folder / "film.mp4").write_bytes(data)
    assert copy_with(folder / "film.mp4", LABEL, folder / "copy.mp4") == len(KIND)
    return (folder / "copy.mp4").read_bytes()


def test_places_behind_the_label_are_moved_and_those_before_it_are_not(tmp_path: Path) -> None:
    before = index(table(b"stco", "I", 4, 20, 500), table(b"co64", "Q", 2**40))
    after = index(table(b"stco", "I", 4, 52, 532), table(b"co64", "Q", 2**40 + 32))
    rest = box(b"mdat", b"picture and sound")
    assert with_label(KIND + before + rest, tmp_path) == KIND + LABEL + after + rest


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no MP4"),
        (KIND, "no MP4"),
        (index() + KIND, "no MP4"),
        (KIND + index() + index(), "one index"),
        (KIND + index() + box(b"moof", b""), "one index"),
        (KIND + index(table(b"stco", "I", 2**32 - 5)), "4 GB"),
        (KIND + index(box(b"stco", struct.pack(">II", 0, 900))), "broken"),
        (KIND + box(b"moov", struct.pack(">I4s", 400, b"trak")), "broken"),
        (KIND + box(b"moov", struct.pack(">I4s", 0, b"trak")), "broken"),
    ],
)
def test_a_file_without_a_place_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(data)
    with pytest.raises(NoRoom, match=why):
        copy_with(tmp_path / "film.mp4", LABEL, tmp_path / "copy.mp4")


def test_a_film_with_its_index_at_the_end_plays_as_before(tmp_path: Path) -> None:
    made = rush(tmp_path / "a.mov")
    before = packets(made.path)
    sign(made.path, manifest_of(cut_of(made), title="a.mov"), authority())
    assert packets(made.path) == before


def packets(film: Path) -> list[bytes]:
    with av.open(str(film)) as opened:
        return [bytes(packet) for packet in opened.demux()]


def test_what_is_signed_already_is_not_signed_again(tmp_path: Path) -> None:
    film = signed(tmp_path / "film.mp4")
    before = film.read_bytes()
    with pytest.raises(NotSigned, match="carries a label already"):
        sign(film, manifest_of(cut_of(rush(tmp_path / "b.mov"))), authority())
    assert film.read_bytes() == before


def test_of_a_large_film_the_label_alone_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_signing, "READ_BACK_MB", 0)
    film = signed(tmp_path / "film.mp4")
    assert read_credentials(film, anchors()).holds


def test_a_label_is_judged_by_itself(tmp_path: Path) -> None:
    from rushes.credentials.boxes import boxes  # noqa: PLC0415 -- beside what it is about

    film = signed(tmp_path / "film.mp4")
    with film.open("rb") as file:
        (place,) = (one for one in boxes(file) if one.label)
    label = film.read_bytes()[place.start : place.end]
    assert read_label(label).unchanged
    changed = bytearray(label)
    changed[len(label) // 2] ^= 1
    assert not read_label(bytes(changed)).unchanged
    assert not read_label(b"no label").unchanged
