"""Errors for things that disappeared or changed during a batch."""

from core.errors import InputError


class Unsteady(InputError):
    """A packet, or a place for its report, that has changed: to be tried again later."""


def gone() -> Unsteady:
    """The error for a packet that disappeared."""
    return Unsteady(
        "gone",
        "材料已不在，或所在的共享、磁盘已断开，未能检查，请恢复后重新运行",
        "the packet is gone, or the share or disk it lies on is, and was not checked; "
        "please run again when it is back",
    )


def changed() -> Unsteady:
    """The error for a packet that changed."""
    return Unsteady(
        "changed",
        "检查时材料有变动，未能检查，请待其不再变动后重新运行",
        "the packet changed while it was checked; please run again when it does not change "
        "any more",
    )
