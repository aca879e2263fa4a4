"""The evidence of conditions 3 and 8: it must be about the same award, or the applicant's own
merits.
"""

from validators.facts import parties
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees, folded, likeness
from validators.ground.look import Value, look
from validators.ground.phrases import quoted
from validators.ground.verdict import Verdict, because, failed, to_review
from validators.policy import Policy

ALIKE = 0.5
"""Award names more similar than this may be one award, written longer or shorter."""


def others_award(case: Case, policy: Policy) -> list[Verdict]:
    """The verdicts if no supporting paper is about a certified award."""
    awards = [look(paper, "award", policy) for paper in case.of("award_certificate")]
    known = [value for value in awards if value.text]
    papers = case.of("award_supporting_evidence")
    proofs = [look(paper, "award", policy) for paper in papers]
    verdicts = [_same_award(proof, known) for proof in proofs]
    if not known or None in verdicts:
        return []
    return [verdict for verdict in verdicts if verdict is not None][:1]


def _same_award(proof: Value, awards: list[Value]) -> Verdict | None:
    """What is wrong with the award that a supporting paper names; a free text may name none."""
    if proof.state in ("missing", "absent"):
        return None
    text = folded(proof.text)
    names = [folded(award.text) for award in awards]
    if text and any(text in name or name in text for name in names):
        return None
    sure = proof.sure and all(award.sure for award in awards)
    listed, read = "、".join(award.text for award in awards), proof.text or "（未能辨认）"
    if sure and all(likeness(text, name) < ALIKE for name in names):
        zh = f"佐证材料的奖项为“{read}”，获奖证书为“{listed}”，请提供该奖项的佐证材料。"
        en = (
            f"The evidence is of the award “{read}”, the certificate of “{listed}”; please hand in "
            "evidence of that award."
        )
        return because(failed(zh, en, proof, *awards), proof)
    zh = f"佐证材料的奖项读作“{read}”，获奖证书为“{listed}”，请核对是否为同一奖项。"
    en = (
        f"The award in the evidence reads {quoted(proof.text)}, on the certificate “{listed}”; "
        "please check that it is the same award."
    )
    return to_review(zh, en, proof, *awards)


def others_merits(case: Case, policy: Policy) -> list[Verdict]:
    """The verdicts if all evidence of a contribution names somebody else."""
    own = parties.applicant(case, policy)
    papers = case.of("outstanding_contribution_evidence")
    verdicts = [_whose(look(paper, "name", policy), own) for paper in papers]
    return [] if None in verdicts else [verdict for verdict in verdicts if verdict is not None][:1]


def _whose(name: Value, own: parties.Party) -> Verdict | None:
    """What is wrong with the person the evidence names; evidence without a name is ignored."""
    answer = agrees(name, own.name)
    if answer or name.state == "missing":
        return None
    if name.state == "absent":
        return unread(name, "贡献突出佐证材料的姓名", "Whose contribution it is")
    if answer is False and own.sure:
        zh = f"贡献突出佐证材料为“{name.text}”的，不是申请人 {own.name} 的，请提供本人的佐证材料。"
        en = (
            f"The evidence of outstanding contribution is of “{name.text}”, not of the applicant "
            f"{own.name}; please hand in the applicant's own."
        )
        return because(failed(zh, en, name), f"holder:{name.document.id}")
    read = name.text or "（未能辨认）"
    zh = f"贡献突出佐证材料的姓名读作“{read}”，应为申请人 {own.name}，请核对。"
    en = (
        f"The name in the evidence of outstanding contribution reads {quoted(name.text)}; it must "
        f"be the applicant {own.name}'s, please check."
    )
    return to_review(zh, en, name)
