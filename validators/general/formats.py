"""Format of numbers (generic): verification codes, certificates, patents, telephones.

All are advisory, and a number with a wrong length is more likely a reading error than a fault of
the paper: only a certain reading counts against it.
"""

from collections.abc import Callable

from core.models.document import Document
from core.numbers import certificates, patent, phone
from core.numbers.dates import parse_date
from validators.ground.case import Case
from validators.ground.compare import HIGH
from validators.ground.gather import due, each, summed
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
from validators.policy import Policy

CODED = ("chsi_registration_form", "degree_online_report")
PHONES = {
    "power_of_attorney": ("agent_phone",),
    "lease_contract": ("lessor_phone", "lessee_phone"),
}

WHAT_EN = {
    "在线验证码": "Online code",
    "证书编号": "Number of a certificate",
    "专利号": "Number of a patent",
}
LEVEL_EN = {"博士": "doctor", "硕士": "master", "学士": "bachelor"}
KIND_EN = {"发明": "an invention", "实用新型": "a utility model", "外观设计": "a design"}


def _certain(value: Value) -> bool:
    """A certain reading: sure, and all readings equal."""
    field = value.field
    if not value.sure or field is None or field.confidence < HIGH:
        return False
    return len({reading.value for reading in field.readings if reading.value}) < 2


def _form(value: Value, right: bool, zh: str, policy: Policy) -> Verdict | None:
    """Whether a number has the right format; None if none was read."""
    title, read = policy.title(value.document.type), spoken(value, policy)
    if not value.text:
        if value.state == "doubt" or (value.state == "missing" and due(value, policy)):
            return to_review(
                f"{title}{zh}未能辨认，请核对。", f"{read} was not read; please check.", value
            )
        return None
    if right:
        return passed(f"{title}{zh}格式正确。", f"{read} has its form.", value)
    if _certain(value):
        return failed(
            f"{title}{zh}“{value.text}”格式不符，请核对原件。",
            f"{read} “{value.text}” lacks the form of one; please check the original.",
            value,
        )
    return to_review(
        f"{title}{zh}读作“{value.text}”，格式不符，可能误读，请核对。",
        f"{read} reads “{value.text}”, which lacks the form of one and may be misread; please "
        "check.",
        value,
    )


def _checked(
    case: Case, kinds: tuple[str, ...], check: Callable[[Document], Verdict | None], what: str
) -> list[Verdict]:
    return summed(
        each(case.of(*kinds), check), f"{what}格式正确。", f"{WHAT_EN[what]}: the form is right."
    ) or [not_applicable(f"没有可核对的{what}。", f"No {WHAT_EN[what].lower()} to check.")]


@rule("GEN-CHSI-CODE")
def online_codes_have_their_form(case: Case, policy: Policy) -> list[Verdict]:
    """12 digits, or A or X with 15 letters and digits."""

    def check(paper: Document) -> Verdict | None:
        value = look(paper, "verification_code", policy)
        right = certificates.is_online_code(value.text)
        return _form(value, right, "在线验证码", policy)

    return _checked(case, CODED, check, "在线验证码")


@rule("GEN-CERTNO-FORMAT")
def certificate_numbers_have_their_form(case: Case, policy: Policy) -> list[Verdict]:
    """17 or 18 digits on diplomas since 2001, 16 on degree certificates since 2008."""

    def check(paper: Document) -> Verdict | None:
        value = look(paper, "certificate_number", policy)
        if paper.type == "graduation_certificate":
            right = certificates.diploma_year(value.text) is not None
            return _dated(paper, value, right, certificates.DIPLOMA_SINCE, policy)
        found = certificates.degree_of(value.text)
        verdict = _dated(paper, value, found is not None, certificates.DEGREE_SINCE, policy)
        if verdict is None or found is None or verdict.status != "pass":
            return verdict
        return _level(value, look(paper, "degree", policy), found[0]) or verdict

    return _checked(case, ("graduation_certificate", "degree_certificate"), check, "证书编号")


def _dated(
    paper: Document, value: Value, right: bool, since: int, policy: Policy
) -> Verdict | None:
    """The format, required from a year of issue on; older papers had other formats."""
    if right or not value.text:
        return _form(value, right, "证书编号", policy)
    year = _year(paper, policy)
    if year is not None and year < since:
        return None
    if year is None:
        return to_review(
            f"{policy.title(paper.type)}编号“{value.text}”不是 {since} 年以后的格式，请核对。",
            f"{spoken(value, policy)} “{value.text}” lacks the form of those since {since}; "
            "please check.",
            value,
        )
    return _form(value, right, "证书编号", policy)


def _year(paper: Document, policy: Policy) -> int | None:
    for name in ("issue_date", "end_month"):
        value = look(paper, name, policy)
        day = value.day or parse_date(f"{value.text}-01")
        if value.sure and day:
            return day.year
    return None


def _level(number: Value, degree: Value, level: str) -> Verdict | None:
    """The level in a degree's number; None if the degree agrees or is not stated."""
    if degree.state == "doubt":
        return to_review(
            "学位证书的学位未能辨认，未与编号核对，请核对。",
            "The degree on the degree certificate was not read and not held against the number; "
            "please check.",
            number,
            degree,
        )
    if not degree.sure or not any(known in degree.text for known in certificates.LEVELS.values()):
        return None
    if level in degree.text:
        return None
    make = failed if _certain(number) else to_review
    return make(
        f"学位证书编号“{number.text}”为{level}编号，证书学位为“{degree.text}”，请核对原件。",
        f"Degree certificate: the number “{number.text}” is one of a {LEVEL_EN[level]}'s degree, "
        f"the certificate says “{degree.text}”; please check the original.",
        number,
        degree,
    )


@rule("GEN-PATENT-NO")
def patent_numbers_check(case: Case, policy: Policy) -> list[Verdict]:
    """The check digit is correct, and the kind in the number is the certificate's."""
    return _checked(case, ("patent_certificate",), lambda paper: _patent(paper, policy), "专利号")


def _patent(paper: Document, policy: Policy) -> Verdict | None:
    value, title = look(paper, "patent_number", policy), look(paper, "patent_type", policy)
    verdict = _form(value, patent.is_valid(value.text), "专利号", policy)
    found = patent.parse(value.text)
    if verdict is not None and verdict.status == "pass" and title.state == "doubt":
        zh = "专利类型未能辨认，未与专利号核对，请核对。"
        en = "The kind of the patent was not read and not held against its number; please check."
        return to_review(zh, en, value, title)
    if verdict is None or verdict.status != "pass" or found is None or not title.sure:
        return verdict
    if found.kind and found.kind in title.text:
        return verdict
    make = failed if _certain(value) else to_review
    return make(
        f"专利号“{value.text}”属{found.kind or '未知类别'}，证书为“{title.text}”，请核对原件。",
        f"The patent number “{value.text}” is one of {KIND_EN.get(found.kind, 'an unknown kind')}, "
        f"the certificate says “{title.text}”; please check the original.",
        value,
        title,
    )


@rule("GEN-PHONE")
def phones_have_their_form(case: Case, policy: Policy) -> list[Verdict]:
    """A mobile number of eleven digits, or a landline with its area code."""
    verdicts = []
    for kind, names in PHONES.items():
        for paper in case.of(kind):
            for name in names:
                value = look(paper, name, policy)
                right = phone.is_valid(value.text)
                verdicts.append(_form(value, right, "联系电话", policy))
    return summed((v for v in verdicts if v), "联系电话格式正确。", "Phones have their form.") or [
        not_applicable("没有可核对的联系电话。", "No phone to check.")
    ]


RULES: tuple[Rule, ...] = (
    online_codes_have_their_form,
    certificate_numbers_have_their_form,
    patent_numbers_check,
    phones_have_their_form,
)
