"""Who signs for the unit, and sample text left on a form (guide annexes 1, 2, 4-6, 10)."""

from core.models.document import Document, Field
from validators.facts.parties import UNIT_PAPERS, legal_rep
from validators.ground.case import Case
from validators.ground.look import Value, look, weigh, written
from validators.ground.signers import namesake, whose
from validators.ground.stamps import name_stamps
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
from validators.policy import District, Policy

SIGNED = (
    "application_form_new", "application_form_renewal", "power_of_attorney",
    "integrity_statement", "personal_change_form", "unit_change_form",
    "unit_registration_application",
)  # fmt: skip
FILLED = (
    "unit_registration_application", "power_of_attorney", "integrity_statement",
    "lodging_declaration",
)  # fmt: skip
SIGN = "legal_rep_signature"


@rule("MAT-LEGALREP-SIGN")
def legal_representative_signed(case: Case, policy: Policy) -> list[Verdict]:
    """The licence's legal representative signed each form; a name stamp is pointed out."""
    head = legal_rep(case, policy)
    return [
        because(_signed(paper, head, policy), look(paper, SIGN, policy))
        for paper in case.of(*SIGNED)
    ] or [
        not_applicable(
            "没有须法定代表人签字的表格，见材料齐全一项。",
            "No form that the legal representative must sign; see the list of papers.",
        )
    ]


def _signed(paper: Document, head: tuple[str, bool, tuple[Value, ...]], policy: Policy) -> Verdict:
    name, sure, shown = head
    title, value = policy.title(paper.type), look(paper, SIGN, policy)
    title_en = policy.title_en(paper.type)
    who, who_en = f" {name} " if name else "法定代表人", name or "the legal representative"
    named = whose(value, name)
    if named:
        return passed(
            f"{title}由法定代表人 {name} 签字。",
            f"{title_en}: signed by the legal representative {name}.",
            value,
            *shown,
        )
    stamps = name_stamps(paper, name)
    there = written(value)
    if stamps and there is not True:
        return failed(
            f"{title}以人名章代替法定代表人签字，请由{who}手写签字。",
            f"{title_en}: a name stamp instead of the signature of {who_en}, who should sign by "
            "hand.",
            *(seal_evidence(paper, placed) for placed in stamps),
            severity="advisory",
        )
    if there is False and not paper.troubles:
        return failed(
            f"{title}没有法定代表人签字，请由 {who} 签字。",
            f"{title_en}: not signed; {who_en} should sign.",
            value,
            paper,
        )
    if there is not True:
        return to_review(
            f"{title}的法定代表人签字未能辨认，请核对是否已签。",
            f"{title_en}: the legal representative's signature was not read; please check whether "
            "it is signed.",
            paper,
        )
    if named is False and sure:
        return failed(
            f"{title}法定代表人处签名为“{value.text}”，证照为 {name}；请由其签字或补授权。",
            f"{title_en}: signed “{value.text}” for the legal representative; the licence names "
            f"{who_en}, who should sign, or hand in a power for the signer.",
            value,
            *shown,
        )
    text_en = f"and reads “{value.text}”" if value.text else "but not read"
    return to_review(
        f"{title}已签字，读作“{value.text or '（未能辨认）'}”，请目视核对是否为{who.rstrip()}。",
        f"{title_en}: signed, {text_en}; please check by eye whether it is {who_en}.",
        value,
        severity=None if sure and namesake(value, name) else "advisory",
    )


@rule("FORM-PLACEHOLDER")
def no_placeholder_is_left(case: Case, policy: Policy) -> list[Verdict]:
    """No XXX, （姓名） or …… of the sample is left where something should be filled in."""
    papers = case.of(*FILLED)
    verdicts = [_unreplaced(paper, policy) for paper in case.documents if paper.leftovers]
    if verdicts:
        return verdicts
    if not papers:
        return [not_applicable("没有样本表格。", "No form of the guide's.")]
    return [passed("表格中没有未替换的样本占位符。", "No placeholder is left.", *papers)]


def _unreplaced(paper: Document, policy: Policy) -> Verdict:
    fields: tuple[Field, ...] = paper.leftovers
    values = [weigh(paper, field.name, field, policy) for field in fields]
    texts = tuple(dict.fromkeys(f"“{value.text}”" for value in values))
    quotes, quotes_en = "、".join(texts), ", ".join(texts)
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    if any(value.sure for value in values):
        return failed(
            f"{title}中有未替换的样本文字{quotes}，请填写后重新签章。",
            f"{title_en}: words of the sample are left ({quotes_en}); please fill it in, sign and "
            "seal it anew.",
            *values,
        )
    en = f"{title_en}: words of the sample seem to be left ({quotes_en}); please check."
    return to_review(f"{title}中似有未替换的样本文字{quotes}，请核对。", en, *values)


@rule("FORM-UCHANGE-TAXPLACE")
def tax_place_is_where_the_unit_is_registered(case: Case, policy: Policy) -> list[Verdict]:
    """One district on the form's 纳税地 and in the licence's address."""
    forms, licences = case.of("unit_change_form"), case.of(*UNIT_PAPERS)
    if not forms or not licences:
        return [
            not_applicable(
                "没有单位信息变更申请表或证照，见材料齐全一项。",
                "No unit change form or licence; see the list of papers.",
            )
        ]
    seat = look(licences[0], "address", policy)
    return [_one_district(look(form, "tax_place", policy), seat, policy.district) for form in forms]


def _one_district(place: Value, seat: Value, own: District) -> Verdict:
    """A street may be named after another district: the first district of the seat counts."""
    there, here = own.first(place.text), own.first(seat.text)
    if place.state == "absent":
        return not_applicable("纳税地未填写，见表格填写一项。", "Blank; told elsewhere.")
    if not there or not here:
        return to_review(
            f"纳税地“{place.text}”、注册地址“{seat.text}”所在区未能辨认，请核对是否一致。",
            f"The district of the tax place “{place.text}” or of the registered address "
            f"“{seat.text}” was not read; please check that it is the same.",
            place,
            seat,
        )
    if there == here:
        return passed(
            f"注册地与纳税地同在{here}区。",
            f"Seat and tax place are in one district, {here}.",
            place,
            seat,
        )
    make = failed if place.sure and seat.sure else to_review
    return make(
        f"注册地址在{here}区，纳税地为{there}区，请避免注册地、纳税地不一致。",
        f"Registered in the district {here}, taxed in the district {there}: it should be one; "
        "please correct it.",
        place,
        seat,
    )


RULES: tuple[Rule, ...] = (
    legal_representative_signed,
    no_placeholder_is_left,
    tax_place_is_where_the_unit_is_registered,
)
