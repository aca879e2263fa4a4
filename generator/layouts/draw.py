"""One paper of a type, composed at random of what belongs to a part."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from generator.layouts import cards, contracts, letters, screens
from generator.layouts.board import Board
from generator.layouts.extras import finish, ground, sealed
from generator.layouts.invent import life
from generator.layouts.lexicon import TypeWords, lexicon
from generator.layouts.parts import Part
from generator.layouts.sources import Stock, stock
from generator.layouts.style import plain, style
from generator.layouts.values import forms
from generator.paper import Paper
from generator.seals import Seal

SCREENS = ("window", "phone")
FORMAL = ("certificate", "card")


@dataclass(frozen=True)
class Drawn:
    """A paper, the part it belongs to and the seed it follows from."""

    paper: Paper
    part: Part
    seed: int
    form: str

    @property
    def name(self) -> str:
        return f"{self.paper.doc_type}-{self.part}-{self.seed:05d}"


def types() -> list[str]:
    """Every type that has a lexicon."""
    return sorted(lexicon())


def draw(kind: str, part: Part, seed: int, *, draft: bool = False) -> Drawn:
    """The paper that follows from the seed; a draft says the same and paints no picture."""
    words = lexicon()[kind]
    rng = random.Random(f"{kind}/{part}/{seed}")
    goods = stock(life(rng), rng)
    form = rng.choice(words.forms)
    look = style(rng, part, screen=form in SCREENS)
    if form in (*SCREENS, "card") or not words.hands:
        look = plain(look)
    printed = forms(rng, part, screen=form in SCREENS, formal=form in FORMAL)
    board = Board(
        words, look, printed, goods.values, rng, _shape(form, rng), draft,
        margin=rng.uniform(16, 34) if form not in SCREENS else 8,
        decorate=ground(rng, look, form),
        told={name for name, field in words.fields.items() if rng.random() < field.skip},
    )  # fmt: skip
    _compose(form, board, words, goods)
    finish(board, _seal(words, goods, rng))
    layout = f"{part}-{form}-{look.grid if form == 'gridded' else look.pairs}"
    paper = Paper(kind, layout, board.sheets, signatures=board.signatures)
    return Drawn(paper, part, seed, form)


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


def _compose(form: str, board: Board, words: TypeWords, goods: Stock) -> None:
    records = goods.rows[words.table.rows] if words.table else []
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


def _seal(words: TypeWords, goods: Stock, rng: random.Random) -> Seal | None:
    """The seal that such a paper bears: `kind:source`, or none in one paper of five."""
    if not words.seal or rng.random() < 0.2:
        return None
    kind, _, source = rng.choice(words.seal).partition(":")
    owner = str(goods.values[source]) if source in goods.values else source
    return sealed(rng, owner, kind)
