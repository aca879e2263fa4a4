"""Holding a text layer, of a PDF or an OFD, against what was seen on the page.

A text layer is a claim: anyone can write one that differs from the picture. Where both
say the same, the value is sure; where they differ, the field is in doubt.
"""

import itertools
from collections import Counter
from collections.abc import Sequence

from core.models.document import Field, Reading
from core.text.fold import squeeze
from core.text.sheet import Sheet
from extractors.kit.fields import Extraction

AGREED = 0.995  # confidence of a value that page and layer agree on
ONE_ONLY = 0.6  # of a value that only the layer has
DIFFERENT = 0.5  # of a value on which they differ
ALIKE = 0.6  # share of character pairs that a layer worth asking has in common with the page


def trust_layer(sheets: Sequence[Sheet], layers: Sequence[Sheet]) -> bool:
    """Whether the layer is the text of these pages at all."""
    seen, claimed = _pairs(sheets), _pairs(layers)
    total = min(sum(seen.values()), sum(claimed.values()))
    return total > 0 and sum((seen & claimed).values()) >= ALIKE * total


def _pairs(sheets: Sequence[Sheet]) -> Counter[str]:
    texts = ["".join(squeeze(line) for line in sheet.folded) for sheet in sheets]
    return Counter(a + b for text in texts for a, b in itertools.pairwise(text))


def merge_layer(seen: Extraction, claimed: Extraction) -> Extraction:
    """The fields and rows with both readings."""
    names = [*seen.fields, *(n for n in claimed.fields if n not in seen.fields)]
    fields = {n: _merge(seen.fields.get(n), claimed.fields.get(n)) for n in names}
    rows = seen.rows
    if len(claimed.rows) == len(seen.rows):
        rows = tuple(
            {n: _merge(a.get(n), b.get(n)) for n in [*a, *(k for k in b if k not in a)]}
            for a, b in zip(seen.rows, claimed.rows, strict=True)
        )
    return Extraction(
        fields=fields,
        rows=rows,
        annotations=seen.annotations,
        sides=seen.sides,
        no_more_seals=seen.no_more_seals,
    )


def _merge(seen: Field | None, claimed: Field | None) -> Field:
    if claimed is None or claimed.value is None:
        found = seen or claimed
        assert found is not None
        return found
    layer = Reading(source="layer", value=claimed.value, confidence=1.0)
    if seen is None or seen.value is None:
        return claimed.model_copy(
            update={
                "confidence": ONE_ONLY,
                "readings": (layer,),
                "trouble": "仅文字层有此内容",
            }
        )
    page = Reading(source="page", value=seen.value, confidence=seen.confidence)
    if squeeze(seen.value) == squeeze(claimed.value):
        return seen.model_copy(
            update={"value": claimed.value, "confidence": AGREED, "readings": (page, layer)}
        )
    return seen.model_copy(
        update={
            "confidence": min(seen.confidence, DIFFERENT),
            "readings": (page, layer),
            "trouble": f"页面所见“{seen.value}”与文字层“{claimed.value}”不一致",
        }
    )
