"""Files of text pictures, for tests of the steps between pages and files."""

from core.models.page import FileReading, Page
from tests.extractors.sheets import page


def file(name: str, *pictures: str | Page) -> FileReading:
    """A file that was read, a page for each picture; "" is a blank page."""
    pages = [
        (page(picture) if isinstance(picture, str) else picture).model_copy(
            update={"file": name, "number": number, "blank": picture == ""}
        )
        for number, picture in enumerate(pictures, start=1)
    ]
    return FileReading(
        name=name, sha256=name, status="read", pages=tuple(pages), page_count=len(pages)
    )


def contract(employee: str = "王样例", number: str = "110101199003070011") -> tuple[str, str, str]:
    """Cover, first page and signature page of a labour contract."""
    cover = f"""
    .3:劳 动 合 同 书
    .2:（固定期限）
    .2:甲方：北京样例科技有限公司
    .2:乙方：{employee}
    .2:签订日期：2024年3月1日
    """
    first = f"""
    甲方（用人单位）：北京样例科技有限公司
    统一社会信用代码：91110101MA00000001
    法定代表人：赵样例
    注册地址：北京市东城区样例路12号
    乙方（劳动者）：{employee}
    居民身份证号码：{number}
    联系电话：13800000000
    一、本合同为固定期限劳动合同。自2024年3月1日起至2027年2月28日止，
    其中试用期自2024年3月1日起至2024年5月31日止。
    二、乙方担任工程师岗位（工种）工作，工作地点为北京市东城区。
    三、甲方每月以货币形式支付乙方劳动报酬，月工资为20000元。
    四、甲乙双方依照劳动合同法及规章制度执行社会保险等规定。
    """
    last = f"""
    十、本合同一式两份，甲乙双方各执一份。劳动争议依法处理。
    甲方（公章） | .55:乙方（签字）：{employee}
    法定代表人（主要负责人）或委托代理人
    （签字或盖章）
    .1:2024年3月1日 | .55:2024年3月1日
    """
    return cover, first, last


ID_FRONT = """
姓名 王样例
性别 男 | 民族 汉
出生 1990年3月7日
住址 北京市东城区样例街道样例路12号院3号楼401
公民身份号码 110101199003070011
"""
ID_BACK = """
.3:中华人民共和国
.3:居民身份证
签发机关 | 北京市公安局东城分局
有效期限 | 2019.05.20-2039.05.20
"""
OTHER_FRONT = """
姓名 李样例
性别 女 | 民族 满
出生 1988年12月20日
住址 河北省石家庄市长安区样例街5号
公民身份号码 130102198812200029
"""
OTHER_BACK = """
.3:中华人民共和国
.3:居民身份证
签发机关 | 石家庄市公安局长安分局
有效期限 | 2016.08.08-2036.08.08
"""
