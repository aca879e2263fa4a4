"""Adopting an office's own threshold, or reverting it; only by a person's command.

A stricter threshold than the program's is always allowed. A lower one needs an explicit option and
a bound of `guarantee`: otherwise a wrong value could decide unseen.
"""

from decimal import Decimal
from pathlib import Path

from core.errors import Refused
from core.files import write_atomic
from core.folders import state_folder
from review.audit import now, record
from review.quality.counting import answers
from review.quality.drawing import SAY_WHY
from review.quality.guarantee import MAX_WRONG_SHARE, Bound, bounds, lowest
from review.store import Store
from review.values import storable
from validators.thresholds import ours
from validators.thresholds.adopted import NAME, Adopted, Adoptions, adoptions


def adopt(
    store: Store,
    kind: str,
    threshold: Decimal | None,
    *,
    by: str,
    why: str,
    max_wrong: float = MAX_WRONG_SHARE,
    less_careful: bool = False,
    folder: Path | None = None,
) -> Adopted:
    """Adopt a threshold for a kind; by default the lowest one that guarantees `max_wrong`.

    Raises Refused, saying why.
    """
    if kind not in ours().thresholds:
        raise Refused("value", f"没有“{kind}”这一类值", f"no kind of value “{kind}”")
    if not why.strip():
        raise Refused(*SAY_WHY)
    place = folder or state_folder()
    with store.alone("thresholds") as session:
        found = bounds(answers(session).get(kind, ()))
        chosen = _chosen(found, threshold, max_wrong)
        own = ours().thresholds[kind]
        if Decimal(str(chosen.threshold)) < own:
            _may_be_lower(chosen, own, max_wrong, less_careful)
        known = adoptions(place)
        made = Adopted(
            kind=kind, threshold=Decimal(str(chosen.threshold)),
            instead_of=_threshold_in_force(known, kind), less_careful=less_careful,
            number=chosen.number, wrong=chosen.wrong, most=chosen.most,
            by=by, why=storable(why.strip()), since=now(),
        )  # fmt: skip
        ended = _ended(known, kind, by, "由新的阈值替代")
        _write(place, Adoptions(adopted=(*ended.adopted, made)))
        record(
            session, by, "threshold-adopt", target=kind, before=str(made.instead_of),
            after=str(made.threshold), why=made.why,
        )  # fmt: skip
        return made


def revert(store: Store, kind: str, *, by: str, why: str, folder: Path | None = None) -> Decimal:
    """Revert to the program's own threshold, which is returned. Raises Refused."""
    if not why.strip():
        raise Refused(*SAY_WHY)
    place = folder or state_folder()
    with store.alone("thresholds") as session:
        known = adoptions(place)
        if known.of(kind) is None:
            raise Refused(
                "value",
                f"“{kind}”没有采用过单位阈值",
                f"no threshold of the office's own is in use for “{kind}”",
            )
        before = _threshold_in_force(known, kind)
        _write(place, _ended(known, kind, by, why.strip()))
        own = ours().thresholds[kind]
        record(
            session, by, "threshold-revert", target=kind, before=str(before), after=str(own),
            why=why.strip(),
        )  # fmt: skip
        return own


def _chosen(found: tuple[Bound, ...], threshold: Decimal | None, max_wrong: float) -> Bound:
    """The bound at the requested threshold, which must be on the grid."""
    if threshold is None:
        best = lowest(found, max_wrong)
        if best is None:
            raise Refused(
                "not_enough", "样本还不足以得出阈值；见 yushen quality",
                "the samples do not suffice for a threshold; see yushen quality",
            )  # fmt: skip
        return best
    if not Decimal("0.5") < threshold <= 1:
        raise Refused("value", "阈值应在 0.5 到 1 之间", "a threshold must be between 0.5 and 1")
    at = (one for one in found if Decimal(str(one.threshold)) == threshold)
    return next(at, Bound(float(threshold), 0, 0, 1.0))


def _may_be_lower(chosen: Bound, own: Decimal, max_wrong: float, less_careful: bool) -> None:
    """Raise Refused unless the person asked for it and the bound holds at this confidence."""
    if not less_careful:
        raise Refused(
            "less_careful",
            f"{chosen.threshold} 低于程序自带的 {own}，会放宽判断；确要如此请加 --less-careful",
            f"{chosen.threshold} is below the program's {own}and would judge less carefully; "
            "please add --less-careful if you mean it",
        )
    if chosen.most > max_wrong:
        raise Refused(
            "not_shown",
            f"样本未能证明 {chosen.threshold} 以上的错误不超过 {max_wrong:.1%}，不能放宽",
            f"it is not shown that at most {max_wrong:.1%} are wrong from {chosen.threshold} on",
        )


def _threshold_in_force(known: Adoptions, kind: str) -> Decimal:
    return known.over(ours()).thresholds[kind]


def _ended(known: Adoptions, kind: str, by: str, why: str) -> Adoptions:
    end = {"until": now(), "until_by": by, "until_why": storable(why)}
    held = known.of(kind)
    return Adoptions(
        adopted=tuple(one.model_copy(update=end) if one is held else one for one in known.adopted)
    )


def _write(folder: Path, made: Adoptions) -> None:
    write_atomic(folder / NAME, made.model_dump_json(indent=1).encode() + b"\n")
