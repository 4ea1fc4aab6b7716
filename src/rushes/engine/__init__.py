"""The engine: pure jobs, run in process or on every core, their results remembered by content.

In come `Job`s; out come their results in the same order, or the `Refusal` a job ended with. The
room knows jobs, never films.

- **job**: a function of some content and settings, with a key made of all it depends on.
- **key**: sha256 of everything a result depends on (`content_key`); equal keys, equal results.
- **cache**: a folder of results by key; whatever is damaged or foreign in it is made again.
- **label**: under what an entry of the cache can be found again without its key, to be forgotten.
- **mark**: what can be seen of a file without reading it (`file_mark`); while it stays, the bytes
  are taken to be the same.
"""

from rushes.engine.cache import Cache, NoCacheHere
from rushes.engine.model import Job, Progress, Watch
from rushes.engine.pool import JobDied, all_cores
from rushes.engine.run import run
from rushes.engine.writing import code_mark, content_key, file_mark

__all__ = [
    "Cache",
    "Job",
    "JobDied",
    "NoCacheHere",
    "Progress",
    "Watch",
    "all_cores",
    "code_mark",
    "content_key",
    "file_mark",
    "run",
]
