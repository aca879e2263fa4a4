"""What a packet must hold, and the guide's own words for each of its papers."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from pydantic import Field

from core.models.finding import Clause
from validators.policy.tables import Home, PolicyData


class Requirement(PolicyData):
    """What a packet must hold: exactly one of `paper`, `any_of`, `all_of` is given.

    Rules use `id`; `name` is only for display.
    """

    id: str = Field(default="", pattern=r"^[a-z0-9_]*$")
    paper: str = ""
    any_of: tuple["Requirement", ...] = ()
    all_of: tuple["Requirement", ...] = ()
    name: str = ""
    name_en: str = ""
    when: str = ""
    holds: str = ""
    once_a_year: bool = False
    housing: tuple[Home, ...] = ()

    def __hash__(self) -> int:
        """By identity: states of a requirement are kept by it, and looked up very often."""
        return id(self)

    @property
    def type(self) -> str:
        return self.paper.partition(":")[0]

    @property
    def role(self) -> str:
        return self.paper.partition(":")[2]


class Citation(PolicyData):
    """The guide's words for some papers of a packet (type, or type:role)."""

    papers: tuple[str, ...]
    section: str
    quote: str

    def fits(self, wanted: set[str]) -> tuple[bool, int, int]:
        """Sort key of the fit: half of its own papers match, number of matches, fewer papers."""
        hits = len(wanted & set(self.papers))
        return 2 * hits >= len(self.papers), hits, -len(self.papers)


class ServicePapers(PolicyData):
    """What a complete packet of a service holds."""

    service: str
    rule: str
    needs: Requirement
    cites: tuple[Citation, ...] = ()

    def clause(self, papers: Iterable[str]) -> Clause | None:
        """The fewest guide quotes that cover these papers; None if a paper has none."""
        left, found = set(papers), list[Citation]()
        while left:
            best = max(self.cites, key=lambda one: one.fits(left), default=None)
            if best is None or not left & set(best.papers):
                return None
            found.append(best)
            left -= set(best.papers)
        cited = [one for one in self.cites if one in found]
        if not cited:
            return None
        return Clause(
            section=" / ".join(dict.fromkeys(one.section for one in cited)),
            quote="；".join(dict.fromkeys(one.quote for one in cited)),
        )

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of all papers that the service may ask for."""
        return frozenset(need.type for need in _within(self.needs) if need.type)

    def need(self, name: str) -> Requirement | None:
        """The requirement with that id, None if the service has none."""
        return next((need for need in self.needs.all_of if need.id == name), None)


def _within(need: Requirement) -> Iterator[Requirement]:
    """The requirement and all that it consists of."""
    yield need
    for part in (*need.any_of, *need.all_of):
        yield from _within(part)
