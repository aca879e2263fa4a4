"""What a packet's page shows: findings in order, the values beneath them, what they are held to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.models.document import Document
from pipeline.judging import judge_material
from pipeline.reporting.names import ReportWords
from review.arrivals import Arrivals
from review.models import Role
from review.packets import load
from review.places import of_evidence
from review.store import open_store
from review.web.charts import hours
from review.web.findings import groups
from review.web.references import references
from review.web.values import PacketView
from tests.review.conftest import lacking, material
from tests.validators.kit import AGENT_NUMBER, NUMBER, UNIT, paper, seal
from tests.validators.kit import screenshot as rows_of
from validators.policy import load_policy


@pytest.fixture
def arrivals(tmp_path: Path) -> Iterator[Arrivals]:
    opened = open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    yield Arrivals.of(opened, tmp_path / "pages")
    opened.close()


def shown(arrivals: Arrivals, *papers: Document) -> PacketView:
    made = material(*papers)
    key = arrivals.add(judge_material(made, load_policy()), made, by="测试").key
    return PacketView(load(arrivals.store, key), ReportWords("zh"))


@pytest.mark.parametrize(
    "papers",
    [lacking(), (*lacking(), rows_of(("2019-07", "2019-08"), income="100.00"))],
    ids=["few", "rows"],
)
def test_values_beneath_a_finding_are_those_its_evidence_shows(
    arrivals: Arrivals, papers: tuple[Document, ...]
) -> None:
    page = shown(arrivals, *papers)
    documents = {one.id: one for one in page.packet.standing.documents}
    items = {item.key: item for group in groups(page, Role.REVIEWER) for item in group.items}
    compared = 0
    for view in page.packet.standing.findings:
        evidence = list(dict.fromkeys(view.finding.evidence))[: len(items[view.key].shots)]
        for one, shot in zip(evidence, items[view.key].shots, strict=False):
            document = documents.get(one.document)
            told = of_evidence(document, one) if document is not None else []
            assert [value.field for value in shot.values] == told
            compared += len(told)
    assert compared > 0


def test_the_worst_stands_first_and_all_are_counted(arrivals: Arrivals) -> None:
    found = groups(shown(arrivals, *lacking()), Role.REVIEWER)
    order = [group.status for group in found]
    assert order == sorted(
        order, key=["fail", "review", "not_checked", "pass", "not_applicable"].index
    )
    told = [item for group in found for item in group.told]
    echoes = [item for group in found for item in group.echoes]
    assert len(told) + len(echoes) == sum(len(group.items) for group in found)


def test_a_fact_that_several_rules_find_stands_once(arrivals: Arrivals) -> None:
    """What the notice tells in one line is one line here, the others folded under it."""
    standing = shown(arrivals, *lacking())
    found = groups(standing, Role.REVIEWER)
    failed = [item for group in found if group.status == "fail" for item in group.told]
    lacks = [one.finding for one in standing.packet.standing.findings if one.status == "fail"]
    assert len(failed) < len(lacks)
    assert any(group.echoes for group in found)


def test_what_demands_something_is_open(arrivals: Arrivals) -> None:
    found = groups(shown(arrivals, *lacking()), Role.REVIEWER)
    assert [group.folded for group in found if group.status in ("fail", "review")] == [False] * len(
        [g for g in found if g.status in ("fail", "review")]
    )


def test_numbers_are_hidden_in_every_value_and_place(arrivals: Arrivals) -> None:
    page = shown(arrivals, *lacking())
    told = repr(page.documents) + repr(groups(page, Role.ADMIN))
    hidden = [v for v in page.values.values() if v.kind == "id_number"]
    assert hidden and all(v.secret and "*" in v.text for v in hidden)
    assert NUMBER not in "".join(v.text for v in page.values.values())
    assert AGENT_NUMBER not in told


def test_a_value_is_held_to_the_licence_and_the_record(arrivals: Arrivals) -> None:
    contract = paper("labor_contract", employer="北京乙科技有限公司", employee="张三")
    company = contract.fields["employer"].model_copy(update={"kind": "company"})
    contract = contract.model_copy(update={"fields": {**contract.fields, "employer": company}})
    page = shown(arrivals, paper("business_license", name=UNIT, seals=[seal()]), contract)
    found = references(page, page.values["D2.employer"])
    assert [shot.text for shot in found] == [UNIT, UNIT]
    assert found[0].values and not found[1].values


def test_a_spouse_is_not_held_to_the_applicant(arrivals: Arrivals) -> None:
    card = paper("id_card", name="王五", id_number=AGENT_NUMBER)
    page = shown(arrivals, card)
    spouse = page.packet.standing.documents[0].model_copy(update={"role": "spouse"})
    standing = page.packet.standing.model_copy(update={"documents": (spouse,)})
    page = PacketView(page.packet.model_copy(update={"standing": standing}), ReportWords("zh"))
    assert references(page, page.values["D1.id_number"]) == []


def test_hours_of_the_working_day_and_those_in_which_something_happened() -> None:
    came, done = [0] * 24, [0] * 24
    came[6], done[9] = 4, 2
    told = hours(came, done)
    assert [told[0].hour, told[-1].hour] == [6, 18]
    assert (told[0].came_high, told[3].done_high) == (100, 50)
