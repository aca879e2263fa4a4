"""One packet with every layout of every paper: to look at, and to test extractors."""

from collections.abc import Set
from dataclasses import replace
from datetime import date

from generator import cast, rarer, seals
from generator.documents.application import FormEntry, application_form
from generator.documents.cards import id_card
from generator.documents.certificates import degree, graduation
from generator.documents.chsi import chsi_form
from generator.documents.degree_online import degree_online
from generator.documents.institution import institution
from generator.documents.labor import LaborTerms
from generator.documents.labor_beijing import labor_beijing
from generator.documents.labor_national import labor_national
from generator.documents.lease import Lease, lease_home
from generator.documents.lease_city import lease_city
from generator.documents.licence import license_landscape, license_portrait
from generator.documents.marriage import marriage
from generator.documents.overseas import Abroad, overseas
from generator.documents.pay import months_of, paid_note, withheld_note
from generator.documents.personal_change import personal_change
from generator.documents.register import register_page
from generator.documents.reports import degree_report, education_report
from generator.documents.residence_card import residence_card
from generator.documents.screenshot_detail import its_detail
from generator.documents.screenshot_summary import its_summary
from generator.documents.statements import integrity, power_of_attorney, resignation
from generator.documents.tax_list import tax_list
from generator.documents.tax_notice import tax_notice_prose, tax_notice_table
from generator.documents.tax_record import tax_record
from generator.documents.title import title_certificate
from generator.facts import MASTER, Facts
from generator.layouts.draw import FOREIGN, draw_requested, types
from generator.layouts.request import PaperRequest
from generator.packing import PacketBuilder
from generator.paper import Paper

DAY = date(2025, 9, 10)
SEED = 1


def papers(facts: Facts | None = None) -> list[Paper]:
    """Every layout once, all about the same case."""
    facts = facts or Facts()
    fixed = [
        *_tax_papers(facts),
        *_study_papers(facts),
        *_home_and_work_papers(facts),
        *_unit_and_person_papers(facts),
        *rarer.papers(facts),
    ]
    return [*fixed, *from_words(but={paper.doc_type for paper in fixed})]


def from_words(but: Set[str]) -> list[Paper]:
    """A random layout of each type without a fixed one."""
    kinds = [kind for kind in types() if not kind.startswith(FOREIGN) and kind not in but]
    request = PaperRequest(complete=True)
    return [draw_requested(kind, "tune", SEED, request).paper for kind in kinds]


def _stamp(facts: Facts) -> seals.DrawnSeal:
    return seals.official(facts.unit.name, code=facts.unit.security)


def _tax_papers(facts: Facts) -> list[Paper]:
    """Tax notices and income papers."""
    who, agent, unit = facts.who, facts.agent, facts.unit
    money = seals.finance(unit.name)
    note = paid_note(who.name, unit.name, agent)
    held = withheld_note(who.name, unit.name, agent)
    pays = months_of("2025-03", 6, facts.income, "630.5")
    old = months_of("2018-05", 8, "19800.00", "1200")
    year = (date(2024, 1, 1), date(2024, 12, 31), date(2025, 3, 12))
    day = DAY
    return [
        tax_notice_prose(unit, *year, 101, seal=money),
        tax_notice_table(unit, *year, 102, seal=seals.finance(unit.name, "oval")),
        its_summary(who, unit, pays, 103, note=note, seal=money),
        its_detail(who, unit, pays, 104, note=note, seal=seals.finance(unit.name, "square")),
        tax_record(who, pays, day, 105, note=note, seal=money),
        tax_record(who, pays, day, 106, note=note, seal=money, wide=True),
        tax_list(who, unit, old, date(2019, 1, 8), 107, note=held, seal=money),
        tax_list(who, unit, old, date(2019, 1, 8), 108, note=held, seal=money, wide=False),
    ]


def _study_papers(facts: Facts) -> list[Paper]:
    """Reports about diplomas and degrees."""
    who, stamp, code, day = facts.who, _stamp(facts), "A3M8KT5W9XQ2HB7D", DAY
    abroad = Abroad(
        "英国",
        "样本大学",
        "University of Sample",
        "理学硕士",
        date(2014, 9, 1),
        date(2015, 11, 20),
        "教留服认英[2016]01999号",
    )
    return [
        chsi_form(who, facts.study, day, code, 109, unit_seal=stamp),
        chsi_form(who, facts.study, day, code, 110, layout="open", unit_seal=stamp),
        education_report(who, facts.study, day, 111, unit_seal=stamp),
        education_report(who, facts.study, day, 112, layout="list", unit_seal=stamp),
        degree_report(who, facts.study, day, 113, unit_seal=stamp),
        degree_report(who, facts.study, day, 114, layout="table", unit_seal=stamp),
        degree_online(who, facts.study, day, code, 115, unit_seal=stamp),
        degree_online(who, facts.study, day, code, 116, layout="grid", unit_seal=stamp),
        overseas(who, abroad, date(2016, 4, 8), 117, layout="old", unit_seal=stamp),
        overseas(
            who,
            replace(abroad, number="120250000019"),
            day,
            118,
            unit_seal=stamp,
        ),
    ]


def _lease(facts: Facts) -> Lease:
    return Lease(
        facts.owner,
        facts.who,
        facts.home,
        date(2025, 3, 1),
        date(2026, 8, 31),
        facts.rent,
        date(2025, 2, 20),
    )


def _work(facts: Facts) -> LaborTerms:
    return LaborTerms(
        facts.unit,
        facts.who,
        date(2023, 6, 1),
        date(2028, 5, 31),
        date(2023, 11, 30),
        date(2023, 5, 26),
        "算法工程师",
        "21500",
        facts.home,
    )


def _home_and_work_papers(facts: Facts) -> list[Paper]:
    """Leases, cards and labour contracts."""
    who, agent, unit, home = facts.who, facts.agent, facts.unit, facts.home
    stamp, lease, work = _stamp(facts), _lease(facts), _work(facts)
    return [
        lease_city(lease, 119, unit_seal=stamp),
        lease_home(lease, 123, unit_seal=stamp),
        residence_card(who, home, date(2025, 1, 6), date(2026, 1, 5), 125, unit_seal=stamp),
        residence_card(
            who, home, date(2025, 1, 6), date(2026, 1, 5), 126, layout="electronic", unit_seal=stamp
        ),
        id_card(who, 127, unit_seal=stamp),
        id_card(agent, 128, layout="cards"),
        labor_beijing(work, 130, seal=stamp),
        labor_national(
            work, 134, seal=seals.DrawnSeal("hr", unit.name, "劳动合同专用章", "", "round", 38, 38)
        ),
    ]


def _entry(facts: Facts) -> FormEntry:
    study, work = facts.study, _work(facts)
    contract = (work.start, work.end)
    return FormEntry(study, study.diploma, study.degree_number, facts.home, "21710.17", contract)


def _unit_and_person_papers(facts: Facts) -> list[Paper]:
    """Licences, forms, statements, registers and certificates."""
    who, agent, unit, day = facts.who, facts.agent, facts.unit, DAY
    stamp, lease, entry = _stamp(facts), _lease(facts), _entry(facts)
    return [
        license_landscape(unit, date(2021, 8, 3), 140, unit_seal=stamp),
        license_portrait(unit, date(2016, 8, 3), 141, unit_seal=stamp),
        application_form(unit, who, entry, day, 142, seal=stamp),
        application_form(unit, who, entry, day, 143, seal=stamp, layout="grid"),
        power_of_attorney(unit, agent, day, 144, seal=stamp),
        integrity(unit, who, day, 145, seal=stamp),
        *register_page(who, "004217366", 146, unit_seal=stamp),
        graduation(who, facts.study, 148, unit_seal=stamp),
        degree(who, MASTER, 149, unit_seal=stamp),
        marriage(who, agent, date(2018, 5, 20), "J110101-2018-000123", 150, unit_seal=stamp),
        title_certificate(
            facts.owner, facts.home, lease.title, date(2018, 9, 3), 151, unit_seal=stamp
        ),
        personal_change(unit, who, "202301010007", "居住地址", day, 152, seal=stamp),
        resignation(
            facts.former,
            who,
            date(2019, 3, 4),
            date(2023, 5, 20),
            "数据分析师",
            date(2023, 5, 22),
            153,
            seal=seals.official(facts.former.name),
        ),
        institution(
            cast.CENTRE,
            154,
            date(2023, 1, 1),
            date(2028, 1, 1),
            unit_seal=seals.official(cast.CENTRE.name),
        ),
    ]


def packet() -> PacketBuilder:
    """All of them, one file per paper, most of them scanned, some photographed or copied."""
    made = PacketBuilder("gallery", {"service": "new_permit", "submission_date": "2025-10-15"})
    tiers = ("scan", "photo", "grey", "lowdpi", "bw")
    done: list[Paper] = []
    for number, paper in enumerate(papers()):
        if any(s.canvas is t.canvas for p in done for s in p.sheets for t in paper.sheets):
            made.papers.append(paper)  # a second document on a page already captured
            continue
        done.append(paper)
        suffix = "jpg" if len(paper.sheets) == 1 else "pdf"
        name = f"{number:02d}-{paper.doc_type}-{paper.layout}.{suffix}"
        made.add(name, paper, tier=tiers[number % 5], dpi=140, quality=60)
    return made
