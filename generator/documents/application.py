"""《北京市工作居住证》申请表, in blocks or as one grid."""

from dataclasses import dataclass
from datetime import date

from generator import codes, seals
from generator.cast import InventedPerson, InventedUnit
from generator.documents.study import Study
from generator.grid import GridCell, Ruling, table
from generator.paper import Paper, a4, portrait
from generator.sheet import CanvasPart


@dataclass(frozen=True)
class FormEntry:
    """The content of the application form besides the person and the unit."""

    study: Study
    diploma: str
    degree_number: str
    home: str
    income: str
    contract: tuple[date, date]
    post: str = "高级工程师"
    marital: str = "未婚"
    condition: str = "取得学士及以上学位，并具有2年以上工作经历"


def application_form(
    unit: InventedUnit,
    who: InventedPerson,
    entry: FormEntry,
    day: date,
    seed: int,
    *,
    seal: seals.DrawnSeal | None,
    layout: str = "blocks",
    opinion: str = "同意申报",
    shown_birth: date | None = None,
) -> Paper:
    """《北京市工作居住证》申请表: in `blocks` with side headings, or one plain `grid`."""
    sheet = a4(seed)
    blocks = layout == "blocks"
    title = "《北京市工作居住证》申请表" if blocks else "北京市工作居住证申请表"
    sheet.text(105, 14, title, 6.6, "serifb", anchor="c")
    number = f"GZJZ{day.year}{seed % 10**6:06d}"
    label = "受理编号：" if blocks else "申请编号："
    sheet.labelled(16, 26, label, number, 3.3, name="form_number")
    if not blocks:
        sheet.image(176, 6, 18, 18, codes.qr(f"https://example.invalid/gzjz?no={number}"))
    cells = _cells(unit, who, entry, shown_birth or who.birth)
    y = (_form_blocks if blocks else _form_grid)(sheet, cells, who)
    y = _promise(sheet, y, who)
    y = _unit_opinion(sheet, y, unit, opinion, day, seal)
    _side_heading(sheet, y, 20, 8, "区人力社保局意见", 3.2)
    signatures = {"legal_rep_signature": "present"}
    return Paper("application_form_new", layout, [sheet], signatures=signatures)


def _cells(
    unit: InventedUnit, who: InventedPerson, entry: FormEntry, birth: date
) -> dict[str, GridCell]:
    """The cells with values, by the name of the value."""
    study = entry.study
    return {
        "name": GridCell(who.name, "name"),
        "sex": GridCell(who.sex, "sex"),
        "birth": GridCell(birth.isoformat(), "birth_date"),
        "ethnicity": GridCell(who.ethnicity, "ethnicity"),
        "marital": GridCell(entry.marital, "marital_status"),
        "id": GridCell(who.number, "id_number"),
        "hukou": GridCell(who.address, "hukou_place", align="l"),
        "home": GridCell(entry.home, "current_address", align="l"),
        "phone": GridCell(who.phone, "phone"),
        "level": GridCell(study.level, "education_level"),
        "school": GridCell(study.school, "school"),
        "major": GridCell(study.major, "major"),
        "end": GridCell(study.end.isoformat(), "graduation_date"),
        "diploma": GridCell(entry.diploma, "diploma_number"),
        "degree": GridCell(study.degree, "degree"),
        "degree_number": GridCell(entry.degree_number, "degree_number"),
        "unit": GridCell(unit.name, "unit_name", align="l"),
        "post": GridCell(entry.post, "position"),
        "start": GridCell(entry.contract[0].isoformat(), "contract_start"),
        "stop": GridCell(entry.contract[1].isoformat(), "contract_end"),
        "income": GridCell(entry.income, "monthly_income"),
        "condition": GridCell(entry.condition, None, align="l"),
    }


def _side_heading(
    sheet: CanvasPart, y: float, tall: float, down: float, text: str, size: float = 3.5
) -> None:
    """A row of the form at this height, with its heading at the left."""
    sheet.rect(16, y, 44, y + tall)
    sheet.text(30, y + down, text, size, anchor="c")
    sheet.rect(44, y, 194, y + tall)


def _promise(sheet: CanvasPart, y: float, who: InventedPerson) -> float:
    _side_heading(sheet, y, 24, 10, "个人声明")
    sheet.text(48, y + 4, "本人承诺以上填报内容真实、有效。", 3.5)
    x = sheet.text(110, y + 13, "申请人签字：", 3.5)
    sheet.hand(x + 2, y + 11, who.name, 6.4, who.hand)
    return y + 24


def _unit_opinion(
    sheet: CanvasPart,
    y: float,
    unit: InventedUnit,
    opinion: str,
    day: date,
    seal: seals.DrawnSeal | None,
) -> float:
    _side_heading(sheet, y, 44, 20, "用人单位意见")
    sheet.hand(52, y + 7, opinion, 7, unit.hand, name="unit_opinion")
    x = sheet.text(70, y + 24, "法定代表人（签字）：", 3.5)
    sheet.hand(x + 2, y + 21, unit.legal_rep, 7, unit.hand)
    sheet.day(184, y + 36, day, 3.5, anchor="r", name="unit_opinion_date")
    sheet.text(184, y + 29, "（盖章）", 3.5, anchor="r")
    sheet.seal(160, y + 24, seal)
    return y + 44


Rows = list[list[GridCell | str]]


def _block(
    sheet: CanvasPart, title: str, y: float, rows: Rows, widths: tuple[float, ...], wide: float
) -> float:
    sheet.rect(16, y, 16 + wide, y + 6.2, 0.2, fill=(232, 236, 242))
    sheet.text(18, y + 1.3, title, 3.5, "sansb")
    return table(sheet, 16, y + 6.2, widths, rows, height=9, size=3.4)


def _form_blocks(sheet: CanvasPart, v: dict[str, GridCell], who: InventedPerson) -> float:
    top = 32.0
    person: Rows = [
        ["姓名", v["name"], "性别", v["sex"]],
        ["出生日期", v["birth"], "民族", v["ethnicity"]],
        ["婚姻状况", v["marital"], "联系电话", v["phone"]],
        ["证件号码", v["id"]._replace(span=3)],
    ]
    y = _block(sheet, "基本情况", top, person, (24, 52, 24, 48), 148)
    sheet.rect(164, top, 194, y)
    sheet.image(167, top + 2, 24, 32, portrait(who.serial + 3))
    homes: Rows = [["户籍所在地", v["hukou"]], ["现居住地址", v["home"]]]
    y = table(sheet, 16, y, (24, 154), homes, height=9, size=3.4)
    studies: Rows = [
        ["最高学历", v["level"], "毕业院校", v["school"]],
        ["所学专业", v["major"], "毕业时间", v["end"]],
        ["最终学历证书编号", v["diploma"], "最终学位", v["degree"]],
        ["最终学位证书编号", v["degree_number"]._replace(span=3)],
    ]
    y = _block(sheet, "学历学位", y, studies, (34, 60, 28, 56), 178)
    work: Rows = [
        ["单位名称", v["unit"], "岗位", v["post"]],
        ["合同起始日期", v["start"], "合同终止日期", v["stop"]],
        ["应税收入月平均数", v["income"], "申请条件", "条件（一）"],
    ]
    return _block(sheet, "聘用情况", y, work, (34, 68, 28, 48), 178)


def _form_grid(sheet: CanvasPart, v: dict[str, GridCell], who: InventedPerson) -> float:
    top = 32.0
    look: Ruling = {"height": 10.5, "size": 3.4, "face": "song"}
    taller: Ruling = {**look, "height": 11}
    person: Rows = [
        ["姓  名", v["name"], "性  别", v["sex"], "出生年月", v["birth"]],
        ["民  族", v["ethnicity"], "婚  否", v["marital"], "手  机", v["phone"]],
        ["身份证号码", v["id"]._replace(span=3), "学  历", v["level"]],
    ]
    y = table(sheet, 16, top, (22, 32, 18, 20, 22, 34), person, **taller)
    sheet.rect(164, top, 194, y)
    sheet.image(168, top + 1.5, 22, 29, portrait(who.serial + 3))
    studies: Rows = [
        ["户口所在地", v["hukou"]._replace(span=3)],
        ["居住地址", v["home"]._replace(span=3)],
        ["毕业院校", v["school"], "专  业", v["major"]],
        ["毕业日期", v["end"], "最终学位", v["degree"]],
    ]
    y = table(sheet, 16, y, (30, 59, 30, 59), studies, **look)
    work: Rows = [
        ["最终学历证书编号", v["diploma"]._replace(span=3)],
        ["最终学位证书编号", v["degree_number"]._replace(span=3)],
        ["工作单位", v["unit"]._replace(span=3)],
        ["合同起始日期", v["start"], "合同终止日期", v["stop"]],
        ["应税收入月平均数", v["income"], "职  务", v["post"]],
        ["符合条件", v["condition"]._replace(span=3)],
    ]
    return table(sheet, 16, y, (40, 54, 30, 54), work, **look)
