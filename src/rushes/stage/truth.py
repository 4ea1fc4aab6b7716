"""The truth about takes, told from their plan and performance. Pure.

The keys of ``truth.json`` are the fields of `rushes.stage.known.StageTruth`, documented there. One entry of
``takes`` is one clip of one camera: where several rolled, the entries of a take have one ``group``, and each
tells the same words in its own seconds. ``takes[n].sound`` says which of ``recordings`` ran during it, and
where their first samples stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.stage.exposures import Exposures
from rushes.stage.guide import late_s
from rushes.stage.known import (
    OffScriptTruth,
    ReadingTruth,
    SeenTruth,
    SoftTruth,
    SoundTruth,
    TakeTruth,
    Word,
)
from rushes.stage.model import CameraRoll, TakePlan, worn_by
from rushes.stage.performance import Performance, Spoken
from rushes.stage.slips import bare_words
from rushes.timecode import rate_text, timecode_text

LENSES = {"wide": "25 mm", "medium": "50 mm", "close": "85 mm"}


@dataclass(frozen=True)
class Footage:
    """One clip as it came out of a camera: who rolled, its frames, those of the claps, who is seen in it."""

    roll: CameraRoll
    exposed: Exposures
    claps: tuple[int, ...]
    seen: Sequence[SeenTruth]


def truth_of(
    plan: TakePlan, performance: Performance, clip: Footage, sound: Sequence[SoundTruth] = ()
) -> TakeTruth:
    """Return what is true of a clip. sound: what the recorder has of it."""
    roll, exposed, setup = clip.roll, clip.exposed, clip.roll.setup
    from_s = float(exposed.from_s)
    return TakeTruth(
        file=roll.file,
        scene=setup.scene,
        setup=setup.slate,
        size=setup.size,
        take=plan.number,
        camera=roll.letter,
        reel=roll.reel,
        timecode="" if roll.start is None else timecode_text(roll.start, plan.rate, drop=plan.drop),
        frames=exposed.count,
        rate=rate_text(plan.rate if exposed.even else exposed.count / exposed.seconds),
        kind=plan.kind,
        faults=tuple(fault.value for fault in plan.faults),
        noise=plan.noise.kind if plan.noise else None,
        noise_snr_db=plan.noise.snr_db if plan.noise else None,
        clap_s=_later(performance.claps[-1], from_s) if performance.claps else None,
        tail_slate=plan.tail_slate,
        slate_said=plan.slate_said,
        readings=readings_of(plan, performance, from_s),
        off_script=_crew(performance, from_s),
        seen=tuple(clip.seen),
        soft=soft_spans(plan, performance) if roll == plan.rolls[0] else (),
        resets_s=tuple(_later(one.in_s, from_s) for one in performance.spoken if one.utterance.starts_again),
        microphones=plan.tracks if plan.microphones and roll.sound == "production" else (),
        clap_frame=clip.claps[-1] if clip.claps else None,
        claps_s=tuple(_later(clap_s, from_s) for clap_s in performance.claps),
        group=f"{plan.setup.slate}-{plan.number}",
        group_at_s=float(roll.from_s - min(other.from_s for other in plan.rolls)),
        sound=tuple(sound),
        guide=roll.sound,
        guide_late_s=round(late_s(roll), 6),
        drop=plan.drop,
        mos=plan.mos,
        circled=plan.circled,
        no_good=plan.no_good,
        comment=plan.comment,
        lens=LENSES[setup.size],
        jump=_jump(plan, clip),
        frame_times_s=() if exposed.even else tuple(round(float(t * exposed.base), 6) for t in exposed.ticks),
        rotation=roll.rotation,
        shows=plan.shows,
    )


def _jump(plan: TakePlan, clip: Footage) -> tuple[int, str] | None:
    """Return the frame from which timecode is another, and what it says there."""
    roll, at = clip.roll, clip.exposed.jumps_at
    if not roll.jump or roll.start is None:
        return None
    return at, timecode_text(roll.start + at + roll.jump, plan.rate, drop=plan.drop)


def readings_of(plan: TakePlan, performance: Performance, from_s: float) -> tuple[ReadingTruth, ...]:
    """Return what performers say, in seconds of a file that begins at a second of the take."""
    worn = plan.microphones or bool(plan.sound)
    return tuple(
        _reading(one, worn_by(one.utterance.who) if worn else "", from_s)
        for one in performance.spoken
        if one.utterance.who != "crew"
    )


def soft_spans(plan: TakePlan, performance: Performance) -> tuple[SoftTruth, ...]:
    """Return where a take is out of focus: all of it, or around the lines it was planned for."""
    if plan.soft == (-1,):
        return (SoftTruth(0.0, round(performance.frames / float(plan.rate), 4)),)
    return tuple(
        SoftTruth(round(max(0.0, one.in_s - 0.2), 4), round(one.out_s + 0.2, 4))
        for one in performance.spoken
        if one.number in plan.soft
    )


def _later(second: float, from_s: float) -> float:
    return round(second - from_s, 6) if from_s else second


def _words(one: Spoken, from_s: float) -> tuple[Word, ...]:
    return tuple((_later(a, from_s), _later(b, from_s), word) for a, b, word in one.words)


def _crew(performance: Performance, from_s: float) -> tuple[OffScriptTruth, ...]:
    return tuple(
        OffScriptTruth(
            one.utterance.kind, _words(one, from_s), _later(one.in_s, from_s), _later(one.out_s, from_s)
        )
        for one in performance.spoken
        if one.utterance.who == "crew"
    )


def _reading(one: Spoken, microphone: str, from_s: float) -> ReadingTruth:
    said = one.utterance
    return ReadingTruth(
        line=said.line,
        kind=said.kind,
        character=said.who,
        words=_words(one, from_s),
        slip=said.slip,
        text=" ".join(bare_words(said.script)) if said.line else None,
        in_s=_later(one.in_s, from_s),
        out_s=_later(one.out_s, from_s),
        manner=said.manner,
        microphone=microphone,
    )
