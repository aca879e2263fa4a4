"""Which pages form which papers, as people decided. Pure; works on page names only.

`regrouped` applies edits in order. `holding` takes edits made on other pages and says which
still apply here, and why the others lapse.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from core.errors import BilingualText
from core.models.edit import (
    Aside,
    Edit,
    Fill,
    Merge,
    Move,
    PageName,
    Pages,
    Reason,
    Retype,
    Rotation,
    Split,
    Turn,
)

GONE, OTHERWISE = BilingualText.of("lapsed.page_gone"), BilingualText.of("lapsed.asunder")
SHARED, FILLED = BilingualText.of("lapsed.shared"), BilingualText.of("lapsed.filled")
NOWHERE, NOTHING = BilingualText.of("lapsed.nowhere"), BilingualText.of("lapsed.nothing")
LAID_ASIDE = BilingualText.of("lapsed.laid_aside")


class Lapsed(Exception):
    """An edit that does not apply to these pages, and why."""

    def __init__(self, said: BilingualText) -> None:
        super().__init__(said.en)
        self.text = said


@dataclass(frozen=True)
class PageGroup:
    """Pages that form a document. `type` is None until it is worked out from the pages."""

    pages: Pages
    type: str | None = None
    surety: float = 0.0
    """How sure the type was of the document that these pages come from."""
    told: bool = False
    """A person chose the type."""
    aside: Reason | None = None
    filled: tuple[Fill, ...] = ()


class Grouping(NamedTuple):
    """The papers, the other pages, and the pages to read in another direction."""

    groups: tuple[PageGroup, ...]
    blank: frozenset[PageName] = frozenset()
    """Pages that belong to no paper."""
    turned: Mapping[PageName, Rotation] = {}


class Lapse(NamedTuple):
    """An edit that does not apply, and why."""

    edit: Edit
    why: BilingualText


def regrouped(now: Grouping, edits: Iterable[Edit]) -> Grouping:
    """The papers after these edits. Raises Lapsed at the first edit that does not apply."""
    for edit in edits:
        now = _after(now, edit)
    return now


def holding(now: Grouping, edits: Iterable[Edit]) -> tuple[tuple[Edit, ...], tuple[Lapse, ...]]:
    """Splits edits made elsewhere into those that apply to these papers and those that lapse.

    An edit that depends on a lapsed one lapses with it.
    """
    held, lapsed = [], []
    for edit in edits:
        try:
            now = _after(now, edit)
            held.append(edit)
        except Lapsed as error:
            lapsed.append(Lapse(edit, error.text))
    return tuple(held), tuple(lapsed)


def _after(now: Grouping, edit: Edit) -> Grouping:
    if isinstance(edit, Turn):
        return _turn(now, edit)
    change: Callable[[Sequence[PageGroup], Any], tuple[PageGroup, ...]] = _CHANGES[type(edit)]
    return now._replace(groups=change(now.groups, edit))


def _of(groups: Sequence[PageGroup], pages: Pages) -> PageGroup:
    """The document of exactly these pages. Raises Lapsed."""
    for group in groups:
        if group.pages == pages:
            if group.aside is not None:
                raise Lapsed(LAID_ASIDE)
            return group
    known = {page for group in groups for page in group.pages}
    raise Lapsed(OTHERWISE if known.issuperset(pages) else GONE)


def _holder(groups: Sequence[PageGroup], page: PageName) -> PageGroup:
    """The document that contains a page. Raises Lapsed."""
    found = next((group for group in groups if page in group.pages), None)
    if found is None:
        raise Lapsed(GONE)
    if found.aside is not None:
        raise Lapsed(LAID_ASIDE)
    return found


def _put(groups: Sequence[PageGroup], old: PageGroup, *new: PageGroup) -> tuple[PageGroup, ...]:
    return tuple(
        one for group in groups for one in (new if group is old else (group,)) if one.pages
    )


def _only(group: PageGroup, pages: Iterable[PageName]) -> PageGroup:
    """The group reduced to these pages, with the values filled in on them."""
    left = tuple(pages)
    kept = tuple(fill for fill in group.filled if fill.page in left)
    if not group.told:  # the remaining pages may be another paper
        group = replace(group, type=None, surety=0.0)
    return replace(group, pages=left, filled=kept)


def _retype(groups: Sequence[PageGroup], edit: Retype) -> tuple[PageGroup, ...]:
    old = _of(groups, edit.pages)
    if old.filled:
        raise Lapsed(FILLED)
    return _put(groups, old, replace(old, type=edit.type, surety=1.0, told=True))


def _split(groups: Sequence[PageGroup], edit: Split) -> tuple[PageGroup, ...]:
    old = _of(groups, edit.pages)
    if edit.at not in old.pages:
        raise Lapsed(NOWHERE)
    at = old.pages.index(edit.at)
    if at == 0:
        raise Lapsed(NOTHING)
    rest = PageGroup(old.pages[at:], filled=_only(old, old.pages[at:]).filled)
    return _put(groups, old, _only(old, old.pages[:at]), rest)


def _merge(groups: Sequence[PageGroup], edit: Merge) -> tuple[PageGroup, ...]:
    old, other = _of(groups, edit.pages), _of(groups, edit.others)
    if old is other:
        raise Lapsed(NOTHING)
    pages, filled = old.pages + other.pages, old.filled + other.filled
    whole = replace(old, pages=pages, filled=filled)
    return _put(_put(groups, other), old, whole)


def _move(groups: Sequence[PageGroup], edit: Move) -> tuple[PageGroup, ...]:
    source = _holder(groups, edit.page)
    target = _of(groups, edit.to) if edit.to else PageGroup(())
    rest = [page for page in target.pages if page != edit.page]
    at = min(max(0, edit.at), len(rest))
    pages = (*rest[:at], edit.page, *rest[at:])
    if pages == source.pages:
        raise Lapsed(NOTHING)
    if target is source:
        return _put(groups, source, replace(source, pages=pages))
    filled = tuple(fill for fill in source.filled if fill.page == edit.page)
    left = _only(source, (page for page in source.pages if page != edit.page))
    grown = replace(target, pages=pages, filled=target.filled + filled)
    if not edit.to:
        return _put(groups, source, left, grown)
    return tuple(
        one
        for group in groups
        for one in (left if group is source else grown if group is target else group,)
        if one.pages
    )


def _turn(now: Grouping, edit: Turn) -> Grouping:
    """A page without text becomes a document: after the turn it may have text."""
    page = edit.page
    whole = page.model_copy(update={"part": 0})
    on_it = [
        one
        for group in now.groups
        for one in group.pages
        if one.model_copy(update={"part": 0}) == whole
    ]
    if len(on_it) > 1 or page.part:
        raise Lapsed(SHARED)
    turned = {**now.turned, page: edit.rotation}
    if on_it:
        _holder(now.groups, page)
        return now._replace(turned=turned)
    if page not in now.blank:
        raise Lapsed(GONE)
    return Grouping((*now.groups, PageGroup((page,))), now.blank - {page}, turned)


def _aside(groups: Sequence[PageGroup], edit: Aside) -> tuple[PageGroup, ...]:
    old = _of(groups, edit.pages)
    return _put(groups, old, replace(old, aside=edit.reason))


def _fill(groups: Sequence[PageGroup], edit: Fill) -> tuple[PageGroup, ...]:
    old = _of(groups, edit.pages)
    if edit.page not in old.pages:
        raise Lapsed(NOWHERE)
    others = tuple(fill for fill in old.filled if fill.field != edit.field)
    return _put(groups, old, replace(old, filled=(*others, edit)))


_CHANGES: dict[type[Any], Callable[..., tuple[PageGroup, ...]]] = {
    Retype: _retype,
    Split: _split,
    Merge: _merge,
    Move: _move,
    Aside: _aside,
    Fill: _fill,
}
