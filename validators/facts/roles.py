"""Assign each paper to its holder: applicant, handler, spouse, child or owner.

Decided by equal identity numbers, by equal names if there is no number, and by a near match of
either if nothing is equal (a misread digit, or the very fault that the rules must find). A paper
that surely belongs to somebody else gets no role.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from core.models.application import Application
from core.models.document import Document, PageRef
from validators.facts import parties
from validators.facts.completed_record import with_dependants
from validators.facts.parties import CHILD_TYPES, HOLDER, ROLE_TYPES, Party
from validators.facts.whose import strangers
from validators.ground.case import Case
from validators.ground.compare import edits, folded
from validators.ground.look import look
from validators.policy import Policy, load_policy

Candidates = tuple[tuple[str, Party], ...]
NEAR_DIGITS = 3
FAR_DIGITS = 6
OWN = frozenset(HOLDER) - ROLE_TYPES - CHILD_TYPES


def assign_roles(
    documents: tuple[Document, ...], application: Application, policy: Policy | None = None
) -> tuple[Document, ...]:
    """The same documents, each with its role if known."""
    policy = policy or load_policy()
    completed = with_dependants(application, documents, policy)
    case = Case("", "", date.min, None, None, documents, completed)
    candidates = _candidates(case, policy)
    placed = [
        _with_role(document, candidates, case.of(document.type), policy) for document in documents
    ]
    return tuple(_covers(placed, candidates, policy))


def names_of(
    documents: Sequence[Document], application: Application, policy: Policy
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The persons and units whose names may be on the packet's papers, if sure."""
    case = Case("", "", date.min, None, None, tuple(documents), application)
    people = (
        parties.applicant(case, policy),
        parties.handler(case, policy),
        parties.spouse(case, policy),
        *parties.children(case, policy),
        *parties.owners(case, policy),
    )
    named = [look(paper, "agent_name", policy) for paper in case.of("power_of_attorney")]
    led = (*parties.UNIT_PAPERS, "power_of_attorney")
    named += [look(paper, "legal_rep", policy) for paper in case.of(*led)]
    unit = parties.employer(case, policy)
    units = (unit.name,) if _surely_named(unit) else ()
    persons = [party.name for party in people if _surely_named(party)]
    persons += [value.text for value in named if value.sure]
    return tuple(dict.fromkeys(name for name in persons if name and name not in units)), units


def _surely_named(party: Party) -> bool:
    """Whether the name itself is certain: a sure number does not make the name sure."""
    named = (value for value in party.sources if folded(value.text) == folded(party.name))
    return bool(party.name) and (party.known or any(value.sure for value in named))


def _candidates(case: Case, policy: Policy) -> Candidates:
    people = [("applicant", parties.applicant(case, policy))]
    people.append(("handler", parties.handler(case, policy)))
    people.extend(
        ("handler", Party(name.text, number.text.upper()))
        for name, number in (
            (look(paper, "agent_name", policy), look(paper, "agent_id", policy))
            for paper in case.of("power_of_attorney")
        )
    )
    people.append(("spouse", parties.spouse(case, policy)))
    people.extend(("child", child) for child in parties.children(case, policy))
    people.extend(("owner", owner) for owner in parties.owners(case, policy))
    return tuple((role, party) for role, party in people if party.name or party.number)


def _with_role(
    document: Document, candidates: Candidates, alike: Sequence[Document], policy: Policy
) -> Document:
    if document.type in OWN:
        return document.model_copy(update={"role": "applicant"})
    if document.type in CHILD_TYPES:
        own = _childs(document, candidates, alike, policy)
        return document.model_copy(update={"role": "child" if own else ""})
    if document.type not in ROLE_TYPES or document.type == "household_register_cover":
        return document
    name, number = parties.holder(document, policy)
    allowed = tuple((role, party) for role, party in candidates if _possible(role, document.type))
    role = _match(folded(name.text), number.text if number else "", allowed)
    if not role and document.type.startswith("labor_contract") and not _has(allowed, "spouse"):
        role = "applicant"
    return document.model_copy(update={"role": role})


def _childs(
    document: Document, candidates: Candidates, alike: Sequence[Document], policy: Policy
) -> bool:
    """Whether a paper may belong to a child of the case; one that surely names somebody else does
    not.

    A name one character off counts as the child's, unless the child has a paper of this type with
    the exact name: siblings' names are similar.
    """
    name, number = parties.holder(document, policy)
    kids = [child for role, child in candidates if role == "child"]
    if not name.sure or not kids or any(not kid.name for kid in kids):
        return True
    if number is not None and any(kid.number and kid.number == number.text for kid in kids):
        return True
    holders = {folded(parties.holder(paper, policy)[0].text) for paper in alike}
    bare = [folded(kid.name) for kid in kids if folded(kid.name) not in holders]
    own = folded(name.text)
    return any(own == folded(kid.name) for kid in kids) or any(edits(own, n) <= 1 for n in bare)


def _possible(role: str, kind: str) -> bool:
    if kind.startswith("labor_contract"):
        return role in ("applicant", "spouse")
    return kind == "id_card" or role != "handler"


def _has(candidates: Candidates, role: str) -> bool:
    return any(known == role for known, _ in candidates)


def _match(name: str, number: str, candidates: Candidates) -> str:
    """The role by number, by name, by a near number, or by a near name; empty if none matches."""
    for role, party in candidates:
        if number and party.number and folded(number) == party.number:
            return role
    for role, party in candidates:
        if name and name == folded(party.name):
            return role
    for role, party in candidates:
        other = folded(party.name)
        if name and other and edits(name, other) > 1:
            continue
        if number and party.number and edits(number, party.number) <= NEAR_DIGITS:
            return role
    for role, party in candidates:
        other = folded(party.name)
        if len(name) < 2 or len(other) < 2 or edits(name, other) != 1:
            continue
        if not number or not party.number or edits(number, party.number) <= FAR_DIGITS:
            return role
    return ""


def _covers(
    documents: list[Document], candidates: Candidates, policy: Policy
) -> Iterable[Document]:
    """Give each register cover the role of the nearest member page.

    A cover beside a stranger's page, or beside none, gets the role of its head if that is a person
    of the case.
    """
    members = [d for d in documents if d.type == "household_register_member"]
    covers = [d for d in documents if d.type == "household_register_cover"]
    pairs = sorted(
        (_distance(cover, member, policy), i, j)
        for i, cover in enumerate(covers)
        for j, member in enumerate(members)
        if not strangers(member, policy)
    )
    role: dict[str, str] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if covers[i].id not in role and j not in taken:
            role[covers[i].id] = members[j].role
            taken.add(j)
    for document in documents:
        if document.type == "household_register_cover":
            own = role.get(document.id)
            own = _head_of(document, candidates, policy) if own is None else own
            yield document.model_copy(update={"role": own})
        else:
            yield document


def _head_of(cover: Document, candidates: Candidates, policy: Policy) -> str:
    head = look(cover, "head_name", policy)
    people = ((role, party) for role, party in candidates if role != "handler")
    return next((r for r, who in people if head.sure and folded(head.text) == folded(who.name)), "")


def _distance(cover: Document, member: Document, policy: Policy) -> tuple[int, int, int]:
    """Distance of a cover and a member page: same page, same file, then by the head's name."""
    here, there = _place(cover), _place(member)
    name = folded(look(member, "name", policy).text)
    head = folded(look(cover, "head_name", policy).text)
    kin = 0 if name and name == head else 1
    if here is None or there is None or here.file != there.file:
        return (2, kin, 0)
    gap = abs(here.page - there.page)
    return (0 if gap <= 1 else 1, kin, gap)


def _place(document: Document) -> PageRef | None:
    return document.pages[0] if document.pages else None
