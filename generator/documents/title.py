"""不动产权证书."""

from datetime import date

from generator import codes, seals
from generator.cast import InventedPerson
from generator.documents.study import Pairs
from generator.grid import GridCell, table
from generator.numbers import padded_date
from generator.paper import Paper, a4


def title_certificate(
    owner: InventedPerson,
    address: str,
    number: str,
    registered: date,
    seed: int,
    *,
    unit_seal: seals.DrawnSeal | None = None,
    area: str = "62.50",
) -> Paper:
    """不动产权证书, the table and the seal on one page."""
    sheet = a4(seed)
    sheet.text(105, 20, "中华人民共和国", 5, "serifb", anchor="c")
    sheet.text(105, 29, "不动产权证书", 8.4, "serifb", anchor="c", spacing=1.5)
    sheet.text(105, 46, number, 4.6, "song", anchor="c", name="certificate_number")
    cells: list[list[GridCell | str]] = [
        [GridCell(label), GridCell(text, name, value, align="l", face="kai")]
        for label, text, name, value in _rows(owner, address, area, seed)
    ]
    y = table(sheet, 26, 56, (34, 124), cells, height=12, size=4.0)
    sheet.image(30, y + 14, 26, 26, codes.qr(f"https://zj.bdc.example.invalid/{seed}"))
    sheet.text(148, y + 16, "登记机构（章）", 4.0, "song", anchor="c")
    day, name = padded_date(registered), "register_date"
    value = registered.isoformat()
    sheet.text(148, y + 34, day, 4.2, "song", anchor="c", name=name, value=value)
    office = seals.office("北京市规划和自然资源委员会", "不动产登记专用章", size=42)
    sheet.seal(148, y + 27, office)
    sheet.text(105, 282, f"编号 NO 110{seed % 10**8:08d}", 3.4, "song", anchor="c")
    sheet.seal(86, y + 40, unit_seal)
    return Paper("real_estate_certificate", "page", [sheet])


def _rows(owner: InventedPerson, address: str, area: str, seed: int) -> Pairs:
    unit_number = f"110101001001GB{seed % 10**5:05d}F00010{seed % 1000:03d}"
    return [
        ("权利人", owner.name, "owner", None),
        ("共有情况", "单独所有", "co_ownership", None),
        ("坐落", address, "address", None),
        ("不动产单元号", unit_number, "unit_number", None),
        ("权利类型", "国有建设用地使用权/房屋所有权", "right_type", None),
        ("权利性质", "出让/市场化商品房", "right_nature", None),
        ("用途", "住宅", "use", None),
        ("面积", f"房屋建筑面积{area}㎡", "area", area),
        ("使用期限", "国有建设用地使用权 至2068年11月30日止", None, None),
        ("权利其他状况", "房屋结构：钢筋混凝土结构\n所在层：第5层 / 总层数：18层", None, None),
    ]
