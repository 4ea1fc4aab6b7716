"""Make clips: the facts of each file's content, under the name and slate that its path gives. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from rushes.errors import Finding
from rushes.footage.broken import unreadable
from rushes.footage.fingerprint import UNREADABLE
from rushes.footage.model import Clip, Note, Probe, RecorderNotes, Recording, Slate
from rushes.footage.names import unique_names
from rushes.footage.recorder import KINDS
from rushes.footage.recordings import in_parts, recordings_of, unset_clocks
from rushes.footage.rolls import roll_of
from rushes.footage.slates import listed, read_slates
from rushes.footage.sound_slates import slate_findings, slate_of, slated
from rushes.timecode import rate_text

Found = tuple[Path, Probe, str]
"""A file with the facts of its content and its digest."""


@dataclass(frozen=True)
class Gathered:
    """The rushes of a job: what cameras made, what sound recorders made, and what to know of either.

    probes: the facts of every file's content by the file's name, of those that are left out too.
    """

    clips: tuple[Clip, ...]
    recordings: tuple[Recording, ...]
    findings: tuple[Finding, ...]
    probes: Mapping[str, Probe] = field(default_factory=dict)


def gather(
    paths: Sequence[Path],
    probes: Sequence[Probe],
    hashes: Sequence[str],
    known_as: Mapping[Path, Path] = MappingProxyType({}),
) -> Gathered:
    """Return the clips of a job in the order of their paths, its recordings, and what to know of them.

    The three sequences stand side by side. known_as: where files lay that were moved since, by where they
    lie: they are called and slated as they were. A file of sound alone belongs to a recording. Left out, each
    with a finding: what cannot be read, pictures without a rate, and all but the first of files with the
    same content.
    """
    lay = [known_as.get(path, path) for path in paths]
    files = dict(zip(unique_names(lay), zip(paths, probes, hashes, strict=True), strict=True))
    findings = [replace(finding, subject=file) for file, found in files.items() for finding in _of_one(found)]
    findings = _said_once(findings)
    usable = {file: found for file, found in files.items() if _is_usable(found)}
    usable, doubles = _each_content_once(usable)
    pictures = {file: found for file, found in usable.items() if found[1].has_picture}
    notes = {file: probe.recorder for file, (_, probe, _) in usable.items() if probe.recorder}
    sounds = [_sound(file, found) for file, found in usable.items() if file not in pictures]
    recordings, of_files = recordings_of(sounds, notes)

    told = {recording.name: slate_of(recording, notes) for recording in recordings}
    named = {file: known_as.get(path, path) for file, (path, _, _) in pictures.items()}
    slates, of_slates = read_slates(named, told)
    clips = tuple(_clip(file, found, slates[file], named[file]) for file, found in pictures.items())
    recordings, of_parts = in_parts([slated(each, slates[each.name]) for each in recordings])

    of_clips = (*of_slates, *_mixed_rates(clips), *_same_slate(clips))
    of_sounds = (*of_files, *of_parts, *slate_findings(recordings, notes), *unset_clocks(recordings, notes))
    probed = {file: probe for file, (_, probe, _) in files.items()}
    return Gathered(clips, recordings, (*findings, *doubles, *of_clips, *of_sounds), probed)


def _said_once(findings: Sequence[Finding]) -> list[Finding]:
    """Say what is found alike in many files of a recorder once, and name them."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in dict.fromkeys(findings):
        if finding.kind in KINDS:
            alike[finding.kind, finding.fact].append(finding.subject)
    said = []
    for finding in findings:
        files = alike.get((finding.kind, finding.fact), [finding.subject])
        more = f" It is so in {len(files)} files: {listed(files)}." if len(files) > 1 else ""
        if finding.subject == files[0]:
            said.append(replace(finding, fact=finding.fact + more))
    return said


def _of_one(found: Found) -> tuple[Finding, ...]:
    _, probe, digest = found
    if digest.startswith(UNREADABLE):
        return (unreadable(f"the disk refuses it ({digest.removeprefix(UNREADABLE)})"),)
    return probe.findings


def _is_usable(found: Found) -> bool:
    _, probe, digest = found
    whole = probe.rate is not None if probe.has_picture else probe.samples > 0
    return whole and not digest.startswith(UNREADABLE)


def _each_content_once(files: Mapping[str, Found]) -> tuple[dict[str, Found], tuple[Finding, ...]]:
    first: dict[str, str] = {}
    findings = []
    for file, (_, _, digest) in files.items():
        if first.setdefault(digest, file) != file:
            fact = f"It has the same content as {first[digest]} and is left out."
            findings.append(
                Finding("same content", file, fact, "If it should be another take, copy it again.")
            )
    return {file: files[file] for file in first.values()}, tuple(findings)


def clip_of(path: Path, probe: Probe, digest: str) -> Clip:
    """Return one file as a clip by itself, under its own name and without a slate."""
    if not probe.has_picture and probe.has_sound:
        return _sound(path.name, (path, probe, digest))
    return _clip(path.name, (path, probe, digest), Slate(), path)


def _clip(file: str, found: Found, slate: Slate, named: Path) -> Clip:
    """Return a clip. named: the path that gives it its name."""
    path, probe, digest = found
    return Clip(
        path=path,
        file=file,
        sha256=digest,
        rate=probe.rate or Fraction(1),
        frames=probe.frames,
        start=probe.start,
        drop=probe.drop,
        has_timecode=probe.has_timecode,
        reel=probe.reel or roll_of(named.stem)[0].reel,
        width=probe.width,
        height=probe.height,
        channels=probe.channels,
        sample_rate=probe.sample_rate,
        variable_rate=probe.variable_rate,
        slate=slate,
        sound_offset_s=probe.sound_offset_s,
        pixel_aspect=probe.pixel_aspect,
        rotation=probe.rotation,
        day=probe.day,
        staged=probe.staged,
    )


def _sound(file: str, found: Found) -> Clip:
    path, probe, digest = found
    written = probe.recorder or RecorderNotes()
    return Clip(
        path=path,
        file=file,
        sha256=digest,
        rate=Fraction(probe.sample_rate),
        frames=probe.samples,
        start=probe.start,
        drop=probe.drop,
        has_timecode=probe.has_timecode,
        reel=probe.reel,
        channels=probe.channels,
        sample_rate=probe.sample_rate,
        notes=(Note("recorder", written.note),) if written.note else (),
        is_sound=True,
        timecode_rate=written.rate,
        tracks=written.tracks,
        day=written.date or probe.day,
        staged=probe.staged,
    )


def _mixed_rates(clips: Sequence[Clip]) -> tuple[Finding, ...]:
    """Say once that clips run at several rates, and name those that differ from most."""
    rates = Counter(clip.rate for clip in clips if not clip.variable_rate)
    if len(rates) < 2:
        return ()
    common = rates.most_common(1)[0][0]
    others = [clip.file for clip in clips if not clip.variable_rate and clip.rate != common]
    counts = ", ".join(f"{rate_text(rate)} in {count}" for rate, count in rates.most_common())
    fact = f"Clips run at different rates ({counts}); unlike most: {listed(others)}."
    return (
        Finding("mixed rates", others[0], fact, "Name the project's rate with --rate, or check those clips."),
    )


def _same_slate(clips: Sequence[Clip]) -> tuple[Finding, ...]:
    """Name clips whose slates say the same: one slate is wrong, or one clip is a smaller copy."""
    groups: dict[object, list[str]] = defaultdict(list)
    for clip in clips:
        if clip.slate.take:
            groups[clip.slate.label, clip.slate.camera, clip.slate.part].append(clip.file)
    advice = "Check the slate in the picture; name a second camera in the file name, leave a proxy out."
    return tuple(
        Finding("same slate", files[1], f"The slate in its name is also on {files[0]}.", advice)
        for files in groups.values()
        if len(files) > 1
    )
