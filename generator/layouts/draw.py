"""Draw one paper of a type with a random layout from one part (tune or kept)."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.documents.pay import annotate
from generator.layouts import cards, contracts, letters, screens
from generator.layouts.board import Board
from generator.layouts.extras import finish, ground, sealed
from generator.layouts.invent import life
from generator.layouts.lexicon import TypeWords, lexicon
from generator.layouts.parts import Part
from generator.layouts.request import ANY_PAPER, PaperRequest
from generator.layouts.sharing import laid_together
from generator.layouts.sources import CaseValues, case_values
from generator.layouts.style import plain, style
from generator.layouts.values import forms
from generator.paper import Paper
from generator.seals import DrawnSeal

SCREENS = ("window", "phone")
UNKNOWN = "unknown"
"""The type of papers that no service requires."""
FOREIGN = "foreign_"
FORMAL = ("certificate", "card")
ACCOMPANIED = 0.06
"""The share of papers that share their sheet with another one."""
HALF = (210.0, 148.0)
HALVES = {"listed", "gridded", "prose", "certificate"}
"""Forms that may fit half a sheet."""
NOTE_HEIGHT = 34.0
"""The height of the handler's note below a paper, in millimetres."""
COMPANIONS = (
    "id_card", "residence_permit_card", "degree_certificate", "graduation_certificate",
    "household_register_cover", "marriage_certificate", "temporary_id_card", "foreign_ticket",
    "foreign_licence", "employer_income_statement",
)  # fmt: skip


@dataclass(frozen=True)
class DrawnPaper:
    """A drawn paper with its part and its seed."""

    paper: Paper
    kind: str
    part: Part
    seed: int
    form: str
    others: tuple[Paper, ...] = ()
    """Papers on the same sheet."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        return (self.paper, *self.others)

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.part}-{self.seed:05d}"


def types() -> list[str]:
    """All types with a lexicon; papers that no service requires come last."""
    return sorted(lexicon(), key=lambda name: (name.startswith(FOREIGN), name))


def draw(kind: str, part: Part, seed: int, *, draft: bool = False) -> DrawnPaper:
    """The paper for this seed; a draft has the same text but no pictures."""
    rng = random.Random(f"{kind}/{part}/{seed}/company")
    if rng.random() < ACCOMPANIED and (both := _two(kind, part, seed, rng, draft)):
        return both
    return _alone(kind, part, seed, draft, None)


def draw_requested(
    kind: str, part: Part, seed: int, request: PaperRequest, *, draft: bool = False
) -> DrawnPaper:
    """A paper that meets the request, on its own sheets."""
    return _alone(kind, part, seed, draft, None, request)


def _two(kind: str, part: Part, seed: int, rng: random.Random, draft: bool) -> DrawnPaper | None:
    """The paper and another one on one sheet; None if one of them needs more than half."""
    if not set(lexicon()[kind].forms) & HALVES:
        return None
    other = rng.choice([name for name in COMPANIONS if name != kind])
    one = _alone(kind, part, seed, draft, HALF)
    two = _alone(other, part, seed, draft, HALF)
    if len(one.paper.sheets) > 1 or len(two.paper.sheets) > 1:
        return None
    pair = (one, two) if rng.random() < 0.5 else (two, one)
    laid_together(pair[0].paper.sheets[0], pair[1].paper.sheets[0])
    return replace(one, others=(two.paper,))


def _alone(
    kind: str, part: Part, seed: int, draft: bool, shape: tuple[float, float] | None,
    request: PaperRequest = ANY_PAPER,
) -> DrawnPaper:  # fmt: skip
    """The paper on sheets of its own, of the given shape, or of a random one."""
    words = lexicon()[kind]
    rng = random.Random(f"{kind}/{part}/{seed}")
    own = case_values(life(rng), rng)
    case = request.values or own
    form = rng.choice([f for f in words.forms if shape is None or f in HALVES])
    look = style(rng, part, screen=form in SCREENS)
    if form in (*SCREENS, "card") or not words.hands:
        look = plain(look)
    if shape:
        look = replace(look, size=min(look.size, 3.6), leading=min(look.leading, 1.7))
    printed = forms(rng, part, screen=form in SCREENS, formal=form in FORMAL)
    size = shape or _shape(form, rng)
    board = Board(
        words, look, printed, case.values, rng,
        (size[0], size[1] + NOTE_HEIGHT) if request.note and form == "window" else size, draft,
        margin=8 if form in SCREENS or shape else rng.uniform(16, 34),
        decorate=ground(rng, look, form) if shape is None else None,
        absent=_absent(words, rng, request), complete=request.complete, ticks=request.ticks,
    )  # fmt: skip
    _compose(form, board, words, case)
    noted = _noted(board, request)
    finish(board, _seals(words, case, rng, request), each_sheet=request.each_sheet)
    layout = f"{part}-{form}-{look.grid if form == 'gridded' else look.pairs}"
    doc_type = UNKNOWN if kind.startswith(FOREIGN) else kind
    paper = Paper(doc_type, layout, board.sheets, noted, board.signatures)
    return DrawnPaper(paper, kind, part, seed, form)


def _absent(words: TypeWords, rng: random.Random, request: PaperRequest) -> frozenset[str]:
    lost = {n for n, field in words.fields.items() if rng.random() < field.skip}
    return frozenset(lost - request.required) | request.omitted


def _noted(board: Board, request: PaperRequest) -> dict[str, str] | None:
    """The handler's note below the paper, if the request has one."""
    if request.note is None:
        return None
    board.need(NOTE_HEIGHT)
    y = board.y + board.rng.uniform(2, 6)
    annotation, states = annotate(board.sheet, request.note, board.left, y, room=board.wide)
    board.signatures.update(states)
    board.y = y + 20
    return annotation


def _shape(form: str, rng: random.Random) -> tuple[float, float]:
    if form == "window":
        return rng.choice(((297.0, 210.0), (320.0, 180.0), (280.0, 170.0)))
    if form == "phone":
        return 75.0, rng.choice((150.0, 162.0))
    if form == "certificate" and rng.random() < 0.6:
        return rng.choice(((297.0, 210.0), (260.0, 185.0)))
    if form == "wide":
        return 297.0, 210.0
    return 210.0, 297.0


def _compose(form: str, board: Board, words: TypeWords, case: CaseValues) -> None:
    records = case.rows[words.table.rows] if words.table else []
    if form in SCREENS:
        (screens.window if form == "window" else screens.phone)(board, list(records))
        return
    ways: dict[str, Callable[[Board], None]] = {
        "listed": letters.listed,
        "gridded": letters.gridded,
        "prose": letters.letter,
        "certificate": letters.letter if words.prose else letters.listed,
        "contract": contracts.contract,
        "card": cards.card,
    }
    if form in ("tabled", "wide"):
        letters.tabled(board, list(records))
        return
    ways[form](board)


def _seals(
    words: TypeWords, case: CaseValues, rng: random.Random, request: PaperRequest
) -> list[DrawnSeal]:
    """The requested seals; without a request, one that such papers bear, or (one time in five) none."""
    if request.seals is not None:
        return [_pressed(one, case, rng) for one in request.seals]
    if not words.seal or rng.random() < 0.2:
        return []
    return [_pressed(rng.choice(words.seal), case, rng)]


def _pressed(kind_and_source: str, case: CaseValues, rng: random.Random) -> DrawnSeal:
    """The seal for `kind:source`; the source is the name of a value, or the owner itself."""
    kind, _, source = kind_and_source.partition(":")
    owner = str(case.values[source]) if source in case.values else source
    return sealed(rng, owner, kind)
