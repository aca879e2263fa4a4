"""Names and words: complete in both languages, and of the same ids as the rest."""

import re
import tomllib
from importlib.resources import files
from string import Formatter
from typing import get_args

import pytest

from core.models.base import Wording
from core.models.finding import Outcome, Severity, Status
from core.models.page import SealKind
from extractors import TYPES
from extractors.kit.fields import TypeEntry
from pipeline.reporting.names import ReportWords

ROOM = files("pipeline.reporting")


def table(name: str) -> dict[str, dict[str, dict[str, str]]]:
    loaded: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
        ROOM.joinpath(name).read_text("utf-8")
    )
    return loaded


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_what_is_said_in_one_language_is_said_in_the_other() -> None:
    for group in table("words.toml").values():
        for name, both in group.items():
            assert both.keys() == {"zh", "en"}, name
            assert all(both.values()), name
            assert holes(both["zh"]) == holes(both["en"]), name


@pytest.mark.parametrize(
    ("group", "values"),
    [("outcome", Outcome), ("status", Status), ("severity", Severity), ("seal", SealKind)],
)
def test_every_value_of_a_report_has_words(group: str, values: object) -> None:
    assert set(get_args(values)) <= table("words.toml")[group].keys()


def test_every_word_a_template_says_exists() -> None:
    words = table("words.toml")
    templates = ROOM.joinpath("templates").iterdir()
    for template in (t for t in templates if t.name.endswith(".j2")):
        for group, name in re.findall(r'say\("(\w+)\.(\w+)"', template.read_text("utf-8")):
            assert name in words[group], f"{template.name}: {group}.{name}"


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_every_field_has_a_name(kind: TypeEntry) -> None:
    names = table("names.toml")
    fields = {field.name.rsplit(".", 1)[-1] for field in kind.fields}
    assert sorted(fields - names["fields"].keys()) == []


def test_an_id_without_a_name_is_shown_as_it_is() -> None:
    assert ReportWords("zh").type("new_kind", None) == "new kind"
    assert ReportWords("zh").type("new_kind", Wording(zh="新材料", en="New")) == "新材料"
    assert ReportWords("en").type("unknown", None) == "Unrecognised document"
    assert ReportWords("zh").field("id_card", "some_field") == "some field"
    assert ReportWords("zh").field("business_license", "name") == "名称"
