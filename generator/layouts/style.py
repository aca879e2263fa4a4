"""The style of one paper: faces, sizes, colons, blanks and layout rules."""

import random
from dataclasses import dataclass, replace

from generator import fonts
from generator.ink import BLACK, BLUE, Handwriting
from generator.layouts.parts import Part, share
from generator.ops import Colour

BODY = (
    "serif", "song", "kai", "wenkai", "gbsong", "gbkai", "seriflight", "serifjapan", "babel",
    "mincho", "sans", "screen", "micro", "sanslight", "sansjapan", "sansmono", "wenkaimono",
    "sansmedium", "serifsemi",
)  # fmt: skip
SCREEN = ("sans", "screen", "micro", "sanslight", "sansmedium", "sansmono", "sansjapan")
BOLD = ("serifb", "sansb", "wenkaib", "kai", "gbkai", "song", "brush")
HANDS = ("pen", "kai", "wenkai", "gbkai", "brush", "wenkaimono")
COLONS = ("：", ":", "： ", " ", "　", " : ")
BLANKS = ("plain", "line", "hand", "hand_line", "bold", "spaced")
PAIRS = (
    "inline", "column", "right", "above", "leader", "underline", "two", "two_right", "two_above",
    "dash", "boxed",
)  # fmt: skip
GRIDS = ("grid2", "grid4", "grid4_wide", "grid6", "grid8", "heads", "heads_wide", "grid3")
RULES = ("all", "all", "rows", "none", "thick")
PARTIES = ("one", "two", "table", "inline", "two_table")
TONGUES = ("none", "none", "none", "after", "slash", "below")
SPREADS = ("none", "none", "spread", "spaced")
ORDERS = ("as_is", "as_is", "shuffled", "blocks")
INKS: tuple[Colour, ...] = ((24, 24, 26), (24, 24, 26), (60, 60, 64), (20, 30, 90), (90, 20, 24))


@dataclass(frozen=True)
class Style:
    """The style of one paper."""

    part: Part
    face: str
    bold: str
    value_face: str
    size: float
    leading: float
    left: float
    colon: str
    blank: str
    pairs: str
    grid: str
    rules: str
    parties: str
    tongue: str
    spread: str
    order: str
    hand: Handwriting
    ink: Colour
    title_size: float
    title_spacing: float
    centred: bool

    def safe(self, text: str, face: str = "") -> str:
        """The text, with similar characters for those that the face lacks."""
        face = fonts.chosen(face or self.face)
        if face not in ("gbsong", "gbkai", "brush"):
            return text
        return "".join(c if fonts.covers(face, c) else LIKE.get(c, c) for c in text)


LIKE = {"〇": "零", "¥": "￥", "□": "口", "☑": "√", "■": "√"}


def faces(names: tuple[str, ...], part: Part) -> list[str]:
    """The installed faces of this part."""
    installed = [name for name in share("faces", names, part) if fonts.there(name)]
    return installed or [names[0]]


def style(rng: random.Random, part: Part, screen: bool = False) -> Style:
    """A random style, chosen only from this part."""

    def pick(kind: str, items: tuple[str, ...]) -> str:
        names = share(kind, tuple(dict.fromkeys(items)), part)
        return rng.choice([i for i in items if i in names])

    face = rng.choice(faces(SCREEN if screen else BODY, part))
    size = rng.uniform(2.5, 3.2) if screen else rng.uniform(3.3, 5.0)
    hand = Handwriting(
        rng.choice(faces(HANDS, part)),
        rng.uniform(-0.08, 0.24),
        rng.choice((BLUE, BLACK)),
        rng.uniform(0.03, 0.08),
    )
    return Style(
        part=part,
        face=face,
        bold=rng.choice(faces(BOLD, part)),
        value_face=rng.choice(faces(BODY, part)) if rng.random() < 0.25 and not screen else face,
        size=size,
        leading=rng.uniform(1.45, 2.3),
        left=rng.uniform(14, 32),
        colon=pick("colons", COLONS),
        blank="plain" if screen else pick("blanks", BLANKS),
        pairs=pick("pairs", PAIRS),
        grid=pick("grids", GRIDS),
        rules=pick("rules", RULES),
        parties=pick("parties", PARTIES),
        tongue=pick("tongues", TONGUES),
        spread=pick("spreads", SPREADS),
        order=pick("orders", ORDERS),
        hand=hand,
        ink=rng.choice(INKS) if rng.random() < 0.4 else INKS[0],
        title_size=rng.uniform(1.3, 2.1) * max(size, 3.6),
        title_spacing=rng.choice((0.0, 0.0, 0.0, 1.0, 2.5, 5.0)),
        centred=rng.random() < 0.85,
    )


def plain(look: Style) -> Style:
    """The same style without handwriting, for papers printed by a machine."""
    if not look.blank.startswith("hand"):
        return look
    return replace(look, blank="line" if look.blank == "hand_line" else "plain")
