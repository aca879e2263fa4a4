"""The bench of the unseen: perfect readings, counting, and papers that are called missing."""

import json
from pathlib import Path

import pytest

from bench.unseen.__main__ import measure, parsed
from bench.unseen.cases import perfect
from bench.unseen.lines import lines_on
from bench.unseen.missing import called_missing
from bench.unseen.perfect import file_of
from bench.unseen.score import judged, same, table
from core.models.document import Document, Field, PageRef
from extractors import TYPES
from extractors.packet.documents import read_documents
from generator import fonts
from generator.layouts.draw import FOREIGN, DrawnPaper, draw, types
from generator.ops import Area, Canvas, Stroke, Text

pytestmark = pytest.mark.skipif(
    bool(fonts.missing(but=fonts.STAND_INS)), reason="the fonts of the generator are missing"
)
BLACK = (0, 0, 0)


def text(x: float, words: str, y: float = 20.0) -> Text:
    return Text(x, y, words, 4.0, "song", BLACK)


def test_every_type_has_layouts() -> None:
    drawn = {kind for kind in types() if not kind.startswith(FOREIGN)}
    assert drawn == {kind.id for kind in TYPES}


@pytest.mark.parametrize(
    ("between", "lines"),
    [
        ((), ["姓名：林样舟"]),
        ((Stroke(22.5, 10, 22.5, 30, 0.2, BLACK),), ["姓名：", "林样舟"]),
        ((Area(22.5, 10, 60, 30, 0.2, BLACK, None),), ["姓名：", "林样舟"]),
    ],
)
def test_a_line_ends_at_the_border_of_a_cell(
    between: tuple[Stroke | Area, ...], lines: list[str]
) -> None:
    canvas = Canvas(100, 60)
    canvas.ops += [text(10, "姓名："), *between, text(23, "林样舟")]
    assert [run.text for run in lines_on(canvas)] == lines


def test_a_line_ends_at_a_wide_gap_and_keeps_its_characters_places() -> None:
    canvas = Canvas(100, 60)
    canvas.ops += [text(10, "性别　　　男"), text(40, "2012 年 7 月 1 日")]
    runs = lines_on(canvas)
    assert [run.text for run in runs] == ["性别", "男", "2012年7月1日"]
    assert runs[1].x0 == pytest.approx(10 + 5 * 4.0, abs=0.1)
    assert all(len(run.edges) == len(run.text) + 1 for run in runs)


def test_the_truth_stands_where_the_lines_have_it() -> None:
    """Each value of a machine-printed paper is found in the lines at its own place."""
    for case in perfect(["id_card", "degree_online_report"], "tune", 12):
        for name, place in case.places.items():
            if name.endswith(("date", "from", "to", "until")):
                continue  # printed in another form
            lines = case.reading.pages[place.page - 1].lines
            there = [line for line in lines if line.box.overlap(place.box) > 0.1]
            words = "".join("".join(line.text for line in there).split())
            assert place.value[:4] in words, (case.drawn.name, name)


def document(drawn: DrawnPaper, field: str, value: str | None) -> Document:
    ref = PageRef(file="a.pdf", page=1)
    one = Field(name=field, kind="text", value=value, raw="", confidence=0.99)
    return Document(
        id="D1", type=drawn.paper.doc_type, confidence=1, pages=(ref,), fields={field: one}
    )


def test_every_value_is_counted() -> None:
    drawn = draw("id_card", "tune", 1, draft=True)
    name = drawn.paper.sheets[0].marks["name"].value
    for read, verdict in ((None, "missing"), (name, "right"), ("某人", "wrong")):
        documents = [document(drawn, "name", read)]
        found = judged(drawn, documents, documents, "perfect", {})
        marked = sum(len(sheet.marks) for sheet in drawn.paper.sheets)
        assert len(found.fields) == marked
        assert {f.field: f.verdict for f in found.fields}["name"] == verdict
        assert found.recognised
    line = next(row for row in table([found], {"text": 0.9}).splitlines() if "id_card" in row)
    assert line.split("|")[3:5] == [" 1 ", " 100.0% "]


def test_what_is_taken_for_another_paper_is_not_recognised() -> None:
    card, bill = (draw(kind, "tune", 1, draft=True) for kind in ("id_card", "foreign_bill"))
    read = [document(card, "name", "某人")]
    unread = [d.model_copy(update={"type": "unknown"}) for d in read]
    assert judged(card, read, read, "perfect", {}).recognised
    assert not judged(card, unread, unread, "perfect", {}).recognised
    assert judged(bill, unread, unread, "perfect", {}).recognised
    assert not judged(bill, read, read, "perfect", {}).recognised


@pytest.mark.parametrize(
    ("want", "got", "equal"),
    [
        ("5000000", "5000000.00", True),
        ("18500", "18500.5", False),
        ("北京(样例)公司", "北京（样例）公司", True),
        ("2012-07-01", "2012-07-10", False),
    ],
)
def test_values_are_compared_as_what_they_are(want: str, got: str, equal: bool) -> None:
    assert same(want, got) is equal


def test_a_paper_that_is_not_known_is_called_missing_and_one_that_is_not() -> None:
    """Without any type nothing is recognised; the paper itself is no lack."""
    case = next(perfect(["application_form_renewal"], "tune", 1))
    known = read_documents([case.reading], TYPES)
    if any(d.type == case.type for d in known):
        assert called_missing(case.type, [case.reading], known) == ()
    assert called_missing(case.type, [case.reading], ()) != ()


def test_it_runs_and_writes_a_line_for_each_field(tmp_path: Path) -> None:
    out = tmp_path / "fields.jsonl"
    arguments = ["--perfect", "--types", "id_card,foreign_ticket", "--count", "2", "--missing"]
    found = measure(parsed([*arguments, "--out", str(out)]))
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [p.part for p in found] == ["tune"] * 4 + ["kept"] * 4
    assert len(lines) == sum(len(p.fields) for p in found) > 20
    assert {line["type"] for line in lines} == {"id_card"}


def test_a_reading_is_the_same_every_time() -> None:
    one, again = (draw("lease_contract", "kept", 5, draft=True) for _ in range(2))
    assert file_of("a.pdf", one.papers) == file_of("a.pdf", again.papers)
