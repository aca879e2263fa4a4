"""What breaks the criteria of completeness: one paper is not there (criteria/completeness.toml)."""

from collections.abc import Mapping

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import gone
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.services import Variant
from validators.criteria import criteria

HOME = "residence_permit"
PACKETS: Mapping[str, Variant] = {
    "COMPLETE-REG": Variant("unit_registration"),
    "COMPLETE-NEW": Variant("new_permit", 1, HOME),
    "COMPLETE-RENEW": Variant("renewal"),
    "COMPLETE-EMPLOYER": Variant("employer_change"),
    "COMPLETE-ADDRESS": Variant("address_change", home=HOME),
    "COMPLETE-DEPENDENTS": Variant("dependents_change", family=("spouse", "child")),
    "COMPLETE-DEPENDENTS.child_cover": Variant("dependents_change", family=("child",)),
    "COMPLETE-GENERAL": Variant("general_change"),
    "COMPLETE-ACCOUNT": Variant("account_recovery"),
    "COMPLETE-UNITINFO": Variant("unit_info_change"),
    "COMPLETE-TRANSFER": Variant("unit_transfer_in"),
    "COMPLETE-ANNUAL-UNIT": Variant("annual_check_unit"),
    "COMPLETE-ANNUAL-PERSON": Variant("annual_check_person"),
}
"""By the rule, or by the criterion: beside the spouse's register its cover does for a child too."""
CLAIMED = "qualification"
"""No paper of every packet: asked where the unit claims a status."""
STATUSES = {
    "高新技术企业": "high_tech_certificate",
    "软件企业": "software_enterprise_certificate",
    "环保企业": "other_qualification_certificate",
}


def claims(status: str) -> Change:
    """The unit says in the system that it is of a status, and shows the certificate."""
    kind = STATUSES[status]

    def claim(p: Packet) -> None:
        p.record["employer"]["type"] = status
        days = {"issue_date": p.story.ago(400), "valid_to": p.story.ahead(400)}
        p.add(certificate=paper(kind, [("北京市科学技术委员会", "agency")],
                                name=p.story.life.unit.name, **days))  # fmt: skip

    return claim


def described(p: Packet) -> None:
    """The unit says so in its application alone."""
    kind = p.record["employer"]["type"]
    claims("高新技术企业")(p)
    p.record["employer"]["type"] = kind
    basic = str(p["application"].values["section_basic"])
    p["application"].set(section_basic=basic.replace("有限责任公司，", "高新技术企业，", 1))


BREACHES: tuple[Breach, ...] = (
    *(
        Breach(one.id, gone(one.name), on=PACKETS.get(one.id, PACKETS[one.rule]))
        for one in criteria()
        if one.rule in PACKETS and one.name != CLAIMED
    ),
    *(
        Breach(f"{rule}.{CLAIMED}", gone("certificate"), on=PACKETS[rule], first=claims(status))
        for rule in ("COMPLETE-REG", "COMPLETE-TRANSFER")
        for status in STATUSES
    ),
    Breach(f"COMPLETE-REG.{CLAIMED}", gone("certificate"), first=described),
)
