"""A cut of real rushes, made from their truth: every file re-reads equal, every frame is the right one."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut, Event, Reason
from rushes.footage.gather import gather
from rushes.footage.model import Behind, Clip, Slate
from rushes.footage.probe import probe
from rushes.screenplay import read_screenplay
from rushes.timecode import Span
from rushes.turnover import FIRST_CUT, hand_over, verify
from rushes.turnover.model import Shot
from rushes.turnover.preview.canvas import canvas_for
from rushes.turnover.preview.pictures import frames_of
from rushes.turnover.preview.sound import Mix, sample_at
from rushes.turnover.shots import all_shots, shown
from tests.turnover.filming import film
from tests.turnover.making import double

pytestmark = pytest.mark.material


@pytest.fixture(scope="module")
def real_cut(material: Path) -> Cut:
    """Cut the first good reading of each line, with a few frames of air, picture and sound."""
    rushes = material / "grid-scenes" / "rushes"
    takes = json.loads((material / "grid-scenes" / "truth.json").read_text())["takes"]
    clips = {take["file"]: _clip(rushes / take["file"], take) for take in takes}
    best: dict[str, tuple[Clip, float, float]] = {}
    for take in takes:
        for reading in (reading for reading in take["readings"] if reading["kind"] == "good"):
            words = reading["words"]
            best.setdefault(reading["line"], (clips[take["file"]], words[0][0] - 0.15, words[-1][1] + 0.2))
    return _cut_of(best)


def _clip(path: Path, take: dict[str, object]) -> Clip:
    seen = probe(path)
    assert seen.rate is not None
    return Clip(
        path,
        path.name,
        "0" * 64,
        seen.rate,
        seen.frames,
        seen.start,
        has_timecode=seen.has_timecode,
        width=seen.width,
        height=seen.height,
        channels=seen.channels,
        sample_rate=seen.sample_rate,
        slate=Slate(str(take["scene"]), str(take["setup"]), int(str(take["take"])), "A"),
    )


def _cut_of(best: dict[str, tuple[Clip, float, float]]) -> Cut:
    rate = Fraction(25)
    events: list[Event] = []
    at = 0
    for line in sorted(best, key=lambda line: [int(part) for part in line.split(".")]):
        clip, begin, end = best[line]
        source = Span(max(0, int(begin * 25)), min(clip.frames, int(end * 25)), rate)
        record = Span(at, at + source.frames, rate)
        reason = (Reason("as written", 2.0, "all words"),)
        events += [
            Event(track, line, clip.file, source, record, 0.9, needs_look=False, reasons=reason)
            for track in ("V1", "A1")
        ]
        at = record.end
    clips = tuple({clip.file: clip for clip, _, _ in best.values()}.values())
    events.sort(key=lambda event: (event.track != "V1", event.record.start))
    return Cut("Grid scenes", rate, "classic", tuple(events), (), clips)


def test_real_rushes_re_read_equal_in_every_dialect(real_cut: Cut) -> None:
    assert len(real_cut.track("V1")) == 36
    for dialect in FIRST_CUT.values():
        verify(real_cut, dialect, dialect.write(real_cut))


@pytest.mark.slow
def test_the_whole_turnover_of_real_rushes(real_cut: Cut, material: Path, tmp_path: Path) -> None:
    real_cut = _beginning(real_cut, 12)
    script, _ = read_screenplay(material / "grid-scenes" / "screenplay.fountain")
    files = hand_over(real_cut, LinedScript(real_cut.clips, script.lines, ()), script, (), tmp_path / "out")
    assert len(files) == 12
    with av.open(str(tmp_path / "out" / "preview.mp4")) as preview:
        sound = np.concatenate(
            [frame.to_ndarray() for frame in preview.decode(preview.streams.audio[0])], axis=1
        )
    for shot in (shot for shot in all_shots(real_cut) if not shot.is_picture):
        assert _lag(shot.clip.path, shot.source, sound[0], shot.record.start * 1920) == 0, shot.clip.file


def test_real_recordings_are_heard_to_the_sample_and_named_in_every_dialect(
    material: Path, tmp_path: Path
) -> None:
    """Two recorders, one with a file of two microphones and one with a file for each, at 23.976 and 25."""
    paths = sorted((material / "sound" / "bwf").glob("*_*[0-9].WAV"))
    gathered = gather(paths, [probe(path) for path in paths], [path.name for path in paths])
    chosen = [one for one in gathered.recordings if one.files[0].seconds > 4]
    assert {len(one.files) for one in chosen} == {1, 2}
    pieces = []
    for number, recording in enumerate(chosen):
        behind = tuple(Behind(sound, -1.0, 40.0) for sound in recording.files)
        camera = replace(film(tmp_path / f"1-{number + 1}.mov"), behind=behind)
        pieces.append((f"1.{number + 1}", camera, 10, 60))
    cut = double(pieces)
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, dialect.write(cut))
    sound = Mix(cut, lambda _: None).take(sample_at(cut.frames, cut.rate))
    for shot in all_shots(cut):
        if not shot.is_picture:
            assert _heard_from(shot, sound[0]) == shot.source.start, shot.clip.file


def _heard_from(shot: Shot, mixed: np.ndarray) -> int:
    """Return the sample of a recording that fits best under the film's sound where its shot begins."""
    with av.open(str(shot.clip.path)) as clip:
        frames = [frame.to_ndarray().reshape(-1, shot.clip.channels) for frame in clip.decode(audio=0)]
    whole = np.concatenate(frames).sum(axis=1, dtype=np.float64)
    begins = sample_at(shot.record.start, shot.record.rate) + 960
    played = mixed[begins : begins + 48000].astype(np.float64)
    first = shot.source.start + 960 - 480
    scores = np.correlate(whole[first : first + 48000 + 960], played, mode="valid")
    return first + int(np.argmax(scores)) - 960


def _beginning(cut: Cut, lines: int) -> Cut:
    """Return the film's first lines."""
    until = cut.track("V1")[lines - 1].record.end
    events = tuple(event for event in cut.events if event.record.end <= until)
    return replace(cut, events=events)


def _lag(path: Path, source: Span, film: np.ndarray, at: int) -> int:
    """Return by how many samples the film's sound is late against the clip's, searched within 10 ms."""
    with av.open(str(path)) as clip:
        whole = np.concatenate([frame.to_ndarray() for frame in clip.decode(clip.streams.audio[0])], axis=1)[
            0
        ]
    played = whole[source.start * 1920 + 2400 : source.end * 1920 - 2400]
    heard = film[at + 2400 - 480 : at + 2400 + len(played) + 480]
    scores = np.correlate(heard, played, mode="valid") if len(played) < 4800 else _by_fft(heard, played)
    return int(np.argmax(scores)) - 480


def _by_fft(heard: np.ndarray, played: np.ndarray) -> np.ndarray:
    size = 1 << (len(heard) + len(played)).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    found: np.ndarray = np.fft.irfft(product, size)[:961]
    return found


@pytest.mark.slow
def test_frames_found_by_seeking_are_those_found_by_counting(real_cut: Cut) -> None:
    """What a shot gets after a jump into the file is bit for bit what a decoder gives from the start."""
    canvas = canvas_for(shot for shot in all_shots(real_cut) if shot.is_picture)
    for shot in [shot for shot in all_shots(real_cut) if shot.is_picture][::6]:
        with av.open(str(shot.clip.path)) as clip:
            counted = [frame.to_ndarray() for frame in clip.decode(clip.streams.video[0])]
        for number, frame in zip(shown(shot), frames_of(shot.clip, shown(shot), canvas), strict=True):
            assert np.array_equal(frame.to_ndarray(), counted[number]), (shot.clip.file, number)
