"""The shipped packets: two good ones and ten with planted defects."""

from collections.abc import Callable

from samples.generate.cases.change_address import lease_short, permit_expiring
from samples.generate.cases.change_degree import new_degree
from samples.generate.cases.change_employer import employer
from samples.generate.cases.good_lease import lease_overseas
from samples.generate.cases.good_residence import residence_permit
from samples.generate.cases.identity import mixed
from samples.generate.cases.income_gap import gap
from samples.generate.cases.income_institution import public_unit
from samples.generate.cases.income_low import low
from samples.generate.cases.income_payer import payer
from samples.generate.cases.income_window import window
from samples.generate.packing import Packet

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
)
"""`bad-files` is written by samples.generate.broken, for its files are not pages."""
