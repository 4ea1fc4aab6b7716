"""Rushes: a screenplay and a folder of rushes in, a first cut out.

The job is `assemble`; its order is told on one page in `rushes.assembly`. It is imported when it is
first asked for, so that `import rushes` and `rushes --help` answer at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rushes.assembly import Assembly, assemble

__all__ = ["Assembly", "assemble"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module protocol of PEP 562
    """Import the main job on first use."""
    if name in __all__:
        from rushes import assembly  # noqa: PLC0415 -- heavy rooms stay closed until asked for

        return getattr(assembly, name)
    raise AttributeError(name)
