"""The application form against the papers: they must agree."""

import re
from collections.abc import Mapping, Sequence

from core.models.document import Document
from validators.facts.completed_record import NEW, RENEWAL
from validators.facts.degrees import DEGREE_REPORTS, DIPLOMA_REPORTS, LEVELS, step
from validators.ground.case import Case
from validators.ground.compare import SLIP, doubted, edits, folded
from validators.ground.kept import kept
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
from validators.ground.verdict import Verdict, because, failed, passed, to_review
from validators.policy import Policy

Fields = Mapping[str, Sequence[str]]
"""For each type of paper the fields that show an entry of the form."""
ABROAD = "overseas_degree_certification"
STUDIES = ("graduation_certificate", "degree_certificate", *DIPLOMA_REPORTS, *DEGREE_REPORTS)
SCHOOL: Fields = dict.fromkeys((*STUDIES, ABROAD), ("school",))
MAJOR: Fields = dict.fromkeys(STUDIES, ("major",))
GRADUATED: Fields = {
    "graduation_certificate": ("end_month", "issue_date"),
    "degree_certificate": ("issue_date",),
    **dict.fromkeys(DIPLOMA_REPORTS, ("graduation_date",)),
    **dict.fromkeys(("degree_online_report", ABROAD), ("degree_date",)),
}
CONTRACTS = ("labor_contract", "labor_contract_renewal")
BEGUN: Fields = dict.fromkeys(CONTRACTS, ("start_date",))
ENDS: Fields = dict.fromkeys(CONTRACTS, ("end_date",))
TITLE: Fields = {"professional_title_certificate": ("title", "level")}
TITLE_NUMBER: Fields = {"professional_title_certificate": ("certificate_number",)}
MEMBER = ("household_register_member",)
BORN: Fields = dict.fromkeys(("id_card", *MEMBER), ("birth_date",))
SEX: Fields = dict.fromkeys(("id_card", *MEMBER), ("sex",))
PEOPLE = dict.fromkeys(("id_card", *MEMBER), ("ethnicity",))
MARRIED: Fields = dict.fromkeys(MEMBER, ("marital_status",))
ORIGIN: Fields = {"household_register_cover": ("address", "changed_address")}
LEVEL: Fields = {name: (field,) for name, field in LEVELS.items() if field == "level"}
DEGREE: Fields = {name: (field,) for name, field in LEVELS.items() if field != "level"}
POSITION: Fields = {"labor_contract": ("position",)}
ADVICE = ("marital_status", "position", "hukou_place")
"""Entries for which the papers may be older than the form: a difference is advisory."""
RUNGS = ("education_level", "degree")
FORMS = (NEW, RENEWAL)
NAMED = ("school", "major")
TERM = ("contract_start", "contract_end", "birth_date")
"""Date entries; 长期 or 无固定期限 is not a date."""
MONTH = len("2020-01")
PLACED = 0.9
"""A less sure field position may be another entry's; these entries are on some forms only."""


@kept
def form_against_papers(case: Case, policy: Policy) -> tuple[Verdict, ...]:
    """School, subject, graduation, the contract's term and the person's data, by form and paper."""
    own = [*case.of("id_card", *MEMBER, role="applicant")]
    register = [*case.of("household_register_cover", *MEMBER, role="applicant")]
    contracts = case.of(*CONTRACTS, role="applicant")
    titles = case.of("professional_title_certificate")
    verdicts = []
    for form in case.of(*FORMS):
        studies = _of_the_highest(form, case, policy)
        for name, what, papers, fields in (
            ("school", "毕业院校", studies, SCHOOL),
            ("major", "所学专业", studies, MAJOR),
            ("graduation_date", "毕业时间", studies, GRADUATED),
            ("contract_start", "合同起始日期", contracts, BEGUN),
            ("contract_end", "合同终止日期", contracts, ENDS),
            ("title_name", "职称", titles, TITLE),
            ("title_number", "职称证书编号", titles, TITLE_NUMBER),
            ("education_level", "学历", studies, LEVEL),
            ("degree", "学位", studies, DEGREE),
            ("position", "职务", contracts, POSITION),
            ("birth_date", "出生日期", own, BORN),
            ("sex", "性别", own, SEX),
            ("ethnicity", "民族", own, PEOPLE),
            ("marital_status", "婚姻状况", register, MARRIED),
            ("hukou_place", "户口所在地", register, ORIGIN),
        ):
            verdicts.append(_shown(look(form, name, policy), what, papers, fields, policy))
    return tuple(verdict for verdict in verdicts if verdict is not None)


def misplaced(value: Value) -> bool:
    """Whether the reading may be other words of the form instead of an entry."""
    return bool(value.text) and not value.sure and value.placed < PLACED


def _of_the_highest(form: Document, case: Case, policy: Policy) -> list[Document]:
    """The papers on the studies whose certificate numbers the form states, else all."""
    stated = {
        folded(value.text)
        for name in ("diploma_number", "degree_number")
        if (value := look(form, name, policy)).text
    }
    papers = [*case.of(*STUDIES), *case.of(ABROAD)]
    meant = [p for p in papers if folded(look(p, "certificate_number", policy).text) in stated]
    return meant or papers


def _shown(
    value: Value,
    what: str,
    papers: Sequence[Document],
    fields: Fields,
    policy: Policy,
) -> Verdict | None:
    """An entry of the form against what the papers show; None if either is empty."""
    found = [look(paper, name, policy) for paper in papers for name in fields.get(paper.type, ())]
    found = [other for other in found if other.text]
    if value.state == "doubt" and not value.text and found:
        return to_review(
            f"申请表{what}未能辨认，请核对是否与材料一致。",
            f"{spoken(value, policy)} was not read; please check that it agrees with the papers.",
            value,
            severity="advisory" if value.name in ADVICE else None,
        )
    if not value.text or misplaced(value) or not found:
        return None
    if value.name in TERM and value.day is None:
        return None
    if value.name in RUNGS and _above(value, found):
        return None  # EDU-HIGHEST reports a degree higher than any paper shows
    if any(_agree(value, other) for other in found):
        return passed(
            f"申请表{what}与材料一致。", f"{spoken(value, policy)} agrees with the papers.", value
        )
    texts = "”“".join(dict.fromkeys(other.text for other in found))
    near = any(doubted(value, other.text, value.text) for other in found)
    if value.name in NAMED:  # in a long name one different character is more likely a reading error
        near = near or any(edits(other.text, value.text) <= SLIP for other in found)
    if value.sure and not near and all(other.sure for other in found):
        kinds = tuple(dict.fromkeys(other.document.type for other in found))
        title, title_en = (
            "、".join(map(policy.title, kinds)),
            ", ".join(map(policy.title_en, kinds)),
        )
        verdict = failed(
            f"申请表{what}为“{value.text}”，{title}为“{texts}”，不一致，请更正系统或申请表。",
            f"{spoken(value, policy)} is “{value.text}”, {title_en}: “{texts}”; please correct the "
            "record or the form.",
            value,
            *found,
            severity="advisory" if value.name in ADVICE else None,
        )
        return because(verdict, value)
    return to_review(
        f"申请表{what}读作“{value.text}”，材料为“{texts}”，请核对是否一致。",
        f"{spoken(value, policy)} reads “{value.text}”, the papers say “{texts}”; please check.",
        value,
        *found,
        severity="advisory" if value.name in ADVICE else None,
    )


def _above(value: Value, found: Sequence[Value]) -> bool:
    """Whether an entry of the new form names a level above all that papers show."""
    rungs = [rung for other in found if (rung := step(other.text)) is not None]
    own = step(value.text)
    return own is not None and bool(rungs) and own > max(rungs) and value.document.type == NEW


def _union(text: str) -> str:
    """Normalise a marital status: 初婚, 再婚 and 有配偶 all mean married."""
    words = (("未婚", "未婚"), ("离", "离婚"), ("丧", "丧偶"), ("婚|配偶", "已婚"))
    return next((name for word, name in words if re.search(word, text)), text)


def _agree(value: Value, other: Value) -> bool:
    """Whether an entry equals a paper's value; a graduation date only to the month."""
    if value.name == "graduation_date":
        return value.text[:MONTH] == other.text[:MONTH]
    if value.name in RUNGS and step(value.text) is not None:
        return step(value.text) == step(other.text)
    one, two = folded(value.text), folded(other.text)
    if value.name == "marital_status":
        return _union(one) == _union(two)
    return one == two or (value.day is None and (one in two or two in one))
