"""Papers of several pages (generic) are complete."""

from collections.abc import Iterable, Sequence

from core.models.document import Document, Leaf
from validators.ground.case import Case
from validators.ground.gather import summed
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

CONTRACTS = {
    "labor_contract": (("employer", "employee"), ("employer_signature", "employee_signature")),
    "lease_contract": (("lessor", "lessee"), ("lessor_signature", "lessee_signature")),
}
RECORDS = ("iit_tax_record", "iit_tax_list", "articles_of_association", "social_insurance_record")
FIRST = "首页（双方信息）", "the first page (the parties)"
LAST = "签章页", "the signature page"
UNKNOWN = "unknown"


@rule("GEN-PAGES")
def papers_have_all_their_pages(case: Case, policy: Policy) -> list[Verdict]:
    """第x页/共y页 without a gap; for contracts the first and the signature page are enough."""
    verdicts = [_contract(paper, case, policy) for paper in case.of(*CONTRACTS)]
    for kind in RECORDS:
        whose = dict.fromkeys(paper.role for paper in case.of(kind))
        groups = [[p for p in case.of(kind) if p.role == role] for role in whose]
        verdicts += [verdict for group in groups if (verdict := _record(group, case, policy))]
    return summed(verdicts, "多页材料页数完整。", "All pages are there.") or [
        not_applicable("没有须核对页数的材料。", "No paper whose pages must be counted.")
    ]


def _gaps(leaves: Iterable[Leaf]) -> tuple[tuple[int, ...], bool] | None:
    """The missing page numbers, and whether that is certain; None if none are printed.

    Several copies of one kind are several runs of pages: only those with one total can be
    separated.
    """
    found = tuple(leaves)
    totals = {leaf.total for leaf in found if leaf.total is not None}
    if not totals:
        return None
    numbers = [leaf.number for leaf in found if leaf.number is not None]
    total = max(totals)
    gone = tuple(n for n in range(1, total + 1) if n not in numbers)
    bare = sum(leaf.number is None for leaf in found)
    return gone, len(totals) == 1 and bare == 0


def _hidden(case: Case, group: Sequence[Document], gone: Iterable[int]) -> bool:
    """Whether a missing page may be among the unrecognised ones.

    It may also be in another paper of the same kind: one paper may have been split in two.
    """
    own = {paper.id for paper in group}
    others = [p for p in case.of(*(paper.type for paper in group)) if p.id not in own]
    numbers = {leaf.number for paper in others for leaf in paper.leaves}
    return bool(case.unread or case.of(UNKNOWN) or numbers & {*gone, None})


def _record(group: list[Document], case: Case, policy: Policy) -> Verdict | None:
    gaps = _gaps(leaf for paper in group for leaf in paper.leaves)
    if gaps is None:
        return None
    gone, certain = gaps
    title, title_en = policy.title(group[0].type), policy.title_en(group[0].type)
    if not gone:
        return passed(
            f"{title}页码连续完整。", f"{title_en}: its pages are numbered without a gap.", *group
        )
    pages, pages_en = _numbers(gone)
    if certain and not _hidden(case, group, gone):
        en = f"{title_en} lacks {pages_en}; please add what is missing."
        return failed(f"{title}缺第 {pages} 页，请补齐。", en, *group)
    return to_review(
        f"{title}未见第 {pages} 页，请核对页数。",
        f"{title_en} seems to lack {pages_en}; please check the number of pages.",
        *group,
        severity="advisory",
    )


def _numbers(pages: Sequence[int]) -> tuple[str, str]:
    """Page numbers in Chinese and in English.

    >>> _numbers((2,)), _numbers((2, 3))
    (('2', 'page 2'), ('2、3', 'pages 2, 3'))
    """
    numbers = [str(page) for page in pages]
    word = "page" if len(numbers) == 1 else "pages"
    return "、".join(numbers), f"{word} {', '.join(numbers)}"


def _contract(paper: Document, case: Case, policy: Policy) -> Verdict:
    parties, signatures = CONTRACTS[paper.type]
    first = any(look(paper, name, policy).text for name in parties)
    last = any(look(paper, name, policy).state != "missing" for name in signatures)
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    gone, certain = _gaps(paper.leaves) or ((), False)
    certain = certain and bool(gone) and not _hidden(case, [paper], gone)
    if first and last:
        if gone:
            return _middle(paper, gone, certain, policy)
        return passed(
            f"{title}首页和签章页齐全。",
            f"{title_en}: the first page and the page of signatures are there.",
            paper,
        )
    lost = [page for page, there in ((FIRST, first), (LAST, last)) if not there]
    lack, lack_en = "、".join(zh for zh, _ in lost), " and ".join(en for _, en in lost)
    if certain:
        pages, pages_en = _numbers(gone)
        en = f"{title_en} lacks {lack_en}, and {pages_en}; please add what is missing."
        return failed(f"{title}未见{lack}，缺第 {pages} 页，请补齐。", en, paper)
    return to_review(
        f"{title}未见{lack}，请核对是否完整。",
        f"{title_en} seems to lack {lack_en}; please check whether it is complete.",
        paper,
        severity="advisory",
    )


def _middle(paper: Document, gone: Sequence[int], certain: bool, policy: Policy) -> Verdict:
    make = failed if certain else to_review
    pages, pages_en = _numbers(gone)
    return make(
        f"{policy.title(paper.type)}有首页和签章页，未见第 {pages} 页，请视需要补齐。",
        f"{policy.title_en(paper.type)} has its first and its signature page but seems to lack "
        f"{pages_en}; please add what is missing where it matters.",
        paper,
        severity="advisory",
    )


RULES: tuple[Rule, ...] = (papers_have_all_their_pages,)
