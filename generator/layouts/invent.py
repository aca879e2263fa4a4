"""Random invented people, units, homes and studies."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator import cast
from generator.documents.study import Study
from generator.ink import Handwriting
from generator.numbers import credit_code

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程"
    "吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万"
    "钱严覃武戚莫孔向汤佘翟"
)
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "夏侯", "慕容", "东方", "令狐")
GIVEN = (
    "伟芳秀敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂辉玲鑫鹏浩宇晨欣怡梓涵子轩若曦文博思远嘉懿建国志华"
    "晓东海燕春梅雪莲凤英红玉兰冬松柏竹青云龙飞天成立新民安然可心一诺乐之书瑶昊泽睿哲楠桐琪琳颖倩"
)
LONG = ("阿依古丽·买买提", "古丽娜尔·阿布都热合曼", "迪丽努尔·艾尔肯", "巴特尔·其木格", "卓玛·央金")
ETHNIC = ("回", "满", "蒙古", "壮", "维吾尔", "土家", "朝鲜", "苗", "彝", "藏")
PLACES = (
    ("110101", "北京市", "东城区", "北京市公安局东城分局"),
    ("110105", "北京市", "朝阳区", "北京市公安局朝阳分局"),
    ("110108", "北京市", "海淀区", "北京市公安局海淀分局"),
    ("120103", "天津市", "河西区", "天津市公安局河西分局"),
    ("130102", "河北省石家庄市", "长安区", "石家庄市公安局长安分局"),
    ("210102", "辽宁省沈阳市", "和平区", "沈阳市公安局和平分局"),
    ("220104", "吉林省长春市", "朝阳区", "长春市公安局朝阳区分局"),
    ("320106", "江苏省南京市", "鼓楼区", "南京市公安局鼓楼分局"),
    ("330106", "浙江省杭州市", "西湖区", "杭州市公安局西湖分局"),
    ("370102", "山东省济南市", "历下区", "济南市公安局历下分局"),
    ("411423", "河南省商丘市", "宁陵县", "宁陵县公安局"),
    ("420106", "湖北省武汉市", "武昌区", "武汉市公安局武昌分局"),
    ("431225", "湖南省怀化市", "会同县", "会同县公安局"),
    ("440305", "广东省深圳市", "南山区", "深圳市公安局南山分局"),
    ("510104", "四川省成都市", "锦江区", "成都市公安局锦江分局"),
    ("522323", "贵州省黔西南州", "普安县", "普安县公安局"),
    ("610103", "陕西省西安市", "碑林区", "西安市公安局碑林分局"),
    ("650102", "新疆乌鲁木齐市", "天山区", "乌鲁木齐市公安局天山区分局"),
)
STREETS = (
    "样例路",
    "测试大街",
    "试验胡同",
    "样本巷",
    "例园东里",
    "样例南街",
    "试例家园",
    "样华小区",
)
WORDS = "云海星辰禾木山川蓝图恒远智汇天启博锐中科同创宏达瑞丰泰和信诚力行方圆致广承泽"
TRADES = (
    "科技有限公司", "信息技术有限公司", "生物医药股份有限公司", "文化传媒有限责任公司",
    "网络技术（北京）有限公司", "管理咨询有限公司", "能源集团有限公司", "建筑设计院有限公司",
    "律师事务所", "会计师事务所（特殊普通合伙）", "投资管理中心（有限合伙）", "数据服务有限公司北京分公司",
)  # fmt: skip
SCHOOLS = (
    "样例理工大学", "测试师范大学", "试验财经大学", "样例大学", "北方样例科技大学", "测试医科大学",
    "样例交通职业技术学院", "试例外国语学院", "样例大学江南分校", "测试农业大学",
)  # fmt: skip
MAJORS = (
    "机械工程", "国际经济与贸易", "软件工程", "汉语言文学", "临床医学", "会计学", "计算机科学与技术",
    "电气工程及其自动化", "法学", "材料科学与工程", "信息管理与信息系统", "应用化学", "英语", "土木工程",
)  # fmt: skip
FIELDS = ("工学", "经济学", "文学", "理学", "管理学", "法学", "医学", "农学", "教育学")
JOBS = (
    "算法工程师", "产品经理", "人事专员", "财务主管", "高级研发工程师", "市场总监", "法务经理", "编辑",
    "数据分析师", "副总经理", "项目经理", "测试工程师", "UI设计师", "行政助理", "研究员",
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """The facts of one invented case."""

    who: cast.InventedPerson
    spouse: cast.InventedPerson
    child: cast.InventedPerson
    owner: cast.InventedPerson
    agent: cast.InventedPerson
    unit: cast.InventedUnit
    former: cast.InventedUnit
    bank: cast.InventedUnit
    study: Study
    master: Study
    home: str
    job: str
    today: date


def day(rng: random.Random, first: int, last: int) -> date:
    """A random day between two years, both included."""
    start = date(first, 1, 1)
    return start + timedelta(days=rng.randrange((date(last, 12, 31) - start).days))


def digits(rng: random.Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def signs(rng: random.Random, count: int) -> str:
    """A random code of capital letters and digits."""
    return "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(count))


def name(rng: random.Random, surname: str = "") -> str:
    """A random name of two to four characters, sometimes with a dot or a double surname."""
    if not surname and rng.random() < 0.03:
        return rng.choice(LONG)
    surname = surname or (rng.choice(DOUBLE) if rng.random() < 0.04 else rng.choice(SURNAMES))
    return surname + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))


def address(rng: random.Random, place: tuple[str, str, str, str] | None = None) -> str:
    """A random address in one of the usual formats."""
    _, city, county, _ = place or rng.choice(PLACES)
    street, number = rng.choice(STREETS), rng.randint(1, 299)
    house = rng.choice(
        (
            f"{number}号{rng.randint(1, 30)}号楼{rng.randint(1, 9)}单元{rng.randint(101, 2405)}室",
            f"{number}号院{rng.randint(1, 30)}号楼{rng.randint(101, 2405)}",
            f"甲{number}号{rng.randint(1, 30)}层{rng.randint(1, 30):02d}{rng.randint(1, 30):02d}",
            f"{rng.randint(1, 60)}栋{rng.randint(1, 6)}门{rng.randint(101, 905)}号",
            f"{number}号",
            f"{rng.randint(1, 9)}区{rng.randint(1, 30)}号楼{rng.randint(1, 30)}层{rng.randint(1, 9)}单元{rng.randint(101, 2405)}",
        )
    )
    return city + county + street + house


def person(
    rng: random.Random, first: int = 1970, last: int = 1999, sex: str = ""
) -> cast.InventedPerson:
    """A random person with a valid identity number."""
    place = rng.choice(PLACES)
    sex = sex or rng.choice("男女")
    start = day(rng, 2008, 2023).replace(day=rng.randint(1, 28))
    for_ever = last < 1975 and rng.random() < 0.7
    made = cast.person(
        name(rng),
        sex,
        day(rng, first, last),
        place[0],
        place[3],
        address(rng, place),
        serial=rng.randrange(5, 495) * 2 + (sex == "男"),
        phone=f"1{rng.choice('3456789')}{digits(rng, 9)}",
        card_from=start,
        card_to=None if for_ever else start.replace(year=start.year + rng.choice((10, 20))),
        hand=Handwriting(
            rng.choice(("pen", "wenkai", "kai")),
            rng.uniform(-0.05, 0.22),
            rng.choice(((32, 52, 140), (30, 30, 36))),
        ),
    )
    return replace(made, ethnicity=rng.choice(ETHNIC) if rng.random() < 0.15 else "汉")


def company(rng: random.Random) -> cast.InventedUnit:
    """A random unit whose name marks it as a sample."""
    core = "".join(rng.sample(WORDS, rng.choice((2, 2, 3))))
    shape = rng.choice(("北京样例{}", "北京市样例{}", "样例{}", "{}样例", "测试{}（北京）"))
    place = rng.choice(PLACES[:3])
    return replace(
        cast.YUNTU,
        name=shape.format(core) + rng.choice(TRADES),
        code=credit_code("91", place[0], rng.randrange(10**6)),
        legal_rep=name(rng),
        address=address(rng, place),
        capital=rng.choice((50, 100, 200, 500, 1000, 1200, 3000, 5000, 10000, 25000)) * 10**4,
        established=day(rng, 1996, 2019),
        security=f"110101{digits(rng, 7)}",
    )


def study(rng: random.Random, level: str, start: int) -> Study:
    years = rng.choice((4, 4, 5)) if level == "本科" else rng.choice((2, 3))
    begin = date(start, rng.choice((8, 9, 9, 9)), 1)
    end = date(start + years, rng.choice((1, 6, 7, 7)), rng.choice((1, 10, 20, 28, 30)))
    grade = {"本科": "学士", "硕士研究生": "硕士", "博士研究生": "博士"}[level]
    return Study(
        rng.choice(SCHOOLS),
        rng.choice(MAJORS),
        level,
        rng.choice(FIELDS) + grade,
        str(years),
        begin,
        end,
        f"1{digits(rng, 4)}1{end.year}0{digits(rng, 7)}",
        f"1{digits(rng, 4)}{4 if grade == '学士' else 3}{end.year}{digits(rng, 6)}",
        name(rng),
    )


def life(rng: random.Random) -> Life:
    """One invented case."""
    who = person(rng, 1975, 1998)
    spouse = person(rng, 1975, 1998, "女" if who.sex == "男" else "男")
    child = replace(
        person(rng, 2005, 2023), name=name(rng, who.name[0]), address=who.address, phone=""
    )
    level = rng.choice(("本科", "本科", "本科", "硕士研究生", "博士研究生"))
    return Life(
        who=who,
        spouse=spouse,
        child=child,
        owner=person(rng, 1945, 1985),
        agent=person(rng, 1980, 2000),
        unit=company(rng),
        former=company(rng),
        bank=replace(
            company(rng), name=f"样例银行股份有限公司北京{rng.choice(WORDS)}{rng.choice(WORDS)}支行"
        ),
        study=study(rng, level, who.birth.year + (18 if level == "本科" else 22)),
        master=study(rng, rng.choice(("硕士研究生", "博士研究生")), who.birth.year + 22),
        home=address(rng, rng.choice(PLACES[:3])),
        job=rng.choice(JOBS),
        today=day(rng, 2023, 2026),
    )
