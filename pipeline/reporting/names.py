"""Names and words for reports in the requested language, from names.toml and words.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol, cast

from core.models.base import Wording
from core.models.report import Report, ReportDocument
from core.reasons import english_or

Language = Literal["zh", "en"]
Table = Mapping[str, Mapping[str, str]]


UNKNOWN = "unknown"
"""The type of a document that matches no known type."""


class Served(Protocol):
    """Something with a service: a report, or its summary."""

    @property
    def service(self) -> str | None:
        """The service's id."""

    @property
    def service_name(self) -> Wording | None:
        """The service's name in the policy."""


@dataclass(frozen=True)
class ReportWords:
    """Texts in one language; an id without a name is shown as is."""

    lang: Language

    def say(self, key: str, **numbers: object) -> str:
        """The sentence `group.name` of words.toml; KeyError if there is none."""
        group, name = key.split(".")
        return _load("words.toml")[group][name][self.lang].format(**numbers)

    def both(self, zh: str, en: str) -> str:
        """The text in this language, or the other one if it is empty."""
        return (zh or en) if self.lang == "zh" else (en or zh)

    def told(self, text: str, names: Mapping[str, str] | None = None) -> str:
        """A reason stored in Chinese; in English, its translation from `core/reasons.toml`.

        `names` gives the English of names that may occur in it.
        """
        return text if self.lang == "zh" else english_or(text, names)

    def service(self, served: Served) -> str:
        """The service's name in the guide."""
        if served.service is None or served.service == "":
            return self.say("facts.unknown")
        return self.named(served.service_name, served.service)

    def type(self, kind: str, name: Wording | None) -> str:
        """The document type's name."""
        return self.say("documents.unknown") if kind == UNKNOWN else self.named(name, kind)

    def named(self, name: Wording | None, key: str) -> str:
        """The name of a thing, or its id if it has none."""
        return self.both(name.zh, name.en) if name is not None else key.replace("_", " ")

    def role(self, role: str) -> str:
        """The owner of a document, or its side; empty for none."""
        return self._name("roles", role) if role else ""

    def field(self, kind: str, name: str) -> str:
        """The usual printed label of a field of that document type."""
        own = cast("Mapping[str, Table]", _load("names.toml")["of"]).get(kind, {})
        if name in own:
            return own[name][self.lang]
        return self._name("fields", name.rsplit(".", 1)[-1])

    def document(self, document: ReportDocument) -> str:
        """The type's name with its owner, if known."""
        name, role = self.type(document.type, document.name), self.role(document.role)
        return self.both(f"{name}（{role}）", f"{name} ({role})") if role else name

    def _name(self, table: str, key: str) -> str:
        entry = _load("names.toml")[table].get(key)
        return entry[self.lang] if entry else key.replace("_", " ")


@cache
def _load(name: str) -> Mapping[str, Table]:
    text = files("pipeline.reporting").joinpath(name).read_text("utf-8")
    return cast("Mapping[str, Table]", tomllib.loads(text))


def names_in(report: Report) -> dict[str, str]:
    """Policy names of the report's service and documents: Chinese to English."""
    named = [report.service_name, *(document.name for document in report.documents)]
    return {name.zh: name.en for name in named if name is not None}


def cited(section: str) -> str:
    """A section of the guide for readers, without our internal additions.

    >>> cited("六（二）常规9（派生）"), cited("—")
    ('六（二）常规9', '')
    """
    return section.replace("（派生）", "").strip("—- ")
