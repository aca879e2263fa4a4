"""A service as an operator may write it: its id or Chinese name."""

from typing import TYPE_CHECKING

from core.errors import InputError
from yushen.words import Words

if TYPE_CHECKING:
    from validators.policy import Policy


def known_service(given: str | None, policy: "Policy", words: Words) -> str | None:
    """The id of a service; None stays None. Raises InputError for an unknown one."""
    if given is None:
        return None
    for service in policy.services:
        if given in (service.id, service.name_zh):
            return service.id
    ids = "、".join(f"{s.id}（{s.name_zh}）" for s in policy.services)
    english = ", ".join(s.id for s in policy.services)
    raise InputError(
        "unknown_service",
        words(f"没有业务 {given}，可用：{ids}", f"no service {given}; there are: {english}"),
    )
