"""Court judgment or mediation in a divorce (民事判决书, 民事调解书): two to ten pages.

Reads    all its fields.
Skips    the reasons.
"""

from core.text.sheet import Piece
from core.text.values import TextValue, read_text
from core.text.values.dates import DAY
from extractors.kit.education import last_date
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry
from extractors.kit.letters import NAME, read_letter

_AFTER = r"(?=[,.;()]|男|女|性别|出生|离婚|婚姻|同居|因|诉|之间)"
_OF = r"(?:\([^()]*\))?:?(?![与和诉的每由应在不未称认辩])"


def case_number(piece: Piece) -> TextValue | None:
    """（2018）京0101民初1234号, with full-width brackets."""
    flat = piece.dense()
    text = flat.folded.replace("(", "（").replace(")", "）").replace("[", "（").replace("]", "）")
    return TextValue(text, flat) if text else None


FIELDS = (
    FieldSpec(
        "court",
        "company",
        (),
        (
            r"(?:判决书|调解书|裁定书|文书)([一-鿿]{2,20}?人民法院)",
            r"([一-鿿]{2,20}?人民法院)",
        ),
    ),
    FieldSpec(
        "case_number",
        "text",
        ("案号",),
        (
            r"([\[(][12][0-9]{3}[\])][一-鿿]{1,3}[0-9]{0,6}[一-鿿]{1,4}(?:初|终|再|调)?(?:字第)?[0-9]{1,7}号)",
        ),
        read=case_number,
    ),
    FieldSpec("plaintiff", "person", (), (rf"原告{_OF}({NAME}){_AFTER}",)),
    FieldSpec("defendant", "person", (), (rf"被告{_OF}({NAME}){_AFTER}",)),
    FieldSpec(
        "custody_text",
        "text",
        (),
        (
            r"(?:判决如下|达成如下协议)[^.]{0,200}?((?:婚生)?[^.;,]{0,12}[子女儿][^.;]{0,24}?(?:由|随|归)[^.;]{2,40}?抚养)",
            r"((?:婚生)[^.;]{2,40}?(?:由|随|归)[^.;]{2,40}?抚养)",
        ),
        read=read_text,
    ),
    FieldSpec("judgment_date", "date", (), (rf"({DAY})(?=书记员|法官助理|本件)",)),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_letter(sheets, kind)
    if "judgment_date" not in fields and (found := last_date(sheets, "judgment_date")) is not None:
        fields["judgment_date"] = found
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="court_judgment",
    titles=("民事判决书", "民事调解书"),
    words=(
        "人民法院", "民事判决书", "民事调解书", "原告", "被告", "判决如下", "审判员", "书记员",
        "准予", "离婚纠纷", "本院认为",
        "案件受理费", "诉讼请求", "民初", "达成如下协议", "生效证明",
    ),
    against=("离婚协议书", "劳动合同书", "租赁期限", "申请表"),
    fields=FIELDS,
    joins=True,
    alone=4,
    extract=extract,
)  # fmt: skip
