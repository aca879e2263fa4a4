"""An electronic seal and its signatures (GB/T 38540-2020), in DER. No real key is used:
certificates and signature values have the right format, but prove nothing.
"""

import hashlib

BOOLEAN, INTEGER, BITS, OCTETS, OID, UTF8 = 0x01, 0x02, 0x03, 0x04, 0x06, 0x0C
IA5, UTC_TIME, TIME, SEQUENCE, SET = 0x16, 0x17, 0x18, 0x30, 0x31
SM2_WITH_SM3 = "1.2.156.10197.1.501"
NAME, KEY, CURVE = "2.5.4.3", "1.2.840.10045.2.1", "1.2.156.10197.1.301"
NO_VALUE = bytes(64)


def der(tag: int, *parts: bytes) -> bytes:
    """One element with its content."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    wide = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(wide)]) + wide + content


def number(value: int) -> bytes:
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = bytes([40 * first + second])
    for one in rest:
        low = [one & 0x7F]
        while one := one >> 7:
            low.append(0x80 | one & 0x7F)
        out += bytes(reversed(low))
    return der(OID, out)


def bits(data: bytes) -> bytes:
    return der(BITS, b"\0" + data)


def certificate(owner: str) -> bytes:
    """A structure in the format of a certificate for `owner`."""
    named = der(SEQUENCE, der(SET, der(SEQUENCE, oid(NAME), der(UTF8, owner.encode()))))
    method = der(SEQUENCE, oid(SM2_WITH_SM3))
    key = der(SEQUENCE, der(SEQUENCE, oid(KEY), oid(CURVE)), bits(b"\x04" + NO_VALUE))
    valid = der(SEQUENCE, der(UTC_TIME, b"240101000000Z"), der(UTC_TIME, b"340101000000Z"))
    facts = der(SEQUENCE, der(0xA0, number(2)), number(1), method, named, valid, named, key)
    return der(SEQUENCE, facts, method, bits(NO_VALUE))


def seal(name: str, picture: bytes, width: int, height: int, kind: str = "png") -> bytes:
    """An electronic seal with its picture, sizes in millimetres."""
    made = der(TIME, b"20240101000000Z")
    until = der(TIME, b"20340101000000Z")
    listed = der(SEQUENCE, der(OCTETS, certificate(name)))
    facts = der(
        SEQUENCE,
        der(SEQUENCE, der(IA5, b"ES"), number(4), der(IA5, b"SAMPLE")),
        der(IA5, b"00000000000001"),
        der(SEQUENCE, number(1), der(UTF8, name.encode()), number(1), listed, made, made, until),
        der(SEQUENCE, der(IA5, kind.encode()), der(OCTETS, picture), number(width), number(height)),
    )
    return der(SEQUENCE, facts, der(OCTETS, certificate("制章")), oid(SM2_WITH_SM3), bits(NO_VALUE))


def signed(made: bytes, owner: str, time: str, what: bytes) -> bytes:
    """The signature made with a seal over the bytes of Signature.xml; `time` as 20250101120000Z."""
    facts = der(
        SEQUENCE,
        number(4),
        made,
        der(TIME, time.encode()),
        bits(hashlib.new("sm3", what).digest()),
        der(IA5, b"/Doc_0/Signs/Sign_0/Signature.xml"),
    )
    return der(SEQUENCE, facts, der(OCTETS, certificate(owner)), oid(SM2_WITH_SM3), bits(NO_VALUE))


def signed_of_old(made: bytes, owner: str, time: str, what: bytes) -> bytes:
    """The same in the format of GM/T 0031-2014: the time as a bit string, the certificate inside
    the signed content.
    """
    facts = der(
        SEQUENCE,
        number(1),
        made,
        bits(time.encode()),
        bits(hashlib.new("sm3", what).digest()),
        der(IA5, b"/Doc_0/Signs/Sign_0/Signature.xml"),
        der(OCTETS, certificate(owner)),
        oid(SM2_WITH_SM3),
    )
    return der(SEQUENCE, facts, bits(NO_VALUE))
