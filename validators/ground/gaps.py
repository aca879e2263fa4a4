"""What a rule answers where a paper it asks for is not in the packet."""

from validators.ground.case import Case
from validators.ground.verdict import Verdict, Witness, failed, unbound, unclear, without


def lacking(
    case: Case, zh: str, en: str, *witnesses: Witness, papers: tuple[str, ...] = ()
) -> Verdict:
    """A paper is not there: a failure, or a review while anything of the packet is unread.

    `papers` names it, where its lack is all that is said.
    """
    if case.unread:
        zh, en = f"{zh}（或在未能辨认的文件中，请核对。）", f"{en} It may be unread."
        return without(unclear(zh, en, *witnesses), *papers)
    return without(failed(zh, en, *witnesses), *papers)


def without_income(case: Case) -> Verdict:
    """What an income rule answers where the packet has no income paper at all."""
    if case.unread:
        return unclear(
            "未见个人收入材料，可能在未能辨认的文件中。", "No income paper was recognised."
        )
    return unbound("材料中没有个人收入材料，见材料齐全一项。", "No income paper in the packet.")
