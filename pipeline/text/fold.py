"""Folding: one form for characters that OCR and printers mix, length kept."""

import unicodedata
from functools import lru_cache

_MAP = {
    "〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]",
    "《": "<", "》": ">", "〈": "<", "〉": ">", "「": '"', "」": '"',
    "“": '"', "”": '"', "‘": "'", "’": "'",
    "—": "-", "–": "-", "－": "-", "―": "-", "‐": "-", "~": "-", "～": "-",
    "。": ".", "、": ",", "，": ",", "；": ";", "：": ":", "︰": ":", "∶": ":",
    "·": "·", "•": "·", "・": "·", "‧": "·", "●": "·",
    "¥": "¥", "￥": "¥",
    "　": " ", "\t": " ", "\xa0": " ",
}  # fmt: skip
# The recogniser knows both scripts and takes ornate type for the old one. Papers of the
# mainland are printed in the new: labels and titles are matched in it.
_OLD = (
    "勞動書證學歷單號國戶務財經濟業專門職稱級員關係與屬從類費實繳納稅應監製機構農險醫療養"
    "辦處長時間開發給續簽約訂兩執辯護碩課畢結總額資產權貨幣萬億參無東陽區縣鎮鄉莊園樓層號"
    "條記錄檔編審核準許領據憑賬帳貳陸圓統計調驗測設備電話傳網頁圖標題頭聯繫聲認領導師範醫藥"
    "華東廣蘇滬寧龍慶漢語質術創貿際運輸紡織環礦業體會議員評選獎勵離婚親屬兒孫雙獨遷徙"
)
_NEW = (
    "劳动书证学历单号国户务财经济业专门职称级员关系与属从类费实缴纳税应监制机构农险医疗养"
    "办处长时间开发给续签约订两执辩护硕课毕结总额资产权货币万亿参无东阳区县镇乡庄园楼层号"
    "条记录档编审核准许领据凭账帐贰陆圆统计调验测设备电话传网页图标题头联系声认领导师范医药"
    "华东广苏沪宁龙庆汉语质术创贸际运输纺织环矿业体会议员评选奖励离婚亲属儿孙双独迁徙"
)
_MAP |= dict(zip(_OLD, _NEW, strict=True))


@lru_cache(maxsize=20000)
def _fold(ch: str) -> str:
    if ch in _MAP:
        return _MAP[ch]
    wide = unicodedata.normalize("NFKC", ch)
    return _MAP.get(wide, wide) if len(wide) == 1 else ch


def fold(text: str) -> str:
    """Full-width forms, variants of punctuation and old-script characters folded; same length."""
    return "".join(map(_fold, text))


def squeeze(text: str) -> str:
    """Folded, without any space."""
    return "".join(ch for ch in fold(text) if not ch.isspace())
