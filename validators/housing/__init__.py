"""Rules on the home, guide 六（二）常规8: the five proofs."""
