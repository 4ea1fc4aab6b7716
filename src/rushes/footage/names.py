"""What a clip is called in every output: the shortest end of its path that is unique in the job. Pure."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath


def unique_names(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return one name a path, ``/`` between its folders; bytes that are no text are spelt as hex."""
    parts = [path.parts for path in paths]
    depths = [1] * len(paths)
    for depth in range(1, max(map(len, parts), default=0)):
        tails = Counter(part[-depth:] for part in parts)
        for index, part in enumerate(parts):
            if depths[index] == depth and tails[part[-depth:]] > 1:
                depths[index] = depth + 1
    return tuple(_written(part[-depth:]) for part, depth in zip(parts, depths, strict=True))


def _written(parts: tuple[str, ...]) -> str:
    name = PurePosixPath(*parts).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
