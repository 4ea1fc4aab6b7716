"""What ingest tells once picture and sound lie together: only what is still a question."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rushes.errors import Finding
from rushes.footage import Clip, Gathered, Recording
from rushes.footage.model import Behind
from rushes.ingest import brought, read_and_sync
from rushes.sync import Synced
from rushes.turnover.delivery import LIST
from tests.footage.paper.making import clip, kinds, sound

if TYPE_CHECKING:
    from rushes.crew import Crew


class _ACrew:
    """A crew that has read this and brought it together like that."""

    def __init__(self, gathered: Gathered, *synced: Clip) -> None:
        self.gathered, self.synced = gathered, Synced(synced)

    def stage(self, _: str) -> AbstractContextManager[None]:
        return nullcontext()

    def read(self, *_: Any) -> Gathered:
        return self.gathered

    def sync(self, *_: Any) -> Synced:
        return self.synced


def findings_of(folder: Path, gathered: Gathered, *synced: Clip) -> list[tuple[str, str]]:
    (folder / "27A-1.mov").touch()
    crew = cast("Crew", _ACrew(gathered, *synced))
    return kinds(read_and_sync(crew, brought([folder], None))[2])


def behind(picture: Clip, *recordings: Recording) -> Clip:
    """Lay recordings one after the other under a picture."""
    return replace(picture, behind=tuple(Behind(one.files[0], 10.0 * n) for n, one in enumerate(recordings)))


def test_a_recorder_that_stopped_and_started_within_a_take_is_no_question(tmp_path: Path) -> None:
    """Both parts bear the slate of the take; only the third, which lies behind nothing, is a question."""
    first, second, third = (sound(f"27A-1_{part}.wav") for part in "abc")
    told = tuple(Finding("same slate", one.name, "", "") for one in (second, third))
    gathered = Gathered((clip("27A-1.mov"),), (first, second, third), told)
    in_sync = behind(clip("27A-1.mov"), first, second)
    assert findings_of(tmp_path, gathered, in_sync) == [("same slate", third.name)]


def test_a_silent_camera_misses_nothing_when_a_recording_lies_behind_it(tmp_path: Path) -> None:
    pictures = clip("27A-1.mov"), clip("27A-2.mov")
    told = tuple(Finding("no sound", one.file, "", "") for one in pictures)
    recorded = sound("27A-1.wav")
    gathered = Gathered(pictures, (recorded,), told)
    assert findings_of(tmp_path, gathered, behind(pictures[0], recorded), pictures[1]) == [
        ("no sound", "27A-2.mov")
    ]


def test_what_an_earlier_run_wrote_is_no_witness(tmp_path: Path) -> None:
    """Its preview is no footage, and a log that Rushes made of its own proposals says nothing new."""
    (tmp_path / "27A-1.mov").touch()
    out = tmp_path / "cut"
    out.mkdir()
    for name, text in (("preview.mp4", ""), ("log.csv", "Scene,Take,Notes\n27A,1,lovely\n"), (LIST, "{}")):
        (out / name).write_text(text)
    given = brought([tmp_path], None)
    assert ([file.name for file in given.files], given.papers) == (["27A-1.mov"], ())
    (out / LIST).unlink()
    assert len(brought([tmp_path], None).papers) == 1
