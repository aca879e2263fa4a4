"""Papers that a packet may hold without having been recognised.

A paper is surely missing only if every page is accounted for. An unreadable page may be any paper.
An unrecognised page may be a paper that it resembles; so may a page of another type if the type is
not sure or its words fit the missing paper equally well.
"""

import re
from dataclasses import dataclass

from core.models.document import FOREIGN, Document
from validators.ground.case import Case
from validators.ground.kept import kept
from validators.policy import Policy

UNKNOWN = "unknown"
KNOWN_TYPE = 0.8
"""Minimum type confidence at which a paper counts as recognised."""
STRANGE = 0.9
"""Minimum probability at which a paper is surely one that the guide never asks for."""
GUESS = 0.02
"""Minimum probability at which a paper may be of a type."""
RIVAL = 0.05
"""The same for a paper with a sure type."""
FAR = 0.6
"""Below this share of its likeness to another type, a paper was misclassified."""
CLOSE = 0.25
"""Minimum likeness at which a foreign paper may be of a type: invoices resemble each other."""
NEARLY = 0.85
"""A paper whose likeness to another type comes this close may be of it, however sure its type:
sister forms (new and renewal, marriage and divorce) share nearly all their words.
"""

FORMLESS = frozenset(
    {"conversion_evidence", "outstanding_contribution_evidence", "award_supporting_evidence"}
)
"""Evidence without a fixed form: any paper that shares its words may be it."""


@dataclass(frozen=True)
class Hidden:
    """Where a missing paper may be: unread pages, and papers that may be it."""

    unread: tuple[str, ...] = ()
    papers: tuple[Document, ...] = ()
    types: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unread or self.papers)

    def zh(self, policy: Policy) -> str:
        """The places and what they may be, for a person to look there."""
        parts = [f"{place(paper)}可能是{self._name(paper, policy)}" for paper in self.papers]
        if self.unread:
            parts.append(f"{'、'.join(self.unread)}未能辨认")
        return f"{'；'.join(parts)}，请核对" if parts else ""

    def en(self, policy: Policy) -> str:
        """The same in English."""
        parts = [
            f"{place_en(paper)} may be: {self._name_en(paper, policy)}" for paper in self.papers
        ]
        if self.unread:
            parts.append(f"{', '.join(map(in_english, self.unread))} could not be read")
        return f"{'; '.join(parts)}; please check" if parts else ""

    def _name(self, paper: Document, policy: Policy) -> str:
        return "或".join(policy.title(kind) for kind in self.types if may_be(paper, kind))

    def _name_en(self, paper: Document, policy: Policy) -> str:
        return " or ".join(policy.title_en(kind) for kind in self.types if may_be(paper, kind))


@kept
def hidden(case: Case, *types: str) -> Hidden:
    """Where papers of these types may be that were not found."""
    kinds = tuple(dict.fromkeys(kind.partition(":")[0] for kind in types))
    papers = (paper for paper in case.documents if paper.type not in kinds)
    found = tuple(paper for paper in papers if any(may_be(paper, kind) for kind in kinds))
    return Hidden(case.unread, found, kinds)


def may_be(paper: Document, kind: str) -> bool:
    """Whether a paper of another recognised type may be of this type."""
    guessed = {guess.type: guess.confidence for guess in paper.guesses}
    alike = {guess.type: guess.confidence for guess in paper.likeness}
    if paper.foreign and guessed.get(FOREIGN, 0.0) >= STRANGE:
        return alike.get(kind, 0.0) >= CLOSE
    if paper.type == UNKNOWN or paper.confidence <= KNOWN_TYPE:
        return guessed.get(kind, 0.0) >= GUESS or kind in alike
    if guessed.get(kind, 0.0) >= RIVAL:
        return True
    if kind in FORMLESS:
        return kind in alike
    return kind in alike and alike[kind] >= alike.get(paper.type, 0.0) * NEARLY


def next_page(case: Case, paper: Document, policy: Policy) -> Document | None:
    """The unrecognised page right after a paper in its file: it may be its last page.

    The same holds for a page of a type that lacks everything such papers always show.
    """
    last = paper.pages[-1]
    return next(
        (
            other
            for other in case.documents
            if ((other.type == UNKNOWN and not other.foreign) or _is_bare(other, policy))
            and (other.pages[0].file, other.pages[0].page) == (last.file, last.page + 1)
        ),
        None,
    )


def _is_bare(paper: Document, policy: Policy) -> bool:
    """Whether a paper shows nothing of what every paper of its type has."""
    due = policy.printed(paper.type)
    if not due or paper.sides or len(paper.pages) > 1:
        return False
    return not any(name in paper.fields and paper.fields[name].value for name in due)


def known(paper: Document) -> bool:
    """Whether a paper's type is sure."""
    return paper.confidence >= KNOWN_TYPE and not mistaken(paper)


def mistaken(paper: Document) -> bool:
    """Whether a paper's words fit another type much better: then none of its fields is sure."""
    if not paper.likeness:
        return False
    kind, first = paper.type, paper.likeness[0].confidence * FAR
    for one in paper.likeness:
        if one.type == kind:
            return one.confidence < first
    return first > 0.0


def place(paper: Document) -> str:
    """File and page, as “扫描件0010.pdf 第 1 页”."""
    found = [f"{file} 第 {'、'.join(pages)} 页" for file, pages in _pages(paper).items()]
    return "、".join(found) or paper.id


def place_en(paper: Document) -> str:
    """File and page, as “scan0010.pdf page 1”."""
    found = [f"{file} page {', '.join(pages)}" for file, pages in _pages(paper).items()]
    return ", ".join(found) or paper.id


def in_english(name: str) -> str:
    """The English name of an unread file, page or part of a file.

    >>> in_english("scan0010.pdf 第 1 页")
    'scan0010.pdf page 1'
    """
    name = re.sub(r" 第 ([0-9]+) 页$", r" page \1", name).replace(" 内的 ", ": ")
    return re.sub(r"^第([0-9]+)次/", r"submission \1/", name)


def _pages(paper: Document) -> dict[str, list[str]]:
    """The page numbers of a paper for each file that has some of its pages."""
    found: dict[str, list[str]] = {}
    for page in paper.pages:
        found.setdefault(page.file, []).append(str(page.page))
    return found
