"""Signing a PDF as an invented issuer: the same bytes each time.

The keys are derived from the names of their holders: anybody can recreate them, so trust them only
in tests.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

ROOT, SIGNER = "样例根证书（勿信任）", "样例学历查询中心（测试）"
BEGINS, ENDS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
ROOM = 4096  # bytes kept free for a signature
BITS, PUBLIC, ROUNDS = 1024, 65537, 24


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


def root_pem() -> bytes:
    """The root certificate of the invented issuer."""
    return _root().certificate.public_bytes(serialization.Encoding.PEM)


def sign(path: Path, at: datetime) -> None:
    """Add a signature of the invented issuer, with that time, to a PDF made by reportlab."""
    data = path.read_bytes()
    before, after = _prepared(data, at)
    covered = before + after
    made = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(covered)
        .add_signer(_signer().certificate, _signer().key, hashes.SHA256())
        .add_certificate(_root().certificate)
        .sign(
            serialization.Encoding.DER,
            [
                pkcs7.PKCS7Options.DetachedSignature,
                pkcs7.PKCS7Options.Binary,
                pkcs7.PKCS7Options.NoAttributes,
            ],
        )
    )
    path.write_bytes(before + b"<" + made.hex().encode().ljust(2 * ROOM, b"0") + b">" + after)


def _prepared(data: bytes, at: datetime) -> tuple[bytes, bytes]:
    """The PDF with an empty signature added: the part before the signature's contents, and the part
    after.
    """
    size = int(_found(rb"/Size (\d+)", data))
    root = int(_found(rb"/Root (\d+) 0 R", data))
    page = int(_found(rb"/Kids \[ (\d+) 0 R", data))
    catalog = _found(rb"\n%d 0 obj\n<<\n(.*?)\n>>\nendobj" % root, data)
    ids = _found(rb"/ID \s*(\[<.*?>\])", data)
    whole, places = data, dict[int, int]()
    for number, inside in _objects(size, root, page, catalog, at):
        places[number] = len(whole)
        whole += b"%d 0 obj\n<< %s >>\nendobj\n" % (number, inside)
    start = len(whole) + 2 * ROOM
    whole += b"xref\n"
    for number, place in sorted(places.items()):
        whole += b"%d 1\n%010d 00000 n \n" % (number, place)
    previous = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", data))
    whole += b"trailer\n<< /Size %d /Root %d 0 R /ID %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 2,
        root,
        ids,
        previous,
        start,
    )
    cut = whole.index(b"/Contents <>", len(data)) + len(b"/Contents ")
    before, after = whole[:cut], whole[cut + 2 :]
    for number in (cut, cut + 2 * ROOM + 2, len(after)):
        before = before.replace(b"@" * 10, b"%-10d" % number, 1)
    return before, after


def _objects(
    size: int, root: int, page: int, catalog: bytes, at: datetime
) -> list[tuple[int, bytes]]:
    """The catalog with a form, its signature field, and the signature; by object number."""
    stamp = at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
    field, value = size, size + 1
    return [
        (root, catalog + b"\n/AcroForm << /Fields [%d 0 R] /SigFlags 3 >>" % field),
        (
            field,
            b"/Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [0 0 0 0] "
            b"/P %d 0 R /V %d 0 R" % (page, value),
        ),
        (
            value,
            b"/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (%s) "
            b"/ByteRange [0 @@@@@@@@@@ @@@@@@@@@@ @@@@@@@@@@] /Contents <>" % stamp,
        ),
    ]


def _found(pattern: bytes, data: bytes) -> bytes:
    found = re.search(pattern, data, re.DOTALL)
    if found is None:
        raise ValueError("not a PDF of reportlab's")
    return found[1]


@cache
def _root() -> Holder:
    key = _key(ROOT)
    return Holder(_certificate(ROOT, key, None), key)


@cache
def _signer() -> Holder:
    key = _key(SIGNER)
    return Holder(_certificate(SIGNER, key, _root()), key)


def _certificate(name: str, key: rsa.RSAPrivateKey, issuer: Holder | None) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) | 1)
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .sign(issuer.key if issuer else key, hashes.SHA256())
    )


def _key(name: str) -> rsa.RSAPrivateKey:
    """A key derived from a name."""
    p, q = (_prime(f"{name} {part}") for part in "pq")
    d = pow(PUBLIC, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p=p, q=q, d=d, dmp1=d % (p - 1), dmq1=d % (q - 1), iqmp=pow(q, -1, p),
        public_numbers=rsa.RSAPublicNumbers(PUBLIC, p * q),
    )  # fmt: skip
    return numbers.private_key()


def _prime(seed: str) -> int:
    digest = hashlib.shake_256(seed.encode()).digest(BITS // 8)
    number = int.from_bytes(digest) | (3 << (BITS - 2)) | 1
    while number % PUBLIC == 1 or not _is_prime(number):
        number += 2
    return number


def _is_prime(number: int) -> bool:
    """Miller-Rabin primality test with fixed bases."""
    if any(number % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    odd, halvings = number - 1, 0
    while odd % 2 == 0:
        odd, halvings = odd // 2, halvings + 1
    for base in range(2, 2 + ROUNDS):
        x = pow(base, odd, number)
        if x in (1, number - 1):
            continue
        for _ in range(halvings - 1):
            x = x * x % number
            if x == number - 1:
                break
        else:
            return False
    return True
