"""What the labels at a place are worth to a field: its own for it, those of others against it."""

from extractors.kit.fields import FieldSpec
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.ends import mate_of, wanted_end
from extractors.kit.places.forms import may_hold
from extractors.kit.places.layout import Claim, Layout
from extractors.kit.places.words import Meaning, Vocabulary, meanings, plain

SAID = 0.5  # of another's claim: what is left where it is a word of a sentence
OF_SPAN = 0.9  # of a label that means a span's start: what is left of it for the end
PART = 0.5  # of another's claim: what is left where its label ends a word that nobody knows


def own_claim(spec: FieldSpec, candidate: Candidate) -> tuple[float, Claim | None]:
    """How strongly a label of the field claims the place, and which does most."""
    return max(
        (
            (c.strength * worth * _lead(c.anchor.lead, spec), c)
            for c in candidate.claims
            if (worth := _worth(spec, candidate, c))
        ),
        key=lambda pair: pair[0],
        default=(0.0, None),
    )


def _worth(spec: FieldSpec, candidate: Candidate, claim: Claim) -> float:
    """How surely a label means a field; one that means a span's start means its end too."""
    fields = claim.anchor.fields
    if spec.name not in fields and candidate.role == "end" == wanted_end(spec.name):
        return OF_SPAN * fields.get(mate_of(spec.name), 0.0)
    return fields.get(spec.name, 0.0)


def other_claim(
    spec: FieldSpec, candidate: Candidate, layout: Layout
) -> tuple[float, Claim | None]:
    """How strongly a label that is none of the field's, and may hold such values, claims it."""
    return max(
        (
            (c.strength * _others_worth(c, layout), c)
            for c in candidate.claims
            if not _worth(spec, candidate, c)
            and c.anchor.sure >= 0.6
            and c.relation != "heading"
            and may_hold(c.anchor.label, spec.kind)
        ),
        key=lambda pair: pair[0],
        default=(0.0, None),
    )


def _others_worth(claim: Claim, layout: Layout) -> float:
    """What is left of another's claim: 单位 in 当前单位 is part of a label nobody knows."""
    anchor, words = claim.anchor, layout.words
    if anchor.label in words.prose:
        return SAID
    short = len(anchor.label) <= 2 and bool(anchor.lead)
    return PART if short and not _known(anchor.lead, words) else 1.0


def _known(lead: str, words: Vocabulary) -> bool:
    """Whether what stands before a label in its word is a label itself: 甲方 of 甲方地址."""
    return any(lead.lower().endswith(label) for label in words.by_first.get(lead[:1].lower(), ()))


def _lead(lead: str, spec: FieldSpec) -> float:
    """What a label is worth behind other words: 母亲身份证号 is hers."""
    if not lead:
        return 1.0
    words = (*spec.labels, *meanings().get(spec.name, Meaning()).words)
    return 1.0 if any(lead in plain(word) for word in words) else 0.6
