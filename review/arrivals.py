"""Adding checked packets to the desk: from `check`, from a batch, from an upload.

A packet is identified by the contents of its files. If it arrives again, it replaces the earlier
one unless a person has worked on that one or closed it. A packet that certainly belongs to an
existing case becomes the next submission of that case; if it only may belong to one, a person is
asked (`review.cases`).
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import Refused
from core.folders import state_folder
from core.models.material import Material
from core.models.report import Report
from core.sealing import open_sealer
from pipeline.edits.kept import readings_of
from pipeline.reporting.pictures import NoPictures, Pictures
from review import texts
from review.audit import now, record
from review.cases.joining import join
from review.cases.marks import marks_of
from review.cases.matching import match
from review.cases.models import CaseGuess, CaseKeys
from review.cases.proposals import known_cases, propose
from review.cases.rounds import begin_case, case_of_submission, drop_case
from review.judging import standing_of, standing_of_failed
from review.models import DeskUser, PacketState, Role
from review.packets import show
from review.pictures import FOLDER, PageFolder
from review.quality.drawing import draw, forget_samples
from review.quality.traits import count_traits as keep_traits
from review.readings import ReadingFolder
from review.store import Store
from review.store.case_tables import CaseRow
from review.store.tables import MAX_NAME, CorrectionRow, DecisionRow, EditRow, PacketRow
from review.store.together import LookRow, NoteRow, OwnPointRow, PaperTextRow
from review.values import storable
from validators.judging.edition import open_edition

KEY = 32  # characters of the hash: keys are part of URLs
How = Literal["added", "renewed", "kept", "joined"]


class Arrived(NamedTuple):
    """The packet's key on the desk, and what happened to the packet that was handed over."""

    key: str
    how: How


@dataclass(frozen=True)
class Arrivals:
    """Stores packets in the database and their page pictures in a folder."""

    store: Store
    pages: PageFolder

    @classmethod
    def of(cls, store: Store, folder: Path | None = None) -> "Arrivals":
        """Uses the default folder if none is given."""
        return cls(store, PageFolder(folder or state_folder() / FOLDER, open_sealer()))

    def add(
        self,
        report: Report,
        material: Material | None,
        pictures: Pictures | None = None,
        *,
        by: str,
        batch: str = "",
        name: str | None = None,
        content: str = "",
        case: str | None = None,
    ) -> Arrived:
        """Add the result of `check_packet`: `checked.report, checked.material, checked.pictures`.

        Without `material` the packet could not be checked, and `report` says why. `name` is
        shown instead of the report's name, `batch` says where the packet came from and `by` who
        added it. A packet that could not be checked, or from which nothing was read, is
        identified by `content`, a hash, or by its name if there is no hash. `case` is the case
        that the packet was uploaded for.
        """
        shown, batch = storable(name or report.packet), storable(batch)
        failed = _failed_key(batch, content or shown)
        key = material.key[:KEY] if material is not None and material.key else ""
        if not key:  # a packet with only a record has no content hash
            key = failed if material is None else content[:KEY] or secrets.token_hex(KEY // 2)
        standing = (
            standing_of(material, (), (), open_edition(material.edition), ahead=False)
            if material is not None
            else standing_of_failed(report)
        )
        marks = marks_of(material, open_edition(material.edition)) if material else CaseKeys()
        with self.store.writing() as session:
            if (there := case_of_submission(session, key)) not in (None, key):
                record(session, by, "arrive-again", packet=there, target=key)
                return Arrived(str(there), "kept")
            if material is not None:
                _supersede(session, failed, by)
            row, how = _row(session, key)
            if how != "kept":
                row.name, row.batch = shown[:MAX_NAME], batch[:MAX_NAME]
                row.first_outcome = report.outcome
                row.material = material.model_dump_json() if material is not None else None
                row.report = report.model_dump_json()
                show(row, standing, material)
                session.flush()
                begin_case(session, row, marks, by)
                draw(session, key, material, standing)
                texts.fill(session, key, material)
            if how == "added" and material is not None:
                keep_traits(session, standing)
            _record_arrival(session, row, how, by, standing)
            sure = _asked(session, key, marks, case) if how == "added" or case else None
        if material is not None and (how != "kept" or not self.pages.has(key)):
            self.pages.save(key, material.sheets, pictures or NoPictures())
        if material is not None and not self.readings.has(key):
            self._keep_readings(key, material, pictures)
        return self._joined(key, sure, by) or Arrived(key, how)

    def _joined(self, key: str, case: str | None, by: str) -> Arrived | None:
        """Join the packet to its certain case; ask a person if that case has changed."""
        if case is None:
            return None
        try:
            person = DeskUser(name=by, role=Role.REVIEWER)
            return Arrived(join(self.store, self.pages, key, case, person).key, "joined")
        except Refused:
            return None

    def outcome(self, key: str) -> str:
        """The outcome of a case as the queue shows it. Raises Refused if there is no such case."""
        with self.store.reading() as session:
            row = session.get(PacketRow, key)
            if row is None:
                raise Refused("no_such_packet", "没有这份材料", "no such packet")
            return row.outcome

    def _keep_readings(self, key: str, material: Material, pictures: Pictures | None) -> None:
        """Also if the packet was stored without readings before: its files are the same."""
        readings = readings_of(material, pictures)
        if readings is not None:
            self.readings.save(key, readings)

    @property
    def readings(self) -> ReadingFolder:
        """The readings of the packets' pages."""
        return ReadingFolder(self.pages)

    def has(self, key: str) -> bool:
        """Whether the packet of that content is on the desk."""
        with self.store.reading() as session:
            return bool(key) and case_of_submission(session, key[:KEY]) is not None

    def forget(self, key: str, by: str, why: str) -> None:
        """Delete a packet with all that was done to it, and its pictures.

        The audit keeps its entries about the packet, and records the deletion.
        """
        with self.store.writing() as session:
            row = session.get(PacketRow, key, with_for_update=True)
            if row is None:
                raise Refused("no_such_packet", "没有这份材料", "no such packet")
            _drop(session, key)
            session.delete(row)
            record(session, by, "forget", packet=key, version=row.version + 1, why=why)
        self.pages.drop(key)


def _row(session: Session, key: str) -> tuple[PacketRow, How]:
    """The packet's row, locked, and how the new packet is to be stored."""
    row = session.get(PacketRow, key, with_for_update=True)
    if row is None:
        row = PacketRow(
            key=key, version=1, received=now(), state="open", closed=None, closed_by=None,
            closed_at=None, closed_why="", final=None,
        )  # fmt: skip
        session.add(row)
        return row, "added"
    if row.state == "closed" or _touched(session, key):
        return row, "kept"
    row.version += 1
    return row, "renewed"


def _touched(session: Session, key: str) -> bool:
    """Whether a person has corrected, decided or edited anything, or more papers were submitted."""
    own = session.get(CaseRow, key)
    if own is not None and own.submissions > 1:
        return True
    tables = (CorrectionRow, DecisionRow, EditRow, OwnPointRow)
    return any(session.scalar(select(t.id).where(t.packet == key).limit(1)) for t in tables)


def _drop(session: Session, key: str) -> None:
    """Delete everything that belongs to a packet."""
    tables = (CorrectionRow, DecisionRow, EditRow, OwnPointRow, NoteRow, LookRow, PaperTextRow)
    for table in tables:
        session.execute(delete(table).where(table.packet == key))
    drop_case(session, key)
    forget_samples(session, key)


def _failed_key(batch: str, name: str) -> str:
    """The key of a packet that could not be checked: from its name or content hash."""
    return hashlib.sha256(f"failed/{batch}/{name}".encode()).hexdigest()[:KEY]


def _supersede(session: Session, key: str, by: str) -> None:
    """Delete the open row of an earlier failed attempt; the audit keeps a record of it."""
    row = session.get(PacketRow, key)
    if row is not None and row.state == "open":
        _drop(session, key)
        session.delete(row)
        record(session, by, "supersede", packet=key, version=row.version + 1)


def _asked(session: Session, key: str, marks: CaseKeys, named: str | None) -> str | None:
    """The case the packet certainly belongs to; for possible cases a person is asked."""
    if named is not None:
        own = session.get(CaseRow, named)
        if named == key or own is None:
            return None
        other = bool(marks.person and own.person and marks.person != own.person)
        propose(session, key, [CaseGuess(key=named, reason="stranger" if other else "named")])
        return None if other else named
    found = match(marks, known_cases(session, marks, key))
    sure = [CaseGuess(key=found.case, reason="number")] if found.case else []
    propose(session, key, [*sure, *found.guesses])
    return found.case


def _record_arrival(
    session: Session, row: PacketRow, how: How, by: str, standing: PacketState
) -> None:
    action = {"added": "arrive", "renewed": "renew", "kept": "arrive-again"}[how]
    version = row.version if how != "kept" else None
    after = standing.outcome if how != "kept" else None
    record(session, by, action, packet=row.key, version=version, after=after)
