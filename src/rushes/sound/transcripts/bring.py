"""Bring transcripts along: the one of each clip, or a finding that says why not."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.screenplay.spelling import letters
from rushes.screenplay.spoken import spoken_words
from rushes.sound.transcripts.check import check
from rushes.sound.transcripts.find import Found
from rushes.sound.transcripts.model import BadTranscript, NotATranscript, Transcript
from rushes.sound.transcripts.subtitles import read_srt, read_vtt
from rushes.sound.transcripts.whisper_json import read_json

_READERS = {".srt": read_srt, ".vtt": read_vtt, ".json": read_json}
_IGNORED = "It is ignored; what is said in the clip is left to the ear."


def bring(clips: Sequence[Clip], found: Found) -> tuple[Mapping[str, Transcript], tuple[Finding, ...]]:
    """Return the transcript of each clip that has a good one, by `Clip.file`, and what is wrong elsewhere."""
    brought: dict[str, tuple[Path, Transcript]] = {}
    findings = [_nobodys(file) for file in found.strays] + [_anybodys(file) for file in found.doubtful]
    for clip in clips:
        good, bad = _of_clip(clip, found.of.get(clip.path, ()))
        findings += bad
        if good:
            brought[clip.file] = good
    twice, doubts = _told_twice(brought)
    findings += doubts
    return {file: told for file, (_, told) in brought.items() if file not in twice}, tuple(findings)


def _of_clip(clip: Clip, files: Sequence[Path]) -> tuple[tuple[Path, Transcript] | None, list[Finding]]:
    """Read a clip's transcripts; of several that say the same, the one that measured most times is taken."""
    good: list[tuple[Path, Transcript]] = []
    bad: list[Finding] = []
    for file in files:
        try:
            good.append((file, _read(file, clip)))
        except NotATranscript as refusal:
            if file.suffix.lower() != ".json":
                bad.append(_ignored(file, clip, str(refusal)))
        except BadTranscript as refusal:
            bad.append(_ignored(file, clip, str(refusal)))
    if len({_text(told) for _, told in good}) > 1:
        names = " and ".join(file.name for file, _ in good)
        return None, [*bad, _several(clip, names)]
    return max(good, key=lambda pair: _measured(pair[1]), default=None), bad


def _read(file: Path, clip: Clip) -> Transcript:
    try:
        data = file.read_bytes()
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except OSError as error:
        raise BadTranscript(f"it cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise BadTranscript("it is not text in UTF-8") from None
    if not text.strip():
        raise BadTranscript("it is empty")
    transcript = _READERS[file.suffix.lower()](text)
    if not clip.channels:
        raise BadTranscript("its clip has no sound")
    check(transcript, float(clip.frames / clip.rate))
    return transcript


def _text(transcript: Transcript) -> str:
    """Return all that is said, as it is compared."""
    return "".join(letters(word) for piece in transcript.pieces for word in spoken_words(piece.text))


def _measured(transcript: Transcript) -> int:
    return sum(piece.measured for piece in transcript.pieces)


def _told_twice(brought: Mapping[str, tuple[Path, Transcript]]) -> tuple[set[str], list[Finding]]:
    """Find transcripts that are one and the same under the names of two clips: one is of another clip."""
    by_content: dict[Transcript, list[str]] = {}
    for file, (_, transcript) in brought.items():
        by_content.setdefault(transcript, []).append(file)
    same = [files for files in by_content.values() if len(files) > 1]
    findings = [
        Finding(
            "transcript ignored",
            file,
            f"{brought[file][0].name} is word for word the transcript of {_others(file, files)}, at the same "
            "times: it belongs to another clip.",
            _IGNORED,
        )
        for files in same
        for file in files
    ]
    return {file for files in same for file in files}, findings


def _others(file: str, files: Sequence[str]) -> str:
    return " and ".join(other for other in files if other != file)


def of_another_sound(file: str) -> Finding:
    """Say that a transcript's words are not where its clip speaks."""
    return Finding(
        "transcript ignored",
        file,
        "Its transcript has words where nobody speaks in it: it is of another clip, or out of sync.",
        _IGNORED,
    )


def _ignored(file: Path, clip: Clip, why: str) -> Finding:
    return Finding("transcript ignored", clip.file, f"{file.name} cannot be used: {why}.", _IGNORED)


def _several(clip: Clip, names: str) -> Finding:
    return Finding(
        "transcript ignored",
        clip.file,
        f"{names} all claim this clip and say different things.",
        f"Keep the one that is right. {_IGNORED}",
    )


def _nobodys(file: Path) -> Finding:
    return Finding(
        "transcript without a clip",
        file.name,
        "No clip goes by its name.",
        "Give it the name of its clip, such as 27A-3.srt for 27A-3.mov.",
    )


def _anybodys(file: Path) -> Finding:
    return Finding(
        "transcript ignored",
        file.name,
        "Several clips go by its name.",
        "Put it into the folder of its clip, or name it with the clip's ending (27A-3.mov.srt).",
    )
