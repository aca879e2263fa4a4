"""Comparing a typed value with the reading, in the same way as the rules compare values."""

from core.models.document import Kind
from core.numbers.amounts import parse_figures
from validators.ground.compare import folded


def same_value(kind: Kind, read: str, typed: str) -> bool:
    """Amounts are compared by value, other kinds by characters, ignoring width and brackets.

    >>> same_value("amount", "18500.00", "18,500"), same_value("company", "甲（东城）", "甲(东城)")
    (True, True)
    >>> same_value("person", "佘敏", "余敏")
    False
    """
    if folded(read) == folded(typed):
        return True
    amounts = [parse_figures(text) for text in (read, typed)]
    return kind == "amount" and amounts[0] is not None and amounts[0] == amounts[1]
