"""Packets worn and read: the product's own line checks them, and a second run reads nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.unseen.packets import DrawnPacket, packet
from bench.unseen.services import SERVICES, PacketPaper
from bench.unseen.worn_packets import RECORD, laid_down, worn_and_judged
from generator import fonts
from generator.ink import Handwriting, write
from pipeline.run import open_kit

pytestmark = pytest.mark.skipif(
    bool(fonts.missing(but=fonts.STAND_INS)), reason="the fonts of the generator are missing"
)
CHANGE = next(one for one in SERVICES if one.id == "employer_change")
LETTER = "resignation_certificate"


@pytest.fixture(scope="module")
def letter() -> DrawnPacket:
    """A change of employer of which only the former unit's letter was handed in."""

    def papers(scene, rng) -> list[PacketPaper]:  # type: ignore[no-untyped-def]
        return [one for one in CHANGE.papers(scene, rng) if one.kind == LETTER]

    return packet("tune", 6, replace(CHANGE, papers=papers), draft=False)


def test_a_packet_is_laid_down_with_its_record_and_worn_once(
    letter: DrawnPacket, tmp_path: Path
) -> None:
    home = laid_down(letter, ["scan"], tmp_path)
    files = {path.name: path.stat().st_mtime_ns for path in home.iterdir()}
    assert set(files) == {RECORD, f"{letter.name}-01-scan.pdf"}
    assert laid_down(letter, ["scan"], tmp_path) == home
    same = {path.name: path.stat().st_mtime_ns for path in home.glob("*.pdf")}
    assert same == {name: at for name, at in files.items() if name != RECORD}


def test_a_packet_in_other_hands_is_drawn_anew(letter: DrawnPacket, tmp_path: Path) -> None:
    hand, before = Handwriting("kai"), dict(fonts.MORE)
    home, written = laid_down(letter, ["scan"], tmp_path), write("张三", 5, hand, 1)[0]
    with fonts.written_with(fonts.file_of("pen").parent):
        assert laid_down(letter, ["scan"], tmp_path) != home
        assert write("张三", 5, hand, 1)[0].tobytes() != written.tobytes()
    assert laid_down(letter, ["scan"], tmp_path) == home
    assert write("张三", 5, hand, 1)[0].tobytes() == written.tobytes()
    assert before == fonts.MORE


@pytest.mark.engine
def test_a_worn_packet_is_read_and_judged_by_its_record(
    letter: DrawnPacket, tmp_path: Path
) -> None:
    with open_kit(workers=1, cache=tmp_path / "kept") as kit:
        found = worn_and_judged(letter, ["scan"], tmp_path, kit)
    assert [d.type for d in found.report.documents] == [LETTER]
    assert found.report.documents[0].fields["name"].value == letter.scene.life.who.name
    lacking = next(f for f in found.report.findings if f.rule == "COMPLETE-EMPLOYER")
    assert lacking.status == "fail" and found.report.outcome != "accept"
    with open_kit(workers=1, cache=tmp_path / "kept") as kit:
        again = worn_and_judged(letter, ["scan"], tmp_path, kit)
        assert not kit.pool._threads  # nothing was read again
    assert [f.message for f in again.report.findings] == [f.message for f in found.report.findings]
