"""Rushes: a screenplay and a folder of rushes in, a first cut out.

The job is `assemble`; its order is told on one page in `rushes.assembly`. The lined script alone is
`line` (`rushes.lining`), the log of what was shot `log_footage` (`rushes.log`); `Hearing` says which ear
hears. All are imported when they are first asked for, so that `import rushes` and `rushes --help` answer at
once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rushes.assembly import Assembly, assemble
    from rushes.errands import Hearing
    from rushes.lining import Lining, line
    from rushes.log import Logged, log_footage

__all__ = ["Assembly", "Hearing", "Lining", "Logged", "assemble", "line", "log_footage"]
__version__ = "0.1.0"

_ROOMS = {"Lining": "lining", "line": "lining", "Logged": "log", "log_footage": "log"}
"""Where the jobs beside the main one live."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module protocol of PEP 562
    """Import a job on first use."""
    if name in __all__:
        return getattr(import_module(f"rushes.{_ROOMS.get(name, 'assembly')}"), name)
    raise AttributeError(name)
