"""From pages to documents: what each page is, and which pages form one document.

File names mean nothing. A page may hold two documents; a document may span pages, files, and both
sides of a card. Unrecognised pages are `unknown`, never forced into a type.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.models.page import FileReading
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors.kit.fields import TypeEntry
from extractors.packet.cutting import CARDS, PageShare, parts
from extractors.packet.queries import same_query
from extractors.packet.recognise import SURE, Guess, Recognition
from extractors.packet.running import ARTICLES, NEXT_PAGE, counted, page_number, rank, runs_on
from extractors.packet.tails import is_end, is_note, is_table_on, is_tail

SHARED = 2.0  # evidence of words that an untitled page needs to continue a document
COVER_LINES = 16  # a cover page has no more lines than this


@dataclass
class Draft:
    """An unfinished document: its type, sheets in order, and how sure the type is."""

    kind: TypeEntry | None
    sheets: list[TextSheet] = field(default_factory=list)
    confidence: float = 0.0
    titled: bool = False
    seen: list[Recognition] = field(default_factory=list)
    """The possible types of each sheet by itself."""

    @property
    def cover_only(self) -> bool:
        return self.titled and len(self.sheets) == 1 and len(self.sheets[0].lines) <= COVER_LINES

    def take(self, other: "Draft") -> None:
        """Add the other's sheets to these."""
        self.sheets.extend(other.sheets)
        self.seen.extend(other.seen)

    def arrange(self) -> None:
        """Sorts the sheets after the first by their page numbers."""
        behind = zip(self.sheets[1:], self.seen[1:], strict=True)
        pairs = sorted(behind, key=lambda pair: rank(pair[0]))
        self.sheets[1:] = [sheet for sheet, _ in pairs]
        self.seen[1:] = [seen for _, seen in pairs]


def split(files: Sequence[FileReading], kinds: Sequence[TypeEntry]) -> list[Draft]:
    """The documents of the packet in page order; pages of no known type are drafts too."""
    drafts: list[Draft] = []
    for file in files:
        drafts.extend(_split_file(file, kinds))
    return _gather(_one_query(drafts))


def _split_file(file: FileReading, kinds: Sequence[TypeEntry]) -> list[Draft]:
    drafts: list[Draft] = []
    for page in file.pages:
        if page.blank or page.trouble:
            continue
        last = drafts[-1] if drafts else None
        sheet = TextSheet.of(page)
        for part in parts(sheet, kinds, _before(sheet, last)):
            _place(part, drafts)
    return drafts


def _before(sheet: TextSheet, last: Draft | None) -> dict[str, float]:
    """The evidence from the page before that this one continues it."""
    if last is None or last.kind is None or not last.kind.joins:
        return {}
    return {last.kind.id: runs_on(last.sheets[-1], sheet)}


def _place(part: PageShare, drafts: list[Draft]) -> None:
    """Joins the part to the previous document in its file, or begins a new one."""
    last = drafts[-1] if drafts else None
    best = part.best
    if last is not None and (_continues(part, last) if last.kind else _is_foreign(part, last)):
        last.sheets.append(part.sheet)
        last.seen.append(part.seen)
        if best is not None and best.kind is last.kind:
            last.titled = last.titled or best.titled
            last.confidence = max(last.confidence, best.confidence)
        return
    kind, surety = (best.kind, best.confidence) if best else (None, 0.0)
    titled = bool(best and best.titled)
    drafts.append(Draft(kind, [part.sheet], surety, titled, [part.seen]))


def _continues(part: PageShare, last: Draft) -> bool:
    """Whether a page continues the document of the page before it."""
    kind = last.kind
    assert kind is not None
    best = part.best
    number = page_number(part.sheet)
    if best is not None and best.kind is kind:
        if not kind.joins:
            if counted(last.sheets[0], last.sheets[-1], part.sheet):
                return True  # the pages of one query, each with the window's title
            ends = kind.id not in CARDS and is_end(part.sheet, last.sheets)
            return not best.titled and (ends or (number is not None and number > 1))
        later = number is not None and number > 1
        tie = runs_on(last.sheets[-1], part.sheet)
        return not best.titled or later or tie >= ARTICLES or (last.cover_only and tie >= 0)
    if _is_rest(part, last):
        return True
    if not kind.joins:
        return False
    if _goes_on(part, last):
        return True
    if best is None:
        return part.seen.foreign < SURE and _follows(part.sheet, last)
    weak = best.confidence < SURE and not best.titled
    return weak and (_guess(part, last) is not None or _follows(part.sheet, last))


def _is_rest(part: PageShare, last: Draft) -> bool:
    """Whether page numbers or signatures show that a page belongs to the document before it.

    A form names documents in its cells: a page headed 居民身份证 belongs to the form if its number says
    so. A page that is surely of another type must be numbered and signed as the document's last
    page.
    """
    best, kind = part.best, last.kind
    assert kind is not None
    if part.seen.foreign < SURE and counted(last.sheets[0], last.sheets[-1], part.sheet):
        return True
    if part.seen.foreign >= SURE or (best and best.confidence >= SURE):
        numbered = runs_on(last.sheets[-1], part.sheet) >= NEXT_PAGE
        return kind.joins and numbered and is_tail(part.sheet, last.sheets)
    if part.seen.titled:
        return kind.joins and runs_on(last.sheets[-1], part.sheet) >= NEXT_PAGE
    if is_table_on(part.sheet, last.sheets[-1]) or (kind.noted and is_note(part.sheet)):
        return True
    return kind.joins and is_tail(part.sheet, last.sheets)


def _goes_on(part: PageShare, last: Draft) -> bool:
    """Whether an untitled page continues by number or articles, though a related type fits better.

    Contracts share their articles: a lease of public housing continues in the words of any lease.
    After a cover, only the words can decide.
    """
    if part.seen.titled:
        return False
    tie = runs_on(last.sheets[-1], part.sheet)
    if tie >= NEXT_PAGE + ARTICLES:
        return True
    guess = _guess(part, last)
    known = guess is not None and guess.phrases >= SHARED
    return known and (tie >= ARTICLES or (last.cover_only and tie >= 0))


def _guess(part: PageShare, last: Draft) -> Guess | None:
    """The part as a page of the previous type, however little evidence there is."""
    return next((g for g in part.seen.others if g.kind is last.kind), None)


def _is_foreign(part: PageShare, last: Draft) -> bool:
    """Whether a page without a heading continues a document of none of our types."""
    return (
        last.seen[0].foreign >= SURE
        and not part.seen.titled
        and runs_on(last.sheets[-1], part.sheet) >= ARTICLES
    )


def _follows(sheet: TextSheet, last: Draft) -> bool:
    """Whether the page number or words of an unknown page connect it to the contract before it."""
    if runs_on(last.sheets[-1], sheet) > 0:
        return True
    text = "".join(squeeze(line) for line in sheet.folded)
    assert last.kind is not None
    return any(squeeze(word) in text for word in last.kind.words[:20])


def _one_query(drafts: list[Draft]) -> list[Draft]:
    """Joins the pages of a query, in one file or in several."""
    result: list[Draft] = []
    for draft in drafts:
        same = (d for d in result if d.kind is draft.kind and d.kind is not None)
        home = next((d for d in same if same_query(d.sheets[-1], draft.sheets[0])), None)
        if home is None:
            result.append(draft)
        else:
            home.take(draft)
            home.confidence = max(home.confidence, draft.confidence)
    return result


def _gather(drafts: list[Draft]) -> list[Draft]:
    """Joins the pages of a contract that came in separate files.

    A cover is the home of pages of its type that have none; so is a first page. A page joins the
    home that names the same people, or the only home.
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
                home.take(other)
                result = [d for d in result if d is not other]
        for home in homes:
            home.arrange()
    return result


def _is_loose(draft: Draft, homes: Sequence[Draft]) -> bool:
    """Whether a draft is a fragment: untitled pages, or one titled page where covers are alone."""
    return not draft.titled or (len(draft.sheets) == 1 and any(h.cover_only for h in homes))


def _own_names(homes: Sequence[Draft]) -> list[set[str]]:
    """The parties that only this home names: a shared employer does not identify it."""
    names = [_names(home) for home in homes]
    return [
        own - {name for j, theirs in enumerate(names) if j != i for name in theirs}
        for i, own in enumerate(names)
    ]


def _home(other: Draft, homes: Sequence[Draft], own: Sequence[set[str]]) -> Draft | None:
    """The home whose people the fragment names; without names, the only home."""
    if len(homes) == 1:
        return None if _are_strangers(other, homes[0]) else homes[0]
    text = _text(other)
    scores = [sum(name in text for name in names) for names in own]
    best = max(scores, default=0)
    return homes[scores.index(best)] if best > 0 and scores.count(best) == 1 else None


def _are_strangers(other: Draft, home: Draft) -> bool:
    """Whether both name their parties and have no party in common."""
    own, others = _names(other), _names(home)
    return bool(own and others) and not any(
        name in text
        for names, text in ((own, _text(home)), (others, _text(other)))
        for name in names
    )


_NAME = re.compile(
    r"(?:甲方|乙方|出租人|承租人|出租方|承租方)(?:\([^()]{1,8}\))?(?:姓名|名称)?(:?)([一-鿿()]{2,30}?)"
    r"(?=性别|身份证|居民|证件|法定|签订|联系|电话|乙方|承租|\n|$)"
)


def _names(draft: Draft) -> set[str]:
    """The people and firms that a document names as its parties."""
    found = _NAME.findall(_text(draft))
    return {name for colon, name in found if name[0] != "(" and (colon or len(name) <= 4)}


def _text(draft: Draft) -> str:
    """The running text, one line for each row."""
    return "\n".join(
        "".join(squeeze(sheet.folded[i]) for i in row)
        for sheet in draft.sheets
        for row in sheet.rows
    )
