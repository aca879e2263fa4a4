"""Invented papers and cases for the rules' tests, in one line each."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.models.application import Application
from core.models.document import Annotation, Document, Field, Kind, PageRef, PlacedLine, PlacedSeal
from core.models.finding import Finding
from core.models.geometry import Box
from core.models.page import Seal, SealKind
from tests.validators.reworded import bones, reworded
from validators.facts.roles import assign_roles
from validators.ground.case import Case
from validators.judging.families import rules_of
from validators.judging.rules import judge
from validators.policy import load_policy

UNIT = "北京甲科技有限公司"
CODE = "91350100M000100Y43"
"""The sample code of GB 32100."""
NUMBER = "11010519491231002X"
"""The sample number of GB 11643."""
AGENT_NUMBER = "110101199003072578"
DAY = date(2019, 10, 15)
PAGE = PageRef(file="扫描件.pdf", page=1)
RECORD: dict[str, Any] = {
    "employer": {"name": UNIT, "credit_code": CODE, "type": "enterprise"},
    "applicant": {"name": "张三", "id_number": NUMBER},
    "agent": {"name": "李四", "id_number": AGENT_NUMBER},
}


def kind_of(name: str) -> Kind:
    """The kind of a field, by its name."""
    if name.endswith("signature"):
        return "person"
    if name in ("query_start", "query_end"):
        return "month"
    ends: dict[str, Kind] = {
        "date": "date", "_to": "date", "_from": "date", "_end": "date", "_start": "date",
        "until": "date", "phone": "phone", "address": "address", "credit_code": "credit_code",
    }  # fmt: skip
    if name in ("id_number", "taxpayer_id") or name.endswith("_id"):
        return "id_number" if name != "taxpayer_id" else "credit_code"
    return next((kind for end, kind in ends.items() if name.endswith(end)), "text")


def field(name: str, value: str | None, confidence: float = 0.99) -> Field:
    """A read field; None is a place that was found and is empty; "?" one that is unread."""
    if value is None:
        return Field(name=name, kind=kind_of(name), value=None, raw="", confidence=0.97,
                     page=PAGE, presence="absent")  # fmt: skip
    if value == "?":
        return Field(name=name, kind=kind_of(name), value=None, raw="", confidence=0.0,
                     page=PAGE, trouble="字迹模糊")  # fmt: skip
    return Field(name=name, kind=kind_of(name), value=value, raw=value, confidence=confidence,
                 page=PAGE, box=Box(0.1, 0.1, 0.3, 0.2))  # fmt: skip


def seal(ring: str = UNIT, kind: SealKind = "official", confidence: float = 0.95) -> PlacedSeal:
    """A red round seal on the first page."""
    centre = "财务专用章" if kind == "finance" else ""
    return PlacedSeal(
        seal=Seal(kind=kind, text=ring + centre, ring=ring, centre=centre, shape="round",
                  colour="red", confidence=confidence, box=Box(0.6, 0.6, 0.8, 0.8)),
        page=PAGE,
    )  # fmt: skip


def note(text: str, signature: str | None = "李四", sure: float = 0.99) -> Annotation:
    """The handler's note with its signature."""
    return Annotation(text=text, confidence=sure, page=PAGE, box=Box(0.1, 0.8, 0.6, 0.9),
                      signature=signature, signature_confidence=0.99)  # fmt: skip


def paper(
    kind: str,
    *,
    sure: float = 0.99,
    seals: Sequence[PlacedSeal] = (),
    rows: Sequence[Mapping[str, str]] = (),
    notes: Sequence[Annotation] = (),
    more: Mapping[str, Any] | None = None,
    **values: str | None,
) -> Document:
    """A document of one page; `more` sets anything else of it."""
    found = {
        "id": f"D-{kind}", "type": kind, "confidence": 0.99, "pages": (PAGE,),
        "fields": {name: field(name, value, sure) for name, value in values.items()},
        "rows": tuple({n: field(n, v, sure) for n, v in row.items()} for row in rows),
        "seals": tuple(seals), "annotations": tuple(notes),
    }  # fmt: skip
    return Document.model_validate({**found, **(more or {})})


def as_read(found: Document) -> Document:
    """The paper as it comes from a page: what it has no field for was looked for, and not found."""
    line = PlacedLine(text="第1页", page=0, box=Box(0.4, 0.95, 0.6, 0.97))
    return found.model_copy(update={"lines": (line, *found.lines)})


def printed(found: Document, *lines: str, box: Box = Box(0.1, 0.3, 0.6, 0.33)) -> Document:
    """The paper with these lines on its page."""
    placed = tuple(PlacedLine(text=text, page=0, box=box) for text in lines)
    return found.model_copy(update={"lines": placed})


def case(
    service: str,
    *papers: Document,
    day: date | str = DAY,
    record: Mapping[str, Any] | None = None,
    condition: int | None = 1,
    housing: str | None = None,
    unread: tuple[str, ...] = (),
) -> Case:
    """A case of these papers, roles assigned; `record` is laid over the usual one."""
    application = Application.model_validate({**RECORD, **(record or {})})
    when = date.fromisoformat(day) if isinstance(day, str) else day
    numbered = tuple(d.model_copy(update={"id": f"D{n}"}) for n, d in enumerate(papers, 1))
    documents = assign_roles(numbered, application)
    return Case("包", service, when, condition, housing, documents, application, unread)


INTERNAL = re.compile(r"AMB-\d|背景知识|待核(?!对)")
"""Words of our own notes, which no applicant can know."""
SEEN: set[tuple[str, str, str]] = set()
"""Rules with the statuses and severities they answered when a test asked (see conftest.py)."""


def findings(found: Case, rule: str) -> list[Finding]:
    """All findings of one rule: the same, but for their words, by the edition in other words."""
    only = tuple(one for one in rules_of(load_policy()) if one.id == rule)
    answers = [answer for answer in judge(found, load_policy(), only) if answer.rule == rule]
    others = [answer for answer in judge(found, reworded(), only) if answer.rule == rule]
    assert list(map(bones, others)) == list(map(bones, answers)), "a shown text serves as a key"
    assert not [one for one in answers if INTERNAL.search(one.message + one.message_en)]
    SEEN.update((rule, answer.status, answer.severity) for answer in answers)
    return answers


def said(found: Case, rule: str) -> tuple[str, str]:
    """Status and severity of a rule, the worst where there are several."""
    order = ("fail", "review", "pass", "not_checked", "not_applicable")
    worst = min(findings(found, rule), key=lambda finding: order.index(finding.status))
    return worst.status, worst.severity


def status(found: Case, rule: str) -> str:
    """The status of a rule, the worst where there are several."""
    return said(found, rule)[0]


def screenshot(months: Sequence[str], income: str = "12000.00", **more: Any) -> Document:
    """A withholding screenshot with one row a month."""
    rows = [
        {"period": month, "income_item": "正常工资薪金", "income": income, "exempt_income": "0.00"}
        for month in months
    ]
    values: dict[str, Any] = {
        "employer": UNIT, "name": "张三", "nationality": "中国", "id_number": NUMBER,
        "query_start": months[0] if months else "2019-03",
        "query_end": months[-1] if months else "2019-08",
        "seals": [seal(kind="finance")], "notes": [note(f"张三工资由{UNIT}发放")], "rows": rows,
    }  # fmt: skip
    return paper("its_withholding_screenshot", **{**values, **more})
