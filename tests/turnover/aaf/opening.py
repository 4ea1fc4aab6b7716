"""An AAF opened by pyaaf2, whose every object is held to the format's own rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aaf2
from aaf2.properties import StrongRefProperty, StrongRefSetProperty, StrongRefVectorProperty

from rushes.cut.model import Cut
from rushes.turnover.dialects import aaf


@contextmanager
def opened(folder: Path, data: bytes) -> Iterator[Any]:
    """Yield what pyaaf2 makes of an AAF."""
    path = folder / "film.aaf"
    path.write_bytes(data)
    with aaf2.open(str(path)) as file:
        yield file


@contextmanager
def written(folder: Path, cut: Cut) -> Iterator[Any]:
    """Yield what pyaaf2 makes of a cut that we wrote."""
    with opened(folder, aaf.write(cut)) as file:
        yield file


def film(file: Any) -> Any:
    """Return its only top-level composition."""
    (one,) = file.content.toplevel()
    return one


def slots(mob: Any) -> dict[str, Any]:
    """Return the slots of a mob by name."""
    return {slot.name: slot for slot in mob.slots if slot.name}


def chain(clip: Any) -> list[Any]:
    """Return the mobs behind a clip of the film: in the bin, the file, the tape."""
    mobs = []
    while clip.mob is not None:
        mobs.append(clip.mob)
        clip = clip.slot.segment
    return mobs


def told(tagged: Any) -> dict[str, str]:
    """Return tagged values by name."""
    return {one.name: one.value for one in tagged}


def everything(item: Any) -> Iterator[Any]:
    """Yield an object and all that it owns."""
    yield item
    for one in item.properties():
        if isinstance(one, StrongRefProperty):
            yield from everything(one.value)
        elif isinstance(one, StrongRefVectorProperty | StrongRefSetProperty):
            for owned in one.value:
                yield from everything(owned)
