"""Figures that an office adds in one small file, published since the edition was made.

    [[wages]]
    year = 2025
    annual = 145400.00
    monthly = 12117.00
    published = 2026-08-21        # it decides cases from this day on
    source = "…"                  # where it was published; reports cite it

    [[insurance]]
    id = "insurance_base_cap"     # a figure of the city's insurance.toml
    value = 36348
    from = 2027-07-01             # the first month that it limits
    source = "…"

The previous figure gets its last day automatically. An invalid file is refused.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from validators.policy.dated import NO_END, ONE_DAY
from validators.policy.faults import PolicyFault, reason_of, refusal
from validators.policy.figures import Parameter, Wage
from validators.policy.files import label, toml
from validators.policy.model import Policy
from validators.policy.tables import PolicyData

CITYS = "insurance_"
"""Prefix of figures that a city publishes each year; the guide's own must not be changed."""
JULY = 7


class NewWage(PolicyData):
    """A wage figure as an office writes it."""

    year: int
    annual: Decimal
    monthly: Decimal
    published: date
    source: str = Field(min_length=1)
    series: str = ""


class NewFigure(PolicyData):
    """A figure of social insurance as an office writes it."""

    id: str
    value: Decimal
    since: date = Field(alias="from")
    source: str = Field(min_length=1)


M = TypeVar("M", bound=PolicyData)


def with_figures(policy: Policy, path: Path) -> Policy:
    """The edition with an office's figures. Raises PolicyError with each fault of the file."""
    content, here = toml(path), label(path.resolve())
    faults = [PolicyFault.at(here, key, "不认识的键", "unknown key") for key in content
            if key not in ("wages", "insurance")]  # fmt: skip
    wages, wrong = _rows(NewWage, content.get("wages", []), here, "wages")
    figures, more = _rows(NewFigure, content.get("insurance", []), here, "insurance")
    faults += [*wrong, *more]
    if not (faults or wages or figures):
        faults.append(
            PolicyFault.at(here, "", "没有 [[wages]] 或 [[insurance]]", "no figure in it")
        )
    if faults:
        raise refusal(faults)
    update: dict[str, Any] = {"wages": policy.wages, "parameters": policy.parameters}
    for wage in sorted(wages, key=lambda one: one.published):
        update["wages"] = _with_wage(update["wages"], wage, path.name, here)
    for figure in sorted(figures, key=lambda one: one.since):
        update["parameters"] = _with_figure(update["parameters"], figure, path.name, here)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return policy.model_copy(update={**update, "version": f"{policy.version}+{digest}"})


def _rows(model: type[M], rows: object, here: str, table: str) -> tuple[list[M], list[PolicyFault]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        zh, en = f"应为 [[{table}]] 的表", f"should be tables [[{table}]]"
        return [], [PolicyFault.at(here, table, zh, en)]
    made, faults = [], []
    for number, row in enumerate(rows, 1):
        try:
            made.append(model.model_validate(row))
        except ValidationError as error:
            name = str(row.get("id") or row.get("year") or number)
            faults += list(_faults(error, here, f"{table}.{name}"))
    return made, faults


def _faults(error: ValidationError, here: str, name: str) -> Iterator[PolicyFault]:
    for trouble in error.errors():
        key = ".".join([name, *(str(part) for part in trouble["loc"])])
        yield PolicyFault.at(here, key, *reason_of(dict(trouble)))


def _with_wage(
    wages: tuple[Wage, ...], added: NewWage, file: str, here: str
) -> tuple[Wage, ...]:  # fmt: skip
    """The wages with one more; the previous one ends on the day before."""
    last, name = max(wages, key=lambda one: one.applies), f"wages.{added.year}"
    if added.year != last.year + 1:
        zh = f"现有数据至 {last.year} 年，只能补 {last.year + 1} 年"
        en = f"the data end with {last.year}; only {last.year + 1} can be added"
        raise refusal([PolicyFault.at(here, f"{name}.year", zh, en)])
    if not max(last.applies[0], date(added.year + 1, 1, 1)) < added.published:
        zh = f"公布日须晚于上一年数据的适用日 {last.applies[0]}，且在 {added.year} 年之后"
        en = f"must be published after {last.applies[0]} and after the year {added.year}, surely"
        raise refusal([PolicyFault.at(here, f"{name}.published", zh, en)])
    awaited = (date(added.year + 2, JULY, 1), date(added.year + 2, JULY, 31))
    given = added.model_dump(exclude={"published", "series", "source"})
    try:
        made = Wage.model_validate({
            **given, "series": added.series or last.series,
            "applies": [added.published, "open"], "awaited": [*awaited],
            "annual_status": "sourced", "monthly_status": "sourced",
            "source": f"{added.source}（由 {file} 补充）",
        })  # fmt: skip
    except ValidationError as error:
        raise refusal(_faults(error, here, name)) from error
    days = (last.applies[0], min(last.applies[1], added.published - ONE_DAY))
    closed = last.model_copy(update={"applies": days, "awaited": None})
    return (*(one for one in wages if one is not last), closed, made)


def _with_figure(
    figures: tuple[Parameter, ...], added: NewFigure, file: str, here: str
) -> tuple[Parameter, ...]:
    """The figures with one more for a name; its previous one ends on the day before."""
    same = [one for one in figures if one.id == added.id and added.id.startswith(CITYS)]
    if not same:
        known = "、".join(dict.fromkeys(one.id for one in figures if one.id.startswith(CITYS)))
        zh, en = f"没有这一项，可补充的为 {known}", f"no such figure; there are {known}"
        raise refusal([PolicyFault.at(here, f"insurance.{added.id}", zh, en)])
    last = max(same, key=lambda one: one.applies)
    if added.since <= last.applies[0]:
        zh = f"须晚于现有数据的第一日 {last.applies[0]}"
        en = f"must be after the first day of the last one, {last.applies[0]}"
        raise refusal([PolicyFault.at(here, f"insurance.{added.id}.from", zh, en)])
    if added.value <= 0:
        raise refusal(
            [PolicyFault.at(here, f"insurance.{added.id}.value", "须大于 0", "must be above 0")]
        )
    days = (last.applies[0], min(last.applies[1], added.since - ONE_DAY))
    cites = f"{added.source}（由 {file} 补充）"
    new = {"value": added.value, "applies": (added.since, NO_END), "cites": cites}
    made = last.model_copy(update=new)
    kept = (one for one in figures if one is not last)
    return (*kept, last.model_copy(update={"applies": days}), made)
