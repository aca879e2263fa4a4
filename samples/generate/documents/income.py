"""Income papers: withholding client screenshots, tax records and tax lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samples.generate import codes, seals
from samples.generate.cast import Company, Person
from samples.generate.grid import Cell, table
from samples.generate.ink import Hand
from samples.generate.numbers import add_months, capitals
from samples.generate.paper import Paper, a4
from samples.generate.sheet import Canvas, Sheet

LINE = (186, 190, 198)
PALE = (236, 240, 246)


@dataclass(frozen=True)
class Pay:
    """One month of pay in yuan."""

    month: str
    income: Decimal

    @property
    def parts(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Pension, medical, unemployment and housing fund."""
        base = self.income
        return (
            round(base * 8 / 100, 2), round(base * 2 / 100 + 3, 2),
            round(base * 5 / 1000, 2), round(base * 12 / 100, 2),
        )

    @property
    def tax(self) -> Decimal:
        """Plausible tax; nobody checks the table of rates here."""
        return round(max(Decimal(0), self.income - sum(self.parts) - 5000) / 10, 2)


def months_of(first: str, count: int, income: str, step: str = "0",
              skip: Sequence[str] = ()) -> list[Pay]:
    """So many months of pay, the later ones higher by `step`; `skip` leaves months out."""
    pays = []
    for i in range(count):
        month = add_months(first, i)
        if month not in skip:
            pays.append(Pay(month, Decimal(income) + (Decimal(step) if i % 3 == 2 else 0)))
    return pays


@dataclass(frozen=True)
class Note:
    """The handler's note below an income paper; None leaves a part out."""

    text: str | None
    signature: str | None
    hand: Hand = Hand()
    typed: bool = False


def paid_note(name: str, unit: str, signer: Person | None) -> Note:
    """某某人工资由 XXX 单位发放, signed."""
    hand = signer.hand if signer else Hand()
    return Note(f"{name}工资由{unit}发放", signer.name if signer else None, hand)


def withheld_note(name: str, unit: str, signer: Person | None) -> Note:
    """某某应税收入由 XX 单位代扣代缴, signed."""
    hand = signer.hand if signer else Hand()
    return Note(f"{name}应税收入由{unit}代扣代缴", signer.name if signer else None, hand)


def _annotate(sheet: Sheet, note: Note | None, x: float, y: float, size: float = 5.0,
              room: float = 150.0) -> tuple[dict[str, str] | None, dict[str, str]]:
    if note is None or (note.text is None and note.signature is None):
        return None, {"handler_signature": "absent"}
    if note.text:
        if note.typed:
            sheet.text(x, y, note.text, 4.2, "serif", name="annotation")
        else:
            wide = len(note.text) * size * 0.98
            sheet.hand(x, y, note.text, size * min(1.0, room / wide), note.hand,
                       name="annotation")
    if note.signature:
        sheet.text(x + 12, y + 11, "经办人：", 3.9, "serif")
        sheet.hand(x + 30, y + 9, note.signature, size * 1.25, note.hand)
    state = {"handler_signature": "present" if note.signature else "absent"}
    if not note.text:
        return None, state
    return {"text": note.text, "mode": "typed" if note.typed else "handwritten",
            "agent_signature": note.signature or ""}, state


MENU = ("首页", "人员信息采集", "专项附加扣除信息采集", "综合所得申报", "分类所得申报",
        "非居民所得申报", "限售股所得申报", "查询统计", "  单位申报记录查询",
        "  个人扣缴明细查询", "  缴税记录查询", "系统设置")


def _rows(sheet: Sheet, pays: Sequence[Pay], columns: Sequence[tuple[str, float, str]],
          x: float, y: float, tall: float, size: float, face: str, head: tuple[int, int, int],
          values: list[dict[str, str]]) -> float:
    """A screen table; marks rows.<i>.<key>."""
    left = x
    for label, wide, _ in columns:
        sheet.rect(left, y, left + wide, y + tall * 1.15, 0.12, LINE, head)
        sheet.text(left + wide / 2, y + tall * 0.25, label, size, face, anchor="c")
        left += wide
    y += tall * 1.15
    for i, row in enumerate(values):
        left = x
        for _, wide, key in columns:
            fill = (255, 255, 255) if i % 2 else (249, 251, 253)
            sheet.rect(left, y, left + wide, y + tall, 0.12, LINE, fill)
            text = row.get(key, "0.00")
            number = text.replace(".", "").isdigit() and "." in text
            name = f"rows.{i}.{key}" if key in MARKED and row.get("marked", "1") == "1" else None
            at = left + wide - 0.8 if number else left + wide / 2
            value = text.replace(",", "")[:7] if key == "period" else text
            sheet.text(at, y + tall * 0.2, text, size, face, anchor="r" if number else "c",
                       name=name, value=value)
            left += wide
        y += tall
    return y


MARKED = {"period", "income_item", "income", "exempt_income"}


def its_summary(applicant: Person, unit: Company, pays: Sequence[Pay], seed: int, *,
                window: tuple[str, str] | None = None, note: Note | None = None,
                seal: seals.Seal | None = None, folded: bool = False,
                title: str = "自然人电子税务局（扣缴端）") -> Paper:
    """Layout A: 汇总 tab of a whole screen, printed on landscape A4; green chrome."""
    sheet = a4(seed, landscape=True)
    face, x0, y0, x1 = "screen", 12.0, 12.0, 285.0
    green, bottom = (38, 132, 102), 142.0
    sheet.rect(x0, y0, x1, bottom, 0.3, (120, 130, 130), (255, 255, 255))
    sheet.rect(x0, y0, x1, y0 + 8, 0.1, None, green)
    sheet.text(x0 + 3, y0 + 2.4, title, 3.3, face, colour=(255, 255, 255), name="window_title")
    end = sheet.text(x1 - 26, y0 + 2.6, unit.name, 2.9, face, colour=(255, 255, 255), anchor="r",
                     name="employer")
    sheet.text(end + 4, y0 + 2.4, "— □ ×", 3.2, face, colour=(255, 255, 255))
    _menu(sheet, x0, y0 + 8, bottom, face, (228, 238, 233), green)
    left, y = x0 + 44, y0 + 10
    sheet.text(left, y, "当前位置：首页>>查询统计>>个人扣缴明细查询", 2.6, face, colour=(90, 90, 90))
    for i, label in enumerate(("导出", "查询", "重置", "展开查询条件" if folded else "收折查询条件")):
        sheet.rect(x1 - 76 + i * 17, y - 1, x1 - 61 + i * 17 + (5 if i == 3 else 0), y + 4, 0.2,
                   green, None)
        sheet.text(x1 - 74 + i * 17, y, label, 2.5, face, colour=green)
    y += 7
    first, last = window or (pays[0].month, pays[-1].month)
    if not folded:
        y = _panel_a(sheet, left, y, x1, applicant, first, last, face)
    y = _tabs(sheet, left, y, x1, face, green, 0)
    columns = [("税款所属期", 17.0, "period"), ("所得项目", 21.0, "income_item"),
               ("收入", 19.0, "income"), ("免税收入", 14.0, "exempt_income"),
               ("减除费用", 15.0, "deduct"), ("基本养老", 16.0, "p"), ("基本医疗", 15.0, "m"),
               ("失业保险", 14.0, "u"), ("住房公积金", 17.0, "h"), ("年金", 11.0, "z"),
               ("其他扣除", 14.0, "z"), ("应扣缴税额", 17.0, "tax_due"), ("已缴税额", 17.0, "tax_due"),
               ("应补(退)税额", 18.0, "z")]
    values = [_row_a(p) for p in pays]
    total = sum((p.income for p in pays), Decimal(0))
    y = _rows(sheet, pays, columns, left, y, 6.4, 2.45, face, (222, 234, 228), values)
    sheet.rect(left, y, left + sum(c[1] for c in columns), y + 6.4, 0.12, LINE, (244, 247, 240))
    sheet.text(left + 8.5, y + 1.3, "合计", 2.45, face, anchor="c")
    sheet.text(left + 56.2, y + 1.3, f"{total:.2f}", 2.45, face, anchor="r", name="total_income")
    annotation, signs = _annotate(sheet, note, 34, 156)
    if seal:
        sheet.seal(206, 158, seal)
    return Paper("its_withholding_screenshot", "summary", [sheet], annotation, signs)


def _row_a(pay: Pay) -> dict[str, str]:
    p, m, u, h = pay.parts
    return {"period": pay.month, "income_item": "正常工资薪金", "income": f"{pay.income:.2f}",
            "exempt_income": "0.00", "deduct": "5000.00", "p": f"{p:.2f}", "m": f"{m:.2f}",
            "u": f"{u:.2f}", "h": f"{h:.2f}", "z": "0.00", "tax_due": f"{pay.tax:.2f}"}


def _menu(sheet: Sheet, x: float, y: float, bottom: float, face: str,
          ground: tuple[int, int, int], accent: tuple[int, int, int]) -> None:
    sheet.rect(x, y, x + 41, bottom, 0.1, None, ground)
    y += 3
    for item in MENU:
        here = item.strip() == "个人扣缴明细查询"
        if here:
            sheet.rect(x, y - 1.2, x + 41, y + 4.4, 0.1, None, accent)
        sheet.text(x + 4 + (4 if item.startswith(" ") else 0), y, item.strip(), 2.7, face,
                   colour=(255, 255, 255) if here else (50, 60, 60))
        y += 7


def _box(sheet: Sheet, x: float, y: float, wide: float, text: str, face: str,
         name: str | None, value: str | None = None) -> float:
    sheet.rect(x, y - 1.2, x + wide, y + 4, 0.15, LINE, (255, 255, 255))
    sheet.text(x + 1.2, y, text, 2.6, face, name=name, value=value)
    return x + wide


def _panel_a(sheet: Sheet, left: float, y: float, x1: float, applicant: Person, first: str,
             last: str, face: str) -> float:
    sheet.rect(left, y - 2, x1 - 3, y + 13, 0.15, LINE, (250, 252, 251))
    x = sheet.text(left + 3, y, "*税款所属期：", 2.6, face)
    x = _box(sheet, x + 1, y, 20, first, face, "query_start")
    x = sheet.text(x + 1.5, y, "至", 2.6, face)
    x = _box(sheet, x + 1.5, y, 20, last, face, "query_end")
    x = sheet.text(x + 12, y, "*姓名：", 2.6, face)
    _box(sheet, x + 1, y, 38, applicant.name, face, "name")
    x = sheet.text(left + 3, y + 7, "国籍/地区：", 2.6, face)
    _box(sheet, x + 3.6, y + 7, 45, "中国", face, "nationality")
    x = sheet.text(left + 78.6, y + 7, "*证件号码：", 2.6, face)
    _box(sheet, x + 1, y + 7, 52, applicant.number, face, "id_number")
    return y + 16


def _tabs(sheet: Sheet, left: float, y: float, x1: float, face: str,
          accent: tuple[int, int, int], chosen: int) -> float:
    x = left
    for i, label in enumerate(("汇总", "综合所得申报表", "分类所得申报表", "非居民所得申报表",
                               "限售股所得申报表")):
        wide = sheet.width(label, 2.7, face) + 6
        sheet.rect(x, y, x + wide, y + 6, 0.15, LINE, (255, 255, 255) if i == chosen else PALE)
        if i == chosen:
            sheet.line(x, y, x + wide, y, 0.6, accent)
        sheet.text(x + 3, y + 1.5, label, 2.7, face, colour=accent if i == chosen else (70, 70, 70))
        x += wide
    return y + 8


def its_detail(applicant: Person, unit: Company, pays: Sequence[Pay], seed: int, *,
               note: Note | None = None, seal: seals.Seal | None = None,
               bare: bool = False) -> Paper:
    """Layout B: 综合所得 tab, a bare screen picture (no paper margin when `bare`)."""
    height = 128.0 if bare else 190.0
    sheet = Sheet(Canvas(300.0, height), seed=seed)
    face, blue = "micro", (24, 92, 170)
    sheet.rect(0, 0, 300, 128, 0.1, None, (255, 255, 255))
    sheet.rect(0, 0, 300, 7, 0.1, None, (240, 242, 245))
    sheet.text(4, 1.8, "自然人税收管理系统扣缴客户端 V3.1.090", 3.0, face, name="window_title",
               value="自然人税收管理系统扣缴客户端")
    sheet.text(296, 1.8, "－ ▢ ✕", 3.0, "sans", anchor="r")
    sheet.rect(0, 7, 300, 16, 0.1, None, blue)
    x = sheet.text(4, 9.8, "扣缴义务人：", 3.0, face, colour=(255, 255, 255))
    x = sheet.text(x, 9.8, unit.name, 3.0, face, colour=(255, 255, 255), name="employer")
    x = sheet.text(x + 10, 9.8, "纳税人识别号：", 3.0, face, colour=(255, 255, 255))
    sheet.text(x, 9.8, unit.code, 3.0, face, colour=(255, 255, 255), name="employer_credit_code")
    sheet.text(296, 9.8, "代扣代缴 | 消息 | 帮助", 2.8, face, colour=(220, 232, 246), anchor="r")
    y = 20.0
    sheet.text(4, y, "查询统计 > 个人扣缴明细查询", 2.7, face, colour=(100, 100, 100))
    y += 6.5
    x = sheet.text(4, y, "姓名", 2.8, face)
    x = _box(sheet, x + 2, y, 30, applicant.name, face, "name")
    x = sheet.text(x + 6, y, "证件号码", 2.8, face)
    x = _box(sheet, x + 2, y, 48, applicant.number, face, "id_number")
    x = sheet.text(x + 6, y, "国籍/地区", 2.8, face)
    x = _box(sheet, x + 2, y, 26, "中国", face, "nationality")
    x = sheet.text(x + 6, y, "税款所属期起", 2.8, face)
    x = _box(sheet, x + 2, y, 19, pays[0].month, face, "query_start")
    x = sheet.text(x + 4, y, "税款所属期止", 2.8, face)
    x = _box(sheet, x + 2, y, 19, pays[-1].month, face, "query_end")
    sheet.rect(x + 5, y - 1.4, x + 17, y + 4.2, 0.1, None, blue)
    sheet.text(x + 8, y, "查询", 2.8, face, colour=(255, 255, 255))
    y = _tabs(sheet, 4, y + 8, 296, face, blue, 1)
    columns = [("序号", 8.0, "n"), ("姓名", 14.0, "name"), ("证照类型", 20.0, "idt"),
               ("证照号码", 36.0, "id"), ("税款所属期起", 21.0, "period"),
               ("税款所属期止", 21.0, "to"), ("所得项目", 22.0, "income_item"),
               ("本期收入", 20.0, "income"), ("本期免税收入", 19.0, "exempt_income"),
               ("基本养老保险费", 22.0, "p"), ("基本医疗保险费", 22.0, "m"),
               ("失业保险费", 17.0, "u"), ("住房公积金", 19.0, "h"), ("累计收入额", 21.0, "sum"),
               ("累计减除", 13.0, "z")]
    values, total = [], Decimal(0)
    for i, pay in enumerate(pays):
        total += pay.income
        row = _row_a(pay)
        row.update(n=str(i + 1), name=applicant.name, idt="居民身份证", id=applicant.number,
                   period=f"{pay.month}-01", to=f"{pay.month}-{_last(pay.month):02d}",
                   sum=f"{total:.2f}")
        values.append(row)
    y = _rows(sheet, pays, columns, 4, y, 6.2, 2.4, face, (226, 234, 246), values)
    sheet.rect(4, y, 291, y + 3, 0.1, LINE, PALE)
    sheet.rect(6, y + 0.6, 210, y + 2.4, 0.1, None, (190, 198, 210))
    sheet.text(4, 122, f"共 {len(pays)} 条  每页 20 条", 2.5, face, colour=(110, 110, 110))
    sheet.text(236, 122, "当前版本 3.1.090  客服 12366", 2.5, face, colour=(110, 110, 110))
    annotation, signs = _annotate(sheet, note, 20, 108 if bare else 138, 4.6)
    if seal:
        sheet.seal(232, 104 if bare else 150, seal)
    return Paper("its_withholding_screenshot", "detail", [sheet], annotation, signs)


def _last(month: str) -> int:
    following = add_months(month, 1)
    return (date.fromisoformat(f"{following}-01") - date.resolution).day


def tax_record(applicant: Person, pays: Sequence[Pay], issued: date, seed: int, *,
               note: Note | None = None, seal: seals.Seal | None = None, wide: bool = False,
               embeddable: bool = False, qr_code: str | None = None) -> Paper:
    """个人所得税纳税记录; portrait with ruled table, or `wide`: landscape, open table."""
    sheet = a4(seed, landscape=wide, embeddable=embeddable)
    code = "8KXW3M2HPT7QZ5RB" if wide else "4RTY9WKQ2MZX7HDP"
    shown = " ".join(code[i : i + 4] for i in range(0, 16, 4))
    right = 285.0 if wide else 196.0
    page = sheet.canvas.width
    serial = f"{issued.year}{issued.month:02d}{seed % 10**8:08d}"
    x = sheet.text(14, 12, "（2019）市区个证", 3.2, "song")
    sheet.text(x + 3, 12, serial, 3.2, "song", name="serial")
    sheet.text(page / 2, 20, "中华人民共和国", 5.2, "song", anchor="c", spacing=1.2)
    sheet.text(page / 2, 28, "个人所得税纳税记录", 6.8, "song", anchor="c", spacing=0.8)
    sheet.text(page / 2, 37, "（原《税收完税证明》）", 3.6, "song", anchor="c")
    sheet.image(right - 24, 12, 24, 24, codes.qr(
        f"https://etax.chinatax.gov.cn/verify?code={qr_code or code}"))
    x = sheet.text(right, 38, shown, 3.0, "song", anchor="r", name="verification_code",
                   value=code)
    sheet.text(right - sheet.width(shown, 3.0, "song"), 38, "查询验证码：", 3.0, "song", anchor="r")
    y = _record_head(sheet, applicant, pays, right, wide)
    y = _record_table(sheet, pays, y, right, wide)
    total = sum((p.tax for p in pays), Decimal(0))
    words = capitals(total)
    x = sheet.text(14, y + 3, "金额合计（大写）人民币：", 3.6, "song")
    sheet.text(x, y + 3, words, 3.6, "song", name="total_caps")
    sheet.text(right, y + 3, f"（小写）￥{total:,.2f}", 3.6, "song", anchor="r")
    y += 11
    for line in ("说明：1.本记录涉及纳税人敏感信息，请妥善保存；",
                 "2.您可以通过以下方式对本记录进行验证：扫描二维码，或登录自然人电子税务局输入查询验证码；",
                 "3.不同打印设备造成的色差不影响使用效力。本凭证不作纳税人记账、抵扣凭证。"):
        sheet.text(14, y, line, 3.0, "song")
        y += 5.2
    x = sheet.text(14, y + 6, "开具机关(盖章)：", 3.6, "song")
    sheet.text(x, y + 6, "国家税务总局北京市税务局", 3.6, "song", name="authority")
    x = sheet.text(right - 68, y + 6, "开具时间：", 3.6, "song")
    sheet.text(x, y + 6, f"{issued:%Y年%m月%d日}", 3.6, "song", name="issue_date",
               value=issued.isoformat())
    sheet.text(page / 2, (204 if wide else 288), "当前第1页,共1页", 3.0, "song", anchor="c")
    sheet.seal(62, y + 4, seals.Seal("agency", "国家税务总局北京市税务局", "业务专用章", "",
                                     "round", 38, 38))
    annotation, signs = _annotate(sheet, note, 20, min(y + 27, 182 if wide else 262), 4.8, 110)
    if seal:
        sheet.seal(right - 34, y + 32 if not wide else 176, seal)
    return Paper("iit_tax_record", "wide" if wide else "ruled", [sheet], annotation, signs)


def _record_head(sheet: Sheet, applicant: Person, pays: Sequence[Pay], right: float,
                 wide: bool) -> float:
    y = 46.0
    first, last = pays[0].month, pays[-1].month
    x = sheet.text(14, y, "记录期间：", 3.6, "song")
    x = sheet.text(x, y, f"{first[:4]}年{first[5:]}月", 3.6, "song", name="period_start",
                   value=first)
    x = sheet.text(x + 1, y, "至", 3.6, "song")
    x = sheet.text(x + 1, y, f"{last[:4]}年{last[5:]}月", 3.6, "song", name="period_end",
                   value=last)
    x = sheet.text(x + 14 if wide else 110, y, "纳税人名称：", 3.6, "song")
    x = sheet.text(x, y, applicant.name, 3.6, "song", name="name")
    if not wide:
        y += 6.4
    x = sheet.text(x + 14 if wide else 14, y, "身份证件类型：居民身份证", 3.6, "song")
    x = sheet.text(x + 10 if wide else 110, y, "身份证件号码：", 3.6, "song")
    sheet.text(x, y, applicant.number, 3.6, "song", name="id_number")
    sheet.text(right, y + 7, "金额单位：元", 3.2, "song", anchor="r")
    return y + 12.5


def _record_table(sheet: Sheet, pays: Sequence[Pay], y: float, right: float,
                  wide: bool) -> float:
    heads = ("申报日期", "实缴(退)金额", "入(退)库日期", "所得项目", "税款所属期",
             "入库税务机关", "备注")
    shares = (0.13, 0.14, 0.13, 0.15, 0.12, 0.24, 0.09)
    widths = [(right - 14) * s for s in shares]
    rows: list[list[Cell | str]] = [list(heads)]
    for i, pay in enumerate(pays):
        due = add_months(pay.month, 1)
        rows.append([
            Cell(f"{due}-12", f"rows.{i}.declare_date"),
            Cell(f"{pay.tax:.2f}", f"rows.{i}.tax_paid", align="r"),
            Cell(f"{due}-13", f"rows.{i}.paid_date"),
            Cell("工资薪金所得" if wide else "正常工资薪金", f"rows.{i}.income_item"),
            Cell(pay.month, f"rows.{i}.period"),
            Cell("国家税务总局北京市东城区税务局", None, size=2.6), "",
        ])
    return table(sheet, 14, y, widths, rows, height=7.2, size=3.2, face="song",
                 lines="rows" if wide else "all")


def tax_list(applicant: Person, unit: Company, pays: Sequence[Pay], printed: date, seed: int, *,
             note: Note | None = None, seal: seals.Seal | None = None,
             wide: bool = True) -> Paper:
    """个人所得税纳税清单 of 2018 and before; landscape, or portrait with other columns."""
    sheet = a4(seed, landscape=wide)
    page, right = sheet.canvas.width, sheet.canvas.width - 14
    sheet.text(page / 2, 16, "国家税务总局北京市税务局", 5.4, "song", anchor="c")
    sheet.text(page / 2, 25, "个人所得税纳税清单" if wide else "个人所得税纳税记录清单", 6.6, "serifb",
               anchor="c")
    y = 38.0
    x = sheet.text(14, y, "税务机关：", 3.6, "song")
    sheet.text(x, y, "国家税务总局北京市东城区税务局", 3.6, "song", name="tax_authority")
    x = sheet.text(page * 0.5, y, "打印日期：", 3.6, "song")
    sheet.text(x, y, printed.isoformat(), 3.6, "song", name="print_date")
    check = f"{seed * 7919 % 10**12:012d}"
    x = sheet.text(right - 46 if wide else 14, y if wide else y + 6.5, "查验码：", 3.6, "song")
    sheet.text(x, y if wide else y + 6.5, check, 3.6, "song", name="check_code")
    y += 8 if wide else 14
    person = [Cell("纳税人名称"), Cell(applicant.name, "name"), Cell("证件类型"),
              Cell("居民身份证", "id_type"), Cell("证件号码"), Cell(applicant.number, "id_number")]
    widths = [(right - 14) * s for s in (0.13, 0.14, 0.12, 0.17, 0.13, 0.31)]
    y = table(sheet, 14, y, widths, [person], height=8, size=3.4, face="song") + 3
    y = _list_table(sheet, pays, y, right, wide)
    annotation, signs = _annotate(sheet, note, 24, y + 12, 5.0, 118)
    if seal:
        sheet.seal(right - 40, y + 22, seal)
    sheet.text(page / 2, sheet.canvas.height - 12, "第1页/共1页", 3.2, "song", anchor="c")
    return Paper("iit_tax_list", "wide" if wide else "tall", [sheet], annotation, signs)


def _list_table(sheet: Sheet, pays: Sequence[Pay], y: float, right: float, wide: bool) -> float:
    if wide:
        heads = ["所得项目", "申报日期", "申报收入额", "实缴税额", "税款所属时期", "征收机关", "入库时间"]
        shares = (0.14, 0.12, 0.14, 0.12, 0.13, 0.22, 0.13)
        keys = ("income_item", "declare_date", "income", "tax_paid", "period", "authority",
                "paid_date")
    else:
        heads = ["税款所属期", "所得项目", "收入额", "实缴(退)金额", "入库日期"]
        shares = (0.18, 0.24, 0.2, 0.18, 0.2)
        keys = ("period", "income_item", "income", "tax_paid", "paid_date")
    rows: list[list[Cell | str]] = [list(heads)]
    for i, pay in enumerate(pays):
        due = add_months(pay.month, 1)
        known = {"income_item": "工资、薪金所得", "declare_date": f"{due}-11",
                 "income": f"{pay.income:.2f}", "tax_paid": f"{pay.tax:.2f}",
                 "period": pay.month, "authority": "东城区税务局", "paid_date": f"{due}-12"}
        rows.append([
            Cell(known[key], f"rows.{i}.{key}", align="r" if key in ("income", "tax_paid") else "c")
            for key in keys
        ])
    total = sum((p.tax for p in pays), Decimal(0))
    gap = 3 if wide else 3
    tail = len(keys) - gap - 1
    rows.append([Cell("合计", span=gap), Cell(f"{total:.2f}", "total", align="r"),
                 Cell("", span=tail)])
    rows.append([Cell("税款金额合计（大写）", span=gap),
                 Cell(capitals(total), "total_caps", span=len(keys) - gap)])
    widths = [(right - 14) * s for s in shares]
    return table(sheet, 14, y, widths, rows, height=7, size=3.3, face="song")


