"""What breaks the criteria of the forms (criteria/forms.toml)."""

from collections.abc import Iterator, Mapping

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import says, seals
from tests.validators.kit import field
from tests.validators.packets.services import Variant

NEW = Variant("new_permit", 1, "residence_permit")
RENEWAL = Variant("renewal")
ADDRESS = Variant("address_change", home="residence_permit")
ANNUAL, GENERAL = Variant("annual_check_person"), Variant("general_change")
ACCOUNT, UNIT_ANNUAL = Variant("account_recovery"), Variant("annual_check_unit")
STRANGER = "何样兰"

POWER = {
    "legal_rep": "legal_rep", "company": "company", "agent": "agent_name", "sex": "agent_sex",
    "number": "agent_id", "department": "agent_department", "post": "agent_title",
    "phone": "agent_phone", "representative_signed": "legal_rep_signature",
    "agent_signed": "agent_signature", "day": "sign_date",
}  # fmt: skip
INTEGRITY = {
    "applicant_signed": "applicant_signature", "applicant_day": "applicant_date",
    "named": "applicant_name_in_text", "representative_signed": "legal_rep_signature",
    "unit_day": "unit_date",
}  # fmt: skip
PERSONAL = {
    "name": "name", "permit": "permit_number", "number": "id_number",
    "applicant_signed": "applicant_signature", "applicant_day": "applicant_date",
    "representative_signed": "legal_rep_signature", "representative_day": "legal_rep_date",
    "opinion": "unit_opinion", "opinion_day": "unit_opinion_date",
}  # fmt: skip
UNIT = {
    "name": "unit_name", "capital": "paid_in_capital", "tax_place": "tax_place",
    "representative_signed": "legal_rep_signature", "representative_day": "legal_rep_date",
    "opinion": "unit_opinion", "opinion_day": "unit_opinion_date",
}  # fmt: skip
OPINION = {
    "opinion": "unit_opinion", "representative_signed": "legal_rep_signature",
    "opinion_day": "unit_opinion_date",
}  # fmt: skip


def blank(rule: str, paper: str, entries: Mapping[str, str], on: Variant) -> Iterator[Breach]:
    """Each entry of a form left blank, and the form without a seal."""
    for name, entry in entries.items():
        yield Breach(f"{rule}.{name}", says(paper, **{entry: None}), on=on)
    yield Breach(f"{rule}.seal", seals(paper), on=on)


def left_over(key: str, text: str) -> Change:
    """Words of the sample that still stand on a form."""
    return lambda p: p[key].more.update(leftovers=(field("leftover", text),))


BREACHES: tuple[Breach, ...] = (
    *blank("FORM-POA-FIELDS", "power", POWER, NEW),
    *blank("FORM-INTEGRITY", "integrity", INTEGRITY, NEW),
    Breach("FORM-INTEGRITY.own_hand", says("integrity", applicant_signature=STRANGER), on=NEW,
           unread=None),  # ink that is no name to a reader is a hand like most
    *blank("FORM-PCHANGE", "form", PERSONAL, ADDRESS),
    Breach("FORM-PCHANGE.right_permit", says("form", permit_number="202399999999"), on=ADDRESS),
    *blank("FORM-UCHANGE", "form", UNIT, ACCOUNT),
    *blank("FORM-APP-OPINION", "form", OPINION, NEW),
    *blank("FORM-APP-OPINION", "form", OPINION, RENEWAL),
    Breach("FORM-RENEW-APPLICANT-SIGN.signed", says("form", applicant_signature=None), on=RENEWAL),
    Breach("FORM-RENEW-APPLICANT-SIGN.own_hand", says("form", applicant_signature=STRANGER),
           on=RENEWAL, unread=None),
    Breach("FORM-PCHANGE-BOX.ticked", says("form", change_items=None), on=ADDRESS),
    Breach("FORM-PCHANGE-BOX.right", says("form", change_items="随往人员"), on=ADDRESS),
    Breach("FORM-PCHANGE-BOX.noted", says("form", other_item=None), on=GENERAL),
    Breach("FORM-PCHANGE-BOX.noted", says("form", other_item="职称"), on=ANNUAL),
    Breach("FORM-UCHANGE-BOX.ticked", says("form", change_items=None), on=ACCOUNT),
    Breach("FORM-UCHANGE-BOX.right", says("form", change_items="基础变更（区县内）"), on=ACCOUNT),
    Breach("FORM-UCHANGE-BOX.noted", says("form", other_item=None), on=UNIT_ANNUAL),
    Breach("FORM-UCHANGE-BOX.noted", says("form", other_item="职称"), on=UNIT_ANNUAL),
    Breach("FORM-UCHANGE-TAXPLACE.same", says("licence", address="北京市海淀区样例路1号"),
           on=ACCOUNT),
    Breach("FORM-PLACEHOLDER.left", left_over("power", "XXX"), on=NEW),
    Breach("FORM-PLACEHOLDER.left", left_over("form", "（姓名）"), on=ADDRESS),
)  # fmt: skip
