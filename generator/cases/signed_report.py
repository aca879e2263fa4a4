"""A general change whose reports are downloads with an electronic signature."""

from datetime import UTC, date, datetime

from generator import cast
from generator.cases.change_address import PERMIT
from generator.cases.change_degree import STUDY
from generator.cases.scene import GENERAL, Scene
from generator.documents.certificates import degree, graduation
from generator.documents.chsi import chsi_form
from generator.documents.degree_online import degree_online
from generator.documents.personal_change import personal_change
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
    packet = Packet(
        "signed-report",
        s.record(
            permit_no=PERMIT,
            applicant_education_certificate_no=STUDY.diploma,
            applicant_degree_certificate_no=STUDY.degree_number,
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
        graduation(s.who, STUDY, 3904, unit_seal=s.stamp),
        degree(s.who, STUDY, 3905, unit_seal=s.stamp),
        dpi=100,
    )
    fresh, until = date(2025, 5, 12), date(2025, 11, 12)
    packet.add(
        "在线报告.pdf",
        chsi_form(
            s.who, STUDY, fresh, "A3M8KT5W9XQ2HB7D", 3906,
            embeddable=True, unit_seal=s.stamp, valid_until=until,
        ),
        degree_online(
            s.who, STUDY, fresh, "X7QP2DM9KB4TW6HA", 3907,
            embeddable=True, unit_seal=s.stamp, valid_until=until,
        ),
        tier="layer",
    )  # fmt: skip
    packet.signed["在线报告.pdf"] = datetime(2025, 5, 12, 2, 30, tzinfo=UTC)
    return packet
