"""The applying unit's names: by its record, by notices of a change, by its own code.

A unit that was renamed is the same unit. With the registrar's notice, its former name is valid on
papers of that time; without one, all papers under its code with another name are one fault: the
missing notice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.models.document import Document, PageRef
from validators.facts import parties
from validators.facts.parties import Party
from validators.facts.whose import UNIT_CODES
from validators.ground.case import Case
from validators.ground.compare import agrees, folded, is_one
from validators.ground.kept import kept
from validators.ground.look import Value, look
from validators.ground.stamps import SealSearch, unit_seal
from validators.ground.verdict import Verdict, failed
from validators.policy import Policy

NOTICE = "name_change_notice"
CHANGES = ("unit_info_change", "general_change")
"""Services in which the record still has the former name."""
OF_THEIR_TIME = frozenset(
    ("its_withholding_screenshot", "iit_tax_list", "iit_tax_record", "labor_contract",
     "labor_contract_renewal", "tax_info_notice", "social_insurance_record",
     "high_tech_certificate", "software_enterprise_certificate", "other_qualification_certificate",
     "capital_verification_report", "unit_residence_proof", "title_review_form",
     "articles_of_association", "capital_increase_agreement", "patent_certificate",
     "software_copyright_certificate", "bank_receipt", "permit_confirmation")
)  # fmt: skip
"""Papers that keep the name of the day they were made; those made for the filing bear the current
name.
"""
NAMED = {
    "business_license": "name", "institution_certificate": "name",
    "social_org_certificate": "name", "its_withholding_screenshot": "employer",
    "labor_contract": "employer", "tax_info_notice": "taxpayer_name",
    "credit_publicity_printout": "company",
}  # fmt: skip
"""The name field of papers that print the unit's code (`UNIT_CODES`)."""
MADE = {
    **NAMED, "labor_contract_renewal": "employer", "power_of_attorney": "company",
    "application_form_new": "unit_name", "application_form_renewal": "unit_name",
    "unit_change_form": "unit_name", "unit_registration_application": "company",
    "unit_residence_proof": "unit_name",
}  # fmt: skip
"""The name field of these papers and of the unit's own forms and contracts."""
RENAMED = "renamed"
"""The cause of every failure that the notice of a name change would fix."""
HOW = {"there": 0, "unread": 1, "wrong": 2, "foreign": 3, "absent": 4}


@dataclass(frozen=True)
class UnitNames:
    """The unit's names, and how each is known."""

    unit: Party
    noticed: tuple[Value, ...] = ()
    """Its other names, as notices of a change give them."""
    former: tuple[Value, ...] = ()
    """Those of them that are no longer in use."""
    untold: tuple[str, ...] = ()
    """Other names under its own code without a notice."""
    unread: bool = False
    """A notice with unread names is present: it may contain any other name."""

    @property
    def others(self) -> tuple[str, ...]:
        """All its other names that are known for sure."""
        return (*(name.text for name in self.noticed if name.sure), *self.untold)

    def by_notice(self, value: Value) -> bool | None:
        """Whether a field holds another name that a notice gives; None if that is in doubt."""
        found = [is_one(value, name.text) for name in self.noticed if name.sure]
        doubt = [is_one(value, name.text) for name in self.noticed if not name.sure]
        if True in found:
            return True
        return None if None in found or True in doubt or self.unread else False

    def without_notice(self, value: Value) -> bool:
        """Whether a field holds a name known to be the unit's by its code alone."""
        return any(is_one(value, name) for name in self.untold)

    def sealing(self, value: Value | None, case: Case) -> tuple[str, ...]:
        """The names allowed on the unit's seal on a paper that uses this name for it.

        A paper that does not name the unit may bear a seal with a name from other papers.
        """
        if value is not None and value.text:
            return tuple(dict.fromkeys((self.unit.name, self.as_called(value).name)))
        more = self.others if case.service in CHANGES else self.untold
        return tuple(dict.fromkeys((self.unit.name, *more)))

    def as_called(self, value: Value) -> Party:
        """The unit under the name a paper uses, or its own name if the paper uses none of its
        names.
        """
        for name in self.others:
            if is_one(value, name) and not is_one(value, self.unit.name):
                return Party(name, self.unit.number, self.unit.known, self.unit.sources)
        return self.unit


@kept
def names(case: Case, policy: Policy) -> UnitNames:
    """The names of the applying unit."""
    unit = parties.employer(case, policy)
    if not unit.name:
        return UnitNames(unit)
    noticed, former, unread = _noticed(unit, case, policy)
    known = {folded(unit.name), *(folded(value.text) for value in noticed)}
    untold = dict.fromkeys(
        value.text
        for value in _under_its_code(unit, case, policy)
        if folded(value.text) not in known and agrees(value, unit.name) is False
    )
    return UnitNames(unit, noticed, former, () if unread else tuple(untold), unread)


def _noticed(
    unit: Party, case: Case, policy: Policy
) -> tuple[tuple[Value, ...], tuple[Value, ...], bool]:
    """Names reached from the unit's by a chain of notices, the former ones, and whether any is
    unread.
    """
    links = []
    for paper in case.of(NOTICE):
        code = look(paper, "credit_code", policy)
        if not (unit.number and agrees(code, unit.number) is False):
            links.append((look(paper, "old_name", policy), look(paper, "new_name", policy)))
    found: dict[str, Value] = {}
    reached = {folded(unit.name)}
    for _ in links:
        for one, other in (pair for old, new in links for pair in ((old, new), (new, old))):
            name = folded(other.text)
            if not name or name in reached:
                continue
            if folded(one.text) in reached:
                reached.add(name)
                found[name] = other
            elif agrees(one, unit.name) is None and name not in found:
                found[name] = replace(other, state="doubt")
    left = {folded(old.text) for old, _ in links} - {folded(new.text) for _, new in links}
    blank = any(not value.text and value.state != "absent" for link in links for value in link)
    values = tuple(found.values())
    return values, tuple(value for name, value in found.items() if name in left), blank


def _under_its_code(unit: Party, case: Case, policy: Policy) -> Iterator[Value]:
    """Names surely read on papers that surely bear the unit's code.

    In a change of unit data the licence is the unit's even if the record has no code.
    """
    if not unit.sure:
        return
    for paper in case.of(*NAMED):
        if paper.role == "spouse":
            continue
        value = look(paper, NAMED[paper.type], policy)
        code = look(paper, UNIT_CODES[paper.type], policy)
        own = bool(unit.number) and code.sure and agrees(code, unit.number) is True
        licence = paper.type in parties.UNIT_PAPERS and case.service in CHANGES
        if value.sure and (own or (licence and not unit.number)):
            yield value


def renamed(value: Value, unit: str, policy: Policy) -> Verdict:
    """A paper under the unit's code bears another name without a notice."""
    title = policy.title(value.document.type)
    return failed(
        f"{title}单位名称为“{value.shown}”，与申请单位 {unit} 不同，应为同一单位的另一名称；"
        "如已更名，请附《名称变更通知书》，如系笔误请更正。",
        f"{policy.title_en(value.document.type)} bears another name, “{value.shown}”, than "
        f"{unit}; please give the registrar's notice of the change, or correct it.",
        value,
    )


def seal_of_unit(
    paper: Document, value: Value, cls: str, case: Case, policy: Policy, page: PageRef | None = None
) -> SealSearch:
    """The unit's seal under its own name, or under another name allowed on the paper."""
    called = names(case, policy).sealing(value, case)
    found = [unit_seal(paper, name, cls, policy, page) for name in called]
    return min(found, key=lambda one: HOW[one.state])


def signing(paper: Document, value: Value, case: Case, policy: Policy) -> Party:
    """The unit by the name under which it sealed a form made for the filing."""
    known = names(case, policy)
    for name in known.sealing(value, case):
        if unit_seal(paper, name, "official", policy).state == "there":
            return replace(known.unit, name=name)
    return known.as_called(value)
