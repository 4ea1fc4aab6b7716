"""The house itself: what no room may do, whatever it is for."""

import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import rushes
from rushes import cli

ROOT = Path(__file__).parents[1]

HEAVY = ("av", "numpy", "pocketsphinx", "opentimelineio", "PIL", "jinja2", "rich")


def tracked() -> list[Path]:
    """Return the text files that git carries."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:8000]]


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["assemble", "--help"], ["no-such-command"]])
def test_help_answers_at_once(words: list[str]) -> None:
    """Whoever asks for help does not wait for codecs, and a wrong word opens no room."""
    asked = f"""
import sys
from rushes.cli import main
try:
    main({words!r})
except SystemExit:
    pass
"""
    told = f"print('opened', [name for name in {HEAVY!r} if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", f"{asked}\n{told}"], check=True, capture_output=True, text=True
    )
    assert ran.stdout.splitlines()[-1] == "opened []"


def test_import_opens_no_room() -> None:
    """`import rushes` is free; the main job is imported when it is first asked for."""
    code = f"import sys, rushes; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"[]\n"


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_the_table_of_commands_is_true(name: str) -> None:
    """The table names a real command, with the short help that it would give."""
    module, short = cli.COMMANDS[name]
    command = next(command for command in importlib.import_module(module).COMMANDS if command.name == name)
    assert command.get_short_help_str(limit=200) == short


def test_every_command_is_in_the_table() -> None:
    """A room's command that nobody can call would be a pity."""
    offered = set()
    for module in pkgutil.walk_packages(rushes.__path__, "rushes."):
        if module.name.rpartition(".")[2] == "commands":
            offered |= {command.name for command in importlib.import_module(module.name).COMMANDS}
    assert offered == set(cli.COMMANDS)


HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "registry" + ".")
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt|tmp)/\w")


def test_no_registry_is_named() -> None:
    """Wheels come from wherever the person's own machine fetches them."""
    named = [
        f"{file.relative_to(ROOT)}: {host}"
        for file in tracked()
        for host in HOSTS
        if host in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert named == []


def test_no_path_of_one_machine_is_named() -> None:
    """What works only where it was written does not work."""
    named = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in tracked()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if OF_ONE_MACHINE.search(line)
    ]
    assert named == []


def test_every_room_says_what_comes_in_and_what_goes_out() -> None:
    """A room's front door has a docstring and a list of what it offers, and the list is true."""
    for room in (ROOT / "src/rushes").iterdir():
        if (room / "model.py").exists():
            door = importlib.import_module(f"rushes.{room.name}")
            assert door.__doc__, room.name
            assert all(hasattr(door, name) for name in door.__all__), room.name


def test_the_lock_covers_what_is_declared() -> None:
    """Each declared dependency stands in the lock with its hashes."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    lock = (ROOT / "requirements.txt").read_text()
    for dependency in declared:
        name = re.split(r"[><=\[ ;]", dependency)[0]
        assert re.search(rf"^{name}==\S+ (;.*)?\\\n\s+--hash=sha256:", lock, re.MULTILINE), name
