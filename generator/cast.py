"""Invented people and units. Nobody here exists: the unit names say 样例 or 测试."""

from dataclasses import dataclass
from datetime import date

from generator.ink import BLACK, BLUE, Handwriting
from generator.numbers import credit_code, identity_number

PLAIN = Handwriting()
STEADY = Handwriting("kai", 0.16, BLACK)


@dataclass(frozen=True)
class InventedPerson:
    """A person as on an identity card; `region` is the first six digits of the number."""

    name: str
    sex: str
    birth: date
    region: str
    serial: int
    address: str
    issuer: str
    phone: str
    card_from: date
    card_to: date | None
    ethnicity: str = "汉"
    hand: Handwriting = PLAIN
    wrong_number: str | None = None

    @property
    def number(self) -> str:
        """The identity number; correct unless deliberately made wrong."""
        return self.wrong_number or identity_number(self.region, self.birth, self.serial)


@dataclass(frozen=True)
class InventedUnit:
    """An invented unit with its licence."""

    name: str
    code: str
    legal_rep: str
    address: str
    capital: int
    established: date
    hand: Handwriting = STEADY
    security: str = "1101010000001"


def person(
    name: str,
    sex: str,
    birth: date,
    region: str,
    place: str,
    address: str,
    serial: int = 0,
    phone: str = "13900000001",
    card_from: date = date(2016, 8, 22),
    card_to: date | None = date(2036, 8, 22),
    hand: Handwriting = PLAIN,
) -> InventedPerson:
    """A person with a serial of the right parity and a card of twenty years."""
    serial = serial or (3 if sex == "男" else 4)
    return InventedPerson(
        name, sex, birth, region, serial, address, place, phone, card_from, card_to, hand=hand
    )


LIN = person(
    "林样舟",
    "男",
    date(1991, 3, 14),
    "370102",
    "济南市公安局历下分局",
    "山东省济南市历下区样例路18号3号楼2单元501号",
    phone="13900010231",
    hand=Handwriting("wenkai", 0.1, BLACK),
)
SU = person(
    "苏例言",
    "女",
    date(1989, 11, 5),
    "420106",
    "武汉市公安局武昌分局",
    "湖北省武汉市武昌区测试街66号1栋1202室",
    phone="13700020452",
    hand=Handwriting("pen", 0.15),
)
HE = person(
    "贺试清",
    "男",
    date(1986, 7, 28),
    "510104",
    "成都市公安局锦江分局",
    "四川省成都市锦江区样本巷9号6栋4单元8号",
    phone="13600030673",
    hand=Handwriting("kai", 0.08, BLUE),
)
QIN = person(
    "秦样禾",
    "女",
    date(1993, 1, 19),
    "330106",
    "杭州市公安局西湖分局",
    "浙江省杭州市西湖区试验路207号2幢",
    phone="13500040894",
    hand=Handwriting("pen", -0.05, BLACK, 0.07),
)
WEI = person(
    "魏例川",
    "男",
    date(1984, 5, 2),
    "610103",
    "西安市公安局碑林分局",
    "陕西省西安市碑林区样例南路31号院5号楼",
    phone="13400051015",
    hand=Handwriting("wenkai", 0.2, BLUE),
)
TAO = person(
    "陶试然",
    "女",
    date(1994, 9, 9),
    "410105",
    "郑州市公安局金水路分局",
    "河南省郑州市金水区测试东路120号附6号",
    phone="13300061236",
    hand=Handwriting("kai", 0.14),
)
FANG = person(
    "方样宁",
    "女",
    date(1962, 12, 25),
    "110101",
    "北京市公安局东城分局",
    "北京市东城区样例胡同12号",
    phone="13200071457",
    card_to=None,
    hand=Handwriting("kai", 0.02, BLACK, 0.08),
)
YUE = person(
    "岳试恒",
    "男",
    date(1970, 4, 16),
    "110105",
    "北京市公安局朝阳分局",
    "北京市朝阳区测试里4号楼1单元302号",
    phone="13100081678",
    card_to=None,
    hand=Handwriting("wenkai", 0.0, BLUE),
)

YUNTU = InventedUnit(
    "北京样例云图科技有限公司",
    credit_code("91", "110101", 101),
    "高样远",
    "北京市东城区样例大街27号5层508室",
    5_000_000,
    date(2014, 6, 18),
)
HESHI = InventedUnit(
    "北京测试禾实生物技术有限责任公司",
    credit_code("91", "110101", 202),
    "卢试明",
    "北京市东城区测试北巷8号院2号楼11层",
    20_000_000,
    date(2011, 3, 9),
    security="1101010000002",
)
MINGLI = InventedUnit(
    "北京样例明立信息咨询股份有限公司",
    credit_code("91", "110101", 303),
    "崔例文",
    "北京市东城区试验路甲16号3层",
    12_000_000,
    date(2016, 10, 27),
    security="1101010000003",
)
YAOLIU = InventedUnit(
    "北京样例遥流数据服务有限公司",
    credit_code("91", "110108", 404),
    "汪样深",
    "北京市海淀区样例园路2号B座901",
    3_000_000,
    date(2013, 1, 15),
    security="1101080000004",
)
CENTRE = InventedUnit(
    "北京市样例标准测试研究中心",
    credit_code("12", "110000", 505),
    "孟例安",
    "北京市东城区样例东街40号",
    8_600_000,
    date(2003, 5, 12),
    security="1101010000005",
)

PEOPLE = {one.name: one for one in (LIN, SU, HE, QIN, WEI, TAO, FANG, YUE)}
COMPANIES = {one.name: one for one in (YUNTU, HESHI, MINGLI, YAOLIU, CENTRE)}
