"""The possible types of a document of several sheets, from those of each sheet."""

from collections import defaultdict

from core.models.document import FOREIGN, TypeGuess
from extractors.packet.recognise import MIN_LISTED
from extractors.packet.split import Draft


def guesses_of(draft: Draft) -> tuple[TypeGuess, ...]:
    """The document's own type with its confidence; other types share the rest, as on its sheets."""
    shares: dict[str, float] = defaultdict(float)
    for seen in draft.seen:
        for guess in seen.guesses:
            shares[guess.kind.id] += guess.confidence / len(draft.seen)
        shares[FOREIGN] += seen.foreign / len(draft.seen)
    known = draft.kind.id if draft.kind else None
    if known is not None:
        own = shares.pop(known, 0.0)
        rest = (1.0 - draft.confidence) / max(1.0 - own, 1e-9)
        shares = defaultdict(float, {name: p * rest for name, p in shares.items()})
        shares[known] = draft.confidence
    ordered = sorted(shares.items(), key=lambda pair: (pair[0] != known, -pair[1]))
    return tuple(
        TypeGuess(type=name, confidence=round(p, 4)) for name, p in ordered if p >= MIN_LISTED
    )


def foreign_name(draft: Draft) -> str:
    """The name of the foreign document, if being foreign is the likeliest case."""
    if draft.kind is not None or not draft.seen:
        return ""
    first = max(draft.seen, key=lambda seen: seen.foreign)
    return first.called if first.foreign >= 0.5 else ""
