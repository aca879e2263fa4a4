"""Asks on the terminal for options of `yushen need` that are missing; Enter skips a question."""

from typing import TYPE_CHECKING

import click

from core.errors import InputError
from yushen.words import Words

if TYPE_CHECKING:
    from core.models.base import Wording
    from validators.planning.questions import Options, Question
    from validators.policy import Policy

Answers = dict[str, list[str]]


def ask(answers: Answers, policy: "Policy", words: Words) -> Answers:
    """The answers, completed with what was typed."""
    from validators.planning.answers import plan_of
    from validators.planning.questions import questions

    given = dict(answers)
    if not given.get("service"):
        click.echo(words("办理事项：", "Service:"), err=True)
        options = tuple((one.id, _name(one.name_zh, one.name_en)) for one in policy.services)
        given["service"] = _choose(options, words, needed=True)
    service = plan_of({"service": given["service"]}, policy).service
    for question in questions(service, policy):
        if question.first and not given.get(question.name):
            given[question.name] = _put(question, given, words)
    return given


def _name(zh: str, en: str) -> "Wording":
    from core.models.base import Wording

    return Wording(zh=zh, en=en)


def _put(question: "Question", given: Answers, words: Words) -> list[str]:
    """Asks one question; without accompanying children, marriage is not asked about."""
    if question.name == "marital" and not given.get("children"):
        return []
    text = words(question.text.zh, question.text.en)
    if question.kind == "yes":
        return _yes(text, words)
    if question.kind in ("one", "many"):
        click.echo(f"{text}{words('：', ':')}", err=True)
        return _choose(question.options, words, several=question.kind == "many")
    return _days(text, words, several=question.kind == "days")


def _choose(
    options: "Options", words: Words, *, needed: bool = False, several: bool = False
) -> list[str]:
    for number, (_, name) in enumerate(options, 1):
        click.echo(f"  {number}. {words(name.zh, name.en)}", err=True)
    label = words("序号", "number")
    if several:
        label = words("序号，可用空格隔开多个", "numbers, with blanks between")
    while True:
        typed = _typed(label, words, needed=needed).split()
        if all(one.isdecimal() and 1 <= int(one) <= len(options) for one in typed) and (
            several or len(typed) <= 1
        ):
            return [options[int(one) - 1][0] for one in typed]
        click.echo(words(f"请输入 1 至 {len(options)}", f"1 to {len(options)}, please"), err=True)


def _yes(text: str, words: Words) -> list[str]:
    while True:
        typed = _typed(f"{text} (y/n)", words).lower()
        if typed[:1] in ("", "y", "n", "是", "否"):
            return [{"y": "yes", "是": "yes", "n": "no", "否": "no"}[typed[0]]] if typed else []
        click.echo(words("请输入 y 或 n", "y or n, please"), err=True)


def _days(text: str, words: Words, *, several: bool) -> list[str]:
    from validators.planning.answers import day_of

    label = f"{text} (YYYY-MM-DD)"
    if several:
        label += words("，可用空格隔开多个", ", with blanks between")
    while True:
        typed = _typed(label, words).split()
        try:
            for one in typed:
                day_of(one)
        except InputError as error:
            click.echo(words(*error.text), err=True)
            continue
        if several or len(typed) <= 1:
            return typed


def _typed(label: str, words: Words, *, needed: bool = False) -> str:
    """The text typed; empty if the question may be skipped."""
    if needed:
        return str(click.prompt(label, err=True)).strip()
    more = words("（回车跳过）", " (Enter to skip)")
    return str(click.prompt(label + more, default="", show_default=False, err=True)).strip()
