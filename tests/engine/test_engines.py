"""The exam that every engine sits: in this process and on a pool, the answers are the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rushes.engine import Cache, Job, Progress, content_key, run
from tests.engine import acts
from tests.engine.acts import NoNegative, Print


@pytest.fixture(params=[1, 2], ids=["in process", "pool"])
def workers(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def job(name: str, act: Callable[..., Any] = acts.develop, *more: object, gives: Any = Print) -> Job[Any]:
    return Job("develop", name, content_key(act.__name__, name), act, (name, *more), gives)


def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    """However the jobs overtake each other, each print lies where its negative lay."""
    names = [f"roll {n}" for n in range(7)]
    assert run([job(name) for name in names], workers=workers) == tuple(acts.develop(name) for name in names)


def test_no_jobs_no_results(workers: int) -> None:
    assert run([], workers=workers) == ()


def test_values_survive_the_way(workers: int) -> None:
    """Rates stay exact, paths stay paths, bytes stay bytes."""
    (made,) = run([job("one")], workers=workers)
    assert made == acts.develop("one")


def test_a_second_run_remembers(workers: int, tmp_path: Path) -> None:
    """What was done once is recalled, not done again, and equals the fresh result."""
    log, cache = tmp_path / "log", Cache(tmp_path / "cache")
    jobs = [job(name, acts.develop_and_note, log) for name in ("a", "b", "c")]
    fresh = run(jobs, workers=workers, cache=cache)
    recalled = run(jobs, workers=workers, cache=Cache(tmp_path / "cache"))
    assert fresh == recalled
    assert sorted(log.read_text().split()) == ["a", "b", "c"]


def test_nothing_is_remembered_without_a_cache(workers: int, tmp_path: Path) -> None:
    jobs = [job("a", acts.develop_and_note, tmp_path / "log")]
    assert run(jobs, workers=workers) == run(jobs, workers=workers)
    assert (tmp_path / "log").read_text().split() == ["a", "a"]


def test_jobs_of_one_key_are_done_once(workers: int, tmp_path: Path) -> None:
    """Two files with the same content cost one hearing; both get the result, both are counted."""
    log, seen = tmp_path / "log", list[Progress]()
    twice = [job("a", acts.develop_and_note, log)] * 2
    assert run(twice, workers=workers, watch=seen.append) == (Print("a"), Print("a"))
    assert log.read_text() == "a\n"
    assert [step.done for step in seen] == [1, 2]


def test_a_refusal_is_an_answer(workers: int, tmp_path: Path) -> None:
    """One empty camera does not stop the others, and is asked again the next time."""
    cache = Cache(tmp_path)
    first, second, third = run([job("a"), job("b", acts.refuse), job("c")], workers=workers, cache=cache)
    assert (first, third) == (acts.develop("a"), acts.develop("c"))
    assert isinstance(second, NoNegative)
    assert str(second) == "There is no film in b."
    assert cache.recall(job("b", acts.refuse).key, Print) is None


def test_a_fault_of_ours_is_raised_with_its_subject(workers: int, tmp_path: Path) -> None:
    """Any other exception is a fault to be mended; it says on which file it happened."""
    cache = Cache(tmp_path)
    with pytest.raises(ZeroDivisionError) as caught:
        run([job("a"), job("reel 9", acts.drop_the_tank)], workers=workers, cache=cache)
    assert any("'develop' of reel 9" in note for note in caught.value.__notes__)


def test_a_result_that_cannot_be_kept_is_a_fault(workers: int) -> None:
    with pytest.raises(TypeError, match="object"):
        run([job("a", acts.give_what_cannot_be_kept)], workers=workers)


def test_none_is_a_result_too(workers: int, tmp_path: Path) -> None:
    """A still that is not there is remembered as not there."""
    cache = Cache(tmp_path)
    nothing = job("a", acts.give_nothing, gives=type(None))
    assert run([nothing], workers=workers, cache=cache) == (None,)
    steps = list[Progress]()
    assert run([nothing], workers=workers, cache=cache, watch=steps.append) == (None,)
    assert steps[0].remembered


def test_progress_is_told_after_every_job(workers: int, tmp_path: Path) -> None:
    """Done counts up to total once; what was remembered says so."""
    cache, steps = Cache(tmp_path), list[Progress]()
    run([job("a")], workers=workers, cache=cache)
    run([job("a"), job("b"), job("c", acts.refuse)], workers=workers, cache=cache, watch=steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert {step.subject: step.remembered for step in steps} == {"a": True, "b": False, "c": False}


@pytest.mark.parametrize("harm", ["cut short", "emptied", "a digit changed", "another key", "foreign"])
def test_a_damaged_entry_is_made_again(workers: int, tmp_path: Path, harm: str) -> None:
    """Whatever a full disk or a stranger left in the cache, the answer is the true one."""
    cache, wanted = Cache(tmp_path), job("a")
    (fresh,) = run([wanted], workers=workers, cache=cache)
    (entry,) = tmp_path.glob("??/*.json")
    whole = entry.read_bytes()
    entry.write_bytes(
        {
            "cut short": whole[:-9],
            "emptied": b"",
            "a digit changed": whole.replace(b"[1,2,3]", b"[1,2,4]"),
            "another key": whole.replace(wanted.key.encode(), b"0" * 64),
            "foreign": json.dumps({"name": "a"}).encode(),
        }[harm]
    )
    steps = list[Progress]()
    assert run([wanted], workers=workers, cache=cache, watch=steps.append) == (fresh,)
    assert not steps[0].remembered
    assert entry.read_bytes() == whole


def test_a_result_of_another_shape_is_made_again(workers: int, tmp_path: Path) -> None:
    """A key that an older release kept with other fields does not trip this one."""
    cache = Cache(tmp_path)
    cache.keep(job("a").key, b'{"title": "of another time"}')
    assert run([job("a")], workers=workers, cache=cache) == (acts.develop("a"),)
