"""Print docs/rules.md: the rules, their figures and their decision days, from the policy data.

python tools/rules_doc.py > docs/rules.md
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from validators.criteria import Criterion, criteria, shown_only
from validators.judging.edition import open_edition
from validators.judging.families import rules_of
from validators.policy import Policy
from validators.policy.dated import until
from validators.policy.tables import RuleText

SEVERITY = {"reject": "不予受理", "supplement": "补正", "advisory": "提示"}
HEAD = """# Rules

Generated from `validators/policy/` by `python tools/rules_doc.py > docs/rules.md`; edition
{version}. *{coded}* of {count} rules have code; the others, marked ○, are checked at the counter
(`not_checked`). The severity is that of a clear violation; a borderline case may be milder.
`yushen rules ID` describes one rule and names the line where its code begins.
"""


def document(policy: Policy) -> str:
    """The whole page."""
    coded = {rule.id: rule.code for rule in rules_of(policy)}
    parts = [
        HEAD.format(version=policy.version, coded=len(coded), count=len(policy.rules)),
        "## By rule\n",
        "| Rule | 规则 | Guide | Severity | Services | Code |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_rule(text, coded.get(text.id)) for text in policy.rules),
        "\n## Clause by clause\n",
        "Each condition of a rule, the fields it uses and its code; `validators/criteria/`. For a",
        "condition that no paper can show, the table says why. The tests violate each one alone in",
        "an otherwise correct packet.\n",
        "| Criterion | 条件 | Fields | Code |",
        "| --- | --- | --- | --- |",
        *(_criterion(one, coded.get(one.rule)) for one in criteria()),
        "\n## Fields that are only shown\n",
        "No criterion uses them; they are read for the readers of the report.\n",
        "| Type | Field | Why it is read |",
        "| --- | --- | --- |",
        *(
            f"| `{kind}` | `{name}` | {_cell(why)} |"
            for kind, fields in shown_only().items()
            for name, why in fields.items()
        ),
        "\n## Figures\n",
        "| Figure | Value | Unit | Valid from | to | Guide |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| `{one.id}` | {one.value} | {_cell(one.unit)} | {one.applies[0]} "
            f"| {until(one.applies[1])} | {one.cites} |"
            for one in policy.parameters
        ),
        "\n## Tolerances\n",
        "Set by this project in `validators/thresholds/thresholds.toml`; the guide defines none.\n",
        "| Tolerance | Value | Unit |",
        "| --- | --- | --- |",
        *(
            f"| `{name}` | {one.value} | {_cell(one.unit)} |"
            for name, one in policy.ours.tolerances.items()
        ),
        "\n## Average wages\n",
        "| Year | Annual, CNY | Monthly, CNY | Maybe published | Published from | to | Source |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {wage.year} | {wage.annual} | {wage.monthly} | {wage.perhaps or ''} "
            f"| {wage.applies[0]} | {until(wage.applies[1])} | {_cell(wage.source)} |"
            for wage in policy.wages
        ),
        "\n## Working days\n",
        f"Known for {_years(policy)}; a day of another year is a gap, never a guess.",
    ]
    return "\n".join(parts) + "\n"


def _rule(text: RuleText, code: str | None) -> str:
    services = "all" if "*" in text.services else ", ".join(text.services)
    name = f"`{text.id}`" + (" ○" if code is None else "")
    title = f"{_cell(text.title_zh)}<br>{_cell(text.title_en)}"
    severity = SEVERITY[text.severity]
    return f"| {name} | {title} | {text.section} | {severity} | {services} | {_code(code)} |"


def _criterion(one: Criterion, own: str | None) -> str:
    """A line for one criterion of a rule."""
    text = f"{_cell(one.zh)}<br>{_cell(one.en)}"
    if one.beyond is not None:
        return f"| `{one.id}` | {text} | {one.beyond.zh}<br>{one.beyond.en} | |"
    reads = ", ".join(f"`{name}`" for name in one.reads)
    return f"| `{one.id}` | {text} | {reads} | {_code(one.code_in(own or ''))} |"


def _code(code: str | None) -> str:
    """A link to the module, then the function."""
    if code is None:
        return ""
    module, _, function = code.rpartition(".")
    path = module.replace(".", "/") + ".py"
    return f"[{module.removeprefix('validators.')}](../{path})<br>`{function}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _years(policy: Policy) -> str:
    years = sorted(entry.year for entry in policy.calendar)
    return f"{years[0]} to {years[-1]}"


if __name__ == "__main__":
    sys.stdout.buffer.write(document(open_edition()).encode("utf-8"))
