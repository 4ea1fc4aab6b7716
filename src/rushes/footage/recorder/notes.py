"""What a recorder wrote into a file, put together from its two chunks, and where they contradict. Pure.

Of words (scene, take, tape, note) iXML counts before the description in bext: it is what recorders and
report software rewrite when a slate is corrected after the take, and it cuts no long words short. Of
timestamps bext counts, see `rushes.footage.recorder.speed`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rushes.errors import Finding
from rushes.footage.model import RecorderNotes
from rushes.footage.recorder.bext import Bext, bext_from, iso_day, words_in
from rushes.footage.recorder.chunks import Wave
from rushes.footage.recorder.ixml import Ixml, ixml_from
from rushes.footage.recorder.speed import Speed, speed_of, timecode_rate, within_a_day

_CONTRADICTS, _TIMECODE, _SPEED, _DAMAGED = KINDS = (
    "recorder contradicts itself",
    "odd timecode",
    "odd speed",
    "damaged sound notes",
)
"""The kinds of what is found here."""

_ASK = "Ask the sound department, or correct it in the recorder's report software."
_SHOWN = 60
"""Characters of a word that are shown of it."""

_YES = {"TRUE", "YES", "1", "Y", "T", "ON"}
_COMPARED = ("SCENE", "TAKE", "TAPE")


@dataclass(frozen=True)
class Told:
    """What a recorder tells of one file.

    samples: since midnight, at the rate of the file; None where its clock was never set.
    """

    notes: RecorderNotes | None = None
    samples: int | None = None
    findings: tuple[Finding, ...] = ()


def told_by(wave: Wave, file_rate: int, channels: int) -> Told:
    """Return what the chunks of a wave file tell, of that many samples a second and channels."""
    if wave.bext is None and wave.ixml is None:
        return Told()
    bext = bext_from(wave.bext) if wave.bext is not None else None
    ixml = ixml_from(wave.ixml) if wave.ixml is not None else Ixml()
    speed = speed_of(bext, ixml, file_rate)
    samples = within_a_day(speed.samples, file_rate, speed.rate) if speed.samples is not None else None
    return Told(_notes(bext, ixml, speed, channels), samples, tuple(_findings(wave, bext, ixml, speed)))


def names_of(wave: Wave, channels: int) -> dict[int, str]:
    """Return what a recorder calls its channels, by their place in the file, from 1."""
    bext = bext_from(wave.bext) if wave.bext is not None else None
    ixml = ixml_from(wave.ixml) if wave.ixml is not None else Ixml()
    return _names(bext, ixml, channels)


def _notes(bext: Bext | None, ixml: Ixml, speed: Speed, channels: int) -> RecorderNotes:
    words = {**_described(bext, ixml), **ixml.words}
    kinds = {kind.strip().upper() for kind in words.get("TAKE_TYPE", "").split(",")}
    names = _names(bext, ixml, channels)
    return RecorderNotes(
        scene=words.get("SCENE", ""),
        take=words.get("TAKE", ""),
        tape=words.get("TAPE", ""),
        project=words.get("PROJECT", ""),
        note=words.get("NOTE", ""),
        family=words.get("FAMILY_UID", ""),
        circled=_ticked(words, "CIRCLED"),
        no_good=_ticked(words, "NO_GOOD") or "NO_GOOD" in kinds,
        false_start=_ticked(words, "FALSE_START") or "FALSE_START" in kinds,
        wild_track=_ticked(words, "WILD_TRACK") or "WILD_TRACK" in kinds,
        pickup="PICKUP" in kinds,
        tracks=tuple(names.get(place, "") for place in range(1, channels + 1)) if any(names.values()) else (),
        rate=speed.rate,
        drop=speed.drop,
        speed_note=speed.note,
        recorder=(bext.originator if bext else "") or words.get("BWF_ORIGINATOR", ""),
        date=(bext.date if bext else "") or iso_day(words.get("BWF_ORIGINATION_DATE", "")),
        called=words.get("ORIGINAL_FILENAME", "") or words.get("FILENAME", ""),
    )


def _described(bext: Bext | None, ixml: Ixml) -> dict[str, str]:
    """Return the words of the description, from bext or from the copy of it that iXML may hold."""
    words = dict(bext.words) if bext else {}
    return words or words_in(ixml.words.get("BWF_DESCRIPTION", ""))


def _ticked(words: Mapping[str, str], key: str) -> bool:
    return words.get(key, "").strip().upper() in _YES


def _names(bext: Bext | None, ixml: Ixml, channels: int) -> dict[int, str]:
    """Return the names of the tracks; a file that holds one channel of many has only its own."""
    if any(ixml.tracks.values()):
        return _own(dict(ixml.tracks), ixml.words.get("FILE_SET_INDEX", ""), channels)
    lines = _described(bext, ixml)
    found = {int(key[3:]): lines[key] for key in lines if key[:3] == "TRK" and key[3:].isdecimal()}
    if len(found) == 1:
        return {1: next(iter(found.values()))}
    return _own(found, ixml.words.get("FILE_SET_INDEX", ""), channels)


def _own(names: dict[int, str], index: str, channels: int) -> dict[int, str]:
    """Return the name of a lone channel where its recorder listed those of the whole set."""
    own = next((name for place, name in names.items() if str(place) == index.lstrip("0")), "")
    return {1: own} if own and channels == 1 and len(names) > 1 else names


def _findings(wave: Wave, bext: Bext | None, ixml: Ixml, speed: Speed) -> Iterator[Finding]:
    for name in wave.wrong:
        yield _damaged(name, "it is not as long as it says")
    if wave.bext is not None and bext is None:
        yield _damaged("bext", "it is too short to tell anything")
    if ixml.trouble:
        yield _damaged("iXML", ixml.trouble)
    if bext is not None:
        yield from _contradictions(bext, ixml)
    if speed.doubt:
        yield Finding(_TIMECODE, "", f"Of its timestamps: {speed.doubt}.", _ASK)
    if speed.note:
        yield Finding(_SPEED, "", speed.note, "Ask the sound department at which speed to play it.")


def _contradictions(bext: Bext, ixml: Ixml) -> Iterator[Finding]:
    told = [(key.lower(), bext.words.get(key, ""), ixml.words.get(key, "")) for key in _COMPARED]
    differ = [(key, one, other) for key, one, other in told if one and other and not _same_word(one, other)]
    rates = timecode_rate(bext.words.get("SPEED", "")), timecode_rate(ixml.words.get("TIMECODE_RATE", ""))
    if None not in rates and rates[0] != rates[1]:
        differ.append(("timecode at", f"{rates[0]} frames a second", f"{rates[1]}"))
    for key, one, other in differ:
        fact = f"Its bext says {key} {one[:_SHOWN]}, its iXML {other[:_SHOWN]}; that of iXML counts."
        yield Finding(_CONTRADICTS, "", fact, _ASK)


def _damaged(chunk: str, why: str) -> Finding:
    fact = f"What the recorder wrote ({chunk}) is damaged: {why}."
    return Finding(_DAMAGED, "", fact, "Copy the file again; its sound is not concerned.")


def _same_word(one: str, other: str) -> bool:
    """Tell whether two words mean the same: take 1 and take 01 do."""
    return one.casefold().lstrip("0") == other.casefold().lstrip("0")
