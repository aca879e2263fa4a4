"""Corrects frequent words on seals in which one character was misread.

These are 有限公司 and 大学 at the end, and a province at the beginning. Text that differs from such
a word in one character at its place, and from no other word, is replaced by it. Its last character
must be right, because it tells similar words apart (保障局, 保障厅); at the end also its first one,
which may belong to a name (新能源[有]限公司). Names are not changed.
"""

from core.text.alike import one_apart

_ENDS = (
    "有限责任公司", "股份有限公司", "有限公司", "会计师事务所", "税务师事务所",
    "市场监督管理局", "工商行政管理局", "社会保障局",
)  # fmt: skip
_PROVINCES = (
    "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省",
    "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省",
    "四川省", "贵州省", "云南省", "陕西省", "甘肃省", "青海省",
)  # fmt: skip
_BIG = str.maketrans("太犬丈", "大大大")  # misreadings of the 大 in 大学


def mended(ring: str) -> str:
    """The ring text with its first and last words corrected.

    >>> mended("北京鼎晟科技股汾有限公司"), mended("东北太学"), mended("Q宁省公安厅")
    ('北京鼎晟科技股份有限公司', '东北大学', '辽宁省公安厅')
    >>> mended("海北省公安厅"), mended("北京中学"), mended("北京社会保障厅"), mended("新能源限公司")
    ('海北省公安厅', '北京中学', '北京社会保障厅', '新能源限公司')
    """
    end = next((word for word in _ENDS if ring.endswith(word)), None)
    if end is None:
        near = [word for word in _ENDS if _is_misread(ring[-len(word) :], word)]
        if near:  # the longest word includes the shorter ones
            ring = ring[: -len(near[0])] + near[0]
    elif end == "有限公司" and _is_misread(ring[-6:], "股份有限公司"):
        ring = ring[:-6] + "股份有限公司"
    if len(ring) > 3 and ring.endswith("学"):
        ring = ring[:-2] + ring[-2].translate(_BIG) + "学"
    begun = [word for word in _PROVINCES if _one_off(ring[: len(word)], word)]
    if len(begun) == 1 and not ring.startswith(_PROVINCES):
        ring = begun[0] + ring[len(begun[0]) :]
    return ring


def _is_misread(end: str, word: str) -> bool:
    return _one_off(end, word) and end[0] == word[0]


def _one_off(one: str, word: str) -> bool:
    """Whether exactly one character of the word was misread, but not its last."""
    return len(one) == len(word) and one[-1] == word[-1] and one_apart(one, word)
