"""yushen rules: every rule with the guide's own words, and whether it is checked."""

import json
from functools import partial

import click

from yushen.options import language
from yushen.words import Words


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "rules",
        params=[
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


def run(words: Words, service: str | None, as_json: bool) -> int:
    """Print the rules, in the order of the catalogue."""
    from validators.judging.edition import open_edition
    from validators.judging.families import rules_of
    from yushen.services import known_service

    policy = open_edition()
    coded = {rule.id for rule in rules_of(policy)}
    chosen = known_service(service, policy, words)
    rules = [rule for rule in policy.rules if chosen is None or rule.binds(chosen)]
    if as_json:
        rows = [{**rule.model_dump(mode="json"), "implemented": rule.id in coded} for rule in rules]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for rule in rules:
        mark = "" if rule.id in coded else words("（未自动核对）", " (not checked yet)")
        section = words(f"指南{rule.section}", f"guide {rule.section}")
        click.echo(f"{rule.id}  {words(rule.title_zh, rule.title_en)}{mark}")
        click.echo(f"    {section}：{rule.quote or words('通用核对', 'general check')}")
    done = sum(rule.id in coded for rule in rules)
    total = len(rules)
    click.echo(words(f"共 {total} 条，自动核对 {done} 条", f"{total} rules, {done} checked"))
    return 0
