"""Packets kept as the office's own cases, judged again, and passed on without personal data."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import InputError, Refused
from core.sealing import Sealer
from review.arrivals import Arrivals
from review.audit import trail
from review.packets import load
from review.pictures import PageFolder
from review.quality.exporting import anonymised
from review.quality.freezing import CASE, FrozenCase, cases, freeze, picture, thaw
from review.quality.replaying import AnswerChanges, judged_again
from review.store import Store
from review.work import confirm, correct
from tests.review.conftest import Put
from tests.review.desk import Drawn
from tests.validators.kit import NUMBER, UNIT
from validators.policy import load_policy


@pytest.fixture
def key(store: Store, put: Put, tmp_path: Path) -> str:
    """A packet whose name of the unit somebody corrected, with its page."""
    context = put()
    changed = correct(context, "D3", "name", UNIT, why="放大后可辨")
    confirm(replace(context, seen=changed.packet.version), "D3", "credit_code")
    material = changed.packet.material
    assert material is not None
    Arrivals.of(store, tmp_path / "pages").pages.save(context.packet, material.sheets, Drawn())
    return context.packet


def test_a_case_is_its_owner_s_alone_and_the_same_when_judged_again(
    store: Store, key: str, tmp_path: Path
) -> None:
    pages = PageFolder(tmp_path / "pages")
    place = freeze(store, pages, key, tmp_path / "cases", "测试")
    assert list(cases(tmp_path / "cases")) == list(cases(place)) == [place]
    assert [path.stat().st_mode & 0o077 for path in (place, *place.iterdir())] == [0, 0, 0]
    case = thaw(place, Sealer())
    assert picture(place, 0, Sealer()) == pages.page(key, 0)
    assert (case.corrections[0].field, case.corrections[0].value) == ("name", UNIT)
    assert not judged_again(case, load_policy())
    assert trail(store)[-1].action == "freeze"


def replace_answers(case: FrozenCase, found: AnswerChanges) -> FrozenCase:
    """The case as if the rules had said then what they say now."""
    kept = Counter(case.answers) - Counter(found.before) + Counter(found.now)
    return case.model_copy(update={"answers": tuple(kept.elements())})


def test_what_the_rules_say_otherwise_is_told(store: Store, key: str, tmp_path: Path) -> None:
    place = freeze(store, PageFolder(tmp_path / "pages"), key, tmp_path / "cases", "测试")
    case = thaw(place, Sealer())
    forgotten = case.model_copy(update={"corrections": ()})
    found = judged_again(forgotten, load_policy())
    assert "GEN-EMPLOYER-EQUAL" in {one.rule for one in found.now if one.status == "review"}
    same = replace_answers(case, found)
    assert not judged_again(same.model_copy(update={"corrections": ()}), load_policy())


def test_with_a_key_a_case_is_sealed(store: Store, key: str, tmp_path: Path) -> None:
    seal = Sealer(AESGCM.generate_key(256))
    pages = PageFolder(tmp_path / "sealed", seal)
    pages.save(key, ((material := load(store, key).material) and material.sheets) or (), Drawn())
    place = freeze(store, pages, key, tmp_path / "cases", "测试")
    for path in place.iterdir():
        assert UNIT.encode() not in path.read_bytes() and path.read_bytes().startswith(b"YUSHEN1")
    assert thaw(place, seal).pages == 1 and picture(place, 0, seal) is not None
    with pytest.raises(InputError):
        thaw(place, Sealer())
    (place / CASE).rename(tmp_path / "elsewhere.json")
    other = place.with_name("b" * 32)
    other.mkdir()
    (tmp_path / "elsewhere.json").rename(other / CASE)
    with pytest.raises(InputError):  # it is bound to its packet
        thaw(other, seal)


def test_what_is_not_there_cannot_be_frozen(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        freeze(store, PageFolder(tmp_path / "pages"), "c" * 32, tmp_path / "cases", "测试")


def test_what_is_passed_on_holds_nothing_that_stands_on_a_page(store: Store, key: str) -> None:
    packet = load(store, key)
    told = anonymised(packet, 1)
    text = json.dumps(told, ensure_ascii=False)
    material = packet.material
    assert material is not None
    values = {
        said
        for document in material.documents
        for field in document.fields.values()
        for said in (field.value, field.raw)
        if said
    }
    assert (
        values
        and [value for value in {*values, UNIT, NUMBER, key, "扫描件"} if value in text] == []
    )
    licence = next(one for one in told["documents"] if one["type"] == "business_license")
    name = next(one for one in licence["values"] if one["field"] == "name")
    assert (name["kind"], name["confidence"], name["person"], name["page"]) == (
        "text", 0.5, "corrected", 0,
    )  # fmt: skip
    assert len(name["box"]) == 4
