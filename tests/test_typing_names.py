"""A name imported for typing alone is not there when the program runs: nothing may use it then.

What is used is asked of the compiler: it knows which annotations are evaluated and which are not,
and whose name is a function's own. Text in quotes it does not look into; that is allowed where
nobody evaluates it.
"""

import ast
import dis
from collections.abc import Iterator
from copy import deepcopy
from types import CodeType

import pytest

from tests.test_architecture import imported, modules

LOADS = ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_DEREF", "LOAD_CLASSDEREF", "LOAD_FROM_DICT")
# Decorators that leave annotations alone. Routes, flows and validators evaluate them.
PLAIN = {"property", "cached_property", "cache", "staticmethod", "classmethod", "contextmanager",
         "overload", "override", "dataclass", "wraps"}  # fmt: skip


def faults(tree: ast.Module) -> list[str]:
    """The names that a module has for typing alone and that are looked up when it runs."""
    bare = _Bare()
    running = ast.fix_missing_locations(bare.visit(deepcopy(tree)))
    code = compile(running, "module", "exec")
    missing = bare.names - set(_bound(running))
    used = {name for name in _loaded(code) if name in missing}
    return sorted(used | (set(_quoted(running)) & missing))


class _Bare(ast.NodeTransformer):
    """The module as it runs: without what stands under TYPE_CHECKING, whose names are noted."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        if ast.unparse(node.test).split(".")[-1] != "TYPE_CHECKING":
            return node
        for statement in node.body:
            self.names.update(_bound(statement))
        return node.orelse or ast.Pass()


def _bound(tree: ast.AST) -> Iterator[str]:
    """What a module's statements give a name to, not those within functions."""
    for node in ast.iter_child_nodes(tree) if isinstance(tree, ast.Module) else [tree]:
        match node:
            case ast.Import() | ast.ImportFrom():
                yield from ((one.asname or one.name).split(".")[0] for one in node.names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.expr():
                pass
            case _:
                for child in ast.iter_child_nodes(node):
                    yield from _bound(child)


def _loaded(code: CodeType) -> Iterator[str]:
    """Every name that is looked up outside the function that looks."""
    own = {i.argval for i in dis.get_instructions(code) if i.opname == "STORE_NAME"}
    for instruction in dis.get_instructions(code):
        if instruction.opname.startswith(LOADS) and instruction.argval not in own:
            yield str(instruction.argval)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _loaded(inner)


def _quoted(tree: ast.Module) -> Iterator[str]:
    """Names in quoted annotations that somebody evaluates: of models, routes, flows."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef():
                left_alone = not node.bases and _plain(node)
                fields = (one for one in node.body if isinstance(one, ast.AnnAssign))
                given: list[ast.expr | None] = [one.annotation for one in fields]
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                left_alone = _plain(node)
                taken = (one for one in ast.walk(node.args) if isinstance(one, ast.arg))
                given = [node.returns, *(one.annotation for one in taken)]
            case _:
                continue
        if not left_alone:
            yield from (name for one in given if one for name in _names_in_text(one))


def _plain(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    called = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    return {ast.unparse(one).split(".")[-1] for one in called} <= PLAIN


def _names_in_text(annotation: ast.AST) -> Iterator[str]:
    for node in ast.walk(annotation):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                text = ast.parse(node.value, mode="eval")
            except SyntaxError:  # prose, such as a default's
                continue
            yield from (one.id for one in ast.walk(text) if isinstance(one, ast.Name))


def test_what_is_imported_for_typing_is_not_used() -> None:
    found = {
        name: faults(tree)
        for name, tree in modules().items()
        if "typing.TYPE_CHECKING" in imported()[name]
    }
    assert len(found) > 10
    assert {name: used for name, used in found.items() if used} == {}


HEAD = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from room import A, B\n"


@pytest.mark.parametrize(
    "used",
    [
        "class C:\n    def f(self, a: 'A | None') -> None:\n        self.a = a or A()",
        "def f(a: A) -> None: ...",
        "def f() -> A: ...",
        "def f() -> None:\n    def g(a: A) -> None: ...",
        "a: A | None = None",
        "class C:\n    a: A",
        "class C(A): ...",
        "class C(Model):\n    a: 'list[A]'",
        "@router.get('/')\ndef f(a: 'A') -> None: ...",
        "@flow\ndef f() -> 'A': ...",
        "@A\ndef f() -> None: ...",
        "f = lambda: isinstance(1, A)",
        "def f() -> None:\n    global A\n    print(A)",
    ],
)
def test_a_use_is_seen(used: str) -> None:
    assert faults(ast.parse(HEAD + used)) == ["A"]


@pytest.mark.parametrize(
    "allowed",
    [
        "def f(a: 'A') -> 'B': ...",
        "def f() -> None:\n    a: A = g()",
        "def f() -> None:\n    from room import A\n    A()",
        "def f(A: int) -> int:\n    return A",
        "class C:\n    def f(self) -> None:\n        self.a: A | None = None",
        "@dataclass(frozen=True)\nclass C:\n    a: 'A'",
        "@property\ndef f(self) -> 'A': ...",
        "else:\n    A = B = object\ndef f(a: A) -> B: ...",
        "a = cast('A', 1)",
    ],
)
def test_what_is_not_evaluated_is_allowed(allowed: str) -> None:
    assert faults(ast.parse(HEAD + allowed)) == []


def test_the_desk_that_did_not_start() -> None:
    """Its module as it was, but for the place of one line."""
    tree = modules()["review.web.checking"]
    line, block = "from core.folders import state_folder\n", "if TYPE_CHECKING:\n"
    text = ast.unparse(tree)
    assert text.count(line) == text.count(block) == 1
    text = text.replace(line, "").replace(block, f"{block}    {line}")
    assert faults(ast.parse(text)) == ["state_folder"]
