"""Where the unit pays its taxes, guide 二（一）3: in the guide's district."""

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.look import Value, look
from validators.ground.stamps import blind
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    seal_evidence,
    to_review,
)
from validators.policy import Policy


@rule("UNIT-TAX-DISTRICT")
def tax_is_paid_in_the_district(case: Case, policy: Policy) -> list[Verdict]:
    """Authority and seal of the notice, and 纳税地 of annex 6, are of the district."""
    own = policy.district
    verdicts = [_form_place(paper, policy) for paper in case.of("unit_change_form")]
    moved = any(verdict.status == "pass" for verdict in verdicts)
    for paper in case.of("tax_info_notice"):
        verdict = _notice_place(paper, policy)
        if case.service == "unit_transfer_in" and moved and verdict.status == "fail":
            verdict = to_review(
                f"告知书由原区税务机关出具，申请表纳税地已为{own.name}，请确认迁移。",
                f"The tax notice is the old district's, the form's tax place is {own.name_en}; "
                "please check that the unit has moved.",
                paper,
                severity="advisory",
            )
        verdicts.append(verdict)
    return verdicts or [not_applicable("没有可核对纳税地的材料。", "No paper shows the tax place.")]


def _form_place(paper: Document, policy: Policy) -> Verdict:
    own, place = policy.district, look(paper, "tax_place", policy)
    if own.here(place.text):
        return passed(
            f"申请表纳税地为{own.full}。", f"The form's tax place is in {own.name_en}.", place
        )
    if place.sure and own.elsewhere(place.text):
        away = failed(
            f"申请表纳税地为 {place.text}，须在{own.full}纳税。",
            f"The form's tax place is {place.text}; taxes must be paid in {own.name_en}.",
            place,
        )
        return because(away, place)
    en = f"The form's tax place was not read; please check that it is {own.name_en}."
    return to_review(f"申请表纳税地未能辨认，请核对是否在{own.full}。", en, place)


def _notice_place(paper: Document, policy: Policy) -> Verdict:
    own, office = policy.district, look(paper, "tax_authority", policy)
    seals = [placed for placed in paper.seals if placed.seal.kind == "agency"]
    rings = [placed.seal.ring or placed.seal.text for placed in seals]
    shown = [seal_evidence(paper, placed) for placed in seals]
    if any(own.here(ring) for ring in rings) and (
        not office.text or own.here(office.text) or not office.sure
    ):
        return passed(
            f"告知书及印章为{own.full}税务机关。",
            f"The notice is of the tax authority of {own.name_en}; not all of its seal was read.",
            office,
            *shown,
        )
    for text, sure in ((office.text, office.sure), *_sure_rings(paper, policy)):
        if sure and (other := own.elsewhere(text)) and not own.here(text):
            return failed(
                f"告知书由“{text}”出具（{other}），须在{own.full}缴纳税费。",
                f"The tax notice was issued by “{text}” ({other}); taxes must be paid in "
                f"{own.name_en}.",
                office,
                *shown,
            )
        if sure and own.of_the_city(text):
            return to_review(
                f"告知书由市级税务机关“{text}”出具，请核对主管税务机关。",
                f"The tax notice was issued by the city-level office “{text}”; please check which "
                "office is in charge.",
                office,
                *shown,
                severity="advisory",
            )
    return _unsealed(paper, office, bool(seals), policy)


def _sure_rings(paper: Document, policy: Policy) -> list[tuple[str, bool]]:
    return [
        (placed.seal.ring or placed.seal.text, placed.seal.confidence >= policy.threshold("seal"))
        for placed in paper.seals
        if placed.seal.kind == "agency"
    ]


def _unsealed(paper: Document, office: Value, sealed: bool, policy: Policy) -> Verdict:
    """No readable bureau seal: surely missing, or unread."""
    own = policy.district
    weak = [p for p in paper.seals if p.seal.confidence < policy.threshold("seal")]
    shown = [seal_evidence(paper, placed) for placed in weak]
    hidden = blind(paper) or (paper.grey and not paper.no_more_seals)
    if sealed or weak or paper.troubles or hidden:
        if own.here(office.text) and office.sure and sealed:
            return passed(
                f"告知书为{own.full}税务机关出具，印章未能全部辨认。",
                f"The notice is of the tax authority of {own.name_en}; not all of its seal was "
                "read.",
                office,
            )
        en = "The tax bureau's seal on the notice was not read; please check."
        return to_review("告知书上税务机关印章未能辨认，请核对。", en, office, *shown)
    return failed(
        f"告知书没有税务机关印章，不能证明在{own.full}纳税，请重新打印并加盖税务机关印章。",
        "The tax notice bears no seal of the tax bureau, so it does not show that taxes are paid "
        f"in {own.name_en}; please print it anew and have it sealed.",
        office,
        paper,
    )


RULES: tuple[Rule, ...] = (tax_is_paid_in_the_district,)
