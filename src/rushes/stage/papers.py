"""What the crew hands in, agreeing with the truth: script log, sound report, camera reports. Pure.

The sound report is laid out as Sound Devices' Wave Agent writes it, carriage returns and all; each camera's
ALE as Avid reads it; the others as spreadsheets are kept.
"""

import csv
import io
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import PurePosixPath

from rushes.stage.known import PaperMistake, RecordingTruth, StageTruth, TakeTruth
from rushes.timecode import frame_from, nominal, timecode_text

SCRIPT_LOG, SOUND_REPORT, CAMERA_REPORT = (
    f"paper/{name}.csv" for name in ("script-log", "sound-report", "camera-report")
)
_RATES = {
    Fraction(24000, 1001): "23.97",
    Fraction(30000, 1001): "29.97",
}

Row = dict[str, str]


@dataclass
class _Sheet:
    """One paper while it is written: its rows by heading."""

    name: str
    rows: list[Row]
    layout: Callable[[Sequence[Row]], str]


def papers(truth: StageTruth, *, wrong: bool) -> tuple[Mapping[str, str], tuple[PaperMistake, ...]]:
    """Return the papers of a shoot by name, and what in them is not true. wrong: one row shall contradict."""
    sheets = [_Sheet(SCRIPT_LOG, [_logged(take) for take in truth.takes], _as_csv)]
    sheets.append(_Sheet(CAMERA_REPORT, [_reported(take) for take in truth.takes], _as_csv))
    for letter in sorted({take.camera for take in truth.takes if take.timecode}):
        rows = [_listed(take) for take in truth.takes if take.camera == letter and take.timecode]
        fps = f"{round(float(Fraction(truth.rate)), 3):g}"
        sheets.append(_Sheet(f"paper/{letter}-camera.ale", rows, partial(_as_ale, fps=fps)))
    if truth.recordings:
        rows = [_recorded(one) for one in truth.recordings]
        sheets.append(_Sheet(SOUND_REPORT, rows, partial(_as_wave_agent, title=truth.title)))
    mistakes = (_contradict(sheets, truth.seed),) if wrong else ()
    return {sheet.name: sheet.layout(sheet.rows) for sheet in sheets}, mistakes


def names(cameras: Iterable[str], *, recorder: bool, timecode: bool) -> tuple[str, ...]:
    """Return the names that the papers of a shoot will have."""
    lists = tuple(f"paper/{letter}-camera.ale" for letter in cameras) if timecode else ()
    return (SCRIPT_LOG, CAMERA_REPORT, *lists, *((SOUND_REPORT,) if recorder else ()))


def _logged(take: TakeTruth) -> Row:
    """Return a row of the script supervisor's log."""
    seen = [one.character.title() for one in take.seen if one.view == "face"]
    speaking = dict.fromkeys(one.character.title() for one in take.readings)
    return {
        "Slate": take.setup,
        "Take": str(take.take),
        "Camera": take.camera,
        "Camera Roll": take.reel,
        "Sound Roll": _folder(take.sound[0].files[0]) if take.sound else "MOS" if take.mos else "",
        "Circled": "X" if take.circled else "",
        "NG": "NG" if take.no_good else "",
        "Duration": _clock(take.frames / Fraction(take.rate)),
        "Lens": take.lens,
        "Shot Size": "insert" if take.kind == "insert" else take.size,
        "On Camera": ", ".join(seen),
        "Off Camera": ", ".join(who for who in speaking if who not in seen),
        "Comments": ", ".join(filter(None, (take.looks, take.comment))),
    }


def _reported(take: TakeTruth) -> Row:
    """Return a row of the camera report."""
    return {
        "Roll": take.reel,
        "Clip": PurePosixPath(take.file).stem,
        "Slate": take.setup,
        "Take": str(take.take),
        "Cam": take.camera,
        "Lens": take.lens,
        "FPS": _rate(Fraction(take.rate)),
        "Print": "*" if take.circled else "",
        "Remarks": ", ".join(filter(None, ("MOS" if take.mos else "", take.comment))),
    }


def _listed(take: TakeTruth) -> Row:
    """Return a row of a camera's ALE; the end is the first frame after it."""
    rate = Fraction(take.rate)
    end = frame_from(take.timecode, rate) + take.frames
    return {
        "Name": f"{take.setup}-{take.take}",
        "Tracks": "V" if take.guide == "none" else "VA1",
        "Start": take.timecode,
        "End": timecode_text(end, rate, drop=take.drop),
        "Tape": take.reel,
        "Scene": take.setup,
        "Take": str(take.take),
        "Camera": take.camera,
        "Circled": "Yes" if take.circled else "",
        "Lens": take.lens,
        "Description": take.comment,
        "Source File Name": take.file,
    }


def _recorded(one: RecordingTruth) -> Row:
    """Return a row of the sound report; what the recorder was told wrongly stands in it as it was told."""
    scene, _, take = one.told.rpartition("-")
    first = PurePosixPath(one.files[0])
    mono = len(one.files) > 1
    rate = _rate(Fraction(one.timecode_rate)) + (" DF" if one.drop else " ND") if one.timecode_rate else ""
    return {
        "File Name": f"{first.stem[:-1]}X.WAV" if mono else first.name,
        "Channels": f"{len(one.tracks)}({'MONO' if mono else 'POLY'})",
        "Tape": one.roll,
        "Scene": scene,
        "Take": f"{int(take):02}",
        "Sample Rate": str(one.sample_rate),
        "Frame Rate": rate,
        "Bit Depth": str(one.bits),
        "Length": _clock(Fraction(one.samples, one.sample_rate)),
        "Start TC": one.timecode,
        "Wild": "WILD" if one.kind == "wild" else " ",
        "Circled": "YES" if one.circled else " ",
        "User": "",
        "Notes": ", ".join(filter(None, (one.note, "NG" if one.no_good else ""))),
        **{f"T{number}": name for number, name in enumerate(one.tracks, start=1)},
    }


def _contradict(sheets: Sequence[_Sheet], seed: int) -> PaperMistake:
    """Let one row say what is not so: another take, another setup, or a circle that nobody drew."""
    rng = random.Random(f"{seed}/paper")  # noqa: S311 - lots, not secrets
    sheet = rng.choice(sheets)
    row = rng.choice(sheet.rows)
    slate = "Scene" if "Scene" in row else "Slate"
    column = rng.choice([heading for heading in ("Take", slate, "Circled", "Print") if heading in row])
    true = row[column]
    if column == "Take":
        row[column] = f"{int(true) + 1:0{len(true)}}"
    elif column == slate:
        row[column] = true[:-1] + ("B" if true.endswith("A") else "A") if true[-1:].isalpha() else f"{true}A"
    else:
        row[column] = "" if true.strip() else "X"
    about = row.get("File Name") or row.get("Source File Name") or row.get("Clip") or ""
    about = about or f"{row['Slate'] if column != slate else true}-{row['Take']} {row['Camera']}"
    return PaperMistake(sheet.name, about, column, row[column], true)


def _as_csv(rows: Sequence[Row]) -> str:
    text = io.StringIO()
    sheet = csv.DictWriter(text, rows[0].keys(), lineterminator="\r\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return text.getvalue()


def _as_wave_agent(rows: Sequence[Row], title: str) -> str:
    head = [
        "SOUND REPORT",
        f'Project:,"{title.replace(chr(34), chr(39))}",Sound Mixer:,"",Roll:,"{rows[0]["Tape"]}"',
        'File Type:,"",Bit Depth:,"24",Media:,""',
        'Frame Rate:,"",Sample Rate:,"48000",Tone/dB:,""',
        "",
    ]
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    text = io.StringIO()
    sheet = csv.DictWriter(text, headings, restval="", lineterminator="\r")
    sheet.writeheader()
    sheet.writerows(rows)
    return "\r".join(head) + "\r" + text.getvalue()


def _as_ale(rows: Sequence[Row], fps: str) -> str:
    heading = ["Heading", "FIELD_DELIM\tTABS", "VIDEO_FORMAT\t1080", "AUDIO_FORMAT\t48khz", f"FPS\t{fps}", ""]
    columns = ["Column", "\t".join(rows[0]), "", "Data"]
    return "\r\n".join([*heading, *columns, *("\t".join(row.values()) for row in rows), ""])


def _folder(file: str) -> str:
    return PurePosixPath(file).parent.name


def _rate(rate: Fraction) -> str:
    return _RATES.get(rate) or (str(rate) if rate.denominator == 1 else f"{nominal(rate)} average")


def _clock(seconds: Fraction) -> str:
    whole = round(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
