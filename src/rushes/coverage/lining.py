"""From passages to the lined script: readings with their words, passes, kinds and what is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from rushes.coverage import belief
from rushes.coverage.align import Weights, align
from rushes.coverage.microphones import likeliest, together
from rushes.coverage.model import LinedScript, OffScript, Reading, ReadingKind, ReadWord, WordState
from rushes.coverage.passages import Passage
from rushes.coverage.slating import slated, voices
from rushes.errors import Finding
from rushes.footage.crew_calls import called
from rushes.footage.model import Clip, Slate
from rushes.screenplay.model import Line, Screenplay
from rushes.screenplay.spoken import as_text, spoken_words
from rushes.sound.microphones import by_track
from rushes.sound.model import SURELY, Heard, HeardWord
from rushes.timecode import Span

_SLATE_PAUSE_S = 1.0
"""A slate is said with pauses: before the take, before the mark."""


def line_up(
    screenplay: Screenplay, clips: Sequence[Clip], heard: Mapping[str, Heard], weights: Weights | None = None
) -> tuple[LinedScript, tuple[Finding, ...]]:
    """Line the script: find in every clip the readings of the lines its slate allows.

    heard: what each clip's sound gave, by `Clip.file`; clips without an entry were not heard.
    """
    order = {line.id: at for at, line in enumerate(screenplay.lines)}
    readings: list[Reading] = []
    off_script: list[OffScript] = []
    findings: list[Finding] = []
    named: list[Clip] = []
    for shot in clips:
        named.append(shot)
        if shot.file not in heard:
            continue
        clip, of_slate = _named_by_voice(screenplay, shot, heard[shot.file], weights)
        named[-1] = clip
        findings += of_slate
        found, rest = line_clip(scenes_for(screenplay, clip), clip, heard[clip.file], weights)
        findings += [_timecode(clip, track) for track in heard[clip.file].timecode_tracks]
        readings += found
        off_script += rest
        if not found:
            findings.append(_nothing_heard(clip, heard[clip.file]))
    readings.sort(key=lambda reading: (order[reading.line], reading.file, reading.in_s))
    covered = {reading.line for reading in readings}
    missing = tuple(line.id for line in screenplay.lines if line.id not in covered)
    findings += [_never_spoken(line) for line in screenplay.lines if line.id in missing]
    lined = LinedScript(
        *(tuple(named), screenplay.lines, tuple(readings), tuple(off_script), missing, dict(heard)),
        headings=_headings(screenplay),
    )
    return lined, tuple(findings)


def _named_by_voice(
    screenplay: Screenplay, clip: Clip, heard: Heard, weights: Weights | None
) -> tuple[Clip, tuple[Finding, ...]]:
    """Return the clip with its spoken slate; one without a scene is lined first, as its lines tell which."""
    spoken = voices(heard)
    if clip.slate.scene is not None or not spoken:
        return slated(clip, heard, ())
    of_voice = scenes_for(screenplay, replace(clip, slate=spoken[0].slate))
    likeliest_first = (of_voice, scenes_for(screenplay, clip))
    lined = [line_clip(scenes, clip, heard, weights)[0] for scenes in likeliest_first]
    scene = {line.id: line.scene for line in screenplay.lines}
    return slated(clip, heard, {scene[reading.line] for reading in max(lined, key=_said)})


def _said(readings: Sequence[Reading]) -> int:
    """Return how many words of the script readings hold."""
    return sum(word.state == "said" for reading in readings for word in reading.words)


def _headings(screenplay: Screenplay) -> dict[str, str]:
    """Return each scene's heading by its number, in story order; the first one's where two share a number."""
    headings: dict[str, str] = {}
    for scene in screenplay.scenes:
        headings.setdefault(scene.number, scene.heading)
    return headings


def scenes_for(screenplay: Screenplay, clip: Clip) -> tuple[tuple[Line, ...], ...]:
    """Return the scenes whose lines may be spoken in a clip: its slate's, else every one with dialogue.

    A slate 27A may be scene 27's setup A, or the master of a scene that is itself numbered 27A; where
    the script has both, either may be spoken. A British slate number (no scene on it) names none.
    """
    spoken = tuple(scene.lines for scene in screenplay.scenes if scene.lines)
    numbers = _scene_numbers(clip.slate)
    return tuple(lines for lines in spoken if lines[0].scene.upper() in numbers) or spoken


def _scene_numbers(slate: Slate) -> frozenset[str]:
    """Return the scenes that a slate may mean: 27AB is scene 27, 27A or 27AB."""
    if not slate.scene:
        return frozenset()
    setup = (slate.setup or "").removeprefix(slate.prefix)
    letters = setup.removeprefix(slate.scene) if setup.startswith(slate.scene) else ""
    count = len(letters) if letters.isalpha() else 0
    return frozenset(slate.scene + letters[:n] for n in range(count + 1))


def line_clip(
    scenes: Sequence[Sequence[Line]], clip: Clip, heard: Heard, weights: Weights | None = None
) -> tuple[tuple[Reading, ...], tuple[OffScript, ...]]:
    """Return the readings of one clip in time order, and its speech that is no line.

    Where several scenes may be spoken, the one that explains most of what was heard is taken. Sound
    that runs on after the last frame is no part of the clip: there is no picture to cut to. Several
    microphones are lined one by one, and what they agree on is told once (`rushes.coverage.microphones`).
    """
    apart = by_track(heard)
    lined = [_line_track(scenes, clip, one, weights) for one in apart]
    if len(apart) > 1 and len(scenes) > 1:
        scene = likeliest(scenes, [reading for readings, _ in lined for reading in readings])
        lined = [_line_track((scene,), clip, one, weights) for one in apart]
    readings, off_script = together(apart, lined) if len(apart) > 1 else lined[0]
    slates = _slates(clip, heard)
    others = [speech for speech in off_script if not any(_covers(slate, speech) for slate in slates)]
    return readings, tuple(sorted((*others, *slates), key=lambda speech: speech.in_s))


def _slates(clip: Clip, heard: Heard) -> list[OffScript]:
    """Return the slates that are spoken in a clip: those heard surely, and a faint one that was believed."""
    words = [word for word in heard.slate_words if word.score >= SURELY or clip.slate.heard]
    return _joined(clip, words, apart_s=_SLATE_PAUSE_S)


def _covers(slate: OffScript, speech: OffScript) -> bool:
    return slate.in_s <= (speech.in_s + speech.out_s) / 2 <= slate.out_s


def _line_track(
    scenes: Sequence[Sequence[Line]], clip: Clip, heard: Heard, weights: Weights | None
) -> tuple[tuple[Reading, ...], tuple[OffScript, ...]]:
    end_s = float(clip.frames / clip.rate)
    spoken = tuple(word for word in heard.words if word.in_s < end_s)
    lined = [(lines, align([spoken_words(line.text) for line in lines], spoken, weights)) for lines in scenes]
    lines, kept = max(lined, key=lambda pair: _explained(pair[1]), default=((), ()))
    passes: dict[str, int] = {}
    readings: list[Reading] = []
    used: set[int] = set()
    for passage in kept:
        line = lines[passage.line]
        passes[line.id] = passes.get(line.id, 0) + 1
        readings.append(_reading(line, clip, heard, passage, pass_number=passes[line.id]))
        used |= {match.heard for match in passage.matches if match.heard is not None}
    return tuple(readings), tuple(_off_script(clip, spoken, used))


def _explained(passages: Sequence[Passage]) -> int:
    """Return how many heard words stand in their place in a line."""
    return sum(match.place is not None and match.heard is not None for p in passages for match in p.matches)


def _reading(line: Line, clip: Clip, heard: Heard, passage: Passage, *, pass_number: int) -> Reading:
    script = spoken_words(line.text)
    words = tuple(
        _read_word(
            None if match.place is None else script[match.place],
            None if match.heard is None else heard.words[match.heard],
        )
        for match in passage.matches
    )
    scores = [0.0 if match.heard is None else heard.words[match.heard].score for match in passage.matches]
    in_s, out_s = heard.words[passage.first].in_s, heard.words[passage.last].out_s
    said = sum(word.state == "said" for word in words)
    kind = _kind(words)
    return Reading(
        line=line.id,
        file=clip.file,
        pass_number=pass_number,
        span=_within(clip, in_s, out_s),
        in_s=in_s,
        out_s=out_s,
        kind=kind,
        fidelity=said / len(words),
        confidence=belief.of_reading(kind, words, scores),
        words=tuple(
            replace(word, confidence=sure)
            for word, sure in zip(words, belief.of_words(kind, words, scores), strict=True)
        ),
        clear_db=_clearness(heard, in_s, out_s),
    )


def _clearness(heard: Heard, in_s: float, out_s: float) -> float:
    """Return how far the speech stands above what is heard just around it, in dB."""
    step = heard.level_step_s
    first, after = int(in_s / step), max(int(out_s / step), int(in_s / step) + 1)
    spoken = sorted(heard.levels[first:after])
    around = sorted((*heard.levels[max(0, first - 20) : first], *heard.levels[after : after + 20]))
    if not spoken or not around:
        return 0.0
    return round(spoken[len(spoken) * 3 // 4] - around[len(around) // 10], 1)


def _read_word(text: str | None, heard: HeardWord | None) -> ReadWord:
    if heard is None:
        return ReadWord(text, "missing", None, None, None)
    state: WordState = "added" if text is None else "said" if heard.text == text else "changed"
    return ReadWord(text, state, heard.text, heard.in_s, heard.out_s, interpolated=heard.interpolated)


def _kind(words: Sequence[ReadWord]) -> ReadingKind:
    states = [word.state for word in words]
    if all(state == "said" for state in states):
        return "as written"
    core = [state for state in states if state != "missing"]
    at = next(i for i, state in enumerate(states) if state != "missing")
    if all(state == "said" for state in core) and states[at : at + len(core)] == core:
        return "partial"
    return "altered"


def _within(clip: Clip, in_s: float, out_s: float) -> Span:
    """Return the frames of the clip that hold these seconds, the last one at most."""
    return Span.around(in_s, min(out_s, float(clip.frames / clip.rate)), clip.rate)


def _off_script(clip: Clip, words: Sequence[HeardWord], used: Collection[int]) -> list[OffScript]:
    """Join the words that no reading uses into utterances: at pauses of half a second, and at readings."""
    edges = [-1, *sorted(used), len(words)]
    between = [words[before + 1 : after] for before, after in pairwise(edges)]
    return [speech for some in between for speech in _joined(clip, some, apart_s=0.5)]


def _joined(clip: Clip, words: Sequence[HeardWord], *, apart_s: float) -> list[OffScript]:
    """Join words into utterances at pauses of `apart_s`, and say of each what it surely is."""
    groups: list[list[HeardWord]] = []
    for word in words:
        if groups and word.in_s - groups[-1][-1].out_s < apart_s:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        OffScript(
            clip.file,
            _within(clip, group[0].in_s, group[-1].out_s),
            group[0].in_s,
            group[-1].out_s,
            as_text(word.text or "…" for word in group),
            called([word.text for word in group]),
        )
        for group in groups
    ]


def _timecode(clip: Clip, track: str) -> Finding:
    return Finding(
        "timecode as sound",
        clip.file,
        f"{track} of {clip.file} carries timecode, not sound; it was not heard.",
        "Mute it in the timeline.",
    )


def _nothing_heard(clip: Clip, heard: Heard) -> Finding:
    what = "no speech at all"
    if heard.words:
        understood = any(word.text for word in heard.words)
        what = "speech, but no line of the script" if understood else "a noise or a voice, but no word"
    return Finding(
        "nothing of the script heard",
        clip.file,
        f"In {clip.file} was heard {what}.",
        "If it belongs to another scene, correct its slate; if it has no dialogue, nothing is wrong.",
    )


def _never_spoken(line: Line) -> Finding:
    return Finding(
        "line never spoken",
        line.id,
        f'{line.character}: "{line.text}" was not heard in any clip.',
        "It needs a pickup, or the clip that holds it was not among the footage.",
    )
