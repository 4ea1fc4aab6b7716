"""An AAF that was opened: its mobs by id, and the words that its timelines use. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from rushes.turnover.dialects.aaf.container.storage import Storage
from rushes.turnover.dialects.aaf.container.unpacking import unpacked
from rushes.turnover.dialects.aaf.found.stored import Item, Lying, definitions, own_numbers

LENGTH, DATA_DEFINITION = 0x0202, 0x0201
SLOT_NUMBER, SLOT_NAME, SEGMENT, TRACK_NUMBER = 0x4801, 0x4802, 0x4803, 0x4804
EDIT_RATE, EVENT_RATE = 0x4B01, 0x4901
MOB_ID, MOB_NAME, SLOTS, USAGE, DESCRIPTOR = 0x4401, 0x4402, 0x4403, 0x4408, 0x4701
START_TIME, SOURCE_ID, SOURCE_SLOT = 0x1201, 0x1101, 0x1102
COMPONENTS, SELECTED, ALTERNATES, CHOICES, SCOPES = 0x1001, 0x0F01, 0x0F02, 0x0501, 0x0C01
RELATIVE_SCOPE, RELATIVE_SLOT = 0x0E01, 0x0E02
OPERATION, INPUTS, PARAMETERS, PULLED_DOWN = 0x0B01, 0x0B02, 0x0B03, 0x0D01
TRANSITION_OPERATION, CUT_POINT = 0x1801, 0x1802
TIMECODE_START, TIMECODE_FPS, TIMECODE_DROP = 0x1501, 0x1502, 0x1503
LOCATORS, FILE_DESCRIPTORS, URL = 0x2F01, 0x3F01, 0x4001
POSITION, COMMENT, DESCRIBED = 0x0601, 0x0602, 0x6102
TAG_NAME, TAG_VALUE, PARAMETER, PARAMETER_VALUE = 0x5001, 0x5003, 0x4C01, 0x4D01

_MARK_USER: Final = UUID("c4c45d9a-0967-11d4-a08a-006094eb75cb").bytes_le
_SLOT_ATTRIBUTES: Final = UUID("107f8331-1914-4234-b2c4-5a3eb755b7ca").bytes_le
_TOP_LEVEL: Final = UUID("0d010102-0101-0700-060e-2b3404010101").bytes_le
_PICTURES: Final = frozenset(
    UUID(number).bytes_le
    for number in (
        "01030202-0100-0000-060e-2b3404010101",
        "6f3c8ce1-6cef-11d2-807d-006008143e6f",
        "05cba732-1daa-11d3-80ad-006008143e6f",
    )
)
_SOUNDS: Final = frozenset(
    UUID(number).bytes_le
    for number in ("01030202-0200-0000-060e-2b3404010101", "78e1ebe1-6cef-11d2-807d-006008143e6f")
)


@dataclass
class Opened:
    """What a file holds: mobs by id, in its order; numbers and names that it has given itself."""

    mobs: Mapping[bytes, Item]
    numbers: Mapping[bytes, int]
    names: Mapping[bytes, str]
    _attributes: dict[Item, Mapping[str, str]] = field(default_factory=dict)
    _laid_out: dict[Item, tuple[list[int], list[Item]]] = field(default_factory=dict)

    @cached_property
    def slots(self) -> Mapping[tuple[bytes, int], Item]:
        """All slots, by the id of their mob and their number."""
        return {
            (number, slot.whole(SLOT_NUMBER)): slot
            for number, mob in self.mobs.items()
            for slot in mob.many(SLOTS)
        }

    @cached_property
    def timecodes(self) -> Mapping[bytes, list[tuple[Item, Item]]]:
        """The timecodes of each mob, by its id, as (slot, timecode), the primary one first."""
        found: dict[bytes, list[tuple[Item, Item]]] = {}
        for (number, _), slot in self.slots.items():
            timecode = _timecode(slot.one(SEGMENT)) if slot.form == "TimelineMobSlot" else None
            if timecode is not None:
                found.setdefault(number, []).append((slot, timecode))
        for several in found.values():
            several.sort(key=lambda pair: pair[0].whole(TRACK_NUMBER, 0) != 1)
        return found

    def laid_out(self, sequence: Item) -> tuple[Sequence[int], Sequence[Item]]:
        """Return where the components of a sequence begin, and these; transitions lie over what is beside."""
        if sequence not in self._laid_out:
            at, begins, components = 0, [], []
            for component in sequence.many(COMPONENTS):
                length = component.whole(LENGTH, 0)
                if component.form == "Transition":
                    at -= length
                    continue
                begins.append(at)
                components.append(component)
                at += length
            self._laid_out[sequence] = begins, components
        return self._laid_out[sequence]

    @property
    def mark_user(self) -> int | None:
        """The property that names a mark; None in a file that knows none."""
        return self.numbers.get(_MARK_USER)

    def slot_attributes(self, slot: Item) -> Mapping[str, str]:
        """Return what a slot says of itself in texts."""
        if slot not in self._attributes:
            self._attributes[slot] = texts(slot.many(self.numbers.get(_SLOT_ATTRIBUTES)))
        return self._attributes[slot]


def opened(data: bytes) -> Opened:
    """Open an AAF; `NotACompoundFile` or `Lying` when it is none."""
    root = unpacked(data)
    header = Item(_folder(root, "Header-2"))
    mobs = {mob.data(MOB_ID): mob for mob in header.one(0x3B03).many(0x1901)}
    numbers = own_numbers(_folder(root, "MetaDictionary-1"))
    return Opened(mobs, numbers, definitions(header.one(0x3B04)))


def films_of(opened_file: Opened) -> Sequence[Item]:
    """Return the compositions that are films, at least one: those marked as such, or else all."""
    films = [mob for mob in opened_file.mobs.values() if mob.form == "CompositionMob"]
    top = [mob for mob in films if mob.has(USAGE) and mob.data(USAGE) == _TOP_LEVEL]
    if not films:
        clips = sum(mob.form == "MasterMob" for mob in opened_file.mobs.values())
        bin_of = f"{clips} clip{'s' * (clips > 1)} of a bin and " if clips else ""
        raise Lying(f"it holds {bin_of}no sequence")
    return top or films


def kind_of(segment: Item) -> str:
    """Return ``V`` for a picture, ``A`` for a sound, and nothing for what is neither."""
    number = segment.names(DATA_DEFINITION)
    return "V" if number in _PICTURES else "A" if number in _SOUNDS else ""


def texts(tagged: Sequence[Item]) -> Mapping[str, str]:
    """Return tagged values that are texts."""
    found = {}
    for item in tagged:
        value = item.data(TAG_VALUE)
        found[item.text(TAG_NAME)] = value[17:].decode("utf-16-le", "replace").partition("\0")[0]
    return found


def _timecode(segment: Item) -> Item | None:
    inside = segment.many(COMPONENTS) if segment.form == "Sequence" else [segment]
    return next((one for one in inside if one.form == "Timecode"), None)


def _folder(root: Storage, name: str) -> Storage:
    if name not in root.storages:
        raise Lying(f"it has no {name.partition('-')[0]}")
    return root.storages[name]
