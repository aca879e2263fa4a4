"""What a packet may hold besides what was understood of it.

A paper is surely missing only where every page is accounted for. What could not be read at all
may be any paper. What was read and not known may be one that it resembles; so may what was
taken for another type, where that is not sure or its words are as much those of the missing one.
"""

import re
from dataclasses import dataclass

from core.models.document import FOREIGN, Document
from validators.ground.case import Case
from validators.ground.kept import kept
from validators.policy import Policy

UNKNOWN = "unknown"
KNOWN = 0.8
"""From this confidence of its type on a paper counts as recognised."""
STRANGE = 0.9
"""From here on a paper is surely one that the guide never asks for."""
GUESS = 0.02
"""From this probability on a paper may be of a type."""
RIVAL = 0.05
"""The same of a paper whose type is sure."""
FAR = 0.6
"""A paper whose words are less its own type's than this share of another's was mistaken for it."""
CLOSE = 0.25
"""A foreign paper whose words are as much a type's may be of it: one invoice is like another."""
NEARLY = 0.85
"""A paper whose words are so nearly as much another type's may be of it, however sure its type:
sister forms (new and renewal, marriage and divorce) share nearly all their words."""

FORMLESS = frozenset(
    {"conversion_evidence", "outstanding_contribution_evidence", "award_supporting_evidence"}
)
"""Evidence that has no form of its own: whatever shares its words may be it."""


@dataclass(frozen=True)
class Hidden:
    """Where a missing paper may be: what was not read, and papers that may be it."""

    unread: tuple[str, ...] = ()
    papers: tuple[Document, ...] = ()
    types: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unread or self.papers)

    def zh(self, policy: Policy) -> str:
        """The places and what they may be, for a person to look there."""
        told = [f"{place(paper)}可能是{self._name(paper, policy)}" for paper in self.papers]
        if self.unread:
            told.append(f"{'、'.join(self.unread)}未能辨认")
        return f"{'；'.join(told)}，请核对" if told else ""

    def en(self, policy: Policy) -> str:
        """The same in English."""
        told = [
            f"{place_en(paper)} may be: {self._name_en(paper, policy)}" for paper in self.papers
        ]
        if self.unread:
            told.append(f"{', '.join(map(in_english, self.unread))} could not be read")
        return f"{'; '.join(told)}; please check" if told else ""

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
    """Whether a paper that was not taken for this type may yet be of it."""
    guessed = {guess.type: guess.confidence for guess in paper.guesses}
    alike = {guess.type: guess.confidence for guess in paper.likeness}
    if paper.foreign and guessed.get(FOREIGN, 0.0) >= STRANGE:
        return alike.get(kind, 0.0) >= CLOSE
    if paper.type == UNKNOWN or paper.confidence <= KNOWN:
        return guessed.get(kind, 0.0) >= GUESS or kind in alike
    if guessed.get(kind, 0.0) >= RIVAL:
        return True
    if kind in FORMLESS:
        return kind in alike
    return kind in alike and alike[kind] >= alike.get(paper.type, 0.0) * NEARLY


def next_page(case: Case, paper: Document, policy: Policy) -> Document | None:
    """The page right behind a paper in its file that is nothing known: it may be its last.

    So may one of a type of which it shows nothing that always stands on such a paper.
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
    """Whether nothing was read on a paper of what every paper of its type shows."""
    due = policy.printed(paper.type)
    if not due or paper.sides or len(paper.pages) > 1:
        return False
    return not any(name in paper.fields and paper.fields[name].value for name in due)


def known(paper: Document) -> bool:
    """Whether a paper is surely what it was taken for."""
    return paper.confidence >= KNOWN and not mistaken(paper)


def mistaken(paper: Document) -> bool:
    """Whether a paper's words are far more another type's: then no field of it is sure either."""
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
    """The name of a file or page, or of what a file holds, that was not read.

    >>> in_english("scan0010.pdf 第 1 页")
    'scan0010.pdf page 1'
    """
    name = re.sub(r" 第 ([0-9]+) 页$", r" page \1", name).replace(" 内的 ", ": ")
    return re.sub(r"^第([0-9]+)次/", r"submission \1/", name)


def _pages(paper: Document) -> dict[str, list[str]]:
    """The numbers of its pages in each file that holds some of them."""
    found: dict[str, list[str]] = {}
    for page in paper.pages:
        found.setdefault(page.file, []).append(str(page.page))
    return found
