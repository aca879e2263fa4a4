"""Values in sentences: the blanks that a letter, a declaration or a clause fills in.

sentences.toml lists the families of such sentences by field, for all types; in them `_` is the
value, `^` the start of a line or of the text after a stop, `{WE}` the unit that writes. Running
text has no line ends, so a blank may span two lines. Only fields that nothing else found are
searched for here, and only a value with the form of its kind is taken.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from core.models.document import Field, Kind
from core.text.fold import fold, squeeze
from core.text.sheet import Flow, Piece, TextSheet
from core.text.values import TextValue
from core.text.values.dates import DAY, MONTH
from extractors.kit.fields import Extraction, FieldSpec, TypeEntry, make_field
from extractors.kit.labelled import without_item
from extractors.kit.letters import prose
from extractors.kit.places.forms import plausible
from extractors.kit.places.words import LabelVocabulary, vocabulary

DATA = "sentences.toml"
SHORT = 0.25  # share of the text's width: a line that ends this far before the edge ends a sentence
SURE = 0.3  # minimum score of a value's form; a free text has none
_WE = r"(?:原?(?:我|本|贵)(?:单位|公司|学校|校|学院|院|研究院|研究所|所|局|行|中心|集团|机构|司))"
_BLANKS: dict[Kind, str] = {
    "person": r"([一-鿿·]{2,14}?)",
    "company": r"([一-鿿A-Za-z0-9()·]{4,40}?)",
    "address": r"((?:[一-鿿]{2,9}?[省市区县州盟旗])[^,;:.]{4,60}?)",
    "id_number": r"([1-9][0-9]{16}[0-9Xx])(?![0-9])",
    "date": rf"({DAY})",
    "month": rf"({MONTH})",
    "amount": r"([0-9][0-9,]*(?:\.[0-9]{1,2})?)",
    "phone": r"([0-9][0-9\-]{6,13})(?![0-9])",
    "text": r"([^,;:.]{2,40}?)",
}
_TITLED = re.compile("同志|先生|女士|同学|博士|教授|研究员|[男女,(:]|等")
_STOPS = ",.;:()"


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The sentences of each field by name."""
    data = tomllib.loads(files("extractors.kit").joinpath(DATA).read_text("utf-8"))
    return {name: tuple(sentences) for name, sentences in data.items()}


def with_sentences(kind: TypeEntry, sheets: Sequence[TextSheet], seen: Extraction) -> Extraction:
    """The extraction, with the fields without a find filled from its sentences."""
    lacking = [
        spec
        for spec in kind.schema
        if spec.name in families()
        and ((old := seen.fields.get(spec.name)) is None or old.presence == "unclear")
    ]
    if not lacking:
        return seen
    words = vocabulary(kind.schema, kind.stops)
    flows = [Flow(prose(sheets)), Flow(sheets)]
    found = ((spec, _first_blank(spec, flows, words)) for spec in lacking)
    more = {spec.name: field for spec, field in found if field is not None}
    return replace(seen, fields={**seen.fields, **more}) if more else seen


def _first_blank(spec: FieldSpec, flows: Sequence[Flow], words: LabelVocabulary) -> Field | None:
    """The first blank of the field's sentences that has a value of its kind."""
    for flow in flows:
        for pattern in _patterns(spec.name, spec.kind):
            for match in _matches(pattern, flow):
                piece = without_item(flow.piece(*match.span(1)))
                value = spec.reader(piece) if piece and not _over_an_end(piece) else None
                if value is None or not value.piece or not _is_whole(spec.kind, value, piece):
                    continue
                least = 0.0 if spec.kind not in ("person", "company", "address") else SURE
                if plausible(spec.kind, value.value, words) >= least:
                    return make_field(spec, value)
    return None


def _is_whole(kind: Kind, value: TextValue, piece: Piece) -> bool:
    """Whether a person's name fills its blank: 成本价 of 成本价购买 is a word of the sentence."""
    rest = fold(squeeze(piece.text)).removeprefix(fold(squeeze(value.value)))
    return kind != "person" or not rest or _TITLED.match(rest) is not None


def _over_an_end(piece: Piece) -> bool:
    """Whether a text crosses the end of a line that ends far from the text's edge: a heading."""
    for one, two in pairwise(piece.chars):
        if one.line == two.line and one.sheet is two.sheet:
            continue
        box = one.sheet.lines[one.line].box
        edge = max(line.box.x1 for line in one.sheet.lines if line.box.x0 < box.x1)
        if edge - box.x1 > SHORT * (edge - min(line.box.x0 for line in one.sheet.lines)):
            return True
    return False


@cache
def _patterns(name: str, kind: Kind) -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """A field's sentences as patterns, and whether each begins at a line or clause start."""
    return tuple(
        (
            sentence.startswith("^"),
            re.compile(sentence.lstrip("^").replace("{WE}", _WE).replace("_", _BLANKS[kind], 1)),
        )
        for sentence in families()[name]
    )


def _matches(pattern: tuple[bool, re.Pattern[str]], flow: Flow) -> Iterator[re.Match[str]]:
    begins, compiled = pattern
    if not begins:
        yield from compiled.finditer(flow.text)
        return
    line = None
    for at, letter in enumerate(flow.text):
        char = flow.piece(at, at + 1).chars[0]
        after = at > 0 and flow.text[at - 1] in _STOPS
        if (char.line != line or after) and letter not in _STOPS:
            match = compiled.match(flow.text, at)
            if match is not None:
                yield match
        line = char.line
