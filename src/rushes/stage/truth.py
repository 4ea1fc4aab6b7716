"""The truth about takes, told from their plan and performance. Pure."""

from collections.abc import Sequence

from rushes.stage.model import (
    OffScriptTruth,
    ReadingTruth,
    SeenTruth,
    SoftTruth,
    TakePlan,
    TakeTruth,
)
from rushes.stage.performance import Performance, Spoken
from rushes.stage.slips import bare_words
from rushes.timecode import rate_text, timecode_text


def truth_of(plan: TakePlan, performance: Performance, seen: Sequence[SeenTruth]) -> TakeTruth:
    """Return what is true of a take."""
    spoken = performance.spoken
    return TakeTruth(
        file=plan.file,
        scene=plan.setup.scene,
        setup=plan.setup.slate,
        size=plan.setup.size,
        take=plan.number,
        camera="A",
        reel=plan.reel,
        timecode=timecode_text(plan.start, plan.rate),
        frames=performance.frames,
        rate=rate_text(plan.rate),
        kind=plan.kind,
        faults=tuple(fault.value for fault in plan.faults),
        noise=plan.noise.kind if plan.noise else None,
        noise_snr_db=plan.noise.snr_db if plan.noise else None,
        clap_s=performance.clap_s,
        tail_slate=plan.tail_slate,
        slate_said=plan.slate_said,
        readings=tuple(
            _reading(one, microphone=worn_by(one.utterance.who) if plan.microphones else "")
            for one in spoken
            if one.utterance.who != "crew"
        ),
        off_script=tuple(
            OffScriptTruth(one.utterance.kind, one.words, one.in_s, one.out_s)
            for one in spoken
            if one.utterance.who == "crew"
        ),
        seen=tuple(seen),
        soft=soft_spans(plan, performance),
        resets_s=tuple(one.in_s for one in spoken if one.utterance.starts_again),
        microphones=tracks_recorded(plan),
    )


def tracks_recorded(plan: TakePlan) -> tuple[str, ...]:
    """Return the names of a take's sound tracks, none where there is one without a name."""
    if not plan.microphones:
        return ()
    return ("Mix", "Boom", *(worn_by(player.character) for player in plan.performers))


def worn_by(character: str) -> str:
    """Return the name of the track of a performer's microphone."""
    return f"Lav {character.title()}"


def soft_spans(plan: TakePlan, performance: Performance) -> tuple[SoftTruth, ...]:
    """Return where a take is out of focus: all of it, or around the lines it was planned for."""
    if plan.soft == (-1,):
        return (SoftTruth(0.0, round(performance.frames / float(plan.rate), 4)),)
    return tuple(
        SoftTruth(round(max(0.0, one.in_s - 0.2), 4), round(one.out_s + 0.2, 4))
        for one in performance.spoken
        if one.number in plan.soft
    )


def _reading(one: Spoken, microphone: str) -> ReadingTruth:
    said = one.utterance
    return ReadingTruth(
        line=said.line,
        kind=said.kind,
        character=said.who,
        words=one.words,
        slip=said.slip,
        text=" ".join(bare_words(said.script)) if said.line else None,
        in_s=one.in_s,
        out_s=one.out_s,
        manner=said.manner,
        microphone=microphone,
    )
