"""Months of pay, and the handler's note below an income paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.cast import InventedPerson
from generator.ink import Handwriting
from generator.numbers import add_months
from generator.sheet import CanvasPart


@dataclass(frozen=True)
class Pay:
    """One month of pay in yuan."""

    month: str
    income: Decimal

    @property
    def parts(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Pension, medical, unemployment and housing fund."""
        base = self.income
        return (
            round(base * 8 / 100, 2),
            round(base * 2 / 100 + 3, 2),
            round(base * 5 / 1000, 2),
            round(base * 12 / 100, 2),
        )

    @property
    def tax(self) -> Decimal:
        """Plausible tax; not exact by the table of rates."""
        return round(max(Decimal(0), self.income - sum(self.parts) - 5000) / 10, 2)


def months_of(
    first: str, count: int, income: str, step: str = "0", skip: Sequence[str] = ()
) -> list[Pay]:
    """A number of months of pay, each higher by `step`; `skip` leaves months out."""
    pays = []
    for i in range(count):
        month = add_months(first, i)
        if month not in skip:
            pays.append(Pay(month, Decimal(income) + (Decimal(step) if i % 3 == 2 else 0)))
    return pays


PLAIN = Handwriting()


@dataclass(frozen=True)
class HandlerNote:
    """The handler's note below an income paper; None omits a part."""

    text: str | None
    signature: str | None
    hand: Handwriting = PLAIN
    typed: bool = False


def paid_note(name: str, unit: str, signer: InventedPerson | None) -> HandlerNote:
    """某某人工资由 XXX 单位发放, signed."""
    hand = signer.hand if signer else Handwriting()
    return HandlerNote(f"{name}工资由{unit}发放", signer.name if signer else None, hand)


def withheld_note(name: str, unit: str, signer: InventedPerson | None) -> HandlerNote:
    """某某应税收入由 XX 单位代扣代缴, signed."""
    hand = signer.hand if signer else Handwriting()
    return HandlerNote(f"{name}应税收入由{unit}代扣代缴", signer.name if signer else None, hand)


def annotate(
    sheet: CanvasPart,
    note: HandlerNote | None,
    x: float,
    y: float,
    size: float = 5.0,
    room: float = 150.0,
) -> tuple[dict[str, str] | None, dict[str, str]]:
    if note is None or (note.text is None and note.signature is None):
        return None, {"handler_signature": "absent"}
    if note.text:
        if note.typed:
            sheet.text(x, y, note.text, 4.2, "serif", name="annotation")
        else:
            wide = len(note.text) * size * 0.98
            sheet.hand(x, y, note.text, size * min(1.0, room / wide), note.hand, name="annotation")
    if note.signature:
        sheet.text(x + 12, y + 11, "经办人：", 3.9, "serif")
        sheet.hand(x + 30, y + 9, note.signature, size * 1.25, note.hand)
    state = {"handler_signature": "present" if note.signature else "absent"}
    if not note.text:
        return None, state
    return {
        "text": note.text,
        "mode": "typed" if note.typed else "handwritten",
        "agent_signature": note.signature or "",
    }, state
