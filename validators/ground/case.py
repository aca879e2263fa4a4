"""The part of a packet that rules may use: no file, no clock, no network."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar, cast

from core.models.application import Application
from core.models.document import Document
from core.models.filing import FiledBefore

NONE = frozenset(("无", "否", "没有", "未填报", "False", "false", "none"))
"""Words in a record for "none"; an absent key means unknown."""
CONDITIONS = range(1, 9)
"""The conditions of guide 二（二）, one of which is declared."""
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """One packet as the rules see it.

    `day` is the day of filing. `unread` names files and pages that could not be read well enough to
    know what they are; while there are any, a missing paper may be among them; `unread_why` says
    for each why it was not opened and what to do. `assumed` lists the values assumed because no
    record was given. `filed` are papers that are filed once a calendar year and that accepted
    packets of the same unit held this year. `day_given` is false if no filing day was given and the
    day of the check is used instead.
    """

    packet: str
    service: str
    day: date
    condition: int | None
    housing: str | None
    documents: tuple[Document, ...]
    application: Application
    unread: tuple[str, ...] = ()
    unread_why: Mapping[str, str] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()
    filed: tuple[FiledBefore, ...] = ()
    day_given: bool = True
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Results computed for this case; see `keep`."""

    def keep(self, what: Hashable, work: Callable[[], T]) -> T:
        """The result of `work` on this case, computed once: many rules need the same result."""
        if what not in self.kept:
            self.kept[what] = work()
        return cast(T, self.kept[what])

    def tried(self, **other: Any) -> "Case":
        """The same case with some attributes changed."""
        return replace(self, **other)

    def of(self, *types: str, role: str | None = None) -> tuple[Document, ...]:
        """The documents of these types, of one role if given."""
        if len(types) == 1:
            found = self._by_type.get(types[0], ())
        else:
            found = tuple([one for one in self.documents if one.type in types])
        return found if role is None else tuple([one for one in found if one.role == role])

    @property
    def _by_type(self) -> Mapping[str, tuple[Document, ...]]:
        """The documents of each type."""
        return self.keep("documents by type", lambda: _by_type(self.documents))

    def first(self, *types: str, role: str | None = None) -> Document | None:
        """The first document of these types, in the order of the types."""
        for kind in types:
            if found := self.of(kind, role=role):
                return found[0]
        return None


def _by_type(documents: tuple[Document, ...]) -> dict[str, tuple[Document, ...]]:
    found: dict[str, tuple[Document, ...]] = {}
    for one in documents:
        found[one.type] = (*found.get(one.type, ()), one)
    return found


def fact(case: Case, name: str) -> str | None:
    """A field of the system record, as text."""
    value = case.application.extra.get(name)
    return None if value in (None, "") else str(value)
