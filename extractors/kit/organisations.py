"""Names of organisations and other values without a label, found by their lines."""

import re
from collections.abc import Iterator, Sequence

from core.models.document import Field
from core.text.fold import fold
from core.text.sheet import Flow, Piece, TextSheet
from extractors.kit.fields import FieldSpec, Sheets, by_patterns, make_field

Fields = dict[str, Field]

_END = re.compile(
    r"(?:公司|事务所|中心|学校|大学|学院|医院|研究院|研究所|设计院|协会|学会|基金会|银行|集团|委"
    r"员会|出版社|报社|杂志社|合作社|"
    r"分行|支行|营业部|工作室|厂|局|馆|院|店|部|\((?:特殊普通合伙|有限合伙|普通合伙)\))$"
)
_MENU = re.compile(
    r"税务|税收|客户端|查询|申报|采集|首页|扣缴|缴款|系统|明细|代扣|管理局登录|设置|消息|帮助"
)


def organisations(sheet: TextSheet) -> Iterator[Piece]:
    """Words on the sheet that end like an organisation's name, from top to bottom."""
    for i, text in enumerate(sheet.folded):
        for match in re.finditer(r"[^\s:;|>]+", text):
            word = fold(match[0]).strip("*\"'.,-[]")
            bare = re.sub(r"[0-9A-Z]{15,20}$", "", word)
            if len(bare) >= 4 and _END.search(bare) and not _MENU.search(bare):
                start = match.start() + match[0].find(bare)
                yield sheet.piece(i, start, start + len(bare))


def by_line(sheets: Sheets, spec: FieldSpec, patterns: Sequence[str]) -> Fields:
    """The field if a pattern matches inside a line; lines are joined by line feeds."""
    flow = Flow(sheets, between="\n", beside="\t")
    value = next(iter(by_patterns(flow, spec, patterns)), None)
    return {} if value is None else {spec.name: make_field(spec, value)}
