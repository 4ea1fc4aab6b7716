"""Timelines that people bring: any of the formats that editing systems write, by whoever and however made.

A path comes in; a `Timeline` goes out with findings about all that it leaves open, or a refusal
(`NoTimeline`) that says why. What a file is, is told by its content and never by its name. A stranger's file
may lie or attack: how large and how deep it may be is limited before anything is parsed (`bounds`), and no
reader follows an address in it.

- **kind**: the format, by its content (`kinds`). **nested**: a sequence that plays inside of another; it is
  laid out flat where that changes nothing, else told and kept as one clip.
"""

from rushes.turnover.brought.bounds import NoTimeline
from rushes.turnover.brought.kinds import Kind
from rushes.turnover.brought.reading import Brought, bring, is_timeline, read_timeline

__all__ = ["Brought", "Kind", "NoTimeline", "bring", "is_timeline", "read_timeline"]
