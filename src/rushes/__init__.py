"""Rushes: a screenplay and a folder of rushes in, a first cut out.

The job is `assemble`; its order is told on one page in `rushes.assembly`. The lined script alone is
`line` (`rushes.lining`); `Hearing` says which ear hears. All are imported when they are first asked for,
so that `import rushes` and `rushes --help` answer at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rushes.assembly import Assembly, assemble
    from rushes.errands import Hearing
    from rushes.lining import Lining, line

__all__ = ["Assembly", "Hearing", "Lining", "assemble", "line"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module protocol of PEP 562
    """Import a job on first use."""
    if name in __all__:
        from rushes import assembly, lining  # noqa: PLC0415 -- heavy rooms stay closed until asked for

        return getattr(lining if name in {"Lining", "line"} else assembly, name)
    raise AttributeError(name)
