"""A day's log for the tests: scenes, two cameras, a recorder, paper; values with no file behind them."""

import io
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from PIL import Image, ImageDraw

from rushes.errors import Finding
from rushes.footage.model import Angle, Behind, Clip, Note, Probe, RecorderNotes, Recording, Slate
from rushes.turnover.log import Log, PaperRead

FILM, FIELD = Fraction(24000, 1001), Fraction(30000, 1001)
HOUR = 3600
DAY = "2024-05-14"


def picture(file: str, slate: Slate | None = None, at_s: float = 10 * HOUR, **more: object) -> Clip:
    """Return a camera's clip of twenty seconds at 25, that starts at a second of the day."""
    rate = more.get("rate", Fraction(25))
    assert isinstance(rate, Fraction)
    known: dict[str, object] = {
        "path": Path("/rushes/day 2") / file,
        "file": file,
        "sha256": f"{sum(map(ord, file)):064x}",
        "rate": rate,
        "frames": round(20 * rate),
        "start": round(at_s * rate),
        "has_timecode": True,
        "reel": file.partition("_")[2][:4] or None,
        "width": 1920,
        "height": 1080,
        "channels": 2,
        "sample_rate": 48000,
        "slate": slate or Slate(),
    }
    return Clip(**(known | more))  # type: ignore[arg-type]


def sound(file: str, slate: Slate | None = None, at_s: float = 10 * HOUR, **more: object) -> Clip:
    """Return a recorder's file of thirty seconds at 48 kHz, with a boom and a lavalier."""
    known: dict[str, object] = {
        "path": Path("/rushes/sound") / file,
        "file": file,
        "sha256": f"{sum(map(ord, file)):064x}",
        "rate": Fraction(48000),
        "frames": 30 * 48000,
        "start": round(at_s * 48000),
        "has_timecode": True,
        "timecode_rate": Fraction(25),
        "reel": "SR014",
        "channels": 2,
        "sample_rate": 48000,
        "tracks": ("Boom", "Maren"),
        "slate": slate or Slate(),
        "is_sound": True,
    }
    return Clip(**(known | more))  # type: ignore[arg-type]


def takes(scene: str, setup: str, take: int, **more: object) -> Slate:
    """Return a slate that the name tells."""
    return Slate(scene, setup, take, source="name", **more)  # type: ignore[arg-type]


def behind(clip: Clip, *sounds: Clip, **more: object) -> Clip:
    """Return a clip with sounds behind it that rolled 1.25 s earlier."""
    known: dict[str, object] = {"at_s": -1.25, "error_ms": 2.0, "evidence": ("Their clocks agree.",)}
    return replace(clip, behind=tuple(Behind(one, **(known | more)) for one in sounds))  # type: ignore[arg-type]


def day() -> Log:
    """Return a day with all that a log can tell."""
    slate = takes("27", "27A", 3, camera="A", circled=True)
    spoken = sound(
        "27A-T003.WAV",
        replace(slate, camera=None),
        10 * HOUR - 1.25,
        notes=(Note("recorder", "plane at the end"),),
    )
    first = sound("27A-T002.WAV", takes("27", "27A", 2), 9 * HOUR)
    wild = sound("27WT-1.WAV", takes("27", "27", 1, wild=True), 11 * HOUR, timecode_rate=None, tracks=())
    wide = behind(
        picture(
            "27A-3_A004C003.mov",
            slate,
            notes=(
                Note("script log", "Best for Maren; hair wrong after “boathouse”."),
                Note("camera report", "soft at 0:12"),
            ),
            lens="35 mm",
            on_camera=("MAREN",),
            off_camera=("TOM",),
            angle=Angle("27A-3", 0.0),
        ),
        spoken,
        drift_ppm=12.4,
    )
    close = behind(
        picture(
            "27A-3_B004C003.mov", replace(slate, camera="B"), 10 * HOUR + 0.48, angle=Angle("27A-3", 0.48)
        ),
        spoken,
        rung="waveform",
        error_ms=3.1,
    )
    refused = picture("27A-2_A004C002.mov", takes("27", "27A", 2, camera="A", no_good=True), 9 * HOUR)
    pickup = picture(
        "28PU-1_A005C001.mov",
        takes("28", "28", 1, pickup=True, mos=True),
        13 * HOUR,
        channels=0,
        rate=FIELD,
        drop=True,
    )
    phone = picture(
        "VID_0007.mp4",
        None,
        14 * HOUR,
        rate=Fraction(29871, 1000),
        variable_rate=True,
        has_timecode=False,
        start=0,
    )
    clips = (wide, close, refused, pickup, phone)
    recordings = (Recording((spoken,)), Recording((first,)), Recording((wild,)))
    seen = Probe(1, "mov", picture_codec="prores", sound_codec="pcm_s24le", day=DAY)
    heard = Probe(
        1,
        "wav",
        sound_codec="pcm_s24le",
        recorder=RecorderNotes(project="Boathouse", tape="SR014", recorder="MixPre-6", date=DAY),
    )
    probes = {clip.file: seen for clip in clips} | {one.name: heard for one in recordings}
    return Log(
        "day 2",
        clips,
        recordings,
        (
            Finding(
                "no sound", pickup.file, "There is no sound in this clip.", "It is not cut by its words."
            ),
            Finding(
                "not in sync",
                refused.file,
                "No recording agrees with what the camera heard.",
                "Say where it belongs with --sync.",
            ),
            Finding(
                "empty",
                "27A-4_A004C004.mov",
                "The file is empty (0 bytes).",
                "Copy it again from the camera's card.",
            ),
        ),
        probes,
        (
            PaperRead(
                "day 2.csv", "script log", (("Sc/Take", "slate"), ("Notes", "comment"), ("Weather", ""))
            ),
        ),
        (("27A-4_A004C004.mov", Path("/rushes/day 2/27A-4_A004C004.mov")),),
    )


def odd() -> Log:
    """Return a log whose names and notes are as bad as names can be."""
    bad = (
        "<script>alert('x')</script>.mov",
        '=HYPERLINK("http://x","y").mov',
        "東京 🎬 второй дубль.mov",
        "a" * 180 + ".mov",
        "tab\tnew\nline.mov",
        "half \udc80 a letter.mov",
        "esc \x1b[31mred.mov",
    )
    clips = tuple(
        picture(name, Slate(None, None, None), number * 60, notes=(Note("script log", name),), reel=name[:9])
        for number, name in enumerate(bad)
    )
    loud = sound("@SUM(1).wav", takes("A\tB", "+1", 1), tracks=("=1+1", "-2"))
    findings = tuple(Finding("no slate", clip.file, f"No slate in {clip.file}.") for clip in clips)
    return Log("<b>odd</b>", clips, (Recording((loud,)),), findings)


def stills(log: Log) -> Mapping[str, bytes]:
    """Return a grey picture for each clip."""
    return {clip.file: _jpeg(number) for number, clip in enumerate(log.clips)}


def levels(log: Log) -> Mapping[str, bytes]:
    """Return a level for each sound: a murmur with two louder places."""
    murmur = bytes(90 + (at * 37) % 60 + (70 if 20 < at < 45 or 80 < at < 100 else 0) for at in range(120))
    return {one.name: murmur for one in log.recordings}


def _jpeg(number: int) -> bytes:
    image = Image.new("RGB", (320, 180), (60 + 20 * number % 120, 80, 110))
    ImageDraw.Draw(image).ellipse((120, 40, 200, 140), (210, 190, 170))
    written = io.BytesIO()
    image.save(written, "JPEG", quality=60)
    return written.getvalue()
