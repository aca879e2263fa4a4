"""All that is said in both languages, as the code, the templates and the tables have it."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ROOMS = ("core", "extractors", "flows", "pipeline", "review", "validators", "yushen")
CHINESE = re.compile(r"[㐀-鿿]")
SLOT = re.compile(r"\{[^{}]*\}")
_TEMPLATES = (
    re.compile(r"\bt\(\s*'([^']*)',\s*'([^']*)'"),
    re.compile(r"\bt\(\s*\"([^\"]*)\",\s*\"([^\"]*)\""),
    re.compile(r"\bsay\(\s*[\"'`]([^\"'`]*)[\"'`],\s*[\"'`]([^\"'`]*)[\"'`]"),
)


class Pair(NamedTuple):
    """One thing as it is said in Chinese and in English; parts that are filled in are in {}."""

    where: str
    zh: str
    en: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Every pair that is found."""
    found = [*_of_code(), *_of_templates(), *_of_tables()]
    return tuple(dict.fromkeys(found))


def files(*ends: str) -> Iterator[Path]:
    """The product's files with these endings."""
    for room in ROOMS:
        for end in ends:
            yield from sorted((ROOT / room).rglob(f"*{end}"))


def fixed(text: str) -> str:
    """Without what is filled in."""
    while SLOT.search(text):
        text = SLOT.sub("", text)
    return text


def _of_tables() -> Iterator[Pair]:
    for path in files(".toml"):
        where = path.relative_to(ROOT).as_posix()
        yield from _of_table(tomllib.loads(path.read_text("utf-8")), where)


def _of_table(told: object, where: str) -> Iterator[Pair]:
    if isinstance(told, list):
        for one in told:
            yield from _of_table(one, where)
    if not isinstance(told, dict):
        return
    for name, value in told.items():
        other = told.get("en" if name == "zh" else f"{name.removesuffix('_zh')}_en")
        if name.endswith("zh") and isinstance(value, str) and isinstance(other, str):
            yield Pair(where, value, other)
        yield from _of_table(value, where)


def _of_templates() -> Iterator[Pair]:
    for path in files(".html", ".j2", ".js"):
        text, where = path.read_text("utf-8"), path.relative_to(ROOT).as_posix()
        for pattern in _TEMPLATES:
            yield from (Pair(where, zh, en) for zh, en in pattern.findall(text) if _are(zh, en))


def _of_code() -> Iterator[Pair]:
    for path in files(".py"):
        tree, where = ast.parse(path.read_text("utf-8")), path.relative_to(ROOT).as_posix()
        for node in ast.walk(tree):
            yield from (Pair(f"{where}:{line}", zh, en) for line, zh, en in _beside(node))
            if isinstance(node, ast.FunctionDef):
                yield from (Pair(f"{where}:{line}", zh, en) for line, zh, en in _assigned(node))


def _beside(node: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Two texts that stand beside each other in a call or a tuple, or as `zh` and `en`."""
    rows: list[Iterable[ast.expr]] = []
    if isinstance(node, ast.Call):
        named = {word.arg: word.value for word in node.keywords}
        rows = [node.args, [named[name] for name in ("zh", "en") if name in named]]
    elif isinstance(node, ast.Tuple | ast.List):
        rows = [node.elts]
    for row in map(list, rows):
        for one, other in pairwise(row):
            for zh, en in zip(template(one), template(other), strict=False):
                if _are(zh, en):
                    yield one.lineno, zh, en


def _assigned(function: ast.FunctionDef) -> Iterator[tuple[int, str, str]]:
    """Two texts that get a name one after the other; the English with what is made of it."""
    made = [
        (node.targets[0].id, node.value, node.lineno)
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    made.sort(key=lambda one: one[2])
    for (_, one, line), (name, other, _) in pairwise(made):
        for zh, en in zip(template(one), template(other), strict=False):
            if _are(zh, en):
                yield line, zh, " ".join([en, *_made_of(name, function)])


def _made_of(name: str, function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr):
            text = template(node)[0]
            if f"{{{name}}}" in text:
                yield text.replace(f"{{{name}}}", "")


def template(node: ast.expr) -> tuple[str, ...]:
    """A text with {} for what is filled in; two of one that depends on something."""
    if isinstance(node, ast.IfExp):
        return (*template(node.body), *template(node.orelse))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.JoinedStr):
        parts = (
            part.value if isinstance(part, ast.Constant) else f"{{{_filled_in(part)}}}"
            for part in node.values
        )
        return ("".join(map(str, parts)),)
    return ()


def _filled_in(part: ast.expr) -> str:
    return ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else "?"


def _are(zh: str, en: str) -> bool:
    """Whether the one is Chinese and the other English."""
    ours = CHINESE.search(fixed(zh)) is not None
    return ours and re.search("[A-Za-z]{2}", fixed(en)) is not None and not _mostly_chinese(en)


def _mostly_chinese(text: str) -> bool:
    return len(CHINESE.findall(text)) * 3 > len(re.findall("[A-Za-z]", text))
