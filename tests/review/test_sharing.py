"""Sharing the work, and finding packets by what stands on their papers; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import Refused
from core.models.document import Document, PageRef, PlacedLine
from core.models.geometry import Box
from review import audit, sharing
from review.arrivals import Arrivals
from review.models import DeskUser, Role
from review.people import add_user
from review.queue import Filter, counts, rows
from review.store import Store
from review.store.together import PaperTextRow
from review.texts import tokens
from tests.review.conftest import REVIEWER, SUPERVISOR, Put, lacking

VIEWER = DeskUser(name="李看", role=Role.VIEWER)
PASSWORD = "一只很长的密码短语!"
ANY = Box(0, 0, 1, 1)


def known(store: Store, *people: DeskUser) -> None:
    for one in people:
        add_user(store, one.name, one.role, PASSWORD, by="测试")


def saying(*pages: tuple[str, ...]) -> tuple[Document, ...]:
    """The papers of a packet, the last with these lines on its pages."""
    *others, licence = lacking()
    refs = tuple(PageRef(file="扫描件.pdf", page=n) for n in range(1, len(pages) + 1))
    lines = tuple(
        PlacedLine(text=line, page=n, box=ANY) for n, page in enumerate(pages) for line in page
    )
    return (*others, licence.model_copy(update={"pages": refs, "lines": lines}))


def found(store: Store, text: str, **more: object) -> list[str]:
    wanted = replace(Filter(papers=True, text=text), **more)  # type: ignore[arg-type]
    assert counts(store, wanted).total == len(rows(store, wanted))
    return sorted(row.name for row in rows(store, wanted))


@pytest.fixture
def store_of_texts(put: Put) -> Store:
    put(*saying(("注册资本壹佰万元", "禾实生物技术")), key="a" * 64, packet="甲")
    put(*saying(("房屋租赁合同",), ("朝阳门内大街192号", "ＡＢＣ-2025")), key="b" * 64, packet="乙")
    return put(*saying(("禾实生物科技", "北京甲")), key="c" * 64, packet="丙").store


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("禾实", ["丙", "甲"]),
        ("禾实生物技术", ["甲"]),
        ("壹佰", ["甲"]),
        ("实禾", []),
        ("租赁 大街", ["乙"]),  # on two pages of one packet
        ("租赁 禾实", []),
        ("abc", ["乙"]),
        ("20", ["乙"]),  # the beginning of a number
        ("192号", ["乙"]),
        ("技术注册", []),
        ('" OR', []),
        ("'); --", []),
        ("：，。", []),
    ],
)
def test_packets_are_found_by_what_stands_on_their_papers(
    store_of_texts: Store, text: str, names: list[str]
) -> None:
    assert found(store_of_texts, text) == names


def test_what_is_found_is_as_asked_otherwise(store_of_texts: Store) -> None:
    assert found(store_of_texts, "禾实", state="closed") == []
    assert found(store_of_texts, "禾实", state="open") == ["丙", "甲"]


def test_what_is_deleted_is_found_no_more(put: Put, tmp_path: object) -> None:
    context = put(*saying(("禾实生物",)), packet="甲")
    assert found(context.store, "禾实") == ["甲"]
    put(*saying(("麦田食品",)), packet="甲")  # checked again: other words were read
    assert (found(context.store, "禾实"), found(context.store, "麦田")) == ([], ["甲"])
    Arrivals.of(context.store, tmp_path).forget(context.packet, "测试", "期满")  # type: ignore[arg-type]
    assert found(context.store, "麦田") == []
    with context.store.reading() as session:
        assert session.query(PaperTextRow).count() == 0


def test_a_text_is_words_and_characters() -> None:
    assert tokens("⼯作居住证 No.Ａ1") == ["工", "作", "居", "住", "证", "no", "a1"]


@pytest.mark.parametrize(
    ("said", "stands"),
    [("北京", 1), ("京", 1), ("京甲", 1), ("北京甲AB", 1), ("甲ab", 1), ("乙", 1), ("ab", 1),
     ("甲 乙", 1), ("京北", 0), ("b乙", 0), ("北甲", 0), ("京AB", 0), ("甲乙", 0)],
)  # fmt: skip
def test_what_stands_side_by_side_is_found(put: Put, said: str, stands: int) -> None:
    context = put(*saying(("北京甲AB", "12乙")))
    assert len(rows(context.store, Filter(papers=True, text=said))) == stands


def test_a_packet_is_assigned_and_given_back(put: Put) -> None:
    context = put()
    known(context.store, REVIEWER, SUPERVISOR, VIEWER)
    assert sharing.assign(context.store, SUPERVISOR, [context.packet, "nothing"], "赵敏") == 1
    assert sharing.assigned_to(context.store, context.packet) == "赵敏"
    assert [row.name for row in rows(context.store, Filter(assigned="赵敏"))] == ["一号"]
    assert sharing.assign(context.store, REVIEWER, [context.packet], None) == 1
    assert rows(context.store, Filter(assigned="赵敏")) == []
    told = [(one.before, one.after) for one in audit.trail(context.store) if one.action == "assign"]
    assert told == [(None, "赵敏"), ("赵敏", None)]
    for by, to in ((VIEWER, "赵敏"), (REVIEWER, "李看"), (REVIEWER, "无此人")):
        with pytest.raises(Refused):
            sharing.assign(context.store, by, [context.packet], to)


def test_notes_are_for_those_who_work_on_it(put: Put) -> None:
    context = put()
    sharing.add_note(context.store, REVIEWER, context.packet, " 已电话联系 ")
    (note,) = sharing.notes(context.store, context.packet)
    assert (note.text, note.by) == ("已电话联系", "赵敏")
    for by, text in ((VIEWER, "看"), (REVIEWER, " "), (REVIEWER, "长" * 1001)):
        with pytest.raises(Refused):
            sharing.add_note(context.store, by, context.packet, text)


def test_who_looks_is_told_and_forgotten(put: Put) -> None:
    context = put()
    known(context.store, REVIEWER, SUPERVISOR)
    assert sharing.mark_open(context.store, REVIEWER, context.packet) == []
    assert sharing.mark_open(context.store, SUPERVISOR, context.packet) == ["赵敏"]
    assert sharing.mark_open(context.store, REVIEWER, context.packet) == ["钱组长"]
    later = audit.now() + sharing.LOOKING + timedelta(seconds=1)
    assert sharing.mark_open(context.store, SUPERVISOR, context.packet, later) == []


def test_a_view_is_its_owner_s(put: Put) -> None:
    store = put().store
    known(store, REVIEWER, SUPERVISOR)
    sharing.save_view(store, REVIEWER, " 我的续签 ", "service=renewal")
    sharing.save_view(store, REVIEWER, "我的续签", "service=renewal&order=newest")
    assert sharing.views(store, REVIEWER) == {"我的续签": "service=renewal&order=newest"}
    assert sharing.views(store, SUPERVISOR) == {}
    sharing.drop_view(store, SUPERVISOR, "我的续签")
    assert len(sharing.views(store, REVIEWER)) == 1
    sharing.drop_view(store, REVIEWER, "我的续签")
    assert sharing.views(store, REVIEWER) == {}
    with pytest.raises(Refused):
        sharing.save_view(store, REVIEWER, "", "x=1")
