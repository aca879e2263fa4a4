"""A general change: a new degree."""

from dataclasses import replace
from datetime import date

from generator import cast
from generator.cases.change_address import PERMIT
from generator.cases.scene import Scene
from generator.documents.certificates import degree, graduation
from generator.documents.personal_change import personal_change
from generator.documents.reports import education_report
from generator.documents.study import Study
from generator.packing import Packet

STUDY = Study(
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
"""What is new."""


def new_degree() -> Packet:
    """General change: a diploma report of another number, no degree report."""
    s = Scene(
        "general_change",
        cast.WEI,
        cast.QIN,
        cast.HESHI,
        date(2025, 5, 27),
        "北京市东城区样例西街5号院2号楼704室",
        3400,
    )
    other = replace(STUDY, diploma="199981202302000465")
    packet = Packet(
        "degree-change",
        s.record(
            permit_no=PERMIT,
            applicant_education_certificate_no=STUDY.diploma,
            applicant_degree_certificate_no=STUDY.degree_number,
        ),
        outcome="supplement",
        note="general change: a new degree",
        holds=[
            "PROC-POA",
            "FORM-POA-FIELDS",
            "FORM-PCHANGE",
            "FORM-PCHANGE-BOX",
            "EDU-DIPLOMA-VERIFY",
            "GEN-NAME-EQUAL",
        ],
    )
    packet.defect(
        "report_other_number",
        "EDU-REPORT-MATCH",
        may=["GEN-SYSTEM-EQUAL"],
        about="…456 on the diploma, …465 in the report",
    )
    packet.defect("no_degree_report", "EDU-DEGREE-VERIFY", may=["COMPLETE-GENERAL"])
    packet.add(
        "变更.jpg",
        personal_change(
            s.unit, s.who, PERMIT, "其他", s.filed, 3403, seal=s.stamp, other="学历学位"
        ),
        tier="copy",
    )
    packet.add(
        "附件.pdf",
        s.attorney(),
        s.licence(),
        graduation(s.who, STUDY, 3404),
        degree(s.who, STUDY, 3405),
        education_report(s.who, other, date(2025, 4, 30), 3406),
        tier="scan",
        turn=(0, 0, 180, 0, 0),
        dpi=100,
    )
    return packet
