"""An MLT file as `melt` itself reads it: the program on which Shotcut and Kdenlive stand. A door.

`melt` is GPL and never a part of Rushes: it is a program of the reader's own machine, asked where it is
there. It writes down what it made of the file, with every in and out as it counts them. Its normalisers,
which make pictures of one size and sounds of one rate while it plays, are left out (``abnormal``): what it
writes is the same, and takes a quarter less of memory.
"""

import functools
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from rushes.cut.model import Cut
from rushes.turnover.dialects.bounded_xml import open_xml
from rushes.turnover.dialects.mlt.holding import holds as held
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline

_MOST_S: Final = 600
_OLDEST: Final = 7
_VERSION: Final = re.compile(r"melt (\d{1,4})\.")


@functools.cache
def found() -> str | None:
    """Return where melt is on this machine; None where it is not, or too old to know what Shotcut writes."""
    melt = shutil.which("melt") or shutil.which("melt-7")
    if melt is None:
        return None
    try:
        said = subprocess.run(  # noqa: S603 -- a program of the machine, by its whole path
            [melt, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = _VERSION.search(said.stdout + said.stderr)
    return melt if version and int(version[1]) >= _OLDEST else None


def lacking() -> str:
    """Say why melt was not asked; empty where it was."""
    return "" if found() else "not asked: melt 7 is not installed here"


def read(data: bytes) -> Timeline:
    """Read MLT XML as melt does; `NotThisDialect`, whatever it stumbles over."""
    melt = found()
    if melt is None:
        raise NotThisDialect("an MLT file that melt reads", "melt 7 is not installed here")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mlt"
        path.write_bytes(data)
        command = [melt, str(path), "-consumer", "xml", "time_format=frames", "no_meta=1", "store=shotcut"]
        bare = os.environ | {"MLT_XML_DEEP": "1", "MLT_PRODUCER": "abnormal"}
        try:
            said = subprocess.run(  # noqa: S603 -- the same, on a file of ours
                command, capture_output=True, timeout=_MOST_S, check=True, env=bare
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NotThisDialect("an MLT file that melt reads", str(error)) from error
    return _timeline(open_xml(said.stdout[said.stdout.find(b"<?xml") :], "what melt wrote"))


def holds(cut: Cut) -> Timeline | None:
    """Return what melt must find of a cut; None where melt is not installed."""
    return held(cut) if found() else None


def _timeline(root: ET.Element) -> Timeline:
    """Return what melt made of a file that we wrote."""
    named = {one.get("id"): one for one in root if one.get("id")}
    profile = root.find("profile")
    film = next((one for one in root.iter("tractor") if _said(one, "shotcut") == "1"), None)
    if profile is None or film is None:
        raise NotThisDialect("an MLT file that melt reads", "it found no film in it")
    rate = Fraction(int(profile.get("frame_rate_num", "0")), int(profile.get("frame_rate_den", "1")))
    placed: list[tuple[str, Placed]] = []
    for track in film.iter("track"):
        playlist = named.get(track.get("producer"))
        if playlist is not None and playlist.get("id") != "background":
            off = track.get("hide") == "both"
            placed += [(group, replace(one, off=off)) for group, one in _played(playlist, named, rate)]
    marks = film.findall("properties[@name='shotcut:markers']/properties")
    told = tuple((int(_said(mark, "start")), _said(mark, "text")) for mark in marks)
    black = next(one for one in root.iter("producer") if _said(one, "rushes:film_start"))
    start, drop = int(_said(black, "rushes:film_start")), _said(black, "rushes:film_drop") == "1"
    return Timeline(film.get("title", ""), rate, start, drop, tuple(_grouped(placed)), told)


def _played(
    playlist: ET.Element, named: dict[str | None, ET.Element], rate: Fraction
) -> Iterator[tuple[str, Placed]]:
    at = 0
    for part in playlist:
        if part.tag == "blank":
            at += int(part.get("length", "0"))
        elif part.tag == "entry":
            chain = named[part.get("producer")]
            first, last = int(part.get("in", "0")), int(part.get("out", "0"))
            begins = (
                Fraction(int(_said(chain, "rushes:start"))) / Fraction(_said(chain, "rushes:rate")) * rate
            )
            yield (
                _said(part, "shotcut:group"),
                Placed(
                    track=_said(playlist, "shotcut:name").split(" ")[0],
                    name=_said(chain, "shotcut:caption"),
                    file=_said(chain, "resource"),
                    reel=_said(chain, "rushes:reel"),
                    rate=rate,
                    source_in=begins + first,
                    source_out=begins + last + 1,
                    record_in=at,
                    record_out=at + last + 1 - first,
                    channel=_channel(chain),
                    sha256=_said(chain, "rushes:sha256"),
                ),
            )
            at += last + 1 - first


def _channel(chain: ET.Element) -> int:
    copy = chain.find("filter")
    return 0 if copy is None else int(_said(copy, "from")) + 1


def _grouped(placed: list[tuple[str, Placed]]) -> Iterator[Placed]:
    together: dict[str, list[str]] = {}
    for group, one in placed:
        together.setdefault(group, []).append(one.track)
    for group, one in placed:
        mates = list(together[group]) if group else [one.track]
        mates.remove(one.track)
        yield replace(one, linked=tuple(sorted(mates)))


def _said(element: ET.Element, name: str) -> str:
    return next((one.text or "" for one in element.iterfind("property") if one.get("name") == name), "")
