"""From pages to documents: what each page is, and which pages make one document.

File names mean nothing. A page may hold two documents; a document may run over pages,
files, and both sides of a card. What is not known is `unknown`, never forced.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.models.page import FileReading, Page
from core.text.fold import squeeze
from core.text.sheet import Sheet
from extractors.kit.fields import DocumentType
from extractors.packet.recognise import ENOUGH, TITLE, Guess, heading, recognise, surety

COVER_LINES = 16  # a cover page has no more lines than this
APART = 0.12  # two headings of two documents on a page stand at least so far apart
_PAGE_OF = re.compile(
    r"第([0-9]{1,2})页[/,]?(?:\(?共([0-9]{1,2})页)?|当前第([0-9]{1,2})页|^-?([0-9]{1,2})-?$"
)


@dataclass
class Draft:
    """A document in the making: its type, sheets in order, and how sure the type is."""

    kind: DocumentType | None
    sheets: list[Sheet] = field(default_factory=list)
    confidence: float = 0.0
    titled: bool = False

    @property
    def cover_only(self) -> bool:
        return self.titled and len(self.sheets) == 1 and len(self.sheets[0].lines) <= COVER_LINES


@dataclass(frozen=True)
class Part:
    """A page or a part of one, with what it may be."""

    sheet: Sheet
    guesses: tuple[Guess, ...]

    @property
    def best(self) -> Guess | None:
        return self.guesses[0] if self.guesses else None


def split(files: Sequence[FileReading], kinds: Sequence[DocumentType]) -> list[Draft]:
    """The documents of the packet in page order; pages of no known type are drafts too."""
    drafts: list[Draft] = []
    for file in files:
        drafts.extend(_split_file(file, kinds))
    return _gather(drafts)


def _split_file(file: FileReading, kinds: Sequence[DocumentType]) -> list[Draft]:
    drafts: list[Draft] = []
    for page in file.pages:
        if page.blank or page.trouble:
            continue
        for part in parts(page, kinds):
            _place(part, drafts)
    return drafts


def parts(page: Page, kinds: Sequence[DocumentType]) -> list[Part]:
    """The page as one part, or cut between the headings of two documents on it."""
    sheet = Sheet.of(page)
    whole = Part(sheet, tuple(recognise(sheet, kinds)))
    titled = sorted((g for g in whole.guesses if g.titled), key=lambda g: g.at)
    for upper, lower in itertools.pairwise(titled):
        if lower.at - upper.at < APART:
            continue
        cut = lower.at - 2.0 * sheet.line_height
        halves = [sheet.within(0.0, cut), sheet.within(cut, 1.0)]
        found = [Part(half, tuple(recognise(half, kinds))) for half in halves]
        if _are_two(found, upper, lower):
            return found
    return [whole]


def _are_two(found: Sequence[Part], upper: Guess, lower: Guess) -> bool:
    """Whether each half is surely the type whose heading it carries, and the other is not."""
    first, second = found[0].best, found[1].best
    if first is None or second is None:
        return False
    return (
        first.kind is upper.kind
        and second.kind is lower.kind
        and min(first.score, second.score) >= TITLE + 1.0
        and heading(found[0].sheet, lower.kind.titles) is None
    )


def _place(part: Part, drafts: list[Draft]) -> None:
    """Join the part to the document before it in its file, or begin a new one."""
    last = drafts[-1] if drafts else None
    best = part.best
    if last is not None and last.kind is not None and _continues(part, last):
        last.sheets.append(part.sheet)
        if best is not None and best.kind is last.kind:
            last.titled = last.titled or best.titled
            last.confidence = max(last.confidence, surety(part.guesses))
        return
    kind = best.kind if best else None
    drafts.append(Draft(kind, [part.sheet], surety(part.guesses), bool(best and best.titled)))


def _continues(part: Part, last: Draft) -> bool:
    """Whether a page goes on with the document of the page before it."""
    kind = last.kind
    assert kind is not None
    best = part.best
    number = page_number(part.sheet)
    same = next((g for g in part.guesses if g.kind is kind), None)
    if best is not None and best.kind is kind:
        if not kind.joins:
            return number is not None and number > 1 and not best.titled
        return not best.titled or last.cover_only or (number is not None and number > 1)
    if not kind.joins:
        return False
    if best is None:
        return _follows(part.sheet, last)
    weak = best.score < ENOUGH + 1.0 and not best.titled
    return weak and (same is not None or _follows(part.sheet, last))


def _follows(sheet: Sheet, last: Draft) -> bool:
    """An unknown page that its page number or its words tie to the contract before it."""
    number = page_number(sheet)
    before = page_number(last.sheets[-1])
    if number is not None and before is not None and number == before + 1:
        return True
    text = "".join(squeeze(line) for line in sheet.folded)
    assert last.kind is not None
    return any(squeeze(word) in text for word in last.kind.words[:20])


def page_number(sheet: Sheet) -> int | None:
    """The page number printed at the foot or head, such as 第2页/共3页, -2-, 2."""
    for line in reversed(sheet.lines):
        text = squeeze(line.text)
        match = _PAGE_OF.search(text) if len(text) <= 24 else None
        if match and (line.box.cy > 0.85 or line.box.cy < 0.1 or "页" in text):
            return int(next(g for g in (match[1], match[3], match[4]) if g))
    return None


def _gather(drafts: list[Draft]) -> list[Draft]:
    """Bring together the pages of a contract that came in separate files.

    A cover is a home for pages of its type that carry none; so is a first page. A page
    joins the home that names the same people, or the only home there is.
    """
    result = list(drafts)
    for kind in {id(d.kind): d.kind for d in drafts if d.kind and d.kind.joins}.values():
        ours = [d for d in result if d.kind is kind]
        homes = [d for d in ours if d.cover_only] or [d for d in ours if d.titled]
        loose = [d for d in ours if not any(d is h for h in homes) and _is_loose(d, homes)]
        own = _own_names(homes)
        for other in loose:
            home = _home(other, homes, own)
            if home is not None:
                home.sheets.extend(other.sheets)
                result = [d for d in result if d is not other]
        for home in homes:
            home.sheets[1:] = sorted(home.sheets[1:], key=_rank)
    return result


def _is_loose(draft: Draft, homes: Sequence[Draft]) -> bool:
    """A fragment: untitled pages, or a single titled page where covers stand alone."""
    return not draft.titled or (len(draft.sheets) == 1 and any(h.cover_only for h in homes))


def _own_names(homes: Sequence[Draft]) -> list[set[str]]:
    """The parties each home names and no other does: a shared employer tells nothing."""
    names = [_names(home) for home in homes]
    return [
        mine - {name for j, theirs in enumerate(names) if j != i for name in theirs}
        for i, mine in enumerate(names)
    ]


def _home(other: Draft, homes: Sequence[Draft], own: Sequence[set[str]]) -> Draft | None:
    """The home whose people the fragment names; the only one where nobody is named."""
    if len(homes) == 1:
        return None if _are_strangers(other, homes[0]) else homes[0]
    text = _text(other)
    scores = [sum(name in text for name in names) for names in own]
    best = max(scores, default=0)
    return homes[scores.index(best)] if best > 0 and scores.count(best) == 1 else None


def _are_strangers(other: Draft, home: Draft) -> bool:
    """Whether both name their parties, and neither names one of the other's."""
    mine, theirs = _names(other), _names(home)
    return bool(mine and theirs) and not any(
        name in text
        for names, text in ((mine, _text(home)), (theirs, _text(other)))
        for name in names
    )


def _rank(sheet: Sheet) -> tuple[int, int]:
    """Page order by printed number; a page without one before the signature page."""
    number = page_number(sheet)
    text = "".join(squeeze(line) for line in sheet.folded)
    signs = "签字" in text or "签章" in text or "盖章" in text
    return (number if number is not None else (90 if signs else 50), int(signs))


_NAME = re.compile(
    r"(?:甲方|乙方|出租人|承租人|出租方|承租方)(?:\([^()]{1,8}\))?(?:姓名|名称)?(:?)([一-鿿()]{2,30}?)"
    r"(?=性别|身份证|居民|证件|法定|签订|联系|电话|乙方|承租|\n|$)"
)


def _names(draft: Draft) -> set[str]:
    """The people and firms a document names as its parties."""
    found = _NAME.findall(_text(draft))
    return {name for colon, name in found if name[0] != "(" and (colon or len(name) <= 4)}


def _text(draft: Draft) -> str:
    """The running text, a line for each row."""
    return "\n".join(
        "".join(squeeze(sheet.folded[i]) for i in row)
        for sheet in draft.sheets
        for row in sheet.rows
    )
