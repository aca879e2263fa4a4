"""Address changes: a lease and a residence card that end too soon, and an electronic card."""

from datetime import date

from generator import cast, seals
from generator.cases.scene import GENERAL, Scene
from generator.documents.lease import Lease, lease_home
from generator.documents.personal_change import personal_change
from generator.documents.residence_card import residence_card
from generator.documents.title import title_certificate
from generator.packing import Packet

PERMIT = "202301010007"


def lease_short() -> Packet:
    """Address change on a home-made lease that ends too soon and lacks the owner's number."""
    s = Scene(
        "address_change",
        cast.QIN,
        cast.WEI,
        cast.MINGLI,
        date(2024, 11, 6),
        "北京市朝阳区测试里4号楼1单元302号",
        3100,
    )
    lease = Lease(
        cast.YUE,
        s.who,
        s.home,
        date(2024, 5, 1),
        date(2025, 4, 30),
        6500,
        date(2024, 4, 18),
        "京（2016）朝不动产权第0000456号",
        lessor_id=None,
        lessor_phone=None,
    )
    packet = Packet(
        "lease-short",
        s.record(permit_no=PERMIT, housing="rented"),
        outcome="supplement",
        note="address change",
        holds=["COMPLETE-ADDRESS", *GENERAL, "FORM-PCHANGE", "FORM-PCHANGE-BOX", "RES-LEASE-TITLE"],
    )
    packet.defect(
        "lease_ends_soon",
        "RES-LEASE-6M",
        may=["RES-ONE-OF"],
        about="ends 2025-04-30; 2025-05-06 is due",
    )
    packet.defect("owner_number_and_phone_blank", "RES-LEASE-FIELDS", may=["RES-ONE-OF"])
    packet.add(
        "变更表.jpg",
        personal_change(s.unit, s.who, PERMIT, "居住地址", s.filed, 3103, seal=s.stamp),
        tier="scan",
    )
    packet.add("委托书.jpg", s.attorney(), tier="photo", dpi=120)
    packet.add("营业执照.jpg", s.licence(tall=True), tier="copy", dpi=120)
    packet.add(
        "租房.pdf",
        lease_home(lease, 3104),
        title_certificate(cast.YUE, s.home, lease.title, date(2016, 7, 12), 3106),
        tier=("scan", "scan", "scan"),
        turn=(0, 180, 0),
        dpi=120,
    )
    return packet


def permit_expiring() -> Packet:
    """Address change on a residence card with under three months left."""
    s = Scene(
        "address_change",
        cast.TAO,
        cast.SU,
        cast.YUNTU,
        date(2025, 3, 3),
        "北京市东城区样例桥东大街8号院1单元1502室",
        3200,
    )
    packet = Packet(
        "permit-expiring",
        s.record(permit_no=PERMIT, housing="residence_permit"),
        outcome="supplement",
        note="address change",
        holds=["COMPLETE-ADDRESS", *GENERAL, "FORM-PCHANGE", "FORM-PCHANGE-BOX"],
    )
    packet.defect(
        "card_ends_soon",
        "RES-PERMIT-3M",
        may=["RES-ONE-OF"],
        about="valid to 2025-05-20; 2025-06-03 is due",
    )
    packet.add(
        "P1.jpg",
        personal_change(s.unit, s.who, PERMIT, "居住地址", s.filed, 3203, seal=s.stamp),
        tier="copy",
    )
    packet.add("P2.pdf", s.attorney(), s.licence(), tier="scan", turn=(0, 90), dpi=110)
    packet.add(
        "P3.jpg",
        residence_card(
            s.who, s.home, date(2024, 5, 21), date(2025, 5, 20), 3204, layout="electronic"
        ),
        tier="scan",
    )
    return packet


def permit_electronic() -> Packet:
    """Address change on an electronic residence card, handed in as it was issued: an OFD."""
    s = Scene(
        "address_change",
        cast.TAO,
        cast.SU,
        cast.YUNTU,
        date(2025, 3, 3),
        "北京市东城区样例桥东大街8号院1单元1502室",
        3300,
    )
    packet = Packet(
        "permit-electronic",
        s.record(permit_no=PERMIT, housing="residence_permit"),
        outcome="accept",
        note="address change; an OFD",
        holds=[
            "COMPLETE-ADDRESS",
            *GENERAL,
            "FORM-PCHANGE",
            "FORM-PCHANGE-BOX",
            "RES-PERMIT-3M",
            "RES-ONE-OF",
        ],
    )
    packet.add(
        "变更表.jpg",
        personal_change(s.unit, s.who, PERMIT, "居住地址", s.filed, 3303, seal=s.stamp),
        tier="copy",
    )
    packet.add("委托书.pdf", s.attorney(), s.licence(), tier="scan", turn=(0, 90), dpi=110)
    office = "北京市公安局东城分局"
    packet.add(
        "居住证.ofd",
        residence_card(
            s.who,
            s.home,
            date(2024, 12, 21),
            date(2025, 12, 20),
            3304,
            layout="electronic",
            embeddable=True,
            unit_seal=seals.Seal("agency", office, "证照专用章", "", "round", 40, 40),
        ),
        tier="ofd",
    )
    return packet
