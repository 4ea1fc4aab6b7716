"""The docs cannot lie: pages are generated, examples run, and words stand in the glossary."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

import rushes
from rushes.cli import COMMANDS, mouth
from tests.conftest import Shoot

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def commands_page() -> str:
    """Return what every command says of itself, as a page."""
    page = [
        "# Commands",
        "",
        "Written by `make docs` from the commands themselves; do not edit it by hand.",
        "",
    ]
    for words in ([], *(words for name in COMMANDS for words in words_of(name))):
        command = [sys.executable, "-m", "rushes", *words, "--help"]
        wide = os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
        told = subprocess.run(command, env=wide, check=True, capture_output=True, encoding="utf-8").stdout
        page += [f"## `{' '.join(['rushes', *words])}`", "", "```text", told.rstrip(), "```", ""]
    return "\n".join(page)


def words_of(name: str) -> list[list[str]]:
    """Return how a command is called, and each of those that it holds."""
    command = mouth.get_command(click.Context(mouth), name)
    held = command.commands if isinstance(command, click.Group) else ()
    return [[name], *([name, one] for one in held)]


def test_the_page_of_commands_is_true(*, refresh: bool) -> None:
    """What the docs say of a command is what the command says."""
    page = ROOT / "docs" / "commands.md"
    if refresh:
        page.parent.mkdir(exist_ok=True)
        page.write_text(commands_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == commands_page()


def commands_in(page: Path) -> list[list[str]]:
    """Return the words of every `rushes` command that a page shows."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [
        line.removeprefix("$ ").partition("#")[0].split() for block in blocks for line in block.splitlines()
    ]
    return [line[1:] for line in lines if line[:1] == ["rushes"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_docs_exist(page: Path) -> None:
    """Every command that a page shows is one, with options that it knows."""
    for words in commands_in(page):
        if words[0].startswith("-"):
            continue
        command = mouth.get_command(click.Context(mouth), words[0])
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words[1])
        assert command is not None, words
        known = {name for option in command.params for name in option.opts} | {"--help"}
        assert {word for word in words[1:] if word.startswith("-")} <= known, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_point_at_what_is_there(page: Path) -> None:
    """A link inside the repository leads somewhere, and so does every file named in code marks."""
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not link.startswith("http")]
    named = re.findall(r"`((?:src|tests|docs|examples|evaluation)/[\w./-]+)`", text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_words_of_the_glossary_are_in_order() -> None:
    """Whoever looks a word up finds it where it should be, once."""
    words = re.findall(r"^\*\*(.+?)\*\*:", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(words) > 40
    assert words == sorted(set(words), key=str.lower)


def test_python_in_the_readme_runs(
    shoot: Shoot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library is used as the README says, on a screenplay and a folder of those names."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert blocks
    monkeypatch.chdir(shoot.screenplay.parent)
    shutil.copytree(shoot.cache, ".rushes-cache")
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "1.1" in capsys.readouterr().out


def told_and_missing(told: Any, real: Any, where: str = "") -> list[str]:
    """Return where a documented shape is not that of the real thing."""
    if isinstance(told, dict) and isinstance(real, dict):
        absent = [f"{where}.{key}" for key in told if key not in real]
        known = [key for key in told if key in real]
        return absent + [
            lack for key in known for lack in told_and_missing(told[key], real[key], f"{where}.{key}")
        ]
    if isinstance(told, list) and isinstance(real, list):
        return told_and_missing(told[0], real[0], f"{where}[]") if told and real else []
    numbers = isinstance(told, int | float) and isinstance(real, int | float)
    same = numbers or type(told) is type(real)
    return [] if same else [f"{where}: {type(real).__name__}"]


def test_the_shapes_of_the_files_are_as_promised(shoot: Shoot, tmp_path: Path) -> None:
    """Every field that the docs show is in the file, with a value of that type."""
    (shoot.rushes / "9A-1.mov").touch()
    rushes.assemble(shoot.screenplay, [shoot.rushes], tmp_path / "cut", cache=shoot.cache, jobs=1)
    page = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
    shown = re.findall(r"^## (\S+\.json)\n+```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in shown] == ["lined-script.json", "cut.json", "findings.json"]
    for name, block in shown:
        real = json.loads((tmp_path / "cut" / name).read_bytes())
        assert told_and_missing(json.loads(block), real, name) == []
