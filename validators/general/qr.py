"""QR codes against the text printed beside them (generic)."""

import re
from datetime import date
from urllib.parse import urlsplit

from core.models.document import Document, PlacedCode
from core.numbers import credit_code
from core.text.alike import GLYPHS
from validators.ground.case import Case
from validators.ground.compare import edits
from validators.ground.gather import summed
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    code_evidence,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

PRINTED = {
    "business_license": "credit_code", "chsi_registration_form": "verification_code",
    "degree_online_report": "verification_code", "iit_tax_record": "verification_code",
    "overseas_degree_certification": "certificate_number",
}  # fmt: skip
IN_PAYLOAD = re.compile(r"[0-9A-Z]{11,20}")


@rule("GEN-QR-MATCH")
def qr_codes_hold_the_printed_number(case: Case, policy: Policy) -> list[Verdict]:
    """The QR code's content includes the printed code; a missing QR code is only pointed out."""
    verdicts = [
        verdict
        for kind, name in PRINTED.items()
        for paper in case.of(kind)
        if paper.codes and (verdict := _qr(paper, look(paper, name, policy), case.day, policy))
    ]
    return summed(verdicts, "二维码与印刷编号一致。", "Codes agree.") or [
        not_applicable("没有可解码的二维码。", "No code was decoded.")
    ]


def _qr(paper: Document, value: Value, day: date, policy: Policy) -> Verdict | None:
    printed = re.sub(r"\W", "", value.text).upper()
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    others: list[tuple[PlacedCode, str]] = []
    for code in paper.codes:
        payload = code.payload.upper()
        if printed and printed.translate(GLYPHS) in _dense(payload).translate(GLYPHS):
            if (elsewhere := _stranger(code, day, policy)) is not None:
                return to_review(
                    f"{title}二维码指向 {elsewhere}，不是所知的主管机关网址，请核验真伪。",
                    f"{title_en}: the QR code leads to {elsewhere}, no authority's site that is "
                    "known; please check that the paper is genuine.",
                    value,
                    code_evidence(paper, code),
                )
            return passed(
                f"{title}二维码与编号一致。",
                f"{title_en}: the QR code agrees with its number.",
                value,
                code_evidence(paper, code),
            )
        others += [(code, found) for found in IN_PAYLOAD.findall(payload) if _alike(found, paper)]
    if not others:
        return None
    code, found = min(others, key=lambda pair: edits(pair[1], printed))
    shown = code_evidence(paper, code)
    if value.sure and len(found) == len(printed):
        return failed(
            f"{title}印刷编号 {value.text} 与二维码内容 {found} 不一致，请核验真伪。",
            f"{title_en}: the printed number {value.text} is not {found}, which the QR code says; "
            "please check that the paper is genuine.",
            value,
            shown,
        )
    return to_review(
        f"{title}编号读作 {value.text or '（未能辨认）'}，二维码为 {found}，请核对。",
        f"{title_en}: the number reads {value.text or '(not read)'}, the QR code says {found}; "
        "please check.",
        value,
        shown,
    )


def _dense(payload: str) -> str:
    return re.sub(r"[^0-9A-Z一-鿿]", "", payload)


def _stranger(code: PlacedCode, day: date, policy: Policy) -> str | None:
    """The site that a code leads to, if it is not an authority's."""
    host = urlsplit(code.payload.strip().lower()).hostname or ""
    known = policy.words("authorities_sites", day)
    return host if host and not any(host == s or host.endswith(f".{s}") for s in known) else None


def _alike(found: str, paper: Document) -> bool:
    """Whether part of a payload looks like the number printed on the paper."""
    if paper.type == "business_license":
        return credit_code.is_valid(found)
    return any(letter.isdigit() for letter in found)


RULES: tuple[Rule, ...] = (qr_codes_hold_the_printed_number,)
