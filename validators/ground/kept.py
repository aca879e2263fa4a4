"""Cache for functions of a case: each is computed once, however many rules call it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from validators.ground.case import Case

T = TypeVar("T")
P = ParamSpec("P")


def kept(work: Callable[Concatenate[Case, P], T]) -> Callable[Concatenate[Case, P], T]:
    """The function, computed once for each case and each further argument (hashable).

    The result is shared and must not be changed.
    """

    @wraps(work)
    def asked(case: Case, /, *more: P.args, **named: P.kwargs) -> T:
        what = (asked, more, tuple(named.items()))
        return case.keep(what, lambda: work(case, *more, **named))

    return asked
