"""What leaves the desk, read back from the files."""

import io
from pathlib import Path

import pytest
from docx import Document as open_document
from openpyxl import load_workbook

from core.clock import here
from core.errors import InputError, Refused
from pipeline.unattended.batch import BatchJob, failure
from review import papers
from review.arrivals import Arrivals
from review.audit import now
from review.closing import close, reopen
from review.models import DeskPacket
from review.packets import load
from review.store import Store
from review.store.tables import PacketRow
from review.work import ReviewContext, correct, decide
from tests.review.conftest import REVIEWER, SUPERVISOR, Put
from tests.review.test_work import later, settle
from tests.validators.kit import NUMBER, UNIT
from validators.policy import load_policy


def said(content: bytes) -> str:
    return "\n".join(p.text for p in open_document(io.BytesIO(content)).paragraphs)


def returned(context: ReviewContext, why: str = "") -> DeskPacket:
    """Sent back, the first doubt found to be a fault."""
    doubt = load(context.store, context.packet).standing.doubts[0]
    context = later(context, decide(context, doubt.key, "fail", f"请补签 {NUMBER} <b>"))
    context = later(context, correct(context, "D3", "name", UNIT))
    return close(context, "supplement", why).packet


def test_the_notice_has_what_people_found_and_who_closed_it(put: Put) -> None:
    packet = returned(put())
    text = said(papers.render(packet, "supplement", "docx"))
    assert "补正告知书" in text and "3 项须补正" in text
    assert "请补签 110***********002X <b>" in text and NUMBER not in text
    assert "未加盖单位公章" in text and "经办人：赵敏" in text
    assert "草" not in text and "由程序" not in text


def test_the_page_to_print_says_the_same_and_loads_nothing(put: Put) -> None:
    packet = returned(put())
    page = papers.render(packet, "supplement", "html").decode()
    assert "110***********002X &lt;b&gt;" in page and NUMBER not in page
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    for line in said(papers.render(packet, "supplement", "docx")).splitlines():
        assert line.replace("<b>", "&lt;b&gt;").strip() in page


def test_a_notice_of_an_open_packet_is_a_draft(put: Put) -> None:
    context = put()
    text = said(papers.render(load(context.store, context.packet), "supplement", "docx"))
    assert "由程序" in text and "经办人" not in text.replace("经办人员", "")


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_nothing_is_promised_or_refused_before_a_person_did(kind: str, put: Put) -> None:
    context = put()
    open_packet = load(context.store, context.packet)
    for packet in (open_packet, returned(context)):
        with pytest.raises(Refused) as refused:
            papers.letter(packet, kind)  # type: ignore[arg-type]
        assert refused.value.code == "not_closed_so"


def test_the_slip_counts_from_the_acceptance_and_says_where_to_ask(put: Put) -> None:
    packet = close(settle(put()), "accept").packet
    text = said(papers.render(packet, "accept", "docx"))
    accepted = here(packet.closed_at or now()).date()
    due = load_policy().workdays_after(accepted, 20)
    assert "受理回执" in text and "已收材料（3 份）" in text and "营业执照" in text
    assert f"受理日期：{accepted.year}年{accepted.month}月{accepted.day}日" in text
    assert f"不迟于{due.year}年{due.month}月{due.day}日" in text
    assert f"编号：{accepted:%Y%m%d}-AAAAAA" in text
    assert "朝内大街 192 号" in text and "84038437" in text and "09:00-12:00" in text
    assert "核对" not in text  # what is left to the counter is the officer's
    with pytest.raises(Refused):
        papers.letter(packet, "supplement")
    english = said(papers.render(packet, "accept", "docx", "en"))
    assert "Acceptance slip" in english and f"by {due.isoformat()}" in english
    assert "84038437" in english and "192 Chaonei Dajie" in english


def test_what_is_left_to_the_counter_is_the_officer_s_own_list(put: Put) -> None:
    context = put()
    packet = load(context.store, context.packet)
    left = {v.finding.message for v in packet.standing.findings if v.status == "not_checked"}
    text = said(papers.render(packet, "worklist", "docx"))
    assert left and all(message in text for message in left)
    assert "窗口核对单" in text and f"以下 {len(left)} 项" in text


def test_a_rejection_has_its_reason(put: Put) -> None:
    context = put()
    view = next(v for v in load(context.store, context.packet).standing.findings
                if v.severity == "reject" and v.finding.status != "fail")  # fmt: skip
    context = later(context, decide(context, view.key, "fail", "单位不在本区"))
    text = said(papers.render(close(context, "reject", "详见告知").packet, "reject", "docx"))
    assert "不予受理通知书" in text and "1. 单位不在本区" in text and "说明：详见告知" in text
    assert view.finding.guide.section.strip("—- ") in text


def failed(store: Store, tmp_path: Path) -> ReviewContext:
    report = failure(BatchJob("p", "=坏包", Path("x.zip")), InputError("damaged", "压缩包已损坏"))
    key = Arrivals.of(store, tmp_path / "pages").add(report, None, by="批量").key
    return ReviewContext(store, REVIEWER, key, 1)


def test_a_packet_that_could_not_be_checked_goes_back_with_the_person_s_words(
    store: Store, tmp_path: Path
) -> None:
    packet = close(failed(store, tmp_path), "supplement", "压缩包打不开，请重新提交").packet
    text = said(papers.render(packet, "supplement", "docx"))
    assert "1 项须补正" in text and "1. 压缩包打不开，请重新提交" in text


def test_the_ledger_has_every_packet_every_problem_and_the_reasons_counted(
    put: Put, tmp_path: Path
) -> None:
    context = put(key="a" * 64)
    put(key="b" * 64, packet="二号")
    returned(context, why="退回")
    failed(context.store, tmp_path)
    book = load_workbook(io.BytesIO(papers.ledger(context.store)))
    packets, problems, reasons, *_ = (list(sheet.values) for sheet in book.worksheets)
    assert book.sheetnames == ["材料包", "全部问题", "原因统计", "统计"]
    assert [row[0] for row in packets[1:]] == ["一号", "二号", "=坏包"]
    head = packets[0]
    first = dict(zip(head, packets[1], strict=True))
    assert (first["办结"], first["经办人"], first["理由"]) == ("一次性告知补正", "赵敏", "退回")
    assert (first["更正"], first["人工结论"], first["补正项"]) == (1, 1, 3)
    assert dict(zip(head, packets[2], strict=True))["办结"] == "未办结"
    assert "压缩包已损坏" in str(packets[3])
    counted = {row[0]: row[3] for row in reasons[1:] if row[1] == "不符合"}
    assert counted["FORM-PCHANGE"] == 2 and counted["MAT-LEGALREP-SIGN"] == 1
    for rule, number in counted.items():
        said = {row[0] for row in problems[1:] if row[8] == rule and row[1] == "不符合"}
        assert len(said) == number
    assert NUMBER not in str([packets, problems, reasons])
    assert book.worksheets[0].cell(4, 1).data_type == "s"


def test_what_was_closed_says_the_same_under_later_rules(put: Put) -> None:
    context = put()
    packet = returned(context)
    before = papers.render(packet, "supplement", "html")
    with context.store.writing() as session:
        row = session.get_one(PacketRow, context.packet)
        changed = packet.material.model_copy(update={"documents": ()})  # type: ignore[union-attr]
        row.material = changed.model_dump_json()
    kept = load(context.store, context.packet)
    assert papers.render(kept, "supplement", "html") == before
    assert kept.standing == packet.standing
    context = ReviewContext(context.store, SUPERVISOR, context.packet, kept.version)
    opened = reopen(context, "复查").packet
    assert opened.standing != packet.standing  # judged anew


def test_the_ledger_names_what_another_version_kept(put: Put) -> None:
    context = put()
    close(context, "supplement")
    with context.store.writing() as session:
        session.get_one(PacketRow, context.packet).final = "{}"
    book = load_workbook(io.BytesIO(papers.ledger(context.store)))
    ((*_,), (name, *more)) = book.worksheets[0].values
    assert name == "一号" and "赵敏" in more and "其他版本" in str(more)


def test_a_ledger_of_nothing_is_a_ledger(store: Store) -> None:
    book = load_workbook(io.BytesIO(papers.ledger(store)))
    assert [sheet.max_row for sheet in book.worksheets] == [1, 1, 1]
