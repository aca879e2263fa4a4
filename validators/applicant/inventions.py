"""Condition 6, guide 二（二）6 and 六（二）条件5: how many rights, who holds them, and their
conversion.
"""

import re
from dataclasses import dataclass

from core.models.document import Document
from validators.facts import parties
from validators.facts.sealed import seal_cause
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import can_confirm, folded, lookalike
from validators.ground.hidden import hidden
from validators.ground.look import Value, look
from validators.ground.phrases import counted
from validators.ground.stamps import SealSearch, unit_seal
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

UNIT_NAME = re.compile(r"公司|大学|学院|中心|研究院|研究所|事务所|医院|集团|厂|合伙")
NEEDS = {
    "invention": ("condition6_inventions", "发明专利"),
    "other": ("condition6_other_patents", "其他专利"),
    "software": ("condition6_software", "软件著作权"),
}
NAMED = {"invention": "inventions", "other": "other patents", "software": "software copyrights"}
ORIGINAL = "原始"
INVENTION, OTHER = "18", "239"
"""Fifth digit of the ZL number by the kind of patent."""
RIGHTS = ("patent_certificate", "software_copyright_certificate")
SEPARATORS = r"[;；,，、\s]+"


@dataclass(frozen=True)
class Right:
    """A patent or a registration: its class, its number, and whether the applicant ranks high
    enough.
    """

    kind: str
    number: str
    ranks: bool | None
    """None if the paper is unread or names owners only."""
    owned: bool
    """The printed owner is a unit: other papers prove the developers (AMB-19)."""
    shown: Value


def rights(case: Case, policy: Policy) -> tuple[Right, ...]:
    """The rights, each once, by number."""
    own = parties.applicant(case, policy).name
    rank = policy.whole("condition6_rank", case.day)
    found: dict[str, Right] = {}
    for paper in case.of("patent_certificate", "software_copyright_certificate"):
        patent = paper.type == "patent_certificate"
        number = look(paper, "patent_number" if patent else "registration_number", policy)
        people = look(paper, "inventors" if patent else "copyright_owner", policy)
        names = [part for part in re.split(SEPARATORS, people.text) if part]
        owned = not patent and any(UNIT_NAME.search(name) for name in names[:rank])
        kind = _kind(paper, number, policy) if patent else "software"
        key = plain(number.text) or paper.id
        ranks = _ranks(people, names, own, rank, owned)
        own_work = _granted(paper, policy) and _original(paper, policy)
        if ranks and (not own_work or _twin(key, number, kind, found)):
            ranks = None
        found.setdefault(key, Right(kind, key, ranks, owned, people))
    return tuple(found.values())


def _granted(paper: Document, policy: Policy) -> bool:
    """Whether a patent may be granted, not only applied for: its grant date is not blank."""
    return look(paper, "grant_date", policy).state != "absent"


def _original(paper: Document, policy: Policy) -> bool:
    """Whether nothing suggests that a software copyright was acquired from its author."""
    how = look(paper, "acquisition", policy)
    return how.state in ("missing", "absent") or ORIGINAL in how.text


def _twin(key: str, number: Value, kind: str, others: dict[str, Right]) -> bool:
    """Whether a right whose number was not read may be another copy of a known one."""
    rest = [one for name, one in others.items() if name != key and one.kind in (kind, "")]
    return not number.sure and any(not number.text or lookalike(key, one.number) for one in rest)


def _kind(paper: Document, number: Value, policy: Policy) -> str:
    """The class `invention` or `other`, or empty if neither title nor number shows the kind."""
    title = look(paper, "patent_type", policy)
    if "发明" in title.text or "实用新型" in title.text or "外观" in title.text:
        return "invention" if "发明" in title.text else "other"
    match = re.search(r"ZL\d{4}(\d)\d{7}", plain(number.text))
    if match is None or not number.sure:
        return ""
    return "invention" if match[1] in INVENTION else "other" if match[1] in OTHER else ""


def _ranks(people: Value, names: list[str], own: str, rank: int, owned: bool) -> bool | None:
    if not own or not names:
        return None
    place = next((n for n, name in enumerate(names) if folded(name) == folded(own)), None)
    if place is not None and can_confirm(people):
        return place < rank
    if owned or not people.sure or any(lookalike(name, own) for name in names):
        return None
    return False


def plain(number: str) -> str:
    """A number without spaces and dots, in one case."""
    return re.sub(r"[\s.．]", "", folded(number))


@rule("APP-C6-COUNT")
def rights_suffice(case: Case, policy: Policy) -> Verdict:
    """One invention, or three other patents, or three softwares, as first or second author."""
    if case.condition != 6:
        return not_applicable("未申报条件6。", "Condition 6 is not declared.")
    found = rights(case, policy)
    if not found:
        return not_applicable(
            "没有专利或软件著作权证书，见条件6材料。",
            "No patent or software certificate; see the papers of condition 6.",
        )
    shown = [right.shown for right in found]
    need = {kind: policy.whole(name, case.day) for kind, (name, _) in NEEDS.items()}
    sure = {kind: sum(r.ranks is True and r.kind == kind for r in found) for kind in NEEDS}
    most = {kind: sum(r.ranks is not False and r.kind in (kind, "") for r in found)
            for kind in NEEDS}  # fmt: skip
    counts = "，".join(f"{title} {sure[kind]} 项" for kind, (_, title) in NEEDS.items())
    list_en = ", ".join(f"{NAMED[kind]}: {sure[kind]}" for kind in NEEDS)
    if any(sure[kind] >= need[kind] for kind in NEEDS):
        return passed(
            f"前两位作者的知识产权：{counts}。",
            f"Rights of the first two authors: {list_en}.",
            *shown,
        )
    owned = sum(r.owned and r.ranks is None for r in found)
    if most["software"] >= need["software"] and owned:
        return to_review(
            f"软件著作权人为单位的有 {owned} 项，证书不载开发者，请提供开发人员证明。",
            f"The owner of {counted(owned, 'software copyright')} is a unit, and the certificate "
            "does not name the developers; please hand in a proof of who developed it.",
            *shown,
            severity="advisory",
        )
    if hidden(case, *RIGHTS) or any(most[kind] >= need[kind] for kind in NEEDS):
        zh = f"知识产权数量未能确认：{counts}，请核对。"
        en = (
            f"The number of rights as first or second author is not sure ({list_en}); please check."
        )
        return to_review(zh, en, *shown)
    few = failed(
        f"以前两位作者取得的{counts}，须发明专利 {need['invention']} 项、或其他专利"
        f" {need['other']} 项、或软件著作权 {need['software']} 项（不得合并计算）。",
        f"Rights as first or second author: {list_en}. Condition 6 needs "
        f"{counted(need['invention'], 'invention')}, {counted(need['other'], 'other patent')} or "
        f"{counted(need['software'], 'software copyright')}; these must not be added up.",
        *shown,
    )
    return because(few, "condition:6")


@rule("APP-C6-CONVERSION")
def rights_are_converted_in_beijing(case: Case, policy: Policy) -> list[Verdict]:
    """The report bears the 公章 and names the counted rights, and no right that has no certificate
    here.
    """
    if case.condition != 6:
        return [not_applicable("未申报条件6。", "Condition 6 is not declared.")]
    reports = case.of("ip_conversion_report")
    if not reports:
        return [
            not_applicable(
                "没有转化说明报告，见条件6材料。",
                "No conversion report; see the papers of condition 6.",
            )
        ]
    return [verdict for paper in reports for verdict in _report(paper, case, policy)]


def _report(paper: Document, case: Case, policy: Policy) -> list[Verdict]:
    unit = parties.employer(case, policy).name
    stamp = unit_seal(paper, unit, "official", policy)
    value = look(paper, "ip_numbers", policy)
    named = {plain(part) for part in re.split(SEPARATORS, value.text) if part}
    known = {r.number: r for r in rights(case, policy) if not r.number.startswith("D")}
    counted = {number for number, right in known.items() if right.ranks is not False}
    wrong, bare = [], _unsealed(paper, stamp, case, policy)
    wrong_en = []
    strange = sorted(number for number in named - set(known) if not _near(number, set(known)))
    if named and known and strange and value.sure and not hidden(case, *RIGHTS):
        wrong.append(f"所列 {'、'.join(strange)} 没有相应证书")
        wrong_en.append(f"lists {', '.join(strange)}, of which there is no certificate")
    silent = sorted(n for n in counted if n not in named and not _near(n, named))
    if silent and len(silent) == len(counted) and value.sure:
        wrong.append(f"未提及 {'、'.join(silent)}")
        wrong_en.append(f"does not mention {', '.join(silent)}")
    if wrong:
        message = f"转化说明报告{'；'.join(wrong)}，请更正补充。"
        en = f"The conversion report {' and '.join(wrong_en)}; please correct and complete it."
        return [*bare, failed(message, en, value)]
    if bare:
        return bare
    if value.state == "absent":
        return [
            unread(
                value,
                "转化说明报告所列专利号、登记号",
                "The list of rights in the conversion report",
            )
        ]
    if stamp.state == "unread" or not named or not named & set(known):
        zh = "转化说明报告的印章或专利号、登记号未能辨认，请核对。"
        en = "The seal or the numbers on the conversion report were not read; please check."
        return [to_review(zh, en, value)]
    return [passed("转化说明报告列明知识产权并加盖公章。", "The report is in order.", value)]


def _unsealed(paper: Document, stamp: SealSearch, case: Case, policy: Policy) -> list[Verdict]:
    """The report without the unit's 公章, which the seal rules report too."""
    if stamp.state not in ("absent", "wrong", "foreign"):
        return []
    unit = parties.employer(case, policy).name
    verdict = failed(
        f"转化说明报告未加盖单位公章，请加盖 {unit} 公章。",
        f"The conversion report bears no official seal of the unit; {unit} must seal it.",
        paper,
        *stamp.evidence,
    )
    return [because(verdict, seal_cause(paper, "official", stamp.ring, case, policy))]


def _near(number: str, others: set[str]) -> bool:
    return any(lookalike(number, other) for other in others)


RULES: tuple[Rule, ...] = (rights_suffice, rights_are_converted_in_beijing)
