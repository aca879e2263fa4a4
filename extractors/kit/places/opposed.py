"""Fields of two parties that must differ: one party's value is not the other's."""

from functools import cache

from extractors.kit.fields import FieldSpec

_PAIRS = (
    ("party1", "party2"), ("father", "mother"), ("lessor", "lessee"), ("landlord", "tenant"),
    ("employer", "employee"), ("payer", "payee"), ("man", "woman"), ("husband", "wife"),
    ("seller", "buyer"), ("lender", "borrower"), ("mortgagor", "mortgagee"),
    ("principal", "agent"), ("grantor", "agent"), ("lodger", "host"), ("plaintiff", "defendant"),
    ("old", "new"), ("former", "new"),
)  # fmt: skip
OWNED = frozenset({"person", "company", "id_number", "credit_code"})
"""Kinds of values that two parties never share."""


@cache
def opposites(specs: tuple[FieldSpec, ...]) -> dict[str, frozenset[str]]:
    """For each field of a person, unit or number, the fields that must have a different value.

    >>> specs = tuple(FieldSpec(n, "person") for n in ("father_name", "mother_name", "name"))
    >>> sorted(opposites(specs)["father_name"])
    ['mother_name']
    """
    kinds = {spec.name: spec.kind for spec in specs}
    found: dict[str, set[str]] = {}
    for name, kind in kinds.items():
        for other in _others(name):
            if kind in OWNED and kinds.get(other) in OWNED:
                found.setdefault(name, set()).add(other)
                found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _others(name: str) -> list[str]:
    words = name.split("_")
    return [
        "_".join(other if word == one else word for word in words)
        for one, other in _PAIRS
        if one in words
    ]
