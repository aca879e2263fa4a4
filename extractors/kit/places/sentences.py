"""Where a value begins and ends in a sentence: the words before it and the words that stop it."""

import re

from core.models.document import Kind
from core.text.patterns import ready
from extractors.kit.fields import FieldSpec
from extractors.kit.places.words import meaning_of

_BE = "(?:[为是]|系(?![统列数]))"
_LEAD = re.compile(rf"{_BE}(?=..)")  # allowed between a label and its value in a sentence
_AT = re.compile(rf"(?:位|坐落|座落|处|居住|借住)?(?:[于在]|{_BE})(?=..)")
_SENTENCE = r"[,;。]|\.(?![0-9])|[(]?(?:以下简称|下称|简称|以下称)"
COMPANY_MARK = re.compile(r"[,;:。]|\.(?![0-9])|系(?![统列数])(?=....)")
MARK = re.compile(COMPANY_MARK.pattern + r"|[()]")
_CALLED = re.compile(r"[(]?(?:以下简称|下称|简称|以下称)")
_ENDS: dict[Kind, re.Pattern[str]] = {
    "person": re.compile(
        _SENTENCE + r"|(?<=..)(?:为|系|是|于|自|在|同志|先生|女士|同学|的|因|与|已|作为|担任)"
    ),
    "company": re.compile(_SENTENCE),
    "address": re.compile(r"[;。]|的(?:房|住|商|该)|,(?=[^0-9]*$)"),
}  # where a value of a kind ends in a sentence

NUMBERED = re.compile(
    r"^(?:文|编|证|字|批|备)?(?:号|编号|号码|代码|编码)[:为]?(?=[^:]{4})|^no[.:]+(?=[0-9]{4})", re.I
)
VERB = re.compile(
    r"^(?:荣获|获得|[被现]?授予|[拟已]?(?:名称)?(?:变更|更名|更改|核准|改名)为|取得了?|担任"
    r"|在?[本我该](?:校|院)|兹(?:有|证明)?|现有)(?=.{2})"
)
NAMED = re.compile(
    r"^(?:单位|企业|公司|机构|纳税人|申请人|学校|院校)?(?:名称|全称)[:为是]?(?=.{4})"
)
"""Words that may be taken with a value: the word for its number, the sentence's verb, its label."""


def lead_of(spec: FieldSpec, text: str) -> int:
    """How many characters of a sentence are before the field's value."""
    own = meaning_of(spec.name).lead
    match = ready(own).match(text) if own else None
    match = match or (_AT if spec.kind == "address" else _LEAD).match(text)
    return match.end() if match else 0


def end_of(kind: Kind, text: str) -> int:
    """How many characters at the start of a text belong to a value of this kind."""
    mark = _ENDS.get(kind, _CALLED).search(text)
    return mark.start() if mark else len(text)
