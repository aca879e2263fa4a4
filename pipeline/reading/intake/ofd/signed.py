"""Verifies that the parts of an OFD that a signature lists are unchanged. Works offline.

Two links are checked: the signed content has the digest of Signature.xml, and that lists the digest
of every part. The signature value itself is not verified with the signer's key: that needs SM2 with
SM3, which none of the libraries used here supports.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.reading.intake.names import shown
from pipeline.reading.intake.ofd.book import OfdDocument, documents
from pipeline.reading.intake.ofd.package import OfdPackage, all_below, below, child_text
from pipeline.reading.intake.ofd.ses import read_signed
from pipeline.reading.intake.ofd.stamps import SignaturePart, signings

METHODS = {
    "sm3": "sm3", "1.2.156.10197.1.401": "sm3", "1.2.156.10197.1.401.1": "sm3",
    "sha256": "sha256", "sha-256": "sha256",
    "2.16.840.1.101.3.4.2.1": "sha256", "sha1": "sha1", "sha-1": "sha1", "1.3.14.3.2.26": "sha1",
}  # fmt: skip
"""Hash algorithms in References' CheckMethod, by number or by name."""
NOT_VERIFIED = "签名值未验证"


@dataclass(frozen=True)
class OfdSignature:
    """One signature of an OFD and what is known about it."""

    signer: str | None
    """The owner of the certificate."""
    seal: str | None
    """The name of the seal; None for a signature without a seal."""
    time: str | None
    unchanged: bool | None
    """Whether everything it lists is unchanged; None if that cannot be verified."""
    why: str
    """What changed, or why it cannot be verified; in Chinese, empty if unchanged."""
    pages: tuple[int, ...] = ()
    """The pages (from 1, of the whole file) that show its seal."""
    value: str = NOT_VERIFIED


def signatures(path: Path) -> list[OfdSignature]:
    """All signatures of the file, in order. Raises InputError if it cannot be used."""
    found, first = [], 0
    with OfdPackage(path) as package:
        for document in documents(package):
            leaves = document.pages()
            numbers = {leaf.number: first + n for n, leaf in enumerate(leaves, start=1)}
            found += [_signature(one, document, numbers) for one in signings(document)]
            first += len(leaves)
    return found


def _signature(
    signing: SignaturePart, document: OfdDocument, numbers: dict[str, int]
) -> OfdSignature:
    package = document.package
    info = below(signing.root, "SignedInfo")
    content = read_signed(signing.value(package) or b"")
    named = read_signed(signing.file(package, "SignedInfo", "Seal", "BaseLoc") or b"")
    marks = [(m.get("PageRef") or "").strip() for m in all_below(info, "StampAnnot")]
    changed, untold = _compared(signing, document, content.digest)
    why = changed or untold
    return OfdSignature(
        signer=content.signer,
        seal=content.seal or named.seal,
        time=content.day or child_text(info, "SignatureDateTime") or None,
        unchanged=False if changed else None if untold else True,
        why="；".join(dict.fromkeys(why)),
        pages=tuple(sorted({numbers[mark] for mark in marks if mark in numbers})),
    )


def _compared(
    signing: SignaturePart, document: OfdDocument, digest: bytes | None
) -> tuple[list[str], list[str]]:
    """The parts that changed, and those that cannot be verified."""
    package = document.package
    listed = below(signing.root, "SignedInfo", "References")
    method = METHODS.get((listed.get("CheckMethod") or "").lower()) if listed is not None else None
    if listed is None or method is None:
        return [], ["摘要算法不支持，无法核对"]
    changed, untold, covered = [], [], set()
    if digest is None:
        untold.append("签名值的格式不支持，签名文件本身未核对")
    elif (own := _digest(method, package.read(signing.place))) is None:
        return [], [f"本机没有 {method.upper()} 摘要算法，无法核对"]
    elif own != digest:
        changed.append("签名文件已被改动")
    for reference in all_below(listed, "Reference"):
        place = reference.get("FileRef") or ""
        name = package.find(place, *signing.folders)
        if name is None:
            changed.append(f"缺少 {shown(place)[:80]}")
            continue
        covered.add(name)
        own = _digest(method, package.read(name))
        if own is None:
            return [], [f"本机没有 {method.upper()} 摘要算法，无法核对"]
        grows = name == signing.list_of_all and signing.followed
        if own != _decoded(child_text(reference, "CheckValue")) and not grows:
            changed.append(f"{shown(name)[:80]} 已被改动")
    bare = [name for name in _shown_parts(document) if name not in covered]
    if bare:
        untold.append(f"签名未包括 {shown(bare[0])[:80]}{' 等部件' if len(bare) > 1 else ''}")
    return changed, untold


def _shown_parts(document: OfdDocument) -> Iterator[str]:
    """The parts with page content: a signature that does not list one leaves it unprotected."""
    yield document.place
    for leaf in document.pages():
        yield leaf.place
    for template in document.templates().values():
        yield document.package.place(template.get("BaseLoc") or "", document.folder)


def _digest(method: str, data: bytes) -> bytes | None:
    try:
        return hashlib.new(method, data).digest()
    except ValueError:  # an OpenSSL build without this algorithm
        return None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
