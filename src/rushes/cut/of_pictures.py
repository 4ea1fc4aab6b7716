"""What a picture is worth: who is in it, how it looks, how near it is."""

from collections.abc import Callable
from dataclasses import dataclass

from rushes.cut.angles import ON_MIC_FROM_DB, Size
from rushes.cut.model import Said
from rushes.cut.selects import Select
from rushes.picture import Look
from rushes.timecode import Span


@dataclass(frozen=True)
class Shown:
    """A picture over a line that is heard, or over a part of it.

    select: a reading of the line in the clip that is shown. source: of that clip. own: it shows the very
    performance that is heard. late: the part of a long line in which the listener may be seen.
    listeners: characters who are on camera and do not speak. excused: no clean reading of the line shows who
    speaks.
    """

    select: Select
    source: Span
    own: bool = True
    late: bool = False
    listeners: tuple[str, ...] = ()
    excused: bool = False


def speaker_seen(select: Select) -> Said | None:
    """Show who speaks (Leake 2017, "speaker visible"), where the crew or a person says who is on camera."""
    if select.speaker is None:
        return None
    who, where = select.line.character, select.setup or select.name
    if select.speaker:
        return 1.0, f"{who} is on camera in {where} ({select.told_by})"
    return -1.0, f"{who} is off camera in {where} ({select.told_by})"


def speaker_on_mic(select: Select) -> Said | None:
    """Show who speaks, told by ear where nobody says it: the boom follows the camera.

    6 dB, the loss of a doubled distance, is full strength; under 3 dB nothing is said.
    """
    by_db = select.on_mic_db
    if by_db is None or abs(by_db) < ON_MIC_FROM_DB or select.speaker is not None:
        return None
    who, where = select.line.character, select.setup
    if by_db > 0:
        fact = f"{who} is {by_db:.0f} dB nearer in {where}: probably on camera (by ear, not seen)"
    else:
        fact = f"{who} is {-by_db:.0f} dB farther in {where}: probably off camera (by ear, not seen)"
    return max(-1.0, min(1.0, by_db / 6.0)), fact


def sharp_picture(select: Select) -> Said | None:
    """Leave what is out of focus: half of the shot soft costs half (every editor's first rejection)."""
    return _spoilt(select.look, "soft", "out of focus")


def exposed_picture(select: Select) -> Said | None:
    """Leave what is too dark or too bright to grade: the worse of the two counts."""
    look = select.look
    return _spoilt(look, "dark" if look.dark >= look.bright else "bright", "badly exposed")


def steady_picture(select: Select) -> Said | None:
    """Leave what shakes, where a steady take of the same words is there."""
    return _spoilt(select.look, "unsteady", "shaken")


def whole_picture(select: Select) -> Said | None:
    """Leave what is black or stands still while the sound goes on: a fault of camera or card."""
    look = select.look
    return _spoilt(look, "black" if look.black >= look.frozen else "frozen", "no picture")


_TELLING = 0.05
"""A twentieth of a shot that is spoilt is nothing that anybody would see."""


def _spoilt(look: Look, how: str, otherwise: str) -> Said | None:
    """Say how much is spoilt. how: the field of the look; otherwise: said where nobody told what was seen."""
    share: float = getattr(look, how)
    return (-min(1.0, share), look.facts.get(how, otherwise)) if share >= _TELLING else None


def moves_in(select: Select) -> Said | None:
    """Go closer as the scene goes on (Leake 2017, "zoom in"): wide at its beginning, close at its end."""
    if select.size is None:
        return None
    off = abs(select.size - select.at * Size.CLOSE)
    return 1.0 - off, f"{size_fact(select)}, {select.at:.0%} into the scene"


def start_wide(select: Select) -> Said | None:
    """Open with the geography (Leake 2017, "start wide")."""
    if select.size is None:
        return None
    return {Size.WIDE: 1.0, Size.MEDIUM: 0.4, Size.CLOSE: 0.0}[select.size], size_fact(select)


def size_fact(select: Select) -> str:
    """Say how close a reading is seen, and who says so: a person, paper, faces, or custom alone."""
    word = "" if select.size is None else select.size.name.lower()
    return f"{select.setup or select.name} is {word} {select.frame.by}".rstrip()


# Over a line whose sound is settled


def own_picture(shown: Shown) -> Said | None:
    """Show the performance that is heard; another take's picture must have a reason."""
    if not shown.own:
        return None
    return 1.0, f"{shown.select.name} shows the performance that is heard"


def who_is_shown(shown: Shown) -> Said | None:
    """Show who speaks; in the later part of a long line that matters less, for the listener may be seen.

    Where no clean reading shows who speaks, not to see them matters as little: no jump cut is worth that.
    """
    said = speaker_seen(shown.select)
    if said is None or not (shown.late or shown.excused):
        return said
    if shown.late:
        return (_LITTLE, said[1]) if said[0] > 0 else None
    return max(-_LITTLE, said[0]), said[1]


_LITTLE = 0.25
"""Of the worth of a speaker's face, where the listener's is as good to see (by hand)."""


def listener_seen(shown: Shown) -> Said | None:
    """See the listener once a line is long: what is said arrives in a face (Murch: emotion before all)."""
    if not (shown.late and shown.listeners and shown.select.speaker is False):
        return None
    seen = " and ".join(shown.listeners)
    return 1.0, f"{seen} listens while {shown.select.line.character} speaks"


def of_select(idiom: Callable[[Select], Said | None]) -> Callable[[Shown], Said | None]:
    """Ask an idiom of a reading about a picture."""
    return lambda shown: idiom(shown.select)
