"""People, and relations between two of them."""

import random
from datetime import date, timedelta

from generator import cast
from generator.documents.page import Printed
from generator.layouts.invent import (
    PLACES,
    Life,
    day,
    digits,
    signs,
)
from generator.layouts.values import Month, Raw


def person(key: str, who: cast.InventedPerson, rng: random.Random) -> dict[str, Raw]:
    until: Raw = Printed("长期", "长期") if who.card_to is None else who.card_to
    city = who.address.split("市")[0] + "市"
    return {
        f"{key}.name": who.name,
        f"{key}.sex": who.sex,
        f"{key}.sex_en": Printed({"男": "Male", "女": "Female"}[who.sex], who.sex),
        f"{key}.nation": who.ethnicity,
        f"{key}.nation_full": Printed(who.ethnicity + "族", who.ethnicity),
        f"{key}.birth": who.birth,
        f"{key}.birth_month": Month(who.birth),
        f"{key}.number": who.number,
        f"{key}.address": who.address,
        f"{key}.city": city,
        f"{key}.issuer": who.issuer,
        f"{key}.phone": who.phone,
        f"{key}.card_from": who.card_from,
        f"{key}.card_to": until,
        f"{key}.country": "中国",
        f"{key}.age": str(max(1, 2024 - who.birth.year)),
        f"{key}.id_type": "居民身份证",
        f"{key}.email": f"{signs(rng, 6).lower()}@example.cn",
    }


def pairs(life: Life, rng: random.Random) -> dict[str, Raw]:
    """Relations between two people: marriage, divorce, children."""
    wed = day(rng, 2005, 2023)
    left = wed + timedelta(days=rng.randrange(400, 2500))
    region = rng.choice(("110101", "110105", "320106", "370102"))
    man, woman = (life.who, life.spouse) if life.who.sex == "男" else (life.spouse, life.who)
    return {
        "wed.day": wed,
        "wed.number": f"J{region}-{wed.year}-{digits(rng, 6)}",
        "left.day": left,
        "left.number": f"L{region}-{left.year}-{digits(rng, 6)}",
        **person("man", man, rng),
        **person("woman", woman, rng),
        "wed.remark": rng.choice(("补发", "无", "补领婚姻登记证")),
        "marriage.office": f"北京市{rng.choice(('东城', '朝阳', '海淀'))}区民政局",
        "birth.bureau": "北京市卫生健康委员会",
        "birth.health": rng.choice(("良好", "一般")),
        "blank": "",
        "tall": f"{rng.randrange(152, 190)}厘米",
        "blood": rng.choice(("A型", "B型", "O型", "AB型", "不明")),
        "register.moved": f"{rng.randint(1995, 2018)}年{rng.randint(1, 12)}月由{rng.choice(PLACES)[1]}迁来",
        "register.moved_here": f"{rng.randint(1995, 2018)}年{rng.randint(1, 12)}月市内迁来",
        "keeper": rng.choice(("男方", "女方")),
        "custody": f"婚生{rng.choice('子女')}{life.child.name}由{rng.choice(('原告', '被告'))}抚养",
        "pupil.status": rng.choice(("在籍（注册学籍）", "在籍", "在籍（休学）")),
        "relation": rng.choice(("朋友", "同事", "亲戚", "表兄妹", "叔侄", "同学")),
        **_birth(life, rng),
        **_courts_and_registers(rng, left),
    }


def _birth(life: Life, rng: random.Random) -> dict[str, Raw]:
    born = life.child.birth
    return {
        "birth.number": f"{rng.choice('JKLMNPQRSTU')}{digits(rng, 9)}",
        "birth.hospital": f"北京样例{rng.choice(('妇产医院', '妇幼保健院', '协同医院', '第三医院'))}",
        "birth.place": rng.choice(
            ("北京市东城区", "北京市海淀区", "山东省济南市历下区", "北京市朝阳区")
        ),
        "birth.issued": born + timedelta(days=rng.randrange(2, 40)),
        "birth.weight": f"{rng.randrange(2600, 4100)}克",
        "birth.weeks": f"{rng.randrange(37, 41)}周",
        "birth.length": f"{rng.randrange(47, 53)}厘米",
    }


def _courts_and_registers(rng: random.Random, left: date) -> dict[str, Raw]:
    """The values of papers from courts, schools and household registers."""
    return {
        "court": f"北京市{rng.choice(('东城', '朝阳', '海淀'))}区人民法院",
        "court.number": f"（{left.year}）京010{rng.randint(1, 8)}民初{digits(rng, 4)}号",
        "school.name": f"北京市样例{rng.choice(('第五中学', '实验中学', '外国语学校', '职业高中'))}",
        "school.grade": rng.choice(
            ("高一年级2班", "高中二年级三班", "初三（4）班", "高三年级（1）班")
        ),
        "register.number": digits(rng, 9),
        "register.kind": rng.choice(("家庭户", "集体户", "非农业家庭户", "居民家庭户")),
        "register.relation": rng.choice(("户主", "妻", "夫", "子", "女", "非亲属", "本人")),
        "married": rng.choice(("未婚", "已婚", "有配偶", "离婚")),
        "schooling": rng.choice(("大学本科", "研究生", "大学专科", "高中")),
        "service": rng.choice(("未服兵役", "不详", "退出现役")),
        "register.day": day(rng, 2006, 2024),
    }
