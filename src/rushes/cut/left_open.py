"""What a cut leaves open: lines that nobody spoke, scenes without a picture, sound that does not reach."""

from collections.abc import Iterable, Iterator, Sequence

from rushes.cut.model import Cut, Event, MissingLine
from rushes.cut.sound import uncovered
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.screenplay.model import Line, Screenplay
from rushes.timecode import rate_text, timecode_text


def missing_lines(lines: Iterable[Line], picture: Sequence[Event]) -> tuple[MissingLine, ...]:
    """Return every line without an event, with the record frame where it should stand; lines: in order."""
    laid = {event.line: event.record.end for event in picture}
    at, missing = 0, []
    for line in lines:
        if line.id in laid:
            at = laid[line.id]
        else:
            missing.append(MissingLine(line.id, line.character, line.text, at))
    return tuple(missing)


def own_sound(pictures: Sequence[Event], clips: Sequence[Clip]) -> Iterator[Finding]:
    """Tell where the camera's own sound plays because no recording covers the line."""
    for event, clip in uncovered(pictures, clips):
        yield Finding(
            "own sound used" if clip.channels else "no sound here",
            clip.file,
            f"{clip.behind[0].sound.file} does not cover line {event.line} in {clip.name}.",
            "Listen to the join, or take another reading.",
        )


def findings_of(screenplay: Screenplay, cut: Cut) -> Iterator[Finding]:
    """Give what the cut as a whole leaves open."""
    lacking = {line.line: line.at for line in cut.missing}
    at = 0
    laid = {event.line: event.record.end for event in cut.spoken}
    for scene in screenplay.scenes:
        name = f"Scene {scene.number}, {scene.heading}," if scene.heading else f"Scene {scene.number}"
        here = timecode_text(at, cut.rate)
        if not scene.lines:
            yield Finding(
                "scene without dialogue",
                scene.number,
                f"{name} has no dialogue; a first cut made from dialogue does not cover it.",
                f"Cut it by hand at {here} of the film.",
            )
        elif all(line.id in lacking for line in scene.lines):
            yield Finding(
                "scene not covered",
                scene.number,
                f"{name} has {len(scene.lines)} lines and not one was heard in any clip.",
                f"Its place is at {here} of the film.",
            )
        at = max([at, *(laid[line.id] for line in scene.lines if line.id in laid)])
    for clip in cut.clips:
        if clip.rate != cut.rate and not clip.is_sound:
            yield Finding(
                "mixed rates",
                clip.file,
                f"{clip.name} runs at {rate_text(clip.rate)} in a film at {rate_text(cut.rate)}.",
                "Its seconds are kept and nothing is retimed; look at its movement.",
            )
