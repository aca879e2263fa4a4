"""Signatures of PDFs, made and broken by a small authority of our own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.models.signature import Signature, vouched
from pipeline.reading.signatures.gm import GM
from pipeline.reading.signatures.pdf import MAX_SIGNATURES, pdf_signatures
from tests.pipeline.reading.signatures.papers import (
    NOW,
    ROOT,
    STAMPER,
    TAX,
    annotated,
    broken,
    filled,
    form,
    made,
    page,
    rewritten,
    signed,
    updated,
)

OLD = made("样例旧章", ROOT, ends=datetime(2025, 12, 1, tzinfo=UTC))
ALONE = made("样例自签")


def found(folder: Path, data: bytes, *roots: bytes) -> tuple[Signature, ...]:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return pdf_signatures(path, roots)


def test_one_that_holds_is_told_with_who_and_when(tmp_path: Path) -> None:
    (one,) = found(tmp_path, signed(), ROOT.der)
    assert (one.signer, one.issuer) == ("国家税务总局样例市税务局", "样例根证书 CA")
    assert (one.intact, one.trusted, one.whole) == (True, True, True)
    assert (one.time, one.stamped, one.changes, one.note) == (NOW, False, (), None)
    assert vouched([one])


def test_a_trusted_timestamp_tells_the_time(tmp_path: Path) -> None:
    (one,) = found(tmp_path, signed(stamper=STAMPER), ROOT.der)
    assert (one.time, one.stamped, one.trusted) == (NOW, True, True)


@pytest.mark.parametrize(
    ("data", "roots", "trusted", "says"),
    [
        (signed(), (), None, "未设置信任的根证书"),
        (signed(), (ALONE.der,), False, "不能追溯"),
        (signed(by=ALONE, chain=()), (ROOT.der,), False, "不能追溯"),
        (signed(by=ALONE, chain=()), (ALONE.der,), True, ""),
        (signed(), (TAX.der,), True, ""),  # the folder may hold the signer's own
        (signed(by=OLD), (ROOT.der,), True, ""),  # expired since: the paper is as good as it was
        (signed(by=OLD, at=datetime(2026, 1, 1, tzinfo=UTC)), (ROOT.der,), False, "不在有效期内"),
        (signed(weak=True), (ROOT.der,), False, "强度不足"),
    ],
)
def test_whom_the_office_trusts(
    tmp_path: Path, data: bytes, roots: tuple[bytes, ...], trusted: bool | None, says: str
) -> None:
    (one,) = found(tmp_path, data, *roots)
    assert (one.intact, one.trusted, one.changes) == (True, trusted, ())
    assert (says in one.note.zh) if one.note else says == ""
    assert not one.damaged


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (updated(signed(), rewritten), "content", (1,)),
        (updated(signed(), annotated), "annotation", (1,)),
        (updated(signed(form()), filled), "form", (1,)),
        (signed(signed(), by=made("乙方", ROOT), name="Sig2"), "signature", ()),
    ],
)
def test_what_was_added_after_it(
    tmp_path: Path, data: bytes, kind: str, pages: tuple[int, ...]
) -> None:
    one, *others = found(tmp_path, data, ROOT.der)
    assert (one.intact, one.whole) == (True, False)
    assert [(c.kind, c.pages) for c in one.changes] == [(kind, pages)]
    assert vouched([one, *others]) == (kind == "signature")


def test_a_second_signature_does_not_hide_what_came_between(tmp_path: Path) -> None:
    data = signed(updated(signed(), rewritten), by=made("乙方", ROOT), name="Sig2")
    first, second = found(tmp_path, data, ROOT.der)
    assert [c.kind for c in first.changes] == ["content", "signature"]
    assert second.changes == ()
    assert not vouched([first, second])


def test_a_second_one_of_somebody_unknown_vouches_for_nothing(tmp_path: Path) -> None:
    both = found(tmp_path, signed(signed(), by=ALONE, chain=(), name="Sig2"), ROOT.der)
    assert [one.trusted for one in both] == [True, False]
    assert not any(one.damaged or one.altered for one in both)
    assert not vouched(both)


def test_a_broken_digest_is_told(tmp_path: Path) -> None:
    (one,) = found(tmp_path, broken(signed()), ROOT.der)
    assert (one.intact, one.trusted, one.damaged) == (False, None, True)


def test_what_follows_the_file_without_a_revision_counts_as_content(tmp_path: Path) -> None:
    data = signed()
    short = data.replace(b"/ByteRange [0 ", b"/ByteRange [1 ", 1)
    (one,) = found(tmp_path, short, ROOT.der)
    assert one.damaged or one.altered


@pytest.mark.parametrize(
    "tail",
    [
        b"3 0 obj\n<</Type/Page>>\nendobj\n%%EOF\n",  # a program that mends files may find it
        b"3 0 obj\n<</Type/Page>>\nendobj\nstartxref\n9\n%%EOG\n",
        b"anything",
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_what_follows_and_is_no_revision_counts_as_content(
    tmp_path: Path, tail: bytes, later: bool
) -> None:
    data = signed(signed(), by=made("乙方", ROOT), name="Sig2") if later else signed()
    told = found(tmp_path, data + tail, ROOT.der)
    assert all(one.altered or one.damaged for one in told)


def test_blanks_that_follow_are_nothing(tmp_path: Path) -> None:
    (one,) = found(tmp_path, signed() + b"\r\n\0\0", ROOT.der)
    assert (one.whole, one.changes) == (False, ())
    assert vouched([one])


@pytest.mark.parametrize("strength", [40, 128])
def test_one_that_is_locked_against_changes_is_checked(tmp_path: Path, strength: int) -> None:
    """As tax records are: opened without a password."""
    (one,) = found(tmp_path, signed(page(locked=strength)), ROOT.der)
    assert vouched([one])


def test_sm2_is_named(tmp_path: Path) -> None:
    data = signed()
    start = data.index(b"/Contents <30") + 11
    inside = data[start : start + 40] + GM.hex().encode() + data[start + 50 :]
    (one,) = found(tmp_path, data[:start] + inside, ROOT.der)
    assert (one.intact, one.trusted, one.damaged) == (None, None, False)
    assert one.note is not None
    assert "SM2" in one.note.zh


def test_a_kind_that_is_not_known_is_named(tmp_path: Path) -> None:
    data = signed().replace(b"/adbe.pkcs7.detached", b"/adbe.pkcs9.detached")
    (one,) = found(tmp_path, data, ROOT.der)
    assert (one.intact, one.damaged) == (None, False)


@pytest.mark.parametrize(
    "data",
    [
        signed()[:-300],
        signed().replace(b"/Contents <30", b"/Contents <ff"),
        signed().replace(b"/Contents <30", b"/Contxnts <30"),
        signed().replace(b"/ByteRange [", b"/ByteRange (", 1),
        page() + b"/ByteRange",
        b"%PDF-1.4\n/ByteRange",
    ],
)
def test_nothing_crashes_on_it(tmp_path: Path, data: bytes) -> None:
    assert not vouched(found(tmp_path, data, ROOT.der))


def test_truncated_is_told(tmp_path: Path) -> None:
    (one,) = found(tmp_path, signed()[:-300], ROOT.der)
    assert one.damaged


def test_unsigned_has_none(tmp_path: Path) -> None:
    assert found(tmp_path, page(), ROOT.der) == ()


def test_the_first_of_very_many_are_checked(tmp_path: Path) -> None:
    data = page()
    for number in range(MAX_SIGNATURES + 2):
        data = signed(data, name=f"S{number}")
    told = found(tmp_path, data, ROOT.der)
    assert len(told) == MAX_SIGNATURES + 1
    assert not vouched(told)
