"""yushen need: the papers that an application will need, the months they cover, the deadlines."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from yushen.options import figures_option, language
from yushen.words import Words

OUT = Path("yushen-out") / "need"
YES_NO = click.Choice(["yes", "no"])


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "need",
        params=[*_asked(words), *_rarer(words), *_where(words), language(words)],
        help=words(
            "附指南原文、收入的月份，各种可选的方式和最近的一种。终端上会逐项询问没有给出的。",
            "With the guide's words, the months of income, the ways there are and the nearest. "
            "On a terminal it asks for what was not given.",
        ),
        callback=partial(run, words),
    )


def _asked(words: Words) -> list[click.Parameter]:
    def one(name: str, zh: str, en: str, **more: Any) -> click.Option:
        return click.Option([f"--{name}"], help=words(zh, en), **more)

    return [
        one("service", "办理事项，编号或名称，如 new_permit（证件新办）",
            "the service, by id or name, such as new_permit", metavar="S"),
        one("day", "计划提交日，默认今天", "the planned filing day; today by default",
            metavar="YYYY-MM-DD"),
        one("condition", "申请条件 1-8", "the condition, 1 to 8", metavar="N"),
        one("home", "住所：rented 等种类，或 rented_resident 等具体方式",
            "the home: a kind such as rented, or a way such as rented_resident", metavar="H"),
        one("spouse", "配偶随往", "the spouse comes along", type=YES_NO),
        one("child", "随往子女的出生日期，可多次给出",
            "birthday of a child who comes along; may be repeated", multiple=True,
            metavar="YYYY-MM-DD"),
        one("marital", "婚姻状况", "marital status",
            type=click.Choice(["married", "divorced", "single"])),
        one("education", "最高学历：国内有学位、国内无学位、国（境）外", "the highest education",
            type=click.Choice(["degree", "diploma", "overseas"])),
        one("change", "变更事项，可多次给出", "what is changed; may be repeated", multiple=True,
            metavar="diploma|degree|title|identity|name|spouse_removed"),
    ]  # fmt: skip


def _rarer(words: Words) -> list[click.Parameter]:
    def one(name: str, zh: str, en: str, **more: Any) -> click.Option:
        return click.Option([f"--{name}"], help=words(zh, en), **more)

    return [
        one("permit-until", "证件有效期止", "the permit's last day", metavar="YYYY-MM-DD"),
        one("first-issue", "证件首次办理日期", "the day of the permit's first issue",
            metavar="YYYY-MM-DD"),
        one("left", "从原单位离职日期", "the last day with the former employer",
            metavar="YYYY-MM-DD"),
        one("reviewed", "系统中单位初审通过日期", "the day of the unit's review in the system",
            metavar="YYYY-MM-DD"),
        one("filed-this-year", "本单位本年度已交过涉税告知书",
            "the unit handed in the tax notice earlier this year", type=YES_NO),
        one("insurance-short", "在京社保不足两年，或原单位在京外",
            "insured in Beijing for less than two years, or formerly employed elsewhere",
            type=YES_NO),
        one("status", "单位是高新技术、软件或环保等企业",
            "the unit is a high-tech, software or like enterprise", type=YES_NO),
        one("capital-hidden", "公示系统查不到实缴资本",
            "no publicity system shows the paid-in capital", type=YES_NO),
        one("have", "已有的材料，如 lease_contract、id_card:spouse，可多次给出",
            "a paper at hand, such as lease_contract or id_card:spouse; may be repeated",
            multiple=True, metavar="PAPER"),
        one("until", "手头材料上起决定作用的日期（到期日等），可多次给出",
            "the day that decides on a paper at hand (its last day); may be repeated",
            multiple=True, metavar="PAPER=YYYY-MM-DD"),
        one("way", "指定某项要求的办法，如 taxes，可多次给出",
            "the way to meet a requirement, such as taxes; may be repeated", multiple=True,
            metavar="ID"),
    ]  # fmt: skip


def _where(words: Words) -> list[click.Parameter]:
    return [
        click.Option(["--out"], type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
                     help=words(f"need.html、need.docx、need.ics 的存放处，默认 {OUT}",
                                f"where need.html, need.docx and need.ics go; by default {OUT}")),
        click.Option(["--json", "as_json"], is_flag=True,
                     help=words("打印 JSON；不另写文件，除非给出 --out",
                                "print JSON; files are written only with --out")),
        click.Option(["--policy"], metavar="DIR",
                     help=words("另一版政策数据的文件夹（或版本名）",
                                "a folder with another edition of the policy data, or its name")),
        figures_option(words),
    ]  # fmt: skip


def run(
    words: Words,
    out: Path | None,
    as_json: bool,
    policy: str | None,
    figures: Path | None,
    **given: Any,
) -> int:
    """Print the list, and write it as page, document and calendar."""
    from validators.planning.answers import plan_of
    from validators.planning.need import need_of
    from yushen.policy import edition_of

    edition = edition_of(policy, words, figures)
    answers = _answers(given)
    if sys.stdin.isatty() and not as_json:
        from yushen.planned import ask

        answers = ask(answers, edition, words)
    need = need_of(plan_of(answers, edition), edition)
    written: list[Path] = []
    if out is not None or not as_json:  # first: a reader may close our output early
        from pipeline.reporting.need_files import write_need

        written = write_need(need, out or OUT, words.lang)
    if as_json:
        data = need.model_dump(mode="json")
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        from pipeline.reporting.need_terminal import need_lines

        for line in need_lines(need, words.lang):
            click.echo(line)
    for path in written:
        click.echo(str(path), err=as_json)
    return 0


NAMES = {"child": "children", "change": "changes", "way": "ways"}
"""Options that may be repeated, as the plan names them."""


def _answers(given: dict[str, Any]) -> dict[str, list[str]]:
    """The values of the options, as lists of words."""
    given_values = {}
    for name, value in given.items():
        values = [value] if isinstance(value, str) else list(value or ())
        given_values[NAMES.get(name, name)] = values
    return given_values
