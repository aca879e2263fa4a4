"""Titles, awards, patents, software, certificates of units."""

import random
from datetime import date, timedelta

from generator.layouts.invent import (
    WORDS,
    Life,
    day,
    digits,
)
from generator.layouts.values import Raw
from generator.numbers import credit_code

TITLES = (
    ("工程师", "中级"),
    ("高级工程师", "副高级"),
    ("经济师", "中级"),
    ("正高级工程师", "正高级"),
)
"""Titles with their levels."""
SKILLS = ("系统架构设计师", "注册会计师", "信息系统项目管理师", "一级建造师", "法律职业资格")


def merits(life: Life, rng: random.Random) -> dict[str, Raw]:
    year = rng.randint(2015, 2023)
    filed = day(rng, 2014, 2020)
    title, level = rng.choice(TITLES)
    skill = rng.choice(SKILLS)
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
        **_awards(rng, year),
        **_patents(life, rng, year, filed),
        "title.now": rng.choice(("助理工程师", "工程师", "无")),
        "title.verdict": rng.choice(
            ("同意", "同意评审委员会意见", f"同意评审意见，批准具备{title}资格")
        ),
        "evidence.subject": rng.choice(
            ("样例数据测量专利实施许可", "测试平台技术开发", "试验装置技术转让")
        ),
        "hightech.number": f"GR{year}11{digits(rng, 6)}",
        "quality.number": f"京样质-{digits(rng, 5)}",
        "office.issued": day(rng, 2019, 2024),
        "office.until": day(rng, 2025, 2028),
        **_offices(rng),
        "abroad.number": f"教留服认{rng.choice('英美澳日')}[{year}]{digits(rng, 5)}号",
        "abroad.country": rng.choice(("英国", "美国", "澳大利亚", "日本", "新加坡")),
        "abroad.school": rng.choice(("样本大学", "测试理工大学", "样例国王学院")),
        "abroad.degree": rng.choice(("理学硕士", "文学硕士", "工商管理硕士", "哲学博士")),
    }


def _awards(rng: random.Random, year: int) -> dict[str, Raw]:
    return {
        "award": rng.choice(("北京市科学技术进步奖", "中国样例行业科技创新奖", "首都劳动奖章")),
        "award.grade": rng.choice(("一等奖", "二等奖", "三等奖")),
        "award.project": f"面向{rng.choice(('智慧城市', '精准医疗', '绿色建筑'))}的样例数据{rng.choice(('融合平台', '分析系统'))}",
        "award.number": f"{year}-J-{rng.randint(1, 3)}-{digits(rng, 3)}-R{rng.randint(1, 9):02d}",
        "award.paper": f"京政发〔{year}〕{rng.randint(2, 60)}号",
        "award.office": rng.choice(("北京市人民政府", "中国样例科学技术协会")),
    }


def _patents(life: Life, rng: random.Random, year: int, filed: date) -> dict[str, Raw]:
    """Patents and software."""
    return {
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
        "patent.office": "国家知识产权局",
        "soft.bureau": "国家版权局",
        "soft.first": rng.choice(("未发表", f"{filed:%Y年%m月%d日}")),
        "soft.got": rng.choice(("原始取得", "继受取得")),
        "soft.scope": "全部权利",
    }


def _offices(rng: random.Random) -> dict[str, Raw]:
    """Registrations, licences and certificates issued by offices."""
    year, core = rng.randint(2018, 2024), "".join(rng.sample(WORDS, 2))
    return {
        "hightech.term": rng.choice(("三年", "叁年")),
        "hightech.office": "北京市科学技术委员会",
        "softunit.number": f"京RQ-{year}-{digits(rng, 4)}",
        "soft.office": "北京软件和信息服务业协会",
        "quality.grade": rng.choice(("甲级", "乙级", "一级", "二级")),
        "quality.office": rng.choice(("北京样例环境保护产业协会", "北京市生态环境局")),
        "entity.kind": rng.choice(("中关村高新技术企业", "新型研发机构", "创新型总部企业")),
        "entity.number": f"{year}{digits(rng, 10)}",
        "entity.office": rng.choice(("中关村科技园区管理委员会", "北京市科学技术委员会")),
        "licence.number": f"3111{digits(rng, 10)}",
        "licence.office": rng.choice(
            ("北京市司法局", "北京市财政局", "北京市人力资源和社会保障局")
        ),
        "licence.scope": rng.choice(
            ("审计业务、咨询服务", "人力资源供求信息的收集和发布", "诉讼与非诉讼法律服务")
        ),
        "institution.name": f"北京市样例{core}{rng.choice(('研究中心', '研究院', '出版社', '服务中心'))}",
        "institution.code": credit_code("12", "110000", rng.randrange(10**6)),
        "institution.purpose": rng.choice(
            ("开展标准测试研究，提供公共技术服务。", "承担科普出版任务；编辑出版相关图书。")
        ),
        "institution.funds": rng.choice(
            ("财政补助收入", "财政补助、事业收入", "非财政补助（经营收入）")
        ),
        "institution.sponsor": rng.choice(("北京市样例科学技术委员会", "北京市测试局")),
        "institution.office": "北京市事业单位登记管理局",
        "social.name": f"北京市东城区样例{core}{rng.choice(('服务中心', '促进会', '公益基金会'))}",
        "social.code": credit_code("52", "110101", rng.randrange(10**6)),
        "social.scope": rng.choice(
            ("社会公益服务、课题研究、业务培训", "行业交流、信息咨询", "资助贫困学生")
        ),
        "social.office": rng.choice(("北京市东城区民政局", "北京市民政局")),
    }
