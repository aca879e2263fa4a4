"""Additional data of an acceptance slip: its number, the deadline, the address of the counter."""

from contextlib import suppress
from datetime import date

from core.errors import PolicyError
from core.models.base import Wording
from pipeline.reporting.slips import Counter, Receipt
from review.models import DeskPacket
from validators.judging.deadlines import term
from validators.judging.edition import open_edition
from validators.policy import Policy

SHOWN = 6  # characters of the packet's key: enough for the packets of a day


def receipt(packet: DeskPacket, accepted: date) -> Receipt:
    """Slip data; always the same for the same packet and day."""
    number = f"{accepted:%Y%m%d}-{packet.key[:SHOWN].upper()}"
    if packet.material is None:
        return Receipt(number)
    policy = open_edition(packet.material.edition)
    found = None
    with suppress(PolicyError):  # without a figure for that day the slip has no deadline
        found = term(packet.standing.report.service or "", accepted, policy)
    counter = _counter(policy, accepted)
    if found is None:
        return Receipt(number, counter=counter)
    return Receipt(number, found.workdays, found.last, found.section, counter)


def _counter(policy: Policy, day: date) -> Counter | None:
    """The address of the counter on a day; None if the edition has none."""
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
