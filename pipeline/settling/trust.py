"""How far the readings of a run can be relied on, and what remains open.

Without its own curves no value of an engine is sure. Without a second reader some numbers remain
unsure that it might have confirmed: the same papers can give another result where one is installed,
and the report says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.models.document import Document, Field, Kind
from core.models.report import Readers
from core.reasons import reason
from pipeline.reading.ocr.setup import Setup, beside
from pipeline.settling.calibrate import Calibration, Curves, calibrated, shipped, unsure
from pipeline.settling.verify import CEILING, CHECKED, NUMERIC, passes_check

ALONE = reason("value.no_second")


class Threshold(Protocol):
    """The confidence from which a value of a kind counts as read."""

    def __call__(self, kind: Kind, /) -> float: ...


@dataclass(frozen=True)
class Trust:
    """The measurements of a set-up's readers."""

    setup: Setup
    calibration: Calibration = field(default_factory=shipped)

    @property
    def curves(self) -> Curves | None:
        """Their calibration curves; None if they were not measured."""
        return self.calibration.curves(self.setup.mark)

    @property
    def worth(self) -> float:
        """How far an agreeing second reader can be trusted."""
        second = self.setup.second
        return self.calibration.worth.get(second.mark, 0.0) if second else 0.0

    def weighed(self, read: Sequence[Document], threshold: Threshold) -> tuple[Document, ...]:
        """The documents with scores as probabilities.

        A number below its threshold is marked if a second reader might have settled it.
        """
        known = calibrated(read, self.curves)
        if self.setup.lacking is None or self.curves is None:
            return known
        return tuple(
            document.model_copy(
                update={
                    "fields": self._with_reasons(scored.fields, document.fields, threshold),
                    "rows": tuple(
                        self._with_reasons(old, new, threshold)
                        for old, new in zip(scored.rows, document.rows, strict=True)
                    ),
                }
            )
            for scored, document in zip(read, known, strict=True)
        )

    def held(self, documents: Sequence[Document]) -> tuple[Document, ...]:
        """The documents after names were compared; unmeasured values remain unsure."""
        return tuple(documents) if self.curves else unsure(documents)

    def readers(self, documents: Sequence[Document]) -> Readers:
        """The report's statement about the readers."""
        second = self.setup.second
        values = [
            value
            for document in documents
            for values in (document.fields, *document.rows)
            for value in values.values()
        ]
        return Readers(
            engine=self.setup.first.name,
            second=second.name if second else None,
            measured=self.curves is not None,
            left_open=sum((value.trouble or "").endswith(ALONE) for value in values),
        )

    def _with_reasons(
        self, scores: dict[str, Field], fields: dict[str, Field], threshold: Threshold
    ) -> dict[str, Field]:
        counts = {}
        for name, one in fields.items():
            low = one.confidence < threshold(one.kind)
            if low and self._confirmed(scores[name]) >= threshold(one.kind):
                why = f"{one.trouble}；{ALONE}" if one.trouble else ALONE
                one = one.model_copy(update={"trouble": why})
            counts[name] = one
        return counts

    def _confirmed(self, scored: Field) -> float:
        """The confidence of a value, by its score, if a second reader agreed."""
        lacking = self.setup.lacking or ""
        curves = self.calibration.curves(beside(self.setup.first.mark, lacking))
        score = _open(scored)
        if curves is None or score is None or scored.value is None:
            return 0.0
        ceiling = CHECKED if passes_check(scored.kind, scored.value) else CEILING
        doubt = (1 - score) * (1 - self.calibration.worth.get(lacking, 0.0))
        return curves.sure(scored.model_copy(update={"confidence": min(ceiling, 1 - doubt)}))


def _open(scored: Field) -> float | None:
    """The score of a number that a second reading could have raised; None if it could not.

    It was read again, and no reading contradicts it with a confidence as high as the first's.
    """
    by = {reading.source: reading for reading in scored.readings}
    if scored.kind not in NUMERIC or scored.value is None or "again" not in by:
        return None
    if scored.trouble is None:
        return scored.confidence
    page, again = by.get("page"), by["again"]
    first = page is not None and page.value == scored.value and "layer" not in by
    if page is None or not first or again.confidence > page.confidence:
        return None
    return page.confidence if again.value != page.value else None
