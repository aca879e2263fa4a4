"""The certificates an office trusts: files of a folder, PEM or DER."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import pem, x509

SUFFIXES = (".pem", ".crt", ".cer", ".der")
MAX_FILE_BYTES = 2**20  # bytes; a bundle of some hundred roots is smaller


@dataclass(frozen=True)
class Roots:
    """Trusted certificates as DER, and the names of files without a certificate."""

    certificates: tuple[bytes, ...] = ()
    unusable: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """A hash of the set of certificates."""
        return hashlib.sha256(b"".join(map(_digest, self.certificates))).hexdigest()[:16]


def load_roots(folder: Path) -> Roots:
    """The certificates of a folder, each once; none if there is no folder."""
    found: dict[bytes, None] = {}
    unusable = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    except OSError:
        return Roots()
    for path in paths:
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ValueError("too large")
            found |= dict.fromkeys(_certificates(path.read_bytes()))
        except (OSError, ValueError, TypeError):  # asn1crypto raises both for invalid DER
            unusable.append(path.name)
    return Roots(tuple(sorted(found, key=_digest)), tuple(unusable))


def _certificates(data: bytes) -> Iterator[bytes]:
    ders = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
    for der in ders:
        certificate = x509.Certificate.load(der, strict=True)
        certificate.subject.native  # noqa: B018 - parsed lazily: this reads it
        certificate.public_key.native  # noqa: B018
        yield certificate.dump()


def _digest(certificate: bytes) -> bytes:
    return hashlib.sha256(certificate).digest()
