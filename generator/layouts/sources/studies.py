"""Courses of study and the papers about them."""

import random
from datetime import timedelta

from generator.documents.page import Printed
from generator.documents.study import Study
from generator.layouts.invent import (
    FIELDS,
    day,
    digits,
    name,
    signs,
)
from generator.layouts.values import Month, Raw


def study(key: str, of: Study, rng: random.Random) -> dict[str, Raw]:
    years = of.years
    words = {"2": "两", "3": "三", "4": "四", "5": "五"}
    verified = day(rng, 2023, 2025)
    return {
        f"{key}.school": of.school,
        f"{key}.major": of.major,
        f"{key}.level": of.level,
        f"{key}.degree": of.degree,
        f"{key}.years": Printed(f"{years}年", years),
        f"{key}.years_bare": years,
        f"{key}.years_words": Printed(words[years] + "年制", words[years] + "年制"),
        f"{key}.start": of.start,
        f"{key}.end": of.end,
        f"{key}.start_month": Month(of.start),
        f"{key}.end_month": Month(of.end),
        f"{key}.end_year": str(of.end.year),
        f"{key}.diploma": of.diploma,
        f"{key}.degree_number": of.degree_number,
        f"{key}.president": of.president,
        f"{key}.chairman": of.president if rng.random() < 0.6 else name(rng),
        f"{key}.category": rng.choice(
            ("普通高等教育", "成人高等教育", "高等教育自学考试", "网络教育")
        ),
        f"{key}.form": rng.choice(("普通全日制", "全日制", "业余", "函授", "脱产")),
        f"{key}.done": rng.choice(("毕业", "毕业", "结业")),
        f"{key}.verified": verified,
        f"{key}.valid": verified + timedelta(days=rng.choice((30, 90, 180))),
        f"{key}.code": signs(rng, rng.choice((12, 16, 16))),
        f"{key}.report": digits(rng, rng.choice((10, 12, 13))),
        f"{key}.application": digits(rng, 10),
        f"{key}.discipline": rng.choice(FIELDS),
        f"{key}.degree_level": of.degree[-2:],
    }
