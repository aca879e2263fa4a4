"""Each rule has its code, a section of the guide that exists, and tests; each type a sample.

That the tests of a rule show it failing and passing is asked by running them, in
tests/validators/test_coverage.py.

What is missing is listed here by name, so that nothing is forgotten in silence: a list must
say exactly what is missing, and shrinks as it is made good.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from extractors import TYPES
from generator.layouts.draw import types as drawn_types
from tests.samples.test_every_type import PAPERS as READ
from validators.judging.families import rules_of
from validators.policy import load_policy
from validators.policy.tables import RuleText

ROOT = Path(__file__).parents[1]
CATALOGUE = load_policy().rules


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The guide's chapters and how far their numbers go; 六 has procedures of its own, each with
# numbered papers, and the new permit has its 常规 papers 1-13 and conditions 1-7.
TEN = "一二三四五六七八九十"
PROCEDURES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
PAPERS = {"一": 6, "三": 6, "四": 5, "五": 3, "六": 4, "七": 3, "八": 2, "九": 3, "十": 6}
ANNEXES, USUAL, CONDITIONS, ALTERNATIVES = 10, 13, 7, 8
WORDS = re.compile(r"申请材料|前言|派生|末段|流程图|说明|注|常规|条件")


@cache
def text_of(folder: str) -> str:
    here = Path(__file__)
    return "\n".join(
        path.read_text("utf-8") for path in (ROOT / folder).rglob("*.py") if path != here
    )


def words_of(text: str) -> set[str]:
    """All words and ids in a text, in capitals."""
    return set(re.findall(r"[A-Z0-9_-]+", text.upper()))


def exists(part: str) -> bool:
    """Whether one reference leads into the guide: 六（二）常规8（3）, 附件8-9, 三（流程图）."""
    if match := re.match(r"附件(\d+)(?:-(\d+))?", part):
        return all(1 <= int(number) <= ANNEXES for number in match.groups() if number)
    match = re.match(rf"([{TEN[:7]}])((?:[–]?（[一二三四五六七八九十]+）)*)(.*)", part)
    if match is None:
        return False
    chapter, inside, rest = match.groups()
    sections = re.findall(r"（([一二三四五六七八九十]+)）", inside)
    most = {"二": PROCEDURES[:2], "六": PROCEDURES}.get(chapter, ())
    if not all(section in most for section in sections):
        return False
    return _counted(chapter, sections, rest)


def _counted(chapter: str, sections: list[str], rest: str) -> bool:
    """Whether the numbers behind a section are within it."""
    numbers = [int(number) for number in re.findall(r"(?<![（(])\d+", rest)]
    if chapter == "二" and sections:
        most = 4 if sections == ["一"] else ALTERNATIVES
    elif "常规" in rest:
        most = USUAL
    elif "条件" in rest:
        most = CONDITIONS
    else:
        most = max((PAPERS.get(section, 0) for section in sections), default=0)
    left = re.sub(r"[\d（）()A-E/、\-]", "", WORDS.sub("", rest))
    return all(1 <= number <= most for number in numbers) and left == ""


def test_every_rule_has_its_code() -> None:
    coded = {rule.id for rule in rules_of(load_policy())}
    assert {text.id for text in CATALOGUE} == coded


@pytest.mark.parametrize("text", CATALOGUE, ids=lambda text: text.id)
def test_the_section_exists(text: RuleText) -> None:
    if text.section == "—":
        assert text.basis == "generic" and not text.quote
        return
    parts = [part for part in re.split(r" / ", text.section) if part]
    assert parts and [part for part in parts if not exists(part)] == []


@pytest.mark.parametrize(
    "section",
    [
        "六（十二）",
        "附件11",
        "六（二）常规14",
        "六（二）条件8",
        "二（三）1",
        "二（一）5",
        "八",
        "六（九）4",
    ],
)
def test_a_section_that_is_not_there_is_seen(section: str) -> None:
    assert not exists(section)


def test_every_rule_has_a_test_that_names_it() -> None:
    assert {rule.id for rule in rules_of(load_policy())} - words_of(text_of("tests")) == set()


def test_every_type_is_drawn_and_read() -> None:
    """Each has its words in the generator; tests/samples/test_every_type.py reads them all."""
    assert {kind.id for kind in TYPES} - set(drawn_types()) == set()
    assert set(READ) == {kind.id for kind in TYPES}
    assert {kind.id for kind in load_policy().documents} - set(READ) == {"system_record"}


def test_every_type_is_in_the_policy_and_every_rule_knows_its_papers() -> None:
    policy = load_policy()
    types = {kind.id for kind in TYPES}
    assert {kind for kind in types if policy.document(kind) is None} == set()
    asked = {kind for text in CATALOGUE for kind in text.documents} - {"*", "system_record"}
    assert asked - types == set()
