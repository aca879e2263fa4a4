"""Papers of homes and of conditions that are dated after the day of filing."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import before, every
from tests.validators.breaches.evidence import by_exam
from tests.validators.breaches.evidence import on as of_condition
from tests.validators.breaches.housing import house, moved
from tests.validators.breaches.merits import SEVENTH, SIXTH, shareless, softwares
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import paper
from tests.validators.packets.services import Variant

HOMES: tuple[tuple[str, str, str], ...] = (
    ("residence_permit", "residence_card", "issue_date"),
    ("owned_untitled", "sale", "sign_date"),
    ("owned_untitled", "sale_invoice", "issue_date"),
    ("owned_mortgaged", "mortgage", "sign_date"),
    ("work_unit_leased", "public_lease", "sign_date"),
    ("work_unit_proof", "unit_proof", "issue_date"),
    ("rented_invoiced", "rent_invoice", "issue_date"),
)


def renewed(p: Packet) -> None:
    """The contract was renewed."""
    s = p.story
    renewal = paper("labor_contract_renewal", [(s.life.unit.name, "official")],
                    employer=s.life.unit.name, employee=s.life.who.name, start_date=s.ahead(396),
                    end_date=s.ahead(1490), sign_date=s.ago(20),
                    employee_signature=s.life.who.name)  # fmt: skip
    p.add(renewal=renewal)


def dated(name: str, field: str) -> Change:
    return before(name, field, 30)


EVIDENCE: tuple[tuple[Variant, Change, str, str], ...] = (
    (of_condition(2), dated("title_card", "obtained_date"), "title_card", "obtained_date"),
    (of_condition(2), dated("title_form", "review_date"), "title_form", "review_date"),
    (of_condition(2), by_exam, "qualification", "approval_date"),
    (of_condition(2), by_exam, "exam_form", "pass_date"),
    (of_condition(3), dated("award", "issue_date"), "award", "issue_date"),
    (of_condition(3), dated("award_proof", "issue_date"), "award_proof", "issue_date"),
    (SIXTH, softwares, "right1", "issue_date"),
    (SIXTH, dated("conversion", "issue_date"), "conversion", "issue_date"),
    (SIXTH, dated("conversion_proof", "issue_date"), "conversion_proof", "issue_date"),
    (SEVENTH, shareless, "articles", "sign_date"),
    (of_condition(8), dated("contribution", "issue_date"), "contribution", "issue_date"),
    (of_condition(2), renewed, "renewal", "sign_date"),
)
BREACHES: tuple[Breach, ...] = (
    *(
        Breach("GEN-DATE-FUTURE.homes", before(name, field, -9), on=moved(home), unread=None,
               first=dated(name, field))
        for home, name, field in HOMES
    ),
    Breach("GEN-DATE-FUTURE.homes", before("title", "register_date", -9), on=moved("owned"),
           unread=None, first=every(house(), dated("title", "register_date"))),
    *(
        Breach("GEN-DATE-FUTURE.evidence", before(name, field, -9), on=variant, first=first,
               unread=None)
        for variant, first, name, field in EVIDENCE
    ),
)  # fmt: skip
