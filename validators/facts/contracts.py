"""A person's labour contract with its renewals: whether it is in force on the filing day, and its
remaining term.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.models.base import Wording
from core.models.document import Document
from core.numbers.dates import add_months
from validators.facts.terms import coming, rest
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.look import Value, look
from validators.ground.verdict import Verdict, because, failed, not_applicable, passed, to_review
from validators.policy import Policy

OPEN_ENDED = "无固定期限"
TASK = "工作任务"
DAY = timedelta(days=1)
KINDS = ("labor_contract", "labor_contract_renewal")


@dataclass(frozen=True)
class ContractSpan:
    """One contract or renewal: its first day, its last day and its kind."""

    start: Value
    end: Value
    kind: Value

    @property
    def open(self) -> bool:
        return self.kind.sure and OPEN_ENDED in self.kind.text

    @property
    def task(self) -> bool:
        return self.kind.sure and TASK in self.kind.text and not self.open

    def later(self, day: date) -> bool | None:
        """Whether it begins after a day; None if its first day is present but unread."""
        if self.start.state == "missing":
            return False  # this layout has no first day: another rule checks the signing
        if self.start.day is None:
            return None
        return self.start.day > day if self.start.sure or self.start.day <= day else None

    def over(self, day: date) -> bool:
        """Whether it surely ended before a day."""
        return not self.open and self.end.sure and self.end.day is not None and self.end.day < day


RENEWALS = "labor_contract_renewal"
"""A sheet for several renewals, of which the one that ends last is read."""
LONG_GAP = timedelta(days=366)
"""Without a contract for so long, a worker was not employed: a renewal between was not read."""


def span_of(paper: Document, policy: Policy) -> ContractSpan:
    """The dates of a contract as they are printed."""
    start, end, kind = (
        look(paper, name, policy) for name in ("start_date", "end_date", "term_type")
    )
    return ContractSpan(start, end, kind)


def lasts(case: Case, policy: Policy, role: str, what: Wording) -> Verdict:
    """Whether a person's contract is in force and lasts long enough, renewals counted."""
    papers = case.of(*KINDS, role=role)
    if not papers:
        if case.condition == 8 and role == "applicant":
            return not_applicable("条件8不要求劳动合同。", "Condition 8 needs no contract.")
        return not_applicable(
            f"没有{what.zh}，见材料齐全一项。", f"No {what.en}; see the list of papers."
        )
    spans = [span_of(paper, policy) for paper in papers]
    found = _not_begun(spans, case, what)
    return found if found is not None else _rest(spans, case, policy, what)


def _not_begun(spans: list[ContractSpan], case: Case, what: Wording) -> Verdict | None:
    """The verdict if no contract is surely in force on the filing day; None if one is."""
    running = [span for span in spans if not span.over(case.day)]
    if not running or any(span.later(case.day) is False for span in running):
        return None
    for span in running:
        if span.later(case.day) is None:
            return unread(
                span.start, f"{what.zh}的起始日期", f"The first day of the {what.en}", span.end
            )
    first = min((span.start for span in running), key=lambda start: start.text)
    zh = f"{what.zh}自 {first.text} 起，申报日 {case.day} 尚未生效，此日没有在有效期内的{what.zh}"
    en = f"No {what.en} is in force on {case.day}: the next begins on {first.text}."
    if case.service == "employer_change" and not any(span.over(case.day) for span in spans):
        ask = f"{en} Please check whether the change may be applied for before it begins."
        return to_review(f"{zh}，请核对能否在生效前申请变更。", ask, first)
    if _may_have_been_renewed(first, spans, case.day):
        ask = f"{en} An earlier renewal may be on the same sheet; please check."
        return to_review(f"{zh}，续订书上可能另有更早的续订，请核对。", ask, first)
    en = f"{en.removesuffix('.')}; please provide one in force, or file after its first day."
    zh = f"{zh}；请提供申报日已生效的合同，或在合同生效后提交。"
    return because(failed(zh, en, first), first)


def _may_have_been_renewed(first: Value, spans: list[ContractSpan], day: date) -> bool:
    """Whether a sheet's last renewal begins so long after the contract that others came between."""
    ends = [span.end.day for span in spans if span.over(day) and span.end.day is not None]
    if first.document.type != RENEWALS or first.day is None or not ends:
        return False
    return first.day - max(ends) > LONG_GAP


def _rest(spans: list[ContractSpan], case: Case, policy: Policy, what: Wording) -> Verdict:
    """How long it lasts, counting each span that follows without a gap."""
    for span in spans:
        if span.open:
            return passed(
                f"{what.zh}为无固定期限。", f"The {what.en} has no fixed term.", span.kind
            )
        if span.task:
            return to_review(
                f"{what.zh}以完成一定工作任务为期限，没有约定终止日期，请人工确认剩余期限。",
                f"The {what.en} is bound to a task and no last day is agreed; a person must check "
                "how long it lasts.", span.kind, severity="advisory",
            )  # fmt: skip
    need = add_months(case.day, policy.whole("contract_rest_months", case.day))
    joined = _joined(spans, case.day)
    verdict = _until(joined, case, need, policy, what)
    if verdict.status == "fail" and len(joined) < len(spans):
        late = [span.start for span in spans if span not in joined and not span.over(case.day)]
        if late:
            return to_review(
                f"{verdict.message}另有合同自 {late[0].text} 起，中间间断，请人工确认。",
                f"{verdict.message_en} Another contract begins on {late[0].text}, after a gap; a "
                "person must check.",
                *verdict.witnesses,
                *late,
            )
    return verdict


def _joined(spans: list[ContractSpan], day: date) -> list[ContractSpan]:
    """The spans in force and those that follow them; a doubtful one is included."""
    inside = [span for span in spans if span.later(day) is not True]
    ends = [span.end for span in inside]
    if not all(end.sure and end.day for end in ends):
        return spans
    reach = max((end.day for end in ends if end.day), default=day)
    for span in sorted((s for s in spans if s not in inside), key=lambda s: s.start.text):
        if span.start.day is not None and span.start.day > reach + DAY:
            break
        inside.append(span)
        if not (span.end.sure and span.end.day):
            return spans
        reach = max(reach, span.end.day)
    return inside


def _until(
    spans: list[ContractSpan], case: Case, need: date, policy: Policy, what: Wording
) -> Verdict:
    months = policy.whole("contract_rest_months", case.day)
    ends = [span.end for span in spans]
    known = [(end.day, end) for end in ends if end.sure and end.day]
    every = len(known) == len(ends)
    if not every:
        known += [(last, end) for end in ends if (last := coming(end, case.day))]
    if known:
        last, value = max(known, key=lambda pair: pair[0])
        if every or last >= need:
            return rest(last, case.day, months, Wording(zh=what.zh, en=f"The {what.en}"), value)
    dated = [span for span in spans if span.kind.sure or span.end.state != "absent"]
    vague = [span.end for span in dated if not (span.end.sure and span.end.day)]
    if not vague:  # blank, and the kind of term was not read: it may have no fixed end
        zh = f"{what.zh}终止日期为空白，是否为无固定期限未能辨认，请核对。"
        en = (
            f"The last day of the {what.en} is blank, and whether its term is open was not "
            "read; please "
            "check."
        )
        return to_review(zh, en, *ends)
    blank = next((end for end in vague if end.state == "absent"), vague[0])
    return unread(blank, f"{what.zh}的终止日期", f"The last day of the {what.en}", *ends)
