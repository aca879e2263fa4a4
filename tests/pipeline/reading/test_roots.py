"""The folder of certificates that an office trusts."""

from pathlib import Path

from pipeline.reading.roots import Roots, load_roots
from tests.pipeline.reading.signatures.papers import ROOT, TAX


def test_pem_and_der_each_once(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(ROOT.pem + TAX.pem)
    (tmp_path / "b.cer").write_bytes(ROOT.der)
    (tmp_path / "note.txt").write_text("roots of the tax office")
    roots = load_roots(tmp_path)
    assert set(roots.certificates) == {ROOT.der, TAX.der}
    assert roots.unusable == ()


def test_what_is_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----")
    (tmp_path / "b.der").write_bytes(b"\x30\x03abc")
    (tmp_path / "c.cer").write_bytes(b"")
    (tmp_path / "d.crt").write_bytes(TAX.der[:-20])
    assert load_roots(tmp_path) == Roots((), ("a.pem", "b.der", "c.cer", "d.crt"))


def test_no_folder_is_no_root(tmp_path: Path) -> None:
    assert load_roots(tmp_path / "none") == Roots()


def test_the_mark_changes_with_the_set_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "1", tmp_path / "2"
    for folder, names in ((one, "ab"), (other, "ba")):
        folder.mkdir()
        for name, holder in zip(names, (ROOT, TAX), strict=True):
            (folder / f"{name}.der").write_bytes(holder.der)
    assert load_roots(one).mark == load_roots(other).mark != Roots().mark
    (one / "a.der").unlink()
    assert load_roots(one).mark != load_roots(other).mark
