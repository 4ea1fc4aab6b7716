"""The cache folder: shared, deletable, and never trusted."""

import os
import threading
from pathlib import Path

import pytest

from rushes.engine import Cache, NoCacheHere, content_key
from rushes.engine.cache import Kept
from rushes.engine.writing import encode
from tests.engine.acts import Print


def test_what_is_kept_is_recalled(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path / "deep" / "cache"), content_key("a")
    cache.keep(key, encode(Print("a")))
    assert cache.recall(key, Print) == Kept(Print("a"))
    assert cache.recall(content_key("b"), Print) is None


def test_entries_stand_two_letters_deep(tmp_path: Path) -> None:
    """A folder of ten thousand files is slow everywhere; backups are asked to leave it out."""
    key = content_key("a")
    Cache(tmp_path).keep(key, b"1")
    assert (tmp_path / key[:2] / f"{key}.json").exists()
    assert (tmp_path / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_two_runs_may_share_a_cache(tmp_path: Path) -> None:
    """Two runs that keep the same key at once leave one whole entry and nothing half."""
    cache, key = Cache(tmp_path), content_key("a")
    result = encode(Print("a" * 10000))
    threads = [threading.Thread(target=cache.keep, args=(key, result)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.recall(key, Print) == Kept(Print("a" * 10000))
    assert [path.name for path in (tmp_path / key[:2]).iterdir()] == [f"{key}.json"]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """The sentence says what to do next."""
    (tmp_path / "file").touch()
    with pytest.raises(NoCacheHere, match="--cache"):
        Cache(tmp_path / "file" / "cache")


def test_what_stands_under_a_label_is_forgotten_and_nothing_else(tmp_path: Path) -> None:
    """An entry under several labels goes with any of them; a long head is read to its end."""
    cache = Cache(tmp_path)
    long = tuple(f"faces:{number:064}" for number in range(200))
    cache.keep(content_key("a"), encode(Print("a")), ("faces:1", "faces:2"))
    cache.keep(content_key("b"), encode(Print("b")), (*long, "faces:1"))
    cache.keep(content_key("c"), encode(Print("c")), ("mouths:1",))
    cache.keep(content_key("d"), encode(Print("d")))
    assert cache.forget({"faces:1"}) == 2
    assert [cache.recall(content_key(one), Print) is None for one in "abcd"] == [True, True, False, False]
    assert cache.forget({"faces:1"}) == 0
    assert cache.forget(()) == 0


def test_nothing_is_kept_any_more_under_what_was_forgotten_for_good(tmp_path: Path) -> None:
    """A run that goes on, or another program with the same folder, keeps nothing; unless it was for now."""
    cache, key = Cache(tmp_path), content_key("a")
    cache.forget({"faces:1"})
    Cache(tmp_path).keep(key, encode(Print("a")), ("faces:1", "faces:2"))
    assert list(tmp_path.rglob("*.json")) == []
    cache.forget({"faces:2"}, for_good=False)
    cache.keep(key, encode(Print("a")), ("faces:2",))
    assert cache.recall(key, Print) == Kept(Print("a"))


def test_what_is_forgotten_while_it_is_written_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The yes is taken back between the writing and the place."""
    cache, key = Cache(tmp_path), content_key("a")
    replace = Path.replace

    def late(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", replace)
        (tmp_path / "forgotten.txt").write_text("faces:1\n")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", late)
    cache.keep(key, encode(Print("a")), ("faces:1",))
    assert list(tmp_path.rglob("*.json")) == []


def test_what_nobody_can_read_is_forgotten_with_the_rest(tmp_path: Path) -> None:
    """Nobody can tell what is in it: a flipped label, half an entry, what a killed run left long ago."""
    cache = Cache(tmp_path)
    for name in "abc":
        cache.keep(content_key(name), encode(Print(name)), ("faces:1",))
    cache.keep(content_key("whole"), encode(Print("whole")), ("faces:9",))
    flipped, half, _ = (tmp_path / key[:2] / f"{key}.json" for key in map(content_key, "abc"))
    flipped.write_bytes(flipped.read_bytes().replace(b"faces:1", b"faces:3"))
    half.write_bytes(half.read_bytes()[:30])
    left = tmp_path / "ab" / ".abcd-0123.part"
    writing = left.with_name(".abce-0123.part")
    left.parent.mkdir(exist_ok=True)
    for part in (left, writing):
        part.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert cache.forget({"faces:1"}) == 3
    assert cache.recall(content_key("whole"), Print) is not None
    assert (left.exists(), writing.exists()) == (False, True)


def test_a_label_cannot_be_changed_unseen(tmp_path: Path) -> None:
    """Else an entry could be recalled that nobody can forget."""
    cache, key = Cache(tmp_path), content_key("a")
    cache.keep(key, encode(Print("a")), ("faces:1",))
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(entry.read_bytes().replace(b"faces:1", b"faces:2"))
    assert cache.recall(key, Print) is None


def test_a_kill_while_forgetting_is_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The labels are noted before anything is deleted, so nothing comes back in between."""
    cache = Cache(tmp_path)
    for name in "abc":
        cache.keep(content_key(name), encode(Print(name)), ("faces:1",))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            cache.forget({"faces:1"})
    cache.keep(content_key("d"), encode(Print("d")), ("faces:1",))
    assert cache.recall(content_key("d"), Print) is None
    assert cache.forget({"faces:1"}) == 3
