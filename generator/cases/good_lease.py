"""A complete packet; lease and overseas degree."""

from datetime import date

from generator import cast, seals
from generator.cases.scene import NEW, Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.labor import Work
from generator.documents.labor_beijing import labor_beijing
from generator.documents.lease import Lease
from generator.documents.lease_city import lease_city
from generator.documents.overseas import Abroad, overseas
from generator.documents.pay import months_of, paid_note
from generator.documents.register import register_page
from generator.documents.screenshot_detail import its_detail
from generator.documents.statements import integrity
from generator.documents.study import Study
from generator.documents.title import title_certificate
from generator.packing import Packet


def lease_overseas() -> Packet:
    """New permit, lease from a resident, degree from abroad; the whole packet in one PDF."""
    s = Scene(
        "new_permit",
        cast.HE,
        cast.TAO,
        cast.HESHI,
        date(2023, 12, 5),
        "北京市东城区测试门外大街9号院5号楼1单元1103室",
        2200,
    )
    number = "教留服认英[2012]01999号"
    abroad = Abroad(
        "英国",
        "样本大学",
        "University of Sample",
        "理学硕士",
        date(2010, 9, 1),
        date(2011, 11, 18),
        number,
    )
    study = Study(
        "样本大学（英国）",
        "生物信息学",
        "硕士研究生",
        "理学硕士",
        "1",
        date(2010, 9, 1),
        date(2011, 11, 18),
        number,
        number,
    )
    pays = months_of("2023-06", 6, "28800.00", "1250.40")
    work = Work(
        s.unit,
        s.who,
        date(2021, 4, 1),
        date(2026, 3, 31),
        date(2021, 9, 30),
        date(2021, 3, 25),
        "研究员",
        "28800",
        s.home,
    )
    entry = Entry(study, number, number, s.home, average(pays), (work.start, work.end), "研究员")
    lease = Lease(
        cast.FANG,
        s.who,
        s.home,
        date(2023, 9, 1),
        date(2024, 8, 31),
        8600,
        date(2023, 8, 21),
        "京（2018）东不动产权第0000123号",
    )
    packet = Packet(
        "good-lease-overseas",
        s.record(
            condition=1,
            housing="rented",
            applicant_monthly_income=average(pays),
            applicant_education_certificate_no=number,
            applicant_degree_certificate_no=number,
        ),
        outcome="accept",
        holds=[
            *NEW,
            "RES-LEASE-6M",
            "RES-LEASE-FIELDS",
            "RES-LEASE-TITLE",
            "EDU-OVERSEAS",
            "EDU-OVERSEAS-NUMBER",
        ],
        note="complete; lease and owner's title; overseas degree; one PDF",
    )
    cover, member = register_page(s.who, "010033275", 2210, unit_seal=s.stamp)
    papers = [
        application_form(s.unit, s.who, entry, s.filed, 2203, seal=s.stamp, layout="grid"),
        s.attorney(),
        id_card(s.agent, 2204, unit_seal=s.stamp),
        s.licence(tall=True),
        s.notice(prose=True),
        its_detail(
            s.who,
            s.unit,
            pays,
            2205,
            seal=seals.finance(s.unit.name, "square"),
            note=paid_note(s.who.name, s.unit.name, s.agent),
        ),
        integrity(s.unit, s.who, s.filed, 2206, seal=s.stamp),
        id_card(s.who, 2207, layout="split", unit_seal=s.stamp),
        cover,
        member,
        overseas(s.who, abroad, date(2012, 3, 8), 2208, layout="old", unit_seal=s.stamp),
        labor_beijing(work, 2212, seal=s.stamp),
        lease_city(lease, 2216, unit_seal=s.stamp),
        title_certificate(
            cast.FANG, s.home, lease.title, date(2018, 9, 3), 2209, unit_seal=s.stamp
        ),
    ]
    tiers = [
        "scan",
        "scan",
        "copy",
        "copy",
        "scan",
        "scan",
        "scan",
        "copy",
        "copy",
        "copy",
        "copy",
        *["scan"] * 3,
        *["copy"] * 4,
        "copy",
    ]
    turns = [0] * len(tiers)
    turns[3] = turns[9] = 180
    turns[10] = 270
    return packet.add(
        "扫描全能王 2023-12-05.pdf", *papers, tier=tiers, turn=turns, dpi=134, quality=32
    )
