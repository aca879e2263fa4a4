"""The content of an electronic seal and of its signature (GB/T 38540-2020, GM/T 0031-2014).

Parts are found by their shape, because the two standards and makers' variants put the same parts in
different places: a seal has the header `ES`, followed by a number, properties and a picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import parser, x509

MAX_DEPTH, MAX_PARTS = 16, 4000
SEQUENCE, INTEGER, BITS, OCTETS, UTF8, IA5 = 16, 2, 3, 4, 12, 22
UTC_TIME, TIME = 23, 24


@dataclass(frozen=True)
class SealPicture:
    """The picture of a seal: its format as the maker names it, and its size in millimetres."""

    kind: str
    data: bytes


@dataclass(frozen=True)
class DerPart:
    """A part of a DER structure."""

    tag: int
    content: bytes
    whole: bytes
    parts: tuple["DerPart", ...] = ()

    def walk(self) -> Iterator["DerPart"]:
        """The part and all its descendants, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class SignedContent:
    """What a signature's value states."""

    picture: SealPicture | None
    seal: str | None
    signer: str | None
    day: str | None
    digest: bytes | None
    """The digest of Signature.xml; None if none was found."""


def parse(data: bytes) -> DerPart | None:
    """The structure; None if it is invalid, or deeper or larger than any seal's."""
    try:
        return _parsed(data, [MAX_PARTS], 0)
    except (ValueError, TypeError, IndexError):
        return None


def read_signed(data: bytes) -> SignedContent:
    """The facts found in a seal or in a signature made with one; empty for anything else."""
    whole = parse(data)
    if whole is None:
        return SignedContent(None, None, None, None, None)
    facts = next((part for part in whole.walk() if _tells_of_a_seal(part)), None)
    picture = _picture(facts) if facts else None
    name = _seal_name(facts) if facts else None
    seal = next((p for p in whole.walk() if p.parts and p.parts[0] is facts), facts)
    sign = next((p for p in whole.walk() if seal is not None and _holds(p, seal)), None)
    signer = _signer(whole)
    if sign is None:
        return SignedContent(picture, name, signer, None, None)
    return SignedContent(picture, name, signer, _day(sign), _digest(sign))


def _parsed(data: bytes, left: list[int], depth: int) -> DerPart:
    left[0] -= 1
    if left[0] < 0 or depth > MAX_DEPTH:
        raise ValueError("too much")
    _, method, tag, head, content, tail = parser.parse(data, strict=False)
    whole = head + content + tail
    if not method:
        return DerPart(tag, content, whole)
    parts, at = [], 0
    while at < len(content):
        parts.append(_parsed(content[at:], left, depth + 1))
        at += len(parts[-1].whole)
    return DerPart(tag, content, whole, tuple(parts))


def _tags(part: DerPart) -> list[int]:
    return [one.tag for one in part.parts]


def _tells_of_a_seal(part: DerPart) -> bool:
    """Whether a part is the body of a seal: header, number, properties, picture."""
    if len(part.parts) < 4 or part.tag != SEQUENCE:
        return False
    header, number, properties, picture = part.parts[:4]
    return (
        bool(header.parts)
        and header.parts[0].content[:2] == b"ES"
        and number.tag == IA5
        and bool(properties.parts)
        and OCTETS in _tags(picture)
    )


def _picture(facts: DerPart) -> SealPicture | None:
    parts = facts.parts[3].parts
    data = next((p.content for p in parts if p.tag == OCTETS), b"")
    kind = next((p.content for p in parts if p.tag in (IA5, UTF8)), b"")
    return SealPicture(kind.decode("ascii", "replace").lower(), data) if data else None


def _seal_name(facts: DerPart) -> str | None:
    words = [p.content for p in facts.parts[2].parts if p.tag == UTF8]
    return words[0].decode("utf-8", "replace") if words else None


def _holds(part: DerPart, seal: DerPart) -> bool:
    """Whether a part is the signed content: version, seal, time, digest and the rest."""
    return any(one is seal for one in part.parts[1:]) and BITS in _tags(part)


def _digest(sign: DerPart) -> bytes | None:
    """Its last bit string of a digest's length; the first may be its time."""
    bits = [p.content[1:] for p in sign.parts if p.tag == BITS]
    fit = [one for one in bits if len(one) in (20, 32, 48, 64)]
    return fit[-1] if fit else None


def _day(sign: DerPart) -> str | None:
    found = next((p.content for p in sign.parts if p.tag in (TIME, UTC_TIME)), None)
    if found is None:
        return None
    text = found.decode("ascii", "replace").rstrip("Z")
    for form in ("%Y%m%d%H%M%S", "%y%m%d%H%M%S", "%Y%m%d%H%M%S.%f"):
        try:
            return datetime.strptime(text, form).isoformat(" ")
        except ValueError:
            continue
    return None


def _signer(whole: DerPart) -> str | None:
    """The owner of the last certificate: before it come those of the seal's maker and its users.

    Signatures without a seal have theirs not in octets but in a set.
    """
    known = [_named(part.content) for part in whole.walk() if part.tag == OCTETS]
    known = [name for name in known if name] or [
        _named(one.whole) for part in whole.walk() if part.tag == 0 for one in part.parts
    ]
    return next((name for name in reversed(known) if name), None)


def _named(data: bytes) -> str | None:
    """The owner of a certificate, if the bytes are one."""
    if not data.startswith(b"\x30"):
        return None
    try:
        named = x509.Certificate.load(data).subject.native
    except (ValueError, TypeError, KeyError):
        return None
    found = named.get("common_name") or named.get("organization_name")
    return str(found[0] if isinstance(found, list) else found) if found else None
