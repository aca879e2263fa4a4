"""提供以下材料之一即可: if one way to prove the home is complete, the others are only advisory.

The same holds for an old paper beside the one in force. If no way holds, the faults of the nearest
are reported and the others are advisory; if one may hold, the others get no sure verdict.
"""

from dataclasses import replace

from validators.facts.homes import HOME, not_proven, of_home
from validators.facts.inforce import TERMS, OldPapers, old_papers
from validators.ground.case import Case
from validators.ground.kept import kept
from validators.ground.verdict import Answer, Rule, Verdict
from validators.judging.proofs import (
    SPEAKS,
    SUMMING,
    Answers,
    Home,
    about,
    heavy,
    only_on,
    verdicts_of,
)
from validators.policy import Policy

ALIKE = ("residence_registration_card",)
"""Papers mistaken for a proof of a home: they do no harm beside a valid proof."""


def sufficing(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules, milder on papers that do not matter."""
    answers = Answers(rules)
    return tuple(
        rule if rule.id.startswith(SUMMING) else Rule(rule.id, _Weighed(rule, answers))
        for rule in rules
    )


class _Weighed:
    """A rule's code; its answers are weighed by the other rules' answers on the home's papers."""

    def __init__(self, rule: Rule, answers: Answers) -> None:
        self.rule, self.answers = rule, answers
        self.__wrapped__ = rule.check

    def __call__(self, case: Case, policy: Policy) -> Answer:
        rule = self.rule
        verdicts = verdicts_of(rule, case, policy)
        if any(_may_spare(rule.id, verdict, case, policy) for verdict in verdicts):
            old = old_papers(case, policy)
            verdicts = tuple(_beside_new(verdict, old) for verdict in verdicts)
        if any(_of_home(rule.id, verdict, case, policy) for verdict in verdicts):
            home = self.answers.home(case, policy)
            verdicts = tuple(_weigh(rule.id, one, home, case, policy) for one in verdicts)
        return verdicts


def _may_spare(name: str, verdict: Verdict, case: Case, policy: Policy) -> bool:
    """Whether a fault is on papers that may have a newer version in the packet."""
    if not verdict.documents or not heavy(name, verdict, policy):
        return False
    kinds = [paper.type for paper in case.documents]
    papers = (paper for paper in case.documents if paper.id in verdict.documents)
    return all(
        (paper.type in TERMS or of_home(paper)) and kinds.count(paper.type) > 1 for paper in papers
    )


def _advice(verdict: Verdict, zh: str, en: str) -> Verdict:
    """The verdict made advisory, with the reason."""
    if verdict.status not in ("fail", "review"):
        return verdict
    return replace(
        verdict,
        severity="advisory",
        lacks=(),
        message=f"{verdict.message}{zh}",
        message_en=f"{verdict.message_en} {en}",
    )


def _doubt(verdict: Verdict, zh: str, en: str) -> Verdict:
    """A fault that does not matter if a poorly read value is correct: a review."""
    if verdict.status != "fail":
        return verdict
    return replace(
        verdict,
        status="review",
        lacks=(),
        message=f"{verdict.message}{zh}",
        message_en=f"{verdict.message_en} {en}",
    )


def _beside_new(verdict: Verdict, old: OldPapers) -> Verdict:
    if only_on(verdict, old.surely):
        zh = "（同一持有人另有现行有效的一份，此份不作依据，无须补正。）"
        return _advice(verdict, zh, "(Another one is in force; nothing is asked for this one.)")
    if only_on(verdict, old.others):
        zh = "（申请人本人的一份已附，此份为他人的，不作依据，无须补正。）"
        en = "(The applicant's own is there; nothing is asked for this one of another.)"
        return _advice(verdict, zh, en)
    if only_on(verdict, old.surely | old.perhaps):
        zh = "（另有一份的期限未能辨认，如其现行有效，则无须补正，请核对。）"
        en = (
            "(If another one, whose term was not read, is in force, nothing is asked; please "
            "check.)"
        )
        return _doubt(verdict, zh, en)
    return verdict


def _of_home(name: str, verdict: Verdict, case: Case, policy: Policy) -> bool:
    """Whether a verdict is only a fault of the home's proof."""
    if not heavy(name, verdict, policy):
        return False
    return name in SPEAKS or only_on(verdict, _proofs(case))


@kept
def _proofs(case: Case) -> frozenset[str]:
    """The papers that prove a home and nothing else, and those mistaken for one."""
    return frozenset(p.id for p in case.documents if of_home(p) or p.type in ALIKE)


def _weigh(name: str, verdict: Verdict, home: Home, case: Case, policy: Policy) -> Verdict:
    if not _of_home(name, verdict, case, policy):
        return verdict
    if home.held and home.told is not None:
        zh = f"（“{home.told.need.name}”一项已齐全，住所证明提供一种即可，无须补正。）"
        return _advice(
            verdict, zh, f"(“{home.told.need.name_en}” is complete; one proof suffices.)"
        )
    if home.likely:
        if any(about(name, verdict, way) for way in home.likely):
            return verdict
        zh = f"（如“{home.likely[0].need.name}”一项经核对成立，则无须补正。）"
        return _doubt(verdict, zh, f"(Not asked if “{home.likely[0].need.name_en}” holds.)")
    alike = frozenset(paper.id for paper in case.documents if paper.type in ALIKE)
    if only_on(verdict, alike):
        return not_proven(verdict, case, policy)
    if home.told is None or verdict.cause == HOME:
        return verdict
    if about(name, verdict, home.told):
        return verdict
    zh = f"（住所证明提供一种即可；补正“{home.told.need.name}”一项的，此项无须补正。）"
    return _advice(verdict, zh, f"(Not asked where “{home.told.need.name_en}” is put right.)")
