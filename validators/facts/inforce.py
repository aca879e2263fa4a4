"""An old paper beside the new one of the same holder: the one in force counts.

Faults of the old one do not count against a packet that has the new one. The new one's term and
holder must be read for sure.
"""

from dataclasses import dataclass

from core.models.document import Document
from validators.facts.leases import old_leases
from validators.facts.parties import applicant, holder
from validators.facts.whose import anothers
from validators.ground.case import Case
from validators.ground.compare import agrees, folded
from validators.ground.kept import kept
from validators.ground.look import look
from validators.policy import Policy

FOREVER = "长期"


@dataclass(frozen=True)
class TermFields:
    """The fields of a type of paper that give its term and its subject.

    Any equal field of `holder` shows that two papers are about one person or thing.
    """

    end: str
    holder: tuple[str, ...]
    start: str = ""


TERMS = {
    "id_card": TermFields("valid_to", ("id_number",), "valid_from"),
    "residence_permit_card": TermFields("valid_to", ("id_number", "name"), "valid_from"),
    "permit_confirmation": TermFields("valid_to", ("id_number", "permit_number"), "valid_from"),
    "labor_contract": TermFields("end_date", ("employee_id", "employee"), "start_date"),
    "institution_certificate": TermFields("valid_to", ("credit_code",), "valid_from"),
    "social_org_certificate": TermFields("valid_to", ("credit_code",), "valid_from"),
    "software_enterprise_certificate": TermFields("valid_to", ("name",)),
    "chsi_registration_form": TermFields("valid_until", ("certificate_number",)),
    "education_verification_report": TermFields("valid_until", ("certificate_number",)),
    "degree_verification_report": TermFields("valid_until", ("certificate_number",)),
    "degree_online_report": TermFields("valid_until", ("certificate_number",)),
}  # fmt: skip
"""Papers with a term of which there may be an old one; leases are separate, as they may follow each
other.
"""

OWN = ("residence_permit_card", "unit_residence_proof", "lodging_declaration")
"""Home papers of one person: another person's paper beside the applicant's is a stray."""


@dataclass(frozen=True)
class OldPapers:
    """Ids of expired papers beside another one of the same holder."""

    surely: frozenset[str]
    """Another one is in force."""
    perhaps: frozenset[str]
    """Another one may be in force: its dates were not read well enough."""
    others: frozenset[str] = frozenset()
    """They surely belong to somebody else, and the applicant's own paper is present."""


@kept
def old_papers(case: Case, policy: Policy) -> OldPapers:
    """The old papers beside new ones."""
    surely, perhaps = old_leases(case, policy)
    for kind, term in TERMS.items():
        papers = case.of(kind)
        for paper in papers if len(papers) > 1 else ():
            terms = [
                _older(paper, other, term, case, policy) and one_holder(paper, other, policy)
                for other in papers
                if other is not paper and one_holder(paper, other, policy) is not False
            ]
            surely |= {paper.id} if True in terms else set()
            perhaps |= {paper.id} if None in terms else set()
    others = frozenset(
        paper.id
        for kind in OWN
        if any(_own(paper, case, policy) for paper in case.of(kind))
        for paper in case.of(kind)
        if anothers(paper, case, policy)
    )
    return OldPapers(surely, perhaps - surely, others)


def _own(paper: Document, case: Case, policy: Policy) -> bool:
    """Whether a paper is surely the applicant's, by all its fields on the holder."""
    own = applicant(case, policy)
    name, number = holder(paper, policy)
    answers = [agrees(name, own.name)] if name.text else []
    if number is not None and number.text:
        answers.append(agrees(number, own.number))
    return bool(answers) and all(answers)


def one_holder(one: Document, other: Document, policy: Policy) -> bool | None:
    """Whether two papers of one type are about one person or thing; None if only a name says so."""
    for name in TERMS[one.type].holder:
        first, second = look(one, name, policy), look(other, name, policy)
        if first.sure and second.sure:
            return folded(first.text) == folded(second.text)
    first, second = look(one, "name", policy), look(other, "name", policy)
    alike = first.sure and second.sure and folded(first.text) == folded(second.text)
    return None if alike else False


def _older(
    one: Document, other: Document, term: TermFields, case: Case, policy: Policy
) -> bool | None:
    """Whether one has expired and the other is in force; for residence permits the later one
    counts.
    """
    end, last = look(one, term.end, policy), look(other, term.end, policy)
    if not end.sure or end.day is None:
        return False
    holds = _holds(other, term, case, policy)
    if one.type == "residence_permit_card" and holds and last.day is not None:
        return end.day < last.day
    return end.day < case.day and holds


def _holds(paper: Document, term: TermFields, case: Case, policy: Policy) -> bool | None:
    """Whether a paper is in force; None if its dates were not read."""
    end = look(paper, term.end, policy)
    start = look(paper, term.start, policy) if term.start else None
    if start is not None and start.day is not None and start.day > case.day:
        return False
    if not end.sure:
        return False if end.state == "absent" else None
    return FOREVER in end.text or (end.day is not None and end.day >= case.day)
