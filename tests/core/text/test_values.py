"""Kinds of values: every way they are written, and what only looks like one."""

import pytest

from core.models.document import Kind
from core.text.strings import value_of
from core.text.values import (
    READERS,
    read_address,
    read_amount,
    read_company,
    read_date,
    read_phone,
)
from core.text.values.amounts import read_capital
from core.text.values.numbers import find_numbers, read_certificate, read_torn_code, read_torn_id
from core.text.values.people import find_partners, read_person
from core.text.values.spans import find_spans
from core.text.values.units import find_companies
from tests.extractors.sheets import sheets

DATES = {
    "2025年3月1日": "2025-03-01",
    "2025 年 03 月 01 日": "2025-03-01",
    "2025-3-1": "2025-03-01",
    "2025.03.01": "2025-03-01",
    "2025,.03.,01": "2025-03-01",
    "2025/3/1": "2025-03-01",
    "20250301": "2025-03-01",
    "２０２５年３月１日": "2025-03-01",
    "２０２５．０３．０１": "2025-03-01",
    "二〇二五年三月一日": "2025-03-01",
    "二○二五年十二月三十一日": "2025-12-31",
    "二零二五年十月二十日": "2025-10-20",
    "2025年三月1日": "2025-03-01",
    "2O25年3月1日": "2025-03-01",
    "二O二五年三月一日": "2025-03-01",
    "25年3月1日": "2025-03-01",
    "98年3月1日": "1998-03-01",
    "2025年3月1号": "2025-03-01",
    "2025年3月1": "2025-03-01",
    "签订日期：2025年3月1日（盖章）": "2025-03-01",
    "自2025年3月1日至2026年2月28日": "2025-03-01",
    "2024年2月29日": "2024-02-29",
    "二〇一三年七月廿三日": "2013-07-23",
    "二○—三年七月卅一日": "2013-07-31",
    "二〇二四年三月初五": None,
    "民国98年3月1日": None,
    "2O24年l2月3l日": "2024-12-31",
    "2024年元月5日": "2024-01-05",
    "2024-03-05 12:30:00": "2024-03-05",
    "2024-03-0512:30": "2024-03-05",
    "3 Mar 2024": "2024-03-03",
    "03-MAR-2024": "2024-03-03",
    "Mar. 3, 2024": "2024-03-03",
    "12 3月/MAR 1990": "1990-03-12",
    "03/25/2024": "2024-03-25",
    "25.03.2024": "2024-03-25",
    "03-05-2024": None,
    "110101 19900307 0011": None,
    "京2024第20240305A号": None,
    "长期": "长期",
    "永久有效": "长期",
    "永久居留": None,
    "2029.10.16-长期": "2029-10-16",
    "2025年2月29日": None,
    "2025年13月1日": None,
    "2025年0月1日": None,
    "2025年3月": None,
    "2025年 月 日": None,
    "1899年1月1日": None,
    "2025.3.155": None,
    "20251301": None,
    "110101199003070011": None,
    "20250301123456": None,
    "2025-0301": None,
    "": None,
}
MONTHS = {
    "2025年3月": "2025-03",
    "2025-03": "2025-03",
    "2025.3": "2025-03",
    "2025/03": "2025-03",
    "202503": "2025-03",
    "20250315": "2025-03",
    "2025年03月01日": "2025-03",
    "二〇二五年三月": "2025-03",
    "2025年13月": None,
    "202513": None,
    "三月": None,
}
AMOUNTS = {
    "1,234.56": "1234.56",
    "1，234．56": "1234.56",
    "¥12,345.00元": "12345.00",
    "￥ 12 345.60": "12345.60",
    "23456.7": "23456.7",
    "0.00": "0.00",
    "-12.50": "-12.50",
    "1.5万元": "15000",
    "1234.5678万元": "12345678",
    "1000.000000万元": "10000000",
    "2亿元": "200000000",
    "壹万贰仟叁佰肆拾伍元整": "12345",
    "人民币壹佰万元整": "1000000",
    "肆仟伍佰元伍角陆分": "4500.56",
    "一百万元": "1000000",
    "大写：伍仟元整 小写：5000": "5000",
    "每3个月支付，月租金5000元": "5000",
    "第2条 月租金 5000": "5000",
    "共80平方米，5000元": "5000",
    "涨幅3%": None,
    "10,000 万元": "100000000",
    "1000万人民币": "10000000",
    "伍佰万人民币": "5000000",
    "壹佰万": "1000000",
    "叁仟零伍圆贰角叁分": "3005.23",
    "壹仟伍元": "1005",
    "伍角整": "0.5",
    "三角地5号": None,
    "壹贰叁元": None,
    "3万人": None,
    "5千米": None,
    "按一年支付": None,
    "第十条": None,
    "12,34": None,
    "12,345,6": None,
    "12.345": None,
    "1.234.56": None,
    "元": None,
}
NUMBERS = {
    "110101199003070011": "110101199003070011",
    "11010119900307001x": "11010119900307001X",
    "身份证号：１１０１０１ １９９００３０７ ００１１": "110101199003070011",
    "1101O1l99003070011": "110101199003070011",
    "110101********0011": "110101********0011",
    "110101××××××××001X": "110101XXXXXXXX001X",
    "320***********1234": "320***********1234",
    "110101900307001": "110101900307001",
    "1101011990030700": None,
    "110101|99003070011": "110101199003070011",  # a handwritten 1
    "1101011.99003070011": "110101199003070011",  # with a speck
    "1101012.99003070011": None,
    "1101011990030700112": None,
    "A110101199003070011": None,
    "E12345678": "E12345678",
    "护照号码：EA1234567": "EA1234567",
    "H1234567890": "H1234567890",
    "合同编号 E12345678": None,
}
CODES = {
    "91110101MA01ABCD2E": "91110101MA01ABCD2E",
    "9111 0101 MA01 ABCD 2E": "91110101MA01ABCD2E",
    "91110101ma01abcd2e": "91110101MA01ABCD2E",
    "9111010IMAO1ABCD2E": "91110101MA01ABCD2E",
    "代码91110101MA01ABCD2E（副本）": "91110101MA01ABCD2E",
    "91110101MA01ABCD2": None,
    "91110101MA01ABCD2EX": None,
}
PHONES = {
    "13800000000": "13800000000",
    "+86 138 0000 0000": "13800000000",
    "8613800000000": "13800000000",
    "138-0000-0000": "13800000000",
    "电话：01012345678 手机": "01012345678",
    "010-12345678": "010-12345678",
    "（010）12345678": "010-12345678",
    "0371-1234567": "0371-1234567",
    "400-123-4567": "400-1234567",
    "1369330|758": "13693301758",
    "12345678": None,
    "12800000000": None,
    "138****0000": None,
    "110101199003070011": None,
}
PEOPLE = {
    "张三": "张三",
    "☑张三": "张三",
    " 欧 阳 娜 娜 ": "欧阳娜娜",
    "阿依古丽·买买提": "阿依古丽·买买提",
    "阿依古丽・买买提": "阿依古丽·买买提",
    "阿依古丽•买买提": "阿依古丽·买买提",
    "尼格热依·阿布都热西提": "尼格热依·阿布都热西提",
    "㐂龘": "㐂龘",
    "张三（签字）": "张三",
    "张三 男": "张三",
    "张三 女 汉族": "张三",
    "：张三": "张三",
    "阿卜杜热依木江·阿卜力孜": "阿卜杜热依木江·阿卜力孜",
    "阿依古丽．买买提": "阿依古丽·买买提",
    "布日古德巴雅尔": "布日古德巴雅尔",
    "阿拉腾其其格 女": "阿拉腾其其格",
    "约翰·史密斯（John Smith）": "约翰·史密斯",
    "李四（曾用名：李五）": "李四",
    "张伟先生": "张伟",
    "张三 李四": "张三",
    "张三。李四": "张三",
    "王若曦": "王若曦",
    "李人民": "李人民",
    "林𬱖": "林𬱖",
    "王〇": "王〇",
    "SMITH JOHN": "SMITH JOHN",
    "亓新飞": "亓新飞",
    "房屋": None,
    "安全": None,
    "承担": None,
    "修复": None,
    "甲方应当": None,
    "北京市东城区": None,
    "无": None,
    "张": None,
    "张三丰年间": None,
    "John Smith": "John Smith",
    "Full Name": None,
    "13800000000": None,
}
COMPANIES = {
    "北京样例(科技)有限公司": "北京样例（科技）有限公司",
    " 北京 样例 有限公司： ": "北京样例有限公司",
    "ＡＢＣ公司": "ABC公司",
    "北京如家酒店": "北京如家酒店",
    "北京美的集团": "北京美的集团",
    "瑞恒技术服务有限公司": "瑞恒技术服务有限公司",
    "某": None,
    "本公司": None,
    "甲方应当按时支付租金": None,
    "（盖章）": None,
    "____": None,
    "无": None,
}
TEXTS = {
    " 总 经 理 ": "总经理",
    "高级工程师（ 副高 ）": "高级工程师（副高）",
    "Ａ３ ０１": "A3 01",
    "Senior Engineer": "Senior Engineer",
    "☑女": "女",
    "☑男 □女": "☑男□女",
    " : ": None,
    "____": None,
    "年 月 日": None,
    "（请填写）": None,
    "仅供办理工作居住证使用": None,
    "SCJDGL": None,
    "×××": None,
    "无": "无",
}
ADDRESSES = {
    "北京市东城区１２号 院 3 号楼": "北京市东城区12号院3号楼",
    "室": None,
    "北京市 东城 区（县）甲街 12 号": "北京市东城区甲街12号",
    "Residence 北京市东城区甲街12号": "北京市东城区甲街12号",
    "北京市__东城__区(县)__甲街__1号": "北京市东城区甲街1号",
    "详见附件": None,
}
EVERY: dict[Kind, dict[str, str | None]] = {
    "date": DATES,
    "month": MONTHS,
    "amount": AMOUNTS,
    "id_number": NUMBERS,
    "credit_code": CODES,
    "phone": PHONES,
    "person": PEOPLE,
    "company": COMPANIES,
    "text": TEXTS,
    "address": ADDRESSES,
}


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [(kind, text, wanted) for kind, rows in EVERY.items() for text, wanted in rows.items()],
)
def test_normal_form(kind: Kind, text: str, wanted: str | None) -> None:
    assert value_of(kind, text) == wanted


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(EVERY)


@pytest.mark.parametrize(
    ("text", "sure"), [("2023-12-12至2024-04-03", True), ("2023-12-12024-04-03", False)]
)
def test_a_day_that_another_ran_into_is_in_doubt(text: str, sure: bool) -> None:
    (sheet,) = sheets(text)
    date = read_date(sheet.piece(0))
    assert date is not None and (not date.doubt) is sure


@pytest.mark.parametrize(
    ("text", "day"),
    [("2030年07年04日", "2030-07-04"), ("2030年07年", None), ("2030年7年4月", None)],
)
def test_a_month_read_as_a_year(text: str, day: str | None) -> None:
    assert value_of("date", text) == day


def test_a_value_keeps_its_place() -> None:
    (sheet,) = sheets("签订日期：2025 年 3 月 1 日 生效 | 电话（010）12345678 转")
    date = read_date(sheet.piece(0))
    assert date is not None and date.piece.text == "2025年3月1日"
    found = sheet.lines[0].place(
        sheet.lines[0].text.index("2"), sheet.lines[0].text.index("生") - 1
    )
    assert date.piece.box == pytest.approx(found)
    phone = read_phone(sheet.piece(1))
    assert phone is not None and phone.piece.text == "010）12345678"


def test_an_amount_is_as_sure_as_its_own_digits() -> None:
    """A smudge elsewhere on the line does not count, one in the amount does."""
    poor, good = sheets("?5000元 | 5000元")[0], sheets("5000元")[0]
    found = [read_amount(sheet.piece(0)) for sheet in (poor, good)]
    assert [value.piece.confidence for value in found if value] == [0.4, 0.99]


@pytest.mark.parametrize("text", ["办理", "签字盖章", "身份证件", "执一份"])
def test_words_of_forms_are_no_names(text: str) -> None:
    assert value_of("person", text) is None


@pytest.mark.parametrize(
    ("text", "label", "value", "doubt"),
    [
        ("10,000", "注册资本（万元）", "100000000", ""),
        ("10,000元", "注册资本（万元）", "10000", ""),
        ("10,000", "注册资本", "10000", ""),
        ("500", "投资总额（万美元）", "500", "外币"),
        ("500万美元", "注册资本", "500万美元", "外币"),
        ("USD 5,000", "", "5,000", "外币"),
        ("¥5600.00 大写：伍仟陆佰元整", "", "5600.00", ""),
        ("560元 大写：伍仟陆佰元整", "", "560", "与大写"),
        ("100（大写：壹佰万元整）", "", "100", "缺少单位"),
    ],
)
def test_the_unit_of_an_amount(text: str, label: str, value: str, doubt: str) -> None:
    """A unit lost or gained, foreign money, words against figures: told, never taken (#11)."""
    found = read_amount(sheets(text)[0].piece(0), label)
    assert found is not None and found.value == value
    assert doubt in found.doubt and bool(doubt) == bool(found.doubt)


@pytest.mark.parametrize(
    ("text", "label", "doubtful"),
    [
        ("10000", "注册资本", True),
        ("10000", "注册资本（万元）", False),
        ("10000万元", "注册资本", False),
        ("¥10000", "注册资本", False),
        ("10000.00", "注册资本", False),
        ("1000000", "注册资本", False),
        ("伍拾万", "注册资本", False),
    ],
)
def test_a_capital_without_any_unit_is_in_doubt(text: str, label: str, doubtful: bool) -> None:
    """10,000 万元 whose unit was lost would be 10000 yuan, and a rejection (#11)."""
    found = read_capital(sheets(text)[0].piece(0), label)
    assert found is not None and bool(found.doubt) is doubtful


@pytest.mark.parametrize(
    ("text", "doubtful"), [("北京市东城区（县）", True), ("北京市东城区甲街1号", False)]
)
def test_an_address_that_stops_in_the_blank_form(text: str, doubtful: bool) -> None:
    found = read_address(sheets(text)[0].piece(0))
    assert found is not None and bool(found.doubt) is doubtful


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("自2024年3月5日起至2025年3月4日止", ("2024-03-05", "2025-03-04")),
        ("2029.10.16-长期", ("2029-10-16", "长期")),
        ("2018年7月至今", ("2018-07", "至今")),
        ("从2024年3月5日起", ("2024-03-05", None)),
        ("至2024年3月5日止", (None, "2024-03-05")),
        ("2024年3月5日 2025年3月4日", None),
    ],
)
def test_spans(text: str, wanted: tuple[str | None, str | None] | None) -> None:
    spans = find_spans(sheets(text)[0].piece(0))
    ends = [(s.first and s.first.value, s.last and s.last.value) for s in spans]
    assert ends == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("张三、李四", "张三、李四"),
        ("张三 李四 王五", "张三、李四、王五"),
        ("北京甲投资有限公司（委派代表：张三）", "张三"),
        ("欧 阳 娜 娜", "欧阳娜娜"),
        ("北京甲投资有限公司", None),
    ],
)
def test_several_partners_are_one_field(text: str, wanted: str | None) -> None:
    found = find_partners(sheets(text)[0].piece(0))
    assert (found and found.value) == wanted


def test_units_in_a_text() -> None:
    (sheet,) = sheets("乙方：北京乙会计师事务所（特殊普通合伙），甲方：Apple Trading Co., Ltd.")
    found = [value.value for value in find_companies(sheet.piece(0))]
    assert found[0] == "北京乙会计师事务所（特殊普通合伙）" and found[1].startswith("AppleTrading")


def test_a_deeds_number_begins_with_its_province() -> None:
    """房屋所有权证京房权证东字第154119号: the title stands right before it (#11)."""
    found = read_certificate(sheets("房屋所有权证京房权证东字第154119号")[0].piece(0))
    assert found is not None and found.value == "京房权证东字第154119号"


def test_numbers_in_a_text() -> None:
    (sheet,) = sheets("京（2019）东不动产权第0012345号 注册号 1101011234567 电话 13800000000")
    found = {(number.what, number.value) for number in find_numbers(sheet.piece(0))}
    assert ("certificate", "京（2019）东不动产权第0012345号") in found
    assert ("phone", "13800000000") in found


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("书面同意", True),
        ("亓新飞", False),
        ("中岛美雪", False),
        ("孟和巴图", False),
        ("张三", False),
    ],
)
def test_a_name_without_any_surname_is_in_doubt(text: str, doubtful: bool) -> None:
    """A clause's words as a party, at confidence 1.00 (#11)."""
    good = read_person(sheets(text)[0].piece(0))
    poor = read_person(sheets(f"?{text}")[0].piece(0))
    assert good is not None and bool(good.doubt) is doubtful
    assert poor is not None and not poor.doubt  # it may be a name whose surname was misread


def test_a_persons_number_is_no_units_code() -> None:
    assert value_of("credit_code", "91110101MA0123456X") == "91110101MA0123456X"
    assert value_of("credit_code", "110101199003072578") is None


@pytest.mark.parametrize("torn", ["22010419981200042", "1101011990030700112"])
def test_an_identity_number_that_lost_or_gained_a_digit(torn: str) -> None:
    (page,) = sheets(torn)
    value = read_torn_id(page.piece(0))
    assert value is not None and value.doubt
    assert value_of("id_number", torn) is None


@pytest.mark.parametrize(
    "other", ["110101199003070011", "6222021234567890123", "20250101000123456"]
)
def test_what_is_no_torn_identity_number(other: str) -> None:
    (page,) = sheets(other)
    assert read_torn_id(page.piece(0)) is None


@pytest.mark.parametrize("torn", ["9110101MA01234564", "911101011MA01234564"])
def test_a_code_that_lost_a_character_is_told_and_none(torn: str) -> None:
    (page,) = sheets(torn)
    value = read_torn_code(page.piece(0))
    assert value is not None and value.doubt
    assert value_of("credit_code", torn) is None


@pytest.mark.parametrize(
    "other", ["91110101MA01234564", "6222021234567890123", "ABCDEFGHIJKLMNOPQ"]
)
def test_what_is_no_torn_code(other: str) -> None:
    (page,) = sheets(other)
    assert read_torn_code(page.piece(0)) is None


def test_a_company_without_a_word_of_its_own_was_not_read_whole() -> None:
    """Its beginning stood in white on blue, and no line was found there."""
    for name, whole in (("技术服务有限公司", False), ("瑞恒技术服务有限公司", True)):
        value = read_company(sheets(name)[0].piece(0))
        assert value is not None and bool(value.doubt) is not whole
