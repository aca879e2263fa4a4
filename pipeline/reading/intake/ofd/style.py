"""How an object is drawn: its colours, lines and transparency, own and referenced."""

from dataclasses import dataclass

from core.reasons import reason
from pipeline.reading.intake.ofd.figures import is_on, number, numbers
from pipeline.reading.intake.ofd.limits import bad_page
from pipeline.reading.intake.ofd.package import Element, all_below, below
from pipeline.reading.intake.ofd.resources import Resources

LINE = 0.353  # mm, the default
PATTERN = (0.75, 0.75, 0.75)  # replaces a pattern
JOINS = {"Miter": 0, "Round": 1, "Bevel": 2}
CAPS = {"Butt": 0, "Round": 1, "Square": 2}
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Paint:
    """A colour and its opacity, 0 to 1."""

    colour: Colour
    alpha: float


BLACK = Paint((0.0, 0.0, 0.0), 1.0)


def inks(fill: Paint, stroke: Paint) -> str:
    """Operators that set both colours."""
    red, green, blue = fill.colour
    edge = stroke.colour
    return f"{red:.4f} {green:.4f} {blue:.4f} rg {edge[0]:.4f} {edge[1]:.4f} {edge[2]:.4f} RG"


@dataclass(frozen=True)
class OfdStyle:
    """The elements that define how something is drawn, the most specific first."""

    chain: tuple[Element, ...]
    resources: Resources

    def attribute(self, name: str) -> str | None:
        """An attribute of the first element that has it."""
        return next((e.get(name) for e in self.chain if e.get(name) is not None), None)

    def fill(self) -> Paint | None:
        """The fill of areas; None if not stated."""
        return self._paint("FillColor")

    def stroke(self) -> Paint | None:
        """The colour of lines; None if not stated."""
        return self._paint("StrokeColor")

    def line(self) -> str:
        """Operators for the line's width, ends, corners and dashes."""
        width = max(0.0, number(self.attribute("LineWidth"), LINE))
        ops = [f"{width:.4f} w", f"{CAPS.get(self.attribute('Cap') or '', 0)} J"]
        ops.append(f"{JOINS.get(self.attribute('Join') or '', 0)} j")
        ops.append(f"{max(1.0, number(self.attribute('MiterLimit'), 3.528)):.3f} M")
        dashes = [max(0.0, one) for one in numbers(self.attribute("DashPattern"))][:16]
        if sum(dashes) > 0.01:
            shift = number(self.attribute("DashOffset"))
            ops.append(f"[{' '.join(f'{one:.4f}' for one in dashes)}] {shift:.4f} d")
        return " ".join(ops)

    def _paint(self, name: str) -> Paint | None:
        found = next((c for e in self.chain if (c := below(e, name)) is not None), None)
        if found is None:
            return None
        return Paint(_colour(found, self.resources), alpha_of(found))


def alpha_of(element: Element) -> float:
    """The opacity of an element, 0 to 1."""
    return min(1.0, max(0.0, number(element.get("Alpha"), 255.0) / 255))


def is_drawn(element: Element) -> bool:
    return is_on(element.get("Visible"), True)


def _colour(element: Element, resources: Resources) -> Colour:
    if below(element, "Pattern") is not None:
        return PATTERN
    stops = [c for c in element.iter("Color") if c is not element]
    if stops:  # a gradient: its middle colour
        parts = [_plain(stop, resources) for stop in stops[:64]]
        red, green, blue = (sum(p[i] for p in parts) / len(parts) for i in range(3))
        return red, green, blue
    return _plain(element, resources)


def _plain(element: Element, resources: Resources) -> Colour:
    space = resources.get("ColorSpace", element.get("ColorSpace"))
    kind, top, value = "", 255.0, element.get("Value")
    if space is not None:
        kind = (space.element.get("Type") or "").upper()
        top = 2.0 ** min(16.0, max(1.0, number(space.element.get("BitsPerComponent"), 8.0))) - 1
        if value is None:
            known = list(all_below(space.element, "Palette", "CV"))
            at = int(number(element.get("Index"), -1.0))
            value = known[at].text if 0 <= at < len(known) else None
    parts = [min(1.0, max(0.0, _part(word) / top)) for word in (value or "0").split()]
    if kind == "CMYK" or (not kind and len(parts) == 4):
        cyan, magenta, yellow, key = (*parts, 0.0, 0.0, 0.0, 0.0)[:4]
        red, green, blue = ((1 - one) * (1 - key) for one in (cyan, magenta, yellow))
        return red, green, blue
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) < 3:
        raise bad_page(reason("ofd_part.colour"))
    return parts[0], parts[1], parts[2]


def _part(word: str) -> float:
    if not word.startswith("#"):
        return number(word)
    try:
        return float(int(word[1:], 16))
    except ValueError as error:
        raise bad_page(reason("ofd_part.colour")) from error
