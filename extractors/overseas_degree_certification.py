"""Certification of an overseas degree (国（境）外学历学位认证书, annex 7).

Issuer   教育部留学服务中心. Old numbers read 教留服认英[2016]01234号, new ones have 12 digits.
Reads    all its fields, in prose or as a table.
Skips    the foreign school's own name, and the number of its certificate.
"""

import re

from core.text.sheet import Piece
from core.text.values import TextValue
from core.text.values.dates import DAY, MONTH
from extractors.id_card import sex
from extractors.kit.education import BIRTH, SEX, last_date, school, word
from extractors.kit.fields import Extraction, FieldSpec, Sheets, TypeEntry, read_fields

_OLD = re.compile(r"教?留服认([一-鿿]{1,4})[\[(]?([0-9]{4})[\])]?([0-9]{3,7})号?")
_COUNTRIES = (
    "美国|英国|法国|德国|日本|韩国|荷兰|瑞典|瑞士|丹麦|挪威|芬兰|意大利|西班牙|葡萄牙|比利时|奥地利"
    "|爱尔兰|俄罗斯|乌克兰|白俄罗斯|波兰|匈牙利|捷克|加拿大|墨西哥|巴西|阿根廷|澳大利亚|新西兰"
    "|新加坡|马来西亚|泰国|菲律宾|印度|以色列|南非|中国香港|中国澳门|中国台湾|香港|澳门|台湾"
)
_ALSO = r"(?:\([a-zA-Z .,&'-]{2,60}\))?"  # the degree in English
_SCHOOL = r"[一-鿿·]{2,24}?(?:大学|学院|学校|研究院|研究所|中心)"


def number(piece: Piece) -> TextValue | None:
    """教留服认英[2016]01234号 with square brackets, or 12 digits."""
    flat = piece.strip(" :;,.").dense()
    text = flat.folded
    if match := _OLD.search(text):
        value = f"教留服认{match[1]}[{match[2]}]{match[3]}号"
        return TextValue(value, flat[match.start() : match.end()])
    if match := re.search(r"(?<![0-9A-Z])([0-9]{12,14})(?![0-9])", text):
        return TextValue(match[1], flat[match.start() : match.end()])
    return None


FIELDS = (
    FieldSpec(
        "certificate_number",
        "text",
        ("认证书编号", "认证编号", "编号"),
        (r"(教?留服认[一-鿿]{1,4}[\[(]?[0-9]{4}[\])]?[0-9]{3,7}号?)",),
        read=number,
        fallback=(r"(?<![0-9A-Z])([0-9]{12})(?![0-9])",),
    ),
    FieldSpec(
        "name",
        "person",
        ("姓名",),
        (
            r"(?:^|[.:号)]|[0-9](?!号))([一-鿿·]{2,12}?)[,.](?:性别)?:?[男女][,.]",
            r"([一-鿿·]{2,4})[,.](?:性别)?[男女][,.]",
        ),
    ),
    FieldSpec("sex", "text", SEX.labels, (r"[一-鿿·]{2,12}[,.](?:性别)?:?([男女])[,.]",), read=sex),
    FieldSpec(
        "birth_date",
        "date",
        BIRTH.labels,
        (rf"({DAY})(?:出生|生[,.])", rf"(?:出生日期|出生于|生于):?({DAY})"),
    ),
    FieldSpec(
        "country",
        "text",
        ("国家(地区)", "留学国家", "国家", "颁证国家"),
        (rf"(?:所持|在|于|持有)({_COUNTRIES})", rf"系({_COUNTRIES})"),
        read=word,
    ),
    FieldSpec(
        "school",
        "company",
        ("颁证院校", "学校名称", "院校名称", "毕业院校", "学校"),
        (
            rf"(?:所持|在|于|持有)(?:{_COUNTRIES})?({_SCHOOL})(?=[\(,学颁于攻])",
            rf"(?:经核查|经审核|经查)[,:]?({_SCHOOL})(?=\(|系|是)",
        ),
        read=school,
    ),
    FieldSpec(
        "degree",
        "text",
        ("学位名称", "所获学位", "学位"),
        (
            rf"专业([一-鿿]{{0,10}}?[学博硕]士){_ALSO}学位",
            rf"颁发的(.{{0,16}}?[学博硕]士){_ALSO}学位",
            rf"(?:获得?|授予|取得)(?:了)?(?:该校)?(?:颁发的)?(.{{2,16}}?[学博硕]士){_ALSO}学位",
            rf"([一-鿿]{{0,10}}?[学博硕]士){_ALSO}学位证书",
        ),
        read=word,
    ),
    FieldSpec(
        "study_start",
        "month",
        ("学习时间", "学习期间", "入学时间"),
        (
            rf"自?({MONTH})(?:[0-9]{{1,2}}日)?[\-至到]+[12][0-9]{{3}}年",
            rf"(?:自|从|于)({MONTH})(?:[0-9]{{1,2}}日)?(?:起)?(?:在|入|进入)",
        ),
    ),
    FieldSpec(
        "degree_date",
        "date",
        ("获学位时间", "学位授予时间", "毕业时间", "颁证日期", "证书颁发时间"),
        (
            rf"于({DAY})(?:颁发|授予|获得|获|毕业|取得)",
            rf"({DAY})(?:颁发的|授予的|获得|获|毕业|取得)",
        ),
    ),
)


def extract(kind: TypeEntry, sheets: Sheets) -> Extraction:
    fields = read_fields(sheets, kind.fields, kind.stops)
    issued = last_date(sheets, "issue_date")
    if issued is not None:
        fields["issue_date"] = issued
    return Extraction(fields=fields)


TYPE = TypeEntry(
    id="overseas_degree_certification",
    titles=(
        "国(境)外学历学位认证书", "国外学历学位认证书", "国外学位认证书", "国(境)外学位认证书",
        "学历学位认证书",
        "香港特别行政区学历学位认证书", "国境外学历学位认证书", "澳门特别行政区学历学位认证书",
        "台湾地区学历学位认证书",
    ),
    words=(
        "教育部留学服务中心", "学历学位认证书", "教留服认", "特此认证", "正规高等学校", "经核查",
        "学位证书",
        "所持", "表明其", "具有相应的学历", "颁发", "中国国籍",
    ),
    against=(
        "学历证书电子注册备案表", "学位在线验证报告", "毕(结)业日期", "申请表",
        "国务院学位委员会授权",
    ),
    also=(("issue_date", "date"),),
    fields=FIELDS,
    alone=4,
    stops=("认证机构", "特此认证"),
    extract=extract,
)  # fmt: skip
