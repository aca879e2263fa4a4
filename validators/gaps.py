"""What a rule answers where a paper it asks for is not in the packet."""

from validators.case import Case
from validators.verdict import Verdict, Witness, failed, unclear, without


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
