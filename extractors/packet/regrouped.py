"""A document from sheets that a person grouped, of the type that the person gives, if any."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.models.document import FOREIGN, Document, TypeGuess
from core.models.signature import Signature
from core.text.sheet import TextSheet
from extractors.kit.fields import TypeEntry
from extractors.packet.documents import UNKNOWN, read_draft
from extractors.packet.recognise import Recognition, recognise
from extractors.packet.split import Draft

NOT_OURS = "其他材料"


class KnownType(NamedTuple):
    """What is known of a document's type: from a person (`told`) or its pages' old document."""

    type: str | None = None
    surety: float = 0.0
    told: bool = False


def regrouped(
    sheets: Sequence[TextSheet],
    name: str,
    given: KnownType,
    kinds: Sequence[TypeEntry],
    signed: Mapping[str, tuple[Signature, ...]],
) -> Document:
    """The document that these sheets form. Without a known type, the sheets determine it."""
    seen = [recognise(sheet, kinds) for sheet in sheets]
    known = next((kind for kind in kinds if kind.id == given.type), None)
    draft = _as_said(known, given) if given.told or known else _as_seen(seen)
    draft.sheets, draft.seen = list(sheets), seen
    found = read_draft(draft, name, signed, kinds)
    return surely(found, given.type or UNKNOWN) if given.told else found


def surely(document: Document, type_: str) -> Document:
    """The document with a type that a person gave: no other type is considered."""
    ours = type_ != UNKNOWN
    guess = TypeGuess(type=type_ if ours else FOREIGN, confidence=1.0)
    update = {"confidence": 1.0 if ours else 0.0, "guesses": (guess,), "likeness": ()}
    return document.model_copy(update={**update, "foreign": "" if ours else NOT_OURS})


def _as_said(kind: TypeEntry | None, known: KnownType) -> Draft:
    return Draft(kind, confidence=known.surety if kind else 0.0)


def _as_seen(seen: Sequence[Recognition]) -> Draft:
    """A draft of the type of its surest sheet; without a type if no sheet has one."""
    best = max(
        (one.best for one in seen if one.best is not None),
        key=lambda guess: guess.confidence,
        default=None,
    )
    if best is None:
        return Draft(None)
    return Draft(best.kind, confidence=best.confidence, titled=best.titled)
