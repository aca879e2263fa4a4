"""The papers of a case about the applicant and the agent, their studies and their home."""

from dataclasses import replace
from datetime import date
from typing import Literal

from generator import cast, seals
from generator.cases.models import PacketCase
from generator.cases.options import checked, needed, stamp
from generator.documents import certificates
from generator.documents.cards import id_card
from generator.documents.chsi import chsi_form
from generator.documents.degree_online import degree_online
from generator.documents.lease import Lease, lease_home
from generator.documents.lease_city import lease_city
from generator.documents.overseas import overseas
from generator.documents.register import register_page
from generator.documents.reports import education_report
from generator.documents.residence_card import residence_card
from generator.documents.title import title_certificate
from generator.paper import Paper


@checked
def identity_card(
    case: PacketCase,
    seed: int,
    *,
    of: str,
    layout: Literal["page", "split", "cards"] = "page",
    sides: Literal["both", "front"] = "both",
    stamped: bool = True,
    shown_birth: date | None = None,
) -> Paper:
    """居民身份证 of the `applicant`, of the `agent`, or of another person by name."""
    people = {"applicant": case.applicant.person, "agent": case.agent.person}
    return id_card(
        people.get(of) or cast.PEOPLE[of],
        seed,
        layout=layout,
        sides=sides,
        unit_seal=stamp(case, stamped),
        shown_birth=shown_birth,
    )


@checked
def household_register(
    case: PacketCase,
    seed: int,
    *,
    number: str,
    shown_name: str | None = None,
    shown_number: str | None = None,
) -> tuple[Paper, Paper]:
    """户口簿: the cover and the applicant's page, two documents on one sheet."""
    return register_page(
        case.applicant.person,
        number,
        seed,
        unit_seal=stamp(case),
        shown_name=shown_name,
        shown_number=shown_number,
    )


@checked
def chsi_registration_form(
    case: PacketCase,
    seed: int,
    *,
    updated: date,
    code: str,
    qr_code: str | None = None,
    valid_until: date | None = None,
    layout: Literal["grid", "open"] = "grid",
    embeddable: bool = False,
    stamped: bool = True,
) -> Paper:
    """教育部学历证书电子注册备案表; `qr_code`: if it differs from the printed code."""
    return chsi_form(
        case.applicant.person,
        needed(case.study, "study"),
        updated,
        code,
        seed,
        qr_code=qr_code,
        layout=layout,
        embeddable=embeddable,
        unit_seal=stamp(case, stamped),
        valid_until=valid_until,
    )


@checked
def degree_online_report(
    case: PacketCase,
    seed: int,
    *,
    updated: date,
    code: str,
    valid_until: date,
    layout: Literal["lines", "grid"] = "lines",
    embeddable: bool = False,
) -> Paper:
    """学位证书在线验证报告."""
    return degree_online(
        case.applicant.person,
        needed(case.study, "study"),
        updated,
        code,
        seed,
        layout=layout,
        embeddable=embeddable,
        valid_until=valid_until,
        unit_seal=stamp(case),
    )


@checked
def graduation_certificate(case: PacketCase, seed: int, *, stamped: bool = True) -> Paper:
    """毕业证书."""
    study, seal = needed(case.study, "study"), stamp(case, stamped)
    return certificates.graduation(case.applicant.person, study, seed, unit_seal=seal)


@checked
def degree_certificate(case: PacketCase, seed: int, *, stamped: bool = True) -> Paper:
    """学位证书."""
    study, seal = needed(case.study, "study"), stamp(case, stamped)
    return certificates.degree(case.applicant.person, study, seed, unit_seal=seal)


@checked
def education_verification_report(
    case: PacketCase, seed: int, *, printed: date, shown_diploma: str | None = None
) -> Paper:
    """学历认证报告; `shown_diploma`: a number different from the diploma's."""
    study = needed(case.study, "study")
    shown = replace(study, diploma=shown_diploma or study.diploma)
    return education_report(case.applicant.person, shown, printed, seed)


@checked
def overseas_certification(
    case: PacketCase, seed: int, *, issued: date, layout: Literal["old", "new"] = "new"
) -> Paper:
    """国（境）外学历学位认证书."""
    who, abroad = case.applicant.person, needed(case.abroad, "abroad")
    return overseas(who, abroad, issued, seed, layout=layout, unit_seal=stamp(case))


def _lease(case: PacketCase) -> Lease:
    terms = needed(case.lease, "lease")
    return Lease(
        cast.PEOPLE[terms.owner],
        case.applicant.person,
        case.home,
        terms.start,
        terms.end,
        terms.rent,
        terms.signed,
        terms.title_number,
        lessor_id=None if "lessor_id" in terms.blank else "",
        lessor_phone=None if "lessor_phone" in terms.blank else "",
    )


@checked
def lease_contract(
    case: PacketCase,
    seed: int,
    *,
    layout: Literal["city", "home-made"] = "city",
    stamped: bool = True,
) -> Paper:
    """房屋租赁合同."""
    draw = lease_city if layout == "city" else lease_home
    return draw(_lease(case), seed, unit_seal=stamp(case, stamped))


@checked
def real_estate_certificate(
    case: PacketCase, seed: int, *, registered: date, stamped: bool = True
) -> Paper:
    """不动产权证书 of the rented home."""
    lease, seal = _lease(case), stamp(case, stamped)
    return title_certificate(lease.lessor, case.home, lease.title, registered, seed, unit_seal=seal)


@checked
def residence_permit_card(
    case: PacketCase,
    seed: int,
    *,
    valid_from: date,
    valid_to: date,
    layout: Literal["page", "electronic"] = "page",
    embeddable: bool = False,
    stamped: bool = True,
    issuer: str | None = None,
) -> Paper:
    """北京市居住证; `issuer`: the office that sealed an electronic card, instead of the unit."""
    return residence_card(
        case.applicant.person,
        case.home,
        valid_from,
        valid_to,
        seed,
        layout=layout,
        embeddable=embeddable,
        unit_seal=seals.office(issuer, "证照专用章") if issuer else stamp(case, stamped),
    )
