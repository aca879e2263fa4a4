"""Signatures by the Chinese standards (SM2, SM3): no library here verifies them; they are named."""

GM = bytes.fromhex("2a811ccf55")  # 1.2.156.10197, whatever follows
NAMES = ("GM.", "GM/", "GBT", "SESV", "SM2")


def is_gm(data: bytes, kind: str = "") -> bool:
    """Whether a signature is one of SM2: by the identifiers in it, or by what the file calls it."""
    return GM in data or any(name in kind.upper() for name in NAMES)
