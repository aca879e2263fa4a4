"""The facts of one invented case."""

from dataclasses import dataclass
from datetime import date

from generator import cast
from generator.documents.study import Study

STUDY = Study(
    "样例理工大学",
    "计算机科学与技术",
    "本科",
    "工学学士",
    "4",
    date(2009, 9, 1),
    date(2013, 7, 1),
    "199991201305000123",
    "1999942013000123",
)
MASTER = Study(
    "测试师范大学",
    "应用统计",
    "硕士研究生",
    "经济学硕士",
    "3",
    date(2011, 9, 1),
    date(2014, 6, 30),
    "199981201402000456",
    "1999832014000456",
    "白例华",
)
HOME = "北京市东城区样例胡同12号院3号楼2单元601室"


@dataclass(frozen=True)
class Facts:
    """People, units, studies, a home and an income."""

    who: cast.InventedPerson = cast.LIN
    agent: cast.InventedPerson = cast.SU
    owner: cast.InventedPerson = cast.FANG
    unit: cast.InventedUnit = cast.YUNTU
    former: cast.InventedUnit = cast.MINGLI
    study: Study = STUDY
    home: str = HOME
    rent: int = 7200
    income: str = "21500.00"

    @property
    def child(self) -> cast.InventedPerson:
        """A child of `who`, born in Beijing."""
        return cast.person(
            self.who.name[0] + "小例",
            "女",
            date(2017, 5, 16),
            "110101",
            "北京市公安局东城分局",
            self.home,
            serial=self.who.serial // 2 * 2 + 2,
        )
