"""How packets come to the desk, and the list of them."""

import io
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import update

from core.clock import today
from core.errors import InputError, Refused
from core.models.application import Application
from core.models.geometry import Box, to_stored
from core.models.material import Material, Sheet
from pipeline.judging import judge_material
from pipeline.unattended.batch import BatchJob, failure
from review import audit
from review.arrivals import Arrivals
from review.closing import close
from review.day import day_summary
from review.packets import load
from review.pictures import on_page
from review.queue import Filter, choices, counts, rows
from review.store import Store
from review.store.tables import PacketRow
from review.work import ReviewContext, correct
from tests.review.conftest import REVIEWER, Put, lacking, material
from tests.validators.kit import NUMBER, UNIT, paper, seal
from tests.validators.packet.test_completeness import CHANGE, POA
from validators.policy import load_policy

TODAY = today()


class Drawn:
    """A page 30 wide and 20 high, its left half black, as the file stores it."""

    def page(self, file: str, page: int) -> bytes | None:
        if page > 2:
            return None
        image = Image.new("RGB", (30, 20), "white")
        image.paste("black", (0, 0, 15, 20))
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()


@pytest.fixture
def arrivals(store: Store, tmp_path: Path) -> Arrivals:
    return Arrivals.of(store, tmp_path / "pages")


def bring(arrivals: Arrivals, made: Material, **more: str) -> tuple[str, str]:
    report = judge_material(made, load_policy())
    return arrivals.add(report, made, Drawn(), **{"by": "批量", **more})


def test_pages_are_kept_upright_and_a_page_without_a_picture_is_none(arrivals: Arrivals) -> None:
    sheets = (
        Sheet(file="a", page=1),
        Sheet(file="a", page=2, rotation=90),
        Sheet(file="a", page=3),
    )
    key, _ = bring(arrivals, material(*lacking(), sheets=sheets))
    pages = [arrivals.pages.page(key, n) for n in range(4)]
    assert pages[2] is None and pages[3] is None
    assert pages[0] is not None and pages[1] is not None
    with Image.open(BytesIO(pages[0])) as straight, Image.open(BytesIO(pages[1])) as turned:
        assert (straight.size, turned.size) == ((30, 20), (20, 30))
        # turned clockwise, what was left is on top
        assert turned.convert("L").getpixel((10, 3)) < 50 < turned.convert("L").getpixel((10, 27))
    assert (arrivals.pages.folder.stat().st_mode & 0o77) == 0


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_finding_s_box_is_found_on_the_upright_page(rotation: int) -> None:
    upright = Box(0.1, 0.2, 0.3, 0.25)
    assert on_page(to_stored(upright, rotation), rotation) == pytest.approx(upright)


def test_a_key_that_is_none_leads_to_no_file(arrivals: Arrivals) -> None:
    with pytest.raises(ValueError):
        arrivals.pages.page("../../etc", 0)


def test_what_nobody_touched_is_renewed_and_what_somebody_did_is_kept(arrivals: Arrivals) -> None:
    key, how = bring(arrivals, material(*lacking()))
    assert how == "added"
    assert bring(arrivals, material(*lacking(), packet="二号")) == (key, "renewed")
    found = load(arrivals.store, key)
    assert (found.name, found.version) == ("二号", 2)
    correct(ReviewContext(arrivals.store, REVIEWER, key, 2), "D3", "name", UNIT)
    assert bring(arrivals, material(*lacking(), packet="三号")) == (key, "kept")
    found = load(arrivals.store, key)
    assert (found.name, found.version, len(found.corrections)) == ("二号", 3, 1)
    assert [c.action for c in audit.trail(arrivals.store)] == [
        "arrive", "renew", "correct", "arrive-again",
    ]  # fmt: skip


def test_what_another_version_left_can_be_checked_again(arrivals: Arrivals) -> None:
    key, _ = bring(arrivals, material(*lacking()))
    with arrivals.store.writing() as session:
        session.execute(update(PacketRow).values(material='{"packet": "一号", "colour": 1}'))
    with pytest.raises(Refused) as refused:
        load(arrivals.store, key)
    assert refused.value.code == "other_version"
    assert bring(arrivals, material(*lacking())) == (key, "renewed")
    assert load(arrivals.store, key).version == 2


def test_a_name_that_no_database_can_hold(arrivals: Arrivals) -> None:
    odd = "坏\x00名\udc80"
    application = Application.model_validate({"employer": {"name": "北京坏\x00公司"}})
    key, _ = bring(arrivals, material(*lacking(), application=application), name=odd, batch=odd)
    (row,) = rows(arrivals.store)
    assert (row.name, row.employer) == ("坏名?", "北京坏公司")
    context = ReviewContext(arrivals.store, REVIEWER, key, 1)
    close(context, "supplement", odd)
    assert load(arrivals.store, key).closed_why == "坏名?"


def test_what_is_forgotten_is_gone_but_from_the_audit(arrivals: Arrivals) -> None:
    key, _ = bring(arrivals, material(*lacking()))
    correct(ReviewContext(arrivals.store, REVIEWER, key, 1), "D3", "name", UNIT)
    arrivals.forget(key, "shell:x", "期满")
    assert rows(arrivals.store) == [] and arrivals.pages.page(key, 0) is None
    assert [c.action for c in audit.trail(arrivals.store, packet=key)] == [
        "arrive", "correct", "forget",
    ]  # fmt: skip
    with pytest.raises(Refused):
        arrivals.forget(key, "shell:x", "期满")


def test_a_closed_packet_stays_closed_when_it_comes_again(arrivals: Arrivals) -> None:
    key, _ = bring(arrivals, material(*lacking()))
    close(ReviewContext(arrivals.store, REVIEWER, key, 1), "supplement")
    assert bring(arrivals, material(*lacking())) == (key, "kept")
    assert load(arrivals.store, key).closed == "supplement"


def broken(arrivals: Arrivals, name: str = "坏包") -> str:
    error = InputError("damaged", "压缩包已损坏")
    report = failure(BatchJob("p-1", name, Path(f"{name}.zip")), error)
    return arrivals.add(report, None, by="批量", batch="早").key


def test_a_packet_that_could_not_be_checked_is_on_the_desk_and_is_never_accepted(
    arrivals: Arrivals,
) -> None:
    key = broken(arrivals)
    assert broken(arrivals) == key
    found = load(arrivals.store, key)
    assert "压缩包已损坏" in found.standing.doubts[0].message
    context = ReviewContext(arrivals.store, REVIEWER, key, found.version)
    for outcome, why, code in (("accept", "x", "doubts_open"), ("supplement", "", "why")):
        with pytest.raises(Refused) as refused:
            close(context, outcome, why)  # type: ignore[arg-type]
        assert refused.value.code == code
    with pytest.raises(Refused):
        correct(context, "", "service", "general_change")
    assert close(context, "supplement", "请重新扫描").packet.closed == "supplement"


def test_a_second_try_takes_the_place_of_one_that_failed(arrivals: Arrivals) -> None:
    failed = broken(arrivals)
    key, _ = bring(arrivals, material(*lacking(), packet="坏包"), batch="早")
    assert [row.key for row in rows(arrivals.store)] == [key] != [failed]


def english(said: str) -> bool:
    """Whether a message is in English, but for the unit's name."""
    return bool(said) and said.replace(UNIT, "").isascii()


def test_the_queue_shows_what_stands_and_no_whole_number(put: Put) -> None:
    context = put(POA, CHANGE, paper("business_license", name=UNIT), packet=f"张三 {NUMBER}")
    (row,) = rows(context.store)
    assert (row.outcome, row.first_outcome, row.state) == ("supplement", "supplement", "open")
    assert (row.service, row.employer) == ("general_change", UNIT)
    assert row.applicant.startswith("张三 110***")
    assert row.fails == 2 and row.doubts > 0 and "公章" in row.reasons[0]
    assert len(row.reasons_en) == 2 and all(map(english, row.reasons_en))
    with context.store.reading() as session:
        kept = session.get(PacketRow, context.packet)
        assert kept is not None and kept.reasons_en is not None
        assert NUMBER not in kept.search + kept.applicant + kept.reasons + kept.reasons_en


def test_a_row_of_before_english_was_kept_says_it_in_chinese(put: Put) -> None:
    context = put()
    with context.store.writing() as session:
        session.execute(update(PacketRow).values(reasons_en=None))
    (row,) = rows(context.store)
    assert row.reasons and row.reasons_en == row.reasons
    (first, *_) = day_summary(context.store, TODAY).reasons
    assert first.message_en == first.message != ""
    correct(context, "D3", "name", UNIT)  # a change writes the row anew
    (row,) = rows(context.store)
    assert row.reasons_en != row.reasons and all(map(english, row.reasons_en))


def test_filters_and_order(put: Put) -> None:
    stamped = [p.model_copy(update={"seals": (seal(),)}) for p in (POA, CHANGE)]
    one = put(packet="甲包", key="a" * 64)
    put(*stamped, paper("business_license", name="乙公司"), packet="乙%包", key="b" * 64)
    put(packet="丙包", key="c" * 64, service=None)
    store = one.store
    with store.writing() as session:
        old = datetime.now(UTC) - timedelta(days=3)
        session.execute(update(PacketRow).where(PacketRow.name == "丙包").values(received=old))
    close(one, "supplement")

    def names(order: str = "oldest", **wanted: object) -> list[str]:
        found = rows(store, Filter(**wanted), order=order)  # type: ignore[arg-type]
        return [row.name for row in found]

    assert names() == ["丙包", "乙%包", "甲包"]  # closed ones last
    assert names("newest") == ["乙%包", "丙包", "甲包"]
    assert names("name") == [*sorted(["丙包", "乙%包"]), "甲包"]
    assert names(state="closed") == names(closed="supplement") == ["甲包"]
    assert names(since=TODAY) == ["乙%包", "甲包"]
    assert names(until=TODAY - timedelta(days=1)) == ["丙包"]
    assert names(service="general_change", state="open") == ["乙%包"]
    assert names(text="甲科 甲包") == ["甲包"] and names(text="无") == []
    assert names(text="%") == ["乙%包"] and names(text="甲_") == []  # no wild cards
    assert names(employer=UNIT, batch="") == names()
    assert [row.name for row in rows(store, limit=1, offset=1)] == ["乙%包"]
    total = counts(store, Filter(since=TODAY))
    assert (total.total, total.open) == (2, 1)
    assert sum(counts(store).outcomes.values()) == 3
    assert choices(store)["service"] == ["general_change"]


def test_the_worst_come_first(put: Put) -> None:
    put(packet="甲", key="a" * 64)
    put(packet="乙", key="b" * 64)
    store = put(packet="丙", key="c" * 64).store
    with store.writing() as session:
        for name, outcome in (("甲", "accept"), ("乙", "reject"), ("丙", "review")):
            session.execute(update(PacketRow).where(PacketRow.name == name).values(outcome=outcome))
    assert [row.name for row in rows(store, order="worst")] == ["乙", "丙", "甲"]


def test_the_day_at_a_glance(put: Put) -> None:
    one = put(key="a" * 64)
    put(key="b" * 64)
    close(one, "supplement")
    picture = day_summary(one.store, TODAY)
    assert (picture.counts.total, picture.counts.open) == (2, 1)
    assert sum(picture.arrived) == 2 and sum(picture.settled) == 1
    told = {reason.rule: reason.packets for reason in picture.reasons}
    assert told == {"FORM-POA-FIELDS": 2, "FORM-PCHANGE": 2}
    assert all(english(one.message_en) for one in picture.reasons)
    assert day_summary(one.store, date(2019, 1, 1)).counts.total == 0
