"""Pairing covers and pages of household registers: a family copies one booklet once."""

import re

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import Party
from validators.facts.sole import holder_on
from validators.ground.case import Case
from validators.ground.compare import same
from validators.ground.look import Value, look
from validators.policy import Policy

COVER, MEMBER = "household_register_cover", "household_register_member"
COLLECTIVE = "集体"
HEAD = ("户主", "本人")
FAMILY = ("applicant", "spouse", "child")
"""Who may be in one booklet with the applicant; an owner's household is a separate one."""
KIN = {"spouse": re.compile("妻|夫|配偶|爱人"), "child": re.compile("子|女|儿")}
"""Relations of the spouse and the child to the head of the household."""
FARTHER = re.compile("孙|侄|甥|外|媳|婿")


def head_of(cover: Document, page: Document, policy: Policy) -> Value:
    """The head's name on a cover; the head's own page helps to locate it."""
    head, name = look(cover, "head_name", policy), look(page, "name", policy)
    relation = look(page, "relation", policy)
    if relation.sure and relation.text in HEAD and name.sure:
        return holder_on(head, (Party(name.text),))
    return head


def collective(cover: Document, page: Document, policy: Policy) -> bool:
    """Whether cover and page are of a collective household."""
    values = (look(cover, "household_type", policy), look(page, "relation", policy))
    return any(COLLECTIVE in value.text for value in values)


def fits(cover: Document, page: Document, policy: Policy) -> bool | None:
    """Whether cover and page may be of one household; None if too little was read.

    The numbers must be equal if both have one; else the person who is 户主 is the head on the
    cover.
    """
    one, two = (look(paper, "household_number", policy) for paper in (cover, page))
    if one.text and two.text:
        return same(one, two)
    if collective(cover, page, policy):
        return True
    relation, head = look(page, "relation", policy), head_of(cover, page, policy)
    name = look(page, "name", policy)
    if not relation.sure or not head.text or not name.text:
        return None
    named = same(head, name)
    if named is None:
        return None
    fitting = (relation.text in HEAD) is named
    vague = (one, two) if fitting else (look(cover, "household_type", policy),)
    return None if _unread(*vague) else fitting


def _unread(*values: Value) -> bool:
    """Whether a number or the kind of household is present but unread."""
    return any(value.state == "doubt" and not value.text for value in values)


def shared(role: str, case: Case, policy: Policy) -> tuple[bool | None, tuple[Document, ...]]:
    """Whether another person's cover belongs to this role's pages too, and those covers."""
    pages = case.of(MEMBER, role=role)
    covers = tuple(cover for cover in case.of(COVER) if cover.role in FAMILY)
    if role not in FAMILY or not pages or not covers:
        return False, ()
    found = [[(_shares(cover, page, case, policy), cover) for cover in covers] for page in pages]
    if all(any(answer for answer, _ in row) for row in found):
        good = {cover.id: cover for row in found for answer, cover in row if answer}
        return True, tuple(good.values())
    open_ = all(any(answer is not False for answer, _ in row) for row in found)
    return (None, covers) if open_ else (False, ())


def _shares(cover: Document, page: Document, case: Case, policy: Policy) -> bool | None:
    """As `fits`, for a cover beside another person's page: the relation must be to its head."""
    answer = fits(cover, page, policy)
    if COLLECTIVE in look(cover, "household_type", policy).text:
        one = COLLECTIVE in look(page, "relation", policy).text
        return answer if one else None  # a collective household's cover belongs to no family
    numbers = [look(paper, "household_number", policy).text for paper in (cover, page)]
    if not answer or all(numbers) or page.role not in KIN:
        return answer
    head, relation = look(cover, "head_name", policy), look(page, "relation", policy).text
    own = parties.couple(case, policy)
    if not any(party.name == head.text for party in own) or relation in HEAD:
        return answer
    direct = bool(KIN[page.role].search(relation)) and not FARTHER.search(relation)
    return True if direct else None
