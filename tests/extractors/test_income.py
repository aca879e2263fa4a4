"""Income documents in several layouts: screenshots, the tax record, the tax list."""

import pytest

from core.models.geometry import Box
from core.models.page import Seal
from core.text.sheet import TextSheet
from extractors import TYPES, iit_tax_list, iit_tax_record, its_withholding_screenshot
from extractors.kit.handler import find_signature
from extractors.packet.documents import read_documents
from tests.extractors.files import file
from tests.extractors.sheets import blots, place_of, sheets, values

SUMMARY = """
.05:自然人税收管理系统扣缴客户端 V3.1 | .60:北京样例测试有限公司
.05:首页 | .15:首页>>查询统计>>个人扣缴明细查询 | .55:纳税人识别号：91110101MA00010186
.05:人员信息 | .15:*税款所属期：2025-03 至 2025-05 | .48:*姓名：王样例
.05:申报 | .15:国籍/地区：中国 | .48:*证件号码：110101199003070011
.05:查询 | .15:汇总 | .25:综合所得申报表
.05:设置 | .15:序号税款所属期 | .31:所得项目 | .42:收入 | .50:免税收入减除费用 | .72:应补(泪)税额
.05:缴款 | .16:1 2025-03 | .30:正常工资薪金 | .43:21,500.00 | .52:0.005000.00 | .74:35.00
.05:退出 | .16:2 | .20:2025-04 | .30:正常工资薪金 | .43:21,500.00 | .52:0.00 | .60:5000.00 | .74:35.00
.16:3 2025-05 | .30:正常工资薪金 | .43:22,130.50 | .52:0.00 5000.00 | .74:36.50
.20:合计 | .43:65,130.50 | .52:0.00

王样例工资由北京样例测试有限公司发放。
经办人签字：李经办
"""
NO_NOTE = SUMMARY[: SUMMARY.index("王样例工资由")]
DETAIL = """
.05:自然人电子税务局（扣缴端） | .35:北京样例测试有限公司 | .60:91110101MA00010186
.05:查询统计>个人扣缴明细查询 | .5:展开查询条件
.02:姓名 | .12:税款所属期起 | .26:税款所属期止 | .40:所得项目 | .55:本期收入 | .68:本期免税收入 | .85:累计收入额
.02:王样例 | .12:2025-03-01 | .26:2025-03-31 | .40:正常工资薪金 | .55:21500.00 | .68:0.00 | .85:64500.00
.02:王样例 | .12:2025-04-01 | .26:2025-04-30 | .40:正常工资薪金 | ?.55:21600.00 | .68:0.00 | .85:86100.00
.02:王样例 | .12:2025-05-01 | .26:2025-05-31 | .40:正常工资薪金 | .55:21500.00 | .68:0.00 | .85:107900.00

.1:王样例应税收入由北京样例测试
.1:有限公司代扣代缴
.1:诸葛样例
"""


def test_summary_window_reads_header_panel_rows_and_total() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(SUMMARY))
    assert values(got.fields) == {
        "employer": "北京样例测试有限公司",
        "employer_credit_code": "91110101MA00010186",
        "window_title": "自然人税收管理系统扣缴客户端",
        "query_start": "2025-03",
        "query_end": "2025-05",
        "name": "王样例",
        "nationality": "中国",
        "id_number": "110101199003070011",
        "total_income": "65130.50",
        "annotation": "王样例工资由北京样例测试有限公司发放。",
        "handler_signature": "李经办",
    }
    assert [values(row) for row in got.rows] == [
        {
            "period": month,
            "income_item": "正常工资薪金",
            "income": income,
            "exempt_income": "0.00",
            "tax_balance": balance,
        }
        for month, income, balance in (
            ("2025-03", "21500.00", "35.00"),
            ("2025-04", "21500.00", "35.00"),
            ("2025-05", "22130.50", "36.50"),
        )
    ]


def test_values_keep_their_places() -> None:
    pages = sheets(SUMMARY)
    got = its_withholding_screenshot.TYPE.read(pages)
    page = pages[0].page
    for name, text in (
        ("employer", "北京样例测试有限公司"),
        ("query_end", "2025-05"),
        ("id_number", "110101199003070011"),
        ("total_income", "65,130.50"),
        ("handler_signature", "李经办"),
    ):
        assert got.fields[name].box == place_of(page, text), name
    assert got.rows[0]["income"].box == place_of(page, "21,500.00")
    assert got.rows[0]["tax_balance"].box == place_of(page, "35.00")


def test_sum_that_adds_up_confirms_a_poorly_read_cell() -> None:
    poor = SUMMARY.replace(".43:22,130.50", "?.43:22,130.50")
    got = its_withholding_screenshot.TYPE.read(sheets(poor))
    assert got.rows[2]["income"].value == "22130.50"
    assert got.rows[2]["income"].confidence > 0.95


def test_sum_that_does_not_add_up_puts_every_part_in_doubt() -> None:
    wrong = SUMMARY.replace(".43:22,130.50", ".43:22,180.50")
    got = its_withholding_screenshot.TYPE.read(sheets(wrong))
    assert all(row["income"].confidence <= 0.5 for row in got.rows)
    assert got.fields["total_income"].confidence <= 0.5


def test_row_without_its_month_stays_a_row() -> None:
    lost = SUMMARY.replace("| .20:2025-04 ", "")
    got = its_withholding_screenshot.TYPE.read(sheets(lost))
    assert [row["income"].value for row in got.rows] == ["21500.00", "21500.00", "22130.50"]
    assert "period" not in got.rows[1]


def test_detail_window_has_no_total_but_a_running_sum() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(DETAIL))
    assert [(row["period"].value, row["income"].value) for row in got.rows] == [
        ("2025-03", "21500.00"), ("2025-04", "21600.00"), ("2025-05", "21500.00"),
    ]  # fmt: skip
    assert "total_income" not in got.fields
    assert got.rows[1]["income"].confidence > 0.95  # 86100 - 64500
    assert got.rows[2]["income"].confidence <= 0.5  # 107900 - 86100 is not 21500


def test_folded_panel_makes_its_fields_absent() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(DETAIL))
    for name in ("query_start", "query_end", "name", "nationality", "id_number"):
        assert got.fields[name].value is None
        assert got.fields[name].presence == "absent"
        assert got.fields[name].confidence > 0.9


def test_note_over_two_lines_and_a_name_by_itself() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(DETAIL))
    note = got.annotations[0]
    assert note.text == "王样例应税收入由北京样例测试有限公司代扣代缴"
    assert note.signature == "诸葛样例"


@pytest.mark.parametrize("signed", ["李样例 2025.6.11", "李样例，2025年6月11日", ""])
def test_a_name_with_its_date_signs_and_the_notes_own_words_do_not(signed: str) -> None:
    note = "王样例工资由北京样例测试有限公司发放"
    picture = f"{NO_NOTE}\n.1:{note}\n.25:{signed}" if signed else f"{NO_NOTE}\n.1:{note}"
    got = its_withholding_screenshot.TYPE.read(sheets(picture, ink=blots()))
    assert got.annotations[0].signature == ("李样例" if signed else None)
    if not signed:
        assert got.fields["handler_signature"].presence == "absent"


def test_a_whole_note_beside_the_last_rows_of_a_slanting_table() -> None:
    picture = NO_NOTE.replace(".20:合计 | .43", ".02:王样例工资由北京样例测试有限公司发放 | .43")
    got = its_withholding_screenshot.TYPE.read(sheets(picture, ink=blots()))
    assert got.fields["annotation"].value == "王样例工资由北京样例测试有限公司发放"


def test_overlapping_shots_of_one_table_give_each_row_once() -> None:
    first = ".16:1 2025-03 | .30:正常工资薪金 | .43:21,500.00"
    again = ".16:1 2025-05 | .30:正常工资薪金 | .43:22,130.50"
    second = SUMMARY.replace(first, again)
    got = its_withholding_screenshot.TYPE.read(sheets(SUMMARY, second))
    months = [row["period"].value for row in got.rows]
    assert months == ["2025-03", "2025-04", "2025-05"]


def test_the_counted_pages_of_a_query_are_one_document() -> None:
    first = SUMMARY.replace("王样例工资", "第 1 页 / 共 2 页 共 6 条记录\n\n王样例工资")
    second = first.replace("第 1 页", "第 2 页").replace("2025-0", "2025-1")
    assert len(read_documents([file("a", first, second)], TYPES)) == 1
    assert len(read_documents([file("a", first, first)], TYPES)) == 2


def test_the_pages_of_a_query_without_numbers_are_one_document() -> None:
    """In one file or as pictures; another query asks for other months or another person."""
    rest = SUMMARY.replace("1 2025-03 |", "4 2025-06 |").replace(".20:2025-04 |", ".20:2025-07 |")
    one = [file("a", NO_NOTE, rest)], [file("a", NO_NOTE), file("b", rest)]
    for files in one:
        (document,) = read_documents(files, TYPES)
        assert len(document.rows) == 5  # the month that is on both pictures is one
    misread = rest.replace("91110101MA00010186", "91110101MAO0010186")
    assert len(read_documents([file("a", NO_NOTE, misread)], TYPES)) == 1
    later = rest.replace("2025-03 至 2025-05", "2025-06 至 2025-08")
    other = rest.replace("110101199003070011", "110101199001020021")
    for page in (later, other):
        assert len(read_documents([file("a", NO_NOTE, page)], TYPES)) == 2


def test_the_unit_in_the_window_s_title_though_its_dash_was_read_as_a_letter() -> None:
    one = ".05:自然人税收管理系统扣缴客户端 V3.1 | .60:北京样例测试有限公司"
    picture = SUMMARY.replace(one, ".05:自然人税收管理系统扣缴客户端一北京样例测试有限公司")
    fields = values(its_withholding_screenshot.TYPE.read(sheets(picture)).fields)
    assert fields["employer"] == "北京样例测试有限公司"


def test_a_name_in_a_box_whose_edge_was_read() -> None:
    picture = SUMMARY.replace("*姓名：王样例", "*姓名：[ | .58:王样例")
    fields = values(its_withholding_screenshot.TYPE.read(sheets(picture)).fields)
    assert fields["name"] == "王样例"


def test_identity_number_is_never_taken_for_the_units_code() -> None:
    bare = SUMMARY.replace("纳税人识别号：91110101MA00010186", "版本")
    got = its_withholding_screenshot.TYPE.read(sheets(bare))
    assert "employer_credit_code" not in got.fields


def test_clean_margin_says_surely_that_there_is_no_note() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(NO_NOTE, ink=blots()))
    for name in ("annotation", "handler_signature"):
        assert got.fields[name].presence == "absent"
        assert got.fields[name].confidence > 0.9
    assert got.annotations == ()


def test_unread_ink_in_the_margin_is_something_present() -> None:
    ink = blots(Box(0.1, 0.55, 0.5, 0.58))
    got = its_withholding_screenshot.TYPE.read(sheets(NO_NOTE, ink=ink))
    assert got.fields["annotation"].presence == "present"
    assert got.fields["annotation"].value is None
    assert got.fields["annotation"].trouble


def test_dark_remains_of_a_seal_are_no_note() -> None:
    place = Box(0.5, 0.6, 0.65, 0.7)
    seal = Seal(
        kind="finance", text="", ring="", centre="财务专用章", shape="round", colour="red",
        confidence=0.0, box=place,
    )  # fmt: skip
    whole = sheets(NO_NOTE, ink=blots(place))[0]
    worn = TextSheet.of(whole.page.model_copy(update={"seals": (seal,)}))
    got = its_withholding_screenshot.TYPE.read([worn])
    assert got.fields["annotation"].presence == "absent"
    assert got.fields["handler_signature"].presence == "present"


def test_absence_without_a_look_at_the_ink_is_not_sure() -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(NO_NOTE))
    assert got.fields["annotation"].confidence <= 0.5


def test_a_note_that_certifies_is_found_with_a_misread_form() -> None:
    """兹证明 is no word printed on the form, and 有限工司 is no legal form."""
    said = "兹证明王样例工资由北京样例测试有限工司发放"
    picture = SUMMARY.replace("王样例工资由北京样例测试有限公司发放。", said)
    got = its_withholding_screenshot.TYPE.read(sheets(picture))
    assert [note.text for note in got.annotations] == [said]


def test_scrawl_is_something_present() -> None:
    scrawl = NO_NOTE + "\n?.1:壬杆例士贡田北"
    got = its_withholding_screenshot.TYPE.read(sheets(scrawl, ink=blots()))
    assert got.fields["annotation"].presence == "present"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("王样例的工资由北京样例测试有限公司发放", "王样例的工资由北京样例测试有限公司发放"),
        (
            "兹证明王样例工资由北京样例测试有限公司发放",
            "兹证明王样例工资由北京样例测试有限公司发放",
        ),
        ("王样例薪酬由样例（北京）科技有限公司代发", "王样例薪酬由样例（北京）科技有限公司代发"),
        ("王样例个人所得税由北京样例中心代扣代缴。", "王样例个人所得税由北京样例中心代扣代缴。"),
        (
            "王样例工资由北京样例测试有限公司发放 经办人：李经办",
            "王样例工资由北京样例测试有限公司发放",
        ),
    ],
)
def test_wordings_of_the_note(written: str, read: str) -> None:
    got = its_withholding_screenshot.TYPE.read(sheets(NO_NOTE + "\n.1:" + written))
    assert got.annotations[0].text == read
    assert got.annotations[0].confidence > 0.9


def test_note_without_its_end_is_no_sure_reading() -> None:
    got = its_withholding_screenshot.TYPE.read(
        sheets(NO_NOTE + "\n.1:王样例工资由北京样例测试有限")
    )
    assert got.annotations[0].confidence <= 0.5


RECORD = """
.7:（2025）京记录
.3:个人所得税纳税记录 | .7:7204161518013614
.1:记录期间：2024年01月至2024年03月 | .6:查询验证码：4RTY 9WKQ 2MZX 7HDP
.1:纳税人名称：王样例 | .5:纳税人识别号：110101199003070011
.1:身份证件类型：居民身份证 | .5:身份证件号码：110101199003070011
.05:申报日期 | .19:实缴（退）金额 | .36:入（退）库日期 | .52:所得项目 | .65:税款所属期 | .79:入库税务机关
.05:2024-02-05 | .25:227.50 | .36:2024-02-06 | .52:工资薪金所得 | .65:2024-01 | .78:国家税务总局北
.05:2024-03-12 | .25:247.50 | .36:2024-03-13 | .52:工资薪金所得 | .65:2024-02 | .78:国家税务总局北
.05:2024-04-05 | .24:1590.00 | .36:2024-04-06 | .52:工资薪金所得 | .65:2024-03 | .78:国家税务总局北
.05:金额合计 | .23:¥2065.00 | .4:（大写）贰仟零陆拾伍元整
.05:说明：1.本记录涉及纳税人敏感信息,请妥善保存；2.您可以通过2种方式进行验证
.05:开具机关（盖章）：国家税务总局北京市东城区税务局 | .6:开具时间：2024年07月20日

.1:王样例工资由北京样例测试有限公司发放
.1:经办人：李经办
"""


def test_a_code_in_groups_under_its_label() -> None:
    under = RECORD.replace(
        " | .6:查询验证码：4RTY 9WKQ 2MZX 7HDP", " | .6:查询验证码\n.58:4RTY-9WKQ-2MZX-7HDP"
    )
    read = values(iit_tax_record.TYPE.read(sheets(under)).fields)
    assert read["verification_code"] == "4RTY9WKQ2MZX7HDP"


def test_tax_record() -> None:
    got = iit_tax_record.TYPE.read(sheets(RECORD))
    assert values(got.fields) == {
        "serial": "7204161518013614",
        "verification_code": "4RTY9WKQ2MZX7HDP",
        "period_start": "2024-01",
        "period_end": "2024-03",
        "name": "王样例",
        "taxpayer_id": "110101199003070011",
        "id_number": "110101199003070011",
        "authority": "国家税务总局北京市东城区税务局",
        "issue_date": "2024-07-20",
        "total": "2065.00",
        "total_caps": "2065.00",
        "annotation": "王样例工资由北京样例测试有限公司发放",
        "handler_signature": "李经办",
    }
    assert [(r["period"].value, r["tax_paid"].value, r["paid_date"].value) for r in got.rows] == [
        ("2024-01", "227.50", "2024-02-06"),
        ("2024-02", "247.50", "2024-03-13"),
        ("2024-03", "1590.00", "2024-04-06"),
    ]


def test_the_words_of_a_notice_under_several_columns_are_no_row() -> None:
    more = ".05:维码进行验证 | .27:2 | .36:通过自然人税收 | .52:管理系统输入 | .65:右上角查询"
    picture = RECORD.replace(".05:开具机关", f"{more}\n.05:开具机关")
    got = iit_tax_record.TYPE.read(sheets(picture))
    assert len(got.rows) == 3 and got.fields["total"].value == "2065.00"


def test_capitals_that_differ_put_the_total_in_doubt() -> None:
    got = iit_tax_record.TYPE.read(sheets(RECORD.replace("贰仟零陆", "叁仟零陆")))
    assert got.fields["total"].confidence <= 0.5
    assert got.fields["total_caps"].confidence <= 0.5


LIST = """
.25:国家税务总局北京市税务局
.3:个人所得税纳税清单
.05:税务机关：国家税务总局北京市东城区税务局 | .55:打印日期：2019-01-08 | .75:查验码：000000847333
.05:纳税人名称 | .2:王样例 | .35:纳税人身份证件号码 | .6:110101199003070011
.05:所得项目 | .22:申报日期 | .36:申报收入额 | .48:实缴税额 | .6:税款所属时期 | .75:征收机关 | .87:入库时间
.05:工资、薪金所得 | .22:2018-11-11 | .36:19800.00 | .49:1034.20 | .6:2018-10 | .74:东城区税务局 | .87:2018-11-12
.05:工资、薪金所得 | .22:2018-12-11 | .36:21000.00 | .49:1127.20 | .6:2018-11 | .74:东城区税务局 | .87:2018-12-12
.1:本页小计 | .36:40800.00 | .49:2161.40
.1:合计 | .36:40800.00 | .49:2161.40
.1:税款金额合计（大写） | .4:贰仟壹佰陆拾壹元肆角
.1:第1页/共1页

.1:王样例应税收入由北京样例测试有限公司代扣代缴
.1:代理人：李经办
"""


def test_tax_list() -> None:
    got = iit_tax_list.TYPE.read(sheets(LIST))
    read = values(got.fields)
    assert read["tax_authority"] == "国家税务总局北京市东城区税务局"
    assert read["print_date"] == "2019-01-08"
    assert read["check_code"] == "000000847333"
    assert read["name"] == "王样例"
    assert read["id_number"] == "110101199003070011"
    assert (read["page_subtotal"], read["total"], read["total_caps"]) == ("2161.40",) * 2 + (
        "2161.40",
    )
    assert read["annotation"] == "王样例应税收入由北京样例测试有限公司代扣代缴"
    assert read["handler_signature"] == "李经办"
    assert [values(row) for row in got.rows] == [
        {
            "income_item": "工资、薪金所得",
            "declare_date": declared,
            "income": income,
            "tax_paid": tax,
            "paid_date": paid,
            "period": month,
            "authority": "东城区税务局",
        }
        for declared, income, tax, paid, month in (
            ("2018-11-11", "19800.00", "1034.20", "2018-11-12", "2018-10"),
            ("2018-12-11", "21000.00", "1127.20", "2018-12-12", "2018-11"),
        )
    ]
    assert all(row["income"].confidence > 0.95 for row in got.rows)


LONG = "\n".join(
    [
        *SUMMARY.splitlines()[:7],
        *(
            f".16:{n} 2025-0{n} | .30:正常工资薪金 | .43:21,500.00 | .52:0.00 | .60:5000.00 | .74:35.00"
            for n in range(1, 8)
        ),
    ]
)


def test_cells_wider_than_their_head_begin_left_of_it() -> None:
    picture = LIST.replace(".05:所得项目", ".09:所得项目").replace(
        ".05:工资、薪金所得", ".04:工资薪金所得"
    )
    rows = iit_tax_list.TYPE.read(sheets(picture)).rows
    assert [row["income_item"].value for row in rows] == ["工资薪金所得"] * 2


def test_a_row_that_was_not_read_leaves_its_place() -> None:
    """It must not count as a row that was never printed."""
    lines = LONG.splitlines()
    lines[10] = ""  # the fourth month
    got = its_withholding_screenshot.TYPE.read(sheets("\n".join(lines)))
    months = [period.value if (period := row.get("period")) else None for row in got.rows]
    assert months == ["2025-01", "2025-02", "2025-03", None, "2025-05", "2025-06", "2025-07"]
    whole = its_withholding_screenshot.TYPE.read(sheets(LONG))
    assert len(whole.rows) == 7 and all("period" in row for row in whole.rows)


def test_a_column_under_a_misread_head_keeps_to_itself() -> None:
    """应补(退8)税额: one character too many. Its cells must not go to the next column."""
    for head in ("应补(退8)税额", "应补退)税额"):
        got = its_withholding_screenshot.TYPE.read(sheets(LONG.replace("应补(泪)税额", head)))
        assert [row["tax_balance"].value for row in got.rows] == ["35.00"] * 7
        assert [row["period"].value for row in got.rows] == [f"2025-0{n}" for n in range(1, 8)]


@pytest.mark.parametrize("name", ["巴特尔·其木格", "阿依古丽•买买提", "欧阳若曦"])
def test_a_handler_signs_with_the_whole_name(name: str) -> None:
    (sheet,) = sheets(f"王样例工资由北京样例科技有限公司发放\n经办人：{name}")
    found = find_signature(sheet, sheet.piece(0), 0.0)
    assert found is not None and found.value == name
