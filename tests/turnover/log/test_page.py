"""The page of the log: whole, escaped, and it asks nobody."""

import base64
import hashlib
import re
from html import unescape

import pytest

from rushes.errors import Finding
from rushes.turnover.log import Log, log_files, rows_of
from tests.turnover.log.shot import day, levels, odd, picture, stills


def page(log: Log) -> str:
    files, _ = log_files(log, stills(log), levels(log))
    return files["log.html"].decode()


def seen(source: str) -> str:
    body = source[source.index("<body>") :]
    return " ".join(unescape(re.sub(r"<script>.*?</script>|<[^>]*>", " ", body, flags=re.DOTALL)).split())


def test_the_folder_of_a_log_is_complete() -> None:
    """Every file of it, and the clip that fits no Avid log named in the findings of each."""
    files, unheld = log_files(day(), stills(day()), levels(day()))
    assert set(files) == {
        *("log.html", "log.csv", "log.json", "findings.json", "log-25.ale", "log-29.97.ale")
    }
    assert [finding.kind for finding in unheld] == ["not in the ALE"]
    assert "No Avid project runs at 29.871" in files["findings.json"].decode()
    assert "No Avid project runs at 29.871" in seen(files["log.html"].decode())


def test_findings_stand_first_and_the_most_serious_before_all() -> None:
    told = seen(page(day()))
    places = [
        told.index(word) for word in ("The file is empty", "No recording agrees", "Good to know", "Scene 27")
    ]
    assert places == sorted(places)


def test_a_take_is_told_whole() -> None:
    told = seen(page(day()))
    for part in (
        "27A-3 circled",
        "Best for Maren; hair wrong after “boathouse”.",
        "script log",
        "10:00:00:00 \N{EN DASH} 10:00:20:00",
        "27A-T003.WAV by timecode, rolled 1.250 s before it, ± 2 ms, drifts +12.4 ppm",
        "its clock says 10:00:00:00 at the first frame",
        "Camera group 27A-3 , began 0.480 s after the first",
        "On camera: MAREN. Off camera: TOM. Lens: 35 mm.",
        "MOS: shot without sound.",
        "29.871 fps, variable",
        "29.97 fps drop-frame",
        "Tracks: Boom, Maren",
        "Weather not used",
    ):
        assert part in told, part


def test_each_clip_has_its_picture_and_each_sound_its_level() -> None:
    source = page(day())
    assert source.count('<img src="data:image/jpeg;base64,') == 5
    assert source.count('<svg viewBox="0 0 120 32"') == 3


def test_without_pictures_the_page_still_stands() -> None:
    files, _ = log_files(day())
    source = files["log.html"].decode()
    assert source.count("no picture</span>") == 5
    assert "<img" not in source


@pytest.mark.parametrize("log", [day(), odd()], ids=["day", "odd"])
def test_every_file_is_named_and_linked(log: Log) -> None:
    source = page(log)
    ids = set(re.findall(r' id="([^"]+)"', source))
    assert {f"file-{number}" for number in range(1, len(rows_of(log)) + 1)} <= ids
    assert set(re.findall(r'href="#([^"]+)"', source)) <= ids


def test_no_word_of_the_material_becomes_markup() -> None:
    source = page(odd())
    assert source.count("<script>") == 1
    assert "<b>odd</b>" not in source
    assert "&lt;b&gt;odd&lt;/b&gt;" in source


def test_the_browser_runs_only_the_script_that_was_written_for_the_page() -> None:
    source = page(day())
    script = source[source.index("<script>") + 8 : source.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in source
    assert "default-src 'none'" in source
    assert not re.search(r'(src|href)="(?!#|data:|log|findings)', source)


def test_a_hundred_of_one_trouble_are_not_a_hundred_lines() -> None:
    clips = tuple(picture(f"{n}.mov") for n in range(100))
    findings = tuple(Finding("no sound", clip.file, "There is no sound in this clip.") for clip in clips)
    source = page(Log("many", clips, findings=findings))
    part = source[source.index('id="findings"') : source.index('id="totals"')]
    assert part.count("There is no sound in this clip.") == 1
    assert "100 files: " in part


def test_the_same_log_gives_the_same_bytes() -> None:
    assert page(day()) == page(day())
