"""What breaks the criteria of hands (criteria/hands.toml, forms.toml, unit.toml, permit.toml)."""

from collections.abc import Callable, Iterator

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import says
from tests.validators.breaches.material_papers import (
    ACCOUNT,
    ADDRESS,
    FIRST,
    NEW,
    RENEWAL,
    renewed,
)
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant

STRANGER = "何样兰"
SIGN = "legal_rep_signature"
HEADED: tuple[tuple[str, Variant], ...] = (
    ("form", NEW), ("form", RENEWAL), ("power", NEW), ("integrity", NEW), ("form", ADDRESS),
    ("form", ACCOUNT), ("application", FIRST),
)  # fmt: skip
"""The forms that the legal representative signs."""
Name = Callable[[Packet], str]


def head(p: Packet) -> str:
    return p.story.life.unit.legal_rep


def who(p: Packet) -> str:
    return p.story.life.who.name


def agent(p: Packet) -> str:
    return p.story.life.agent.name


def stamp_for(key: str, field: str, name: Name) -> Change:
    """A stamp of the name in place of the hand."""

    def stamp(p: Packet) -> None:
        p[key].set(**{field: None})
        p[key].seals = [*p[key].seals, (name(p), "name")]

    return stamp


def nearly(key: str, field: str, name: Name) -> Change:
    """A hand that says the name but for its last character."""
    return lambda p: says(key, **{field: name(p)[:-1]})(p)


def rightly(key: str, field: str, name: Name) -> Change:
    """The hand that should be there."""
    return lambda p: says(key, **{field: name(p)})(p)


def of_the_head() -> Iterator[Breach]:
    for key, on in HEADED:
        yield Breach("MAT-LEGALREP-SIGN.signed", says(key, **{SIGN: None}), on=on)
        # ink that was not read is a hand all the same: whose is pointed out to a person
        yield Breach("MAT-LEGALREP-SIGN.own_hand", says(key, **{SIGN: STRANGER}), on=on,
                     unread=None)  # fmt: skip
        yield Breach("MAT-LEGALREP-SIGN.namesake", nearly(key, SIGN, head), on=on, says="review",
                     unread=None)  # fmt: skip
        yield Breach("MAT-LEGALREP-SIGN.by_hand", stamp_for(key, SIGN, head), on=on,
                     severity="advisory")  # fmt: skip


OTHERS: tuple[tuple[str, str, str, Variant, Name], ...] = (
    ("FORM-POA-FIELDS.agents_hand", "power", "agent_signature", NEW, agent),
    ("FORM-INTEGRITY.own_hand", "integrity", "applicant_signature", NEW, who),
    ("FORM-PCHANGE.own_hand", "form", "applicant_signature", ADDRESS, who),
    ("FORM-APP-OPINION.applicants_hand", "form", "applicant_signature", NEW, who),
    ("FORM-RENEW-APPLICANT-SIGN.own_hand", "form", "applicant_signature", RENEWAL, who),
    ("UNIT-REGAPP-SIGN.agents_hand", "application", "agent_signature", FIRST, agent),
    ("UNIT-REGAPP-SIGN.applicants_hand", "application", "applicant_signature", FIRST, who),
    ("CONTRACT-PARTIES.own_hand", "contract", "employee_signature", NEW, who),
)  # fmt: skip
"""Every other hand that documents.toml names, whose it is, and the rule that asks."""


def of_others() -> Iterator[Breach]:
    for criterion, key, field, on, name in OTHERS:
        signed = rightly(key, field, name)
        yield Breach(criterion, says(key, **{field: STRANGER}), on=on, first=signed, unread=None)
        yield Breach(criterion, nearly(key, field, name), on=on, first=signed, says="review",
                     unread=None)  # fmt: skip
        rule, _, _ = criterion.partition(".")
        if rule not in ("CONTRACT-PARTIES", "FORM-APP-OPINION") and name is who:
            yield Breach(f"{rule}.by_hand", stamp_for(key, field, name), on=on, first=signed,
                         severity="advisory")  # fmt: skip


BREACHES: tuple[Breach, ...] = (
    *of_the_head(),
    *of_others(),
    Breach("FORM-POA-FIELDS.by_hand", stamp_for("power", "agent_signature", agent), on=NEW,
           severity="advisory"),
    Breach("CONTRACT-6M.renewal_signed", says("again", employee=None), on=RENEWAL,
           first=renewed),
)  # fmt: skip
