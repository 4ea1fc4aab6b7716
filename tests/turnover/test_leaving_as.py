"""Handing over in named dialects: what a person asks for is there, read back, and nothing is written over."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from click.testing import CliRunner

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.screening.commands import turnover
from rushes.screenplay import Screenplay
from rushes.turnover import cut_json, lined_script_json, read_cut
from rushes.turnover.delivery import CannotWrite
from rushes.turnover.dialects import DIALECTS, edl, fcp7
from rushes.turnover.dialects import otio as otio_dialect
from rushes.turnover.leaving_as import Leaves, NoSuchDialect, NothingStrungOut, leave_as, wanted
from rushes.turnover.media_map import NotAMap, read_map
from rushes.turnover.options import Leaving, Mapped, NotOnThisMap, as_left
from rushes.turnover.turnover_sheet import TurnoverSheet
from rushes.turnover.turnover_sheet.files import sheet_page
from tests.cut.shooting import a_reading, a_script, a_take, lined
from tests.turnover.making import clip, grid_cut, spoken


def on_disk(cut: Cut, folder: Path) -> Cut:
    """Let the cut's clips lie in a folder, with their content in their digest."""
    import hashlib  # noqa: PLC0415 -- for this alone

    made = []
    for number, one in enumerate(cut.clips):
        path = folder / one.file
        path.parent.mkdir(parents=True, exist_ok=True)
        content = f"picture {number}".encode()
        path.write_bytes(content)
        made.append(replace(one, path=path, sha256=hashlib.sha256(content).hexdigest()))
    return replace(cut, clips=tuple(made))


def left(
    cut: Cut, out: Path, to: str, media: str = "absolute", handles: int = 0
) -> tuple[Path, TurnoverSheet]:
    leaves = Leaves(cut, LinedScript(cut.clips, (), ()), Screenplay((), ()))
    return leave_as(leaves, out, wanted(to, media, handles))


def test_each_dialect_named_is_written_and_said(tmp_path: Path) -> None:
    folder, sheet = left(on_disk(grid_cut(), tmp_path / "rushes"), tmp_path / "out", "otio,otio-resolve,fcp7")
    names = {file.name for file in folder.iterdir() if not file.name.startswith(".")}
    assert names == {
        "The Grid.otio",
        "The Grid-resolve.otio",
        "The Grid.xml",
        "cut.json",
        "turnover.html",
        "turnover.json",
    }
    told = json.loads((folder / "turnover.json").read_bytes())
    assert [one["dialect"] for one in told["handed"]] == ["otio", "otio-resolve", "fcp7"]
    assert {one["state"] for one in told["media"]} == {"as cut"}
    assert all(check.read and check.events for one in sheet.handed for check in one.compared)


def test_what_a_dialect_cannot_hold_is_named(tmp_path: Path) -> None:
    _, sheet = left(on_disk(grid_cut(), tmp_path / "rushes"), tmp_path / "out", "fcp7")
    (xml,) = sheet.handed
    assert [(one.feature, one.times) for one in xml.lost] == [("media by hash", 3)]
    assert xml.said == ()
    assert ("alternates", 1) in [(one.feature, one.times) for one in xml.kept]
    page = sheet_page(sheet).decode()
    assert "media by hash (3)" in page
    assert "read back" in page.casefold()


def test_a_folder_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    cut = on_disk(grid_cut(), tmp_path / "rushes")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    (tmp_path / "out-2").write_text("a file of that name")
    assert left(cut, tmp_path / "out", "otio")[0] == tmp_path / "out-3"
    assert left(cut, tmp_path / "out", "otio")[0] == tmp_path / "out-4"
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_refused_before_media_are_read(tmp_path: Path) -> None:
    """Reading a day's rushes again takes minutes; nobody waits for them to hear that a folder is locked."""
    cut = on_disk(grid_cut(), tmp_path / "rushes")
    (tmp_path / "file").write_text("no folder")
    leaves = Leaves(cut, LinedScript(cut.clips, (), ()), Screenplay((), ()))
    read: list[object] = []
    with pytest.raises(CannotWrite, match="is a file"):
        leave_as(leaves, tmp_path / "file" / "out", wanted("otio"), read.append)
    assert read == []


def test_media_that_is_gone_or_another_is_told_before_it_leaves(tmp_path: Path) -> None:
    cut = on_disk(grid_cut(), tmp_path / "rushes")
    cut.clips[0].path.unlink()
    cut.clips[1].path.write_bytes(b"another take")
    _, sheet = left(cut, tmp_path / "out", "edl")
    assert [one.state for one in sheet.media] == ["missing", "changed", "as cut"]
    assert [finding.kind for finding in sheet.findings][:2] == ["media missing", "media changed"]
    assert "changed since the cut" in sheet_page(sheet).decode()


def test_relative_media_lead_from_the_folder_of_each_file(tmp_path: Path) -> None:
    cut = on_disk(grid_cut(), tmp_path / "my rushes #1")
    folder, _ = left(cut, tmp_path / "out", "otio,otio-resolve,fcp7", "relative")
    film = otio.adapters.read_from_file(str(folder / "The Grid.otio"))
    urls = [one.media_reference.target_url for one in film.find_clips()]
    assert urls[0] == "../my%20rushes%20%231/day%201/1-1_A001C001.mov"
    bare = otio.adapters.read_from_file(str(folder / "The Grid-resolve.otio"))
    paths = [one.media_reference.target_url for one in bare.find_clips()]
    assert (folder / paths[0]).resolve() == cut.clips[0].path
    xml = (folder / "The Grid.xml").read_text()
    assert "<pathurl>../my%20rushes%20%231/day%201/1-1_A001C001.mov</pathurl>" in xml


@pytest.mark.parametrize(
    ("there", "url"),
    [
        ("D:\\Rushes\\card 2", "file://localhost/D%3A/Rushes/card%202/1A-2_A001C006.mov"),
        ("/Volumes/RUSHES", "file://localhost/Volumes/RUSHES/1A-2_A001C006.mov"),
        ("/媒体/第一天", "file://localhost/%E5%AA%92%E4%BD%93/%E7%AC%AC%E4%B8%80%E5%A4%A9/1A-2_A001C006.mov"),
    ],
)
def test_a_map_names_media_as_another_machine_has_them(there: str, url: str) -> None:
    cut = as_left(spoken([("1.1", clip(), 0, 50)]), Leaving(Mapped((("/rushes", there), ("/", "/other")))))
    files = fcp7.DIALECT.write(cut)
    assert f"<pathurl>{url}</pathurl>" in files[".xml"].decode()
    for dialect in DIALECTS.values():
        told = dialect.write(cut, Leaving(Mapped((("/rushes", there),))))
        assert all(check.read(cut, told) for check in dialect.checks)


def test_a_clip_that_lies_in_no_folder_of_the_map_is_refused() -> None:
    with pytest.raises(NotOnThisMap, match=r"/rushes/1A-2_A001C006\.mov lies under none"):
        as_left(spoken([("1.1", clip(), 0, 50)]), Leaving(Mapped((("/cards", "/x"),))))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.toml", "\"/rushes\" = 'D:\\Rushes'\n"),
        ("map.toml", "[[folder]]\nfrom = '/rushes'\nto = 'D:\\Rushes'\n"),
        ("map.csv", "from,to\n/rushes,D:\\Rushes\n"),
        ("map.csv", "\ufeff/rushes,D:\\Rushes\n\n"),
        ("map.csv", "from;to\r\n/rushes;D:\\Rushes\r\n"),
    ],
)
def test_a_map_is_toml_or_csv(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_map(tmp_path / name) == Mapped((("/rushes", "D:\\Rushes"),))


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("map.toml", "folder = 3", "does not lead"),
        ("map.toml", "not toml", "map.toml"),
        ("map.csv", "", "names no folder"),
        ("map.csv", "here,there", "does not lead"),
        ("map.csv", "/rushes", "does not lead"),
        ("none.csv", None, "No such file"),
    ],
)
def test_what_is_no_map_is_refused(tmp_path: Path, name: str, text: str | None, why: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(NotAMap, match=why):
        read_map(tmp_path / name)


def test_handles_are_told_and_shots_without_them_named(tmp_path: Path) -> None:
    """The first shot begins 28 frames into its clip, where 40 were asked for."""
    cut = on_disk(spoken([("1.1", clip(), 28, 121)]), tmp_path / "rushes")
    folder, sheet = left(cut, tmp_path / "out", "otio", handles=40)
    film = otio.adapters.read_from_file(str(folder / "The Grid.otio"))
    told = next(iter(film.find_clips())).metadata["rushes"]["handles"]
    assert dict(told) == {"before": 28, "after": 40}
    assert [finding.kind for finding in sheet.findings] == ["short handles"]
    assert (
        sheet.findings[0].fact
        == "Its shot at 01:00:00:00 has 28 frames before and 40 after it; 40 were asked for."
    )


def test_stringouts_and_selects_come_in_the_timelines_named_beside_them(tmp_path: Path) -> None:
    script = a_script("ANNA One two / BEN Three four")
    first, second = (line.id for line in script.lines)
    day = lined(
        script,
        a_reading(first, "1-1", 2.0, words="one two"),
        a_reading(second, "1-1", 5.0, words="three four"),
        a_reading(first, "1A-1", 1.0, words="one two"),
        clips=[a_take("1-1"), a_take("1A-1")],
    )
    cut = replace(spoken([(first, day.clips[0], 40, 90)]), title="A/B: “x”")
    leaves = Leaves(cut, day, script)
    folder, sheet = leave_as(leaves, tmp_path / "out", wanted("stringout,selects", "relative"))
    named = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.*") if file.is_file())
    assert [name for name in named if "/" in name] == [
        "selects/A-B- “x” selects 1.1.cut.json",
        "selects/A-B- “x” selects 1.1.otio",
        "selects/A-B- “x” selects 1.1.xml",
        "selects/A-B- “x” selects 1.2.cut.json",
        "selects/A-B- “x” selects 1.2.otio",
        "selects/A-B- “x” selects 1.2.xml",
        "stringout/A-B- “x” stringout 1.cut.json",
        "stringout/A-B- “x” stringout 1.otio",
        "stringout/A-B- “x” stringout 1.xml",
    ]
    assert {one.what for one in sheet.handed} == {"stringout", "selects"}
    with pytest.raises(NothingStrungOut, match="no lined script beside the cut"):
        left(on_disk(grid_cut(), tmp_path / "rushes"), tmp_path / "other", "selects")


def test_a_dialect_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(NoSuchDialect, match=r"'fcp8'\. There are: otio, otio-resolve, fcp7"):
        wanted("otio, FCP8")
    with pytest.raises(NoSuchDialect):
        wanted(" , ")


def test_the_command_takes_a_cut_that_lies_anywhere(tmp_path: Path) -> None:
    cut = on_disk(grid_cut(), tmp_path / "rushes")
    (tmp_path / "film").mkdir()
    (tmp_path / "film" / "cut.json").write_bytes(cut_json(cut))
    (tmp_path / "film" / "lined-script.json").write_bytes(lined_script_json(LinedScript(cut.clips, (), ())))
    (tmp_path / "film" / "consent.json").write_bytes(b"{}")
    ran = CliRunner().invoke(turnover, [str(tmp_path / "film"), "--to", "edl,stringout", "--json"])
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert told["out"] == str(tmp_path / "film-turnover")
    assert (tmp_path / "film-turnover" / "consent.json").read_bytes() == b"{}"
    assert read_cut((tmp_path / "film-turnover" / "cut.json").read_bytes()).events == cut.events
    ran = CliRunner().invoke(turnover, [str(tmp_path / "film" / "cut.json"), "--to", "otio"])
    assert f"Handed over: {tmp_path / 'film-turnover-2'}" in ran.stdout
    assert "read back by our reader: 5 events and 7 marks, no difference" in ran.stdout


def test_resolve_gets_what_was_measured_and_others_what_is_specified() -> None:
    """Bare paths, Resolve's own metadata and padded tracks for the one; URLs and none of that for the other.

    Both are Clip.2 with absolute timecode in the source, the choices not taken as further media references.
    """
    cut, odd = grid_cut(), Fraction(24000, 1001)
    resolve = json.loads(otio_dialect.RESOLVE.write(cut)["-resolve.otio"])
    plain = json.loads(otio_dialect.PLAIN.write(cut)[".otio"])
    for film, prefix in ((resolve, "/rushes/day 1/"), (plain, "file:///rushes/day%201/")):
        first = film["tracks"]["children"][0]["children"][0]
        assert first["OTIO_SCHEMA"] == "Clip.2"
        assert first["source_range"]["start_time"]["value"] == 36000 * 25 + 28
        assert list(first["media_references"]) == ["1.2 alternate 1", "DEFAULT_MEDIA"]
        assert first["media_references"]["DEFAULT_MEDIA"]["target_url"] == f"{prefix}1-1_A001C001.mov"
    assert resolve["metadata"]["Resolve_OTIO"] == {"Resolve OTIO Meta Version": "1.0"}
    assert b"Resolve_OTIO" not in otio_dialect.PLAIN.write(cut)[".otio"]
    sound = [track["children"][-1]["OTIO_SCHEMA"] for track in (resolve, plain)[0]["tracks"]["children"]]
    assert sound == ["Clip.2", "Gap.1"], "padded to the film's length"
    assert plain["tracks"]["children"][1]["children"][-1]["OTIO_SCHEMA"] == "Clip.2"
    assert otio_dialect.FIRST_CUT.write(cut)[".otio"] == otio_dialect.RESOLVE.write(cut)["-resolve.otio"]
    slow = spoken([("1.1", clip(rate=odd, start=86_400), 0, 24)], odd)
    assert json.loads(otio_dialect.PLAIN.write(slow)[".otio"])["metadata"]["rushes"]["rate"] == "24000/1001"


def test_the_first_cut_is_the_same_list_as_ever() -> None:
    assert edl.FLAT.write(grid_cut()) == {".edl": edl.write(grid_cut())}
