"""What breaks the criteria of completeness: one paper is not there (criteria/completeness.toml)."""

from collections.abc import Mapping

from tests.validators.breaches.breach import Breach
from tests.validators.breaches.changes import gone
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

BREACHES: tuple[Breach, ...] = tuple(
    Breach(one.id, gone(one.name), on=PACKETS.get(one.id, PACKETS[one.rule]))
    for one in criteria()
    if one.rule in PACKETS and one.name != CLAIMED
)
