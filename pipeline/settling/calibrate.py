"""Confidence as a probability: the share of values with that score that were right.

The scores of an engine, adjusted by second readings, check digits, sums and neighbours, rank values
but are not probabilities. The map from score to probability is measured on drawn papers
(bench/calibration.py) and stored as data, one curve per group of kinds. It is valid only for the
readers it was measured with: engine, backend, precision, and the second reader or none. For an
engine without curves no value is sure enough for a verdict.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Self, TypeVar

from pydantic import model_validator

from core.models.base import Model
from core.models.document import NOTE, SIGNATURE, Document, Field, Kind

DATA = "calibration.toml"
UNMEASURED = 0.5  # maximum confidence for readers without curves: below every threshold

M = TypeVar("M", bound=Model)


class Curve(Model):
    """An increasing curve through the points (score, probability), for some kinds of values."""

    kinds: tuple[Kind, ...]
    values: int = 0
    """How many values it was measured on, and how many of them were wrong."""
    wrong: int = 0
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
        """The probability at a score, by linear interpolation."""
        after = bisect_right(self.score, score)
        if after == 0:
            return self.right[0]
        if after == len(self.score):
            return self.right[-1]
        (x0, x1), (y0, y1) = self.score[after - 1 : after + 1], self.right[after - 1 : after + 1]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)


class Curves(Model):
    """All curves of these readers, by their marks (pipeline/reading/ocr/setup.py).

    A kind without a curve keeps its score.
    """

    readers: tuple[str, ...]
    curve: tuple[Curve, ...]

    def of(self, kind: Kind) -> Curve | None:
        return next((curve for curve in self.curve if kind in curve.kinds), None)

    def sure(self, field: Field) -> float:
        """The probability that the value of a field is right: both its characters and its place.

        Unread fields, fields found empty, and handwriting keep their score: the curves are for
        print.
        """
        written = field.name == NOTE or field.name.endswith(SIGNATURE)
        curve = self.of(field.kind) if field.value is not None and not written else None
        if curve is None:
            return field.confidence
        return round(curve.at(field.confidence) * field.placed, 4)


class Calibration(Model):
    """The measurements of readers."""

    worth: Mapping[str, float] = {}
    """How far an agreeing second reader can be trusted, by its own mark."""
    measured: tuple[Curves, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        every = [mark for curves in self.measured for mark in curves.readers]
        if len(every) != len(set(every)):
            raise ValueError("readers with two sets of curves")
        return self

    def curves(self, readers: str) -> Curves | None:
        """The curves of the readers with that mark."""
        return next((curves for curves in self.measured if readers in curves.readers), None)


@cache
def shipped() -> Calibration:
    """The calibration shipped with the product."""
    text = files("pipeline.settling").joinpath(DATA).read_text("utf-8")
    return Calibration.model_validate(tomllib.loads(text))


def calibrated(documents: Iterable[Document], curves: Curves | None) -> tuple[Document, ...]:
    """The documents, with the confidence of each value as a probability.

    It is the probability of its characters times that of its place. Without curves nothing is sure
    (`unsure`).
    """
    if curves is None:
        return unsure(documents)
    return tuple(
        mapped(document, lambda f: f.model_copy(update={"confidence": curves.sure(f)}))
        for document in documents
    )


def unsure(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents, with no value sure enough for a verdict.

    Except values that a PDF's own text and the page both have: they do not depend on the engine.
    """
    return tuple(
        mapped(document, lambda f: f if _printed(f) else _capped(f, "confidence")).model_copy(
            update={
                "seals": tuple(
                    placed.model_copy(update={"seal": _capped(placed.seal, "confidence")})
                    for placed in document.seals
                ),
                "annotations": tuple(
                    _capped(_capped(note, "confidence"), "signature_confidence")
                    for note in document.annotations
                ),
            }
        )
        for document in documents
    )


def mapped(document: Document, change: Callable[[Field], Field]) -> Document:
    """The document with `change` applied to every field and cell."""
    return document.model_copy(
        update={
            "fields": {name: change(field) for name, field in document.fields.items()},
            "rows": tuple({n: change(f) for n, f in row.items()} for row in document.rows),
        }
    )


def _capped(thing: M, name: str) -> M:
    return thing.model_copy(update={name: min(getattr(thing, name), UNMEASURED)})


def _printed(field: Field) -> bool:
    """Whether page and text layer agree."""
    texts = {r.source: "".join((r.value or "").split()) for r in field.readings}
    agree = "layer" in texts and texts["layer"] == texts.get("page")
    return agree and field.trouble is None and "".join((field.value or "").split()) == texts["page"]
