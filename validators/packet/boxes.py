"""Ticked boxes on the change forms, guide annexes 5 and 6."""

import re

from core.models.document import Document
from validators.facts.ticked import NOTED, PERSONAL_BOX, UNIT_BOX
from validators.ground.case import Case
from validators.ground.compare import HIGH
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy


@rule("FORM-PCHANGE-BOX")
def the_right_box_of_form_5_is_ticked(case: Case, policy: Policy) -> list[Verdict]:
    """聘用单位, 居住地址, 随往人员 or 其他, according to the service."""
    return _ticked(case, policy, "personal_change_form", PERSONAL_BOX)


@rule("FORM-UCHANGE-BOX")
def the_right_box_of_form_6_is_ticked(case: Case, policy: Policy) -> list[Verdict]:
    """查询用户名重置密码, 基础变更, 跨区县变更 or 其他（年检）, according to the service."""
    return _ticked(case, policy, "unit_change_form", UNIT_BOX)


def _ticked(case: Case, policy: Policy, kind: str, boxes: dict[str, str]) -> list[Verdict]:
    wanted = boxes.get(case.service, "")
    known = tuple(boxes.values())
    return [_box(paper, wanted, known, case, policy) for paper in case.of(kind)] or [
        not_applicable("没有此申请表，见材料齐全一项。", "No such form; see the list of papers.")
    ]


def _box(
    paper: Document, wanted: str, known: tuple[str, ...], case: Case, policy: Policy
) -> Verdict:
    value = look(paper, "change_items", policy)
    others = [label for label in known if label != wanted and label in value.text]
    if wanted and wanted in value.text and not others:
        return _noted(paper, value, wanted, case, policy)
    if value.state == "absent" and _certain(value):
        zh, en = f"未勾选申请事项，应勾选“{wanted}”。", f"No box is ticked; please tick “{wanted}”."
        return because(failed(zh, en, value), value)
    if value.text and _certain(value) and wanted not in value.text:
        zh = f"勾选的是“{value.text}”，本业务应勾选“{wanted}”，请更正。"
        en = f"“{value.text}” is ticked; this service needs “{wanted}”; please correct it."
        return because(failed(zh, en, value), value)
    read, read_en = "未能辨认，", "was not read"
    if value.text:
        read, read_en = f"读作“{value.text}”，", f"reads “{value.text}”"
    en = f"What is ticked {read_en}; please check that it is “{wanted}” alone."
    return to_review(f"勾选事项{read}请核对是否仅为“{wanted}”。", en, value)


def _noted(paper: Document, ticked: Value, wanted: str, case: Case, policy: Policy) -> Verdict:
    """The text beside 其他 says what is meant."""
    word = NOTED.get(case.service)
    note = look(paper, "other_item", policy)
    if word is not None and note.state == "absent" and _certain(note):
        zh = f"勾选“其他”，未注明事项，{f'应注明“{word}”' if word else '请注明'}。"
        en = (
            "“其他” is ticked and nothing stands beside it; "
            f"please write {f'“{word}”' if word else 'what it is'}."
        )
        return because(failed(zh, en, ticked, note), note)
    fits = word is not None and bool(note.text) and re.search(word, note.text) is not None
    if word is not None and not fits and note.sure and _certain(note):
        zh = f"“其他”注明为“{note.text}”，应注明“{word}”，请更正。"
        en = f"“其他” says “{note.text}”; it should say “{word}”; please correct it."
        return because(failed(zh, en, ticked, note), note)
    if word is not None and not fits and note.state in ("sure", "doubt"):
        zh = "勾选“其他”，所注明的事项未能辨认，请核对。"
        en = "“其他” is ticked; what is written beside it was not read; please check."
        return to_review(zh, en, ticked, note)
    return passed(f"已勾选“{wanted}”。", f"“{wanted}” is ticked.", ticked)


def _certain(value: Value) -> bool:
    """Ticks are small: only a very sure reading of them counts against a form."""
    return value.field is not None and value.field.confidence >= HIGH


RULES: tuple[Rule, ...] = (
    the_right_box_of_form_5_is_ticked,
    the_right_box_of_form_6_is_ticked,
)
