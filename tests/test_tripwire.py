"""Every command and every route where nobody said yes: none of them reaches what reads people."""

from pathlib import Path
from typing import NoReturn

import pytest
from starlette.routing import Route

from rushes.cli import COMMANDS, mouth
from rushes.errands import Hearing
from rushes.lining import line
from rushes.picture import faces
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


@pytest.mark.usefixtures("wired")
def test_no_command_touches_anybody(shoot: Shoot, tmp_path: Path) -> None:
    """Each is run; one that is new must be tried here, or be said to open nothing that reads people."""
    asked = asked_of(shoot, tmp_path)
    assert {words[0] for words in asked} | NOT_OF_PEOPLE == set(COMMANDS)
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
    """Whatever the page may ask, about every clip."""
    tried = 0
    for route in server.app.routes:
        if not isinstance(route, Route):
            continue
        path = route.path.replace("{clip}", server.ids[0]).replace("{frame:int}", "1")
        query = "from_s=0&to_s=1&id=1.1&per_s=50&name=x&a=&b="
        for method in (route.methods or {"GET"}) - {"HEAD"}:
            if path != "/api/watch":
                server.ask(method, path, query, b"{}")
                tried += 1
    assert tried > 12
