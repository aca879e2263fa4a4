"""What people put right about pages: kept, judged at once, told, undone; on both databases."""

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from core.errors import ConflictError, Refused, ToolMissing
from core.models.edit import Aside, Edit, Fill, Merge, Pages, Retype, Split
from core.models.geometry import Box
from core.sealing import Sealer
from pipeline.edits.applied import missing_of
from pipeline.edits.names import names_of
from pipeline.reading.ocr.setup import Setup
from pipeline.reading.orders import Order, PageRead, ReadPage, Source
from pipeline.reading.store import ReadingStore
from pipeline.run import POLICY, Checked, Kit, check_packet
from pipeline.settling.trust import Trust
from review import audit
from review.arrivals import Arrivals
from review.cases.joining import join
from review.cases.regrouping import regrouped
from review.closing import close
from review.edits import EditTools, edit, undo
from review.models import Changed, DeskPacket, DeskUser, Role
from review.packets import load
from review.pictures import PageFolder
from review.readings import SUFFIX
from review.rereading import read_again
from review.resealing import reseal
from review.store import Store
from review.store.tables import EditRow
from review.work import ReviewContext, confirm, correct, decide, withdraw
from tests.extractors.files import ID_FRONT
from tests.extractors.sheets import page
from tests.pipeline.test_run import BEST, PICTURES, SECOND, Pictures
from tests.review.conftest import REVIEWER, SUPERVISOR
from validators.policy import load_policy

VIEWER = DeskUser(name="李看", role=Role.VIEWER)
CONTENTS = ("cover", "first", "last", "front", "back", "notice", "smudge")
NUMBER = "110101199003070011"


class Turnable(Pictures):
    """Whose kept pictures show the front of a card, whichever way they are turned."""

    def __init__(self, pictures: dict[str, str]) -> None:
        super().__init__(pictures)
        self.turned: list[ReadPage] = []

    def _do(self, order: Order, source: Source) -> object:
        if isinstance(order, ReadPage) and isinstance(source, bytes):
            self.turned.append(order)
            return PageRead(page(ID_FRONT), (b"jpeg",))
        read = super()._do(order, source)
        if isinstance(read, PageRead) and isinstance(source, Path):
            return replace(read, pictures=(sheet(source.read_bytes()),))
        return read


def sheet(content: bytes) -> bytes:
    """A picture that no other content has."""
    made = io.BytesIO()
    tone = hashlib.sha256(content).digest()
    Image.new("RGB", (120, 160), (tone[0], tone[1], tone[2])).save(made, "JPEG")
    return made.getvalue()


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    store = ReadingStore(tmp_path_factory.mktemp("cache"), "test")
    return Kit(Turnable(PICTURES), store, load_policy(POLICY), Trust(Setup(BEST, SECOND)))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, kit: Kit) -> Checked:
    """A packet of a contract, a card, a notice and a smudge, checked once."""
    folder = tmp_path_factory.mktemp("材料")
    for n, content in enumerate(CONTENTS):
        (folder / f"{n}.jpg").write_text(content, "utf-8")
    record = {"service": "new_permit", "submission_date": "2025-10-15"}
    (folder / "application.json").write_text(json.dumps(record), "utf-8")
    return check_packet(folder, kit)


@pytest.fixture
def desk(store: Store, tmp_path: Path, kit: Kit) -> EditTools:
    return EditTools(Arrivals(store, PageFolder(tmp_path / "pages")), lambda: kit)


@pytest.fixture
def context(desk: EditTools, checked: Checked) -> ReviewContext:
    """The packet on the desk, in a reviewer's hand."""
    arrived = desk.arrivals.add(checked.report, checked.material, checked.pictures, by="批量")
    return ReviewContext(desk.arrivals.store, REVIEWER, arrived.key, 1, ahead=False)


def standing(context: ReviewContext) -> DeskPacket:
    return load(context.store, context.packet, ahead=False)


def later(context: ReviewContext, changed: Changed) -> ReviewContext:
    return replace(context, seen=changed.packet.version)


def pages_of(packet: DeskPacket, type_: str) -> Pages:
    name = next(one.id for one in packet.standing.documents if one.type == type_)
    return packet.papers[name]


def id_of(packet: DeskPacket, pages: Pages) -> str:
    return next(name for name, own in packet.papers.items() if own == pages)


def types(packet: DeskPacket) -> list[str]:
    return [one.type for one in packet.standing.documents]


def notice(context: ReviewContext) -> Pages:
    return pages_of(standing(context), "unknown")


def test_the_readings_come_with_the_packet_and_are_what_was_read(
    context: ReviewContext, desk: EditTools, checked: Checked
) -> None:
    kept = desk.arrivals.readings.load(context.packet)
    assert kept is not None
    assert [one.pages for one in kept.files] == [one.pages for one in checked.files]


def test_readings_are_sealed_resealed_and_go_with_the_packet(
    store: Store, tmp_path: Path, checked: Checked
) -> None:
    old, new = (Sealer(bytes([n]) * 32) for n in (1, 2))
    state = tmp_path / "state"
    arrivals = Arrivals(store, PageFolder(state / "desk-pages", old))
    key = arrivals.add(checked.report, checked.material, checked.pictures, by="批量").key
    (path,) = (state / "desk-pages" / key).glob(f"*{SUFFIX}")
    assert NUMBER.encode() not in path.read_bytes() and path.read_bytes().startswith(b"YUSHEN1\n")
    assert reseal(state, tmp_path / "nothing", new, [old]).lost == 0
    assert Arrivals(store, PageFolder(state / "desk-pages", new)).readings.load(key) is not None
    arrivals.forget(key, "赵敏", "试")
    assert not path.exists()


def test_a_retyped_page_is_judged_at_once_told_and_undone(
    context: ReviewContext, desk: EditTools
) -> None:
    before = standing(context)
    changed = edit(context, desk, Retype(pages=notice(context), type="power_of_attorney"), "看得出")
    assert "power_of_attorney" in types(changed.packet) and changed.changes
    assert any(one.rule == "COMPLETE-NEW" for one in changed.changes)
    (row,) = audit.trail(context.store, packet=context.packet)[-1:]
    told = (row.action, row.target, row.before, row.after, row.why, row.who)
    assert told == ("retype", "5.jpg 第 1 页", "未能识别", "授权委托书", "看得出", "赵敏")
    again = undo(later(context, changed), desk, changed.packet.edits[0].id)
    assert again.packet.standing.report == before.standing.report
    assert again.packet.edits == () and again.packet.version == 3
    (row,) = audit.trail(context.store, packet=context.packet)[-1:]
    assert (row.action, row.before, row.after) == ("undo", "授权委托书", None)


def test_any_edit_can_be_undone_unless_later_ones_rest_on_it(
    context: ReviewContext, desk: EditTools
) -> None:
    before, contract = standing(context).standing, pages_of(standing(context), "labor_contract")
    context = later(context, edit(context, desk, Retype(pages=notice(context), type="unknown")))
    context = later(context, edit(context, desk, Split(pages=contract, at=contract[2])))
    context = later(context, edit(context, desk, Retype(pages=contract[2:], type="unknown")))
    foreign, split, told = standing(context).edits
    with pytest.raises(Refused) as refused:
        undo(context, desk, split.id)
    assert refused.value.code == "later"
    context = later(context, undo(context, desk, foreign.id))
    context = later(context, undo(context, desk, told.id))
    context = later(context, undo(context, desk, split.id))
    assert standing(context).standing.documents == before.documents
    with context.store.reading() as session:
        assert session.scalars(select(EditRow)).all() == []


def test_a_correction_stands_as_long_as_its_document_does(
    context: ReviewContext, desk: EditTools
) -> None:
    contract = pages_of(standing(context), "labor_contract")
    card = id_of(standing(context), pages_of(standing(context), "id_card"))
    name = id_of(standing(context), contract)
    field = next(iter(next(d for d in standing(context).standing.documents if d.id == name).fields))
    context = later(context, confirm(context, card, "name"))
    context = later(context, correct(context, name, field, "改过的"))
    context = later(context, edit(context, desk, Split(pages=contract, at=contract[1])))
    found = standing(context)
    (lapsed,) = found.standing.lapsed_corrections
    assert (lapsed.correction.document, lapsed.correction.field) == (name, field)
    assert "重新分合" in lapsed.why.zh
    kept = next(one for one in found.standing.documents if one.id == card).fields["name"]
    assert kept.readings[0].source == "person"
    context = later(context, edit(context, desk, Merge(pages=contract[:1], others=contract[1:])))
    found = standing(context)
    assert found.standing.lapsed_corrections == ()
    document = next(one for one in found.standing.documents if one.id == name)
    assert document.fields[field].value == "改过的"


def test_a_lapsed_correction_can_be_taken_back(context: ReviewContext, desk: EditTools) -> None:
    card = pages_of(standing(context), "id_card")
    name = id_of(standing(context), card)
    context = later(context, correct(context, name, "id_number", "130102198812200029"))
    context = later(context, edit(context, desk, Aside(pages=card, reason="not_needed")))
    changed = withdraw(context, name, "id_number")
    assert changed.packet.corrections == ()
    assert audit.trail(context.store, packet=context.packet)[-1].secret


def test_a_decision_stands_where_its_finding_says_the_same(
    context: ReviewContext, desk: EditTools
) -> None:
    open_ = next(v for v in standing(context).standing.findings if v.finding.status == "review")
    context = later(context, decide(context, open_.key, "pass", "已核对"))
    contract = pages_of(standing(context), "labor_contract")
    context = later(context, edit(context, desk, Split(pages=contract, at=contract[1])))
    context = later(context, undo(context, desk, standing(context).edits[0].id))
    view = next(v for v in standing(context).standing.findings if v.key == open_.key)
    assert view.decision is not None and standing(context).standing.lapsed == ()


def test_what_is_filled_in_keeps_its_place_and_no_number_is_told(
    context: ReviewContext, desk: EditTools
) -> None:
    contract = pages_of(standing(context), "labor_contract")
    document = next(d for d in standing(context).standing.documents if d.type == "labor_contract")
    field, box = missing_of(document)[0], Box(0.1, 0.2, 0.3, 0.24)
    fill = Fill(pages=contract, field=field, value="内容", page=contract[1], box=box)
    changed = edit(context, desk, fill)
    shown = next(d for d in changed.packet.standing.report.documents if d.id == document.id)
    value = shown.fields[field]
    assert (value.value, value.file, value.page, value.box) == ("内容", "1.jpg", 1, box)
    assert audit.trail(context.store, packet=context.packet)[-1].after == "内容"


def test_a_page_is_turned_and_read_again_by_the_desk_s_own_readers(
    context: ReviewContext, desk: EditTools, kit: Kit
) -> None:
    packet = standing(context)
    assert packet.read is not None
    smudge = names_of(packet.read).order[-1]
    assert isinstance(kit.pool, Turnable)
    kit.pool.turned.clear()
    turn = read_again(desk, packet, smudge, 270)
    assert (turn.rotation, [one.upright for one in kit.pool.turned]) == (270, [True])
    changed = edit(context, desk, turn)
    paper = next(d for d in changed.packet.standing.documents if d.pages[0].file == "6.jpg")
    assert (paper.type, paper.pages[0].rotation) == ("id_card", 270)
    assert changed.packet.material is not None and changed.packet.material.unread == ()
    back = undo(later(context, changed), desk, changed.packet.edits[0].id)
    assert back.packet.standing == packet.standing
    deep = read_again(desk, changed.packet, smudge, 180)
    assert deep.rotation == 90


def test_a_desk_without_readers_says_so_and_is_sure_of_nothing_it_reads_anew(
    context: ReviewContext, desk: EditTools
) -> None:
    def none() -> Kit:
        raise ToolMissing("没有引擎", "no engine")

    bare, packet = replace(desk, kit=none), standing(context)
    assert packet.read is not None
    with pytest.raises(Refused) as refused:
        read_again(bare, packet, names_of(packet.read).order[-1], 90)
    assert refused.value.code == "no_reader"
    contract = pages_of(packet, "labor_contract")
    changed = edit(context, bare, Split(pages=contract, at=contract[1]))
    anew = [d for d in changed.packet.standing.documents if "-" in d.id]
    values = [field for one in anew for field in one.fields.values() if field.value]
    assert len(anew) == 2 and values and all(one.confidence <= 0.5 for one in values)


def test_who_was_slower_is_told_and_nothing_is_done(
    context: ReviewContext, desk: EditTools
) -> None:
    edit(context, desk, Retype(pages=notice(context), type="unknown"))
    with pytest.raises(ConflictError) as late:
        edit(context, desk, Aside(pages=notice(context), reason="not_needed"))
    assert [one[1] for one in late.value.changes] == ["retype"]
    assert len(standing(context).edits) == 1


@pytest.mark.parametrize("do", ["edit", "undo"])
def test_who_may_only_look_puts_nothing_right(
    context: ReviewContext, desk: EditTools, do: str
) -> None:
    looking = replace(context, by=VIEWER)
    acts: dict[str, Callable[[], Any]] = {
        "edit": lambda: edit(looking, desk, Retype(pages=notice(context), type="unknown")),
        "undo": lambda: undo(looking, desk, 1),
    }
    with pytest.raises(Refused) as refused:
        acts[do]()
    assert refused.value.code == "role"


def test_a_closed_packet_is_left_as_it_is(context: ReviewContext, desk: EditTools) -> None:
    closed = close(replace(context, by=SUPERVISOR), "supplement", "缺材料")
    with pytest.raises(Refused) as refused:
        edit(later(context, closed), desk, Retype(pages=notice(context), type="unknown"))
    assert refused.value.code == "closed"


def test_a_packet_that_somebody_put_right_stays_when_it_comes_again(
    context: ReviewContext, desk: EditTools, checked: Checked
) -> None:
    edit(context, desk, Retype(pages=notice(context), type="unknown"))
    arrived = desk.arrivals.add(checked.report, checked.material, checked.pictures, by="批量")
    assert arrived.how == "kept" and len(standing(context).edits) == 1


def test_a_packet_of_before_gets_its_readings_when_it_comes_again(
    context: ReviewContext, desk: EditTools, checked: Checked, tmp_path: Path
) -> None:
    for path in (tmp_path / "pages" / context.packet).glob(f"*{SUFFIX}"):
        path.unlink()
    edits: Edit = Retype(pages=notice(context), type="power_of_attorney")
    with pytest.raises(Refused) as refused:
        edit(context, desk, edits)
    assert "重新检查" in refused.value.text.zh
    context = later(context, edit(context, desk, Aside(pages=notice(context), reason="not_needed")))
    desk.arrivals.add(checked.report, checked.material, checked.pictures, by="批量")
    assert desk.arrivals.readings.has(context.packet)


def test_the_condition_is_changed_like_the_service_and_the_day(context: ReviewContext) -> None:
    before = standing(context).standing
    changed = correct(context, "", "condition", "4")
    assert any(one.rule.startswith("APP-C4") for one in changed.changes)
    assert "申请条件由经办人员确定为条件4" in changed.packet.standing.report.assumptions
    with pytest.raises(Refused):
        correct(later(context, changed), "", "condition", "9")
    back = withdraw(later(context, changed), "", "condition")
    assert back.packet.standing == before


def supplement(desk: EditTools, kit: Kit, tmp_path: Path, *contents: str) -> str:
    """A later submission on the desk, a packet of its own still."""
    folder = tmp_path / "补充"
    folder.mkdir()
    for n, content in enumerate(contents):
        (folder / f"{n}.jpg").write_text(content, "utf-8")
    checked = check_packet(folder, kit)
    found = desk.arrivals.add(checked.report, checked.material, checked.pictures, by="批量")
    assert found.how == "added"
    return found.key


def test_edits_stand_when_papers_come_for_the_case(
    context: ReviewContext, desk: EditTools, kit: Kit, tmp_path: Path
) -> None:
    edit(context, desk, Retype(pages=notice(context), type="power_of_attorney"))
    before = standing(context)
    mine = pages_of(before, "power_of_attorney")
    key = supplement(desk, kit, tmp_path, "form", "smudge")
    assert join(context.store, desk.arrivals.pages, key, context.packet, REVIEWER).number == 2
    after = standing(context)
    assert [one.edit for one in after.edits] == [one.edit for one in before.edits]
    assert id_of(after, mine) == id_of(before, mine)
    assert types(after).count("power_of_attorney") == 1
    new = next(own for own in after.papers.values() if own[0].content not in contents_of(before))
    changed = edit(
        replace(context, seen=after.version), desk, Retype(pages=new, type="lease_contract")
    )
    assert "lease_contract" in types(changed.packet)  # of the readings that came with it
    undone = undo(later(context, changed), desk, changed.packet.edits[0].id)
    assert "power_of_attorney" not in types(undone.packet)


def test_what_was_put_right_before_joining_comes_along(
    context: ReviewContext, desk: EditTools, kit: Kit, tmp_path: Path
) -> None:
    key = supplement(desk, kit, tmp_path, "form", "front")
    own = replace(context, packet=key)
    edit(own, desk, Retype(pages=pages_of(standing(own), "id_card"), type="unknown"))
    join(context.store, desk.arrivals.pages, key, context.packet, REVIEWER)
    told = [one.action for one in audit.trail(context.store, packet=context.packet)]
    after = standing(context)
    assert "join" in told and len(after.edits) + told.count("lapse") == 1


def test_an_edit_whose_page_was_replaced_lapses_with_the_reason(
    context: ReviewContext, desk: EditTools
) -> None:
    changed = edit(context, desk, Retype(pages=notice(context), type="power_of_attorney"))
    packet = changed.packet
    assert packet.read is not None
    gone = notice_of(packet)
    fewer = packet.read.model_copy(
        update={
            "documents": tuple(
                one for one in packet.read.documents if gone not in [ref.file for ref in one.pages]
            ),
            "sheets": tuple(one for one in packet.read.sheets if one.file != gone),
        }
    )
    found = regrouped(fewer, packet.edits, desk.arrivals.readings.load(context.packet), {})
    assert found.edited is None
    assert [why for _, why in found.lapsed] == ["有的页面已不在材料中，或已被替换"]


def contents_of(packet: DeskPacket) -> set[str]:
    return {one.content for own in packet.papers.values() for one in own}


def notice_of(packet: DeskPacket) -> str:
    """The file of the notice."""
    pages = pages_of(packet, "power_of_attorney")
    assert packet.read is not None
    return names_of(packet.read).page(pages[0])[0]
