"""Every command and every route where nobody said yes: none of them reaches what reads people."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import click
import pytest
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from rushes.cli import COMMANDS, mouth
from rushes.errands import Hearing
from rushes.lining import line
from rushes.picture import faces
from rushes.screening.acts import table
from rushes.sound import ears
from tests.conftest import Shoot
from tests.screening.test_rough_hands import Server, server

__all__ = ["server"]

NOT_OF_PEOPLE = {"new", "screen", "credentials", "seal", "stage", "log"}
"""Commands that open nothing that reads people; what `screen` serves is tried by its routes."""


class Touched(BaseException):
    """Somebody's likeness was about to be read; no code may pass over this."""


def wire(*_: object) -> NoReturn:
    """Stand where what reads people is opened."""
    raise Touched


@pytest.fixture
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay a wire before the model that finds faces, and before the ear that writes down free speech."""
    monkeypatch.setattr(faces, "_model", wire)
    ear = ears._Ear(wire, lambda _: "wired", writes_down=True)
    monkeypatch.setattr(ears, "_EARS", {**ears._EARS, "whisper": ear})


def asked_of(shoot: Shoot, folder: Path) -> list[list[str]]:
    """Return what is asked, in order; the first makes the cut that the others are asked about."""
    cut, work = str(folder / "cut"), ["--jobs", "1", "--cache", str(shoot.cache)]
    given = [str(shoot.screenplay), str(shoot.rushes)]
    return [
        ["assemble", *given, "-o", cut, *work],
        ["line", *given, "-o", str(folder / "lined"), *work],
        ["line", *given, "-o", str(folder / "written"), "--ear", "whisper", *work],
        ["consent", "add", cut, "the actor of ANNA", "--character", "ANNA"],
        ["consent", "refuse", cut, "p-0001", "publish"],
        ["consent", "show", cut],
        ["consent", "sheet", cut, "p-0001", "-o", str(folder / "sheet.html")],
        ["assemble", *given, "-o", cut, *work],
        ["consent", "note", cut, "p-0001", "asked on set"],
        ["consent", "grant", cut, "p-0001", "blur", "--collected-by", "the first assistant director"],
        ["consent", "revoke", cut, "p-0001"],
        ["consent", "forget", cut],
        ["consent", "export", cut, "-o", str(folder / "receipts.json")],
        ["consent", "pack", cut, "p-0001", "-o", str(folder / "pack.zip")],
        ["why", cut, "1"],
        ["compare", cut, cut],
        ["turnover", cut, *work],
        ["turnover", cut, "--to", "otio,csv", "-o", str(folder / "left"), *work],
        ["release", cut, "-o", str(folder / "copy.mp4"), "--cover", "all"],
        ["verify", f"{cut}/preview.mp4"],
        ["conform", cut, f"{cut}/first-cut.otio"],
        ["consent", "refuse", cut, "p-0001", "--all"],
        ["assemble", *given, "-o", cut, *work],
    ]


def commands_within() -> Iterator[tuple[str, str]]:
    """Yield the commands that are within another, each with the name of that."""
    context = click.Context(mouth)
    for name in set(COMMANDS) - NOT_OF_PEOPLE:
        command = mouth.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ((name, inner) for inner in command.commands)


@pytest.mark.usefixtures("wired")
def test_no_command_touches_anybody(shoot: Shoot, tmp_path: Path) -> None:
    """Each is run; one that is new must be tried here, or be said to open nothing that reads people."""
    asked = asked_of(shoot, tmp_path)
    assert {words[0] for words in asked} | NOT_OF_PEOPLE == set(COMMANDS)
    assert {tuple(words[:2]) for words in asked} >= set(commands_within())
    for words in asked:
        try:
            mouth.main(words, standalone_mode=False)
        except Touched:
            pytest.fail(f"somebody was touched by: rushes {' '.join(words)}")


@pytest.mark.usefixtures("wired")
def test_the_wire_is_where_people_are_read(shoot: Shoot, tmp_path: Path) -> None:
    """With a yes of everyone the same command runs into it: so it would be felt."""
    register = tmp_path / "grants.toml"
    register.write_text(
        '[[grant]]\nperson = "everyone"\nuses = ["faces"]\nby = "the production"\non = 2026-11-02\n',
        encoding="utf-8",
    )
    words, *_ = asked_of(shoot, tmp_path)
    with pytest.raises(Touched):
        mouth.main([*words, "--grants", str(register)], standalone_mode=False)


@pytest.mark.usefixtures("wired")
def test_a_transcript_that_a_person_brings_needs_nobody_to_listen(shoot: Shoot, tmp_path: Path) -> None:
    """Silence keeps such an ear away from the clips, and not the words that somebody brings from them."""
    first = line(shoot.screenplay, [shoot.rushes], tmp_path / "one", cache=shoot.cache, jobs=1)
    assert first.lined.readings
    for clip in first.lined.clips:
        cues = [
            f"{number}\n{_srt(one.in_s)} --> {_srt(one.out_s)}\n{' '.join(w.text or '' for w in one.words)}\n"
            for number, one in enumerate((r for r in first.lined.readings if r.file == clip.file), 1)
        ]
        clip.path.with_suffix(".srt").write_text("\n".join(cues), encoding="utf-8")
    whisper = Hearing("whisper")
    told = line(
        shoot.screenplay, [shoot.rushes], tmp_path / "two", cache=shoot.cache, jobs=1, hearing=whisper
    )
    assert len(told.lined.readings) == len(first.lined.readings)
    assert "not written down" not in {one.kind for one in told.findings}


def _srt(second: float) -> str:
    return f"00:00:{second:06.3f}".replace(".", ",")


@pytest.mark.usefixtures("wired")
def test_no_route_of_the_room_touches_anybody(server: Server) -> None:
    """Whatever the page may ask, and every act that a person may do there, about every clip."""
    asked = dict.fromkeys(("from_s", "id", "per_s", "name", "a", "b", "channels"), "1") | {"to_s": "2"}
    tried = set()
    for route in server.app.routes:
        if isinstance(route, Mount):
            assert isinstance(route.app, StaticFiles), f"{route.path} answers by itself: try it here"
            continue
        assert isinstance(route, Route), f"{route} is no request and answer: try it here"
        for clip in server.ids if "{clip}" in route.path else ("",):
            path = re.sub(r"\{frame[^}]*\}", "1", route.path.replace("{clip}", clip))
            assert "{" not in path, f"{path} asks for something that is not tried here"
            for method in (route.methods or {"GET"}) - {"HEAD"}:
                if path != "/api/watch":  # it never ends, and tells only that something changed
                    server.ask(method, path, urlencode(asked), b"{}")
                tried.add((method, route.path))
    assert len(tried) > 14
    for act, told in table()["acts"].items():
        body = {"act": act, "who": "the editor", **dict.fromkeys(told["fields"], "1.1")}
        server.ask("POST", "/api/act", body=json.dumps(body).encode())
