"""The size of printed papers, as far as a scan shows it (guide 六（二）常规4, 条件5)."""

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.gather import summed
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
)
from validators.policy import Policy

A4 = (210.0, 297.0)
SIZES = {
    "Letter": (215.9, 279.4), "Legal": (215.9, 355.6), "A3": (297.0, 420.0),
    "A5": (148.0, 210.0), "B5": (182.0, 257.0),
}  # fmt: skip
SAME = 0.015
"""Tolerance within which a page has another standard size."""
PRINTED = ("application_form_new", "application_form_renewal", "ip_conversion_report")


@rule("MAT-A4")
def printed_forms_are_on_a4(case: Case, policy: Policy) -> list[Verdict]:
    """Pages of 210 by 297 mm to 5 %; a photo's size does not show the paper's size."""
    slack = float(policy.tolerance("paper_tolerance"))
    papers = case.of(*PRINTED)
    if not papers:
        return [
            not_applicable("没有须用 A4 纸打印的材料。", "No paper that must be printed on A4.")
        ]
    return summed([_on_a4(paper, slack, policy) for paper in papers], "均为 A4 纸。", "All on A4.")


def _on_a4(paper: Document, slack: float, policy: Policy) -> Verdict:
    title = policy.title(paper.type)
    sizes = [leaf.size for leaf in paper.leaves]
    known = [size for size in sizes if size is not None]
    if known and len(known) == len(sizes) and all(_near(size, A4, slack) for size in known):
        return passed(f"{title}为 A4 纸。", f"{policy.title_en(paper.type)}: on A4.", paper)
    other = next(
        (
            name
            for size in known
            for name, usual in SIZES.items()
            if _near(size, usual, SAME) and not _near(size, A4, slack)
        ),
        None,
    )
    if other is not None:
        en = f"{policy.title_en(paper.type)}: printed on {other} paper; please print it on A4."
        return failed(f"{title}为 {other} 纸，请用 A4 纸打印。", en, paper)
    return not_checked(
        f"不能由图像得知{title}的纸张大小，请目视核对是否为 A4 纸。",
        f"{policy.title_en(paper.type)}: its size cannot be told from the picture; please "
        "check by eye whether it is on A4.",
        paper,
    )


def _near(size: tuple[float, float], usual: tuple[float, float], slack: float) -> bool:
    """Whether a size is a usual one, in portrait or landscape."""
    pairs = zip(sorted(size), sorted(usual), strict=True)
    return all(abs(one - two) <= slack * two for one, two in pairs)


RULES: tuple[Rule, ...] = (printed_forms_are_on_a4,)
