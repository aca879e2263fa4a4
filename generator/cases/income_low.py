"""A complete packet with too little income."""

from datetime import date

from generator import cast
from generator.cases.common import plain_study
from generator.cases.scene import Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.certificates import degree, graduation
from generator.documents.chsi import chsi_form
from generator.documents.degree_online import degree_online
from generator.documents.labor import Work
from generator.documents.labor_beijing import labor_beijing
from generator.documents.pay import months_of, paid_note
from generator.documents.register import register_page
from generator.documents.residence_card import residence_card
from generator.documents.screenshot_detail import its_detail
from generator.documents.statements import integrity
from generator.packing import Packet


def low() -> Packet:
    """A complete packet: income under 1.5 times, contract and code about to end, wrong QR."""
    s = Scene(
        "new_permit",
        cast.QIN,
        cast.WEI,
        cast.MINGLI,
        date(2025, 7, 8),
        "北京市东城区试验胡同30号1号楼3单元402室",
        2300,
    )
    study = plain_study(s.who, 311)
    pays = months_of("2025-01", 6, "15200.00", "280.00")
    work = Work(
        s.unit,
        s.who,
        date(2022, 12, 21),
        date(2025, 12, 20),
        date(2023, 3, 20),
        date(2022, 12, 19),
        "咨询顾问",
        "15200",
        s.home,
    )
    entry = Entry(
        study,
        study.diploma,
        study.degree_number,
        s.home,
        average(pays),
        (work.start, work.end),
        "咨询顾问",
    )
    packet = Packet(
        "income-low",
        s.record(
            condition=1,
            housing="residence_permit",
            applicant_monthly_income=average(pays),
            applicant_education_certificate_no=study.diploma,
            applicant_degree_certificate_no=study.degree_number,
        ),
        outcome="reject",
        note="complete, but the income is under 1.5 times the average wage",
        holds=[
            "COMPLETE-NEW",
            "INCOME-WINDOW-6M",
            "INCOME-CONTINUOUS",
            "INCOME-PAYER",
            "MAT-FIN-SEAL",
            "MAT-INCOME-ANNOTATION",
            "RES-PERMIT-3M",
            "CONTRACT-PARTIES",
            "UNIT-TAXNOTICE-YEAR",
            "UNIT-TAXNOTICE-FINSEAL",
            "GEN-NAME-EQUAL",
            "GEN-IDNO-EQUAL",
            "GEN-EMPLOYER-EQUAL",
        ],
    )
    packet.defect(
        "income_under_1_5",
        "APP-C12-INCOME-ENTERPRISE",
        may=["APP-COND-ONE-OF"],
        about="15,293.33 a month; 17,905.50 are needed",
    )
    packet.defect("contract_ends_soon", "CONTRACT-6M", about="ends 2025-12-20, under six months")
    packet.defect("chsi_code_runs_out", "EDU-VALID-3M", about="updated 2025-02-10")
    packet.defect(
        "chsi_qr_other_code",
        "GEN-QR-MATCH",
        may=["EDU-DIPLOMA-VERIFY"],
        about="the QR carries another code than the one printed",
    )
    cover, member = register_page(s.who, "007755120", 2310, unit_seal=s.stamp)
    packet.add(
        "1.jpg",
        application_form(s.unit, s.who, entry, s.filed, 2303, seal=s.stamp, layout="grid"),
        tier="copy",
    )
    packet.add(
        "2.pdf",
        s.attorney(),
        s.licence(tall=True),
        s.notice(prose=True),
        tier=("copy", "copy", "scan"),
        turn=(0, 270, 0),
        dpi=120,
    )
    packet.add("3.jpg", id_card(s.agent, 2304, unit_seal=s.stamp), tier="scan", dpi=120)
    packet.add(
        "4.pdf",
        id_card(s.who, 2305, unit_seal=s.stamp),
        cover,
        member,
        integrity(s.unit, s.who, s.filed, 2306, seal=s.stamp),
        tier="copy",
        dpi=130,
    )
    packet.add(
        "5.pdf",
        graduation(s.who, study, 2307, unit_seal=s.stamp),
        chsi_form(
            s.who,
            study,
            date(2025, 2, 10),
            "048172635926",
            2308,
            qr_code="048172635928",
            layout="open",
            unit_seal=s.stamp,
        ),
        degree(s.who, study, 2309, unit_seal=s.stamp),
        degree_online(
            s.who,
            study,
            date(2025, 6, 20),
            "A9KD4TM7QW2XB8HP",
            2311,
            layout="grid",
            unit_seal=s.stamp,
            valid_until=date(2025, 12, 20),
        ),
        tier="copy",
        dpi=120,
    )
    packet.add("6.pdf", labor_beijing(work, 2312, seal=s.stamp), tier="copy", dpi=110)
    packet.add(
        "7.jpg",
        its_detail(
            s.who,
            s.unit,
            pays,
            2316,
            note=paid_note(s.who.name, s.unit.name, s.agent),
            seal=s.money,
        ),
        tier="scan",
        dpi=160,
        quality=50,
    )
    packet.add(
        "8.jpg",
        residence_card(
            s.who,
            s.home,
            date(2025, 3, 11),
            date(2026, 3, 10),
            2317,
            layout="electronic",
            unit_seal=s.stamp,
        ),
        tier="copy",
    )
    return packet
