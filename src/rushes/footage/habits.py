"""The table of naming habits: how productions write a slate into the name of a file. Pure.

One row a habit. A new habit is a new row with its example; the first row that fits is taken, so the
order is the rule by which a name with two readings is read, and `doubt` says what else it could be.

Letters I and O are never setup letters (they look like 1 and 0); after Z come AA, AB …, on some
productions AA, BB … Letters before a number are an inserted scene (A27 comes before 27) or one of
`PREFIXES`. In the British way a slate's number runs through the whole film and tells no scene.
"""

import re
from dataclasses import dataclass

PREFIXES = {
    "V": "visual effects",
    "R": "reshoot",
    "X": "extra unit or reshoot",
    "AP": "additional photography",
}
"""Letters before the scene that name the unit; they belong to the setup and not to the scene's number."""


@dataclass(frozen=True)
class Habit:
    """One habit.

    name: short and stable. convention: who writes so. pattern: its groups are parts of the slate.
    example: a real name. doubt: what else such a name may mean; then it is a finding.
    lettered: the name shows a setup's letter, so the production slates in the American way.
    bare: a single number that is a scene in the American way and a slate in the British one.
    """

    name: str
    convention: str
    pattern: re.Pattern[str]
    example: str
    doubt: str = ""
    lettered: bool = False
    bare: bool = False


_L = "[A-HJ-NP-Z]"
_PRE = "(?P<prefix>AP|[VRX])?(?P<insert>[A-HJ-N]{0,2})"
_SCENE = rf"{_PRE}0*(?P<number>[1-9]\d{{0,3}})"
_SCENES = rf"{_PRE}(?P<number>\d{{1,4}}(?:[A-Z]{{1,2}}\d{{0,2}}|-\d{{2,4}}|INS)?)"
_LONE = rf"{_PRE}0*(?P<number>[1-9]\d{{0,3}}[A-H]?)"
_SETUP = rf"(?P<letters>[A-D]{_L}|(?P<twin>[E-HJ-NP-Z])(?P=twin)|{_L})"
_TAKE = r"0*(?P<take>[1-9]\d{0,2})"
_CAM = rf"(?:[-_ ]?\(?(?P<camera>{_L})\)?)?"
_SEP = r"[-_ /.]"
_GAP = r"[-_ .,#:]*"
_ANY = r"(?:[^\d\W]+[-_ ]+)*"
_TAIL = r"(?:[-_ ]+\D*)?"

_W_SCENE = r"(?:scene|scn|sc|szene|sz|escena|esc|scena|sequence|s[eé]q)\.?"
_W_SHOT = r"(?:shot|set-?up|sh|plan|plano|einstellung|inq)\.?"
_W_TAKE = r"(?:take|tk|t|prise|toma|ciak)\.?"
_W_SLATE = r"(?:slate|sl|klappe|claqueta)\.?"
_W_WILD = r"(?:WT|wild(?:[-_ ]?track|[-_ ]?line)?s?|VO)"
_W_ROOM = r"(?:RT|room[-_ ]?tone)"
_W_AIR = r"(?:amb(?:ience)?|atmos?)"

_SAID = rf"{_GAP}{_W_TAKE}{_GAP}{_TAKE}{_CAM}"
"""A take in words after anything: `` Take 3``, ``_Tk03``."""

_AFTER = rf"(?:{_GAP}{_W_TAKE}{_GAP}|{_SEP}(?!\d{{3}})){_TAKE}{_CAM}"
"""A take in words or behind a separator: ``_Tk03``, ``-3``; three bare digits are the end of a range."""

_UK = "a British slate number, which tells no scene"


def _whole(pattern: str) -> re.Pattern[str]:
    """Let nothing stand beside the slate."""
    return re.compile(rf"^{pattern}$", re.IGNORECASE)


def _within(pattern: str) -> re.Pattern[str]:
    """Let words stand on both sides of a slate that is told in words."""
    return re.compile(rf"(?:^|.*?[\W_]){pattern}(?:$|[\W_].*$)", re.IGNORECASE)


def _among(pattern: str) -> re.Pattern[str]:
    """Let words stand on both sides of a slate without words, but no further number (``34D_2-01``).

    A date is no such number, and ``1080p-2`` no scene.
    """
    size = r"(?!(?:720|1080|2160)[pi][-_])"
    return re.compile(rf"(?:^|.*?[\W_]){size}{pattern}(?:$|[\W_]+(?!\d{{1,3}}(?!\d)).*$)", re.IGNORECASE)


HABITS: tuple[Habit, ...] = (
    Habit("room tone", "all", _whole(rf"{_W_ROOM}{_GAP}(?:{_SCENE}{_SETUP}?)?(?:[-_ ]*T?{_TAKE})?(?P<room>)"),
          "RT27A"),
    Habit("room tone after", "all",
          _whole(rf"{_SCENE}{_SETUP}?[-_ ]*{_W_ROOM}(?:{_GAP}T?{_TAKE})?(?P<room>)"), "27A_RT"),
    Habit("ambience", "all", _whole(rf"(?:{_W_AIR}|{_W_ROOM})(?:[-_ ].*)?(?P<room>)"), "AMB-1T01"),
    Habit("wild track", "all",
          _whole(rf"(?:{_W_WILD}|W){_GAP}{_SCENE}{_SETUP}?(?:{_SEP}T?{_TAKE})?(?P<wild>)"), "WT27A-1"),
    Habit("wild track after", "all",
          _whole(rf"{_SCENE}{_SETUP}?[-_ ]*{_W_WILD}(?:{_GAP}T?{_TAKE})?(?P<wild>)"), "27-WT1"),
    Habit("scene, slate, take in words", "UK",
          _within(rf"{_W_SCENE}{_GAP}{_LONE}{_GAP}{_W_SLATE}{_GAP}0*(?P<slate>[1-9]\d{{0,3}}){_SAID}"),
          "Sc 27 Slate 123 Take 4"),
    Habit("slate, take in words", "UK", _within(rf"{_W_SLATE}{_GAP}0*(?P<slate>[1-9]\d{{0,3}}){_AFTER}"),
          "Slate 123 Take 4"),
    Habit("scene, shot letter, take in words", "US",
          _within(rf"(?:{_W_SCENE}|S){_GAP}{_SCENE}{_GAP}{_W_SHOT}{_GAP}{_SETUP}(?:{_SAID})?"),
          "S027_SH_A_T03", lettered=True),
    Habit("scene, shot number, take in words", "all",
          _within(rf"(?:{_W_SCENE}|S){_GAP}{_SCENES}{_GAP}{_W_SHOT}{_GAP}0*(?P<shot>\d{{1,4}})(?:{_SAID})?"),
          "Scene 12 Shot 34 Take 5"),
    Habit("scene with setup, take in words", "US",
          _within(rf"(?:{_W_SCENE}|S){_GAP}{_SCENE}[-_ ]?{_SETUP}{_AFTER}"), "Sc27A_Tk3", lettered=True),
    Habit("scene, take in words", "US", _within(rf"{_W_SCENE}{_GAP}{_SCENE}{_AFTER}"), "Scene 27 Take 3"),
    Habit("S, take", "US", _within(rf"S{_GAP}{_SCENE}{_SAID}"), "S27_T3", bare=True,
          doubt=f"S may stand for slate: {_UK}"),
    Habit("scene, shot, take in Chinese", "China",
          re.compile(r"第?(?P<number>\d{1,4})场(?:第?(?P<shot>\d{1,4})镜)?(?:第?0*(?P<take>\d{1,3})[条次])?"),
          "12场3镜4条"),
    Habit("scene-shot, T take", "Europe, China", _whole(rf"{_SCENES}-0*(?P<shot>\d{{1,3}})[-_ ]?T{_TAKE}"),
          "72B-14T04"),
    Habit("setup-take", "US", _among(rf"{_SCENE}{_SETUP}{_SEP}T?{_TAKE}{_CAM}"), "16E-2A", lettered=True),
    Habit("scene, setup letter, take", "US", _whole(rf"{_SCENE}[-_. ](?P<letters>{_L})[-_. ]{_TAKE}{_CAM}"),
          "27-A-3", lettered=True),
    Habit("setup, T take", "US", _whole(rf"{_ANY}{_SCENE}{_SETUP}{_SAID}{_TAIL}"), "27A_Tk3", lettered=True),
    Habit("scene, T take", "US", _whole(rf"{_SCENE}{_SAID}"), "27_T03", bare=True,
          doubt=f"its number may be {_UK}"),
    Habit("scene-take", "US", _whole(rf"{_PRE}0*(?P<number>[1-9]\d{{0,2}}){_SEP}{_TAKE}{_CAM}"), "27-1",
          bare=True, doubt=f"the first number may be {_UK}, or the second one a shot"),
    Habit("scene-shot-take", "all",
          _whole(rf"{_PRE}0*(?P<number>[1-9]\d{{0,2}})[-_ ]0*(?P<shot>\d{{1,3}})[-_ ]{_TAKE}"), "27-1-3",
          doubt="it may be a date, a version or a visual effects shot"),
    Habit("scene in words", "all", _within(rf"(?:scene|scn|sc){_GAP}{_SCENE}(?!-\d)"), "Scene 27 wide"),
)  # fmt: skip
"""Most telling first."""

MISREAD = _among(rf"{_SCENE}(?P<letters>[IO]){_SEP}T?{_TAKE}{_CAM}")
"""A slate with a setup letter that no slate has: ``27I-3`` was 271-3, or 27 take 13, or 27J."""
