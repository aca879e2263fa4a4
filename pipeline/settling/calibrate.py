"""Confidence that is a probability: what share of values read so surely was right.

The scores of an engine, and what second readings, check digits, sums and neighbours make of
them, say which of two values is surer, not how sure either is. The map from score to
probability is measured on drawn papers (bench/calibration.py) and kept as data, one curve a
group of kinds.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from core.models.base import Model
from core.models.document import NOTE, SIGNATURE, Document, Field, Kind

DATA = "calibration.toml"


class Curve(Model):
    """A rising line through the points (score, probability), for some kinds of values."""

    kinds: tuple[Kind, ...]
    score: tuple[float, ...]
    right: tuple[float, ...]

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for name, values in (("score", self.score), ("right", self.right)):
            if any(a > b for a, b in pairwise(values)) or not all(0 <= v <= 1 for v in values):
                raise ValueError(f"{name} must rise from 0 to 1")
        if len(self.score) != len(self.right) or not self.score:
            raise ValueError("score and right must be of one length")
        return self

    def at(self, score: float) -> float:
        """The probability at a score, between two points by the straight line."""
        after = bisect_right(self.score, score)
        if after == 0:
            return self.right[0]
        if after == len(self.score):
            return self.right[-1]
        (x0, x1), (y0, y1) = self.score[after - 1 : after + 1], self.right[after - 1 : after + 1]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)


class Curves(Model):
    """Every curve; a kind without one keeps its score."""

    curve: tuple[Curve, ...]

    def of(self, kind: Kind) -> Curve | None:
        return next((curve for curve in self.curve if kind in curve.kinds), None)


@cache
def measured() -> Curves:
    """The curves shipped with the product."""
    text = files("pipeline.settling").joinpath(DATA).read_text("utf-8")
    return Curves.model_validate(tomllib.loads(text))


def calibrated(documents: Iterable[Document], curves: Curves | None = None) -> tuple[Document, ...]:
    """The documents with the confidence of each value read as a probability.

    It is that of its characters times that of its place.

    What was not read, or was found empty, keeps its own, and so does handwriting: the curves
    are those of print.
    """
    known = curves or measured()

    def one(field: Field) -> Field:
        written = field.name == NOTE or field.name.endswith(SIGNATURE)
        curve = known.of(field.kind) if field.value is not None and not written else None
        if curve is None:
            return field
        likely = curve.at(field.confidence) * field.placed
        return field.model_copy(update={"confidence": round(likely, 4)})

    return tuple(
        document.model_copy(
            update={
                "fields": {name: one(field) for name, field in document.fields.items()},
                "rows": tuple({n: one(f) for n, f in row.items()} for row in document.rows),
            }
        )
        for document in documents
    )
