"""OFDs (GB/T 33190-2016): text in embedded or only named fonts, and electronic seals.

A stamped picture other than handwriting is an electronic seal: it has its own signature, which
lists every part of the document that exists before it.
"""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from generator.fonts import EMBEDDABLE, advance
from generator.ofd_parts import (
    SPACE,
    EmbeddedFont,
    PageSeal,
    Parts,
    png,
    put_document,
    put_entry,
    put_resources,
    put_signature,
    row,
)
from generator.ops import Area, Canvas, Colour, Picture, Stroke, Text

EPOCH = (2025, 1, 1, 0, 0, 0)


def write_ofd(
    path: Path,
    canvases: Sequence[Canvas],
    *,
    held: bool = True,
    signer: str = "样例机关",
    attached: Mapping[str, bytes] | None = None,
) -> None:
    """The pages as one document; `held`: with embedded fonts, if their outlines allow it."""
    parts = Parts(held)
    stamps: list[PageSeal] = []
    for number, canvas in enumerate(canvases):
        stamps += _page(parts, number, canvas)
    put_resources(parts)
    put_document(parts, canvases, attached or {})
    for number, stamp in enumerate(stamps):
        put_signature(parts, number, stamp, signer)
    put_entry(parts, len(stamps))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts.files, key=lambda one: (one != "OFD.xml", one)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, parts.files[name])


def _page(parts: Parts, number: int, canvas: Canvas) -> list[PageSeal]:
    """Write a page; returns the seals on it."""
    order = (Area, Stroke, Picture, Text)
    drawn, stamps = [], []
    for op in sorted(canvas.ops, key=lambda o: order.index(type(o))):
        if isinstance(op, Text):
            drawn += [_text(parts, op)] if op.text else []
        elif not isinstance(op, Picture):
            drawn.append(_path(parts, op))
        elif op.press and not op.said:
            stamps.append(PageSeal(number, op))
        else:
            drawn.append(_image(parts, op))
    parts.xml(
        f"Doc_0/Pages/Page_{number}/Content.xml",
        f"<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>0 0 {canvas.width:g} {canvas.height:g}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="{parts.next()}" Type="Body">'
        f"{''.join(drawn)}</ofd:Layer></ofd:Content></ofd:Page>",
    )
    return stamps


def _text(parts: Parts, op: Text) -> str:
    held = parts.held and op.face in EMBEDDABLE
    font = parts.fonts.setdefault(op.face, EmbeddedFont(op.face, held))
    glyphs = ""
    if held:
        count = len(op.text)
        glyphs = (
            f'<ofd:CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}">'
            f"<ofd:Glyphs>{' '.join(map(str, font.numbers(op.text)))}</ofd:Glyphs>"
            "</ofd:CGTransform>"
        )
    widths = [advance(op.face, char) * op.size + op.spacing for char in op.text]
    box = (op.x, op.y, sum(widths) + op.size * 0.1, op.size * 1.2)
    given = f' DeltaX="{_runs(widths[:-1])}"' if len(widths) > 1 else ""
    return (
        f'<ofd:TextObject ID="{parts.next()}" Boundary="{row(box)}" Size="{op.size:g}"'
        f' Font="{list(parts.fonts).index(op.face) + 10}">{_colour("Fill", op.colour)}{glyphs}'
        f'<ofd:TextCode X="0" Y="{op.size * 0.88:.3f}"{given}>{escape(op.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _runs(steps: Sequence[float]) -> str:
    """Equal steps as `g n v`."""
    out: list[tuple[str, int]] = []
    for step in steps:
        text = f"{step:.3f}"
        out = (
            [*out[:-1], (text, out[-1][1] + 1)] if out and out[-1][0] == text else [*out, (text, 1)]
        )
    return " ".join(
        f"g {count} {text}" if count > 2 else " ".join([text] * count) for text, count in out
    )


def _path(parts: Parts, op: Area | Stroke) -> str:
    x, y = min(op.x0, op.x1), min(op.y0, op.y1)
    wide, high = abs(op.x1 - op.x0), abs(op.y1 - op.y0)
    colours = "" if op.colour is None else _colour("Stroke", op.colour)
    fill = op.fill if isinstance(op, Area) else None
    if isinstance(op, Area):
        data = f"M 0 0 L {wide:.3f} 0 L {wide:.3f} {high:.3f} L 0 {high:.3f} C"
    else:
        data = f"M {op.x0 - x:.3f} {op.y0 - y:.3f} L {op.x1 - x:.3f} {op.y1 - y:.3f}"
    kind = f' Fill="{str(fill is not None).lower()}" Stroke="{str(op.colour is not None).lower()}"'
    return (
        f'<ofd:PathObject ID="{parts.next()}" Boundary="{row((x, y, wide, high))}"'
        f' LineWidth="{op.width:g}"{kind}>{_colour("Fill", fill) if fill else ""}{colours}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _image(parts: Parts, op: Picture) -> str:
    image = op.image.convert("RGBA")
    if not op.press:
        image.thumbnail((int(op.width / 25.4 * 150) + 1, int(op.height / 25.4 * 150) + 1))
    number = parts.next()
    parts.pictures[f"Image_{number}.png"] = number
    parts.files[f"Doc_0/Res/Image_{number}.png"] = png(image)
    return (
        f'<ofd:ImageObject ID="{parts.next()}" ResourceID="{number}"'
        f' Boundary="{row((op.x, op.y, op.width, op.height))}"'
        f' CTM="{op.width:.3f} 0 0 {op.height:.3f} 0 0"/>'
    )


def _colour(kind: str, colour: Colour) -> str:
    return f'<ofd:{kind}Color Value="{colour[0]} {colour[1]} {colour[2]}"/>'
