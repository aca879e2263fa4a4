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

Made by `python tools/rules_doc.py > docs/rules.md` from `validators/policy/`; edition {version}.
*{coded}* of {count} rules have code; the others, marked ○, are left to the counter (`not_checked`).
Severity is what a plain violation leads to; a border case may be milder. `yushen rules ID` tells of
one rule, with the line on which its code begins.
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
        "Each thing that a rule asks, what it looks at, and where; `validators/criteria/`. What no",
        "paper can show says why. The tests break each of them alone in a packet that is good.\n",
        "| Criterion | 条件 | Looks at | Code |",
        "| --- | --- | --- | --- |",
        *(_criterion(one, coded.get(one.rule)) for one in criteria()),
        "\n## Fields that are only shown\n",
        "No criterion looks at them; they are read for the people who see the report.\n",
        "| Type | Field | Why it is read |",
        "| --- | --- | --- |",
        *(
            f"| `{kind}` | `{name}` | {_cell(why)} |"
            for kind, fields in shown_only().items()
            for name, why in fields.items()
        ),
        "\n## Figures\n",
        "| Figure | Value | Unit | Decides from | to | Guide |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| `{one.id}` | {one.value} | {_cell(one.unit)} | {one.applies[0]} "
            f"| {until(one.applies[1])} | {one.cites} |"
            for one in policy.parameters
        ),
        "\n## What is let pass as equal\n",
        "Ours, in `validators/thresholds/thresholds.toml`: no clause and no day decides them.\n",
        "| Tolerance | Value | Unit |",
        "| --- | --- | --- |",
        *(
            f"| `{name}` | {one.value} | {_cell(one.unit)} |"
            for name, one in policy.ours.tolerances.items()
        ),
        "\n## Average wages\n",
        "| Year | Annual, CNY | Monthly, CNY | Perhaps out | Out for sure from | to | Source |",
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
