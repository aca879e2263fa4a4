"""Labour contracts and leases: two or more layouts of each, and dates that are easily confused."""

import pytest

from core.models.document import Field
from core.models.geometry import Box
from extractors import labor_contract, lease_contract
from extractors.kit.fields import TypeEntry
from extractors.kit.places.settle import settle
from extractors.packet.documents import read_paper
from tests.extractors.files import contract
from tests.extractors.sheets import place_of, sheets, values

CREDIT, NUMBER = "91110101MA00000001", "110101199003070011"


def read(kind: TypeEntry, *pictures: str) -> dict[str, Field]:
    return kind.read(sheets(*pictures)).fields


def has(fields: dict[str, Field], **wanted: str | None) -> None:
    found = values(fields)
    assert {name: found.get(name) for name in wanted} == wanted


LABOUR = {
    "employer": "北京样例科技有限公司",
    "employer_credit_code": CREDIT,
    "employer_legal_rep": "赵样例",
    "employer_address": "北京市东城区样例路12号",
    "employee": "王样例",
    "employee_id": NUMBER,
    "employee_phone": "13800000000",
    "start_date": "2024-03-01",
    "end_date": "2027-02-28",
    "probation_end": "2024-05-31",
    "term_type": "固定期限",
    "position": "工程师",
    "work_place": "北京市东城区",
}
TABLE = (
    """
    .35:劳动合同
    .1:甲方（用人单位） | .3:名称 | .45:北京样例科技有限公司
    .3:统一社会信用代码 | .55:91110101MA00000001
    .3:法定代表人 | .55:赵样例
    .3:注册地 | .55:北京市东城区样例路12号
    .1:乙方（劳动者） | .3:姓名 | .45:王样例
    .3:居民身份证号码 | .55:110101199003070011
    .3:联系电话 | .55:13800000000
    .3:经常居住地 | .55:北京市东城区样例街道7号楼
    .1:第一条 合同期限 固定期限：自 2024 年 3 月 1 日起至 2027 年 2 月 28 日止，其中，
    .1:试用期从用工之日起至 2024 年 5 月 31 日止。
    .1:第二条 乙方工作岗位是 工程师 ，工作地点为 北京市东城区 。
    .1:第三条 乙方月工资为 20,000.00 元。
    """,
    """
    .1:甲方（盖章） | .55:乙方（签字）王样例
    .1:法定代表人（主要负责人）
    .1:或委托代理人（签字或盖章）
    .1:2024年3月2日 | .55:2024年3月2日
    """,
)


def test_the_citys_labour_contract() -> None:
    pictures = contract()
    fields = read(labor_contract.TYPE, *pictures)
    has(fields, **LABOUR, salary="20000", sign_date="2024-03-01", employee_signature="王样例")
    (_, first, _) = sheets(*pictures)
    for name, text in (("employee_id", NUMBER), ("end_date", "2027年2月28日")):
        assert fields[name].box == place_of(first.page, text)
        assert fields[name].page == first.ref


def test_the_labour_contract_as_a_table() -> None:
    fields = read(labor_contract.TYPE, *TABLE)
    has(fields, **LABOUR, salary="20000.00", sign_date="2024-03-02", employee_signature="王样例")
    has(fields, employee_address="北京市东城区样例街道7号楼")
    first, _ = sheets(*TABLE)
    assert fields["employer"].box == place_of(first.page, "北京样例科技有限公司")


PROBATION = "其中试用期自2024年3月1日起至2024年5月31日止"


@pytest.mark.parametrize(
    "term",
    [
        f"合同期限自2024年3月1日起至2027年2月28日止，{PROBATION}。",
        f"{PROBATION}。合同期限自2024年3月1日起至2027年2月28日止。",  # the probation comes first
        f"从二〇二四年三月一日起至二〇二七年二月二十八日止，{PROBATION}。",
        f"期限为2024年3月1日至2027年2月28日。{PROBATION}。",
        f"自 2024 年 3 月 1 日起，\n至 2027 年 2 月 28 日止。{PROBATION}。",
        "于2024年3月1日生效，其中试用期至2024年5月31日止。本合同于2027年2月28日终止。",
        "自2024.03.01至2027.02.28，试用期：2024.03.01-2024.05.31。",
    ],
)
def test_a_probation_is_not_the_term(term: str) -> None:
    picture = f"甲方：北京样例科技有限公司\n乙方：王样例\n第一条 {term}"
    fields = read(labor_contract.TYPE, picture)
    has(fields, start_date="2024-03-01", end_date="2027-02-28", probation_end="2024-05-31")


def test_a_contract_without_end_has_none() -> None:
    picture = """
    .35:劳动合同书
    甲方：北京样例科技有限公司
    乙方：王样例 身份证号：110101199003070011
    一、本合同为无固定期限劳动合同，自2024年3月1日起生效，试用期至2024年5月31日止。
    二、月工资：人民币贰万元整（¥20000.00元）
    签订日期：2024年2月28日
    """
    fields = read(labor_contract.TYPE, picture)
    has(fields, start_date="2024-03-01", end_date=None, term_type="无固定期限")
    has(fields, probation_end="2024-05-31", salary="20000.00", sign_date="2024-02-28")


def test_an_unsigned_contract_has_no_day_of_signing() -> None:
    """The last date on the page is the end of the term, not of a signature."""
    _, first, last = contract()
    unsigned = last.replace("2024年3月1日", "年  月  日")
    fields = read(labor_contract.TYPE, first, unsigned)
    assert fields.get("sign_date") is None or fields["sign_date"].value is None


def test_a_poorly_read_number_is_as_sure_as_it_reads() -> None:
    _, first, _ = contract()
    poor = first.replace("居民身份证号码：", "居民身份证号码： | ?")
    fields = read(labor_contract.TYPE, poor)
    assert fields["employee_id"].value == NUMBER
    assert fields["employee_id"].confidence == 0.4


LEASE = {
    "lessor": "张示例",
    "lessor_id": "110101196001010019",
    "lessee": "王样例",
    "lessee_id": NUMBER,
    "lessee_phone": "13800000000",
    "address": "北京市东城区样例路12号院3号楼401",
    "lease_start": "2024-09-01",
    "lease_end": "2026-08-31",
    "rent": "8000",
    "sign_date": "2024-08-25",
}
MODEL = (
    """
    .3:北京市房屋租赁合同
    .3:（自行成交版）
    出租人（甲方）：张示例
    证件类型及号码：居民身份证 110101196001010019
    联系电话：
    承租人（乙方）：王样例
    证件类型及号码：居民身份证 110101199003070011
    联系电话：13800000000
    依据《中华人民共和国民法典》及有关法律、法规的规定，甲乙双方订立本合同。
    第一条 房屋基本情况
    房屋坐落于北京市东城区样例路12号院3号楼401，建筑面积80.5平方米。
    房屋所有权人姓名：张示例
    第三条 租赁期限自2024年9月1日至2026年8月31日，共计24个月。
    第四条 月租金为人民币8000元（大写：捌仟元整），押金8000元。
    """,
    """
    .1:出租人（甲方）签章：张示例 | .55:承租人（乙方）签章：王样例
    .1:2024年8月25日 | .55:2024年8月25日
    """,
)
HOME_MADE = """
.35:租房协议
甲方（出租方）：张示例，身份证号：110101196001010019，电话：13900000000
乙方（承租方）：王样例，身份证号：110101199003070011，电话：13800000000
甲方将位于北京市东城区样例路12号院3号楼401的房屋出租给乙方居住使用。
一、租期自2024.9.1至2026.8.31。
二、租金每月8,000元整，押一付三，按季度支付，每3个月支付一次。
三、水费、物业费由乙方承担。
甲方签字：张示例 | .55:乙方签字：王样例
2024.8.25 | .55:2024.8.25
"""


def test_the_citys_model_lease() -> None:
    fields = read(lease_contract.TYPE, *MODEL)
    has(fields, **LEASE, area="80.5", owner="张示例", deposit="8000")
    has(fields, lessor_signature="张示例", lessee_signature="王样例")
    first, _ = sheets(*MODEL)
    assert fields["lease_end"].box == place_of(first.page, "2026年8月31日")
    assert fields["area"].box == place_of(first.page, "80.5")


def test_a_lease_the_parties_wrote_themselves() -> None:
    fields = read(lease_contract.TYPE, HOME_MADE)
    has(fields, **LEASE, lessor_phone="13900000000")
    (sheet,) = sheets(HOME_MADE)
    assert fields["lessee_id"].box == place_of(sheet.page, NUMBER)


@pytest.mark.parametrize("day", ["2024.8.1", "2024-8-25", "2024年8月25日", "2024 年 8 月 25 日"])
def test_two_dates_side_by_side_do_not_run_together(day: str) -> None:
    """2024.8.1 and 2024.8.1 without a gap would read 2024.8.12."""
    fields = read(lease_contract.TYPE, HOME_MADE.replace("2024.8.25", day))
    wanted = "2024-08-01" if day == "2024.8.1" else "2024-08-25"
    has(fields, sign_date=wanted)


def test_an_unsigned_lease_has_no_day_of_signing() -> None:
    fields = read(lease_contract.TYPE, HOME_MADE.replace("2024.8.25", ""))
    has(fields, lease_end="2026-08-31", sign_date=None)


def test_a_phone_left_blank_is_absent_not_unread() -> None:
    fields = read(lease_contract.TYPE, *MODEL)
    phone = fields["lessor_phone"]
    assert (phone.value, phone.presence) == (None, "absent")
    assert phone.confidence > 0.9
    first, _ = sheets(*MODEL)
    assert phone.box is not None and phone.box.overlap(_label(first.page.lines)) > 0.5
    assert fields["lessee_phone"].presence == "present"


def _label(lines: object) -> Box:
    assert isinstance(lines, tuple)
    place: Box = next(line.box for line in lines if line.text == "联系电话：")
    return place


def test_a_phone_that_is_there_and_unread_is_not_absent() -> None:
    fields = read(lease_contract.TYPE, MODEL[0].replace("联系电话：\n", "联系电话：1380o0？0\n", 1))
    phone = fields.get("lessor_phone")
    assert phone is None or phone.presence != "absent"


def test_what_one_party_left_out_is_not_taken_from_the_other() -> None:
    alone = HOME_MADE.replace("，身份证号：110101196001010019，电话：13900000000", "")
    fields = read(lease_contract.TYPE, alone)
    has(fields, lessor_id=None, lessor_phone=None, lessee_id=NUMBER, lessee_phone="13800000000")


def test_a_firm_may_let() -> None:
    firm = MODEL[0].replace("张示例", "北京示例住房租赁有限公司")
    firm = firm.replace("居民身份证 110101196001010019", "营业执照 91110101MA00000001")
    fields = read(lease_contract.TYPE, firm)
    has(fields, lessor="北京示例住房租赁有限公司", lessee="王样例", lessee_id=NUMBER)


@pytest.mark.parametrize(
    ("clause", "rent"),
    [
        ("租金标准为5,500.00元/月", "5500.00"),
        ("每月租金人民币（大写）伍仟伍佰元整（小写：5500元）", "5500"),
        ("月租金：伍仟伍佰元整", "5500"),
        ("租金支付方式：每3个月支付一次", None),
        ("租金按年支付，共2年", None),
    ],
)
def test_the_rent(clause: str, rent: str | None) -> None:
    picture = HOME_MADE.replace("租金每月8,000元整，押一付三，按季度支付，每3个月支付一次", clause)
    has(read(lease_contract.TYPE, picture), rent=rent)


def test_a_full_stop_read_from_a_line_behind_the_label_hides_no_name() -> None:
    picture = """
    .35:劳动合同书
    .1:第一条 甲方北京样例科技有限公司法定代表人（主要负责人）或委托代理人.
    .1:赵样例 注册地址北京市东城区样例路12号
    .1:第二条 乙方王样例 性别女 居民身份证号码110101199003070011
    """
    has(read(labor_contract.TYPE, picture), employer_legal_rep="赵样例")


def test_a_contract_in_two_languages_side_by_side() -> None:
    """The sentence runs on below, not into the translation beside it; a duty is no name."""
    picture = """
    .4:劳动合同
    甲方（用人单位） | .5:北京样例科技有限公司
    ^Party A (Employer)
    乙方（劳动者） | .5:王样例
    ^Party B (Employee)
    居民身份证号码 | .5:110101199003070011

    .1:本合同为固定期限劳动合同。本合同于2022年7月1 | .55:This is a fixed-term contract effective on
    .1:日生效，其中试用期至2022年9月30日止。本合同于 | .55:2022-07-01 and terminating on 2025-06-30.
    .1:2025年6月30日终止。 | .55:The probation period ends on 2022-09-30.
    .1:第二条 工作内容 | .55:Article 2 Position and Salary
    .1:乙方应服从甲方的安排，按时完成工作。 | .55:The Employee agrees to hold the post.
    """
    fields = read(labor_contract.TYPE, picture)
    has(fields, start_date="2022-07-01", end_date="2025-06-30", term_type="固定期限")
    assert fields["employee"].value == "王样例"


def test_a_label_in_one_partys_column_claims_nothing_in_the_others() -> None:
    picture = """
    .35:劳动合同书
    .1:甲方：北京样例科技有限公司
    .1:法定代表人（主要负责人）或委托代理人李正统一社会信用代码
    .1:乙方：王样例
    .1:第一条 本合同为固定期限劳动合同
    .1:甲方（公章） | .6:乙方（签字或盖章）
    .1:法定代表人（主要负责人） | .6:王样例
    .1:或委托代理人（签字或盖章）
    """
    pages = sheets(picture)
    seen = labor_contract.TYPE.read(pages)
    has(settle(labor_contract.TYPE, pages, seen).fields, employer_legal_rep="李正")


def test_a_credit_code_does_not_begin_with_the_letters_of_its_label() -> None:
    picture = """
    .35:劳动合同
    .1:甲方 Employer：北京样例科技有限公司
    .1:统一社会信用代码 USCC | .35:91110101MA00010186
    .1:乙方 Employee：王样例
    """
    has(read(labor_contract.TYPE, picture), employer_credit_code="91110101MA00010186")


@pytest.mark.parametrize(
    "clause",
    [
        ".1:第二条 岗位与职责 甲方聘用乙方在 | .5:助理研究员 | .65:岗位工作，工作地点为\n.1:北京市。乙方应履行岗位职责。",
        ".1:第二条 甲方安排乙方到助理研究员岗位工作。",
    ],
)
def test_a_post_that_stands_before_its_word(clause: str) -> None:
    picture = f"""
    .35:聘用合同书
    .1:甲方：北京样例测试研究所
    .1:乙方：王样例
    {clause}
    .1:第三条 甲方根据工作需要可以调整乙方岗位。
    """
    pages = sheets(picture)
    found = settle(labor_contract.TYPE, pages, labor_contract.TYPE.read(pages)).fields
    has(found, position="助理研究员")
    assert found["position"].placed > 0.9


def test_who_settles_disputes_is_no_party() -> None:
    picture = """
    .35:劳动合同书
    .1:乙方：王样例
    .1:发生争议的，当事人可以向甲方
    .1:劳动争议调解委员会申请调解。
    """
    has(read(labor_contract.TYPE, picture), employer=None)


@pytest.mark.parametrize("day", ["日", "旦", "且"])
def test_the_term_of_the_beijing_form_over_a_line_s_end(day: str) -> None:
    """The end of the probation is not the end of the term, whatever its last line is read as."""
    picture = f"""
        .3:劳动合同书
        甲方：北京样例科技有限公司
        乙方：王样例
        第三条 本合同为固定期限劳动合同。
        本合同于2017年7月3日生效，其中试用期至2017年10月2日止。本合同于2020年12月31
        {day}终止。
        三、工作内容和工作地点
        """
    found = read_paper(labor_contract.TYPE, sheets(picture)).fields
    names = ("start_date", "probation_end", "end_date")
    assert [found[name].value for name in names] == ["2017-07-03", "2017-10-02", "2020-12-31"]
