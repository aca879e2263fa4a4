"""The items of income that the tax client and tax records print: a fixed list of words."""

from core.text.alike import edits
from core.text.sheet import Piece
from core.text.values import TextValue, read_text

ITEMS = (
    "正常工资薪金", "正常工资薪金所得", "工资薪金所得", "工资、薪金所得", "全年一次性奖金收入", "全年一次性奖金",
    "解除劳动合同一次性补偿金", "内退一次性补偿金", "提前退休一次性补贴", "个人股权激励收入", "单位低价向职工售房",
    "企业年金", "年金领取", "一般劳务报酬所得", "劳务报酬所得", "其他劳务报酬所得", "保险营销员佣金收入",
    "证券经纪人佣金收入", "稿酬所得", "特许权使用费所得", "利息、股息、红利所得", "利息股息红利所得", "财产租赁所得",
    "财产转让所得", "偶然所得", "经营所得", "外籍人员正常工资薪金", "外籍人员数月奖金",
)  # fmt: skip
MIN_ITEM_CHARACTERS = 5
"""Length from which on an item is recognised with one misread character."""


def read_item(piece: Piece) -> TextValue | None:
    """An item of income; a word one character away from exactly one item is that item."""
    value = read_text(piece)
    if value is None or value.value in ITEMS or len(value.value) < MIN_ITEM_CHARACTERS:
        return value
    near = [
        item for item in ITEMS if len(item) >= MIN_ITEM_CHARACTERS and edits(item, value.value) == 1
    ]
    return value._replace(value=near[0]) if len(near) == 1 else value
