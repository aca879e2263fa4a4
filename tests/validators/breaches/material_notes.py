"""What breaks the criteria of the handler's notes (criteria/notes.toml)."""

from collections.abc import Iterator

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import every, says
from tests.validators.breaches.material_papers import NEW, RENEWAL, record, tax_list
from tests.validators.breaches.material_seals import UNIT, nothing
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Look
from tests.validators.packets.services import Variant

STRANGER = "何样兰"
PAPERS: tuple[tuple[str, str, Variant, Change], ...] = (
    ("MAT-INCOME-ANNOTATION", "screen", NEW, nothing),
    ("MAT-INCOME-ANNOTATION", "screen", RENEWAL, nothing),
    ("MAT-INCOME-ANNOTATION", "tax", NEW, record),
    ("MAT-TAXLIST-ANNOTATION", "list", NEW, tax_list),
)
DIM: Look = {"confidence": 0.5}


def note(key: str, find: str, put: str, **look: object) -> Change:
    """Other words in the note; `find` may be the person, the unit or what both are joined by."""

    def write(p: Packet) -> None:
        text, who, *_ = p[key].notes[0]
        life = p.story.life
        told = {"person": life.who.name, "unit": life.unit.name, "all": text}.get(find, find)
        p[key].notes = [(text.replace(told, put), who, look)]

    return write


def signed(key: str, who: str | None, **look: object) -> Change:
    """The note under another hand, or none."""

    def sign(p: Packet) -> None:
        p[key].notes = [(p[key].notes[0][0], who, look)]

    return sign


def cut_short(key: str) -> Change:
    """A part of the handler's name was read."""
    return lambda p: signed(key, p.story.life.agent.name[:-1])(p)


def garbled(key: str) -> Change:
    """A note of which two characters of the unit's name were misread, in doubt."""

    def write(p: Packet) -> None:
        name = p.story.life.unit.name
        note(key, "unit", f"{name[:2]}国土{name[4:]}", **DIM)(p)

    return write


def gone(key: str) -> Change:
    """No note at all, where one was looked for."""
    return every(lambda p: setattr(p[key], "notes", []), says(key, annotation=None))


def noted() -> Iterator[Breach]:
    for rule, key, on, first in PAPERS:
        broken = {
            "there": gone(key), "person": note(key, "person", STRANGER),
            "unit": note(key, "unit", UNIT), "wording": note(key, "all", "以上情况属实"),
            "signed": signed(key, None), "by_handler": signed(key, STRANGER),
        }  # fmt: skip
        for name, change in broken.items():
            yield Breach(f"{rule}.{name}", change, on=on, first=first)
        doubts = {
            "read": garbled(key), "hand_read": signed(key, STRANGER, signature_confidence=0.3),
        }  # fmt: skip
        for name, change in doubts.items():
            yield Breach(f"{rule}.{name}", change, says="review", on=on, first=first)
        yield Breach(f"{rule}.hand_read", cut_short(key), says="review", on=on, first=first)
        yield Breach(f"{rule}.wording", note(key, "发放", "", **DIM), says="review", on=on,
                     first=first)  # fmt: skip
        yield Breach(f"{rule}.person", note(key, "person", "某某人"), on=on, first=first)


BREACHES: tuple[Breach, ...] = tuple(noted())
