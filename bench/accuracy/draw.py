"""Draws papers about invented people and units from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator import cast, fonts, gallery
from generator.documents.study import Study
from generator.facts import Facts
from generator.numbers import credit_code
from generator.ops import Canvas
from generator.paper import Paper

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱许何吕张孔曹严金魏陶姜谢邹章苏潘范彭袁柳史唐薛雷贺汤罗"
GIVEN = "伟芳秀敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂辉玲鑫鹏浩宇晨欣怡梓涵子轩若曦文博思远嘉懿"
WORDS = "云海星辰禾木山川蓝图恒远智汇天启博锐中科同创宏达瑞丰泰和信诚"
TRADES = ("科技有限公司", "信息技术有限公司", "生物医药股份有限公司", "文化传媒有限责任公司")
PLACES = (
    ("110101", "北京市公安局东城分局", "北京市东城区样例胡同"),
    ("370102", "济南市公安局历下分局", "山东省济南市历下区测试路"),
    ("420106", "武汉市公安局武昌分局", "湖北省武汉市武昌区试验街"),
    ("510104", "成都市公安局锦江分局", "四川省成都市锦江区样本巷"),
)
MAJORS = ("机械工程", "国际经济与贸易", "软件工程", "汉语言文学", "临床医学", "会计学")
SERIF = ("serif", "song", "kai", "wenkai")
SANS = ("sans", "screen", "micro", "wenkai")


@dataclass(frozen=True)
class BenchFile:
    """A file of the bench: its papers (two may share a page), and the pages in order."""

    name: str
    papers: tuple[Paper, ...]
    canvases: tuple[Canvas, ...]

    @property
    def types(self) -> frozenset[str]:
        return frozenset(paper.doc_type for paper in self.papers)


def person(rng: random.Random, oldest: int = 1975, youngest: int = 1998) -> cast.InventedPerson:
    """A random person with a valid identity number."""
    region, issuer, street = rng.choice(PLACES)
    sex = rng.choice("男女")
    day = date(oldest, 1, 1) + timedelta(days=rng.randrange((youngest - oldest) * 365))
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
    start = date(2012, 1, 1) + timedelta(days=rng.randrange(1800))
    return cast.person(
        name,
        sex,
        day,
        region,
        issuer,
        f"{street}{rng.randint(1, 199)}号{rng.randint(1, 20)}号楼{rng.randint(101, 2405)}室",
        serial=rng.randrange(10, 490) * 2 + (sex == "男"),
        phone=f"1{rng.choice('3578')}{rng.randrange(10**9):09d}",
        card_from=start,
        card_to=start.replace(year=start.year + 20, day=min(start.day, 28)),
    )


def company(rng: random.Random) -> cast.InventedUnit:
    """A random unit whose name marks it as a sample."""
    name = "北京样例" + "".join(rng.sample(WORDS, 2)) + rng.choice(TRADES)
    return replace(
        cast.YUNTU,
        name=name,
        code=credit_code("91", rng.choice(("110101", "110105", "110108")), rng.randrange(10**6)),
        legal_rep=person(rng).name,
        address=f"北京市东城区样例大街{rng.randint(1, 99)}号{rng.randint(1, 30)}层",
        capital=rng.choice((500_000, 1_000_000, 3_000_000, 12_000_000, 50_000_000)),
        established=date(2001, 1, 1) + timedelta(days=rng.randrange(6000)),
        security=f"110101{rng.randrange(10**7):07d}",
    )


def facts(rng: random.Random) -> Facts:
    """One invented case."""
    start = date(rng.randint(2005, 2014), 9, 1)
    end = date(start.year + 4, rng.choice((6, 7)), rng.choice((1, 20, 30)))
    digits = [str(rng.randrange(10**7)).zfill(7) for _ in range(2)]
    study = Study(
        rng.choice(("样例理工大学", "测试师范大学", "试验财经大学")),
        rng.choice(MAJORS),
        "本科",
        rng.choice(("工学学士", "经济学学士", "文学学士")),
        "4",
        start,
        end,
        f"19999{end.year}0500{digits[0][:6]}"[:18],
        f"19999{4}{end.year}{digits[1][:6]}",
        person(rng).name,
    )
    return Facts(
        who=person(rng),
        agent=person(rng),
        owner=person(rng, 1950, 1980),
        unit=company(rng),
        former=company(rng),
        study=study,
        home=f"北京市东城区测试里{rng.randint(1, 60)}号院{rng.randint(1, 9)}号楼"
        f"{rng.randint(101, 1805)}室",
        rent=rng.randrange(40, 150) * 100,
        income=f"{rng.randrange(9000, 60000)}.{rng.randrange(100):02d}",
    )


def faces(rng: random.Random) -> dict[str, str]:
    """Random faces for the printed text of a case, with matching bold ones."""
    serif, sans = rng.choice(SERIF), rng.choice(SANS)
    chosen = {"serif": serif, "sans": sans}
    chosen |= {} if serif == "serif" else {"serifb": serif}
    return chosen | ({} if sans == "sans" else {"sansb": sans})


def items(seed: int) -> Iterator[BenchFile]:
    """Every layout once, for the case of this seed. Raises SystemExit if a font is missing."""
    fonts.require(but=fonts.STAND_INS)
    rng = random.Random(seed)
    case = facts(rng)
    with fonts.drawn_with(fonts.stand_ins() | faces(rng)):
        drawn = gallery.papers(case)
    done: list[BenchFile] = []
    for paper in drawn:
        mine = [sheet.canvas for sheet in paper.sheets]
        if done and any(a is b for a in done[-1].canvases for b in mine):
            done[-1] = replace(done[-1], papers=(*done[-1].papers, paper))
            continue
        name = f"{seed:04d}-{len(done):02d}-{paper.doc_type}-{paper.layout}"
        canvases = tuple({id(c): c for c in mine}.values())
        done.append(BenchFile(name, (paper,), canvases))
    yield from done
