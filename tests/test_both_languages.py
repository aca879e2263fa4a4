"""Chinese and English say the same: what was read, what was expected, what to do.

Looked for in the code, the templates and the tables, so that no message is left out; what rules say
of packets is compared word by word in `tests/validators/test_messages.py`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.reasons import REASONS, in_english, reason, table
from tests.said_in_both import CHINESE, ROOT, SLOT, Pair, files, fixed, pairs, template
from tests.validators.kit import case
from validators.general.papers import everything_could_be_read
from validators.policy import load_policy

ASKS = re.compile(r"[请应须需]")
NO_ASKING = re.compile(
    "申请|请求|应税|应用|应答|响应|对应|适应|相应|供应|应届|反应|无须|无需|不需|须知|必需|需求|没有须"
    "|没有需|所需|需要|须补正  项"
)
"""Words that have such a character and ask for nothing."""
ENGLISH_ASKS = re.compile(
    r"\b(?:please|must|should|needs?|needed|has to|have to|may not|cannot|required|recommended"
    r"|asked|asks|see|only)\b",
    re.IGNORECASE,
)
LABELS = 8
"""Characters of a text that is a heading or the name of a state, and asks nobody."""
BRACES = re.compile(r"\{([A-Za-z_]\w*)[\w.\[\]()]*\}")
ROOMS = ("core", "deploy", "extractors", "flows", "pipeline", "review", "validators", "yushen")
FILLED = ("{task.", "/")  # rich fills these in, and the router these
NAMES = ("documents.toml", "rules.toml", "names.toml", "services.toml", "office.toml", "criteria/")
"""Where the names of papers and rules stand, and what rules ask, which no report prints."""
FIGURE = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?![A-Za-z\d.])(?!\s*万)")
WORDS = ("", "one|once|first|single", "two|both|twice|second", "three|third", "four", "five", "six",
         "seven", "eight", "nine", "ten")  # fmt: skip
MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip


def shown(told: dict[str, list[Pair]]) -> list[str]:
    return [f"{pair.where}: {what}: {pair.zh} | {pair.en}" for what in told for pair in told[what]]


def messages() -> list[Pair]:
    """All but names and what stands in regular expressions."""
    return [
        pair for pair in pairs() if not any(name in pair.where for name in NAMES)
        and "([" not in pair.zh
    ]  # fmt: skip


def test_they_are_found() -> None:
    found = pairs()
    assert len(found) > 3000
    ends = {pair.where.partition(":")[0].rpartition(".")[2] for pair in found}
    assert {"py", "toml", "html", "js"} <= ends


def test_what_chinese_asks_for_english_asks_for() -> None:
    asking = [
        pair
        for pair in messages()
        if len(fixed(pair.zh)) >= LABELS and ASKS.search(NO_ASKING.sub("", fixed(pair.zh)))
    ]
    assert len(asking) > 500
    lost = [pair for pair in asking if not ENGLISH_ASKS.search(pair.en)]
    assert not shown({"nothing to do": lost})


def is_there(figure: str, month: bool, text: str) -> bool:
    if re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", text):
        return True
    if not figure.isdecimal():
        return False
    number = int(figure)
    named = WORDS[number] if 0 < number < len(WORDS) else "(?!)"
    named += f"|{MONTHS[number]}" if month and 0 < number < len(MONTHS) else ""
    return re.search(rf"\b(?:{named})", text, re.IGNORECASE) is not None


def test_figures_of_the_one_stand_in_the_other() -> None:
    lost = [
        pair
        for pair in messages()
        for figure in FIGURE.finditer(fixed(pair.zh))
        if not is_there(figure[0], fixed(pair.zh)[figure.end() :].lstrip()[:1] == "月", pair.en)
    ]
    assert not shown({"a figure is lost": lost})


def test_what_is_filled_into_the_one_is_filled_into_the_other() -> None:
    """Of the tables each by its name; of code, where names differ, something of it."""
    of_code = [p for p in messages() if SLOT.search(p.zh) and not SLOT.search(p.en)]
    of_tables = [
        pair
        for pair in pairs()
        if pair.where.endswith(".toml")
        and "criteria/" not in pair.where
        and set(SLOT.findall(pair.zh)) != set(SLOT.findall(pair.en))
    ]
    assert not shown({"nothing is filled in": of_code, "other names": of_tables})


def test_english_is_english() -> None:
    """Chinese stands in it only as quoted words of a paper."""
    left = [pair for pair in messages() if CHINESE.search(re.sub("“[^”]*”", "", fixed(pair.en)))]
    assert not shown({"Chinese in it": left})


def every_reason() -> list[tuple[str, str, dict[str, str]]]:
    """Each reason with something to fill in: marks, and a reason where a reason stands."""
    why = reason("picture.damaged")
    return [
        (f"{group}.{name}", texts["en"], {
            slot: why if slot in REASONS else f"“{slot}9”"
            for slot in re.findall(r"\{(\w+)\}", texts["zh"])
        })
        for group, rows in table().items()
        for name, texts in rows.items()
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "english", "told"), every_reason())
def test_a_reason_that_is_kept_in_chinese_is_found_in_english(
    name: str, english: str, told: dict[str, str]
) -> None:
    known = reason("picture.damaged")
    parts = {k: in_english(v) if v == known else v for k, v in told.items()}
    assert in_english(reason(name, **told)) == english.format(**parts)


def test_a_reason_within_a_reason_is_english_too() -> None:
    kept = reason(
        "file.pages_failed", numbers="1、3", why=reason("pdf.fonts_missing", names="“宋”")
    )
    held = reason("file.holds", names="“甲.doc”、“乙.doc”")
    told = in_english(reason("join.both", first=kept, then=held)) or ""
    assert told.startswith("page 1, 3 cannot be read: the fonts “宋” of the page")
    assert "; it holds “甲.doc”, “乙.doc”, which was not read; please save" in told


def test_what_is_no_reason_stays_as_it_is() -> None:
    assert in_english("张三") is None and in_english("") is None


GROUPS = ("file", "zip", "pdf", "picture", "ofd", "reader")


@pytest.mark.parametrize(
    ("name", "english", "told"), [one for one in every_reason() if one[0].split(".")[0] in GROUPS]
)
def test_the_rule_on_files_says_in_english_what_happened(
    name: str, english: str, told: dict[str, str]
) -> None:
    why = reason(name, **told)
    of_file = replace(case("renewal", unread=("扫描件.pdf",)), unread_why={"扫描件.pdf": why})
    (said,) = everything_could_be_read(of_file, load_policy())
    assert why in said.message
    assert str(in_english(why)) in said.message_en


def chinese_alone() -> Iterator[str]:
    """Where a reason is written in Chinese beside the code, so that nobody knows its English."""
    for path in files(".py"):
        where = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for text in _given(node):
                if CHINESE.search(fixed(text)):
                    yield f"{where}:{getattr(node, 'lineno', 0)}: {text}"


def _given(node: ast.AST) -> Iterator[str]:
    """The texts that become a reason: of errors without English, of troubles and doubts."""
    kinds = {"InputError": 1, "Refused": 1, "Failure": 1, "Unusable": 0, "ReadingFailed": 0,
             "ToolMissing": 0}  # fmt: skip
    if isinstance(node, ast.Call):
        at = kinds.get(ast.unparse(node.func).rpartition(".")[2])
        if at is not None and len(node.args) == at + 1:
            yield from template(node.args[at])
        for word in node.keywords:
            if word.arg in ("trouble", "doubt"):
                yield from template(word.value)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "trouble":
                yield from template(value)


def test_no_reason_is_written_in_chinese_alone() -> None:
    assert not list(chinese_alone())


def unfilled(tree: ast.Module) -> Iterator[str]:
    """Texts given to an error or a wording that name a variable in braces but are no f-string."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
        for part in node.values
    }  # fmt: skip
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        if not call.func.id[0].isupper():
            continue
        for given in (*call.args, *(word.value for word in call.keywords)):
            if not isinstance(given, ast.Constant) or not isinstance(given.value, str):
                continue
            if id(given) not in inside and names & set(BRACES.findall(given.value)):
                yield given.value


@pytest.mark.parametrize("room", ROOMS)
def test_no_message_names_a_variable_instead_of_its_value(room: str) -> None:
    found = [
        (str(path.relative_to(ROOT)), text) for path in sorted((ROOT / room).rglob("*.py"))
        for text in unfilled(ast.parse(path.read_text("utf-8"))) if not text.startswith(FILLED)
    ]  # fmt: skip
    assert found == []


def test_a_variable_that_was_not_filled_in_is_found() -> None:
    bad = 'def f(limit): raise Refused("value", f"不能超过 {limit}", "at most {limit}")'
    assert list(unfilled(ast.parse(bad))) == ["at most {limit}"]
    assert list(unfilled(ast.parse(bad.replace('"at', 'f"at')))) == []
