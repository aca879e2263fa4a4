"""What click says, in Chinese: every text that the installed click can say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from yushen.__main__ import main
from yushen.chinese import COMPLAINTS, HEADINGS, IN_HELP, PIECES, complaint
from yushen.group import COMMANDS

NOT_OURS = re.compile(
    r"DeprecationWarning|deprecated|Did you mean to declare|Name '|Boolean option"
    r"|Could not determine|Arguments take|Value must be|No options defined|unknown error|Error: "
    r"|Try '|Choice\(|Aborted"
    r"|Repeat for|Unknown color|Press any|Do you want|Confirm the|%\(prog\)s|Show the version"
    r"|Editing failed|env var|Invalid start character|Missing \{param_type\}"
)
"""Texts for who writes a command, or of parts of click that yushen does not use."""
KINDS = {"file", "directory", "path", "d"}


def said_by_click() -> Iterator[str]:
    """The texts that click would have translated."""
    for module in ("core", "exceptions", "types", "parser"):
        source = (Path(click.__file__).parent / f"{module}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                texts = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))


def test_click_says_nothing_that_is_not_in_the_tables() -> None:
    known = {*HEADINGS, *(said.strip("[]; ") for said, _ in IN_HELP)}
    texts = [t for t in said_by_click() if not NOT_OURS.search(t) and t not in KINDS | known]
    assert len(texts) > 25
    filled = [re.sub(r"\{[^}]*\}", "7", text) for text in texts]
    unknown = [text for text in filled if complaint(text) == text and text != "default: 7"]
    assert unknown == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chekc", "没有命令 'chekc'"),
        ("check", "缺少参数 'PATH'"),
        ("check . --what", "没有选项 '--what'"),
        ("check . --langg en", "是不是想写 '--lang'？"),
        ("check . --workers 99", "'--workers' 的值不对：99 不在范围 1<=x<=64 内"),
        ("check . --workers x", "'x' 不是整数"),
        ("check . --engine x", "'x' 不在可选的值中：'rapidocr', 'tesseract'"),
        ("check . --submission-date 2025-13-01", "'2025-13-01' 不是日期，应如 2025-10-15"),
        ("check . more", "多出了参数：more"),
        ("check --out", "'--out' 后面要有值"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    told = capsys.readouterr().err
    assert said in told
    assert not re.search(r"such|valid|Missing|given|requires", told)


def test_in_english_click_says_it_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "chekc"]) == 2
    assert "No such command 'chekc'" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_has_an_english_word_of_clicks(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert "显示本说明" in told
    assert not [said for said, _ in IN_HELP if said in told]
    assert not [said for said in (*PIECES, *HEADINGS) if re.search(rf"{re.escape(said)}\b", told)]


def test_each_complaint_can_be_said() -> None:
    assert len({said for said, _ in COMPLAINTS}) == len(COMPLAINTS)
    assert complaint("something else entirely") == "something else entirely"
