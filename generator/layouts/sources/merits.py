"""Titles, awards, patents, software, certificates of units."""

import random
from datetime import timedelta

from generator.layouts.invent import (
    Life,
    day,
    digits,
)
from generator.layouts.values import Raw


def merits(life: Life, rng: random.Random) -> dict[str, Raw]:
    year = rng.randint(2015, 2023)
    filed = day(rng, 2014, 2020)
    title, level = rng.choice(
        (
            ("工程师", "中级"),
            ("高级工程师", "副高级"),
            ("经济师", "中级"),
            ("正高级工程师", "正高级"),
        )
    )
    skill = rng.choice(
        ("系统架构设计师", "注册会计师", "信息系统项目管理师", "一级建造师", "法律职业资格")
    )
    return {
        "title": title,
        "title.level": level,
        "title.field": rng.choice(("计算机应用", "工业经济", "机械设计", "生物工程")),
        "title.day": day(rng, 2012, 2023),
        "title.number": f"ZG{rng.choice('ABC')}{digits(rng, 9)}",
        "title.office": "北京市人力资源和社会保障局",
        "skill": skill,
        "skill.level": rng.choice(("高级", "中级", "一级")),
        "skill.number": f"{year}{digits(rng, 16)}",
        "award": rng.choice(("北京市科学技术进步奖", "中国样例行业科技创新奖", "首都劳动奖章")),
        "award.grade": rng.choice(("一等奖", "二等奖", "三等奖")),
        "award.project": f"面向{rng.choice(('智慧城市', '精准医疗', '绿色建筑'))}的样例数据{rng.choice(('融合平台', '分析系统'))}",
        "award.number": f"{year}-J-{rng.randint(1, 3)}-{digits(rng, 3)}-R{rng.randint(1, 9):02d}",
        "award.paper": f"京政发〔{year}〕{rng.randint(2, 60)}号",
        "award.office": rng.choice(("北京市人民政府", "中国样例科学技术协会")),
        "patent": f"一种{rng.choice(('样例数据', '测试样品', '试验装置'))}的{rng.choice(('测量', '处理', '控制'))}方法及装置",
        "patent.number": f"ZL{filed.year}1{digits(rng, 7)}.{rng.choice('0123456789X')}",
        "patent.serial": f"第{digits(rng, 7)}号",
        "patent.filed": filed,
        "patent.granted": filed + timedelta(days=rng.randrange(500, 1200)),
        "patent.public": f"CN{digits(rng, 9)}B",
        "patent.people": ";".join((life.who.name, life.spouse.name, life.owner.name)),
        "soft": f"样例{rng.choice(('数据融合', '客户管理', '图像识别'))}{rng.choice(('软件', '系统', '平台'))}V{rng.randint(1, 3)}.0",
        "soft.number": f"软著登字第{digits(rng, 7)}号",
        "soft.record": f"{year}SR{digits(rng, 6)}",
        "hightech.number": f"GR{year}11{digits(rng, 6)}",
        "quality.number": f"京样质-{digits(rng, 5)}",
        "office.issued": day(rng, 2019, 2024),
        "office.until": day(rng, 2025, 2028),
        "abroad.number": f"教留服认{rng.choice('英美澳日')}[{year}]{digits(rng, 5)}号",
        "abroad.country": rng.choice(("英国", "美国", "澳大利亚", "日本", "新加坡")),
        "abroad.school": rng.choice(("样本大学", "测试理工大学", "样例国王学院")),
        "abroad.degree": rng.choice(("理学硕士", "文学硕士", "工商管理硕士", "哲学博士")),
    }
