"""The papers of a case that the unit issues or submits."""

from dataclasses import replace
from datetime import date
from typing import Literal

from generator import cast, seals
from generator.cases.models import PacketCase
from generator.cases.options import checked, needed, stamp
from generator.documents.application import FormEntry, application_form
from generator.documents.institution import institution
from generator.documents.labor import LaborTerms
from generator.documents.labor_beijing import labor_beijing
from generator.documents.labor_national import labor_national
from generator.documents.licence import license_landscape, license_portrait
from generator.documents.personal_change import personal_change
from generator.documents.statements import integrity, power_of_attorney, resignation
from generator.documents.tax_notice import tax_notice_prose, tax_notice_table
from generator.paper import Paper


@checked
def application_form_new(
    case: PacketCase,
    seed: int,
    *,
    layout: Literal["blocks", "grid"] = "blocks",
    seal: seals.UnitSeal = "official",
) -> Paper:
    """《北京市工作居住证》申请表."""
    study, contract = needed(case.study, "study"), needed(case.contract, "contract")
    unit = case.unit.company
    entry = FormEntry(
        study,
        study.diploma,
        study.degree_number,
        case.home,
        case.mean_income,
        (contract.start, contract.end),
        contract.post,
    )
    return application_form(
        unit,
        case.applicant.person,
        entry,
        case.filled_in,
        seed,
        seal=seals.of_unit(seal, unit),
        layout=layout,
    )


@checked
def attorney(case: PacketCase, seed: int) -> Paper:
    """授权委托书."""
    unit, agent = case.unit.company, case.agent.person
    return power_of_attorney(unit, agent, case.filled_in, seed, seal=stamp(case))


@checked
def licence(
    case: PacketCase,
    seed: int,
    *,
    issued: date,
    layout: Literal["landscape", "portrait"] = "landscape",
    qr_code_of: str | None = None,
) -> Paper:
    """营业执照; `qr_code_of`: the QR code contains another unit's credit code."""
    draw = license_portrait if layout == "portrait" else license_landscape
    code = cast.COMPANIES[qr_code_of].code if qr_code_of else None
    return draw(case.unit.company, issued, seed, qr_code=code, unit_seal=stamp(case))


@checked
def institution_certificate(
    case: PacketCase, seed: int, *, valid_from: date, valid_to: date
) -> Paper:
    """事业单位法人证书."""
    return institution(case.unit.company, seed, valid_from, valid_to, unit_seal=stamp(case))


@checked
def tax_notice(
    case: PacketCase,
    seed: int,
    *,
    first: date,
    last: date,
    issued: date,
    layout: Literal["table", "prose"] = "table",
    seal: seals.UnitSeal = "finance",
) -> Paper:
    """涉税信息告知书."""
    draw = tax_notice_prose if layout == "prose" else tax_notice_table
    unit = case.unit.company
    return draw(unit, first, last, issued, seed, seal=seals.of_unit(seal, unit))


@checked
def integrity_statement(case: PacketCase, seed: int, *, seal_of: str | None = None) -> Paper:
    """诚信声明; `seal_of`: another unit sealed it."""
    unit = case.unit.company
    seal = seals.of_unit("official", cast.COMPANIES[seal_of] if seal_of else unit)
    return integrity(unit, case.applicant.person, case.filled_in, seed, seal=seal)


@checked
def labor_contract(
    case: PacketCase,
    seed: int,
    *,
    layout: Literal["beijing", "national"] = "beijing",
    seal: seals.UnitSeal = "official",
    shown_unit: str | None = None,
    shown_name: str | None = None,
    shown_number: str | None = None,
) -> Paper:
    """劳动合同; `shown_…`: wrong values for the parties."""
    terms, unit = needed(case.contract, "contract"), case.unit.company
    work = LaborTerms(
        replace(unit, name=shown_unit or unit.name),
        case.applicant.person,
        terms.start,
        terms.end,
        needed(terms.probation_to, "contract.probation_to"),
        needed(terms.signed, "contract.signed"),
        terms.post,
        needed(terms.salary, "contract.salary"),
        case.home,
        shown_name,
        shown_number,
    )
    draw = labor_beijing if layout == "beijing" else labor_national
    return draw(work, seed, seal=seals.of_unit(seal, unit))


@checked
def personal_change_form(case: PacketCase, seed: int, *, item: str, other: str = "") -> Paper:
    """个人信息变更申请表; `item` is the box that is ticked."""
    return personal_change(
        case.unit.company,
        case.applicant.person,
        needed(case.record.permit_no, "record.permit_no"),
        item,
        case.filled_in,
        seed,
        seal=stamp(case),
        other=other,
    )


@checked
def resignation_certificate(
    case: PacketCase, seed: int, *, former: str, start: date, left: date, post: str, issued: date
) -> Paper:
    """离职证明 of the former unit."""
    unit = cast.COMPANIES[former]
    seal = seals.of_unit("official", unit)
    return resignation(unit, case.applicant.person, start, left, post, issued, seed, seal=seal)
