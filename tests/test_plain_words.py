"""No private words: names are terms of software, comments and documents are plain English."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = (
    "bench",
    "core",
    "deploy",
    "extractors",
    "flows",
    "generator",
    "pipeline",
    "review",
    "tools",
    "validators",
    "yushen",
)
RELEASED = ROOT / "review/store/migrations"
"""Released steps of the schema are never edited."""

LIMITS = re.compile(
    r"_?(MOST|LEAST|LONGEST|SHORTEST|LARGEST|SMALLEST|WIDEST|FARTHEST|DEEPEST|FEWEST|ENOUGH|WELL"
    r"|NEVER)(_\w+)?"
)
"""Names of constants: a limit is MAX_ or MIN_ with the noun that it counts."""
CLASSES = frozenset(
    [
        "Ahead",
        "Begun",
        "Brake",
        "Bringer",
        "Cured",
        "Errand",
        "Far",
        "Gist",
        "Gone",
        "Hand",
        "Handing",
        "Heap",
        "Joining",
        "Known",
        "Lacking",
        "Laid",
        "Looked",
        "Looker",
        "Lying",
        "Means",
        "Old",
        "Outside",
        "Past",
        "Said",
        "Seen",
        "Shown",
        "Sight",
        "Since",
        "Someone",
        "Spoken",
        "Stock",
        "Stranger",
        "Stretch",
        "Taken",
        "Talk",
        "Teller",
        "Told",
        "Wish",
        "Wishes",
        "Within",
    ]
)
FUNCTIONS = frozenset(["_gone", "_held", "_mine", "_said", "_tell", "_told"])
"""Names of private functions: each is named for what it returns or does."""
PARAMETERS = frozenset(["most", "least", "longest", "shortest", "enough"])
PHRASES = (
    r"a right password",
    r"as far as it is there",
    r"as (it comes|they come)",
    r"as the \w+ tells? it",
    r"at hand, so",
    r"borne out",
    r"brought forward",
    r"by lot",
    r"goes on where",
    r"in (the|its) place of whatever",
    r"is known by,",
    r"is none of ours",
    r"is told (as such|by its|by their)",
    r"let(s)? go of",
    r"(made|read|drawn|taken|counted|judged|begun) anew",
    r"means? nothing any more",
    r"not surely so",
    r"of one that (fails|lives)",
    r"so many at a time",
    r"speaks? of no",
    r"takes? the \w+'s \w+ away",
    r"tells? nothing of",
    r"the so many-th",
    r"what is made of",
    r"what stands (there|then|now)",
    r"whatever somebody",
    r"where there (is|are) none",
    r"whose ever",
    r"works? by what is",
)
"""Turns of phrase that are translated word by word."""


def modules() -> Iterator[Path]:
    for room in PRODUCT:
        for path in sorted((ROOT / room).rglob("*.py")):
            if RELEASED not in path.parents:
                yield path


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names that break the rules: classes, functions, constants, parameters, with their lines."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.ClassDef) and node.name.lstrip("_") in CLASSES) or (
            isinstance(node, ast.FunctionDef) and node.name in FUNCTIONS
        ):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if LIMITS.fullmatch(node.id):
                yield node.lineno, node.id
        elif isinstance(node, ast.arg) and node.arg in PARAMETERS:
            yield node.lineno, node.arg


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Comments and docstrings with their first lines, each as one line of text."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
        elif token.type == tokenize.STRING and token.string.lstrip("rf").startswith('"""'):
            yield token.start[0], " ".join(token.string.split())


def documents() -> Iterator[Path]:
    for pattern in ("*.md", "docs/**/*.md", "*/README.md"):
        yield from sorted(ROOT.glob(pattern))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Blocks of a document with their first lines, each as one line of text."""
    line = 1
    for block in text.split("\n\n"):
        yield line, " ".join(block.split())
        line += block.count("\n") + 2


def classes() -> Iterator[tuple[str, str]]:
    """Names of the product's classes, with their modules."""
    for path in sorted(ROOT.rglob("*.py")):
        where = path.relative_to(ROOT)
        if where.parts[0] in PRODUCT and RELEASED not in path.parents:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ClassDef):
                    yield node.name, str(where)


def phrases(texts: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Translated phrases, with their lines."""
    for line, text in texts:
        for phrase in PHRASES:
            if found := re.search(rf"\b{phrase}\b", text, re.IGNORECASE):
                yield line, found[0]


def coined(texts: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Private words that a document gives as names of code."""
    for line, text in texts:
        for name in re.findall(r"`(?:\w+\.)*(\w+)`", text):
            if name in CLASSES or LIMITS.fullmatch(name):
                yield line, name


def where(path: Path, found: Iterator[tuple[int, str]]) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{line} {text}" for line, text in found]


@pytest.mark.parametrize("room", PRODUCT)
def test_each_room_listed_is_there(room: str) -> None:
    assert any(path.is_relative_to(ROOT / room) for path in modules())


def test_names_are_terms_of_software() -> None:
    found = [one for path in modules() for one in where(path, names(ast.parse(path.read_text())))]
    assert found == []


def test_a_class_name_means_one_thing() -> None:
    found: dict[str, list[str]] = {}
    for name, where in classes():
        found.setdefault(name, []).append(where)
    assert {name: all_of for name, all_of in found.items() if len(all_of) > 1} == {}


def test_comments_and_docstrings_are_plain_english() -> None:
    found = [one for path in modules() for one in where(path, phrases(prose(path.read_text())))]
    assert found == []


def test_documents_are_plain_english() -> None:
    found = []
    for path in documents():
        text = path.read_text("utf-8")
        found += where(path, phrases(paragraphs(text))) + where(path, coined(paragraphs(text)))
    assert found == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("MOST = 5", ["MOST"]),
        ("_LONGEST_NAME = 5", ["_LONGEST_NAME"]),
        ("class Hand: ...", ["Hand"]),
        ("def _told(text: str) -> str: ...", ["_told"]),
        ("def cut(text: str, most: int) -> str: ...", ["most"]),
        ("MAX_NAME, ALMOST = 5, 6", []),
    ],
)
def test_a_private_name_is_found(source: str, expected: list[str]) -> None:
    assert [name for _, name in names(ast.parse(source))] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""A right password takes the name\'s failures away."""', 2),
        ('"""A successful sign-in clears that name\'s failures."""', 0),
        ("x = 1  # None where there is none", 1),
        ("x = 'None where there is none'", 0),
    ],
)
def test_a_translated_phrase_is_found(source: str, expected: int) -> None:
    assert len(list(phrases(prose(source)))) == expected
