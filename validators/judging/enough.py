"""提供以下材料之一即可: once one way to prove the home holds whole, the others only advise.

So it is with an old paper beside the one in force. Whether a way holds is asked of every rule
that speaks of its papers, whatever chapter it is from: a lease with the wrong seal holds no more
than one that has run out. Where none holds, what the nearest lacks is told, the others advise; and
where one may hold after all, nothing is said for sure of the others.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from validators.facts.homes import OF_HOMES, Way, of_home, ways
from validators.facts.inforce import superseded
from validators.ground.case import Case
from validators.ground.verdict import Answer, Rule, Verdict, unclear
from validators.policy import Policy

LEASES = ("rented_resident", "rented_homestead", "rented_invoice", "unit_rented")
SPEAKS: dict[str, tuple[str, ...]] = {
    "RES-PERMIT-3M": ("permit",),
    "RES-OWN-TITLE": ("own_applicant", "own_spouse"),
    "RES-OWN-SPOUSE": ("own_spouse",),
    "RES-OWN-NOTITLE": ("own_untitled",),
    "RES-OWN-MORTGAGE": ("own_mortgaged",),
    "RES-LEASE-6M": LEASES,
    "RES-LEASE-FIELDS": LEASES,
    "RES-LEASE-TITLE": ("rented_resident",),
    "RES-LEASE-HOMESTEAD": ("rented_homestead",),
    "RES-LEASE-INVOICE": ("rented_invoice",),
    "RES-PUBLIC-UNIT": ("unit_owned",),
    "RES-PUBLIC-NONUNIT": ("unit_rented",),
    "RES-LODGING": ("lodging",),
    "RES-LODGING-SEAL": ("lodging",),
    "RES-LODGING-FIELDS": ("lodging",),
}
"""The rules on one way to prove a home, by its id in packets.toml; the others go by papers."""
VOUCHES = {
    "permit": "RES-PERMIT-3M",
    "own_spouse": "RES-OWN-SPOUSE",
    "own_untitled": "RES-OWN-NOTITLE",
    "own_mortgaged": "RES-OWN-MORTGAGE",
    "rented_resident": "RES-LEASE-TITLE",
    "rented_homestead": "RES-LEASE-HOMESTEAD",
    "rented_invoice": "RES-LEASE-INVOICE",
    "unit_owned": "RES-PUBLIC-UNIT",
    "unit_rented": "RES-PUBLIC-NONUNIT",
    "lodging": "RES-LODGING",
}
"""The rule that must have looked at a way before it holds; `holds` itself looks at the title."""
SUMMING = ("RES-ONE-OF", "COMPLETE-")
"""They say which papers there are, of all ways at once."""
SHARED = frozenset(("*", "id_card", "household_register_cover", "household_register_member"))
Found = list[tuple[str, Verdict]]


@dataclass(frozen=True)
class Home:
    """How the proof of the home stands."""

    held: bool
    likely: tuple[Way, ...]
    """Ways that may hold after all: nothing speaks surely against them."""
    told: Way | None
    """The way whose faults are told."""


def sufficing(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules, milder with papers on which nothing hangs."""
    return tuple(
        rule
        if rule.id.startswith(SUMMING)
        else replace(rule, check=_weighed(rule, rules))
        for rule in rules
    )  # fmt: skip


def _weighed(rule: Rule, rules: tuple[Rule, ...]) -> Callable[[Case, Policy], Answer]:
    @wraps(rule.check)
    def check(case: Case, policy: Policy) -> Answer:
        verdicts = rule(case, policy)
        if not any(_heavy(rule.id, verdict, policy) for verdict in verdicts):
            return verdicts
        old = superseded(case, policy)
        verdicts = tuple(
            _advice(verdict) if _only_on(verdict, old) else verdict for verdict in verdicts
        )
        if not any(
            _heavy(rule.id, verdict, policy) and _of_home(rule.id, verdict, case)
            for verdict in verdicts
        ):
            return verdicts
        home = _home(rules, case, policy)
        return tuple(_weigh(rule.id, verdict, home, case, policy) for verdict in verdicts)

    return check


def _heavy(name: str, verdict: Verdict, policy: Policy) -> bool:
    severity = verdict.severity or policy.rule(name).severity
    return verdict.status in ("fail", "review") and severity != "advisory"


def _advice(verdict: Verdict) -> Verdict:
    return replace(verdict, severity="advisory") if verdict.status != "pass" else verdict


def _only_on(verdict: Verdict, papers: frozenset[str]) -> bool:
    return bool(verdict.documents) and papers.issuperset(verdict.documents)


def _of_home(name: str, verdict: Verdict, case: Case) -> bool:
    """Whether a verdict is on the proof of the home alone."""
    if name in SPEAKS:
        return True
    papers = frozenset(paper.id for paper in case.documents if of_home(paper))
    return _only_on(verdict, papers)


def _about(name: str, verdict: Verdict, way: Way) -> bool:
    """Whether a verdict speaks of a way to prove the home."""
    if name in SPEAKS:
        return way.need.id in SPEAKS[name]
    return not way.papers.isdisjoint(verdict.documents)


def _home(rules: tuple[Rule, ...], case: Case, policy: Policy) -> Home:
    """How the proof of the home stands by all that the rules say of its papers."""
    options = ways(case, policy)
    found = _said(rules, case, policy) if options else []
    worst = len(found)
    likely, order = [], []
    for way in options:
        bad = [v.status for name, v in found if _counts(name, v, way, policy)]
        whole = way.stock.state == "have" and _vouched(way, found)
        if whole and not bad:
            return Home(held=True, likely=(), told=way)
        if "fail" not in bad and _may_hold(way, whole, options, case):
            likely.append(way)
        order.append((bad.count("fail") if whole else worst, way))
    told = min(order, key=lambda one: one[0])[1] if order else None
    return Home(held=False, likely=tuple(likely), told=told)


def _said(rules: tuple[Rule, ...], case: Case, policy: Policy) -> Found:
    """What all rules say of papers of homes, the old beside the new left out."""
    old = superseded(case, policy)
    found: Found = []
    for rule in rules:
        text = policy.rule(rule.id)
        if rule.id.startswith(SUMMING) or not text.binds(case.service):
            continue
        if rule.id in SPEAKS or not (SHARED | OF_HOMES).isdisjoint(text.documents):
            found += [
                (rule.id, verdict)
                for verdict in _answer(rule, case, policy)
                if not _only_on(verdict, old)
            ]
    return found


def _answer(rule: Rule, case: Case, policy: Policy) -> tuple[Verdict, ...]:
    """A rule's verdicts; one that cannot answer leaves every paper of a home in doubt."""
    try:
        return rule(case, policy)
    except Exception:  # as in the engine, which tells of it where the rule itself is asked
        papers = (paper for paper in case.documents if of_home(paper))
        return (unclear("未能核对。", "Not checked.", *papers),)


def _counts(name: str, verdict: Verdict, way: Way, policy: Policy) -> bool:
    return _heavy(name, verdict, policy) and _about(name, verdict, way)


def _vouched(way: Way, found: Found) -> bool:
    """Whether the rule on a way looked at it and found it good or bad; of a title, its owner."""
    name = VOUCHES.get(way.need.id)
    if name is None:
        return bool(way.need.holds)
    return any(said == name and verdict.status != "not_applicable" for said, verdict in found)


def _may_hold(way: Way, whole: bool, options: tuple[Way, ...], case: Case) -> bool:
    """Whether a way was begun and may be whole; a landlord's title alone begins no own home."""
    if not (whole or way.stock.state == "doubt"):
        return False
    begun = any(paper.id in way.papers and of_home(paper) for paper in case.documents)
    others = (one for one in options if one.stock.state == "have")
    return begun and not any(way.papers < other.papers for other in others)


def _weigh(name: str, verdict: Verdict, home: Home, case: Case, policy: Policy) -> Verdict:
    if home.told is None or not _heavy(name, verdict, policy):
        return verdict
    if not _of_home(name, verdict, case):
        return verdict
    if home.held:
        return _advice(verdict)
    if home.likely:
        sure = verdict.status == "fail" and not any(_about(name, verdict, w) for w in home.likely)
        return _in_question(verdict, home.likely[0]) if sure else verdict
    return verdict if _about(name, verdict, home.told) else _advice(verdict)


def _in_question(verdict: Verdict, way: Way) -> Verdict:
    """A fault that says nothing if another way holds, which was not read well enough."""
    return replace(
        verdict,
        status="review",
        lacks=(),
        message=f"{verdict.message}如“{way.need.name}”经核对成立，则不须补正。",
        message_en=f"{verdict.message_en} Nothing is lacking if '{way.need.name_en}' holds.",
    )
