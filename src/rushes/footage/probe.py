"""Read the facts of a file's content: rate, frames, timecode, reel, sound.

Bad media is a finding, never an error. Packets are counted, not decoded; only the first frame is, to
see that it can be. QuickTime and MP4 answer from their index without reading the media at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from av.container import InputContainer
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from rushes.errors import Finding
from rushes.footage.broken import COPY_AGAIN, TRANSCODE, breaks_off, unreadable, why_no_media
from rushes.footage.clock import Metadata, TimecodeRun, clock_from, day_from, reel_from
from rushes.footage.model import STAGE, Probe
from rushes.footage.mxf_timecode import read_mxf
from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.footage.packets import Counted, count, shown_times
from rushes.footage.rhythm import Rhythm, rhythm
from rushes.footage.sony_timecode import read_sony
from rushes.footage.sounds import with_samples
from rushes.footage.time_map import time_map, uneven
from rushes.footage.timecode_track import read_runs

_NO_SOUND = Finding("no sound", "", "There is no sound in this clip.", "It is not cut by its words.")


def probe(path: Path) -> Probe:
    """Return the facts of a file's content; whatever is wrong with it stands in the findings."""
    try:
        size = path.stat().st_size
        if size == 0:
            return Probe(0, findings=(Finding("empty", "", "The file is empty (0 bytes).", COPY_AGAIN),))
    except OSError as error:
        return Probe(0, findings=(unreadable(f"the disk refuses it: {error.strerror}"),))
    try:
        with opened(path) as container:
            return _facts(container, path, size)
    except TROUBLE as error:
        return Probe(size, findings=(why_no_media(path, error),))


def _facts(container: InputContainer, path: Path, size: int) -> Probe:
    day, staged = day_from(_tables(container)), _is_staged(_tables(container))
    seen = Probe(size, container.format.name.partition(",")[0], day=day, staged=staged)
    seen = _with_sound(seen, container)
    picture = picture_of(container)
    if picture is not None:
        return _with_picture(seen, container, picture, path)
    if not seen.has_sound:
        return _noting(seen, unreadable("it holds neither picture nor sound"))
    return with_samples(replace(seen, reel=reel_from(_tables(container))), container, path)


def _with_sound(seen: Probe, container: InputContainer) -> Probe:
    """Add what the sound streams tell; a camera may write each channel as a stream of its own."""
    streams = [stream for stream in container.streams.audio if stream.codec_context is not None]
    if not streams:
        return seen
    return replace(
        seen,
        channels=sum(stream.codec_context.channels for stream in streams),
        sample_rate=streams[0].codec_context.sample_rate,
        sound_streams=len(streams),
        sound_codec=streams[0].codec_context.name,
    )


def _with_picture(seen: Probe, container: InputContainer, picture: VideoStream, path: Path) -> Probe:
    """Add what the picture tells: its size, its rhythm and where it stands in time."""
    counted = count(container, picture, seen.bytes)
    if seen.container == "mov" and breaks_off(path):
        counted = replace(counted, broken_off=True)
    if counted.first is None:
        return _noting(seen, _undecoded(picture))
    times = counted.times
    beat = _beat(times, picture)
    if beat.variable and not counted.shown:
        times = shown_times(container, picture, broken_off=counted.broken_off)
        beat = _beat(times, picture)
    seen = _sized(seen, counted.first, picture)
    seen = replace(
        seen,
        rate=beat.rate,
        frames=beat.frames,
        variable_rate=beat.variable,
        duration_s=float(beat.frames / beat.rate) if beat.rate else 0.0,
        picture_start_s=_start_s(picture),
        sound_offset_s=_sound_offset(container, picture),
        reel=reel_from(_tables(container)),
    )
    seen = _noting(seen, *_findings(seen, counted), *_of_rhythm(beat, times, picture))
    return _noting(_clocked(seen, container, path), *_mute(seen))


def _beat(times: Sequence[int], picture: VideoStream) -> Rhythm:
    return rhythm(times, picture.time_base or Fraction(1), (picture.average_rate, picture.guessed_rate))


def _undecoded(picture: VideoStream) -> Finding:
    if picture.codec_context is None:
        return unreadable("nothing here decodes its picture", TRANSCODE)
    return unreadable(f"no frame of its picture ({picture.codec_context.name}) can be decoded")


def _sized(seen: Probe, first: VideoFrame, picture: VideoStream) -> Probe:
    return replace(
        seen,
        width=first.width,
        height=first.height,
        pixel_aspect=picture.sample_aspect_ratio or Fraction(1),
        rotation=-first.rotation % 360,
        picture_codec=picture.codec_context.name,
    )


def _clocked(seen: Probe, container: InputContainer, path: Path) -> Probe:
    """Add the timecode of the first frame, where there is one."""
    if not seen.rate:
        return seen
    tracks = _timecode_tracks(seen, container, path)
    tables = (container.metadata,) if tracks else _tables(container)
    clock = clock_from(tracks, tables, seen.rate, variable=seen.variable_rate)
    seen = _noting(seen, *clock.findings)
    start = clock.start
    return replace(seen, start=start.frame, drop=start.drop, has_timecode=True) if start else seen


def _timecode_tracks(
    seen: Probe, container: InputContainer, path: Path
) -> tuple[tuple[TimecodeRun, ...], ...]:
    """Return what is written of timecode beyond a first text, in the formats that do."""
    if seen.container == "mov":
        return (*read_runs(path), *read_sony(path, seen.rate or Fraction(1)))
    tape = any(stream.metadata.get("timecode") for stream in container.streams)
    if seen.container == "mxf" and not tape:  # that of a tape is moved to where the file begins on it
        return read_mxf(path)
    return ()


def _tables(container: InputContainer) -> Iterator[Metadata]:
    """Yield the metadata, nearest to the picture first: the timecode track, the streams, the file."""
    order = {"data": 0, "video": 1}
    for stream in sorted(container.streams, key=lambda stream: order.get(stream.type, 2)):
        yield stream.metadata
    yield container.metadata


def _is_staged(tables: Iterable[Metadata]) -> bool:
    return any(STAGE in told for table in tables for told in table.values())


def _start_s(stream: Stream) -> float:
    """Return where a stream begins on the file's clock, in seconds."""
    return float((stream.start_time or 0) * (stream.time_base or 0))


def _sound_offset(container: InputContainer, picture: VideoStream) -> float:
    """Return by how many seconds the sound begins after the picture (below zero: before it)."""
    sound = next((stream for stream in container.streams.audio if stream.codec_context is not None), None)
    return _start_s(sound) - _start_s(picture) if sound else 0.0


def _findings(seen: Probe, counted: Counted) -> Iterator[Finding]:
    """Say what is wrong with the picture, most serious first."""
    if counted.broken_off:
        fact = f"The file breaks off: its picture can be read for {seen.duration_s:.1f} s"
        yield Finding("truncated", "", fact + _of(counted.declared_s) + ".", COPY_AGAIN)
    if counted.damaged:
        fact = f"{counted.damaged} packets of its picture are damaged."
        yield Finding("damaged", "", fact, COPY_AGAIN)


def _of_rhythm(beat: Rhythm, times: Sequence[int], picture: VideoStream) -> Iterator[Finding]:
    """Say what is wrong with the times of the frames."""
    if beat.rate is None:
        yield Finding(
            "unknown rate",
            "",
            "Nothing in the file tells its frame rate.",
            "Transcode it to the project's rate.",
        )
    elif beat.lost:
        fact = f"{beat.lost} of {beat.frames} frames are missing; the picture stands still there."
        yield Finding("variable rate", "", fact, "Watch the places where it is used.")
    elif beat.variable:
        yield uneven(time_map(times, picture.time_base or Fraction(1), beat.rate))


def _mute(seen: Probe) -> tuple[Finding, ...]:
    return () if seen.has_sound else (_NO_SOUND,)


def _noting(seen: Probe, *findings: Finding) -> Probe:
    return replace(seen, findings=(*seen.findings, *findings))


def _of(declared_s: float) -> str:
    return f" of {declared_s:.1f} s" if declared_s else ""
