"""Two papers on one sheet, as if scanned together."""

from generator.ops import Area, Canvas, Op, Picture, Rect, Stroke, Text
from generator.sheet import CanvasPart, TruthMark


def laid_together(upper: CanvasPart, lower: CanvasPart) -> None:
    """Move the second sheet below the first, onto the same canvas."""
    shift = upper.canvas.height
    whole = Canvas(upper.canvas.width, shift + lower.canvas.height, draft=upper.canvas.draft)
    whole.ops = upper.canvas.ops + [_moved(op, shift) for op in lower.canvas.ops]
    lower.marks = {
        name: TruthMark(mark.value, _down(mark.box, shift)) for name, mark in lower.marks.items()
    }
    lower.seals = [(seal, _down(box, shift)) for seal, box in lower.seals]
    upper.canvas = lower.canvas = whole


def _down(box: Rect, by: float) -> Rect:
    return box[0], box[1] + by, box[2], box[3] + by


def _moved(op: Op, by: float) -> Op:
    if isinstance(op, Text):
        return op._replace(y=op.y + by)
    if isinstance(op, Picture):
        return op._replace(y=op.y + by, at=_down(op.at, by))
    if isinstance(op, Stroke):
        return op._replace(y0=op.y0 + by, y1=op.y1 + by)
    assert isinstance(op, Area)
    return op._replace(y0=op.y0 + by, y1=op.y1 + by)
