"""No import runs in a circle, and no rule module imports another: read off the code itself."""

import ast
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter

from tests.test_architecture import inside, modules

REGISTER = "validators.judging.families"  # it alone knows the rule modules, and all of them


def targets(tree: ast.Module) -> set[str]:
    """The modules of ours that a module imports, wherever in it and for whatever reason.

    `from a import b` is a.b where that is a module, else a. That Python runs a package before
    what stands in it is no import of the module's.
    """
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            named = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            found |= {full if full in modules() else node.module for full in named.values()}
    return found & modules().keys()


@cache
def graph() -> dict[str, set[str]]:
    """What each module imports."""
    return {name: targets(tree) for name, tree in modules().items()}


def circle(imported: Mapping[str, set[str]]) -> list[str]:
    """The modules of a circle in turn, none if there is no circle."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def makes_rules(tree: ast.Module) -> bool:
    """Whether a module holds RULES, or makes a rule by hand or by the decorator."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "RULES" and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.FunctionDef):
            calls = [one for one in node.decorator_list if isinstance(one, ast.Call)]
            if any(ast.unparse(one.func) == "rule" for one in calls):
                return True
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Rule":
            return True
    return False


@cache
def rule_modules() -> frozenset[str]:
    """Who makes rules: not the register, which gathers them, nor where `Rule` is defined."""
    return frozenset(
        name
        for name, tree in modules().items()
        if inside(name, "validators") and name != REGISTER and makes_rules(tree)
        if not any(isinstance(node, ast.ClassDef) and node.name == "Rule" for node in tree.body)
    )


def test_no_imports_run_in_a_circle() -> None:
    assert circle(graph()) == []


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    late = "if TYPE_CHECKING:\n import validators.ground.case\n"
    late += "def run():\n import validators.facts.parties"
    assert targets(ast.parse(late)) == {"validators.facts.parties", "validators.ground.case"}
    assert targets(ast.parse("from review import web, open_store")) == {"review.web", "review"}


def test_rule_modules_are_told_from_what_stands_beneath() -> None:
    assert makes_rules(ast.parse("RULES: tuple[Rule, ...] = ()"))
    assert makes_rules(ast.parse('@rule("A-B")\ndef a(case, policy): ...'))
    assert makes_rules(ast.parse('def rules(): return (Rule("A-B", check),)'))
    assert not makes_rules(ast.parse("def answer(rule: Rule): return rule(case)"))
    assert {
        "validators.income.window",
        "validators.applicant.declared",
        "validators.packet.completeness",
    } <= rule_modules()
    assert (
        not {"validators.ground.verdict", "validators.ground.trial", "validators.facts.ledger"}
        & rule_modules()
    )


def test_no_rule_module_imports_another() -> None:
    """Nor does anybody but the register: what several need stands beneath the rules."""
    takers = {name: taken & rule_modules() for name, taken in graph().items() if name != REGISTER}
    assert {name: taken for name, taken in takers.items() if taken} == {}


def test_every_rule_module_is_registered() -> None:
    assert rule_modules() - graph()[REGISTER] == set()
