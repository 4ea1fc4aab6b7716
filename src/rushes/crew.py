"""The crew: does the jobs of the call sheet, remembers what they gave, and turns mishaps into findings."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rushes import callsheet, credentials, turnover
from rushes.coverage import LinedScript
from rushes.credentials import Label
from rushes.cut import Cut
from rushes.cut.by_mouth import stretches_to_watch
from rushes.engine import Cache, Job, Progress, Watch, code_mark, content_key, run
from rushes.engine.writing import encode
from rushes.errands import Hearing, Loudness, Material, Still
from rushes.errors import Finding, Refusal
from rushes.footage import Clip, Gathered, Probe, fingerprint, gather
from rushes.footage.fingerprint import OURS, UNREADABLE
from rushes.footage.manifests import check, find_manifests, kinds_needed, read_manifests
from rushes.footage.model import Carried
from rushes.gate import Gate, not_done
from rushes.instruments import FileInstruments
from rushes.listening import Listening
from rushes.picture import Looks, Seen
from rushes.project import is_a_persons
from rushes.screenplay import Screenplay
from rushes.sound import Heard
from rushes.sync import Said, Synced, bring_together, read_said
from rushes.turnover.asked import Asked
from rushes.turnover.log import Log, hand_over_log
from rushes.turnover.withheld import NOBODY, Refusals

Result = TypeVar("Result")
Findings = tuple[Finding, ...]

_TURNOVER_CODE = (
    *("rushes.turnover", "rushes.timecode", "av==", "jinja2==", "pillow=="),
    *(
        "opentimelineio==",
        "otio-cmx3600-adapter==",
        "otio-fcp-adapter==",
        "rushes.credentials",
        "c2pa-python==",
    ),
)


NO_VERSIONS: Mapping[str, Cut] = MappingProxyType({})


@dataclass(frozen=True)
class Handed:
    """What a turnover left: the digest of each file by its name, and what could not be shown."""

    digests: dict[str, str]
    findings: Findings


class Crew:
    """Does the day's jobs: with so many processes, remembering in a cache, telling a watch.

    seconds: how long each stage took so far. wrote: whether anything was handed over that did not stand.
    """

    def __init__(self, workers: int, cache: Cache, watch: Watch | None = None) -> None:
        """Take what every job is done with."""
        self.seconds: dict[str, float] = {}
        self.wrote = True
        self._workers, self._cache, self._watch = workers, cache, watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of a stage, and tell that it is over."""
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)
        if self._watch:
            self._watch(Progress(name, 1, 1, "", remembered=False))

    def read(
        self,
        files: Sequence[Path],
        trusted: Sequence[str] = (),
        known_as: Mapping[Path, Path] = MappingProxyType({}),
    ) -> Gathered:
        """Return the clips and recordings that can be used, and what is wrong with any of the files.

        trusted: names of files to be used although their manifest denies them. known_as: where files lay that
        were moved since, by where they lie.
        """
        hashes_of, of_manifests = self._identify(files, trusted)
        files, hashes = tuple(hashes_of), tuple(hashes_of.values())
        jobs = [callsheet.to_probe(file, content) for file, content in zip(files, hashes, strict=True)]
        probes = [
            Probe(0, findings=(Finding("unreadable", "", str(found)),))
            if isinstance(found, Refusal)
            else found
            for found in self._do(jobs)
        ]
        gathered = gather(files, probes, hashes, known_as)
        gathered = credentials.with_carried(gathered, self._labels(gathered))
        return replace(gathered, findings=(*of_manifests, *gathered.findings))

    def _labels(self, gathered: Gathered) -> dict[str, Carried]:
        """Return what the content credentials come to that files brought along, by `Clip.file`."""
        sounds = (file for recording in gathered.recordings for file in recording.files)
        every = (*gathered.clips, *sounds)
        marked = [clip for clip in every if credentials.carries_label(clip.path)]
        told = self._do([callsheet.to_read_label(clip) for clip in marked])
        read = [(clip, one) for clip, one in zip(marked, told, strict=True) if not isinstance(one, Refusal)]
        labels = {clip.file: one for clip, found in read for one in found}
        all_of_them = [(clip.file, credentials.reserved(clip, labels.get(clip.file))) for clip in every]
        return {file: one for file, one in all_of_them if one is not None}

    def _identify(self, files: Sequence[Path], trusted: Sequence[str]) -> tuple[dict[Path, str], Findings]:
        """Return the digest of each file that its manifest does not deny, from one reading of its bytes."""
        manifests = read_manifests(find_manifests(files))
        listed_by = kinds_needed(files, manifests)
        told = self._do([callsheet.to_identify(file, listed_by[file]) for file in files])
        digests = {file: one for file, one in zip(files, told, strict=True) if not isinstance(one, Refusal)}
        checked = check(files, digests, manifests, trusted)
        hashes = {
            file: UNREADABLE + str(one.args[-1]) if isinstance(one, Refusal) else one[OURS]
            for file, one in zip(files, told, strict=True)
            if file not in checked.left_out
        }
        return hashes, checked.findings

    def sync(self, gathered: Gathered, material: Material) -> Synced:
        """Return the clips with the sound that rolled with them; a person's table is read before any work."""
        said = self._said(gathered, material)
        return bring_together(gathered.clips, gathered.recordings, FileInstruments(self._do), said)

    def _said(self, gathered: Gathered, material: Material) -> tuple[Said, ...]:
        sounds = {file.file: file for one in gathered.recordings for file in one.files}
        pictures = {clip.file: clip for clip in gathered.clips}
        return read_said(material.sync, pictures, {**pictures, **sounds}) if material.sync else ()

    def listen(
        self, screenplay: Screenplay, clips: Sequence[Clip], hearing: Hearing, gate: Gate | None = None
    ) -> tuple[Mapping[str, Heard], Findings]:
        """Return what was heard in each clip that has sound, and what could not be heard; see `Listening`."""
        return Listening(self._do, self._cache, hearing, gate).listen(screenplay, clips)

    def look(self, clips: Sequence[Clip], gate: Gate | None = None) -> tuple[Mapping[str, Seen], Findings]:
        """Return what is seen of each clip, by `Clip.file`, and what a person should know of it.

        gate: asked for a yes to faces; without one none is looked for.
        """
        longest_first = sorted(clips, key=lambda clip: -clip.frames / clip.rate)
        answers = self._do([callsheet.to_look(clip) for clip in longest_first])
        seen = {
            clip.file: one for clip, one in zip(longest_first, answers, strict=True) if isinstance(one, Seen)
        }
        unseen = [
            Finding("not looked at", clip.file, str(one))
            for clip, one in zip(longest_first, answers, strict=True)
            if isinstance(one, Refusal)
        ]
        findings = (*unseen, *Looks.of(clips, seen).findings)
        if gate is None:
            return seen, findings
        with_faces, unread = self._with_faces(clips, seen, gate)
        return with_faces, (*findings, *unread)

    def _with_faces(
        self, clips: Sequence[Clip], seen: Mapping[str, Seen], gate: Gate
    ) -> tuple[Mapping[str, Seen], Findings]:
        """Return what was seen with the faces in it; they are remembered apart, by the yes to them."""
        looked_at = [clip for clip in clips if clip.file in seen and credentials.for_models(clip)]
        grants, refused = gate.asked(looked_at, "faces")
        allowed = [clip for clip in looked_at if clip.file in grants]
        told = self._do([callsheet.to_find_faces(clip, grants[clip.file]) for clip in allowed])
        found = {clip.file: faces for clip, faces in zip(allowed, told, strict=True)}
        unread = [
            Finding("faces not read", file, str(faces))
            for file, faces in found.items()
            if isinstance(faces, Refusal)
        ]
        read = {file: faces for file, faces in found.items() if not isinstance(faces, Refusal)}
        known, strangers = gate.without_strangers(allowed, read)
        with_faces = {file: replace(one, faces=known.get(file, ())) for file, one in seen.items()}
        return with_faces, (*not_done("no face looked for", refused), *unread, *strangers)

    def watch_mouths(self, lined: LinedScript, gate: Gate) -> tuple[Mapping[str, Seen], Findings]:
        """Return what was seen with what mouths tell of the lines; remembered apart, by the yes to them.

        Mouths are watched only where faces were found; who said yes to those has not said yes to this.
        """
        clips = {clip.file: clip for clip in lined.clips}
        wanted = {
            file: stretches
            for file, stretches in stretches_to_watch(lined).items()
            if lined.seen[file].faces and credentials.for_models(clips[file])
        }
        grants, refused = gate.asked([clips[file] for file in wanted], "faces", "mouths")
        jobs = [
            callsheet.to_watch_mouths(clips[file], wanted[file], grant)
            for file, grant in grants.items()
            if grant.covers("mouths", file)
        ]
        found = self._do(jobs)
        mouths = {
            job.subject: one for job, one in zip(jobs, found, strict=True) if not isinstance(one, Refusal)
        }
        seen = {file: replace(one, mouths=mouths.get(file, ())) for file, one in lined.seen.items()}
        return seen, not_done("no mouth watched", refused)

    def photograph(self, lined: LinedScript) -> Mapping[str, bytes]:
        """Return a JPEG of each setup, by the `Clip.file` of the take that it is from."""
        takes = callsheet.first_takes(lined.clips)
        stills = self._do([callsheet.to_photograph(lined, clip) for clip in takes])
        return {
            clip.file: still.jpeg
            for clip, still in zip(takes, stills, strict=True)
            if isinstance(still, Still) and still.jpeg
        }

    def picture(self, clips: Sequence[Clip]) -> Mapping[str, bytes]:
        """Return a JPEG of each clip, by `Clip.file`; those of which none can be taken are left out."""
        stills = self._do([callsheet.to_picture(clip) for clip in clips])
        return {
            clip.file: still.jpeg
            for clip, still in zip(clips, stills, strict=True)
            if isinstance(still, Still) and still.jpeg
        }

    def level(self, sounds: Sequence[Clip]) -> Mapping[str, bytes]:
        """Return how loud each sound is along its length, a byte a column, by `Clip.file`."""
        told = self._do([callsheet.to_level(sound) for sound in sounds])
        return {
            sound.file: bytes.fromhex(one.columns)
            for sound, one in zip(sounds, told, strict=True)
            if isinstance(one, Loudness) and one.columns
        }

    def hand_over(
        self,
        out: Path,
        cut: Cut,
        lined: LinedScript,
        screenplay: Screenplay,
        findings: Findings,
        *,
        evidence: str,
        stills: Mapping[str, bytes],
        versions: Mapping[str, Cut] = NO_VERSIONS,
        label: Label | None = None,
        refusals: Refusals = NOBODY,
        asked: Asked | None = None,
    ) -> tuple[tuple[Path, ...], Findings]:
        """Write the turnover, and return its files and what could not be shown in its preview.

        versions: other cuts, by the names of their folders. label: what the preview's credentials say beside
        the cut. refusals: who is covered and muted in the previews. asked: who may be in the footage, and
        what they said. When exactly this turnover stands in `out` already, it is left as it is.
        """
        code = code_mark(*_TURNOVER_CODE)
        about = (cut, lined, screenplay, findings, evidence, stills, versions, label, refusals, asked)
        key = content_key("hand over", code, *about, credentials.identity())

        def write(tell: Callable[[Finding], None]) -> tuple[Path, ...]:
            return turnover.hand_over(
                *(cut, lined, screenplay, findings, out, self._watch),
                evidence=evidence,
                stills=stills,
                tell=tell,
                versions=versions,
                label=label,
                refusals=refusals,
                asked=asked,
            )

        return self._unless_standing(out, key, write)

    def hand_over_lines(
        self, out: Path, lined: LinedScript, screenplay: Screenplay, findings: Findings, *, evidence: str
    ) -> tuple[tuple[Path, ...], Findings]:
        """Write the lined script alone, and return its files and what could not be shown on its pages."""
        code = code_mark(*_TURNOVER_CODE)
        key = content_key("hand over lines", code, lined, screenplay, findings, evidence)

        def write(tell: Callable[[Finding], None]) -> tuple[Path, ...]:
            return turnover.hand_over_lines(lined, screenplay, findings, out, evidence=evidence, tell=tell)

        return self._unless_standing(out, key, write)

    def hand_over_log(
        self, out: Path, log: Log, stills: Mapping[str, bytes], levels: Mapping[str, bytes]
    ) -> tuple[tuple[Path, ...], Findings]:
        """Write the log, and return its files and what some of them cannot hold."""
        key = content_key("hand over log", code_mark(*_TURNOVER_CODE), log, stills, levels)

        def write(tell: Callable[[Finding], None]) -> tuple[Path, ...]:
            return hand_over_log(log, out, stills, levels, tell)

        return self._unless_standing(out, key, write)

    def _unless_standing(
        self, out: Path, key: str, write: Callable[[Callable[[Finding], None]], tuple[Path, ...]]
    ) -> tuple[tuple[Path, ...], Findings]:
        """Write a folder, unless exactly what would be written stands there."""
        kept = self._cache.recall(key, Handed)
        if kept and kept.value.digests == _standing_in(out):
            self.wrote = False
            return tuple(out / name for name in kept.value.digests), kept.value.findings
        unseen: list[Finding] = []
        files = write(unseen.append)
        self._cache.keep(key, encode(Handed(_standing_in(out), tuple(unseen))))
        return files, tuple(unseen)

    def _do(self, jobs: Sequence[Job[Result]]) -> tuple[Result | Refusal, ...]:
        """Do jobs; what touches a likeness is asked for its yes once more, whoever wrote it down."""
        for job in jobs:
            callsheet.check_sent(job)
        if jobs and self._watch:
            self._watch(Progress(jobs[0].name, 0, len(jobs), "", remembered=False))
        return run(jobs, workers=self._workers, cache=self._cache, watch=self._watch)


def _standing_in(out: Path) -> dict[str, str]:
    """Return the digest of each file in a folder, by its name in order; hidden and people's do not count."""
    names = turnover.files_in(out) if out.is_dir() else ()
    return {name: fingerprint(out / name) for name in names if not is_a_persons(name)}
