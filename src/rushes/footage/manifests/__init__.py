"""Manifests: what was written down of each file when a card was copied, and whether it still holds.

In come paths of footage; out come `Manifest`s (`find_manifests`, `read_manifests`), the digests that must be
counted to check them (`kinds_needed`), and how the files stand against them (`check`): which are left out
until a person says otherwise, and a `Finding` for everything else. `seal` writes a new generation of an
ASC MHL for a folder. Reading and checking never write.

- **manifest**: a list of the files of a folder with their sizes and hashes, made where a card was copied.
- **ASC MHL**: the standard for manifests (`ascmhl` folders); it keeps every **generation**, held together
  by a **chain**. **MHL 1.1**: its forerunner, one `.mhl` file beside what was copied.
- **seal**: to write down what a folder holds now. **trust**: to use a file although its manifest denies it.
"""

from rushes.footage.manifests.check import check, kinds_needed
from rushes.footage.manifests.model import Checked, Listed, Manifest
from rushes.footage.manifests.read import find_manifests, read_manifests
from rushes.footage.manifests.seal import Sealed, seal

__all__ = [
    "Checked",
    "Listed",
    "Manifest",
    "Sealed",
    "check",
    "find_manifests",
    "kinds_needed",
    "read_manifests",
    "seal",
]
