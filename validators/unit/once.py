"""Papers that a unit submits once a calendar year, guide 六（前言） and 六（一）4; its filed
handler.
"""

from core.models.document import Document
from validators.facts import parties
from validators.facts.earlier import earlier_cases
from validators.facts.licences import expired, standing
from validators.facts.parties import UNIT_PAPERS
from validators.ground.case import Case, fact
from validators.ground.compare import agrees, folded
from validators.ground.gather import Words
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.stamps import unit_seal
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

CHANGED = "经办人已变化", "The handler has changed"
FIRST = "本年度首次办理", "This is the first case of the year"


@rule("UNIT-LICENCE-ORIGINAL-ONCE")
def first_case_of_the_year_brings_the_original(case: Case, policy: Policy) -> list[Verdict]:
    """The licence's original at the first case of the year or after a change of handler.

    Original or copy, it must be in force, and the unit must still exist.
    """
    ended = [verdict for verdict in standing(case, policy) if verdict.status != "pass"]
    return [_brought(case, policy), *expired(case, policy), *ended]


def _brought(case: Case, policy: Policy) -> Verdict:
    papers = case.of(*UNIT_PAPERS)
    if not papers:
        return not_applicable(
            "没有单位证照，见材料齐全一项。", "No unit paper; see the list of papers."
        )
    known = earlier_cases(case)
    if known is None:
        return not_checked(
            "未给出本年度已受理业务，首次办理须交验单位证照原件，请在系统核对。",
            "Earlier cases of the year are not given; for the first the original of the unit's "
            "licence must be shown: please check the system.",
            *papers,
        )
    changed = _handler_differs(case, policy)
    if known and not changed:
        if changed is None and fact(case, "unit_handler"):
            zh = "经办人未能辨认，无法确认是否变化，请核对。"
            en = "The handler was not read; please check whether it is still the same person."
            return to_review(zh, en, *papers)
        zh = f"本年度已办理过（{known[0].text}），无须再交原件。"
        return passed(
            zh,
            f"Not the first case of the year ({known[0].text}): no need of the original again.",
            *papers,
        )
    return _original(papers, CHANGED if known else FIRST, case, policy)


def _original(papers: tuple[Document, ...], why: Words, case: Case, policy: Policy) -> Verdict:
    """A licence with the unit's own seal is a copy; a grey one may be either."""
    (zh, en), unit = why, parties.employer(case, policy).name
    states = [unit_seal(paper, unit, "official", policy).state for paper in papers]
    bare = [
        paper for paper, state in zip(papers, states, strict=True) if state in ("absent", "foreign")
    ]
    if any(not paper.grey and not paper.troubles for paper in bare):
        return passed(
            f"{zh}，已附单位证照原件。", f"{en}: the original of the licence is there.", *bare
        )
    if all(state == "there" for state in states) and not hidden(case, *parties.UNIT_PAPERS):
        return failed(
            f"{zh}，须交验单位证照原件，所附均为加盖公章的复印件。",
            f"{en}: the original of the licence must be shown, and only stamped copies are there.",
            *papers,
        )
    return to_review(
        f"{zh}，所附单位证照是否为原件请目视核对。",
        f"{en}: please check by eye whether the licence is the original.",
        *papers,
    )


def _handler_differs(case: Case, policy: Policy) -> bool | None:
    filed = fact(case, "unit_handler")
    if filed is None:
        return None
    for paper in case.of("power_of_attorney"):
        same = agrees(look(paper, "agent_name", policy), filed)
        return None if same is None else not same
    agent = case.application.agent.name
    return folded(agent) != folded(filed) if agent else None


@rule("UINFO-HANDLER-REFILE")
def the_filed_handler_comes(case: Case, policy: Policy) -> Verdict:
    """The agent of the power of attorney is the handler on record; else the handler must be filed
    again.
    """
    filed = fact(case, "unit_handler")
    if filed is None:
        return not_checked(
            "未给出备案经办人，请在系统核对。",
            "The handler on file is not given; please check the system.",
        )
    for paper in case.of("power_of_attorney"):
        agent = look(paper, "agent_name", policy)
        same = agrees(agent, filed)
        if same:
            return passed(
                f"经办人 {filed} 与备案一致。", f"The handler {filed} is the one on record.", agent
            )
        if same is None:
            zh = f"授权委托书代理人未能辨认，请核对是否为备案经办人 {filed}。"
            en = (
                f"The agent was not read; please check whether it is {filed}, the handler on "
                "record."
            )
            return to_review(zh, en, agent)
        return failed(
            f"授权委托书代理人为 {agent.text}，备案经办人为 {filed}，"
            "须重新备案经办人，并交验单位证照原件。",
            f"The power of attorney names {agent.text}, the handler on record is {filed}; please "
            "file the new handler and show the original of the licence.",
            agent,
        )
    return not_applicable("没有授权委托书。", "No power of attorney.")


@rule("UNIT-TAXNOTICE-ONCE")
def tax_notice_comes_once_a_year(case: Case, policy: Policy) -> Verdict:
    """The notice may be left out if the unit handed it in this year."""
    papers = case.of("tax_info_notice")
    if papers:
        return passed("已附涉税告知书。", "The notice is there.", *papers)
    if where := hidden(case, "tax_info_notice"):
        zh = f"未见涉税告知书（{where.zh(policy)}）。"
        return to_review(zh, f"No tax notice was recognised ({where.en(policy)}).", *where.papers)
    known = earlier_cases(case)
    if known is None:
        return not_checked(
            "未给出本年度已受理业务，无法确认是否已提交过涉税告知书，请在系统核对。",
            "Earlier cases of the year are not given, so whether the tax notice was filed is "
            "not known; please check the system.",
        )
    for one in known:
        if one.has_notice(policy):
            when = f"已于 {one.day} 提交" if one.day else f"已提交（{one.text}）"
            zh = f"涉税告知书本年度{when}，纳税信息未变化的无须再交。"
            return passed(zh, f"Filed earlier this year {one.day}.".strip())
    return not_applicable(
        "本年度首次提交，见材料齐全一项。", "First of the year: see completeness."
    )


RULES: tuple[Rule, ...] = (
    first_case_of_the_year_brings_the_original,
    the_filed_handler_comes,
    tax_notice_comes_once_a_year,
)
