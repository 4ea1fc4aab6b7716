"""AAFs as others write them, made with pyaaf2: effects, transitions, sequences in sequences, and worse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import aaf2
from aaf2.auid import AUID

RATE = 24
HOUR = 3600 * RATE
_OPERATION = "0c3bea44-fc05-11d2-8a29-0050040ef7d{}"


class Stranger:
    """A file on its way: two clips, with what the tests put into its film."""

    def __init__(self, file: Any) -> None:
        """Make the clips and an empty film."""
        self.file, self.make = file, file.create
        self.clips = [self._clip(name, reel) for name, reel in (("one", "A001"), ("two", "A002"))]
        self.film = self.make.CompositionMob("Stranger")
        self.film.usage = "Usage_TopLevel"
        timecode = self.film.create_timeline_slot(RATE)
        timecode["PhysicalTrackNumber"].value = 1
        timecode.segment = self.make.Timecode(RATE, drop=False)
        timecode.segment.start = HOUR
        file.content.mobs.append(self.film)

    def _clip(self, name: str, reel: str) -> Any:
        tape = self.make.SourceMob()
        slot, timecode = tape.create_tape_slots(reel, RATE, RATE, media_kind="picture")
        timecode["PhysicalTrackNumber"].value = 1
        timecode.segment.start = 10 * HOUR
        source = self.make.SourceMob(name)
        source.descriptor = self.make.ImportDescriptor()
        locator = self.make.NetworkLocator()
        locator["URLString"].value = f"file:///Volumes/media/{name}%20clip.mxf"
        source.descriptor["Locator"].append(locator)
        file_slot = source.create_timeline_slot(RATE)
        file_slot.segment = tape.create_source_clip(slot.slot_id, start=100, length=500)
        master = self.make.MasterMob(name)
        master_slot = master.create_timeline_slot(RATE)
        master_slot.segment = source.create_source_clip(file_slot.slot_id, length=500, media_kind="picture")
        for mob in (tape, source, master):
            self.file.content.mobs.append(mob)
        return master

    def play(self, number: int, start: int, length: int) -> Any:
        """Return a piece of one of the clips."""
        return self.clips[number].create_source_clip(1, start=start, length=length, media_kind="picture")

    def filler(self, length: int) -> Any:
        """Return nothing, for a while."""
        return self.make.Filler("picture", length)

    def sequence(self, *components: Any) -> Any:
        """Return components one after the other."""
        one = self.make.Sequence(media_kind="picture")
        one.components.extend(components)
        one.length = sum(
            -part.length if type(part).__name__ == "Transition" else part.length for part in components
        )
        return one

    def operation(self, name: str, length: int, *inputs: Any, **constants: Any) -> Any:
        """Return an effect of that name."""
        number = len(self.file.dictionary["OperationDefinitions"].value)
        what = self.make.OperationDef(AUID(_OPERATION.format(number)), name)
        what.media_kind = "picture"
        what["IsTimeWarp"].value = bool(constants)
        what["Bypass"].value = 0
        what["NumberInputs"].value = len(inputs)
        what["OperationCategory"].value = "OperationCategory_Effect"
        self.file.dictionary.register_def(what)
        group = self.make.OperationGroup(what, length=length, media_kind="picture")
        group.segments.extend(inputs)
        for called, value in constants.items():
            known = self.make.ParameterDef(
                AUID("72559a80-24d7-11d3-8a50-0050040ef7d2"),
                called,
                "",
                self.file.metadict.lookup_typedef("Rational"),
            )
            self.file.dictionary.register_def(known)
            group.parameters.append(self.make.ConstantValue(known, value))
        return group

    def transition(self, length: int, cut: int) -> Any:
        """Return a dissolve that lies over what is beside it."""
        one = self.make.Transition("picture", length)
        one["OperationGroup"].value = self.operation("Dissolve", length)
        one["CutPoint"].value = cut
        return one

    def track(self, segment: Any) -> Any:
        """Give the film a picture track."""
        slot = self.film.create_timeline_slot(RATE)
        slot.segment = segment
        return slot


def made(folder: Path, tell: Callable[[Stranger], object]) -> bytes:
    """Return a file as `tell` makes it."""
    path = folder / "stranger.aaf"
    with aaf2.open(str(path), "w") as file:
        tell(Stranger(file))
    return path.read_bytes()
