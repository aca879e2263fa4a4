"""The shipped packets: three good ones and ten with planted defects."""

from collections.abc import Callable

from generator.cases.change_address import lease_short, permit_electronic, permit_expiring
from generator.cases.change_degree import new_degree
from generator.cases.change_employer import employer
from generator.cases.good_lease import lease_overseas
from generator.cases.good_residence import residence_permit
from generator.cases.identity import mixed
from generator.cases.income_gap import gap
from generator.cases.income_institution import public_unit
from generator.cases.income_low import low
from generator.cases.income_payer import payer
from generator.cases.income_window import window
from generator.cases.signed_report import signed_report
from generator.packing import Packet

ALL: tuple[Callable[[], Packet], ...] = (
    residence_permit,
    lease_overseas,
    low,
    window,
    gap,
    payer,
    public_unit,
    lease_short,
    permit_expiring,
    employer,
    new_degree,
    mixed,
    permit_electronic,
    signed_report,
)
"""`bad-files` is written by generator.broken, for its files are not pages."""
