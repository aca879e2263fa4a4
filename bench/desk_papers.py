"""Fills the search index with texts of papers, and measures searches in them.

Each packet gets ten pages of about 400 characters: words of real papers among random characters,
the applicant, the unit and a unique number.
"""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from statistics import median

from sqlalchemy import insert, select

from core.clock import today
from review.figures import figures
from review.queue import MAX_COUNTED, Filter, counts, rows
from review.store import Store
from review.store.tables import PacketRow
from review.store.together import PaperTextRow
from review.texts import pairs, tokens

BLOCK, PAGES, WORDS = 500, 10, 110
DAYS = 55  # as on the page of statistics
CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
WORDS_WRITTEN = [
    "北京市工作居住证",
    "劳动合同",
    "有限责任公司",
    "税款所属期",
    "应税收入",
    "朝阳门内大街",
    "授权委托书",
    "房屋租赁",
    "学历证书",
    "电子注册备案表",
    "统一社会信用代码",
    "法定代表人",
    "经办人签字",
    "财务专用章",
    "身份证号码",
    "出生日期",
    "住所",
    "期限",
    "甲方",
    "乙方",
    "签订",
    "日期",
    "年",
    "月",
    "日",
    "元",
]


def fill_papers(store: Store, seed: int = 1) -> None:
    """Give every packet its text."""
    rng = random.Random(seed)
    with store.reading() as session:
        packets = session.execute(
            select(PacketRow.key, PacketRow.applicant, PacketRow.employer)
        ).all()
    for first in range(0, len(packets), BLOCK):
        made = [
            {"packet": key, "text": " ".join(pairs(tokens(_text(rng, f"{person}{unit}"))))}
            for key, person, unit in packets[first : first + BLOCK]
        ]
        with store.writing() as session:
            session.execute(insert(PaperTextRow), made)


def _text(rng: random.Random, own: str) -> str:
    pages = []
    for _ in range(PAGES):
        said = (
            rng.choice(WORDS_WRITTEN if rng.random() < 0.5 else CHARACTERS) for _ in range(WORDS)
        )
        pages.append(f"{''.join(said)}{own}{rng.randrange(10**17)}")
    return "".join(pages)


def searches(store: Store) -> dict[str, Callable[[], object]]:
    """Typical searches in papers, as the queue runs them, and the statistics."""
    some = rows(store, order="newest", limit=1)[0]
    name = some.applicant.split()[0]
    asked = {
        "a name": name, "an employer": some.employer, "a name and a word": f"{name} 租赁",
        "a word of all": "劳动合同", "two words of all": "劳动合同 财务专用章",
        "the head of a number": "1234", "what is nowhere": "无此词语甲乙丙",
    }  # fmt: skip
    found: dict[str, Callable[[], object]] = {}
    for said, what in asked.items():
        wanted = Filter(papers=True, text=what)
        found[f"papers: {said}"] = partial(rows, store, wanted, limit=51)
        found[f"papers, counts: {said}"] = partial(counts, store, wanted, limit=MAX_COUNTED)
    return found | {
        "figures, weeks": partial(figures, store, today() - timedelta(days=DAYS), today()),
        "figures, days": partial(figures, store, today() - timedelta(days=DAYS), today(), "day"),
    }


def ask_papers(store: Store, times: int = 9) -> None:
    """The median time of each search."""
    for name, act in searches(store).items():
        tried = []
        for _ in range(times):
            begun = time.perf_counter()
            act()
            tried.append(time.perf_counter() - begun)
        print(f"{name:36} {1000 * median(tried):8.1f} ms", flush=True)
