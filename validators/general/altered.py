"""Papers that may have been altered (generic), as far as their files show it.

All findings are advisory, with the place to look at. Correction fluid, pasted pieces and different
inks must be checked by eye.
"""

from collections.abc import Iterator, Sequence

from core.models.document import Document, PlacedOddity, Signed
from core.models.finding import Evidence
from core.models.geometry import to_stored
from core.models.page import OddityKind
from core.models.signature import ChangeAfterSigning, ChangeKind, vouched
from validators.facts.odd import telling
from validators.ground.case import Case
from validators.ground.compare import HIGH
from validators.ground.look import weigh
from validators.ground.verdict import Rule, Verdict, not_checked, passed, rule, to_review
from validators.policy import Policy

WHAT: dict[ChangeKind, tuple[str, str]] = {
    "form": ("填写了表单", "a form was filled in"),
    "annotation": ("加了批注或图章", "notes or stamps were added"),
    "content": ("改动了内容", "contents were changed"),
}

ODD: dict[OddityKind, tuple[str, str]] = {
    "hidden": ("含有页面上看不见的文字", "the PDF holds text that its page does not show"),
    "fonts": ("中同一数字用了不同字体、字号或基线", "one number is set in different type"),
}
MAX_QUOTES = 5  # quotations in a message


@rule("GEN-TAMPER")
def files_say_what_their_pages_show(case: Case, policy: Policy) -> list[Verdict]:
    """Report changes after a signature, and a PDF whose text layer differs from its image.

    A paper signed by a trusted issuer and unchanged since passes; others need a person's eye.
    """
    doubts = [*_signatures(case)]
    sound = []
    for paper in case.documents:
        verdicts = [*_layer(paper, policy), *_odd(paper, policy)]
        doubts += verdicts
        if not verdicts and _is_vouched(paper):
            sound.append(paper)
    good = [_sound(paper, policy) for paper in sound]
    if doubts or (good and len(good) == len(case.documents)):
        return [*doubts, *good]
    eye = not_checked(
        "涂改、粘贴等须目视核对；未见 PDF 文字与页面不一致。",
        "Erasures, patches and the like must be checked by eye; no text of a PDF was seen "
        "to differ "
        "from its page.",
    )
    return [*good, eye]


def _is_vouched(paper: Document) -> bool:
    """Whether trusted issuers signed every file that contains its pages."""
    files = {page.file for page in paper.pages}
    return files <= {one.file for one in paper.signed} and vouched(
        [one.signature for one in paper.signed]
    )


def _sound(paper: Document, policy: Policy) -> Verdict:
    names = list(dict.fromkeys(one.signature.signer for one in paper.signed))
    return passed(
        f"{policy.title(paper.type)}：{'、'.join(names)}签名有效，签名后未改动。",
        f"{policy.title_en(paper.type)}: the signature of {', '.join(names)} holds; nothing was "
        "changed since.",
        paper,
    )


def _signatures(case: Case) -> Iterator[Verdict]:
    """What is wrong with the signatures of each file, once for all papers in it."""
    holders: dict[Signed, list[Document]] = {}
    for paper in case.documents:
        for one in paper.signed:
            holders.setdefault(one, []).append(paper)
    for one, papers in holders.items():
        signature, whose, whose_en = one.signature, one.signature.signer, one.signature.signer
        whose, whose_en = (f"{whose}的", f" of {whose_en}") if whose else ("", "")
        if signature.damaged:
            yield to_review(
                f"文件“{one.file}”中{whose}电子签名校验不通过或已损坏，请核对原件。",
                f"The electronic signature{whose_en} in “{one.file}” does not hold or is damaged; "
                "please check the original.",
                *papers,
            )
        if signature.altered:
            changes = "；".join(_change_text(change) for change in signature.altered)
            changes_en = "; ".join(_change_text_en(change) for change in signature.altered)
            yield to_review(
                f"文件“{one.file}”在{whose}电子签名后有改动：{changes}，请核对原件。",
                f"“{one.file}” was changed after the electronic signature{whose_en}: {changes_en}; "
                "please check the original.",
                *_places(one, papers),
                *papers,
            )


def _change_text(change: ChangeAfterSigning) -> str:
    where = "、".join(map(str, change.pages))
    when = f"第 {change.revision} 次保存" if change.revision else ""
    return f"{when}{WHAT[change.kind][0]}" + (f"（第 {where} 页）" if where else "")


def _change_text_en(change: ChangeAfterSigning) -> str:
    where = ", ".join(map(str, change.pages))
    when = f" in revision {change.revision}" if change.revision else ""
    return f"{WHAT[change.kind][1]}{when}" + (f" (page {where})" if where else "")


def _places(one: Signed, papers: Sequence[Document]) -> Iterator[Evidence]:
    """The changed pages, each as evidence of its paper."""
    for paper in papers:
        for ref in paper.pages:
            for change in one.signature.altered:
                if ref.file == one.file and ref.page in change.pages:
                    yield Evidence(
                        document=paper.id, field=None, file=ref.file, page=ref.page, box=None,
                        text=_change_text(change),
                    )  # fmt: skip


def _odd(paper: Document, policy: Policy) -> Iterator[Verdict]:
    """Hidden text and numbers of two fonts, if they affect a value."""
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    for kind, (zh, en) in ODD.items():
        found = [one for one in telling(paper) if one.oddity.kind == kind]
        if not found:
            continue
        quotes = [f"“{one.oddity.text}”" for one in found[:MAX_QUOTES]]
        yield to_review(
            f"{title}的 PDF {zh}：{'、'.join(quotes)}，请核对原件。",
            f"{title_en}: {en}: {', '.join(quotes)}; please check the original.",
            *(_evidence(paper, one) for one in found),
        )


def _evidence(paper: Document, one: PlacedOddity) -> Evidence:
    return Evidence(
        document=paper.id,
        field=None,
        file=one.page.file,
        page=one.page.page,
        box=to_stored(one.oddity.box, one.page.rotation).rounded(),
        text=one.oddity.text,
    )


def _layer(paper: Document, policy: Policy) -> Iterator[Verdict]:
    fields = [*paper.fields.values(), *(cell for row in paper.rows for cell in row.values())]
    apart = [
        weigh(paper, field.name, field, policy)
        for field in fields
        if _apart({(r.source, r.value): r.confidence for r in field.readings})
    ]
    if paper.layer != "differs" and not apart:
        return
    quotes = tuple(dict.fromkeys(f"“{value.shown}”" for value in apart))
    what = f"（{'、'.join(quotes)}）" if quotes else ""
    what_en = f" ({', '.join(quotes)})" if quotes else ""
    yield to_review(
        f"{policy.title(paper.type)}的 PDF 文字与页面所见不一致{what}，请核对原件。",
        f"{policy.title_en(paper.type)}: the text of the PDF is not what its page shows"
        f"{what_en}; please check the original.",
        *apart,
        paper,
    )


def _apart(readings: dict[tuple[str, str | None], float]) -> bool:
    """Whether page and text layer differ, with the page read for sure."""
    page = {value: sure for (source, value), sure in readings.items() if source == "page"}
    layer = {value for source, value in readings if source == "layer"}
    return any(
        sure >= HIGH and value is not None and layer and value not in layer
        for value, sure in page.items()
    )


RULES: tuple[Rule, ...] = (files_say_what_their_pages_show,)
