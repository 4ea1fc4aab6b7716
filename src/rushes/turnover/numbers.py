"""Numbers of things, in words. Pure."""


def many(count: int, one: str, more: str = "") -> str:
    """Write a number of things: ``1 clip``, ``12 clips``; more: what several are called, if not with an s."""
    return f"{count} {one if count == 1 else more or one + 's'}"
