"""A complete packet; residence card."""

from datetime import date

from generator import cast
from generator.cases.scene import NEW, Scene, average
from generator.documents.application import Entry, application_form
from generator.documents.cards import id_card
from generator.documents.certificates import degree, graduation
from generator.documents.chsi import chsi_form
from generator.documents.degree_online import degree_online
from generator.documents.labor import Work
from generator.documents.labor_national import labor_national
from generator.documents.pay import months_of, paid_note
from generator.documents.register import register_page
from generator.documents.residence_card import residence_card
from generator.documents.screenshot_summary import its_summary
from generator.documents.statements import integrity
from generator.facts import HOME, STUDY
from generator.packing import Packet


def residence_permit() -> Packet:
    """New permit, residence card; single files of every kind, two PDFs with a text layer."""
    s = Scene(
        "new_permit",
        cast.LIN,
        cast.SU,
        cast.YUNTU,
        date(2025, 10, 15),
        HOME,
        2100,
    )
    pays = months_of("2025-03", 6, "21500.00", "630.50")
    work = Work(
        s.unit,
        s.who,
        date(2023, 6, 1),
        date(2028, 5, 31),
        date(2023, 11, 30),
        date(2023, 5, 26),
        "算法工程师",
        "21500",
        s.home,
    )
    entry = Entry(
        STUDY,
        STUDY.diploma,
        STUDY.degree_number,
        s.home,
        average(pays),
        (work.start, work.end),
        "算法工程师",
    )
    packet = Packet(
        "good-residence-permit",
        s.record(
            condition=1,
            housing="residence_permit",
            applicant_monthly_income=average(pays),
            applicant_education_certificate_no=STUDY.diploma,
            applicant_degree_certificate_no=STUDY.degree_number,
        ),
        outcome="accept",
        holds=[
            *NEW,
            "RES-PERMIT-3M",
            "EDU-DIPLOMA-VERIFY",
            "EDU-DEGREE-VERIFY",
            "EDU-REPORT-MATCH",
            "EDU-VALID-3M",
            "GEN-QR-MATCH",
        ],
        note="complete; residence card branch",
    )
    fresh, until = date(2025, 9, 28), date(2026, 3, 28)
    cover, member = register_page(s.who, "004217366", 2111, unit_seal=s.stamp)
    packet.add(
        "申请表.pdf",
        application_form(s.unit, s.who, entry, s.filed, 2103, seal=s.stamp),
        tier="scan",
    )
    packet.add("IMG_2041.JPG", s.attorney(), tier="photo", quality=46, exif=True)
    packet.add("营业执照副本.jpg", s.licence(), tier="photo", dpi=110)
    packet.add(
        "扫描0003.tif",
        integrity(s.unit, s.who, s.filed, 2104, seal=s.stamp),
        cover,
        member,
        tier=("scan", "copy"),
        turn=(0, 180),
        dpi=100,
        quality=30,
    )
    packet.add(
        "经办人.jpg",
        id_card(s.agent, 2105, unit_seal=s.stamp),
        tier="copy",
        turn=90,
        dpi=150,
    )
    packet.add("林-身份证.png", id_card(s.who, 2106, unit_seal=s.stamp), tier="clean", dpi=150)
    packet.add(
        "download_71.pdf",
        chsi_form(
            s.who,
            STUDY,
            fresh,
            "A3M8KT5W9XQ2HB7D",
            2107,
            embeddable=True,
            unit_seal=s.stamp,
            valid_until=until,
        ),
        degree_online(
            s.who,
            STUDY,
            fresh,
            "X7QP2DM9KB4TW6HA",
            2108,
            embeddable=True,
            unit_seal=s.stamp,
            valid_until=until,
        ),
        tier="layer",
    )
    packet.add(
        "证书.pdf",
        graduation(s.who, STUDY, 2109, unit_seal=s.stamp),
        degree(s.who, STUDY, 2110, unit_seal=s.stamp),
        tier="scan",
        turn=(0, 90),
        dpi=110,
    )
    packet.add(
        "劳动合同.pdf",
        labor_national(work, 2112, seal=s.stamp),
        tier="scan",
        dpi=120,
        quality=40,
    )
    packet.add(
        "个税.jpg",
        its_summary(
            s.who,
            s.unit,
            pays,
            2116,
            note=paid_note(s.who.name, s.unit.name, s.agent),
            seal=s.money,
        ),
        tier="scan",
        dpi=160,
        quality=50,
    )
    packet.add("告知书.jpg", s.notice(), tier="scan")
    packet.add(
        "居住证.jpg",
        residence_card(
            s.who, s.home, date(2025, 6, 20), date(2026, 6, 19), 2117, unit_seal=s.stamp
        ),
        tier="scan",
        dpi=140,
        quality=50,
    )
    return packet
