"""How labels at a place count for a field: its own labels for it, other labels against it."""

from extractors.kit.fields import FieldSpec
from extractors.kit.places.candidates import Candidate
from extractors.kit.places.ends import is_leaving, mate_of, wanted_end
from extractors.kit.places.forms import may_hold
from extractors.kit.places.layout import Claim, Layout
from extractors.kit.places.words import LabelVocabulary, meaning_of, plain

IN_SENTENCE = 0.5  # share of another field's claim if its label is a word of a sentence
OF_SPAN = 0.9  # share of a claim for the end of a span if the label means the span's start
_AGREED = "合同"  # the span of a contract, which may be left before its end
PART = 0.5  # share of another field's claim if its label ends an unknown word


def own_claim(spec: FieldSpec, candidate: Candidate) -> tuple[float, Claim | None]:
    """How strongly the field's labels claim the place, and the strongest claim."""
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
    agreed = is_leaving(spec.name) and _AGREED in claim.anchor.label
    if spec.name not in fields and candidate.role == "end" == wanted_end(spec.name) and not agreed:
        return OF_SPAN * fields.get(mate_of(spec.name), 0.0)
    return fields.get(spec.name, 0.0)


def other_claim(
    spec: FieldSpec, candidate: Candidate, layout: Layout
) -> tuple[float, Claim | None]:
    """How strongly labels of other fields that may hold such values claim the place."""
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
    """The share of another field's claim that remains: 单位 in 当前单位 is part of an unknown label."""
    anchor, words = claim.anchor, layout.words
    if anchor.label in words.prose:
        return IN_SENTENCE
    short = len(anchor.label) <= 2 and bool(anchor.lead)
    return PART if short and not _known(anchor.lead, words) else 1.0


def _known(lead: str, words: LabelVocabulary) -> bool:
    """Whether the text before a label in its word is itself a label: 甲方 in 甲方地址."""
    return any(lead.lower().endswith(label) for label in words.by_first.get(lead[:1].lower(), ()))


def _lead(lead: str, spec: FieldSpec) -> float:
    """The share of a label's claim after other words: 母亲身份证号 is the mother's."""
    if not lead:
        return 1.0
    words = (*spec.labels, *meaning_of(spec.name).words)
    return 1.0 if any(lead in plain(word) for word in words) else 0.6
