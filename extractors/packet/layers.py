"""Compares a text layer, of a PDF or an OFD, with the reading of the page.

A text layer is a claim: anyone can write one that differs from the picture. If both agree, the
value is sure; if they differ, the field is in doubt. The layer of a file with a trusted, intact
signature decides values that the page's reading leaves open; a sure reading that differs stays a
difference.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from core.models.document import Field, Reading
from core.reasons import reason
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors.kit.fields import Extraction

AGREED = 0.995  # confidence of a value on which page and layer agree
OPEN = 0.9  # a page reading with less confidence leaves the value open
NEAR = 0.5  # share of characters that an unsure reading must share with the signed layer
ONE_ONLY = 0.6  # confidence of a value that only the layer has
DIFFERENT = 0.5  # confidence of a value on which they differ
UNMAPPED = "\ufffd"
FEW = 0.1  # share of characters
ALIKE = 0.6  # minimum share of character pairs that a usable layer has in common with the page


def is_legible(sheets: Sequence[TextSheet], layers: Sequence[TextSheet]) -> bool:
    """Whether the layer is real text, in the page's script.

    A font without a character map gives marks or wrong characters for its glyphs: that is no claim.
    """
    layer_text = "".join(text for sheet in layers for text in sheet.folded)
    page_text = "".join(text for sheet in sheets for text in sheet.folded)
    chinese, claimed = _chinese(page_text), _chinese(layer_text)
    unmapped = sum(ch == UNMAPPED or "\ue000" <= ch <= "\uf8ff" for ch in layer_text)
    return unmapped <= FEW * len(layer_text) and not (chinese >= FEW and claimed < FEW * chinese)


def _chinese(text: str) -> float:
    """The share of Chinese characters."""
    return sum("\u4e00" <= ch <= "\u9fff" for ch in text) / max(1, len(text))


def trust_layer(sheets: Sequence[TextSheet], layers: Sequence[TextSheet]) -> bool:
    """Whether the layer is the text of these pages at all."""
    seen, claimed = _pairs(sheets), _pairs(layers)
    total = min(sum(seen.values()), sum(claimed.values()))
    return total > 0 and sum((seen & claimed).values()) >= ALIKE * total


def _pairs(sheets: Sequence[TextSheet]) -> Counter[str]:
    texts = ["".join(squeeze(line) for line in sheet.folded) for sheet in sheets]
    return Counter(a + b for text in texts for a, b in itertools.pairwise(text))


def merge_layer(
    seen: Extraction, claimed: Extraction, sheets: Sequence[TextSheet] = ()
) -> Extraction:
    """The fields and rows with both readings; `sheets` are those of a trusted, signed document."""

    def _merge(one: Field | None, other: Field | None) -> Field:
        merged = _both(one, other)
        return _settled(merged, one, other, sheets) if sheets and other else merged

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


def _settled(
    merged: Field, seen: Field | None, claimed: Field, sheets: Sequence[TextSheet]
) -> Field:
    """The signed layer's value if the page leaves it open: unread there, or read unsurely.

    If the page has no reading, something must at least be printed at the place.
    """
    if claimed.value is None or merged.trouble is None:
        return merged
    sure = merged.model_copy(update={"value": claimed.value, "confidence": AGREED, "trouble": None})
    if seen is None or seen.value is None:
        absent = seen is not None and seen.presence == "absent"
        return sure if not absent and _is_printed(claimed, sheets) else merged
    if seen.confidence >= OPEN or not _is_near(seen.value, claimed.value):
        return merged
    return sure


def _is_printed(field: Field, sheets: Sequence[TextSheet]) -> bool:
    """Whether the page has a line at the field's place that does not surely say something else."""
    box, raw = field.box, squeeze(field.raw)
    return box is not None and any(
        raw in squeeze(line.text) or line.surety() < OPEN
        for sheet in sheets
        if sheet.ref == field.page
        for line in sheet.page.lines
        if line.place().contains(box.cx, box.cy)
    )


def _is_near(seen: str, claimed: str) -> bool:
    matcher = SequenceMatcher(None, squeeze(seen), squeeze(claimed), autojunk=False)
    return matcher.ratio() >= NEAR


def _both(seen: Field | None, claimed: Field | None) -> Field:
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
                "trouble": reason("value.layer_only"),
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
            "trouble": reason("value.layer_differs", seen=seen.value, claimed=claimed.value),
        }
    )
