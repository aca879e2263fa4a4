"""Two eras of income papers; another payer."""

from datetime import date

from generator import cast, seals
from generator.cases.common import NO_CONTRACT, plain_study
from generator.cases.scene import Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.pay import months_of, paid_note
from generator.documents.screenshot_detail import its_detail
from generator.documents.tax_list import tax_list
from generator.documents.tax_notice import tax_notice_table
from generator.documents.tax_record import tax_record
from generator.packing import Packet


def payer() -> Packet:
    """2018 and 2019: a list without its note; a screenshot of another payer."""
    s = Scene(
        "new_permit",
        cast.SU,
        cast.LIN,
        cast.HESHI,
        date(2019, 6, 12),
        "北京市东城区样本胡同44号院6号楼303室",
        2600,
    )
    study = plain_study(s.who, 613)
    before = months_of("2018-11", 2, "18000.00")
    since = months_of("2019-01", 4, "18600.00", "300.00")
    entry = Entry(
        study,
        study.diploma,
        study.degree_number,
        s.home,
        average(before + since),
        (date(2018, 3, 1), date(2021, 2, 28)),
        "研发主管",
    )
    packet = Packet(
        "income-payer",
        s.record(
            condition=1,
            applicant_monthly_income=average(before + since),
            applicant_education_certificate_no=study.diploma,
            applicant_degree_certificate_no=study.degree_number,
        ),
        outcome="supplement",
        note="few papers; two eras of income papers",
        holds=[
            "INCOME-CONTINUOUS",
            "UNIT-TAXNOTICE-YEAR",
            "UNIT-TAXNOTICE-FINSEAL",
            "PROC-POA",
            "GEN-IDNO-EQUAL",
            "GEN-ID-CHECKSUM",
        ],
    )
    other = cast.YAOLIU
    packet.defect("list_without_note", "MAT-TAXLIST-ANNOTATION", may=["MAT-INCOME-ANNOTATION"])
    packet.defect(
        "other_payer",
        "INCOME-PAYER",
        may=["GEN-EMPLOYER-EQUAL", "MAT-INCOME-ANNOTATION"],
        about="window title and note name 北京样例遥流数据服务有限公司",
    )
    packet.defect(
        "other_ring",
        "GEN-SEAL-RING",
        may=["MAT-FIN-SEAL", "GEN-EMPLOYER-EQUAL"],
        about="the finance seal on the screenshot is the other payer's",
    )
    packet.defect("papers_missing", "COMPLETE-NEW", may=NO_CONTRACT)
    packet.add(
        "01.jpg",
        application_form(s.unit, s.who, entry, s.filed, 2603, seal=s.stamp, layout="grid"),
        tier="copy",
    )
    packet.add(
        "02.pdf",
        s.attorney(),
        s.licence(tall=True),
        tax_notice_table(
            s.unit, date(2018, 1, 1), date(2018, 12, 31), date(2019, 4, 11), 2602, seal=s.money
        ),
        id_card(s.agent, 2604, unit_seal=s.stamp),
        id_card(s.who, 2605, unit_seal=s.stamp),
        tier=("copy", "copy", "scan", "copy", "copy"),
        dpi=110,
    )
    packet.add(
        "03.jpg",
        tax_list(
            s.who,
            s.unit,
            before,
            date(2019, 5, 30),
            2606,
            seal=seals.finance(s.unit.name, "oval"),
            wide=False,
        ),
        tier="scan",
        turn=90,
        dpi=130,
    )
    packet.add(
        "04.jpg",
        its_detail(
            s.who,
            other,
            since,
            2607,
            note=paid_note(s.who.name, other.name, s.agent),
            seal=seals.finance(other.name),
        ),
        tier="scan",
        dpi=160,
        quality=50,
    )
    packet.add(
        "05.jpg",
        tax_record(
            s.who,
            since,
            date(2019, 6, 3),
            2608,
            wide=True,
            seal=s.money,
            note=paid_note(s.who.name, s.unit.name, s.agent),
        ),
        tier="scan",
        dpi=130,
    )
    return packet
