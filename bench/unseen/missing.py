"""Is a present paper reported as missing? Runs the rules on a packet of this paper alone."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from core.models.application import Accompanying, Application, Person
from core.models.document import Document
from core.models.material import Material, sheets_of
from core.models.page import FileReading
from extractors import TYPES
from extractors.packet.documents import read_documents
from pipeline.judging import case_of
from pipeline.settling.legible import unread
from validators.facts.roles import assign_roles
from validators.judging.edition import open_edition
from validators.judging.rules import judge
from validators.policy import Policy

DAY = date(2026, 3, 2)
FAMILY = Accompanying(
    spouse=Person(name="钱样例", id_number="110101199001020021"),
    children=(Person(name="孙样例", id_number="110101201501020021"),),
)


@cache
def policy() -> Policy:
    return open_edition()


def applications() -> list[Application]:
    """Records that together require every type of paper."""
    services = [service.id for service in policy().services]
    records = [Application(service=service, submission_date=DAY) for service in services]
    for condition in range(1, 9):
        records.append(
            Application(
                service="new_permit",
                submission_date=DAY,
                condition=condition,
                accompanying=FAMILY,
            )
        )
    return records


@cache
def lacked() -> tuple[tuple[Application, frozenset[str]], ...]:
    """The papers that an empty packet surely lacks under each record."""
    return tuple((record, _lacks(record, (), ())) for record in applications())


@cache
def asked(kind: str) -> tuple[tuple[Application, frozenset[str]], ...]:
    """Two records under which an empty packet surely lacks the type, and the names it has there."""
    found = []
    for record, names in lacked():
        if mine := frozenset(n for n in names if n.split(":")[0] == kind):
            found.append((record, mine))
    return tuple(found[:2])


def called_missing(
    kind: str, files: Sequence[FileReading], documents: Sequence[Document]
) -> tuple[str, ...]:
    """The rules that say for sure that the type is missing, and would not if it were known.

    An invoice without its lease never proves a home, and another person's card is not the
    applicant's.
    """
    known = read_documents(files, [one for one in TYPES if one.id == kind])
    rules: set[str] = set()
    for record, names in asked(kind):
        found = _findings(record, files, documents)
        rightly = _lacks(record, files, known)
        rules |= {rule for rule, lacks in found if (names - rightly) & set(lacks)}
    return tuple(sorted(rules))


def _lacks(
    record: Application, files: Sequence[FileReading], documents: Sequence[Document]
) -> frozenset[str]:
    return frozenset(n for _, lacks in _findings(record, files, documents) for n in lacks)


def _findings(
    record: Application, files: Sequence[FileReading], documents: Sequence[Document]
) -> list[tuple[str, tuple[str, ...]]]:
    placed = assign_roles(tuple(documents), record, policy())
    material = Material(
        packet="unseen",
        key="",
        service=record.service,
        day=DAY,
        day_given=True,
        application=record,
        documents=tuple(placed),
        files=(),
        sheets=sheets_of(tuple(files)),
        unread=tuple(unread(files, documents)),
        edition=policy().version,
    )
    found = judge(case_of(material, policy()), policy())
    return [(f.rule, f.lacks) for f in found if f.status == "fail" and f.lacks]
