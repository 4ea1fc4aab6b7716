"""What is said of sync: the evidence of each step in a sentence, and what a person should know. Pure."""

from collections.abc import Iterable, Sequence
from statistics import median

from rushes.errors import Finding
from rushes.footage.model import Behind, Clip, Recording
from rushes.sync.model import Verdict
from rushes.sync.timecode import Jam

BY_CLAPS = "The slates are the same, and so is the clap."

_SAY_SO = "Say where it belongs in a table (--sync), or leave it without sound."
_TELLING_DRIFT_FRAMES = 0.5
_OVERHANG_S = 0.5
"""Sound that ends so little before its picture was simply stopped first."""


def by_clock(off_s: float, jam_s: float) -> str:
    """Tell that timecode and the ear mean the same instant."""
    clock = f"Timecode, corrected by {jam_s:+.3f} s" if jam_s else "Timecode"
    return f"{clock}; the ear finds it {off_s * 1000:+.1f} ms from there."


def by_clock_alone(jam: Jam | None) -> str:
    """Tell that only timecode says so."""
    if jam is None:
        return "Timecode alone; no sound of the camera could confirm it."
    return f"Timecode, corrected by {jam.seconds:+.3f} s as measured on {jam.clips} clips of this camera."


def clock_off(clip: Clip, by_s: float) -> str:
    """Tell that timecode means another place than the ear."""
    return f"Timecode has it {by_s * float(clip.rate):+.1f} frames elsewhere."


def by_sticks(frame: int, clap_s: float) -> str:
    """Tell that the sticks close in the picture where the recording has its clap."""
    return f"The slates are the same; the sticks close on frame {frame}, the clap is at {clap_s:.3f} s."


def of_jam(camera: str, jam: Jam, clips: Sequence[Clip]) -> Finding:
    """Tell that a camera's clock is off the recorder's. clips: of that camera."""
    which = f"camera {camera}" if len(camera) == 1 else "the camera"
    minutes, seconds = divmod(abs(jam.seconds), 60)
    apart = f"{minutes:.0f} min {seconds:.2f} s" if minutes else f"{seconds:.3f} s"
    frames = f", {abs(jam.seconds) * float(clips[0].rate):.1f} frames," if not minutes else ""
    way = "ahead of" if jam.seconds > 0 else "behind"
    fact = f"The clock of {which} is {apart}{frames} {way} the recorder's, by ear on {jam.clips} clips."
    return Finding(
        "clocks apart", clips[0].file, fact, "It was corrected; jam the clocks again on the next day."
    )


def of_drift(behind: Sequence[tuple[Clip, Behind]]) -> Iterable[Finding]:
    """Tell once for each recorder's roll that its clock drifts, where that shows within a take."""
    rolls: dict[str, list[tuple[Clip, Behind]]] = {}
    for clip, one in behind:
        if abs(one.drift_ppm) * 1e-6 * float(clip.seconds) * clip.rate >= _TELLING_DRIFT_FRAMES:
            rolls.setdefault(one.sound.reel or "", []).append((clip, one))
    for roll, found in rolls.items():
        middle = median(one.drift_ppm for _, one in found)
        worst, one = max(found, key=lambda pair: abs(pair[1].drift_ppm) * float(pair[0].seconds))
        frames = abs(one.drift_ppm) * 1e-6 * float(worst.seconds * worst.rate)
        of_roll = f" of roll {roll}" if roll else ""
        yield Finding(
            "recorder drifts",
            found[0][0].file,
            f"The recorder{of_roll} runs {middle:+.0f} millionths against the camera in {len(found)} clips: "
            f"{frames:.1f} frames over {worst.name}.",
            "Every cut is placed where its sound belongs; nothing is stretched.",
        )


def of_gaps(clip: Clip) -> Iterable[Finding]:
    """Tell that the sound behind a picture begins late or ends early."""
    begin = min(one.at_s for one in clip.behind)
    end = max(one.in_picture(float(one.sound.seconds)) for one in clip.behind)
    late, early = begin, float(clip.seconds) - end
    parts = [f"begins {late:.1f} s after it"] * (late > _OVERHANG_S)
    parts += [f"ends {early:.1f} s before it"] * (early > _OVERHANG_S)
    if parts:
        rest = "the camera's own sound is used there" if clip.channels else "there is silence"
        yield Finding(
            "sound shorter than picture",
            clip.file,
            f"{clip.behind[0].sound.file}, which lies behind it, {' and '.join(parts)}; {rest}.",
            "Look for a recording that goes on.",
        )


def of_unsure(clip: Clip) -> Iterable[Finding]:
    """Tell that the ear or the clap may be off by more than half a frame."""
    worst = max(clip.behind, key=lambda one: one.error_ms)
    if worst.rung in ("waveform", "clap") and worst.error_ms > 500 / clip.rate:
        fact = f"{worst.sound.file} lies behind it to within {worst.error_ms:.0f} ms; half a frame is less."
        yield Finding(
            "sync unsure", clip.file, fact, "Check a clap or a consonant, and slip it by the frame."
        )


def of_no_sound(clip: Clip, verdict: Verdict | None, *, double: bool) -> Iterable[Finding]:
    """Tell that no recording lies behind a picture; one that was shot without sound needs none."""
    if clip.slate.mos:
        return
    if verdict and verdict.rivals:
        names = " or ".join(verdict.rivals[:3])
        yield Finding("ambiguous sync", clip.file, f"{verdict.doubt} It may be {names}.", _SAY_SO)
    elif double:
        why = f" {verdict.doubt}" if verdict and verdict.doubt else ""
        own = "Its own sound is used." if clip.channels else "It stays silent."
        fact = f"No recording was found that belongs behind it.{why} {own}"
        yield Finding("not in sync", clip.file, fact, _SAY_SO)


def of_loose(recordings: Sequence[Recording]) -> Iterable[Finding]:
    """Name what lies behind no picture: as it should be, or as a question."""
    for recording in recordings:
        slate = recording.slate
        if slate.room_tone or slate.wild:
            what = "room tone" if slate.room_tone else "a wild track"
            yield Finding("wild sound", recording.name, f"It is {what}, and belongs behind no picture.", "")
    lost = [one for one in recordings if not (one.slate.room_tone or one.slate.wild)]
    if lost:
        names = ", ".join(one.name for one in lost[:6]) + (
            f" and {len(lost) - 6} more" if len(lost) > 6 else ""
        )
        fact = f"{len(lost)} of the recordings belong behind no picture that is here: {names}."
        yield Finding(
            "sound without picture", lost[0].name, fact, "Look for the clips, or name them wild tracks."
        )


def of_slates(clip: Clip, sound: Clip) -> Iterable[Finding]:
    """Tell that picture and sound rolled together and bear different slates."""
    ours, theirs = clip.slate.label, sound.slate.label
    if ours and theirs and ours != theirs:
        yield Finding(
            "slates disagree",
            clip.file,
            f"Its slate says {ours}, that of its sound {sound.file} says {theirs}; they rolled together.",
            "One of the two slates is wrong; look at the board in the picture.",
        )
