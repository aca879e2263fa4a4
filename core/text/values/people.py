"""Names of persons of any length and script, and texts that surely are no names.

Han names of two to four characters; longer ones if their parts are joined by a dot, or if their
characters are those used for foreign and minority names; Latin names of two words or more. A word
of a form, of grammar or of a clause is not a name.
"""

import re

from core.reasons import reason
from core.text.sheet import Piece
from core.text.surnames import has_surname, looks_like_name
from core.text.values.value import TextValue
from core.text.values.words import is_blank, words

MAX_NAME_LENGTH = 25  # characters of a name with its dots
MIN_SURE_READING = (
    0.9  # above this confidence a word without a surname is in doubt; below it, it may be misread
)
HAN = r"〇々㐀-鿿豈-﫿\U00020000-\U0003ffff"
# Syllables of transcribed names: Mongol, Tibetan, Turkic, Western.
_SOUNDS = frozenset(
    "阿艾爱安敖奥巴白班包宝保鲍贝比毕别宾波伯博布才策查察朝成楚次措达代丹当道德登邓迪帝丁顿多额恩尔法费弗福夫噶嘎格根"
    "葛贡古官哈海汉浩合和赫黑亨胡呼花基吉加贾江杰金久卡凯坎康考柯科克肯孔库夸奎拉来莱兰朗勒雷蕾里丽利莉力林琳龙鲁露伦"
    "罗洛马玛买迈麦曼毛梅美蒙孟米密敏明莫默姆木穆那纳娜乃南内妮尼娘宁努诺欧帕派潘庞佩彭皮平普其奇齐切钦青琼丘却热仁日"
    "荣茹如瑞萨赛桑瑟森莎山尚沙圣史什斯思丝松苏孙索塔泰坦汤陶特提图土吐托瓦娃旺维威韦温文翁沃乌吾西希锡喜席夏香肖谢辛"
    "兴雄许雅亚延彦央杨耶叶伊依益英永尤于约云再扎泽曾詹珍智仲朱卓宗佐孜提江力依扎旦阳桂措腾朝敦勤布雀巴雅布图格勒旦顿"
)
_DOT = re.compile(rf"(?<=[{HAN}])\s*[·.．]\s*(?=[{HAN}])")
_DOTTED = re.compile(rf"[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}}){{1,5}}(?![{HAN}·])")
_HAN = re.compile(rf"[{HAN}]{{2,12}}(?![{HAN}·])")
_WORD = r"[A-Z][A-Za-z'’\-]*\.?"
_LATIN = re.compile(rf"{_WORD}(?:(?:\s*,\s*|\s+){_WORD}){{1,5}}(?![A-Za-z0-9])")
_AROUND = " :;,.*_|-√□■☑☐☒"  # with a stroke of the label, or a stain, read as a box to tick
_SEX_BEHIND = re.compile(r"(?<=\S)\s+[男女](?:\s|$)")
_PARTED = re.compile(r"(?<![A-Za-z])\s*[,;/]|\s+(?:和|与|及)\s*|(?<=\S)\s{2,}(?=\S)")
_SHARE = re.compile(r".*份")


def read_person(piece: Piece) -> TextValue | None:
    """A name as the report prints it: the dot ·, no space between Han characters."""
    bare = _before_next(piece.strip(_AROUND))
    if sex := _SEX_BEHIND.search(bare.folded):  # the next cell, read as one line with the name
        bare = bare[: sex.start()]
    if is_blank(bare, "person"):
        return None
    return _in_han(bare) or _in_latin(bare)


def is_unlikely(name: str) -> bool:
    """Whether a name has no surname, not even a rare one, and is not transcribed.

    It may still be a name; but its position is less sure.

    >>> is_unlikely("承接人"), is_unlikely("亓新飞"), is_unlikely("布日古德巴雅尔")
    (True, False, False)
    """
    han = re.fullmatch(rf"[{HAN}]+", name) is not None
    return han and not has_surname(name) and not _sounds(name)


def find_people(piece: Piece) -> list[TextValue]:
    """Every name of a field that may hold several: 张三、李四, one per line, or joined by 和."""
    found, start = [], 0
    text = piece.folded
    cuts = [match.span() for match in _PARTED.finditer(text)]
    cuts += [(at, at + 1) for at in _between_names(piece)]
    for i in range(1, len(piece.chars)):
        one, two = piece.chars[i - 1], piece.chars[i]
        if one.line != two.line or one.sheet is not two.sheet:
            cuts.append((i, i))
    for a, b in [*sorted(cuts), (len(text), len(text))]:
        value = read_person(piece[start:a])
        if value is not None:
            found.append(value)
        start = b
    return found


def find_partners(piece: Piece) -> TextValue | None:
    """The persons who act for a unit, if there may be several: their names joined by 、.

    For 北京某公司（委派代表：张三） it is the delegated person.
    """
    sent = re.search(r"(?:委派|授权)代表人?[:为]?\s*", piece.folded)
    if sent is not None and (value := read_person(piece[sent.end() :])) is not None:
        return value
    found = find_people(piece)
    if len(found) < 2:
        return read_person(piece)
    whole = found[0].piece
    for more in found[1:]:
        whole = whole + more.piece
    return TextValue("、".join(one.value for one in found), whole)


def _between_names(piece: Piece) -> list[int]:
    """Where a space separates two names: 张三 李四. One name may be spaced: 欧 阳 娜 娜."""
    text = piece.folded
    found = []
    for match in re.finditer(rf"(?<=[{HAN}])\s(?=[{HAN}])", text):
        left = re.search(rf"(?:^|\s)([{HAN}]{{2,4}})$", text[: match.start()])
        right = re.match(rf"([{HAN}]{{2,4}})(?![{HAN}])", text[match.end() :])
        if left and right and looks_like_name(left[1]) and looks_like_name(right[1]):
            found.append(match.start())
    return found


def _before_next(bare: Piece) -> Piece:
    """The first of two names side by side."""
    cuts = _between_names(bare)
    return bare[: cuts[0]] if cuts else bare


def _in_han(bare: Piece) -> TextValue | None:
    flat = bare.dense()
    text = _dotted(flat)
    if match := _DOTTED.match(text):
        long = len(match[0]) <= MAX_NAME_LENGTH and len(match[0].replace("·", "")) >= 3
        if long and not _is_no_name(match[0], whole=False):
            return TextValue(match[0], flat[: match.end()])
        return None
    match = _HAN.match(text)
    if match is None:
        return None
    name = _without_title(match[0])
    if len(name) < 2 or _is_no_name(name) or (len(name) > 4 and not _sounds(name)):
        return None
    part = flat[: len(name)]
    strange = part.confidence >= MIN_SURE_READING and is_unlikely(name)
    return TextValue(name, part, reason("value.odd_name", name=name) if strange else "")


def _dotted(flat: Piece) -> str:
    """The text with one form of the dot; a full stop of a sentence (。) is not one."""
    dots = "".join(
        "·" if fold == "·" else ch for ch, fold in zip(flat.text, flat.folded, strict=True)
    )
    return _DOT.sub("·", dots)


def _without_title(name: str) -> str:
    for title in words().person.titles:
        if name.endswith(title) and len(name) - len(title) >= 2:
            return name[: -len(title)]
    return name


def _sounds(name: str) -> bool:
    """Whether a long run of characters is transcribed by sound: a name, not a clause."""
    return sum(ch in _SOUNDS for ch in name) >= 0.75 * len(name) and len(name) <= 10


def _is_no_name(name: str, *, whole: bool = True) -> bool:
    known = words().person
    if name in known.whole or name in known.common or _SHARE.fullmatch(name):
        return True
    if any(word in name for word in known.within):
        return True
    return whole and not looks_like_name(name) and any(ch in known.grammar for ch in name)


def _in_latin(bare: Piece) -> TextValue | None:
    match = _LATIN.match(bare.folded)
    if match is None:
        return None
    parts = re.findall(r"[A-Za-z'’\-]+", match[0])
    strange = any(part.upper() in words().person.latin for part in parts)
    if strange or max(map(len, parts)) < 2 or len(match[0]) > 2 * MAX_NAME_LENGTH:
        return None
    return TextValue(re.sub(r"\s+", " ", match[0]).strip(), bare[: match.end()])
