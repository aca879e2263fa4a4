"""Compare two addresses: whether they name the same door."""

import re
from dataclasses import dataclass

from core.text.numerals import chinese_number
from core.text.values.places import BEIJING, CITY
from validators.ground.compare import agrees, folded, likeness, lookalike
from validators.ground.elsewhere import standing
from validators.ground.look import Value

_NUMERALS = re.compile(r"[〇零一二三四五六七八九十]+")
_NUMBER = re.compile(r"[甲乙丙丁]?[0-9]+|(?<![A-Z])[A-Z](?![A-Z])")
_FLOOR = re.compile(r"[0-9]+层")
"""The door's number already contains the floor."""
_UNITS = re.compile(r"[^㐀-鿿]|单元|[号院楼室栋幢座层门户房附之第甲乙丙丁]")
"""The words between an address's numbers, which every writer chooses differently."""
_TOWN = re.compile(r"^[㐀-鿿]{2,6}?(?:街道办事处|地区办事处|街道|[镇乡])")
_CITY = re.compile(rf"(?:中国)?({CITY})(?:市辖区)?([㐀-鿿]{{2,6}}?市)?")
_DISTRICT = re.compile(r"([㐀-鿿]{1,5}?)(?:新区|区|县)")
_BUILDING = re.compile(r"[0-9]号?(?:楼|幢|栋|院)$")
MERGED = {"崇文": "东城", "宣武": "西城"}
"""Districts of Beijing until 2010, as named on older papers."""
ALIKE = 0.6
NUMBERS_OF_DOOR = 3


@dataclass(frozen=True)
class AddressParts:
    """A parsed address; parts it does not have are empty."""

    city: str
    district: str
    words: str
    """Street and estate, without town, numbers and the words between them."""
    numbers: tuple[str, ...]


def numbers(address: str) -> tuple[str, ...]:
    """The numbers of an address in order: 号, 楼, 单元, 室.

    >>> numbers("3号楼2单元501室") == numbers("三-2-501")
    True
    >>> numbers("甲12号院A座0501"), numbers("十二号楼")
    (('甲12', 'A', '501'), ('12',))
    """
    flat = _NUMERALS.sub(lambda at: str(chinese_number(at[0]) or at[0]), folded(address))
    bare = _FLOOR.sub("", flat)
    return tuple(re.sub(r"(?<![0-9])0+(?=[0-9])", "", found) for found in _NUMBER.findall(bare))


def place_of(address: str) -> AddressParts:
    """Parse an address.

    >>> place_of("北京市东城区安定门街道样例胡同12号院3号楼601")
    AddressParts(city='北京', district='东城', words='样例胡同', numbers=('12', '3', '601'))
    """
    rest, city, district = folded(address), "", ""
    if found := _CITY.match(rest):
        city, rest = re.sub("[市省]$", "", found[1]), rest[found.end() :]
    named = _DISTRICT.match(rest)
    if named and (city or re.fullmatch(BEIJING, f"{named[1]}区") or named[1] in MERGED):
        district, rest = MERGED.get(named[1], named[1]), rest[named.end() :]
    words = _UNITS.sub("", _NUMERALS.sub("", _TOWN.sub("", rest)))
    return AddressParts(city, district, words, numbers(rest))


def one_door(value: Value, expected: str) -> bool | None:
    """Whether a read address is the expected one; None if that is unclear.

    All numbers must be equal, in one district; a shortened address (no city, no town, no number of
    the yard) is the same door. A different street name may be an alias: a person must look. The
    same holds for an address that ends before the door.
    """
    if not value.text or not expected:
        return None
    if agrees(value, expected):
        return True
    given, other = place_of(value.text), place_of(expected)
    apart = _apart(given, other)
    if not apart and _one_number(given.numbers, other.numbers):
        return _one_street(given, other, value.sure)
    if not value.sure or standing(value.document, expected) is not None:
        return None
    if apart:
        return False
    short, long = sorted((given.numbers, other.numbers), key=len)
    if short == long[: len(short)] and short != long:
        words = sorted((given.words, other.words), key=len)
        return None if short or _within(*words) else False
    return None if given.numbers == other.numbers else False


def says_door(text: str, address: str) -> bool:
    """Whether a text, such as an invoice's remark, contains exactly this address.

    >>> says_door("房屋地址:样例路1号楼601室", "样例路1号楼601室"), says_door("样例路11", "样例路1")
    (True, False)
    """
    wanted = re.escape(folded(address))
    return bool(wanted) and re.search(rf"{wanted}(?![0-9])", folded(text)) is not None


def is_in_building(door: str, building: str) -> bool:
    """Whether an address is a door of the building or yard that another one names as a whole.

    >>> is_in_building("样例街9号院3号楼412室", "样例街9号院3号楼")
    True
    >>> is_in_building("样例街9号院31号楼412室", "样例街9号院3")
    False
    """
    whole = folded(building)
    return _BUILDING.search(whole) is not None and folded(door).startswith(whole)


def _apart(one: AddressParts, other: AddressParts) -> bool:
    """Whether two addresses name two cities or two districts."""
    pairs = ((one.city, other.city), (one.district, other.district))
    return any(a and b and a != b and not lookalike(a, b) for a, b in pairs)


def _one_number(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the numbers are the same, apart from yard numbers that one leaves out."""
    short, long = sorted((one, other), key=len)
    if not short or long[-len(short) :] != short:
        return False
    return short == long or len(short) >= NUMBERS_OF_DOOR


def _one_street(one: AddressParts, other: AddressParts, sure: bool) -> bool | None:
    """Whether the words of two addresses with equal numbers are the same, or shortened."""
    short, long = sorted((one.words, other.words), key=len)
    if not short and long:
        return True if min(len(one.numbers), len(other.numbers)) >= NUMBERS_OF_DOOR else None
    if _within(short, long) or (not sure and likeness(short, long) > ALIKE):
        return True
    return None


def _within(short: str, long: str) -> bool:
    """Whether a text is another one with some characters left out.

    >>> _within("龙腾苑", "回龙观龙腾苑"), _within("北苑路", "南苑路")
    (True, False)
    """
    rest = iter(long)
    return all(letter in rest for letter in short)
