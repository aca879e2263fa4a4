"""Changes of what a packet says of income and insurance."""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, Decimal

from tests.validators.breaches.breach import Change
from tests.validators.packets.packet import Packet
from tests.validators.packets.pay_papers import insurance, screen
from validators.policy import load_policy

Month = str
Amount = Callable[[Packet], Decimal]
CENT = Decimal("0.01")


def lost(name: str, *back: int) -> Change:
    """The rows of months so many before that of filing are not there."""

    def lose(p: Packet) -> None:
        gone = {p.story.month(one) for one in back}
        p[name].rows = [row for row in p[name].rows if row.get("period") not in gone]

    return lose


def cells(name: str, said: Callable[[Packet, Mapping[str, str]], Mapping[str, str]]) -> Change:
    """What each row of a paper says instead."""

    def write(p: Packet) -> None:
        for row in p[name].rows:
            row.update(said(p, row))

    return write


def in_month(name: str, back: int, **said: str) -> Change:
    """What the rows of one month say instead."""
    return cells(name, lambda p, row: said if row.get("period") == p.story.month(back) else {})


def average(amount: Amount) -> Change:
    """The monthly average on record and on the form."""

    def tell(p: Packet) -> None:
        told = f"{amount(p):.2f}"
        p.record["applicant"]["monthly_income"] = told
        p["form"].set(monthly_income=told)

    return tell


def paid(amount: Amount) -> Change:
    """So much income in every month, and on record."""

    def pay(p: Packet) -> None:
        for row in p["screen"].rows:
            row["income"] = f"{amount(p):.2f}"
        average(amount)(p)

    return pay


def near_bar(factor: str, less: str) -> Amount:
    """The month's income by the latest average wage, and so much less."""

    def amount(p: Packet) -> Decimal:
        wage = load_policy().wages_on(p.day)[-1].annual
        return (Decimal(factor) * wage / 12).quantize(CENT) - Decimal(less)

    return amount


def in_year(back: int, amount: Amount) -> Change:
    """So much income in each month of a year so many before that of filing, and on record."""

    def pay(p: Packet) -> None:
        year, told = str(p.day.year - back), f"{amount(p):.2f}"
        for row in p["screen"].rows:
            if row["period"].startswith(year):
                row["income"] = told
        entries = p.record["extra"]["monthly_income"]
        p.record["extra"]["monthly_income"] = [
            {**entry, "monthly_income": told} if entry["year"] == year else entry
            for entry in entries
        ]

    return pay


def of_wage(back: int, factor: int, more: str = "0") -> Amount:
    """A month of so many times the wage of the year before one so many before that of filing."""

    def amount(p: Packet) -> Decimal:
        wage = load_policy().wage_of(p.day.year - back - 1).annual
        return (wage * factor / 12).quantize(CENT, ROUND_DOWN) + Decimal(more)

    return amount


def listed_again(amount: str) -> Change:
    """A second screenshot of one of the months, with this income."""

    def add(p: Packet) -> None:
        again = screen(p.story, [p.story.month(3)])
        again.rows[0]["income"] = amount
        p.add(again=again)

    return add


def insured(p: Packet) -> None:
    """Thirty months of insurance: the former employer's, the last twelve this unit's."""
    s = p.story
    made = insurance(s)
    own = made.rows[0]
    made.rows[:1] = [
        own | {"segments.employer": s.life.former.name, "segments.end": s.month(13),
               "segments.months": "18"},
        own | {"segments.start": s.month(12), "segments.months": "12"},
    ]  # fmt: skip
    p.add(insurance=made)


def joined(back: int, until: int = 1) -> Change:
    """The unit pays insurance only since the month so many back."""

    def join(p: Packet) -> None:
        s, (former, own) = p.story, p["insurance"].rows[:2]
        former.update({"segments.end": s.month(back + 1), "segments.months": str(30 - back)})
        own.update({"segments.start": s.month(back), "segments.end": s.month(until),
                    "segments.months": str(back - until + 1)})  # fmt: skip

    return join


def insured_by(number: int, name: Callable[[Packet], str]) -> Change:
    """Another unit paid the insurance of one of the stretches."""
    return lambda p: p["insurance"].rows[number].update({"segments.employer": name(p)})


def history(former: Callable[[Packet], str], first: int = 30, last: int = 13) -> Change:
    """The work history on record: a former post, and the present one."""

    def tell(p: Packet) -> None:
        s = p.story
        p.record.setdefault("extra", {})["work_history"] = [
            {"employer": former(p), "start": s.month(first), "end": s.month(last)},
            {"employer": s.life.unit.name, "start": s.month(12), "end": ""},
        ]

    return tell
