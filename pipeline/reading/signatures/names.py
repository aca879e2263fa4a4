"""Whom a certificate names, fit to be shown."""

from asn1crypto import x509

from pipeline.reading.intake.names import shown

LONGEST = 120  # characters; what is longer is no name


def signer_of(certificate: x509.Certificate) -> str:
    """The holder of a certificate; empty where it names nobody."""
    return _name(certificate.subject)


def issuer_of(certificate: x509.Certificate) -> str:
    """Who issued a certificate."""
    return _name(certificate.issuer)


def _name(name: x509.Name) -> str:
    try:
        parts = name.native
        found = next(
            (parts[key] for key in ("common_name", "organization_name") if parts.get(key)), ""
        )
    except (ValueError, TypeError):  # an encoding nobody knows
        return ""
    text = found if isinstance(found, str) else "、".join(map(str, found))
    return shown(text)[:LONGEST]
