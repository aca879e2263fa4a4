"""The schema and the words of each type, from the TOML files of `lexicon/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lexicon"
Words = tuple[str, ...]


@dataclass(frozen=True)
class FieldWords:
    """One place on the paper: its labels, and the value printed there.

    `texts` are alternative sentences, with `{field}` in place of a value. A name that begins
    with _ is printed, but is not a field of the type. `skip` is how often the place is left out.
    """

    name: str
    source: str = ""
    labels: Words = ()
    en: str = ""
    texts: Words = ()
    skip: float = 0.0
    choices: Words = ()


@dataclass(frozen=True)
class FieldBlock:
    """Fields that are printed together, such as those of a person or a party."""

    fields: Words
    heads: Words = ()
    skip: float = 0.0
    must: bool = False
    """Always print the heading: the labels are ambiguous without it."""


@dataclass(frozen=True)
class SigningPlace:
    """A place to sign: its labels, the signer, and the field that reports the signature."""

    labels: Words
    source: str
    field: str = ""


@dataclass(frozen=True)
class TableWords:
    """A table of the type: columns by name, with their source and labels."""

    rows: str
    columns: Mapping[str, FieldWords]
    total: str = ""
    heads: Words = ()


@dataclass(frozen=True)
class TypeWords:
    """All known wordings of one type of paper."""

    id: str
    titles: Words
    forms: Words
    fields: Mapping[str, FieldWords]
    blocks: tuple[FieldBlock, ...]
    heads: Words = ()
    title_en: str = ""
    prose: Words = ()
    english: Words = ()
    tail: Words = ()
    articles: tuple[Words, ...] = ()
    clauses: str = ""
    table: TableWords | None = None
    notes: Words = ()
    seal: Words = ()
    signing: tuple[SigningPlace, ...] = ()
    foot: Words = ()
    menu: Words = ()
    hands: bool = False
    """Blanks may be filled in by hand; otherwise everything is printed."""
    fixed: bool = False
    """Keep the order of the blocks in every layout: only the order distinguishes them."""


def _words(value: Any) -> Words:
    return (value,) if isinstance(value, str) else tuple(value)


def _field(name: str, raw: Mapping[str, Any]) -> FieldWords:
    known = {"from", "labels", "en", "text", "skip", "choices"}
    if odd := set(raw) - known:
        raise ValueError(f"{name}: unknown keys {sorted(odd)}")
    return FieldWords(
        name,
        raw.get("from", ""),
        _words(raw.get("labels", ())),
        raw.get("en", ""),
        _words(raw.get("text", ())),
        float(raw.get("skip", 0.0)),
        _words(raw.get("choices", ())),
    )


def _table(raw: Mapping[str, Any]) -> TableWords:
    columns = {name: _field(name, column) for name, column in raw["columns"].items()}
    return TableWords(raw["rows"], columns, raw.get("total", ""), _words(raw.get("heads", ())))


def _type(name: str, raw: Mapping[str, Any]) -> TypeWords:
    fields = {key: _field(key, value) for key, value in raw.get("fields", {}).items()}
    labelled = tuple(key for key, value in fields.items() if value.labels)
    tail = _words(raw.get("tail", ()))
    blocks = tuple(
        FieldBlock(
            _words(b["fields"]),
            _words(b.get("heads", ())),
            float(b.get("skip", 0)),
            bool(b.get("must", False)),
        )
        for b in raw.get("blocks", ())
    ) or (FieldBlock(tuple(key for key in labelled if key not in tail)),)
    return TypeWords(
        id=name,
        titles=_words(raw["titles"]),
        forms=_words(raw["forms"]),
        fields=fields,
        blocks=blocks,
        heads=_words(raw.get("heads", ())),
        title_en=raw.get("title_en", ""),
        prose=_words(raw.get("prose", ())),
        english=_words(raw.get("english", ())),
        tail=tail,
        articles=tuple(_words(one) for one in raw.get("articles", ())),
        clauses=raw.get("clauses", ""),
        table=_table(raw["table"]) if "table" in raw else None,
        notes=_words(raw.get("notes", ())),
        seal=_words(raw.get("seal", ())),
        signing=tuple(
            SigningPlace(_words(s["labels"]), s["from"], s.get("field", ""))
            for s in raw.get("signing", ())
        ),
        foot=_words(raw.get("foot", ())),
        menu=_words(raw.get("menu", ())),
        hands=bool(raw.get("hands", False)),
        fixed=bool(raw.get("fixed", False)),
    )


@cache
def lexicon() -> dict[str, TypeWords]:
    """All types by name, from the files in alphabetical order."""
    found: dict[str, TypeWords] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for name, raw in tomllib.loads(path.read_text("utf-8")).items():
            if name.startswith("_"):
                continue
            try:
                found[name] = _type(name, raw)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path.name}: [{name}]: {error}") from error
    return found


@cache
def pool(name: str) -> Words:
    """A list of sentences that several types share, from `_shared`."""
    shared = tomllib.loads((FOLDER / "shared.toml").read_text("utf-8"))["_shared"]
    return _words(shared[name])
