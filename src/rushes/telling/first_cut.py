"""What is told of a first cut."""

import json
from typing import TYPE_CHECKING

from rushes.telling.words import count, findings_told, some, took

if TYPE_CHECKING:
    from rushes.assembly import Assembly


def summary(made: "Assembly") -> str:
    """Say in a few lines what was made, what it stands on, what a person should look at, and where."""
    from rushes import turnover  # noqa: PLC0415 -- heavy, and open already when there is a film

    looks = len(turnover.to_look_at(made.cut))
    return "\n".join(
        [
            _film(made),
            f"{made.evidence}; {_lines_covered(made)}; {count(looks, 'place')} to look at.",
            *findings_told(made.findings),
            f"Watch {made.out / 'preview.mp4'}, read {made.out / 'report.html'},",
            f"open {made.out / 'first-cut.otio'} (or .xml, .edl) in your editing system.",
        ]
    )


def as_json(made: "Assembly") -> str:
    """Write all that was made; the lined script, the cut and the findings as in their own files."""
    from rushes import turnover  # noqa: PLC0415 -- heavy, and open already when there is something to write

    told = {
        "schema": "rushes.assembly/1",
        "out": str(made.out),
        "files": [str(file) for file in made.files],
        "evidence": made.evidence,
        "seconds": dict(made.seconds),
        "lined_script": json.loads(turnover.lined_script_json(made.lined)),
        "cut": json.loads(turnover.cut_json(made.cut)),
        "findings": json.loads(turnover.findings_json(made.findings))["findings"],
    }
    return json.dumps(told, ensure_ascii=False)


def _film(made: "Assembly") -> str:
    from rushes import turnover  # noqa: PLC0415 -- heavy, and open already when there is a film

    minutes, seconds = divmod(round(made.cut.frames / made.cut.rate), 60)
    held, clips = turnover.counted(made.cut), len(made.cut.clips)
    title = f" of \u201c{made.cut.title}\u201d" if made.cut.title else ""
    apart = [count(held.reactions, "reaction"), count(held.splits, "split edit")]
    told = "".join(f", {some_of}" for some_of in apart if not some_of.startswith("0 "))
    return (
        f"First cut{title}: {minutes}:{seconds:02}, {count(held.shots, 'shot')} from {count(clips, 'clip')}"
        f"{told}, made in {took(made.seconds)}."
    )


def _lines_covered(made: "Assembly") -> str:
    lines, missing = len(made.lined.lines), made.cut.missing
    names = f" (not {some([line.line for line in missing])})" if missing else ""
    return f"{lines - len(missing)} of {count(lines, 'line')} in the cut{names}"
