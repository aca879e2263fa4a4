"""What an acceptance slip says beside the report: its number, the term, where the counter is."""

from contextlib import suppress
from datetime import date

from core.errors import PolicyError
from core.models.base import Wording
from pipeline.reporting.slips import Counter, Receipt
from review.models import Packet
from validators.judging.deadlines import term
from validators.judging.edition import open_edition
from validators.policy import Policy

SHOWN = 6  # characters of the packet's key: enough for the packets of a day


def receipt(packet: Packet, accepted: date) -> Receipt:
    """The same for the same packet and day, however often it is printed."""
    number = f"{accepted:%Y%m%d}-{packet.key[:SHOWN].upper()}"
    if packet.material is None:
        return Receipt(number)
    policy = open_edition(packet.material.edition)
    found = None
    with suppress(PolicyError):  # no figure of that day: the slip names no term then
        found = term(packet.standing.report.service or "", accepted, policy)
    counter = _counter(policy, accepted)
    if found is None:
        return Receipt(number, counter=counter)
    return Receipt(number, found.workdays, found.last, found.section, counter)


def _counter(policy: Policy, day: date) -> Counter | None:
    """Where the office is on a day; None where the edition does not say."""
    with suppress(PolicyError):
        office = policy.office_on(day)
        if office.address_zh:
            times = "、".join(f"{first:%H:%M}-{last:%H:%M}" for first, last in office.hours)
            return Counter(
                name=Wording(zh=office.name_zh, en=office.name_en or office.name_zh),
                address=Wording(zh=office.address_zh, en=office.address_en or office.address_zh),
                phone=office.phone,
                hours=Wording(
                    zh=f"工作日 {times}，法定节假日除外",
                    en=f"Working days {times.replace('、', ', ')}, except public holidays",
                ),
            )
    return None
