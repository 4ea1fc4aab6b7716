"""The cache folder: shared, deletable, and never trusted."""

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
