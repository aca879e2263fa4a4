"""A public institution with too little income."""

from datetime import date

from generator import cast
from generator.cases.common import NO_CONTRACT, plain_study
from generator.cases.scene import Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.institution import institution
from generator.documents.pay import months_of, paid_note
from generator.documents.screenshot_summary import its_summary
from generator.packing import Packet


def public_unit() -> Packet:
    """A public institution: income under 1.2 times the average wage."""
    s = Scene(
        "new_permit",
        cast.LIN,
        cast.TAO,
        cast.CENTRE,
        date(2023, 5, 16),
        "北京市东城区试验北街21号4号楼2单元305室",
        2700,
    )
    study = plain_study(s.who, 714)
    pays = months_of("2022-10", 6, "11900.00", "150.00")
    entry = Entry(
        study,
        study.diploma,
        study.degree_number,
        s.home,
        average(pays),
        (date(2021, 7, 1), date(2026, 6, 30)),
        "工程师",
    )
    packet = Packet(
        "income-institution",
        s.record(
            condition=1,
            applicant_monthly_income=average(pays),
            applicant_education_certificate_no=study.diploma,
            applicant_degree_certificate_no=study.degree_number,
        ),
        outcome="reject",
        note="few papers; 事业单位",
        holds=[
            "INCOME-WINDOW-6M",
            "INCOME-CONTINUOUS",
            "INCOME-PAYER",
            "MAT-FIN-SEAL",
            "MAT-INCOME-ANNOTATION",
            "UNIT-TAXNOTICE-YEAR",
            "UNIT-TAXNOTICE-FINSEAL",
        ],
    )
    packet.defect(
        "income_under_1_2",
        "APP-C12-INCOME-INSTITUTION",
        may=["APP-COND-ONE-OF"],
        about="11,950.00 a month; 12,753.50 are needed",
    )
    packet.defect("papers_missing", "COMPLETE-NEW", may=NO_CONTRACT)
    packet.add(
        "scan_a.pdf",
        application_form(s.unit, s.who, entry, s.filed, 2703, seal=s.stamp),
        s.attorney(),
        institution(s.unit, 2704, date(2021, 4, 1), date(2026, 3, 31), unit_seal=s.stamp),
        s.notice(),
        tier=("copy", "copy", "scan", "scan"),
        dpi=110,
    )
    packet.add(
        "scan_b.pdf",
        id_card(s.agent, 2705, unit_seal=s.stamp),
        id_card(s.who, 2706, unit_seal=s.stamp),
        tier="copy",
        turn=270,
        dpi=130,
    )
    packet.add(
        "scan_c.jpg",
        its_summary(
            s.who,
            s.unit,
            pays,
            2707,
            note=paid_note(s.who.name, s.unit.name, s.agent),
            seal=s.money,
        ),
        tier="scan",
        dpi=160,
        quality=50,
    )
    return packet
