"""First page of the household register (户口簿首页), alone or above a member's page.

Reads    all its fields.
Skips    the two seals' captions and the officer's name.
"""

import re

from core.models.document import Field
from core.text.fold import squeeze
from core.text.values.dates import DAY
from extractors.application_form_new import number
from extractors.id_card import street
from extractors.kit.fields import (
    Extraction,
    FieldSpec,
    Sheets,
    TypeEntry,
    between,
    make_field,
    read_fields,
)

MEMBER = ("常住人口登记卡", "户主或与户主", "登记事项变更和更正记载")
FIELDS = (
    FieldSpec(
        "household_type",
        "text",
        (),
        (r"((?:非农业|农业|居民|城镇)?(?:家庭|集体)户)", r"户别:?((?:非农业|农业|居民|城镇)户口?)"),
    ),
    FieldSpec("head_name", "person", ("户主姓名",)),
    FieldSpec(
        "household_number",
        "text",
        ("户口簿编号", "户口本编号", "户口编号", "户籍编号", "户口簿号", "户号"),
        fallback=(r"(?:户|号)号?:?([0-9]{6,12})(?![0-9])",),
        read=number,
    ),
    FieldSpec("address", "address", ("住址",), lines=3, read=street),
    FieldSpec(
        "issue_date",
        "date",
        ("签发日期", "签发"),
        fallback=(rf"({DAY})签发",),
    ),
    FieldSpec(
        "changed_address",
        "address",
        ("变动后的住址", "变动后住址", "变更后的住址", "变更后住址"),
        below=True,
        lines=2,
        read=street,
    ),
)
STOPS = (
    "户别",
    "承办人签章",
    "省级公安机关户口专用章",
    "户口登记机关户口专用章",
    "住址变动登记",
    "变动日期",
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    """On a page with both halves only the upper half belongs to the cover."""
    whole = "".join(squeeze(line) for sheet in sheets for line in sheet.folded)
    part = list(sheets)
    if "户主姓名" in whole and any(word in whole for word in MEMBER):
        start = ("居民户口簿", "户别", "户主姓名", "注意事项")
        part = between(sheets, start, MEMBER) or part
    fields = read_fields(part, kind.fields, kind.stops)
    if "address" not in fields or fields["address"].value is None:
        found = _unlabelled(part)
        if found is not None:
            fields["address"] = found
    if "changed_address" in fields and fields["changed_address"].value is None:
        del fields["changed_address"]  # the household has not moved
    return Extraction(fields=fields)


_START = re.compile(
    r"(?:[一-鿿]{2,7}省|[一-鿿]{2,6}自治区|(?:北京|天津|上海|重庆)市)[一-鿿0-9]{5,}"
)


def _unlabelled(part: Sheets) -> Field | None:
    """The address if its label was not read: a line that begins with a province."""
    spec = FieldSpec("address", "address")
    for sheet in part:
        for i, line in enumerate(sheet.lines):
            if not _START.match(squeeze(line.text)):
                continue
            piece = sheet.piece(i)
            for j, below in enumerate(sheet.lines):
                down = below.box.cy - line.box.cy
                aligned = abs(below.box.x0 - line.box.x0) < 0.5 * line.box.height
                if aligned and 0.5 * line.box.height < down < 2.2 * line.box.height:
                    piece = piece + sheet.piece(j)
            value = street(piece)
            if value is not None:
                found = make_field(spec, value)
                return found.model_copy(update={"confidence": round(found.confidence * 0.8, 4)})
    return None


TYPE = TypeEntry(
    id="household_register_cover",
    # The booklet's first page has no heading; its first cell identifies it.
    titles=("居民户口簿", "户口簿", "户口簿首页", "户主姓名"),
    words=(
        "户别", "户主姓名", "户号", "住址", "省级公安机关户口专用章", "户口登记机关户口专用章",
        "住址变动登记", "承办人签章",
        "签发", "变动后的住址", "家庭户", "集体户", "居民户口簿",
    ),
    against=("公民身份号码签发", "居住证", "有效期限", "申请表", "合同", "结婚证"),
    fields=FIELDS,
    alone=4,
    stops=STOPS,
    extract=extract,
)  # fmt: skip
