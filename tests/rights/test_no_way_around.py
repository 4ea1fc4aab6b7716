"""No way around the gate: what could read people is known by name, and nobody makes up a yes or a job."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import rushes
from rushes import errands
from rushes.errands import Hearing
from rushes.rights import NotGranted
from tests.picture.making import a_clip

SOURCE: Final = Path(rushes.__file__).parent

LIBRARIES: Final = {
    "pictures and sound": {"PIL", "av", "numpy", "wavinfo", "xxhash"},
    "the script's own ear": {"espeakng_loader", "pocketsphinx"},
    "words, tables and documents": {
        *("aaf2", "click", "defusedxml", "fontTools", "fpdf", "jinja2", "markupsafe", "msgspec", "opencc"),
        *("opentimelineio", "rich", "webvtt"),
    },
    "this computer": {"filelock", "platformdirs", "starlette", "uvicorn"},
    "labels": {"c2pa", "cryptography"},
}
"""All that is imported from elsewhere, by what it is for; what is for people has a door of its own, below."""

ASKED_FOR_BY_NAME: Final = {
    "__init__.py": "the rooms of this package",
    "cli.py": "the commands of this package",
    "picture/faces.py": "the finder of faces, behind a grant",
    "sound/whisper.py": "the ear that writes down free speech, behind a grant",
}
"""The modules that import by a name in a string, and what: a guest that is not always there."""

BESIDE: Final = {
    "engine/pool.py": "workers, to whom the crew sends what it has asked for",
    "release/finding.py": "finds faces to cover, with a grant in each of its tasks",
    "screening/brought.py": "reads a timeline that a person lays into the room",
    "screening/desk.py": "answers the page",
    "screening/media.py": "makes proxies",
    "screening/room.py": "one decision at a time",
    "screening/server.py": "answers the page while it waits",
    "screening/watchers.py": "tells the page what changed",
    "sound/espeak.py": "says how words sound",
    "turnover/brought/trial.py": "a child that tries whether a timeline can be read",
    "turnover/dialects/mlt/by_melt.py": "asks melt, on this machine, what it makes of a project",
    "turnover/verified/looking.py": "compares frames",
    "turnover/verified/whereabouts.py": "asks disks where files are",
}
"""The modules that let something run beside themselves, and what."""

_RUNS: Final = {"multiprocessing", "subprocess", "concurrent.futures", "threading", "asyncio", "sched"}

_STARTS: Final = re.compile(r"fork|forkpty|popen|posix_spawnp?|startfile|exec[lv]p?e?|spawn[lv]p?e?|system")
"""What `os` would let run besides."""

_OUT: Final = {"urllib.request", "http.client", "ssl", "ftplib", "smtplib", "telnetlib", "asyncssh"}
"""What would reach another machine; nothing of anybody is sent there."""


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    files = sorted(SOURCE.rglob("*.py"))
    return tuple(
        (file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))) for file in files
    )


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def _names(node: ast.ImportFrom) -> set[str]:
    return {one.name for one in node.names}


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def test_every_library_is_known_for_what_it_is_for() -> None:
    """Whoever brings one that finds, recognises or hears people must bring it behind a grant, and say so."""
    known = {name for names in LIBRARIES.values() for name in names} | {"rushes", *sys.stdlib_module_names}
    strange = {
        f"{file}: {name}"
        for file, tree in _trees()
        for name in _imports(tree)
        if name.partition(".")[0] not in known
    }
    assert strange == set()


def test_what_is_imported_by_a_name_in_a_string_is_known() -> None:
    """So that a model does not come in where no list of imports shows it."""
    found = {
        file
        for file, tree in _trees()
        for name, _ in _calls(tree)
        if name in {"import_module", "__import__", "exec", "eval", "load_module", "exec_module"}
    }
    assert found == set(ASKED_FOR_BY_NAME)


def test_no_model_lies_in_the_package_that_is_not_known() -> None:
    """The built-in ear's own, which follows the script, and no other."""
    models = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*")
        if file.suffix.lower() in {".onnx", ".pb", ".pt", ".pth", ".tflite", ".bin", ".caffemodel", ".h5"}
    }
    assert models == set()


def test_only_the_crew_sends_and_only_the_call_sheet_writes_jobs() -> None:
    """Elsewhere nobody asks for a yes before something is sent to a worker."""
    writers = {file for file, tree in _trees() for name, _ in _calls(tree) if name == "Job"}
    senders = {
        file
        for file, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rushes.engine")
        if {"run", "work", "Pool"} & {alias.name for alias in node.names} and not file.startswith("engine/")
    }
    whole = {
        file
        for file, tree in _trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(one.name.startswith("rushes.engine") for one in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "rushes" and "engine" in _names(node))
    }
    assert whole == set(), "name what is taken from the engine, so that it is seen here"
    drawn = {"stage/shoot.py"}  # the sound stage draws its people; nobody is in its takes
    assert writers == {"callsheet.py", *drawn}
    assert senders == {"crew.py", *drawn}


def test_what_runs_beside_is_known_and_nothing_is_sent_away() -> None:
    """Whoever lets something new run elsewhere says what it does, and asks first if it reads people."""
    assert {file for file, tree in _trees() if _RUNS & set(_imports(tree))} == set(BESIDE)
    assert {file for file, tree in _trees() for name, _ in _calls(tree) if _STARTS.fullmatch(name)} == set()
    assert {file for file, tree in _trees() if _OUT & set(_imports(tree))} == set()


def test_nobody_makes_a_yes_larger_than_it_was_given() -> None:
    """A grant is not changed after it was made, and no register is made up of entries that nobody wrote."""
    widened = {
        file
        for file, tree in _trees()
        for name, call in _calls(tree)
        if {"performers", "yeses", *_LIMITS[ast.unparse(call.func) == "replace"]} & _named(call, name)
    }
    registers = {
        file for file, tree in _trees() for name, call in _calls(tree) if name == "Register" and call.args
    }
    yeses = {
        file
        for file, tree in _trees()
        for _, call in _calls(tree)
        for one in call.keywords
        if one.arg == "kind" and isinstance(one.value, ast.Constant) and one.value.value == "grant"
    }
    past = {
        file
        for file, tree in _trees()
        for name, call in _calls(tree)
        if name in {"__setattr__", "force_setattr"} and "grant" in ast.unparse(call).lower()
    }
    assert (widened, past) == (set(), set())
    assert registers == {"rights/reading.py", "rights/register_file.py"}
    assert yeses == {"rights/reading.py", "consent/saying.py"}


_LIMITS: Final = ((), ("uses", "clip", "scope"))
"""What a grant has besides that other values have, too: of those that `dataclasses.replace` makes."""


def _named(call: ast.Call, name: str) -> set[str | None]:
    return {one.arg for one in call.keywords} if name == "replace" else set()


HEARING: Final = {
    name: found
    for name, found in vars(errands).items()
    if inspect.isfunction(found) and "hearing" in inspect.signature(found).parameters
}


@pytest.mark.parametrize("errand", HEARING)
def test_every_errand_that_hears_refuses_an_ear_that_writes_down_without_a_yes(errand: str) -> None:
    """Whichever it is, also one that is new: the ear is not even opened."""
    given = {
        "clip": a_clip("a.mov"),
        "hearing": Hearing("whisper"),
        "grant": None,
        "script": (),
        "numbers": (),
    }
    wanted = inspect.signature(HEARING[errand]).parameters
    with pytest.raises(NotGranted):
        HEARING[errand](**{name: given.get(name, ()) for name in wanted})


def test_an_ear_is_opened_by_errands_alone() -> None:
    """Nobody else makes one, so nobody hears past them."""
    openers = {
        file
        for file, tree in _trees()
        for name, _ in _calls(tree)
        if name in {"ear_named", "whisper_ear", "WhisperEar"}
    }
    assert openers == {"errands.py", "sound/ears.py", "sound/whisper.py"}
