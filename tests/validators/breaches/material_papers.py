"""Papers that a packet may hold besides the usual ones, each as it should be."""

from datetime import date

from tests.validators.breaches.changes import OWN, added
from tests.validators.packets.family_papers import child_of
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.pay_papers import noted, tax_record
from tests.validators.packets.services import Variant
from tests.validators.packets.unit_papers import BUREAU, OFFICE

NEW = Variant("new_permit", 1, "residence_permit")
RENEWAL, EMPLOYER = Variant("renewal"), Variant("employer_change")
ADDRESS = Variant("address_change", home="residence_permit")
ACCOUNT, FIRST = Variant("account_recovery"), Variant("unit_registration")
LODGING, OF_UNIT = Variant("new_permit", 1, "relatives"), Variant("new_permit", 1, "work_unit")
RENTED = Variant("address_change", home="rented")
PATENTS, FUNDS = (Variant("new_permit", n, "residence_permit") for n in (6, 7))
SPOUSE = Variant("dependents_change", family=("spouse",))
CHILD = Variant("dependents_change", family=("child",))
THEIRS = "北京别处文化传播有限公司"
"""The unit for which a spouse works."""
PRIMARY = "北京样例小学"


def record(p: Packet) -> None:
    """The tax record of the months that the screenshots show too."""
    p.add(tax=tax_record(p.story, p.story.months(7, 1)))


def tax_list(p: Packet) -> None:
    """A tax list of months long past."""
    s = p.story
    made = paper(
        "iit_tax_list", [(BUREAU, "agency"), (s.life.unit.name, "finance")], tax_authority=BUREAU,
        name=s.life.who.name, id_number=s.life.who.number, print_date=date(2018, 12, 20),
    )  # fmt: skip
    made.rows = [
        {"period": f"2018-{n:02d}", "income_item": "工资薪金所得", "income": "30000.00",
         "tax_paid": "3500.00"}
        for n in range(1, 7)
    ]  # fmt: skip
    p.add(list=noted(s, made))


def query(p: Packet) -> None:
    """The application for the tax bureau's notice."""
    unit = p.story.life.unit
    told = {"taxpayer_name": unit.name, "taxpayer_id": unit.code}
    both = ((OWN, "official"), (OWN, "finance"))
    added("query", "tax_info_query_application", *both, **told)(p)


def renewed(p: Packet) -> None:
    """The contract's renewal for the time after it."""
    s = p.story
    told = {"start_date": s.ahead(396), "end_date": s.ahead(1400), "sign_date": s.ago(3)}
    added("again", "labor_contract_renewal", (OWN, "official"), employer=s.life.unit.name,
          employee=s.life.who.name, **told)(p)  # fmt: skip


def articles(p: Packet) -> None:
    """The articles of association as they were filed."""
    s = p.story
    told = {"registered_capital": "10000000.00", "sign_date": s.ago(1000)}
    added("articles", "articles_of_association", (OFFICE, "agency"), (OWN, "official"),
          company=s.life.unit.name, **told)(p)  # fmt: skip


def school(p: Packet) -> None:
    """The child's school certifies that it goes there."""
    kid = child_of(p.story)
    added("school", "school_enrollment_certificate", (PRIMARY, "school"), student_name=kid.name,
          student_id_number=kid.number, school=PRIMARY, issue_date=p.story.ago(10))(p)  # fmt: skip


def at_another_unit(p: Packet) -> None:
    """The spouse works for another unit, and the applying one stamped the copy."""
    p["spouse_contract"].set(employer=THEIRS, employer_credit_code=None)
    p["spouse_contract"].sealed((THEIRS, "contract"), (p.story.life.unit.name, "official"))
