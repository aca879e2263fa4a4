"""One invented case whose papers are all correct on the day of filing."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator import cast
from generator.documents.study import Study
from generator.layouts.invent import Life, digits, life, signs
from generator.layouts.sources import CaseValues, case_values
from generator.layouts.sources.record import Row
from generator.layouts.sources.rows import pays, sums
from generator.layouts.values import Capitals, Money, Raw
from generator.numbers import add_months

FIRST, LAST = date(2023, 8, 1), date(2026, 6, 25)
LEVELS = {"本科": ("05", "4"), "硕士研究生": ("02", "3"), "博士研究生": ("01", "2")}
"""The digits of the level in a diploma's number and in a degree's."""
PLAIN_TRADES = ("有限公司", "有限责任公司", "股份有限公司")
PAID_FROM_DAY = 20  # day of the month: by then the previous month is declared and paid


@dataclass(frozen=True)
class Scene:
    """The case, the day of filing and the values that its papers say."""

    life: Life
    day: date
    values: Mapping[str, Raw]
    rows: Mapping[str, Sequence[Row]]

    def values_for(self, who: str = "who") -> CaseValues:
        """The values for a paper about `who`: on it, that person is the one it is about."""
        own = {
            f"who.{key.partition('.')[2]}": value
            for key, value in self.values.items()
            if key.startswith(f"{who}.")
        }
        return CaseValues({**self.values, **own}, self.rows)

    def saying(self, values: Mapping[str, Raw]) -> "Scene":
        """The same case with other values."""
        return replace(self, values={**self.values, **values})

    @property
    def income(self) -> Decimal:
        """The monthly mean in the system's record."""
        mean = self.values["work.monthly"]
        assert isinstance(mean, Money)
        return mean.amount


def scene(rng: random.Random, is_workday: Callable[[date], bool], months: int = 6) -> Scene:
    """A random case filed on a working day, with `months` of income before it."""
    day = filing_day(rng, is_workday)
    one = good_life(rng, day)
    made = case_values(one, rng)
    values = dict(made.values) | _dates(one, day, rng) | _papers(one, day, rng)
    rows = dict(made.rows) | {"pays": _months(one, day, months, rng)}
    values |= sums(rows)
    values |= _income(rows["pays"])
    return Scene(one, day, values, rows)


def filing_day(rng: random.Random, is_workday: Callable[[date], bool]) -> date:
    """A working day after February, when the notices for the past year have been issued."""
    while True:
        day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
        if day.month > 2 and is_workday(day):
            return day


def good_life(rng: random.Random, day: date) -> Life:
    """Random facts that meet all conditions for a permit, found by trial."""
    while True:
        one = life(rng)
        unit, names = one.unit, {p.name for p in (one.who, one.spouse, one.owner, one.agent)}
        rooted = one.who.region.startswith("11") or one.who.birth.year > day.year - 29
        company = unit.name.endswith(PLAIN_TRADES) and unit.capital >= 2_000_000
        if company and "东城区" in unit.address and len(names) == 4 and not rooted:
            return _settled(one, day, rng)


def _settled(one: Life, day: date, rng: random.Random) -> Life:
    """The same facts with valid identity cards and consistent certificate numbers."""
    return replace(
        one,
        study=_numbered(one.study, rng),
        who=_carded(one.who, day, rng),
        spouse=_carded(one.spouse, day, rng),
        child=_carded(one.child, day, rng),
        owner=_carded(one.owner, day, rng),
        agent=_carded(one.agent, day, rng),
        today=day - timedelta(days=rng.randint(1, 9)),
    )


def _numbered(study: Study, rng: random.Random) -> Study:
    diploma, degree = LEVELS[study.level]
    school = f"1{digits(rng, 4)}"
    return replace(
        study,
        diploma=f"{school}1{study.end.year}{diploma}{digits(rng, 6)}",
        degree_number=f"{school}{degree}{study.end.year}{digits(rng, 6)}",
    )


def _carded(who: cast.InventedPerson, day: date, rng: random.Random) -> cast.InventedPerson:
    """The person with an identity card valid as long as their age prescribes."""
    age = day.year - who.birth.year
    issued = day - timedelta(days=rng.randrange(60, 365 * (4 if age < 30 else 9)))
    issued = max(issued.replace(day=min(issued.day, 28)), who.birth + timedelta(days=30))
    then = issued.year - who.birth.year - (issued.timetuple()[1:3] < who.birth.timetuple()[1:3])
    years = 5 if then < 16 else 10 if then < 26 else 20
    until = None if then >= 46 else issued.replace(year=issued.year + years)
    return replace(who, card_from=issued, card_to=until)


def _dates(one: Life, day: date, rng: random.Random) -> dict[str, Raw]:
    """Days of contract, lease, reports and registers, none after the day of filing."""

    def before(min_days: int, max_days: int) -> date:
        return day - timedelta(days=rng.randint(min_days, max_days))

    def plus(start: date, years: int) -> date:
        return start.replace(year=start.year + years, day=min(start.day, 28)) - timedelta(days=1)

    work, lease = before(240, 500).replace(day=1), before(20, 140).replace(day=1)
    registered = date(rng.randint(2016, lease.year - 1), rng.randint(1, 12), rng.randint(1, 28))
    verified = before(2, 28)
    permit = before(800, 1000)
    left = before(20, 50)
    card = before(40, 200)
    return {
        "work.start": work, "work.end": plus(work, rng.choice((3, 3, 5))),
        "work.signed": work - timedelta(days=rng.randrange(0, 12)),
        "work.probation": work + timedelta(days=rng.choice((89, 181))),
        "lease.start": lease, "lease.end": plus(lease, rng.choice((1, 2, 3))),
        "lease.signed": lease - timedelta(days=rng.randrange(0, 15)),
        "home.registered": registered,
        "home.title": f"京（{registered.year}）{rng.choice('东朝海')}不动产权第{digits(rng, 7)}号",
        "study.verified": verified, "study.valid": verified + timedelta(days=90),
        "register.day": before(200, 2000), "unit.licensed": before(100, 1500),
        "permit.from": permit, "permit.to": plus(permit, 3),
        "past.end": left, "past.issued": left + timedelta(days=rng.randrange(0, 6)),
        "past.start": plus(left, -3), "card.day": card, "card.until": plus(card, 1),
        "tax.from": date(day.year - 1, 1, 1), "tax.to": date(day.year - 1, 12, 31),
        "wed.day": max(before(400, 2500), max(one.who.birth, one.spouse.birth)),
        "day": one.today,
    }  # fmt: skip


def _papers(one: Life, day: date, rng: random.Random) -> dict[str, Raw]:
    """Values that would contradict one another if drawn independently."""
    study = one.study
    return {
        "study.done": "毕业",
        "study.category": rng.choice(("普通高等教育", "普通高等教育", "成人高等教育")),
        "study.form": rng.choice(("普通全日制", "全日制")),
        "study.code": f"A{signs(rng, 15)}",
        "study.years_bare": study.years,
        "register.relation": "户主",
        "register.kind": rng.choice(("家庭户", "非农业家庭户", "居民家庭户")),
        "married": "未婚",
        "schooling": "大学本科" if study.level == "本科" else "研究生",
        "condition": "1",
        "unit.county": "东城区",
        "unit.registrar": "北京市东城区市场监督管理局",
        "unit.bureau": "国家税务总局北京市东城区税务局",
        "unit.term": rng.choice(("长期", f"{one.unit.established:%Y年%m月%d日}至长期")),
        "unit.kind": "股份有限公司（非上市、自然人投资或控股）"
        if one.unit.name.endswith("股份有限公司")
        else rng.choice(("有限责任公司（自然人投资或控股）", "其他有限责任公司")),
        "home.shared": "单独所有",
        "work.place": "北京市",
    }


def _months(one: Life, day: date, count: int, rng: random.Random) -> list[Row]:
    """The months up to the last one certainly declared and paid by the day of filing."""
    back = 1 if day.day >= PAID_FROM_DAY else 2
    first = add_months(f"{day:%Y-%m}", 1 - back - count)
    return pays(one, rng, first, count, Decimal(rng.randrange(30000, 60000)))


def _income(rows: Sequence[Row]) -> dict[str, Raw]:
    """The income: the mean on the forms, and the pay in the contract."""
    amounts = [row["income"] for row in rows]
    total = sum((a.amount for a in amounts if isinstance(a, Money)), Decimal(0))
    mean = round(total / len(rows), 2)
    return {
        "work.monthly": Money(mean),
        "work.pay": rows[0]["base"],
        "work.yearly": Money(mean * 12),
        "work.pay_words": Capitals(mean),
    }
