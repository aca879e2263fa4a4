"""The confidence of documents after each value was read: probabilities, totals, codes."""

from collections.abc import Sequence

from core.models.document import Document
from core.models.page import Page
from pipeline.settling.cardterms import by_terms
from pipeline.settling.coarse import held_coarse
from pipeline.settling.coded import by_codes
from pipeline.settling.totals import by_totals
from pipeline.settling.trust import Threshold, Trust


def weighed(
    documents: Sequence[Document], pages: Sequence[Page], trust: Trust, threshold: Threshold
) -> tuple[Document, ...]:
    """The documents with scores as probabilities, and values confirmed by totals and codes."""
    sure = held_coarse(trust.weighed(documents, threshold), pages)
    return tuple(by_terms(by_codes(by_totals(sure, threshold("amount")))))
