"""A change of employer."""

from datetime import date

from generator import cast, seals
from generator.cases.change_address import PERMIT
from generator.cases.scene import Scene
from generator.documents.labor import Work
from generator.documents.labor_national import labor_national
from generator.documents.personal_change import personal_change
from generator.documents.statements import resignation
from generator.documents.tax_notice import tax_notice_table
from generator.numbers import identity_number
from generator.packing import Packet


def employer() -> Packet:
    """Change of employer with a short contract of a wrong number and a poor tax notice."""
    s = Scene(
        "employer_change",
        cast.HE,
        cast.SU,
        cast.YUNTU,
        date(2025, 8, 20),
        "北京市东城区测试桥南里2号院9号楼101室",
        3300,
    )
    wrong = identity_number("510104", date(1986, 7, 26), 5)
    work = Work(
        s.unit,
        s.who,
        date(2025, 7, 21),
        date(2026, 1, 31),
        date(2025, 8, 31),
        date(2025, 7, 18),
        "架构师",
        "32000",
        s.home,
        shown_number=wrong,
    )
    packet = Packet(
        "employer-change",
        s.record(permit_no=PERMIT),
        outcome="supplement",
        note="change of employer",
        holds=[
            "COMPLETE-EMPLOYER",
            "PROC-POA",
            "FORM-POA-FIELDS",
            "FORM-PCHANGE",
            "FORM-PCHANGE-BOX",
            "CHANGE-60D",
            "GEN-NAME-EQUAL",
        ],
    )
    packet.defect(
        "contract_other_number",
        "CONTRACT-PARTIES",
        "GEN-IDNO-EQUAL",
        may=["GEN-SYSTEM-EQUAL", "GEN-WRONG-PERSON"],
    )
    packet.defect("contract_short", "CONTRACT-6M", about="ends 2026-01-31; 2026-02-20 is due")
    packet.defect("notice_other_months", "UNIT-TAXNOTICE-YEAR", about="2024-03 to 2025-02")
    packet.defect(
        "notice_official_seal", "UNIT-TAXNOTICE-FINSEAL", may=["MAT-FIN-SEAL", "GEN-SEAL-TYPE"]
    )
    packet.defect(
        "licence_qr_other_code", "GEN-QR-MATCH", about="the QR carries another unit's credit code"
    )
    packet.add(
        "00001.jpg",
        personal_change(s.unit, s.who, PERMIT, "聘用单位", s.filed, 3303, seal=s.stamp),
        tier="scan",
    )
    packet.add(
        "00002.pdf",
        s.attorney(),
        resignation(
            cast.MINGLI,
            s.who,
            date(2020, 9, 1),
            date(2025, 7, 18),
            "架构师",
            date(2025, 7, 21),
            3304,
            seal=seals.official(cast.MINGLI.name, code=cast.MINGLI.security),
        ),
        s.licence(qr_code=cast.HESHI.code),
        tier=("scan", "scan", "scan"),
        turn=(0, 90, 0),
        dpi=110,
    )
    packet.add(
        "00003.pdf",
        labor_national(
            work, 3305, seal=seals.Seal("hr", s.unit.name, "劳动合同专用章", "", "round", 38, 38)
        ),
        tier="scan",
        dpi=100,
        quality=36,
    )
    packet.add(
        "00004.jpg",
        tax_notice_table(
            s.unit, date(2024, 3, 1), date(2025, 2, 28), date(2025, 6, 11), 3309, seal=s.stamp
        ),
        tier="scan",
    )
    return packet
