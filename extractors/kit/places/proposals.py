"""Adds the finds of a type's own readers to the candidates."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from core.models.document import Field, Kind
from core.numbers.amounts import IN_WORDS
from core.numbers.credit_code import is_valid as code_is_valid
from core.numbers.identity import is_valid as id_is_valid
from core.text.fold import squeeze
from core.text.sheet import Piece
from core.text.values import TextValue
from extractors.kit.fields import FieldSpec
from extractors.kit.places.anchor import PUNCTUATION
from extractors.kit.places.assign import READ, Scored
from extractors.kit.places.candidates import Candidate, CandidatePool
from extractors.kit.places.figures import is_torn
from extractors.kit.places.layout import Claim, Layout
from extractors.kit.places.scores import Score, score
from extractors.kit.places.sentences import lead_of
from extractors.kit.places.sides import Sides
from extractors.kit.places.sifted import heads
from extractors.kit.places.structure import APART, RowSpot
from extractors.kit.places.variants import best_cut
from extractors.kit.places.words import meaning_of, plain

PROPOSED = 4.5  # score for a place found by a type's own reader
AGREED = 0.5  # added if the places alone give the same value
UNCHECKED = -3.0  # if its check digit fails and another's, at the field's label, does not
LABELLED = 3.0  # minimum score of a label there
CHECKED: dict[Kind, Callable[[str], bool]] = {
    "credit_code": code_is_valid,
    "id_number": id_is_valid,
}
HOLDS_LABEL, OVER_GAP = -4.0, -2.0  # a value with a label in it, or with words of two cells
SUM_LETTERS = f"{IN_WORDS}亿元角分整"
NAMES = ("person", "company", "address")
LEADING = 3  # letters of a label that is directly before its value
TOLD = 4  # letters of a label that a free text does not contain by chance


def with_proposal(
    spec: FieldSpec,
    proposal: Candidate,
    found: Sequence[Scored],
    layout: Layout,
    sides: Sides,
) -> list[Scored]:
    """The candidates with the reader's own find; the evidence at its place supports it."""
    same = [s for s, c in found if c.place & proposal.place]
    others = [(s, c) for s, c in found if not c.place & proposal.place]
    own = score(spec, proposal, layout, sides)
    agree = [s for s, c in found if c.value.value == proposal.value.value and s in same]
    best = max([own, *agree], key=lambda s: s.total)
    parts = {**best.parts, READ: PROPOSED}
    if any(c.value.value == proposal.value.value for _, c in found):
        parts["agreed"] = AGREED
    if not agree:
        parts |= _faults(spec, proposal, layout)
        others = list(found)
    if _is_outchecked(spec, proposal, others):
        parts["check digit fails"] = UNCHECKED
    return [(Score(parts), proposal), *others]


def _is_outchecked(spec: FieldSpec, proposal: Candidate, others: Sequence[Scored]) -> bool:
    """Whether a number's check digit fails and that of another number at the field's label is
    right.

    The end of one number and the beginning of the next can form a third number that is not printed.
    """
    if spec.kind not in CHECKED or CHECKED[spec.kind](proposal.value.value):
        return False
    return any(
        CHECKED[spec.kind](c.value.value) and s.parts.get("label", 0.0) >= LABELLED
        for s, c in others
        if not c.blank
    )


def _faults(spec: FieldSpec, proposal: Candidate, layout: Layout) -> dict[str, float]:
    """Evidence against the text of a place that no candidate has."""
    if meaning_of(spec.name).is_usual(proposal.value.value):
        return {}
    place, faults = proposal.place, {}
    if lead_of(spec, squeeze(proposal.value.value)):
        faults["words of the sentence in it"] = HOLDS_LABEL
    at: dict[int, list[int]] = {}
    for n, k in sorted([layout.places[char] for char in place if char in layout.places]):
        at.setdefault(n, []).append(k)
    for n, own in at.items():
        row = layout.rows[n]
        inner = [a for a in layout.anchors[n] if a.firm or a.label in layout.words.prose]
        if any(place.issuperset(row.chars[a.start : a.start + len(a.label)]) for a in inner):
            faults["a label in it"] = HOLDS_LABEL
        if any(row.gaps[k] >= APART for k in own[1:]) or len(own) < own[-1] + 1 - own[0]:
            faults["over a gap"] = OVER_GAP
    return faults


def proposal_of(spec: FieldSpec, seen: Field | None, pool: CandidatePool) -> Candidate | None:
    """The place of a field that was read, as a candidate."""
    if seen is None or seen.value is None or seen.box is None or seen.page is None:
        return None
    usual = meaning_of(spec.name).is_usual(seen.value)
    if spec.kind != "text" and plain(seen.value) in pool.layout.words.labels and not usual:
        return None  # the text is a label
    for n in pool.layout.by_page.get(seen.page.key, ()):
        row = pool.layout.rows[n]
        inside = row.within(seen.box)
        if inside:
            whole = _printed(pool.layout, n, seen) or _boxed(pool.layout, n, seen)
            if heads(row) or n in pool.layout.heads.values:
                return None
            if not usual and _in_label(spec, whole, n, pool.layout):
                return None
            if spec.kind in ("company", "person") and _leaps(whole):
                return None
            if spec.kind == "date" and _is_torn(seen.value, whole, n, pool):
                return None
            if spec.kind == "amount" and _is_headless(whole, n, pool.layout):
                return None
            piece = _up_to_label(spec, _from_its_head(spec, whole, n, pool.layout), n, pool.layout)
            read = spec.reader(piece) if len(piece.chars) != len(whole.chars) else None
            held = frozenset(piece.chars)
            indices = [k for k, char in enumerate(row.chars) if char in held]
            spot = RowSpot(n, min(indices, default=inside[0]), max(indices, default=inside[-1]) + 1)
            value = best_cut(spec, read or TextValue(seen.value, piece), pool.layout)
            return Candidate(value, spot, _claims(value.piece, spot, pool))
    return None


def _from_its_head(spec: FieldSpec, piece: Piece, n: int, layout: Layout) -> Piece:
    """An amount in words with its start from the line above: a narrow cell broke 叁万陆仟 / 伍佰元整."""
    row = layout.rows[n]
    if spec.kind != "amount" or not piece.chars or piece.chars[0] not in row.chars:
        return piece
    first = at = row.chars.index(piece.chars[0])
    if row.text[first] not in SUM_LETTERS:
        return piece
    while at > 0 and row.text[at - 1] in SUM_LETTERS and not row.starts(at):
        at -= 1
    return row.piece(at, first) + piece


def _is_headless(piece: Piece, n: int, layout: Layout) -> bool:
    """Whether an amount in words starts its part of a row and the part above ends in more of it."""
    row, above = layout.rows[n], layout.rows[n - 1] if n else layout.rows[n]
    if above.sheet is not row.sheet or not piece.chars or piece.chars[0] not in row.chars:
        return False
    at = row.chars.index(piece.chars[0])
    if row.text[at] not in SUM_LETTERS or not row.starts(at):
        return False
    box = row.box(at, at + 1)
    return any(
        above.text[end - 1] in SUM_LETTERS and above.box(start, end).over(box)
        for start, end in above.segments
    )


def _is_torn(day: str, piece: Piece, n: int, pool: CandidatePool) -> bool:
    """Whether the value read is the first part of a day that a line break split."""
    held = frozenset(piece.chars)
    longer = any(
        held < frozenset(value.piece.chars) and value.value != day
        for _, value in pool.numbers("date")
    )
    return longer or is_torn(piece, n, pool.layout)


def _leaps(piece: Piece) -> bool:
    """Whether a name continues in another column's cell: one line begins far left of the other.

    A value that follows its label in one line continues at the text's left edge; the first line of
    a cell is a detected line of its own.
    """
    for one, two in pairwise(piece.chars):
        if one.line == two.line or one.sheet is not two.sheet:
            continue
        first, second = one.sheet.lines[one.line].box, two.sheet.lines[two.line].box
        starts = piece.chars[0].line == one.line and piece.chars[0].at == 0
        unit = first.height * one.sheet.aspect
        if starts and second.cy > first.cy and second.x1 < first.x0 + unit:
            return True
    return False


def _in_label(spec: FieldSpec, piece: Piece, n: int, layout: Layout) -> bool:
    """Whether the value read is another field's label or part of one: 土地 of 土地使用期限."""
    row, held = layout.rows[n], frozenset(piece.chars)
    for anchor in layout.anchors[n]:
        label = frozenset(row.chars[anchor.start : anchor.start + len(anchor.label)])
        whole = held == label and anchor.sure >= 1.0 and len(anchor.label) >= TOLD
        part = held < label and anchor.firm and bool(anchor.fields)
        if (whole or part) and spec.name not in anchor.fields:
            return True
    return False


def _up_to_label(spec: FieldSpec, piece: Piece, first: int, layout: Layout) -> Piece:
    """The piece up to the row where another field's label begins: a column is not one value.

    No name and no address has a line that begins with another field's label.
    """
    spans = layout.spans(piece.chars)
    for n in sorted(n for n in spans if n > first):
        row, at = layout.rows[n], spans[n][0]
        others = [a for a in layout.anchors[n] if a.fields and spec.name not in a.fields]
        led = any(
            a.firm and a.end <= at and not row.text[a.end : at].strip(PUNCTUATION) for a in others
        )
        begun = spec.kind in NAMES and any(
            a.start == at and len(a.label) >= LEADING for a in others
        )
        if led or begun:
            beyond = {char for other in layout.rows[n:] for char in other.chars}
            return Piece(tuple(char for char in piece.chars if char not in beyond))
    return piece


def _claims(piece: Piece, spot: RowSpot, pool: CandidatePool) -> tuple[Claim, ...]:
    """The claims to any line of a value: its label may be beside the second line."""
    found, spans = list(pool.claims(spot)), pool.layout.spans(piece.chars)
    for n in range(spot.row + 1, spot.row + 5):
        if n in spans:
            found += pool.claims(RowSpot(n, *spans[n]))
    return tuple(sorted(found, key=lambda c: -c.strength))


def _printed(layout: Layout, n: int, seen: Field) -> Piece | None:
    """The characters of a value that continues from one row to the next."""
    text = "".join(row.text for row in layout.rows[n : n + 4])
    want = squeeze(seen.raw)
    at = text.find(want) if want else -1
    if at < 0:
        return None
    chars = [c for row in layout.rows[n : n + 4] for c in row.chars]
    while at >= 0:
        piece = Piece(tuple(chars[at : at + len(want)]))
        if seen.box is not None and all(layout.is_in(c, seen.box) for c in piece.chars):
            return piece
        at = text.find(want, at + 1)
    return None


def _boxed(layout: Layout, n: int, seen: Field) -> Piece:
    """The characters in the box of a value, on the sheet of row n.

    A box over two lines holds more than the value: only the characters that spell it are kept.
    """
    sheet, box = layout.rows[n].sheet, seen.box
    assert box is not None
    rows = [row for row in layout.rows if row.sheet is sheet]
    labels = {
        row.chars[k]
        for m, row in enumerate(layout.rows)
        for anchor in layout.anchors[m]
        if anchor.firm and row.sheet is sheet
        for k in range(anchor.start, anchor.end)
    }
    whole = [(row.chars[k], row.text[k]) for row in rows for k in row.within(box)]
    want = squeeze(seen.raw)
    for chars in ([c for c in whole if c[0] not in labels], whole):
        spelt = SequenceMatcher(None, [ch for _, ch in chars], want, autojunk=False)
        found = [k for a, _, size in spelt.get_matching_blocks() for k in range(a, a + size)]
        if len(found) == len(want):
            return Piece(tuple(chars[k][0] for k in found))
    return Piece(tuple(char for char, _ in whole))
