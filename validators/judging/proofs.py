"""The state of the home's proof, from all rules' answers on its papers.

Every rule on its papers decides whether one of the five ways holds: a lease with the wrong seal is
no better than an expired one.
"""

from dataclasses import dataclass
from functools import lru_cache, partial

from validators.facts.homes import OF_HOMES, HomeProof, of_home, ways
from validators.facts.inforce import old_papers
from validators.ground.case import Case
from validators.ground.verdict import Rule, Verdict, to_review
from validators.policy import Policy

LEASES = ("rented_resident", "rented_homestead", "rented_invoice", "unit_rented")
SPEAKS: dict[str, tuple[str, ...]] = {
    "RES-PERMIT-3M": ("permit",),
    "RES-OWN-TITLE": ("own_applicant", "own_spouse"),
    "RES-OWN-SPOUSE": ("own_spouse", "own_untitled", "own_mortgaged"),
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
"""The rules on one way to prove a home, by its id in packets.toml; other rules match by papers."""
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
"""The rule that must have checked a way before it holds; `holds` itself checks the title."""
SUMMING = ("RES-ONE-OF", "COMPLETE-")
"""Rules that list the papers of all ways at once."""
SHARED = frozenset(("*", "id_card", "household_register_cover", "household_register_member"))
Found = list[tuple[str, Verdict]]


@dataclass(frozen=True)
class Home:
    """The state of the home's proof."""

    held: bool
    likely: tuple[HomeProof, ...]
    """Ways that may hold: no sure fault is known."""
    told: HomeProof | None
    """The way whose faults are reported."""


class Answers:
    """The rules' answers on the papers of a packet's home. It has no state of its own."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules

    def home(self, case: Case, policy: Policy) -> Home:
        """The state of the home's proof on the case's day."""
        return case.keep((self, "home", policy), lambda: home_of(self, case, policy))

    def found(self, case: Case, policy: Policy) -> Found:
        """All rules' faults on papers of homes, without old papers beside new ones."""
        aside = old_papers(case, policy)
        old = aside.surely | aside.others
        return [
            (rule.id, one)
            for rule in _speaking(self, case.service, policy)
            for one in case.keep((self, rule, policy), partial(_answer, rule, case, policy))
            if not (one.documents and only_on(one, old))
        ]


def verdicts_of(rule: Rule, case: Case, policy: Policy) -> tuple[Verdict, ...]:
    """A rule's verdicts, computed once for a case."""
    return case.keep((rule, policy), lambda: rule(case, policy))


@lru_cache(maxsize=64)
def _speaking(answers: Answers, service: str, policy: Policy) -> tuple[Rule, ...]:
    """The rules that bind a service and may concern a home's papers."""

    def speaks(rule: Rule) -> bool:
        text = policy.rule(rule.id)
        if rule.id.startswith(SUMMING) or not text.binds(service):
            return False
        return rule.id in SPEAKS or not (SHARED | OF_HOMES).isdisjoint(text.documents)

    return tuple(rule for rule in answers.rules if speaks(rule))


def _answer(rule: Rule, case: Case, policy: Policy) -> tuple[Verdict, ...]:
    """A rule's answer on papers of homes, without passes of general rules.

    A rule that cannot answer leaves every paper of a home in doubt.
    """
    try:
        answer = verdicts_of(rule, case, policy)
    except Exception:  # as in the engine, which reports it for the rule itself
        papers = (paper for paper in case.documents if of_home(paper))
        answer = (
            to_review("未能核对，请人工核对。", "Not checked; please check by hand.", *papers),
        )
    return answer if rule.id in SPEAKS else tuple(v for v in answer if heavy(rule.id, v, policy))


def home_of(answers: Answers, case: Case, policy: Policy) -> Home:
    """The state of the home's proof, from all rules' answers on its papers."""
    options = ways(case, policy)
    found = answers.found(case, policy) if options else []
    likely, faulty, begun = [], [], []
    for way in options:
        bad = [v.status for name, v in found if _counts(name, v, way, policy)]
        looked = _looked_at(way, found)
        whole = way.stock.state == "have" and bool(looked)
        if whole and not bad and "pass" in looked:
            return Home(held=True, likely=(), told=way)
        if "fail" not in bad and _may_hold(way, whole, options, case):
            likely.append(way)
        if whole:
            faulty.append((bad.count("fail"), way))
        elif way.stock.state != "have":
            begun.append(way)
    reported = min(faulty, key=lambda one: one[0])[1] if faulty else None
    if reported is None and len(begun) == len(options):
        reported = next(iter(begun), None)
    return Home(held=False, likely=tuple(likely), told=reported)


def _counts(name: str, verdict: Verdict, way: HomeProof, policy: Policy) -> bool:
    return heavy(name, verdict, policy) and about(name, verdict, way)


def _looked_at(way: HomeProof, found: Found) -> list[str]:
    """The answers of the rule on a way, if there are any; for a title, its owner was checked."""
    name = VOUCHES.get(way.need.id)
    if name is None:
        return ["pass"] if way.need.holds else []
    return [v.status for rule, v in found if rule == name and v.status != "not_applicable"]


def _may_hold(way: HomeProof, whole: bool, options: tuple[HomeProof, ...], case: Case) -> bool:
    """Whether a way was begun and may be complete; a landlord's title alone does not begin an owned
    home.
    """
    if not (whole or way.stock.state == "doubt"):
        return False
    begun = any(paper.id in way.papers and of_home(paper) for paper in case.documents)
    others = (one for one in options if one.stock.state == "have")
    return begun and not any(way.papers < other.papers for other in others)


def heavy(name: str, verdict: Verdict, policy: Policy) -> bool:
    if verdict.status not in ("fail", "review"):
        return False
    return (verdict.severity or policy.rule(name).severity) != "advisory"


def only_on(verdict: Verdict, papers: frozenset[str]) -> bool:
    return bool(verdict.documents) and papers.issuperset(verdict.documents)


def about(name: str, verdict: Verdict, way: HomeProof) -> bool:
    """Whether a verdict is about a way to prove the home."""
    shown = not way.papers.isdisjoint(verdict.documents)
    if name in SPEAKS:
        return way.need.id in SPEAKS[name] and (shown or not verdict.documents)
    return shown
