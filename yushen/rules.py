"""yushen rules: every rule with the guide's wording, and the location of its code."""

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from core.errors import InputError
from yushen.options import language
from yushen.words import Words

if TYPE_CHECKING:
    from validators.ground.verdict import Rule
    from validators.policy import Policy
    from validators.policy.tables import RuleText


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "rules",
        params=[
            click.Argument(["rule"], required=False, metavar="[ID]"),
            click.Option(
                ["--service"],
                metavar="S",
                help=words("只列某项业务的规则", "only the rules of one service"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help="JSON"),
            language(words),
        ],
        callback=partial(run, words),
    )


def run(words: Words, rule: str | None, service: str | None, as_json: bool) -> int:
    """Print the rules in catalogue order, or all details of one."""
    from validators.judging.edition import open_edition
    from validators.judging.families import rules_of

    policy = open_edition()
    code = {one.id: one for one in rules_of(policy)}
    rules = _chosen(rule, service, policy, words)
    if as_json:
        rows = [_row(text, code.get(text.id)) for text in rules]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for text in rules:
        mark = "" if text.id in code else words("（未自动核对）", " (not checked yet)")
        section = words(f"指南{text.section}", f"guide {text.section}")
        click.echo(f"{text.id}  {words(text.title_zh, text.title_en)}{mark}")
        click.echo(f"    {section}：{text.quote or words('通用核对', 'general check')}")
    if rule is not None:
        _print_details(rules[0], code.get(rules[0].id), policy, words)
        return 0
    done, total = sum(text.id in code for text in rules), len(rules)
    click.echo(words(f"共 {total} 条，自动核对 {done} 条", f"{total} rules, {done} checked"))
    return 0


def _chosen(
    rule: str | None, service: str | None, policy: "Policy", words: Words
) -> list["RuleText"]:
    """The requested rules. Raises InputError for an unknown rule or service."""
    from yushen.services import known_service

    bound = known_service(service, policy, words)
    wanted = rule.upper() if rule is not None else None
    if wanted is not None and wanted not in {text.id for text in policy.rules}:
        raise InputError(
            "unknown_rule",
            words(
                f"没有规则 {rule}；yushen rules 列出全部。",
                f"no rule {rule}; yushen rules lists them all.",
            ),
        )
    return [
        text
        for text in policy.rules
        if (bound is None or text.binds(bound)) and wanted in (None, text.id)
    ]


def _row(text: "RuleText", code: "Rule | None") -> dict[str, object]:
    from validators.criteria import criteria_of

    where = {"code": code.code, "line": code.line} if code else {"code": None, "line": None}
    asks = [one.model_dump(mode="json") for one in criteria_of(text.id)]
    values = {**text.model_dump(mode="json"), "implemented": code is not None, **where}
    return {**values, "criteria": asks}


def _print_details(text: "RuleText", code: "Rule | None", policy: "Policy", words: Words) -> None:
    """Details of one rule: scope, papers, criteria, location of its code."""
    from validators.criteria import criteria_of

    every = "*" in text.services
    names = [words(s.name_zh, s.name_en) for s in policy.services if s.id in text.services]
    services = words("全部", "all") if every else words("、", ", ").join(names)
    papers = [words(policy.title(kind), policy.title_en(kind)) for kind in text.documents]
    click.echo(words("    业务：", "    services: ") + services)
    if papers:
        click.echo(words("    材料：", "    papers: ") + words("、", ", ").join(papers))
    click.echo(words("    级别：", "    severity: ") + text.severity)
    if code is not None:
        click.echo(words("    程序：", "    code: ") + f"{code.code}:{code.line}")
    for one in criteria_of(text.id):
        beyond = "" if one.beyond is None else words(f"（{one.beyond.zh}）", f" ({one.beyond.en})")
        click.echo(f"    · {words(one.zh, one.en)}{beyond}")
