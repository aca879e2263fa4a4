"""Beijing residence registration card (北京市居住登记卡): registered, no residence permit.

Reads    all its fields.
Skips    the card's instructions.
"""

from extractors.id_card import TERM_END, street
from extractors.kit.fields import FieldSpec, TypeEntry

TYPE = TypeEntry(
    id="residence_registration_card",
    titles=("北京市居住登记卡", "居住登记卡", "居住登记凭证", "北京市居住登记凭证"),
    # Its cells are those of similar cards: only its heading identifies it.
    words=(
        "居住登记卡", "公民身份号码", "居住地址", "签发机关", "有效期", "派出所", "姓名", "居住登记",
    ),
    against=("北京市居住证", "工作居住证", "居民身份证", "常住人口登记卡", "申请表", "合同"),
    fields=(
        FieldSpec("name", "person", ("姓名", "持卡人")),
        FieldSpec(
            "id_number",
            "id_number",
            ("公民身份号码", "身份证号码", "证件号码", "身份证号"),
            fallback=(r"(?<![0-9])([1-9][0-9]{16}[0-9Xx])(?![0-9])",),
            below=True,
        ),
        FieldSpec(
            "residence_address",
            "address",
            ("现居住地址", "在京居住地址", "居住地址", "居住地"),
            lines=3,
            read=street,
        ),
        FieldSpec("valid_to", "date", ("有效期至", "有效期止"), (TERM_END,)),
    ),
    alone=9,
    stops=("性别", "民族", "出生", "签发机关", "有效期限", "户籍地址", "登记日期", "出生日期"),
)  # fmt: skip
