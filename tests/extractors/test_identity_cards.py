"""Identity cards, residence permits, licences and powers of attorney."""

import pytest

from core.models.document import Field
from core.models.geometry import Box
from core.models.page import Page
from core.text.sheet import TextSheet
from extractors import business_license, id_card, power_of_attorney, residence_permit_card
from extractors.id_card import issuer, street
from extractors.kit.fields import TypeEntry, read_fields
from extractors.kit.places.settle import settle
from extractors.packet.documents import read_paper
from tests.extractors.files import ID_BACK, ID_FRONT
from tests.extractors.sheets import line, page, place_of, sheets, values

CARD = {
    "name": "王样例",
    "sex": "男",
    "ethnicity": "汉",
    "birth_date": "1990-03-07",
    "address": "北京市东城区样例街道样例路12号院3号楼401",
    "id_number": "110101199003070011",
    "issuer": "北京市公安局东城分局",
    "valid_from": "2019-05-20",
    "valid_to": "2039-05-20",
}
CRAMPED = """
姓 名 王样例
性 别 男 民 族 汉
出 生 1990 年 3 月 7 日
住 址 北京市东城区样例街道样例路
.165:12号院3号楼401
公民身份号码
.25:110101199003070011


.3:中华人民共和国
.3:居 民 身 份 证
签发机关 北京市公安局东城分局
有效期限 2019.05.20－2039.05.20
"""


def read(kind: TypeEntry, *pictures: str) -> dict[str, Field]:
    return kind.read(sheets(*pictures)).fields


def has(fields: dict[str, Field], **wanted: str | None) -> None:
    found = values(fields)
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("pictures", [(ID_FRONT, ID_BACK), (ID_BACK, ID_FRONT), (CRAMPED,)])
def test_an_identity_card(pictures: tuple[str, ...]) -> None:
    found = id_card.TYPE.read(sheets(*pictures))
    has(found.fields, **CARD)
    assert set(found.sides) == {"front", "back"}


def test_where_its_values_stand() -> None:
    fields = read(id_card.TYPE, ID_FRONT, ID_BACK)
    front, back = sheets(ID_FRONT, ID_BACK)
    assert fields["id_number"].box == place_of(front.page, CARD["id_number"])
    assert fields["valid_to"].box == place_of(back.page, "2039.05.20")
    assert fields["valid_to"].page == back.ref


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("2019.05.20-长期", ("2019-05-20", "长期")),
        ("2019.05.20－2039.05.20", ("2019-05-20", "2039-05-20")),
        ("2019.05.20—2039.05.20", ("2019-05-20", "2039-05-20")),
        ("2019年5月20日至2039年5月20日", ("2019-05-20", "2039-05-20")),
        ("2019.0520-2039.05.20", ("2019-05-20", "2039-05-20")),
        ("2019年05月20日2039年05月20日", ("2019-05-20", "2039-05-20")),  # the dash was lost
        ("2019年5月20日\n.4:2039年5月20日", ("2019-05-20", "2039-05-20")),
        ("2019年5月20日2039年5月\n.4:20日", ("2019-05-20", "2039-05-20")),
        ("2019.05.20", (None, None)),
        ("2019.05.20-2039.13.20", ("2019-05-20", None)),
    ],
)
def test_the_term_of_a_card(printed: str, term: tuple[str | None, str | None]) -> None:
    fields = read(id_card.TYPE, ID_BACK.replace("2019.05.20-2039.05.20", printed))
    has(fields, valid_from=term[0], valid_to=term[1])


def test_a_number_of_seventeen_characters_is_none() -> None:
    fields = read(id_card.TYPE, ID_FRONT.replace("110101199003070011", "11010119900307001"))
    has(fields, id_number=None)


PERMIT = (
    """
    .3:北京市居住证
    姓名 王样例
    性别 男 | 民族 汉
    出生日期 1990年3月7日
    公民身份号码 110101199003070011
    常住户口所在地住址 河北省石家庄市长安区样例街5号
    居住地住址 北京市东城区样例路12号院3号楼401
    """,
    """
    签发机关 北京市公安局东城分局
    有效期限 2024.05.20-2025.05.19
    证件编号 110101000123456
    """,
)
ELECTRONIC = """
.3:中华人民共和国居住证
.1:姓名 | .3:王样例 | .55:性别 | .7:男
.1:民族 | .3:汉 | .55:出生日期 | .7:1990-03-07
.1:公民身份号码 | .3:110101199003070011
.1:户籍地址 | .3:河北省石家庄市长安区样例街5号
.1:现居住地址 | .3:北京市东城区样例路12号院3号楼401
.1:签发机关 | .3:北京市公安局东城分局
.1:有效期限 | .3:2024-05-20至2025-05-19
"""


@pytest.mark.parametrize("pictures", [PERMIT, (ELECTRONIC,)])
def test_a_residence_permit(pictures: tuple[str, ...]) -> None:
    fields = read(residence_permit_card.TYPE, *pictures)
    has(
        fields,
        name="王样例",
        sex="男",
        ethnicity="汉",
        birth_date="1990-03-07",
        id_number="110101199003070011",
        hukou_address="河北省石家庄市长安区样例街5号",
        residence_address="北京市东城区样例路12号院3号楼401",
        issuer="北京市公安局东城分局",
        valid_from="2024-05-20",
        valid_to="2025-05-19",
    )


@pytest.mark.parametrize(
    ("last", "first"),
    [("2025-05-20", "2024-05-20"), ("2025-05-19", "2024-05-20"), ("2025-08-20", None)],
)
def test_a_permit_whose_year_runs_from_the_day_of_issue(last: str, first: str | None) -> None:
    shown = ELECTRONIC.replace(
        ".1:有效期限 | .3:2024-05-20至2025-05-19",
        f".1:签发日期 | .3:2024-05-20\n.1:有效期至 | .3:{last}",
    )
    fields = read_paper(residence_permit_card.TYPE, sheets(shown)).fields
    has(fields, issue_date="2024-05-20", valid_to=last)
    begins = fields.get("valid_from")
    assert (begins and begins.value) == first


LICENCE = {
    "name": "北京样例科技有限公司",
    "legal_rep": "赵样例",
    "registered_capital": "10000000",
    "establishment_date": "2015-06-01",
    "address": "北京市东城区样例路12号",
}
LANDSCAPE = """
.4:营业执照
.45:（副本）
统一社会信用代码
91110101MA00000001
名称 | .25:北京样例科技有限公司 | .6:注册资本 | .72:1000.000000万元
类型 | .25:有限责任公司(自然人独资) | .6:成立日期 | .72:2015年06月01日
法定代表人 | .25:赵样例 | .6:营业期限 | .72:2015年06月01日至长期
经营范围 | .25:技术开发；软件开发。 | .6:住所 | .72:北京市东城区样例路12号








.6:登记机关
.7:2021年07月01日
"""
PORTRAIT = """
.4:营业执照
.3:（副本）
统一社会信用代码 91110101MA00000001
名 称 北京样例科技有限公司
类 型 有限责任公司
住 所 北京市东城区样例路12号
法定代表人 赵样例
注册资本 壹仟万元整
成立日期 2015年06月01日
营业期限 2015年06月01日至 2045年05月31日
经营范围 技术开发；软件开发。




.6:登记机关
.6:2016 年 07 月 01 日
"""


@pytest.mark.parametrize(
    ("picture", "issued"), [(LANDSCAPE, "2021-07-01"), (PORTRAIT, "2016-07-01")]
)
def test_a_business_licence(picture: str, issued: str) -> None:
    fields = read(business_license.TYPE, picture)
    has(fields, **LICENCE, credit_code="91110101MA00000001", issue_date=issued)
    assert fields["copy_mark"].value is not None
    (sheet,) = sheets(picture)
    assert fields["legal_rep"].box == place_of(sheet.page, "赵样例")


def test_labels_below_each_other_are_no_part_of_the_office() -> None:
    (sheet,) = sheets("签发机关有效期限北京市公安局东城分局")
    value = issuer(sheet.piece(0))
    assert value is not None and value.value == "北京市公安局东城分局"


def test_the_day_of_a_print_out_is_not_its_day_of_issue() -> None:
    printed = PORTRAIT + ".1:本电子营业执照由系统生成，打印时间2024-06-11\n"
    assert read(business_license.TYPE, printed)["issue_date"].value == "2016-07-01"


def test_a_licences_term_is_not_its_day_of_issue() -> None:
    fields = read(business_license.TYPE, PORTRAIT.replace("2016 年 07 月 01 日", ""))
    assert "issue_date" not in fields or fields["issue_date"].value is None


def test_stacked_labels_read_as_one_upright_line_are_taken_apart() -> None:
    spread = "北京样例服装工作室 | 个人独资企业 | 北京市东城区样例路12号"
    rows = [
        f".17:{tail} | .25:{value}"
        for tail, value in zip("称型所", spread.split(" | "), strict=True)
    ]
    (sheet,) = sheets("\n".join([".4:营业执照", *rows, "投资人 | .25:赵样例"]))
    top, bottom = place_of(sheet.page, "称"), place_of(sheet.page, "所")
    column = line("名类住", 0.10, top.y0)
    high = Box(0.10, top.y0, 0.125, bottom.y1)
    corners = (high.x0, high.y0, high.x1, high.y0, high.x1, high.y1, high.x0, high.y1)
    upright = column.model_copy(update={"box": high, "quad": corners})
    whole = sheet.page.model_copy(update={"lines": (*sheet.page.lines, upright)})
    fields = business_license.TYPE.read([TextSheet.of(whole)]).fields
    has(
        fields,
        name="北京样例服装工作室",
        company_type="个人独资企业",
        address="北京市东城区样例路12号",
        legal_rep="赵样例",
    )
    assert fields["name"].confidence > 0.95


def test_a_licence_whose_label_is_split_before_its_value() -> None:
    fields = read(
        business_license.TYPE,
        """
        .4:营业执照
        .1:名 | .17:称 北京样例科技有限公司
        .1:类 | .17:型 有限责任公司
        .1:经营者 | .25:赵样例
        .1:住 | .17:所 北京市东城区样例路12号样例大厦三层
        .205:（样例路向南200米）
        .1:经营范围 | .25:技术开发
        """,
    )
    has(
        fields,
        name="北京样例科技有限公司",
        company_type="有限责任公司",
        legal_rep="赵样例",
        address="北京市东城区样例路12号样例大厦三层（样例路向南200米）",
    )


def test_values_set_half_a_line_below_their_labels() -> None:
    fields = read(
        business_license.TYPE,
        """
        .3:企业法人营业执照
        .1:住所
        ^ .3:北京市东城区样例路12号
        .1:法定代表人姓名 | .55:注册资本
        ^ .3:赵样例 | .7:伍拾万元
        .1:公司类型 | .55:实收资本
        ^ .3:有限责任公司 | .7:伍拾万元
        """,
    )
    has(
        fields,
        address="北京市东城区样例路12号",
        legal_rep="赵样例",
        company_type="有限责任公司",
    )


def test_what_runs_on_into_another_field_is_cut_off() -> None:
    """Labels that are spread, each read as one line with its value."""
    kind = business_license.TYPE
    found = sheets(
        """
        .4:营业执照
        .17:注册号440307811091862
        .1:名经 | .24:称深圳市样例化工经营部
        .12:营 场所深圳市龙岗区平湖街道样例路12号
        .1:经 营 者赵样例
        .1:成 立 日 期二○一三年十月廿二日
        """
    )
    has(
        settle(kind, found, kind.read(found)).fields,
        address="深圳市龙岗区平湖街道样例路12号",
        legal_rep="赵样例",
    )


def test_a_number_before_a_units_name_is_not_part_of_it() -> None:
    fields = read(
        business_license.TYPE,
        """
        .4:营业执照
        .1:名称 | .3:91110101MA00000001北京样例科技有限公司
        """,
    )
    has(fields, name="北京样例科技有限公司")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("负责人", "legal_rep"), ("经营者", "legal_rep"), ("投资人", "legal_rep"),
        ("执行事务合伙人", "legal_rep"), ("执事务合伙人", "legal_rep"),
        ("法定代表人姓名", "legal_rep"), ("营业场所", "address"), ("主要经营场所", "address"),
        ("经营场所", "address"), ("注册日期", "establishment_date"),
    ],
)  # fmt: skip
def test_labels_of_other_kinds_of_licence(label: str, name: str) -> None:
    value = {"legal_rep": "赵样例", "address": "北京市东城区样例路12号"}.get(name, "2015年06月01日")
    fields = read(business_license.TYPE, f".4:营业执照\n.1:{label} | .3:{value}")
    want = "2015-06-01" if name == "establishment_date" else value
    assert fields[name].value == want


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("类型", "特殊普通企", "company_type"),
        ("名称", "北京样例科技有很公司", "name"),
    ],
)
def test_what_no_licence_prints_is_not_surely_read(label: str, value: str, name: str) -> None:
    fields = read(business_license.TYPE, f".4:营业执照\n.1:{label} | .3:{value}")
    assert fields[name].value == value and fields[name].confidence < 0.9


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("?.3:特殊普通伙企业", "特殊普通合伙企业"),
        ("?.3:有限责任公司(自然人投资或腔股)", "有限责任公司(自然人投资或控股)"),
        ("?.3:有限责任公司(样例独资)", "有限责任公司(样例独资)"),  # similar to none of them
        (".3:特殊普通伙企业", "特殊普通合伙企业"),  # not a known kind, however surely read
    ],
)
def test_a_kind_of_company_with_one_doubtful_character(printed: str, value: str) -> None:
    fields = read(business_license.TYPE, f".4:营业执照\n\n.1:类型 | {printed}")
    assert fields["company_type"].value == value
    assert fields["company_type"].confidence < 0.9


def test_a_kind_that_was_read_surely_is_what_is_printed() -> None:
    odd = "有限责任公司(自然人投资及控股)"
    fields = read(business_license.TYPE, f".4:营业执照\n\n.1:类型 | .3:{odd}")
    assert fields["company_type"].value == odd


ATTORNEY = {
    "legal_rep": "赵样例",
    "company": "北京样例科技有限公司",
    "agent_name": "孙代理",
    "agent_sex": "女",
    "agent_id": "11010119900307002X",
    "agent_department": "人力资源部",
    "agent_title": "经理",
    "agent_phone": "13700000000",
    "sign_date": "2025-03-01",
    "legal_rep_signature": "赵样例",
    "agent_signature": "孙代理",
}
OFFICIAL = """
.4:授权委托书
本授权委托书申明：赵样例系北京样例科技有限公司的法定代表人，现授权委托我公司孙代理为我公司代理人，
办理工作居住证有关事宜。代理人无权转让委托权。特此委托。
代理人：孙代理 | 性别：女 | 身份证号码：11010119900307002X
工作部门：人力资源部 | 职务：经理 | 联系电话：13700000000
法定代表人（签字）：赵样例
代理人（签字）：孙代理
.6:2025年3月1日
"""
SPACED = """
.4:授 权 委 托 书
本授权委托书申明： 赵样例 系
北京样例科技有限公司 的法定代表人，现授权委托我单位 孙代理 为我单位
代理人，办理工作居住证有关事宜。代理人无权转让委托权。特此委托。
.1:代 理 人： | .3:孙代理 | .5:性 别： | .6:女
.1:身份证号码： | .3:11010119900307002X
.1:工作部门： | .3:人力资源部
.1:职 务： | .3:经理 | .5:联系电话： | .65:13700000000
.1:法定代表人（签字）： | .4:赵样例
.1:代理人（签字）： | .4:孙代理
.5:二〇二五年三月一日
"""


@pytest.mark.parametrize("picture", [OFFICIAL, SPACED])
def test_a_power_of_attorney(picture: str) -> None:
    fields = read(power_of_attorney.TYPE, picture)
    has(fields, **ATTORNEY)
    (sheet,) = sheets(picture)
    assert fields["agent_id"].box == place_of(sheet.page, "11010119900307002X")


def test_a_power_of_attorney_that_names_no_agent() -> None:
    blank = OFFICIAL.replace("孙代理", "").replace("11010119900307002X", "")
    has(read(power_of_attorney.TYPE, blank), agent_name=None, agent_id=None)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("1991年3月14日山东省济南市历下区样例路18号", "山东省济南市历下区样例路18号"),
        ("号3号楼2单元501号北京市东城区样例胡同12号", "北京市东城区样例胡同12号"),
        ("朝阳区样例路北京花园3号楼", "朝阳区样例路北京花园3号楼"),  # no province at the start
        ("样例胡同北京里5号", "样例胡同北京里5号"),
    ],
)
def test_an_address_begins_with_its_province(printed: str, wanted: str) -> None:
    value = street(TextSheet.of(page(printed)).piece(0))
    assert value is not None and value.value == wanted


def test_a_value_above_a_wrapped_address_is_not_part_of_it() -> None:
    """The label of the line above extends slightly over the value's edge."""
    lines = (
        line("出生", 0.321, 0.229), line("1991年3月14日", 0.355, 0.226),
        line("住址", 0.319, 0.251), line("山东省济南市历下区样例路", 0.361, 0.250),
        line("18号3号楼2单元501", 0.362, 0.275), line("公民身份号码", 0.319, 0.330),
    )  # fmt: skip
    sheet = TextSheet.of(Page(file="a", number=1, width=1000, height=1400, lines=lines))
    found = read_fields([sheet], id_card.TYPE.fields, id_card.TYPE.stops)
    assert found["address"].value == "山东省济南市历下区样例路18号3号楼2单元501"
