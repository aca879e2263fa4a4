"""The wrong months and the wrong seals."""

from datetime import date

from generator import cast
from generator.cases.common import NO_CONTRACT, plain_study
from generator.cases.scene import Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.certificates import degree, graduation
from generator.documents.pay import months_of, paid_note
from generator.documents.screenshot_summary import its_summary
from generator.documents.tax_notice import tax_notice_prose
from generator.packing import Packet


def window() -> Packet:
    """Wrong six months, official seal for the finance seal, somebody else in the note."""
    s = Scene(
        "new_permit",
        cast.WEI,
        cast.QIN,
        cast.HESHI,
        date(2025, 4, 22),
        "北京市东城区样例西街5号院2号楼704室",
        2400,
    )
    study = plain_study(s.who, 412)
    pays = months_of("2024-08", 6, "30500.00")
    entry = Entry(
        study,
        study.diploma,
        study.degree_number,
        s.home,
        average(pays),
        (date(2022, 2, 1), date(2027, 1, 31)),
        "项目经理",
    )
    packet = Packet(
        "income-window",
        s.record(
            condition=1,
            applicant_monthly_income=average(pays),
            applicant_education_certificate_no=study.diploma,
            applicant_degree_certificate_no=study.degree_number,
        ),
        outcome="supplement",
        note="few papers: what is missing must be listed beside what is wrong",
        holds=[
            "INCOME-CONTINUOUS",
            "INCOME-SCREEN-HEADER",
            "INCOME-PAYER",
            "GEN-IDNO-EQUAL",
            "GEN-ID-EXPIRY",
            "PROC-POA",
            "FORM-POA-FIELDS",
        ],
    )
    packet.defect(
        "income_months_too_early",
        "INCOME-WINDOW-6M",
        about="2024-08 to 2025-01; 2024-09 to 2025-02 or a month later is due",
    )
    packet.defect(
        "income_official_seal",
        "MAT-FIN-SEAL",
        may=["GEN-SEAL-TYPE"],
        about="公章 where 财务专用章 is due",
    )
    packet.defect(
        "note_other_person",
        "MAT-INCOME-ANNOTATION",
        may=["GEN-NAME-EQUAL"],
        about="the note names 魏例山",
    )
    packet.defect(
        "notice_wrong_year", "UNIT-TAXNOTICE-YEAR", may=["GEN-DATE-ORDER"], about="covers 2023"
    )
    packet.defect(
        "notice_official_seal", "UNIT-TAXNOTICE-FINSEAL", may=["MAT-FIN-SEAL", "GEN-SEAL-TYPE"]
    )
    packet.defect("no_diploma_report", "EDU-DIPLOMA-VERIFY", may=["COMPLETE-NEW"])
    packet.defect("no_degree_report", "EDU-DEGREE-VERIFY", may=["COMPLETE-NEW"])
    packet.defect("no_home_proof", "RES-ONE-OF", may=["COMPLETE-NEW"])
    packet.defect(
        "papers_missing",
        "COMPLETE-NEW",
        may=NO_CONTRACT,
        about="no 诚信声明, 户口簿, 劳动合同 and more",
    )
    packet.add(
        "申请表.jpg",
        application_form(s.unit, s.who, entry, s.filed, 2403, seal=s.stamp),
        tier="lowdpi",
        dpi=160,
    )
    packet.add(
        "委托书 身份证.pdf",
        s.attorney(),
        id_card(s.agent, 2404, unit_seal=s.stamp),
        id_card(s.who, 2405, unit_seal=s.stamp),
        tier=("scan", "copy", "copy"),
        turn=(0, 0, 90),
        dpi=130,
    )
    packet.add("执照.jpg", s.licence(), tier="scan", turn=180, dpi=100)
    packet.add(
        "毕业.jpg",
        graduation(s.who, study, 2406, unit_seal=s.stamp),
        tier="scan",
        dpi=110,
    )
    packet.add("学位.jpg", degree(s.who, study, 2407, unit_seal=s.stamp), tier="scan", dpi=110)
    packet.add(
        "收入截图.jpg",
        its_summary(
            s.who,
            s.unit,
            pays,
            2408,
            note=paid_note("魏例山", s.unit.name, s.agent),
            seal=s.stamp,
        ),
        tier="scan",
        dpi=160,
        quality=50,
    )
    packet.add(
        "涉税.jpg",
        tax_notice_prose(
            s.unit, date(2023, 1, 1), date(2023, 12, 31), date(2025, 3, 4), 2409, seal=s.stamp
        ),
        tier="photo",
        dpi=120,
    )
    return packet
