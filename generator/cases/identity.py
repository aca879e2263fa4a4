"""A zip in which nearly every number and name has something wrong."""

from dataclasses import replace
from datetime import date

from generator import cast, seals
from generator.cases.common import THIN
from generator.cases.scene import Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.certificates import degree
from generator.documents.chsi import chsi_form
from generator.documents.labor import Work
from generator.documents.labor_beijing import labor_beijing
from generator.documents.pay import months_of, paid_note
from generator.documents.register import register_page
from generator.documents.screenshot_detail import its_detail
from generator.documents.statements import integrity
from generator.documents.study import Study
from generator.numbers import identity_number, spoil
from generator.packing import Packet


def mixed() -> Packet:
    """New permit: cards, register, licence, contract and seals that do not agree."""
    agent = replace(cast.HE, wrong_number=spoil(cast.HE.number))
    who = replace(cast.SU, card_from=date(2015, 3, 1), card_to=date(2025, 3, 1))
    unit = replace(cast.MINGLI, code=spoil(cast.MINGLI.code))
    s = Scene(
        "new_permit",
        who,
        agent,
        unit,
        date(2025, 6, 10),
        "北京市东城区样本胡同44号院6号楼303室",
        3500,
    )
    study = Study(
        "样例理工大学",
        "法学",
        "本科",
        "法学学士",
        "4",
        date(2007, 9, 1),
        date(2011, 7, 1),
        "199991201105000819",
        "1999942011000819",
    )
    pays = months_of("2024-11", 6, "24500.00", "900.00")
    other_unit = replace(unit, name="北京样例明立信息资询股份有限公司")
    work = Work(
        other_unit,
        who,
        date(2023, 1, 9),
        date(2028, 1, 8),
        date(2023, 7, 8),
        date(2023, 1, 6),
        "法务经理",
        "24500",
        s.home,
    )
    entry = Entry(
        study,
        study.diploma,
        study.degree_number,
        s.home,
        average(pays),
        (work.start, work.end),
        "法务经理",
    )
    record = s.record(
        condition=1,
        applicant_monthly_income=average(pays),
        applicant_education_certificate_no=study.diploma,
        applicant_degree_certificate_no="1999942011000891",
    )
    packet = Packet(
        "identity-mixed",
        record,
        outcome="supplement",
        zipped=True,
        note="few papers, in a zip",
        holds=[
            "INCOME-WINDOW-6M",
            "INCOME-CONTINUOUS",
            "MAT-FIN-SEAL",
            "MAT-INCOME-ANNOTATION",
            "CONTRACT-6M",
        ],
    )
    wrong = identity_number("420106", date(1989, 11, 15), 4)
    packet.defect("agent_number_check_digit", "GEN-ID-CHECKSUM", may=["GEN-IDNO-EQUAL"])
    packet.defect("agent_front_only", "GEN-ID-BOTH-SIDES", may=["COMPLETE-NEW"])
    packet.defect("applicant_card_expired", "GEN-ID-EXPIRY", about="to 2025-03-01")
    packet.defect(
        "card_birth_not_in_number",
        "GEN-ID-BIRTH-SEX",
        may=["GEN-SYSTEM-EQUAL"],
        about="prints 1989-11-25",
    )
    packet.defect("register_other_name", "GEN-NAME-EQUAL", may=["GEN-WRONG-PERSON"], about="苏列言")
    packet.defect(
        "register_other_number",
        "GEN-IDNO-EQUAL",
        may=["GEN-WRONG-PERSON", "GEN-ID-BIRTH-SEX"],
        about=wrong[:6] + "…",
    )
    packet.defect("licence_code_check", "GEN-USCC-CHECKSUM", may=["GEN-QR-MATCH"])
    packet.defect(
        "contract_unit_one_character",
        "GEN-EMPLOYER-EQUAL",
        may=["CONTRACT-PARTIES", "GEN-SYSTEM-EQUAL", "GEN-SEAL-RING"],
        about="资询 for 咨询",
    )
    packet.defect(
        "system_degree_number",
        "GEN-SYSTEM-EQUAL",
        may=["EDU-REPORT-MATCH"],
        about="…891 in the system, …819 on paper",
    )
    packet.defect(
        "statement_other_ring",
        "GEN-SEAL-RING",
        may=["FORM-INTEGRITY", "GEN-EMPLOYER-EQUAL"],
        about="the statement bears another unit's seal",
    )
    packet.defect(
        "form_contract_seal",
        "GEN-SEAL-TYPE",
        may=["FORM-APP-OPINION"],
        about="合同专用章 on the application form",
    )
    packet.defect("stranger", "GEN-WRONG-PERSON", about="the card of 岳试恒")
    packet.defect(
        "papers_missing",
        "COMPLETE-NEW",
        may=[*THIN, "UNIT-TAXNOTICE-YEAR", "UNIT-TAXNOTICE-FINSEAL"],
    )
    cover, member = register_page(
        who, "009121314", 3510, unit_seal=s.stamp, shown_name="苏列言", shown_number=wrong
    )
    packet.add(
        "申请表.jpg",
        application_form(
            unit,
            who,
            entry,
            s.filed,
            3503,
            seal=seals.Seal("contract", unit.name, "合同专用章", "", "round", 40, 40),
        ),
        tier="scan",
    )
    packet.add(
        "经办人身份证.jpg",
        id_card(agent, 3504, layout="cards", sides="front"),
        tier="photo",
        dpi=240,
        quality=60,
    )
    packet.add(
        "身份证正面.jpg",
        id_card(who, 3505, layout="cards", shown_birth=date(1989, 11, 25)),
        tier="photo",
        dpi=240,
        quality=60,
        sheets=(0,),
    )
    packet.add("身份证反面.jpg", packet.papers[-1], tier="photo", dpi=240, quality=60, sheets=(1,))
    packet.add("其他.jpg", id_card(cast.YUE, 3506), tier="grey", dpi=120)
    packet.add(
        "合并.pdf",
        s.attorney(),
        s.licence(),
        integrity(
            unit, who, s.filed, 3507, seal=seals.official(cast.HESHI.name, code=cast.HESHI.security)
        ),
        cover,
        member,
        tier=("scan", "grey", "scan", "grey"),
        turn=(0, 0, 0, 90),
        dpi=120,
    )
    packet.add(
        "收入.png",
        its_detail(
            who,
            unit,
            pays,
            3508,
            note=paid_note(who.name, unit.name, agent),
            seal=s.money,
            bare=True,
        ),
        tier="clean",
        dpi=130,
    )
    packet.add(
        "学历.pdf",
        chsi_form(who, study, date(2025, 5, 19), "X4TB8KQ7WM2HD9PA", 3509, embeddable=True),
        tier="layer",
    )
    packet.add("学位.jpg", degree(who, study, 3511, unit_seal=s.stamp), tier="lowdpi", dpi=140)
    packet.add("合同.tif", labor_beijing(work, 3512, seal=s.stamp), tier="grey", dpi=110)
    return packet
