"""Temporary identity card (临时居民身份证): one side, valid three months.

Reads    all its fields.
Skips    sex, nation, birth, address: the regular identity card is required.
"""

from extractors.id_card import TERM_END
from extractors.kit.fields import FieldSpec, TypeEntry

TYPE = TypeEntry(
    id="temporary_id_card",
    titles=("临时居民身份证", "中华人民共和国临时居民身份证"),
    # The regular card has the same cells, and its front has no heading either: only its own heading
    # makes a card a temporary one, hence `alone`.
    words=(
        "临时居民身份证", "公民身份号码", "姓名", "性别", "民族", "出生", "住址", "签发机关", "有效期限",
    ),
    against=("居住证", "居住登记卡", "常住人口登记卡", "申请表", "合同"),
    fields=(
        FieldSpec("name", "person", ("姓名",)),
        FieldSpec(
            "id_number",
            "id_number",
            ("公民身份号码",),
            fallback=(r"(?<![0-9])([1-9][0-9]{16}[0-9Xx])(?![0-9])",),
            below=True,
        ),
        FieldSpec("valid_to", "date", ("有效期限至",), (TERM_END,)),
    ),
    alone=9,
    stops=("性别", "民族", "出生", "住址", "签发机关", "有效期限"),
)  # fmt: skip
