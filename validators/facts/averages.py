"""The monthly averages of taxable income that the system's record gives (guide 六（二）条件3)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from validators.ground.case import Case

YEAR = 4
"""Digits of a year."""


def averages(case: Case) -> tuple[dict[int, Decimal], Decimal | None]:
    """By year if the record lists years, else its single figure."""
    recorded = case.application.extra.get("monthly_income")
    single = case.application.applicant.monthly_income
    if isinstance(recorded, Mapping):
        return _by_year(list(recorded.items())), single
    if isinstance(recorded, list):
        rows = [row for row in recorded if isinstance(row, Mapping)]
        pairs = [(row.get("year"), row.get("monthly_income", row.get("amount"))) for row in rows]
        return _by_year(pairs), single
    return {}, _amount(recorded) if recorded is not None and single is None else single


def _by_year(pairs: Iterable[tuple[object, object]]) -> dict[int, Decimal]:
    """The entries with an amount.

    >>> _by_year([("2024年", "30,000"), ("2025", None)])
    {2024: Decimal('30000')}
    """
    return {
        int(year): amount
        for label, entry in pairs
        if (year := str(label)[:YEAR]).isdecimal() and (amount := _amount(entry)) is not None
    }


def _amount(entry: object) -> Decimal | None:
    try:
        found = Decimal(str(entry).replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
