"""A general change whose reports are downloads with an electronic signature."""

from datetime import UTC, date, datetime

from generator import cast
from generator.cases.change_address import PERMIT
from generator.cases.scene import GENERAL, Scene
from generator.documents.certificates import degree, graduation
from generator.documents.chsi import chsi_form
from generator.documents.degree_online import degree_online
from generator.documents.personal_change import personal_change
from generator.documents.study import Study
from generator.packing import Packet


def signed_report() -> Packet:
    """General change: a new degree; the reports signed by an invented issuer, nothing wrong."""
    s = Scene(
        "general_change",
        cast.WEI,
        cast.QIN,
        cast.HESHI,
        date(2025, 5, 27),
        "北京市东城区样例西街5号院2号楼704室",
        3900,
    )
    study = Study(
        "测试师范大学",
        "应用统计",
        "硕士研究生",
        "经济学硕士",
        "3",
        date(2020, 9, 1),
        date(2023, 6, 28),
        "199981202302000456",
        "1999832023000456",
        "白例华",
    )
    packet = Packet(
        "signed-report",
        s.record(
            permit_no=PERMIT,
            applicant_education_certificate_no=study.diploma,
            applicant_degree_certificate_no=study.degree_number,
        ),
        outcome="accept",
        note="general change: a new degree; signed reports",
        holds=[
            *GENERAL,
            "FORM-PCHANGE",
            "FORM-PCHANGE-BOX",
            "EDU-DIPLOMA-VERIFY",
            "EDU-DEGREE-VERIFY",
            "EDU-REPORT-MATCH",
        ],
    )
    packet.add(
        "变更.jpg",
        personal_change(
            s.unit, s.who, PERMIT, "其他", s.filed, 3403, seal=s.stamp, other="学历学位"
        ),
        tier="scan",
        dpi=170,
    )
    packet.add(
        "附件.pdf",
        s.attorney(),
        s.licence(),
        graduation(s.who, study, 3904, unit_seal=s.stamp),
        degree(s.who, study, 3905, unit_seal=s.stamp),
        dpi=100,
    )
    fresh, until = date(2025, 5, 12), date(2025, 11, 12)
    packet.add(
        "在线报告.pdf",
        chsi_form(
            s.who, study, fresh, "A3M8KT5W9XQ2HB7D", 3906,
            embeddable=True, unit_seal=s.stamp, valid_until=until,
        ),
        degree_online(
            s.who, study, fresh, "X7QP2DM9KB4TW6HA", 3907,
            embeddable=True, unit_seal=s.stamp, valid_until=until,
        ),
        tier="layer",
    )  # fmt: skip
    packet.signed["在线报告.pdf"] = datetime(2025, 5, 12, 2, 30, tzinfo=UTC)
    return packet
