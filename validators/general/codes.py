"""Codes and amounts with a built-in check (generic): credit codes, amounts in capitals."""

import re
from decimal import Decimal

from core.models.document import Document
from core.numbers import amounts, credit_code
from core.text.fold import fold
from validators.ground.case import Case
from validators.ground.elsewhere import own_lines
from validators.ground.gather import due, summed
from validators.ground.look import Value, cell, look
from validators.ground.phrases import spoken
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

CODED = {
    "business_license": "credit_code", "institution_certificate": "credit_code",
    "social_org_certificate": "credit_code", "tax_info_notice": "taxpayer_id",
    "its_withholding_screenshot": "employer_credit_code", "labor_contract": "employer_credit_code",
    "credit_publicity_printout": "credit_code", "name_change_notice": "credit_code",
    "tax_info_query_application": "taxpayer_id",
}  # fmt: skip
CAPITALS = (
    ("total", "total_caps"), ("rent", "rent_caps"), ("total_price", "total_price_caps"),
    ("paid_in_total", "paid_in_total_caps"), ("amount", "amount_caps"),
)  # fmt: skip
LENGTH = 18
PAYMENTS = {
    3: re.compile("季|(?<!十)[三3]个月|付[三3]"),
    6: re.compile("半年|[六6]个月|付[六6]"),
    12: re.compile("按年|年付|每年|一年|全年|年租金|十二个月|12个月"),
}  # fmt: skip
"""Months of rent per payment, and the words for it in a lease."""
WHOLE = re.compile("总租金|租金总|总[额计价]|合计|共计|全部租金")
MONTH = 30.4  # days


@rule("GEN-USCC-CHECKSUM")
def credit_codes_check(case: Case, policy: Policy) -> list[Verdict]:
    """Every credit code has a correct check character (GB 32100)."""
    verdicts = []
    for kind, name in CODED.items():
        for paper in case.of(kind):
            value = look(paper, name, policy)
            if value.text or due(value, policy):
                verdicts.append(_checks(value, policy))
    return summed(verdicts, "统一社会信用代码校验正确。", "Codes check.") or [
        not_applicable("没有读到统一社会信用代码。", "No credit code.")
    ]


def _checks(value: Value, policy: Policy) -> Verdict:
    title, code = policy.title(value.document.type), spoken(value, policy)
    if not value.text:
        return to_review(
            f"{title}的统一社会信用代码未能辨认，请核对。",
            f"{code} was not read; please check.",
            value,
        )
    if credit_code.is_valid(value.text):
        return passed(f"{title}代码校验正确。", f"{code}: its check character is right.", value)
    if value.sure and len(value.text) == LENGTH:
        verdict = failed(
            f"{title}的统一社会信用代码 {value.text} 校验位不符，请核对原件。",
            f"{code} {value.text} fails its check character; please check the original.",
            value,
        )
        return because(verdict, value)
    return to_review(
        f"{title}的统一社会信用代码读作 {value.text}，可能误读，请核对。",
        f"{code} reads {value.text} and may be misread; please check.",
        value,
    )


@rule("GEN-AMOUNT-CAPS")
def capitals_equal_digits(case: Case, policy: Policy) -> list[Verdict]:
    """Each amount in capitals is the amount in digits."""
    verdicts = []
    for paper in case.documents:
        for digits, capitals in CAPITALS:
            one, two = look(paper, digits, policy), look(paper, capitals, policy)
            if one.state == "missing" and paper.type == "iit_tax_record" and digits == "total":
                verdicts.append(_summed(paper, two, policy))
            elif one.text and two.text:
                verdicts.append(_equal(one, two, one.amount, policy))
            elif "doubt" in (one.state, two.state) and not _figures_alone(two, policy):
                verdicts.append(_half(one, two, policy))
    return summed(
        (verdict for verdict in verdicts if verdict),
        "金额大小写一致。",
        "The amounts in digits and in capitals agree.",
    ) or [not_applicable("没有大写金额。", "No amount in capitals.")]


def _summed(paper: Document, capitals: Value, policy: Policy) -> Verdict | None:
    """A tax record prints its total in capitals only: the rows must make it up."""
    cells = [cell(paper, row, "tax_paid", policy) for row in paper.rows]
    if capitals.state == "doubt" and not capitals.text and cells:
        return _half(capitals, capitals, policy)
    if not capitals.text or not cells or not all(value.sure for value in cells):
        return None
    total = sum((value.amount or Decimal(0) for value in cells), Decimal(0))
    return _equal(capitals, capitals, total, policy)


def _figures_alone(capitals: Value, policy: Policy) -> bool:
    """Whether the paper prints the amount in figures only, which is allowed."""
    return capitals.state == "missing" and not due(capitals, policy)


def _half(one: Value, two: Value, policy: Policy) -> Verdict:
    """One of the two fields is filled in but unread."""
    title, title_en = policy.title(one.document.type), policy.title_en(one.document.type)
    return to_review(
        f"{title}金额大写或小写未能辨认，请核对是否一致。",
        f"{title_en}: the amount in digits or in capitals was not read; please check it.",
        one,
        two,
    )


def _equal(one: Value, two: Value, digits: Decimal | None, policy: Policy) -> Verdict:
    title, title_en = policy.title(one.document.type), policy.title_en(one.document.type)
    capitals = two.amount if _numeric(two.text) else amounts.parse(two.text)
    if digits is None or capitals is None:
        en = f"{title_en}: the amounts in digits and in capitals were not read; please check."
        return to_review(f"{title}金额大小写未能比对，请核对。", en, one, two)
    if one.name == "rent" and digits and digits != capitals:
        verdict = _for_months(one, two, capitals / digits, policy)
        if verdict is not None:
            return verdict
    if digits == capitals:
        return passed(
            f"{title}金额大小写一致：{digits} 元。",
            f"{title_en}: the amounts in digits and in capitals agree, {digits} yuan.",
            one,
            two,
        )
    if one.sure and two.sure and not _is_cut(capitals, digits):
        raw = two.field.raw if two.field else two.text
        return failed(
            f"{title}小写金额 {digits} 元，大写为“{raw}”（{capitals} 元），不一致，请更正。",
            f"{title_en}: {digits} yuan in digits, “{raw}” ({capitals} yuan) in capitals; "
            "please correct it.",
            one,
            two,
        )
    return to_review(
        f"{title}小写读作 {digits} 元，大写读作 {capitals} 元，请核对。",
        f"{title_en}: {digits} yuan in digits and {capitals} yuan in capitals were read; "
        "please check.",
        one,
        two,
    )


def _is_cut(capitals: Decimal, digits: Decimal) -> bool:
    """Whether an amount is the other without its first figures: the beginning was not read.

    >>> _is_cut(Decimal(200), Decimal(6200)), _is_cut(Decimal(200), Decimal(6300))
    (True, False)
    """
    return 0 < capitals < digits and f"{digits:.2f}".endswith(f"{capitals:.2f}")


def _for_months(one: Value, two: Value, times: Decimal, policy: Policy) -> Verdict | None:
    """Capitals with the rent for several months: one payment, or the whole term.

    They agree if the lease says so. Else a lost or added zero may make them fit, and a person must
    look; an amount that is not such a multiple is not this lease's rent.
    """
    lease, title = one.document, policy.title(one.document.type)
    start, end = (look(lease, name, policy).day for name in ("lease_start", "lease_end"))
    term = round((end - start).days / MONTH) if start and end else 0
    words = [PAYMENTS[int(times)]] if times in PAYMENTS else []
    words += [WHOLE] if times == term > 1 else []
    if not words:
        return None
    raw = [value.field.raw for value in (one, two) if value.field]
    text = fold("".join([*raw, *("".join(line.text.split()) for line in own_lines(lease))]))
    if any(word.search(text) for word in words):
        return passed(
            f"{title}大写为 {times:.0f} 个月租金合计，合同载明如此收取，与月租金相符。",
            f"{policy.title_en(lease.type)}: the capitals give {times:.0f} months' rent, as it "
            "is paid by the contract, and agree with the monthly rent.",
            one,
            two,
        )
    return to_review(
        f"{title}小写为每月 {one.amount} 元，大写合 {times:.0f} 个月租金，合同"
        "未见如此收取的约定，请核对是合计数还是笔误。",
        f"{policy.title_en(lease.type)}: {one.amount} yuan a month in digits, {times:.0f} times "
        "that in capitals, and no word of such a payment; please check whether it is a sum or a "
        "slip.",
        one,
        two,
    )


def _numeric(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdigit() and text.isascii()


RULES: tuple[Rule, ...] = (
    credit_codes_check,
    capitals_equal_digits,
)
