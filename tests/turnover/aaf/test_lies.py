"""AAFs that lie: each is refused with a reason, soon and in little memory, or read for what it is."""

import struct
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.turnover.dialects import aaf
from rushes.turnover.dialects.aaf.container import NotACompoundFile, Storage, packed, unpacked
from rushes.turnover.dialects.wording import NotThisDialect
from tests.turnover.aaf.stranger import RATE, Stranger, made
from tests.turnover.making import grid_cut

GRID = aaf.write(grid_cut())
SECTOR = 4096


def number(at: int) -> int:
    """Return a number of the header of the small scene."""
    return int(struct.unpack_from("<I", GRID, at)[0])


def changed(at: int, form: str, *values: int) -> bytes:
    """Return the small scene with something else at a place."""
    data = bytearray(GRID)
    struct.pack_into(form, data, at, *values)
    return bytes(data)


DIRECTORY = (number(48) + 1) * SECTOR
TABLE = (number(76) + 1) * SECTOR


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "does not begin"),
        (b"<xmeml/>" * 100, "does not begin"),
        (GRID[:8], "too early"),
        (GRID[:600], "leaves the file|outside|ends too early|lies outside"),
        (changed(28, "<H", 0xFEFF), "no known size"),
        (changed(30, "<H", 31), "no known size"),
        (changed(TABLE + 4 * number(48), "<I", number(48)), "in a circle"),
        (changed(TABLE + 4 * number(48), "<I", 1 << 30), "leaves the file"),
        (changed(DIRECTORY + 76, "<I", 1 << 30), "outside"),
        (changed(DIRECTORY + 128 + 68, "<I", 1), "two places"),
        (changed(80, "<I", number(76)), "a sector twice"),
    ],
)
def test_a_compound_file_that_lies_is_refused(data: bytes, because: str) -> None:
    with pytest.raises(NotThisDialect, match=because):
        aaf.read(data)


def test_a_hundred_megabytes_of_nothing_are_refused_at_once() -> None:
    nothing = bytes(100 << 20)
    all_but = GRID[:512] + nothing
    began = time.process_time()
    tracemalloc.start()
    for data in (nothing, all_but):
        with pytest.raises(NotThisDialect):
            aaf.read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - began < 3
    assert peak < 10 << 20


def test_streams_that_claim_more_than_the_file_are_refused() -> None:
    """Ten thousand streams may all name the same megabyte."""
    data = bytearray(packed(Storage(streams={f"s{n}": b"x" * 5000 for n in range(40)})))
    start = (struct.unpack_from("<I", data, 48)[0] + 1) * SECTOR
    for row in range(1, 41):
        struct.pack_into("<IQ", data, start + 128 * row + 116, 0, 1 << 60)
    with pytest.raises(NotACompoundFile, match="more than the file holds"):
        unpacked(bytes(data))


def test_a_list_of_tables_that_runs_in_a_circle_ends() -> None:
    data = changed(68, "<II", number(48), 1 << 31)
    with pytest.raises(NotThisDialect):
        aaf.read(data)


@pytest.mark.parametrize("part", range(1, 32))
def test_a_file_that_was_cut_off_is_refused(part: int) -> None:
    with pytest.raises(NotThisDialect):
        aaf.read(GRID[: len(GRID) * part // 32])


def test_mobs_that_lead_to_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        one, two = s.clips
        for mob, other in ((one, two), (two, one)):
            mob.slots[0].segment = other.create_source_clip(1, start=0, length=500, media_kind="picture")
        s.track(s.sequence(s.play(0, 0, 30)))

    refused(tmp_path, tell, "in a circle")


def test_a_film_that_plays_itself_is_refused(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        slot = s.track(s.sequence(s.play(0, 0, 30)))
        itself = s.film.create_source_clip(slot.slot_id, start=0, length=30, media_kind="picture")
        slot.segment = s.sequence(itself)

    refused(tmp_path, tell, "too deep")


def test_sequences_that_double_each_other_are_refused_in_bounded_time(tmp_path: Path) -> None:
    """Eighteen sequences, each of which plays the next one twice: a quarter of a million clips."""

    def tell(s: Stranger) -> None:
        inner, length = s.clips[0], 1
        for level in range(18):
            outer = s.make.CompositionMob(f"{level}")
            slot = outer.create_timeline_slot(RATE)
            twice = [inner.create_source_clip(1, length=length, media_kind="picture") for _ in range(2)]
            slot.segment = s.sequence(*twice)
            s.file.content.mobs.append(outer)
            inner, length = outer, 2 * length
        s.track(s.sequence(inner.create_source_clip(1, length=length, media_kind="picture")))

    data = made(tmp_path, tell)
    began = time.process_time()
    with pytest.raises(NotThisDialect, match="more than any film"):
        aaf.read(data)
    assert time.process_time() - began < 20


def test_a_clip_that_plays_more_than_its_file_has_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, lambda s: s.track(s.sequence(s.play(0, 400, 9000))), "more than there is")
    refused(tmp_path, lambda s: s.track(s.sequence(s.play(0, -100, 48))), "more than there is")


def test_lengths_below_nought_are_refused(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        wrong = s.play(0, 0, 30)
        wrong.length = -30
        s.track(s.sequence(wrong))

    refused(tmp_path, tell, "lasts -30")


def test_a_rate_of_nought_is_refused(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        s.track(s.sequence(s.play(0, 0, 30)))["EditRate"].value = "0/1"

    refused(tmp_path, tell, "a rate is 0")


def test_a_file_without_a_film_is_refused(tmp_path: Path) -> None:
    """Media alone, as systems export sounds."""

    def tell(s: Stranger) -> None:
        s.file.content.mobs.pop(s.film.mob_id)

    refused(tmp_path, tell, "no sequence")


def refused(folder: Path, tell: Callable[[Stranger], object], because: str) -> None:
    with pytest.raises(NotThisDialect, match=because):
        aaf.read(made(folder, tell))


def test_objects_of_the_wrong_kind_are_refused() -> None:
    """A property of another size, an index without its objects, an object without properties."""
    root = unpacked(GRID)
    content = root.storages["Header-2"].storages["Content-3b03"]
    for name in list(content.storages)[:2]:
        without = {key: value for key, value in content.storages.items() if key != name}
        with pytest.raises(NotThisDialect, match="lost"):
            aaf.read(packed(_with_content(root, replace(content, storages=without))))
    bare = {key: replace(value, streams={}) for key, value in content.storages.items()}
    with pytest.raises(NotThisDialect, match="no properties"):
        aaf.read(packed(_with_content(root, replace(content, storages=bare))))
    short = {
        key: replace(value, streams={"properties": value.streams["properties"][:30]})
        for key, value in content.storages.items()
    }
    with pytest.raises(NotThisDialect):
        aaf.read(packed(_with_content(root, replace(content, storages=short))))


def _with_content(root: Storage, content: Storage) -> Storage:
    header = root.storages["Header-2"]
    header = replace(header, storages=header.storages | {"Content-3b03": content})
    return replace(root, storages=root.storages | {"Header-2": header})


@given(st.lists(st.tuples(st.integers(0, len(GRID) - 1), st.binary(min_size=1, max_size=8)), max_size=12))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(GRID)
    for at, new in changes:
        data[at : at + len(new)] = new
    read_or_refused(bytes(data))


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_its_objects_say_it_is_read_or_refused(data: st.DataObject) -> None:
    """Changes where they hurt: in the properties and indexes of mobs, slots and clips."""
    root = unpacked(GRID)
    folders = [root.storages["Header-2"].storages["Content-3b03"]]
    for folder in folders:
        folders += folder.storages.values()
    for _ in range(data.draw(st.integers(1, 4))):
        folder = data.draw(st.sampled_from(folders))
        name = data.draw(st.sampled_from(sorted(folder.streams)))
        stream = bytearray(folder.streams[name])
        at = data.draw(st.integers(0, max(0, len(stream) - 1)))
        new = data.draw(st.binary(min_size=1, max_size=8))
        stream[at : at + len(new)] = new
        folder.streams[name] = bytes(stream)
    read_or_refused(packed(root))


def read_or_refused(data: bytes) -> None:
    began = time.process_time()
    with suppress(NotThisDialect):
        assert aaf.read(data).rate > Fraction(0)
    assert time.process_time() - began < 5
