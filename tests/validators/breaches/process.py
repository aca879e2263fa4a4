"""What breaks the criteria of how a case is filed (criteria/process.toml)."""

from datetime import timedelta

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import applicant, every, filed_on, gone, record
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant
from validators.policy import load_policy

NEW = Variant("new_permit", 1, "residence_permit")


def reviewed(days: int) -> Change:
    """The unit's review so many days before filing."""
    return lambda p: record(unit_review_date=str(p.day - timedelta(days=days)))(p)


def on_a_sunday(p: Packet) -> None:
    while load_policy().is_workday(p.day):
        p.day += timedelta(days=1)


def booked(workdays: int) -> Change:
    """Booked so many working days ahead."""

    def book(p: Packet) -> None:
        day = p.day
        while load_policy().workdays_between(day, p.day) < workdays:
            day -= timedelta(days=1)
        record(application_count="6", booking_date=str(day))(p)

    return book


MANY = every(filed_on(3, 4, 5), booked(3))
APPROVED = "2019-10-14T10:00"

BREACHES: tuple[Breach, ...] = (
    Breach("PROC-POA.there", gone("power")),
    Breach("PROC-SUBMIT-30D.in_time", reviewed(45), first=reviewed(20)),
    Breach("PROC-SUBMIT-30D.after_review", reviewed(-3), first=reviewed(20), severity="supplement"),
    Breach("PROC-UNIT-TAXINFO.filled", applicant(monthly_income=None)),
    Breach("PROC-APPOINT-SMALL.weekday", filed_on(4),
           first=every(filed_on(1, 2), record(application_count="2"))),
    Breach("PROC-APPOINT-LARGE.weekday", filed_on(1), first=MANY),
    Breach("PROC-APPOINT-LARGE.booked", booked(1), first=MANY),
    Breach("PROC-HOURS.open", on_a_sunday),
    Breach("PROC-ACCOUNT-LAG.unit", record(entry_at="2019-10-15T09:00"),
           first=record(account_approved_at=APPROVED, entry_at="2019-10-15T11:00")),
    Breach("PROC-ACCOUNT-LAG.person", record(entry_at="2019-10-14T15:00"),
           first=record(person_created_at=APPROVED, entry_at="2019-10-14T17:00")),
)  # fmt: skip
