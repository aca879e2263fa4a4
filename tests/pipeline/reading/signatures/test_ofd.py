"""The signatures of an OFD, as the report tells them."""

from datetime import datetime
from pathlib import Path

from pipeline.reading.signatures.check_file import signatures_of
from tests.pipeline.reading.intake.test_ofd_signed import COVERED, sealed


def test_a_sound_one_is_told_and_makes_nothing_surer(tmp_path: Path) -> None:
    [one] = signatures_of(sealed().write(tmp_path / "a.ofd"), ())
    assert (one.kind, one.intact, one.trusted, one.changes) == ("ofd", None, None, ())
    assert one.name == "样例机关业务专用章" and one.signer
    assert one.time == datetime(2025, 1, 2, 3, 4, 5)
    assert one.note is not None and "SM2" in one.note.zh and "SM2" in one.note.en


def test_what_was_changed_since_does_not_hold(tmp_path: Path) -> None:
    ofd = sealed()
    ofd.parts[COVERED[1]] = "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'/>"
    [one] = signatures_of(ofd.write(tmp_path / "a.ofd"), ())
    assert one.intact is False and one.damaged
    assert one.note is not None and "Content.xml 已被改动" in one.note.zh


def test_a_broken_file_has_a_damaged_signature(tmp_path: Path) -> None:
    path = sealed().write(tmp_path / "a.ofd")
    path.write_bytes(path.read_bytes()[:-60])
    [one] = signatures_of(path, ())
    assert one.intact is False


def test_an_ofd_that_nobody_signed(tmp_path: Path) -> None:
    ofd = sealed()
    ofd.body = ""
    assert signatures_of(ofd.write(tmp_path / "a.ofd"), ()) == ()
