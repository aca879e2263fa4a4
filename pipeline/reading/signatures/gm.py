"""Signatures by the Chinese standards (SM2, SM3): no library here verifies them; they are named."""

GM = bytes.fromhex("2a811ccf55")  # 1.2.156.10197 and everything below it
NAMES = ("GM.", "GM/", "GBT", "SESV", "SM2")


def is_gm(data: bytes, kind: str = "") -> bool:
    """Whether a signature uses SM2: by its identifiers, or by its type in the file."""
    return GM in data or any(name in kind.upper() for name in NAMES)
