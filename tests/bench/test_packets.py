"""The bench's good packets: nothing is wrong with them, and what is planted is not accepted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bench.unseen.missing import policy
from bench.unseen.packets import DrawnPacket, judged, packet, packets, summary
from bench.unseen.planted import FAULTS, PlantedFault, planted, planted_summary, with_fault
from bench.unseen.services import SERVICES
from extractors import TYPES
from generator import fonts
from generator.layouts.draw import draw, draw_requested
from generator.layouts.request import PaperRequest

pytestmark = pytest.mark.skipif(
    bool(fonts.missing(but=fonts.STAND_INS)), reason="the fonts of the generator are missing"
)
CHANGE = next(one for one in SERVICES if one.id == "employer_change")


def passed(drawn: DrawnPacket) -> set[str]:
    """The rules that hold; of a good packet, whatever is planted elsewhere must undo."""
    findings = judged(drawn).report.findings
    return {f.rule for f in findings} - {f.rule for f in findings if f.status != "pass"}


@pytest.mark.parametrize("seed", range(6))
def test_the_case_of_a_packet_is_good_on_its_day(seed: int) -> None:
    made = packet("tune", seed)
    scene, values = made.scene, made.scene.values
    assert policy().is_workday(scene.day)
    assert values["work.end"] > scene.day + timedelta(days=183)
    assert values["lease.end"] > scene.day + timedelta(days=183)
    months = [row["period"].day for row in scene.rows["pays"]]
    assert len(months) == made.service.months
    back = (scene.day.year - months[-1].year) * 12 + scene.day.month - months[-1].month
    assert back in (1, 2)
    numbers = {
        sheet.marks["id_number"].value
        for paper in made.papers
        if paper.kind in ("application_form_new", "integrity_statement", "personal_change_form")
        for sheet in paper.paper.sheets
        if "id_number" in sheet.marks
    }
    assert numbers <= {scene.life.who.number}


def test_a_packet_follows_from_its_seed_and_has_whatever_its_service_asks() -> None:
    one, same = (next(packets("tune", 1, 3)) for _ in range(2))
    kinds = [paper.kind for paper in one.papers]
    assert kinds == [paper.kind for paper in same.papers]
    assert [p.paper.sheets[0].marks for p in one.papers] == [
        p.paper.sheets[0].marks for p in same.papers
    ]
    assert {"power_of_attorney", "business_license", "labor_contract"} <= set(kinds)


def test_nothing_is_surely_wrong_with_a_good_packet() -> None:
    found = judged(packet("tune", 5, CHANGE))
    assert not {f.rule for f in found.against if f.status == "fail"}
    assert found.report.outcome in ("accept", "review")
    assert summary([found]).startswith("1 good packets: ")


def test_a_paper_that_is_left_out_is_missed() -> None:
    whole = packet("tune", 5, CHANGE)
    files = [tuple(p for p in file if p.kind != "labor_contract") for file in whole.files]
    lacking = replace(whole, files=tuple(file for file in files if file))
    report = judged(lacking).report
    assert report.outcome != "accept"
    assert "COMPLETE-EMPLOYER" in {f.rule for f in report.findings if f.status != "pass"}


def test_a_contract_that_ends_too_soon_is_not_accepted() -> None:
    whole = packet("tune", 5, CHANGE)
    soon = {"work.end": whole.scene.day + timedelta(days=60)}
    short = packet(
        "tune", 5, with_fault(CHANGE, PlantedFault("labor_contract", "short", lambda _: soon))
    )
    assert "CONTRACT-6M" in passed(whole) - passed(short)
    assert judged(short).report.outcome != "accept"


def test_no_planted_fault_is_accepted() -> None:
    """Each fault stands on one paper alone of a packet that is accepted without it."""
    found = list(planted("tune", 1, 45, TYPES, FAULTS[::4]))
    assert len({fault.kind for fault, _, _ in found}) >= 3
    assert "0 accepted" in planted_summary(found)


def test_another_units_contract_is_not_accepted() -> None:
    whole = packet("tune", 5, CHANGE)
    fault = next(one for one in FAULTS if one.what == "another unit")
    assert fault.kind == "labor_contract"
    other = packet("tune", 5, with_fault(CHANGE, fault))
    assert "CONTRACT-PARTIES" in passed(whole) - passed(other)
    assert judged(other).report.outcome != "accept"


def test_asking_for_nothing_changes_no_paper() -> None:
    free, asked = (
        draw("lease_contract", "tune", 77, draft=True),
        draw_requested("lease_contract", "tune", 77, PaperRequest(), draft=True),
    )
    assert [s.marks for s in free.paper.sheets] == [s.marks for s in asked.paper.sheets]


def test_what_is_asked_for_stands_on_the_paper() -> None:
    whole = packet("tune", 5, CHANGE)
    contract = next(p for p in whole.papers if p.kind == "labor_contract")
    assert contract.paper.signatures["employee_signature"] == "present"
    pressed = [s.kind for sheet in contract.paper.sheets for s, _ in sheet.seals]
    assert pressed == ["official"]
