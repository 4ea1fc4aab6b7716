"""Listening: which words of which clip are told by a transcript, and which by an ear; as jobs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rushes import callsheet, credentials
from rushes.coverage import scenes_for
from rushes.engine import Cache, Job
from rushes.engine.writing import encode
from rushes.errands import Hearing
from rushes.errors import Finding, Refusal
from rushes.footage import Clip
from rushes.gate import Gate, not_done
from rushes.rights import Decision, Use
from rushes.screenplay import Line, Screenplay
from rushes.sound import Heard, writes_down
from rushes.sound.languages import WHAT_HELPS, hears, language_doubts
from rushes.sound.shared import part_of, shared
from rushes.sound.transcripts import bring, find_transcripts, is_of_another_sound, of_another_sound

Findings = tuple[Finding, ...]
Do = Callable[[Sequence[Job[Heard]]], tuple[Heard | Refusal, ...]]
"""Does jobs, and returns what came of each."""


_ONLY_FOLLOWED: Final = (
    "those takes are not heard by an ear that writes down whatever is said; --ear script only follows "
    "what is in the script"
)
"""What is done where nobody let free speech be written down."""


@dataclass(frozen=True)
class Listening:
    """Has clips heard.

    do: does jobs. cache: where it is remembered how a clip was heard last. gate: asked before free speech is
    written down; who said no to that in words is not even followed. Without one, nobody said anything.
    """

    do: Do
    cache: Cache
    hearing: Hearing
    gate: Gate | None = None

    def listen(self, screenplay: Screenplay, clips: Sequence[Clip]) -> tuple[Mapping[str, Heard], Findings]:
        """Return what was heard in each clip that has sound, by `Clip.file`, and what could not be heard.

        The words of a clip that has a good transcript are those of the transcript; the ear hears the rest.
        """
        followed, objected = self._without(clips, "not followed", Gate.objections)
        by_file, findings = self._by_transcripts(screenplay, followed)
        sounding = [clip for clip in followed if clip.channels or clip.behind]
        left, of_left = self._for_the_ear(screenplay, [clip for clip in sounding if clip.file not in by_file])
        by_file |= self._by_ear(screenplay, left)
        heard = {clip.file: answer for clip in clips if isinstance(answer := by_file.get(clip.file), Heard)}
        unheard = [
            Finding("not heard", file, str(refusal))
            for file, refusal in by_file.items()
            if isinstance(refusal, Refusal)
        ]
        return heard, (*objected, *findings, *of_left, *unheard)

    def _without(
        self,
        clips: Sequence[Clip],
        kind: str,
        asked: Callable[[Gate, Clip, Use], Sequence[Decision]],
        instead: str = "",
    ) -> tuple[list[Clip], Findings]:
        """Return the clips against which nobody has anything, and what is to be said of the others."""
        if self.gate is None:
            return list(clips), ()
        noes = {clip.file: told for clip in clips if (told := asked(self.gate, clip, "transcribe"))}
        return [clip for clip in clips if clip.file not in noes], not_done(kind, noes, instead)

    def _for_the_ear(self, screenplay: Screenplay, clips: Sequence[Clip]) -> tuple[list[Clip], Findings]:
        """Return the clips that the ear may and can hear, and why not the others."""
        deaf = [clip for clip in clips if not hears(self.hearing.ear, callsheet.script_of(screenplay, clip))]
        kept_from = [clip for clip in clips if clip not in deaf and not credentials.for_models(clip)]
        left = [clip for clip in clips if clip not in deaf and clip not in kept_from]
        unasked: Findings = ()
        if writes_down(self.hearing.ear):
            left, unasked = self._without(left, "not written down", Gate.noes, _ONLY_FOLLOWED)
        doubts = language_doubts(self.hearing.ear, callsheet.script_of(screenplay)) if left else ()
        others = (*map(_not_its_language, deaf), *map(credentials.not_for_models, kept_from))
        return left, (*unasked, *doubts, *others)

    def _by_ear(self, screenplay: Screenplay, clips: Sequence[Clip]) -> dict[str, Heard | Refusal]:
        """Return what an ear hears; what was recorded once is heard once, and the longest first."""
        longest_first = sorted(
            clips, key=lambda clip: -clip.frames / clip.rate
        )  # so no core waits at the end
        once = shared(longest_first, lambda clip: callsheet.script_of(screenplay, clip))
        jobs = [self._job(screenplay, one.whole) for one in once]
        by_file: dict[str, Heard | Refusal] = {}
        for one, job, told in zip(once, jobs, self.do(jobs), strict=True):
            by_file |= {clip.file: _part(told, at_s, clip) for clip, at_s in one.parts}
            if isinstance(told, Heard):
                self._note(one.whole, scenes_for(screenplay, one.whole), job.key)
        return by_file

    def _note(self, clip: Clip, scenes: tuple[tuple[Line, ...], ...], key: str) -> None:
        """Remember how a clip was heard last, unless that is noted already."""
        where, last = callsheet.last_heard(clip, self.hearing), callsheet.LastHeard(scenes, key)
        noted = self.cache.recall(where, callsheet.LastHeard)
        if noted is None or noted.value != last:
            self.cache.keep(where, encode(last))

    def _job(self, screenplay: Screenplay, clip: Clip) -> Job[Heard]:
        """Hear a clip: as it was heard before where its words are the same, else only where it must be.

        The built-in ear alone goes on from an earlier hearing: others want whole sentences around them.
        """
        if writes_down(self.hearing.ear):
            grant = self.gate.grant(clip, "transcribe") if self.gate else None
            return callsheet.to_write_down(screenplay, clip, self.hearing, grant)
        whole = callsheet.to_listen(screenplay, clip, self.hearing)
        last = self.cache.recall(callsheet.last_heard(clip, self.hearing), callsheet.LastHeard)
        if last is None or last.value.key == whole.key:
            return whole
        if callsheet.words_of(last.value.scenes) == callsheet.script_of(screenplay, clip):
            return replace(whole, key=last.value.key)
        earlier = self.cache.recall(last.value.key, Heard)
        if earlier is None or self.cache.recall(whole.key, Heard):
            return whole
        return callsheet.to_listen_again(screenplay, clip, self.hearing, last.value, earlier.value)

    def _by_transcripts(
        self, screenplay: Screenplay, clips: Sequence[Clip]
    ) -> tuple[dict[str, Heard | Refusal], Findings]:
        """Return what was heard in the clips that have a transcript, but for those whose sound denies it."""
        transcripts = find_transcripts([clip.path for clip in clips], self.hearing.transcripts)
        told, findings = bring(clips, transcripts)
        followed = [clip for clip in clips if clip.file in told]
        answers = self.do([callsheet.to_follow(screenplay, clip, told[clip.file]) for clip in followed])
        by_file = {clip.file: answer for clip, answer in zip(followed, answers, strict=True)}
        wrong = [
            f for f, answer in by_file.items() if isinstance(answer, Heard) and is_of_another_sound(answer)
        ]
        kept = {file: answer for file, answer in by_file.items() if file not in wrong}
        used = [_by_transcript(kept, clips)] if kept else []
        return kept, (*findings, *map(of_another_sound, wrong), *used)


def _part(told: Heard | Refusal, at_s: float, clip: Clip) -> Heard | Refusal:
    """Return what one angle heard of what was heard for all of them."""
    return part_of(told, at_s, float(clip.seconds)) if isinstance(told, Heard) and clip.behind else told


def _by_transcript(kept: Mapping[str, object], clips: Sequence[Clip]) -> Finding:
    return Finding(
        "words of a transcript",
        next(iter(kept)),
        f"In {len(kept)} of {len(clips)} clips the words are those of a transcript, not of the ear.",
        "To have the ear hear them, move their transcripts away.",
    )


def _not_its_language(clip: Clip) -> Finding:
    return Finding(
        "not heard",
        clip.file,
        "Its lines are not in English, which is all that the built-in ear hears, and it has no transcript.",
        WHAT_HELPS,
    )
