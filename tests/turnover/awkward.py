"""Cuts that systems were seen to stumble over: rates, drop-frame, layers, microphones, names, two cards."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from rushes.cut.model import Alternate, Cut
from rushes.footage.model import Angle, Behind, Clip, Slate
from rushes.timecode import Span
from tests.turnover.making import clip, double, double_clip, event, grid_cut, spoken, wav

FILM, DROP, FAST = Fraction(24000, 1001), Fraction(30000, 1001), Fraction(60000, 1001)
EIGHT = ("Mix L", "Mix R", "Boom", "Will", "Mira", "Anna", "Plant", "TC")


def _at(rate: Fraction, *, drop: bool = False, start: int = 107_892) -> Cut:
    """Return two takes, cut three times at a rate, the second with sound before its picture."""
    one = clip("A001C001.mov", rate=rate, drop=drop, start=start, channels=2, reel="A001")
    other = clip("A001C002.mov", rate=rate, drop=drop, start=start + 9000, channels=2, reel="A001")
    cut = spoken([("1.1", one, 7, 97), ("1.2", other, 30, 90), ("1.3", one, 300, 377)], rate)
    first, second, third, *heard = cut.events
    heard[0] = replace(heard[0], source=Span(7, 91, rate), record=Span(0, 84, rate))
    heard[1] = replace(heard[1], source=Span(24, 90, rate), record=Span(84, 150, rate))
    return replace(cut, events=(first, replace(second, leads=-6), third, *heard))


def _eight_tracks() -> Cut:
    picture = clip(behind=(Behind(wav("poly.wav", tracks=EIGHT), -7.3),))
    return double([("1.1", picture, 28, 121), ("1.2", picture, 300, 350)])


def _two_cards() -> Cut:
    """Return two copies of a file, of one name and one content, from two cards."""
    twins = [clip(f"{card}/C001.mov", sha256="5" * 64, reel="C001") for card in ("CARD A", "CARD B")]
    return spoken([("1.1", twins[0], 0, 20), ("1.2", twins[1], 30, 60)])


def _unicode() -> Cut:
    names = ("猫 的房子.mov", "Ünï “c” & <d> #1?.mov", "12:30:05 C.mov")
    clips = [clip(name, slate=Slate("1", f"1{'ABC'[n]}", 1)) for n, name in enumerate(names)]
    pieces = [(f"1.{n}", one, 10, 40) for n, one in enumerate(clips)]
    return spoken(pieces, title="Das Gitter — 网格")


def _alternates() -> Cut:
    first, other = clip("a.mov"), clip("b.mov", slate=Slate("1", "1B", 4))
    third = clip("c.mov", slate=Slate("1", "1C", 1), start=5000)
    cut = spoken([("1.1", first, 20, 60), ("1.2", other, 90, 130)], title="Alternates")
    instead = (
        Alternate("b.mov", Span(40, 100, first.rate), -0.6, ()),
        Alternate("c.mov", Span(9, 30, first.rate), -1.0, ()),
    )
    told = tuple(replace(one, alternates=instead) if one.line == "1.1" else one for one in cut.events)
    return replace(cut, events=told, clips=(first, other, third))


def _layers() -> Cut:
    cut = spoken([("1.1", clip(channels=2), 0, 90)])
    above = [
        event(track, "1.1", clip("over.mov", channels=0), (at, at + 10), (at, at + 10))
        for track, at in (("V2", 20), ("V3", 60))
    ]
    over: Clip = clip("over.mov", channels=0)
    picture, *sound = cut.events
    return replace(cut, events=(picture, *above, *sound), clips=(*cut.clips, over))


def _cameras() -> Cut:
    """Return two cameras that rolled together, one of them faster, and a recorder that began before both."""
    behind = (Behind(wav("poly.wav", tracks=("Mix", "Boom")), -7.3),)
    a = clip("a.mov", channels=0, behind=behind, angle=Angle("1A-2", 7.3))
    b = clip("b.mov", channels=0, rate=Fraction(50), behind=behind, angle=Angle("1A-2", 8.01))
    return double([("1.1", a, 28, 121), ("1.2", b, 300, 400)])


def _mixed() -> Cut:
    pieces = [("1.1", clip("a.mov", rate=Fraction(50)), 11, 61), ("1.2", clip("b.mov", rate=FILM), 5, 53)]
    return spoken([*pieces, ("1.3", clip("c.mov"), 0, 25)])


CUTS: Mapping[str, Cut] = {
    "a small scene": grid_cut(),
    "23.976": _at(FILM),
    "29.97 drop-frame": _at(DROP, drop=True),
    "59.94": _at(FAST),
    "eight tracks": _eight_tracks(),
    "a file a microphone": double([("1.1", double_clip(), 28, 121), ("1.3", double_clip(), 300, 350)]),
    "a recorder at 23.976": double([("1.1", double_clip(rate=FILM), 28, 121)], FILM),
    "one name on two cards": _two_cards(),
    "names of any script": _unicode(),
    "alternates": _alternates(),
    "layers": _layers(),
    "two cameras and a recorder": _cameras(),
    "several rates": _mixed(),
}
"""The cuts by what is awkward about them."""
