"""Originals and copies, guide 六（一）–（十一）, as far as a scan shows them.

A grey page is a copy, or an original scanned without colour; only the unit's red stamp beside the
issuer's grey seal shows which. A stamped copy beside an original is handed in at the counter and is
not in the scan.
"""

from core.models.document import Document, PlacedSeal
from validators.facts import parties
from validators.facts.names import names
from validators.ground.case import Case
from validators.ground.gather import summed
from validators.ground.stamps import unit_seal
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    seal_evidence,
    to_review,
)
from validators.policy import Policy

COMPANY = "公司"
COLOURED = ("red", "blue")
ISSUERS = ("agency", "school", "bank", "firm")
UNITS = ("official", "hr", "contract")
"""Classes of seals with which another unit certifies a paper: a former or a spouse's employer."""
OFFICES = (
    "id_card", "household_register_cover", "household_register_member", "residence_permit_card",
    "graduation_certificate", "degree_certificate", "chsi_registration_form",
    "education_verification_report", "degree_verification_report", "degree_online_report",
    "overseas_degree_certification", "business_license", "institution_certificate",
    "social_org_certificate", "high_tech_certificate", "patent_certificate",
    "software_copyright_certificate",
)  # fmt: skip
"""Papers not made by companies: a company's seal on one can only be a stamp on a copy."""


def _grey_issuer(document: Document) -> list[PlacedSeal]:
    """The issuer's seals that the page shows without colour."""
    others = document.type == "resignation_certificate" or document.role == "spouse"
    kinds = (*ISSUERS, *UNITS) if others else ISSUERS
    return [p for p in document.seals if p.seal.colour == "grey" and p.seal.kind in kinds]


def _copied(document: Document, policy: Policy, *kinds: str) -> bool:
    """Whether it is surely a copy: a red seal of these kinds, and the issuer's seal in grey."""
    least = policy.threshold("seal")
    fresh = {
        (p.page.file, p.page.page)
        for p in document.seals
        if p.seal.colour in COLOURED
        and p.seal.confidence >= least
        and (not kinds or p.seal.kind in kinds)
    }
    return document.grey and any(
        p.seal.confidence >= least and (p.page.file, p.page.page) in fresh
        for p in _grey_issuer(document)
    )


def _stamped_on_copy(document: Document, policy: Policy) -> bool:
    kind = policy.document(document.type)
    return kind is not None and any(need.on_copy for need in kind.seals)


@rule("MAT-ORIG-COPY-SEAL")
def copies_bear_the_units_seal(case: Case, policy: Policy) -> list[Verdict]:
    """Each copy bears the unit's 公章; the copy of an original in colour is not in the packet."""
    unit = parties.employer(case, policy).name
    verdicts, originals = [], []
    for paper in case.documents:
        if not _stamped_on_copy(paper, policy):
            continue
        verdict = _anothers(paper, case, policy) or _stamp(paper, unit, policy)
        if verdict is None:
            originals.append(paper)
        else:
            verdicts.append(verdict)
    stamped_copies = summed(verdicts, "复印件已加盖单位公章。", "Copies are stamped.")
    if originals:
        names = "、".join(dict.fromkeys(policy.title(paper.type) for paper in originals))
        names_en = ", ".join(dict.fromkeys(policy.title_en(paper.type) for paper in originals))
        stamped_copies.append(
            not_checked(
                f"材料中为原件或未盖章的扫描件：{names}；加盖单位公章的复印件请在窗口核对。",
                f"Originals or scans without a seal: {names_en}; please check the stamped copies "
                "at the counter.",
                *originals,
            )
        )
    return stamped_copies or [not_applicable("没有须提供复印件的材料。", "No paper needs a copy.")]


def _anothers(paper: Document, case: Case, policy: Policy) -> Verdict | None:
    """A copy of an office's or school's paper that only another company stamped."""
    known = names(case, policy)
    found = unit_seal(paper, known.unit.name, "official", policy)
    if paper.type not in OFFICES or found.state != "foreign" or COMPANY not in found.ring:
        return None
    if any(unit_seal(paper, name, "official", policy).state != "foreign" for name in known.others):
        return None
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    return to_review(
        f"{title}上所盖公章为“{found.ring}”，复印件须加盖 {known.unit.name} 公章，请核对。",
        f"{title_en}: stamped by “{found.ring}”; a copy needs the official seal of "
        f"{known.unit.name}; please check.",
        *found.evidence,
        paper,
    )


def _stamp(paper: Document, unit: str, policy: Policy) -> Verdict | None:
    """The unit's stamp on a paper; None if it is an original by the scan."""
    found = unit_seal(paper, unit, "official", policy)
    title = policy.title(paper.type)
    if found.state == "there":
        return passed(
            f"{title}已加盖单位公章。",
            f"{policy.title_en(paper.type)}: the unit's official seal is there.",
            *found.evidence,
        )
    if not paper.grey:
        return None
    if (
        _copied(paper, policy)
        and found.state in ("absent", "wrong")
        and not _own_paper(paper, policy)
    ):
        return failed(
            f"{title}为复印件，未加盖单位公章，请加盖 {unit} 公章。",
            f"{policy.title_en(paper.type)}: a copy without the official seal of {unit}; please "
            "add the seal.",
            paper,
            *found.evidence,
        )
    coloured = any(placed.seal.colour in COLOURED for placed in paper.seals)
    if coloured and not _grey_issuer(paper):
        return None  # printed black, sealed in red: an original
    return to_review(
        f"{title}为灰度页面，未能辨认单位公章；如为复印件，须加盖 {unit} 公章。",
        f"{policy.title_en(paper.type)}: a grey page on which the unit's seal was not made out; a "
        f"copy must bear the official seal of {unit}; please check.",
        paper,
        *found.evidence,
        severity="advisory",
    )


def _own_paper(paper: Document, policy: Policy) -> bool:
    """Whether the unit seals the paper itself, so its other seals are correct there."""
    kind = policy.document(paper.type)
    return kind is not None and any(
        need.owner == "employer" and not need.on_copy for need in kind.seals
    )


@rule("MAT-ORIG-ONLY")
def originals_are_handed_in(case: Case, policy: Policy) -> list[Verdict]:
    """A paper that is surely a copy is no original, unless the original is present too.

    宅基地 registers and rent invoices come as original and copy (AMB-14).
    """
    doubtful, good, verdicts = [], [], []
    for paper in case.documents:
        if policy.document(paper.type) is None or _both_asked(paper):
            continue
        if not paper.grey or any(p.seal.colour in COLOURED for p in paper.seals):
            copied = _copied(paper, policy, "official") and not _in_colour(case, paper)
            if copied:
                verdicts.append(_is_copy(paper, policy))
            else:
                good.append(paper)
        else:
            doubtful.append(paper)
    if doubtful:
        names = "、".join(dict.fromkeys(policy.title(paper.type) for paper in doubtful))
        titles = ", ".join(dict.fromkeys(policy.title_en(paper.type) for paper in doubtful))
        verdicts.append(
            to_review(
                f"以下材料为灰度页面，不能分辨原件与复印件，请核对原件：{names}。",
                "Grey pages, of which original or copy cannot be told; please check the originals: "
                f"{titles}.",
                *doubtful,
                severity="advisory",
            )
        )
    if verdicts:
        return verdicts
    if not good:
        return [not_applicable("没有材料。", "No papers.")]
    return [passed("未见复印件。", "No copies were seen.", *good)]


def _both_asked(paper: Document) -> bool:
    register = paper.type.startswith("household_register") and paper.role == "owner"
    return register or paper.type == "rent_invoice"


def _in_colour(case: Case, paper: Document) -> bool:
    """Whether the same paper is also in the packet in colour."""
    return any(
        other.type == paper.type and other.role == paper.role and not other.grey
        for other in case.documents
        if other.id != paper.id
    )


def _is_copy(paper: Document, policy: Policy) -> Verdict:
    shown = [seal_evidence(paper, placed) for placed in paper.seals]
    return failed(
        f"{policy.title(paper.type)}为复印件，本业务仅收原件，请提供原件。",
        f"{policy.title_en(paper.type)}: a copy; this service takes originals only; please "
        "hand in the original.",
        paper,
        *shown,
    )


RULES: tuple[Rule, ...] = (
    copies_bear_the_units_seal,
    originals_are_handed_in,
)
