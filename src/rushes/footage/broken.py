"""Say why a file cannot be read, from its first bytes: what a person does next depends on it."""

from pathlib import Path

from rushes.errors import Finding

COPY_AGAIN = "Copy it again from the camera's card; if the card has it no better, leave it out."
TRANSCODE = "Transcode it with its maker's software (to ProRes, DNxHR or H.264) and keep the timecode."
REPAIR = (
    "Repair it with the camera maker's recovery tool, or with untrunc and a good clip of the same camera."
)

_RAW_MARKS = {b"RED1": "REDCODE raw", b"RED2": "REDCODE raw", b"ARRI": "ARRIRAW"}
"""What the first eight bytes of camera raw hold."""


def unreadable(why: str, advice: str = COPY_AGAIN) -> Finding:
    """Return the finding for a file that gives neither picture nor sound."""
    return Finding("unreadable", "", f"The file cannot be read: {why}.", advice)


def why_no_media(path: Path, error: Exception) -> Finding:
    """Return the finding for a file that could not be opened as media."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as refused:
        return unreadable(f"the disk refuses it ({refused.strerror})")
    raw = next((name for mark, name in _RAW_MARKS.items() if mark in head), None)
    if raw:
        return unreadable(f"it is {raw}, which only its maker's software decodes", TRANSCODE)
    boxes = {name for name, _ in boxes_of(path)}
    if "mdat" in boxes and "moov" not in boxes:
        return unreadable("it has no index; the recording or the copy broke off before its end", REPAIR)
    if isinstance(error, OSError) and error.strerror and not isinstance(error, ValueError):
        return unreadable(f"the disk refuses it ({error.strerror})")
    return unreadable("it is damaged or holds no known picture or sound")


def breaks_off(path: Path) -> bool:
    """Tell whether a QuickTime or MP4 file ends inside one of its outermost boxes."""
    return any(end > path.stat().st_size for _, end in boxes_of(path))


def boxes_of(path: Path) -> tuple[tuple[str, int], ...]:
    """Return name and end of the outermost boxes of a QuickTime or MP4 file (ISO 14496-12), () for others."""
    boxes: list[tuple[str, int]] = []
    size = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at + 8 <= size:
            file.seek(at)
            head = file.read(16)
            length, name = int.from_bytes(head[:4], "big"), head[4:8].decode("latin-1")
            length = int.from_bytes(head[8:16], "big") if length == 1 else length or size - at
            if length < 8 or not name.isprintable():
                return ()
            at += length
            boxes.append((name, at))
    return tuple(boxes)
