"""The papers of a case that prove an income."""

from datetime import date
from typing import Literal

from generator import cast, seals
from generator.cases.models import PacketCase
from generator.cases.options import checked
from generator.documents import tax_list, tax_record
from generator.documents.pay import HandlerNote, Pay, paid_note
from generator.documents.screenshot_detail import its_detail
from generator.documents.screenshot_summary import its_summary
from generator.paper import Paper


def _pays(case: PacketCase, era: int | None) -> list[Pay]:
    """The months of one `[[income]]` of the case, counted from 1; all months if none is given."""
    return case.pays if era is None else case.income[era - 1].pays


def _note(
    case: PacketCase, payer: cast.InventedUnit, name: str | None, signed: bool
) -> HandlerNote:
    """The agent's note; `name`: if it names a person other than the applicant."""
    agent = case.agent.person
    note = paid_note(name or case.applicant.name, payer.name, agent)
    return note if signed else HandlerNote(note.text, None, agent.hand)


@checked
def withholding_screenshot(
    case: PacketCase,
    seed: int,
    *,
    layout: Literal["summary", "detail"],
    seal: seals.UnitSeal | Literal["none"] = "finance",
    payer: str | None = None,
    era: int | None = None,
    note_name: str | None = None,
    note_signed: bool = True,
    folded: bool = False,
    bare: bool = False,
) -> Paper:
    """自然人电子税务局（扣缴端）的截图; `payer`: a unit other than the case's.

    `folded`: the query panel of a summary is closed.
    `bare`: a detail view without the window's frame.
    """
    company = cast.COMPANIES[payer] if payer else case.unit.company
    who, pays = case.applicant.person, _pays(case, era)
    note = _note(case, company, note_name, note_signed)
    pressed = None if seal == "none" else seals.of_unit(seal, company)
    if layout == "summary":
        return its_summary(who, company, pays, seed, note=note, seal=pressed, folded=folded)
    return its_detail(who, company, pays, seed, note=note, seal=pressed, bare=bare)


@checked
def iit_tax_record(
    case: PacketCase, seed: int, *, issued: date, era: int | None = None,
    layout: Literal["ruled", "wide"] = "ruled",
) -> Paper:  # fmt: skip
    """个人所得税纳税记录."""
    unit = case.unit.company
    return tax_record.tax_record(
        case.applicant.person,
        _pays(case, era),
        issued,
        seed,
        wide=layout == "wide",
        seal=seals.of_unit("finance", unit),
        note=_note(case, unit, None, True),
    )


@checked
def iit_tax_list(
    case: PacketCase, seed: int, *, printed: date, seal: seals.UnitSeal, era: int | None = None,
    layout: Literal["wide", "tall"] = "wide",
) -> Paper:  # fmt: skip
    """个人所得税税收清单, without the handler's note."""
    unit = case.unit.company
    return tax_list.tax_list(
        case.applicant.person,
        unit,
        _pays(case, era),
        printed,
        seed,
        seal=seals.of_unit(seal, unit),
        wide=layout == "wide",
    )
