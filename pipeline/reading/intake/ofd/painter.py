"""Draws the objects of a page, a template, an annotation or a composite onto a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.ofd import pictures
from pipeline.reading.intake.ofd.curves import outline
from pipeline.reading.intake.ofd.figures import SAME, Matrix, Rect, is_on, matrix, number, rect
from pipeline.reading.intake.ofd.fonts import OfdFont
from pipeline.reading.intake.ofd.limits import DrawingBudget, bad_page
from pipeline.reading.intake.ofd.package import Element, all_below, below
from pipeline.reading.intake.ofd.resources import Resource, Resources
from pipeline.reading.intake.ofd.sheet import OfdSheet
from pipeline.reading.intake.ofd.style import BLACK, OfdStyle, alpha_of, inks, is_drawn
from pipeline.reading.intake.ofd.texts import text_ops

OBJECTS = {"TextObject", "PathObject", "ImageObject", "CompositeObject"}
UPSIDE_DOWN: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, 1.0)  # a PDF's pictures start at the bottom
ROOM = 0.5  # mm that a path may extend beyond its box: a line has a width


@dataclass
class Painter:
    """Draws with the resources of one document; `prefix` makes its font names unique."""

    sheet: OfdSheet
    resources: Resources
    budget: DrawingBudget
    prefix: str = "F"
    _fonts: dict[str, OfdFont] = field(default_factory=dict)

    def block(self, parent: Element, params: tuple[Element, ...] = (), depth: int = 0) -> None:
        """Draw everything in a layer or block, in order; `params` are the default drawing
        parameters.
        """
        if depth > limits().ofd_depth:
            raise bad_page(reason("ofd_part.too_deep"))
        for element in parent:
            if element.tag == "PageBlock":
                self.block(element, params, depth + 1)
            elif element.tag in OBJECTS and is_drawn(element):
                self.budget.spend("objects")
                self._object(element, params, depth)

    def layer(self, layer: Element) -> None:
        self.block(layer, tuple(self.resources.drawn_as(layer.get("DrawParam"))))

    def _object(self, element: Element, params: tuple[Element, ...], depth: int) -> None:
        own = tuple(self.resources.drawn_as(element.get("DrawParam")))
        style = OfdStyle((element, *own, *params), self.resources)
        box = rect(element.get("Boundary")) or Rect(0.0, 0.0, 0.0, 0.0)
        ops = self.sheet.ops
        ops.append("q")
        if element.tag == "PathObject":
            ops.append(clip_to(box, ROOM + number(style.attribute("LineWidth"), 0.353)))
        elif element.tag == "CompositeObject" and box.width > 0 and box.height > 0:
            ops.append(clip_to(box))
        ops.append(placed((1.0, 0.0, 0.0, 1.0, box.x, box.y)))
        given = matrix(element.get("CTM"))
        if given == SAME and element.tag == "ImageObject" and element.get("CTM") is None:
            given = (box.width, 0.0, 0.0, box.height, 0.0, 0.0)
        clips = list(self._clips(element))
        given_with = below(element, "Clips")
        moves = given_with is not None and is_on(given_with.get("TransFlag"), False)
        ops += [placed(given), *clips] if moves else [*clips, placed(given)]
        if element.tag == "TextObject":
            self._text(element, style)
        elif element.tag == "PathObject":
            self._path(element, style)
        elif element.tag == "ImageObject":
            self._image(element)
        else:
            self._composite(element, (*own, *params), depth)
        ops.append("Q")

    def _text(self, element: Element, style: OfdStyle) -> None:
        number_of = (element.get("Font") or "").strip()
        if number_of not in self._fonts:
            found = self.resources.get("Font", number_of)
            key = f"{self.prefix}{len(self._fonts)}"
            self._fonts[number_of] = OfdFont(found, self.resources, self.sheet, key)
        fill, whole = style.fill() or BLACK, alpha_of(element)
        if whole * fill.alpha <= 0:
            return  # invisible content does not count
        self._cover(whole * fill.alpha, whole * (style.stroke() or fill).alpha)
        self.sheet.ops += text_ops(element, self._fonts[number_of], style, self.budget)

    def _path(self, element: Element, style: OfdStyle) -> None:
        data = below(element, "AbbreviatedData")
        drawn = outline(data.text or "", self.budget) if data is not None else ""
        filled, lined = is_on(element.get("Fill"), False), is_on(element.get("Stroke"), True)
        fill, stroke = style.fill(), style.stroke() or BLACK
        filled = filled and fill is not None  # an area without a colour has only its outline drawn
        if not drawn or not (filled or lined):
            return
        fill, whole = fill or stroke, alpha_of(element)
        self._cover(whole * fill.alpha, whole * stroke.alpha)
        odd = "*" if (element.get("Rule") or "").lower().startswith("even") else ""
        self.sheet.ops += [
            inks(fill, stroke),
            style.line(),
            drawn,
            f"B{odd}" if filled and lined else f"f{odd}" if filled else "S",
        ]

    def _image(self, element: Element) -> None:
        data = self._media(element.get("ResourceID"))
        if data is None:
            raise bad_page(reason("ofd_part.no_picture"))
        mask = self._media(element.get("ImageMask")) if element.get("ImageMask") else None
        alpha = alpha_of(element)
        self._cover(alpha, alpha)
        name = pictures.put(self.sheet, data, mask)
        self.sheet.ops += [placed(UPSIDE_DOWN), f"/{name} Do"]

    def _media(self, number_of: str | None) -> bytes | None:
        found = self.resources.get("MultiMedia", number_of)
        return self.resources.file(found, "MediaFile") if found is not None else None

    def _composite(self, element: Element, params: tuple[Element, ...], depth: int) -> None:
        unit: Resource | None = self.resources.get(
            "CompositeGraphicUnit", element.get("ResourceID")
        )
        content = below(unit.element, "Content") if unit is not None else None
        if content is None:
            raise bad_page(reason("ofd_part.no_object"))
        alpha = alpha_of(element)
        self._cover(alpha, alpha)
        self.block(content, params, depth + 1)

    def _cover(self, fill: float, stroke: float) -> None:
        """Set the opacity of fills and strokes; a PDF has one state for both."""
        alpha = max(fill, stroke) if min(fill, stroke) <= 0 else fill
        if alpha < 1:
            self.sheet.ops.append(f"/{self.sheet.state(alpha)} gs")

    def _clips(self, element: Element) -> Iterator[str]:
        """Clip to each area that is a single path."""
        for clip in all_below(element, "Clips", "Clip"):
            areas = list(all_below(clip, "Area"))
            path = below(areas[0], "Path") if len(areas) == 1 else None
            data = below(path, "AbbreviatedData")
            if path is None or data is None:
                continue  # several areas and text clips are rare; showing too much is safe
            box = rect(path.get("Boundary")) or Rect(0.0, 0.0, 0.0, 0.0)
            drawn = outline(data.text or "", self.budget)
            shift = (1.0, 0.0, 0.0, 1.0, box.x, box.y)
            moves = (matrix(areas[0].get("CTM")), shift, matrix(path.get("CTM")))
            if drawn and (back := inverse(moves)) is not None:
                yield from (placed(one) for one in moves)
                yield f"{drawn} W n"
                yield placed(back)


def placed(by: Matrix) -> str:
    """The operator that transforms all that follows."""
    return " ".join(f"{one:.6f}" for one in by) + " cm"


def clip_to(box: Rect, room: float = 0.0) -> str:
    """Operators that clip to a box."""
    x, y = box.x - room, box.y - room
    return f"{x:.4f} {y:.4f} {box.width + 2 * room:.4f} {box.height + 2 * room:.4f} re W n"


def inverse(moves: tuple[Matrix, ...]) -> Matrix | None:
    """The inverse of nested transformations; None if there is none."""
    a, b, c, d, e, f = SAME
    for ma, mb, mc, md, me, mf in moves:
        a, b, c, d, e, f = (
            ma * a + mb * c,
            ma * b + mb * d,
            mc * a + md * c,
            mc * b + md * d,
            me * a + mf * c + e,
            me * b + mf * d + f,
        )
    flat = a * d - b * c
    if abs(flat) < 1e-9:
        return None
    return (
        d / flat,
        -b / flat,
        -c / flat,
        a / flat,
        (c * f - d * e) / flat,
        (b * e - a * f) / flat,
    )
