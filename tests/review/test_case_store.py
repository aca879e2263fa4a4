"""Cases in the database, SQLite and PostgreSQL alike: joined, asked, carried over, deleted."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import today
from core.errors import ConflictError, Refused
from core.models.document import Document
from core.models.material import Sheet
from core.models.report import ReportFile
from core.schema import upgrade
from pipeline.judging import judge_material
from pipeline.memory import Memory
from review.arrivals import Arrivals, Arrived
from review.audit import now, trail
from review.cases import history
from review.cases.joining import join, set_choice
from review.cases.proposals import decline, open_case, proposals
from review.cases.showing import case_papers, case_summary, lapsed_entries
from review.closing import close
from review.day import day_summary
from review.models import DeskPacket, DeskUser, Role
from review.packets import load, version_of
from review.papers import ledger, letter
from review.purging import PurgeTargets, purge
from review.queue import counts, rows
from review.store import Store, open_store
from review.store.case_tables import SubmissionRow
from review.store.engine import STEPS, connect
from review.work import ReviewContext, correct, decide
from tests.review.conftest import REVIEWER, SUPERVISOR, lacking, material
from tests.review.desk import Drawn
from tests.validators.kit import AGENT_NUMBER, CODE, UNIT, field, paper
from validators.policy import load_policy

Bring = Callable[..., Arrived]
VIEWER = DeskUser(name="李看", role=Role.VIEWER)
FIRST, SECOND, THIRD = ("a" * 64, "b" * 64, "c" * 64)


class Own:
    """Pictures of a submission, no two alike."""

    def __init__(self, letter: str) -> None:
        self.letter = letter

    def page(self, file: str, page: int) -> bytes | None:
        return f"{self.letter}{page}".encode()


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Bring:
    """Hands a submission over; its pages' pictures are told by `shows`."""
    arrivals = Arrivals.of(store, tmp_path / "pages")

    def add(key: str, *brought: Document, shows: str = "", case: str | None = None,
            **more: object) -> Arrived:  # fmt: skip
        file = ReportFile(name="扫描件.pdf", sha256=key, pages=1, status="read")
        sheets = (Sheet(file="扫描件.pdf", page=1),)
        made = material(*brought, key=key, files=(file,), sheets=sheets, **more)
        report = judge_material(made, load_policy(), ahead=False)
        pictures = Own(shows or key[0])
        return arrivals.add(report, made, pictures, by="批量", case=case)

    return add


@pytest.fixture
def pages(store: Store, tmp_path: Path) -> Arrivals:
    return Arrivals.of(store, tmp_path / "pages")


def licence() -> Document:
    return paper("business_license", name=UNIT, credit_code=CODE, legal_rep="李甲")


def context(store: Store, key: str, by: DeskUser = REVIEWER) -> ReviewContext:
    return ReviewContext(store, by, key, version_of(store, key), ahead=False)


def settled(store: Store, key: str) -> DeskPacket:
    """Every doubt answered."""
    for doubt in load(store, key, ahead=False).standing.doubts:
        decide(context(store, key), doubt.key, "pass", "已看原件")
    return load(store, key, ahead=False)


def returned(store: Store, bring: Bring) -> str:
    """A case without a power of attorney, its licence corrected, sent back."""
    _, change, bad = lacking()
    key = bring(FIRST, change, bad).key
    correct(context(store, key), "D2", "name", UNIT)
    settled(store, key)
    close(context(store, key), "supplement")
    return key


def test_the_story_of_a_case(store: Store, bring: Bring, pages: Arrivals, tmp_path: Path) -> None:
    """A lack, a return, a supplement that leaves one, a second notice, acceptance."""
    power, _, _ = lacking()
    case = returned(store, bring)
    blank = {n: f for n, f in power.fields.items() if n != "agent_phone"}
    faulty = power.model_copy(
        update={"fields": {**blank, "agent_phone": field("agent_phone", None)}}
    )
    assert bring(SECOND, faulty) == (case, "joined")
    packet = load(store, case)
    assert (packet.state, packet.closed, len(packet.submissions)) == ("open", None, 2)
    assert [one.value for one in packet.corrections] == [UNIT]
    (row,) = rows(store)
    assert (row.key, row.submissions, row.state) == (case, 2, "open")
    told = case_summary(store, packet).progress
    assert told is not None and told.those("done") and told.new
    settled(store, case)
    assert load(store, case).standing.outcome == "supplement"
    close(context(store, case), "supplement")
    notice = letter(load(store, case), "supplement")
    said = "\n".join(block.text for block in notice.blocks)
    assert notice.title == "补正告知书（第2次）" and "【已补正】" in said and "联系电话" in said
    assert bring(THIRD, power) == (case, "joined")
    packet = settled(store, case)
    fates = {one.document: one.fate for one in case_papers(store, pages.pages, packet)}
    assert fates == {"D1": "counts", "D2": "counts", "D3": "replaced", "D4": "counts"}
    for view in packet.standing.findings:  # seals, which these papers have not
        if view.status == "fail":
            decide(context(store, case, SUPERVISOR), view.key, "pass", "原件已盖章")
    memory = Memory(tmp_path / "memory.sqlite")
    changed = close(context(store, case), "accept", memory=memory)
    assert changed.packet.closed == "accept" and [one.accepted for one in memory.all()] == [True]
    assert counts(store).total == 1 and day_summary(store, today()).counts.total == 1
    assert ledger(store)
    assert [pages.pages.page(case, n) for n in range(4)] == [b"a1", b"b1", b"c1", None]


def test_a_decision_stays_where_its_page_stays_and_says_why_where_it_does_not(
    store: Store, bring: Bring, pages: Arrivals
) -> None:
    power, change, bad = lacking()
    case = bring(FIRST, power, change, bad).key
    packet = settled(store, case)
    about = {view.key: view.finding.documents for view in packet.standing.findings}
    of_name = [one for one in packet.decisions if "D3" in about[one.key]]
    assert of_name
    correct(context(store, case), "D1", "agent_phone", "13900000000")
    decided = load(store, case).decisions
    # A page more changes nothing for what is there.
    bring(SECOND, paper("id_card"), case=case)
    after = load(store, case)
    assert {one.key for one in decided} >= {one.key for one in after.standing.lapsed}
    assert [one.value for one in after.corrections] == ["13900000000"]
    # A new licence with the same code and name: the old one's doubt and its decision are gone.
    bring(THIRD, licence(), case=case)
    set_choice(context(store, case), pages.pages, "D3", counts=False)
    gone = load(store, case)
    assert of_name[0].key in {one.key for one in gone.standing.lapsed}
    why = {one.target: one.why for one in lapsed_entries(store, gone)}
    assert "第3次提交" in why[of_name[0].key]
    # Put back, it counts again, and so does what was decided of it.
    set_choice(context(store, case), pages.pages, "D3", counts=True)
    back = load(store, case)
    assert of_name[0].key in {v.key for v in back.standing.findings if v.decision} or any(
        "D3" in view.finding.documents for view in back.standing.findings
    )
    assert {"join", "paper", "lapse"} <= {one.action for one in trail(store, packet=case)}


def test_the_same_papers_again_keep_all_that_was_done(store: Store, bring: Bring) -> None:
    """Everything again with one paper more: identical pages are the pages that are there."""
    _, change, bad = lacking()
    case = returned(store, bring)
    before = load(store, case)
    assert bring(SECOND, change, bad, shows="a") == (case, "joined")
    after = load(store, case)
    assert after.corrections == before.corrections
    assert {one.key for one in after.decisions} == {one.key for one in before.decisions}
    assert not after.standing.lapsed
    assert after.material is not None and len(after.material.sheets) == 1


def test_an_open_case_is_asked_and_nothing_is_taken_over_until_then(
    store: Store, bring: Bring, pages: Arrivals
) -> None:
    case = bring(FIRST, *lacking()).key
    new = bring(SECOND, licence())
    assert new.how == "added" and load(store, case).version == 1
    assert [(one.key, one.reason) for one in proposals(store, new.key)] == [(case, "open")]
    assert [row.asks for row in rows(store)] == [False, True]
    with pytest.raises(Refused):
        join(store, pages.pages, new.key, case, VIEWER)
    with pytest.raises(Refused):
        join(store, pages.pages, new.key, case, REVIEWER, seen=7)
    assert join(store, pages.pages, new.key, case, REVIEWER, seen=1) == (case, 2)
    assert [row.key for row in rows(store)] == [case]
    assert pages.has(SECOND) and bring(SECOND, licence()) == (case, "kept")
    with pytest.raises(ConflictError):  # whoever had the old state open is told
        correct(ReviewContext(store, REVIEWER, case, 1), "D3", "name", UNIT)


def test_what_came_before_comes_again_and_changes_nothing(store: Store, bring: Bring) -> None:
    """A batch that is run again brings every submission once more."""
    power, change, _ = lacking()
    case = bring(FIRST, change).key
    bring(SECOND, power, case=case)
    before = load(store, case)
    assert bring(FIRST, change) == (case, "kept") == bring(SECOND, power)
    after = load(store, case)
    assert (after.version, after.submissions) == (before.version, before.submissions)
    assert after.material == before.material


def test_what_a_person_denied_is_not_asked_again(store: Store, bring: Bring) -> None:
    case = bring(FIRST, *lacking()).key
    new = bring(SECOND, licence()).key
    decline(store, REVIEWER, new, case)
    assert proposals(store, new) == [] and [row.asks for row in rows(store)] == [False, False]
    assert bring(SECOND, licence()) == (new, "renewed") and proposals(store, new) == []
    with pytest.raises(Refused):
        decline(store, REVIEWER, new, "0" * 32)


def test_a_settled_case_is_not_opened_by_what_comes(
    store: Store, bring: Bring, pages: Arrivals
) -> None:
    case = returned(store, bring)
    close_as(store, case, "reject")
    new = bring(SECOND, licence())
    assert new.how == "added" and proposals(store, new.key) == []
    with pytest.raises(Refused) as refused:
        open_case(store, case)
    assert refused.value.code == "closed"
    with pytest.raises(Refused) as refused:
        join(store, pages.pages, new.key, case, REVIEWER)
    assert refused.value.code == "role"
    assert join(store, pages.pages, new.key, case, SUPERVISOR).number == 2
    assert load(store, case).state == "open"


def close_as(store: Store, case: str, how: str) -> None:
    with store.writing() as session:
        session.execute(text("UPDATE packet SET closed = :how WHERE key = :key"),
                        {"how": how, "key": case})  # fmt: skip


def test_what_was_done_to_a_newcomer_goes_with_it(
    store: Store, bring: Bring, pages: Arrivals
) -> None:
    power, change, bad = lacking()
    case = bring(FIRST, power, change).key
    new = bring(SECOND, bad).key
    correct(context(store, new), "D1", "name", UNIT)
    join(store, pages.pages, new, case, REVIEWER)
    assert [(one.document, one.value) for one in load(store, case).corrections] == [("D3", UNIT)]


def test_a_page_that_was_not_read_stays_a_doubt(store: Store, bring: Bring) -> None:
    power, change, _ = lacking()
    case = bring(FIRST, change, licence(), unread=("坏.jpg",)).key
    bring(SECOND, power, case=case)
    packet = load(store, case)
    assert packet.material is not None and packet.material.unread == ("坏.jpg",)
    assert packet.standing.doubts and packet.standing.outcome != "accept"


def test_a_failed_try_for_a_case_waits_for_its_better_one(
    store: Store, bring: Bring, pages: Arrivals
) -> None:
    case = returned(store, bring)
    made = judge_material(material(licence()), load_policy(), ahead=False)
    failed = pages.add(made, None, by="批量", content="x", case=case)
    assert [one.reason for one in proposals(store, failed.key)] == ["named"]
    with pytest.raises(Refused) as refused:
        join(store, pages.pages, failed.key, case, REVIEWER)
    assert refused.value.code == "failed"
    good = material(licence(), key=SECOND)
    arrived = pages.add(made, good, Drawn(), by="批量", content="x", case=case)
    assert arrived == (case, "joined") and [row.key for row in rows(store)] == [case]


def test_a_case_is_deleted_whole_and_the_audit_stays(
    store: Store, bring: Bring, pages: Arrivals, url: str, tmp_path: Path
) -> None:
    case = returned(store, bring)
    bring(SECOND, paper("id_card"), case=case)
    other = bring(THIRD, licence()).key
    assert proposals(store, other)
    close_as(store, case, "reject")
    with store.writing() as session:
        session.execute(
            text("UPDATE packet SET state = 'closed', closed_at = received WHERE key = :key"),
            {"key": case},
        )
    places = PurgeTargets(state=tmp_path, cache=tmp_path, database=url)
    gone = purge(places, {"desk": now() + timedelta(days=1)}, by="保存期")["desk"]
    assert gone.number == 1 and [row.key for row in rows(store)] == [other]
    assert proposals(store, other) == [] and not pages.has(SECOND)
    with store.reading() as session:
        assert session.query(SubmissionRow).count() == 1
    assert "forget" in {one.action for one in trail(store, packet=case)}


def test_history_tells_of_all_cases_of_one(store: Store, bring: Bring) -> None:
    case = returned(store, bring)
    other = bring(SECOND, licence(), service="employer_change").key
    of_person = history.of_applicant(store, REVIEWER, case)
    assert {one.key for one in of_person.cases} == {case, other}
    past = next(one for one in of_person.cases if one.key == case)
    assert len(past.returned) == 1 and past.reasons
    assert {one.key for one in history.of_employer(store, REVIEWER, case).cases} == {case, other}
    assert AGENT_NUMBER not in of_person.model_dump_json()
    with pytest.raises(Refused):
        history.of_applicant(store, VIEWER, case)


def test_packets_of_an_earlier_version_are_cases(url: str, tmp_path: Path) -> None:
    """Each with one submission, matched by its record from then on."""
    made = material(*lacking()[1:], key=FIRST)
    report = judge_material(made, load_policy(), ahead=False)
    engine = connect(url)
    with engine.begin() as connection:
        upgrade(connection, STEPS, "0004")
        put = text(
            "INSERT INTO packet (key, version, name, batch, received, employer, applicant, outcome,"
            " first_outcome, fails, doubts, reasons, search, state, closed, closed_by, closed_at,"
            " closed_why, report, material, service)"
            " VALUES (:key, 1, '旧包', '', '2026-01-02 03:04:05', '', '', 'supplement',"
            " 'supplement', 1, 0, '[]', '', 'closed', 'supplement', '赵敏', '2026-01-02 03:04:05',"
            " '', :report, :material, 'general_change')"
        )
        told = {"report": report.model_dump_json(), "material": made.model_dump_json()}
        connection.execute(put, {"key": FIRST[:32], **told})
        connection.execute(put, {"key": "f" * 32, "report": "{}", "material": None})
    engine.dispose()
    store = open_store(url)
    arrivals = Arrivals.of(store, tmp_path / "pages")
    good = material(lacking()[0], key=SECOND)
    arrived = arrivals.add(judge_material(good, load_policy()), good, Drawn(), by="批量")
    assert arrived == (FIRST[:32], "joined")
    packet = load(store, arrived.key)
    assert [one.number for one in packet.submissions] == [1, 2]
    query = text("SELECT contents FROM submission WHERE packet = :key ORDER BY number")
    with store.reading() as session:
        kept = [json.loads(row) for row in session.scalars(query, {"key": arrived.key})]
    assert len(kept) == 2 and all(kept)
    store.close()
