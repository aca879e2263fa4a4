"""A month missing, a folded panel."""

from datetime import date

from generator import cast
from generator.cases.common import THIN
from generator.cases.scene import Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.labor import Work
from generator.documents.labor_beijing import labor_beijing
from generator.documents.pay import Note, months_of
from generator.documents.screenshot_summary import its_summary
from generator.documents.study import Study
from generator.numbers import identity_number
from generator.packing import Packet


def gap() -> Packet:
    """A month missing, the query panel folded, no seal, no signature; degree from abroad."""
    s = Scene(
        "new_permit",
        cast.TAO,
        cast.HE,
        cast.MINGLI,
        date(2024, 6, 18),
        "北京市东城区测试南里7号楼5单元201室",
        2500,
    )
    number = "120210000017"
    study = Study(
        "样本大学（澳大利亚）",
        "金融学",
        "硕士研究生",
        "商学硕士",
        "2",
        date(2016, 9, 1),
        date(2018, 7, 12),
        number,
        number,
    )
    pays = months_of("2023-12", 6, "26000.00", "450.00", skip=("2024-02",))
    work = Work(
        s.unit,
        s.who,
        date(2023, 2, 1),
        date(2026, 1, 31),
        date(2023, 7, 31),
        date(2023, 1, 28),
        "投资经理",
        "26000",
        s.home,
        shown_name="陶试婷",
        shown_number=identity_number("410105", date(1994, 9, 19), 6),
    )
    entry = Entry(study, number, number, s.home, average(pays), (work.start, work.end), "投资经理")
    packet = Packet(
        "income-gap",
        s.record(
            condition=1,
            applicant_monthly_income=average(pays),
            applicant_education_certificate_no=number,
            applicant_degree_certificate_no=number,
        ),
        outcome="supplement",
        note="few papers; the form names an overseas certification",
        holds=[
            "UNIT-TAXNOTICE-YEAR",
            "UNIT-TAXNOTICE-FINSEAL",
            "CONTRACT-6M",
            "PROC-POA",
            "GEN-ID-EXPIRY",
            "INCOME-PAYER",
        ],
    )
    packet.defect(
        "month_missing", "INCOME-CONTINUOUS", may=["INCOME-WINDOW-6M"], about="no row for 2024-02"
    )
    packet.defect("panel_folded", "INCOME-SCREEN-HEADER", may=["GEN-LEGIBLE"])
    packet.defect("income_no_seal", "MAT-FIN-SEAL", may=["GEN-SEAL-TYPE"])
    packet.defect("note_not_signed", "MAT-INCOME-ANNOTATION", may=["GEN-HANDLER-EQUAL"])
    packet.defect(
        "contract_of_another",
        "CONTRACT-PARTIES",
        may=["GEN-NAME-EQUAL", "GEN-IDNO-EQUAL", "GEN-WRONG-PERSON", "GEN-SYSTEM-EQUAL"],
        about="乙方 is 陶试婷 with another number",
    )
    packet.defect(
        "no_overseas_report",
        "EDU-OVERSEAS",
        may=["COMPLETE-NEW", "EDU-OVERSEAS-NUMBER", "EDU-DEGREE-VERIFY", "EDU-DIPLOMA-VERIFY"],
    )
    packet.defect("papers_missing", "COMPLETE-NEW", may=THIN, about="no 诚信声明, 户口簿, 住所证明")
    packet.add(
        "a.jpg",
        application_form(s.unit, s.who, entry, s.filed, 2503, seal=s.stamp),
        tier="scan",
    )
    packet.add(
        "b.pdf",
        s.attorney(),
        s.licence(tall=True),
        s.notice(),
        tier=("bw", "copy", "scan"),
        dpi=130,
    )
    packet.add(
        "c.tiff",
        id_card(s.agent, 2504, unit_seal=s.stamp),
        id_card(s.who, 2505, unit_seal=s.stamp),
        tier="grey",
        dpi=130,
    )
    packet.add(
        "d.jpg",
        its_summary(
            s.who,
            s.unit,
            pays,
            2506,
            folded=True,
            note=Note(f"{s.who.name}工资由{s.unit.name}发放", None, s.agent.hand),
        ),
        tier="scan",
        dpi=160,
        quality=50,
    )
    packet.add("e.pdf", labor_beijing(work, 2507, seal=s.stamp), tier="copy", dpi=110)
    return packet
