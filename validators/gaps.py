"""What a rule answers where a paper it asks for is not in the packet."""

from validators.case import Case
from validators.verdict import Verdict, Witness, failed, unclear


def lacking(case: Case, zh: str, en: str, *witnesses: Witness) -> Verdict:
    """A paper is not there: a failure, or a review while anything of the packet is unread."""
    if case.unread:
        return unclear(
            f"{zh}（或在未能辨认的文件中，请核对。）", f"{en} It may be unread.", *witnesses
        )
    return failed(zh, en, *witnesses)
