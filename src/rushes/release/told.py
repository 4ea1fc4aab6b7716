"""What a person is told of a release copy. Pure."""

from collections.abc import Iterator

from rushes.release.copying import Released


def released_told(made: Released) -> str:
    """Say what was written, who is seen in it, and what to look at before it goes."""
    return "\n".join(_lines(made))


def _lines(made: Released) -> Iterator[str]:
    yield f"Release copy: {made.file} ({made.seconds:.1f} s)"
    if made.shown:
        yield f"Seen and heard, with their yes: {', '.join(one.said for one in made.shown)}."
    if not made.covered:
        yield "Nobody is covered: all said yes."
    else:
        yield f"Covered and muted: {', '.join(one.said for one in made.covered)}."
        rate = made.frames / made.seconds if made.seconds else 0.0
        count = made.count
        yield (
            f"A field over somebody for {count.covered / rate:.1f} s, over the whole picture for "
            f"{count.whole / rate:.1f} s, muted for {count.muted / rate:.1f} s."
        )
        by = ": a machine found what is covered, and may have missed some" * ("found" in made.places.values())
        yield f"Watch the copy from end to end before it leaves{by}."
    for finding in made.findings:
        yield f"{finding.kind}: {finding.subject}. {finding.fact} {finding.advice}".rstrip()
