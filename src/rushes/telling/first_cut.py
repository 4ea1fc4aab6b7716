"""What is told of a first cut."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rushes.telling.words import count, findings_told, some, took

if TYPE_CHECKING:
    from rushes.assembly import Assembly
    from rushes.cut import Version


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
            f"open {made.out / 'first-cut.otio'} (or .xml, .edl) in your editing system,",
            f"or decide in the screening room: rushes screen {made.out}",
            *_versions(made),
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
        "versions": [_version_json(version) for version in made.versions],
    }
    return json.dumps(told, ensure_ascii=False)


def _versions(made: "Assembly") -> Iterator[str]:
    """Yield what each version does differently, and what that is worth beside the first cut."""
    from rushes.cut.versions import worth_of  # noqa: PLC0415 -- open already when there is a version

    if not made.versions:
        return
    first = worth_of(made.cut)
    yield f"Other cuts in {made.out / 'versions'}; what is heard in the first is worth {first:.1f}:"
    for version in made.versions:
        found = version.different
        yield f"  {version.name}: {version.what};"
        yield (
            f"    {len(found.moved)} of {count(found.lines, 'line')} from elsewhere, "
            f"{_longer(float(found.longer_s))}, worth {version.worth:.1f}"
        )


def _longer(seconds: float) -> str:
    if abs(seconds) < 0.05:
        return "as long"
    return f"{abs(seconds):.1f} s {'longer' if seconds > 0 else 'shorter'}"


def _version_json(version: "Version") -> Mapping[str, object]:
    found = version.different
    return {
        "name": version.name,
        "what": version.what,
        "worth": version.worth,
        "behind": version.behind,
        "lines": found.lines,
        "moved": list(found.moved),
        "share": round(found.share, 4),
        "longer_s": round(float(found.longer_s), 3),
    }


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
