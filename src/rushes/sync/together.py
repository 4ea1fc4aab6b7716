"""Bring together what rolled together: the whole of sync on one page.

the ladder lays recordings under pictures > cameras become groups > slates fill each other's gaps
"""

from collections.abc import Sequence
from dataclasses import replace

from rushes.errors import Finding
from rushes.footage.model import Behind, Clip, Recording, Slate, Witness
from rushes.footage.paper import who_wins
from rushes.sync import tidings
from rushes.sync.groups import group
from rushes.sync.ladder import Ladder, camera_of
from rushes.sync.model import Instruments, Synced
from rushes.sync.told import Said


def bring_together(
    clips: Sequence[Clip],
    recordings: Sequence[Recording],
    instruments: Instruments,
    said: Sequence[Said] = (),
) -> Synced:
    """Return the clips with the sound that played while they ran, and what a person should know of it."""
    takes = [recording for recording in recordings if not _needs_no_picture(recording)]
    ladder = Ladder(clips, takes, instruments)
    ladder.climb(said)
    laid = [replace(clip, behind=_in_order(ladder, clip)) for clip in clips]
    grouped, of_groups = group([_slated(clip) for clip in laid], instruments, said)
    alone = {clip.file for clip in laid if not clip.behind}
    slated = tuple(_slated(clip) if clip.file in alone else clip for clip in grouped)
    used = {one.sound.file for clip in slated for one in clip.behind}
    loose = tuple(one for one in recordings if not any(file.file in used for file in one.files))
    told = (*_told(grouped, ladder, double=bool(takes)), *of_groups, *tidings.of_loose(loose))
    return Synced(slated, loose, told)


def _needs_no_picture(recording: Recording) -> bool:
    return recording.slate.wild or recording.slate.room_tone


def _in_order(ladder: Ladder, clip: Clip) -> tuple[Behind, ...]:
    lies = sorted(ladder.under.get(clip.file, ()), key=lambda one: one.at_s)
    return tuple(behind for one in lies for behind in one.behind())


def _slated(clip: Clip) -> Clip:
    """Return a clip with what its recorder knows: a slate where it has none, circles and notes."""
    sound = clip.behind[0].sound if clip.behind and clip.behind[0].sound.is_sound else None
    if sound is None:
        return clip
    notes = tuple(note for note in sound.notes if note not in clip.notes)
    witnesses = _witnesses(clip, sound)
    slate = _filled(_outvoted(clip, witnesses) if clip.witnesses else clip.slate, sound.slate)
    return replace(clip, slate=slate, notes=(*clip.notes, *notes), witnesses=witnesses)


def _outvoted(clip: Clip, witnesses: Sequence[Witness]) -> Slate:
    """Return the slate on which most agree, now that the recorder is heard: a slip of the pen is single."""
    won, _ = who_wins(witnesses)
    return replace(clip.slate, scene=won.scene, setup=won.setup, take=won.take, source=won.source)


def _witnesses(clip: Clip, sound: Clip) -> tuple[Witness, ...]:
    """Return who bears witness of a slate, with the recorder among them where it says otherwise.

    It overrules nobody by itself, but a voice that says the same makes two (`rushes.coverage.slating`).
    """
    known = any(one.by == "recorder" for one in clip.witnesses)
    same = clip.slate.label == sound.slate.label and not clip.witnesses
    if not clip.slate.label or not sound.slate.label or same or known:
        return clip.witnesses
    own = Witness(clip.slate.source.partition(",")[0], clip.slate)
    return (*(clip.witnesses or (own,)), Witness("recorder", sound.slate))


def _filled(ours: Slate, theirs: Slate) -> Slate:
    """Return a picture's slate with what its sound's adds: all where it has none, marks where both agree."""
    if ours.scene is None and theirs.scene is not None:
        return replace(theirs, camera=ours.camera, mos=False)
    if ours.label == theirs.label:
        return replace(
            ours,
            circled=ours.circled or theirs.circled,
            no_good=ours.no_good or theirs.no_good,
            circled_by=ours.circled_by or theirs.circled_by,
            no_good_by=ours.no_good_by or theirs.no_good_by,
        )
    return ours


def _told(clips: Sequence[Clip], ladder: Ladder, *, double: bool) -> list[Finding]:
    findings = list(ladder.findings)
    for camera, jam in ladder.jams.items():
        its_own = [clip for clip in clips if camera_of(clip) == camera]
        if abs(jam.seconds) * float(its_own[0].rate) >= 1:
            findings.append(tidings.of_jam(camera, jam, its_own))
    findings += tidings.of_drift([(clip, clip.behind[0]) for clip in clips if clip.behind])
    for clip in clips:
        if clip.behind:
            findings += tidings.of_gaps(clip)
            findings += tidings.of_unsure(clip)
            findings += tidings.of_slates(clip, clip.behind[0].sound)
        elif clip.file not in ladder.under:
            findings += tidings.of_no_sound(clip, ladder.doubts.get(clip.file), double=double)
    return findings
