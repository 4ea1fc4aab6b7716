"""What cameras call their files by themselves: a roll and a clip number, or only a number. Pure.

Sources: the makers' manuals (ARRI "File naming scheme", RED "Clip Naming Convention", Sony, Canon,
Blackmagic) and real edit decision lists.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Roll:
    """What a camera's own name for a clip says: its letter, its roll (or card) and the clip's number."""

    camera: str | None = None
    reel: str | None = None
    clip: int | None = None
    habit: str = ""


@dataclass(frozen=True)
class CameraHabit:
    """One way in which cameras name files. own: the name says nothing of a roll."""

    name: str
    pattern: re.Pattern[str]
    example: str
    own: bool = False


def _row(name: str, pattern: str, example: str) -> CameraHabit:
    """Return the row of a cinema camera: its name may stand anywhere in a file name, between separators."""
    return CameraHabit(name, re.compile(rf"(?<![A-Z0-9])(?:{pattern})(?![A-Z0-9])", re.IGNORECASE), example)


def _own(name: str, pattern: str, example: str) -> CameraHabit:
    """Return the row of a camera that only numbers: its name stands at the beginning of a file name."""
    return CameraHabit(name, re.compile(rf"^(?:{pattern})(?=$|[-_ .(])", re.IGNORECASE), example, own=True)


_CARD = r"(?P<reel>(?P<camera>[A-Z])\d{3})"

CAMERAS: tuple[CameraHabit, ...] = (
    _row("ARRI (ALEXA 35)", r"(?P<reel>(?P<camera>[A-Z])_\d{4})C(?P<clip>\d{3})(?:_\d{6}_\d{6}_[A-Z0-9]{5})?",
         "A_0001C001_220531_142347_h1E5L"),
    _row("ARRI", _CARD + r"_?C(?P<clip>\d{3})_(?:\d{8}|\d{6})_[A-Z0-9]{1,4}", "A004C010_20100610_R1JL"),
    _row("Sony", _CARD + r"C(?P<clip>\d{3})_\d{6}[A-Z0-9]{2}", "A001C006_190101AB"),
    _row("Canon", _CARD + r"C(?P<clip>\d{3})[A-Z]?_?\d{6}[A-Z0-9]{2}(?:_CANON)?", "A003C002H190517BS_CANON"),
    _row("RED", _CARD + r"_C(?P<clip>\d{3})_\d{4}[A-Z0-9]{1,3}(?:_\d{3})?", "A001_C006_0415AB_001"),
    _row("Blackmagic", _CARD + r"_\d{8}_C(?P<clip>\d{3})", "A001_08151230_C001"),
    _row("roll and clip", _CARD + r"[_ -]?C(?P<clip>\d{3})", "A001C006"),
    _own("phone or photo camera",
         r"(?:IMG|MVI|MOV|VID|DSC[FN]?|_DSC|SAM|PICT|CIMG|MAH|HDV|CAM|CLIP)[_ -]?[EG]?\d{3,6}", "IMG_1234"),
    _own("phone with date", r"(?:(?:VID|PXL|MVIMG|WIN|signal|lv)[_-])?(?:19|20)\d{6}[_-]?\d{4,9}(?:[_-]\d+)?",
         "20230103_233847"),
    _own("GoPro", r"(?:GOPR|GP\d\d|G[HXLS]\d\d)\d{4}", "GX010034"),
    _own("DJI", r"DJI_(?:\d{14}_)?\d{4}(?:_[A-Z])?", "DJI_0012"),
    _own("Sony XAVC", r"C\d{4}(?:S\d\d)?", "C0001"),
    _own("Panasonic", r"P\d{7}|\d{4}[A-Z0-9]{2}", "P1044376"),
    _own("AVCHD", r"\d{5}", "00192"),
    _own("recorder", r"(?:ZOOM|TASCAM|DR|REC|STE|HDR|MONO|TRK|TAKE|UNTITLED)[_ -]?\d{3,6}", "ZOOM0012"),
)  # fmt: skip
"""Most telling first; the first that fits is taken."""


def roll_of(text: str) -> tuple[Roll, str]:
    """Return what a camera's own name in this text says, and the text without it."""
    for habit in CAMERAS:
        found = habit.pattern.search(text)
        if found:
            rest = (text[: found.start()] + " " + text[found.end() :]).strip("-_. ")
            return _roll(habit, found), rest
    return Roll(), text


def _roll(habit: CameraHabit, found: re.Match[str]) -> Roll:
    if habit.own:
        return Roll(habit=habit.name)
    return Roll(found["camera"].upper(), found["reel"].upper(), int(found["clip"]), habit.name)
