"""A clip as a chain of mobs: the clip in the bin, the file and where it lies, the tape and its timecode.

Editing systems follow the chain to its end for the timecode and the name of the reel; without a file mob that
has a descriptor and a locator, all media are offline. The slots of the clip in the bin count frames of the
film, those behind it the clip's own frames or samples, and rates only change where a chain begins at nought:
whose rate a start counts in is read differently by different systems.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from uuid import UUID

from rushes.footage.model import Clip
from rushes.timecode import frames_a_day, nearest_named, nominal, rate_text
from rushes.turnover.dialects.aaf.made.ids import NO_MOB, mob_id
from rushes.turnover.dialects.aaf.made.objects import NO_DATE, Thing, made, told
from rushes.turnover.dialects.aaf.places import url_of
from rushes.turnover.dialects.wording import legal
from rushes.turnover.rulers import counted_at, on_ruler

TIMECODE_SLOT, PICTURE_SLOT, FIRST_SOUND_SLOT = 1, 2, 3
_DAYS: Final = 2
"""How long a tape's timecode runs: a take may go over midnight."""

_ANY_FILE: Final = UUID("b22697a2-3442-44e8-bb8f-7a1cd290ebf1")
_WAVE_FILE: Final = UUID("3711d3cc-62d0-49d7-b0ae-c118101d1a16")
"""By which of its readers Media Composer opens a linked file."""

_BITS: Final = 24
"""Of a sample. The format demands it, and nobody has told us; the file itself says it to whoever opens it."""

_INT: Final = 2**31 - 1


@dataclass(frozen=True)
class Film:
    """What clips are counted by: the film's rate, and whether it counts drop-frame."""

    rate: Fraction
    drop: bool


@dataclass(frozen=True)
class Used:
    """A clip as it is used: its mob's id, what tells it from another of the same content, and its length.

    frames: at least as many as it is used to, in its frames or samples.
    """

    clip: Clip
    copy: str
    frames: int

    def mob(self, kind: str, film: Film) -> bytes:
        """Return the id of one of its mobs; a clip in the bin is another one in a film of another rate."""
        rate = rate_text(film.rate) if kind == "clip" or self.clip.is_sound else ""
        return mob_id(kind, self.clip.sha256, rate, self.copy)


def slot_of(channel: int) -> int:
    """Return the slot of a channel of sound from 1, or of the picture, 0."""
    return FIRST_SOUND_SLOT + channel - 1 if channel else PICTURE_SLOT


def stored_rate(rate: Fraction) -> Fraction:
    """Return a rate as two whole numbers of 32 bits can say it."""
    return rate if max(rate.numerator, rate.denominator) <= _INT else nearest_named(rate)


def clip_mobs(used: Used, film: Film) -> tuple[Thing, ...]:
    """Return the mobs of a clip without its tape: the one in the bin and the file."""
    return _in_the_bin(used, film), _file(used, film), *_import(used, film)


def tape_of(used: Used, film: Film) -> tuple[object, ...] | None:
    """Return what a tape is known by; None for a clip without a reel, which stands alone."""
    clip = used.clip
    reel = legal(clip.reel or "")
    drop = film.drop if clip.is_sound else clip.drop
    kind = "sound" if clip.is_sound else "picture"
    return (kind, reel, rate_text(clip.rate), rate_text(counted_at(clip, film.rate)), drop) if reel else None


def tape_mob(key: tuple[object, ...], clips: tuple[Used, ...], film: Film) -> Thing:
    """Return the tape that clips are on; it lasts two days and begins at midnight."""
    name, clip = str(key[1]), clips[0].clip
    channels = max(used.clip.channels for used in clips)
    slots = _physical_slots(clip, film, channels)
    return _mob("SourceMob", mob_id("tape", *key), name, slots, EssenceDescription=made("TapeDescriptor"))


def _import(used: Used, film: Film) -> tuple[Thing, ...]:
    """Return what stands for the tape of a clip that names none: the file as it was brought in."""
    if tape_of(used, film) is not None:
        return ()
    clip = used.clip
    descriptor = made("ImportDescriptor", Locator=[_locator(clip)])
    slots = _physical_slots(clip, film, clip.channels)
    name = legal(clip.path.name)
    return (_mob("SourceMob", used.mob("import", film), name, slots, EssenceDescription=descriptor),)


def _physical_slots(clip: Clip, film: Film, channels: int) -> list[Thing]:
    counted = counted_at(clip, film.rate)
    drop = film.drop if clip.is_sound else clip.drop
    day = frames_a_day(counted, drop=drop)
    timecode = made(
        "Timecode",
        DataDefinition="Timecode",
        Length=_DAYS * day,
        Start=0,
        FPS=nominal(counted),
        Drop=drop,
    )
    length = on_ruler_of(_DAYS * day, counted, clip.rate)
    made_slots = [slot(TIMECODE_SLOT, "TC1", 1, counted, timecode)]
    for channel in _channels(clip, channels):
        kind = "Sound" if channel else "Picture"
        made_slots.append(
            slot(slot_of(channel), _track(channel), channel or 1, clip.rate, ending(kind, length))
        )
    return made_slots


def _file(used: Used, film: Film) -> Thing:
    clip, tape = used.clip, tape_of(used, film)
    source = mob_id("tape", *tape) if tape else used.mob("import", film)
    slots = [
        slot(
            slot_of(channel),
            _track(channel),
            channel or 1,
            clip.rate,
            playing(source, channel, clip.start, used.frames),
        )
        for channel in _channels(clip, clip.channels)
    ]
    return _mob(
        "SourceMob", used.mob("file", film), legal(clip.path.name), slots, EssenceDescription=_described(used)
    )


def _in_the_bin(used: Used, film: Film) -> Thing:
    clip, file = used.clip, used.mob("file", film)
    length = on_ruler(used.frames, clip, film.rate).__ceil__()
    slots = [
        slot(
            slot_of(channel),
            microphone(clip, channel) or _track(channel),
            channel or 1,
            film.rate,
            playing(file, channel, 0, length),
            TimelineMobAttributeList=_microphone_told(clip, channel),
        )
        for channel in _channels(clip, clip.channels)
    ]
    comments = [told(name, legal(value)) for name, value in _columns(clip).items() if value]
    return _mob("MasterMob", used.mob("clip", film), legal(clip.name), slots, UserComments=comments or None)


MICROPHONE: Final = "_RUSHES_MICROPHONE"
"""The attribute of a slot that names a microphone: a slot's name alone may as well be that of a track."""


def microphone(clip: Clip, channel: int) -> str:
    """Return what a recorder calls a channel, from 1; empty for what has no name."""
    return legal(clip.tracks[channel - 1].strip()) if 0 < channel <= len(clip.tracks) else ""


def _microphone_told(clip: Clip, channel: int) -> list[Thing] | None:
    name = microphone(clip, channel)
    return [told(MICROPHONE, name)] if name else None


def _columns(clip: Clip) -> Mapping[str, str]:
    """Return what a bin shows of a clip, by column."""
    slate = clip.slate
    return {
        "Scene": slate.scene or "",
        "Take": str(slate.take or ""),
        "Slate": slate.label,
        "Camera": slate.camera or "",
        "Circled": "yes" if slate.circled else "",
        "Lens": clip.lens,
        "Comments": "; ".join(f"{note.text} ({note.by})" for note in clip.notes),
        "SHA-256": clip.sha256,
    }


def _described(used: Used) -> Thing:
    """Return the descriptor of a file: of its picture, of its sound, or of both."""
    clip = used.clip
    parts = []
    if _has_picture(clip):
        parts.append(_picture(used))
    if clip.channels:
        parts.append(_sound(used))
    if len(parts) == 1:
        return parts[0]
    container, locator = _container(clip), [_locator(clip)]
    return made(
        "MultipleDescriptor",
        SampleRate=stored_rate(clip.rate),
        Length=used.frames,
        FileDescriptors=parts,
        MediaContainerGUID=container,
        Locator=locator,
    )


def _picture(used: Used) -> Thing:
    """Return how a picture is stored; what nobody has told us of it is the commonest there is."""
    clip = used.clip
    width, height = (clip.width, clip.height) if clip.width and clip.height else (1920, 1080)
    return made(
        "CDCIDescriptor",
        SampleRate=stored_rate(clip.rate),
        Length=used.frames,
        StoredWidth=width,
        StoredHeight=height,
        FrameLayout="FullFrame",
        VideoLineMap=[0, 0],
        ImageAspectRatio=(Fraction(width, height) * clip.pixel_aspect).limit_denominator(10**6),
        ComponentWidth=8,
        HorizontalSubsampling=2,
        MediaContainerGUID=_container(clip),
        Locator=[_locator(clip)],
    )


def _sound(used: Used) -> Thing:
    clip = used.clip
    rate = clip.sample_rate or 48000
    block = clip.channels * _BITS // 8
    length = used.frames if clip.is_sound else on_ruler_of(used.frames, clip.rate, Fraction(rate))
    return made(
        "PCMDescriptor",
        SampleRate=Fraction(rate),
        Length=length,
        AudioSamplingRate=Fraction(rate),
        Channels=clip.channels,
        QuantizationBits=_BITS,
        BlockAlign=block,
        AverageBPS=rate * block,
        MediaContainerGUID=_container(clip),
        Locator=[_locator(clip)],
    )


def _container(clip: Clip) -> UUID:
    return _WAVE_FILE if clip.is_sound else _ANY_FILE


def _locator(clip: Clip) -> Thing:
    return made("NetworkLocator", URLString=url_of(clip.path))


def on_ruler_of(place: int, rate: Fraction, other: Fraction) -> int:
    """Return a length at another rate, the whole of it."""
    return (place * other / rate).__ceil__()


def _has_picture(clip: Clip) -> bool:
    return not clip.is_sound and bool(clip.frames or not clip.channels)


def _channels(clip: Clip, channels: int) -> tuple[int, ...]:
    """Return the picture, 0, if there is one, and the channels of sound from 1."""
    return (*((0,) if _has_picture(clip) else ()), *range(1, channels + 1))


def _track(channel: int) -> str:
    return f"A{channel}" if channel else "V1"


def _mob(form: str, number: bytes, name: str, slots: list[Thing], **other: object) -> Thing:
    return made(
        form,
        MobID=number,
        Name=name,
        Slots=slots,
        LastModified=NO_DATE,
        CreationTime=NO_DATE,
        **other,
    )


def slot(number: int, name: str, track: int, rate: Fraction, segment: Thing, **other: object) -> Thing:
    """Return a slot that runs with time; track: its number among those of its kind."""
    return made(
        "TimelineMobSlot",
        SlotID=number,
        SlotName=name,
        PhysicalTrackNumber=track,
        EditRate=stored_rate(rate),
        Origin=0,
        Segment=segment,
        **other,
    )


def playing(mob: bytes, channel: int, start: int, length: int, **other: object) -> Thing:
    """Return a piece of a mob's picture (channel 0) or of a channel of its sound, in its own units."""
    return made(
        "SourceClip",
        DataDefinition="Sound" if channel else "Picture",
        Length=length,
        StartTime=start,
        SourceID=mob,
        SourceMobSlotID=slot_of(channel),
        **other,
    )


def ending(kind: str, length: int) -> Thing:
    """Return the end of a chain: nothing lies behind a tape."""
    return made(
        "SourceClip", DataDefinition=kind, Length=length, StartTime=0, SourceID=NO_MOB, SourceMobSlotID=0
    )
