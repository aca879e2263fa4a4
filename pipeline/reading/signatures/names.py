"""Names in a certificate, safe to show."""

from asn1crypto import x509

from pipeline.reading.intake.names import shown

MAX_NAME_CHARACTERS = 120  # characters; anything longer is not a name


def signer_of(certificate: x509.Certificate) -> str:
    """The holder of a certificate; empty if it has no name."""
    return _name(certificate.subject)


def issuer_of(certificate: x509.Certificate) -> str:
    """The issuer of a certificate."""
    return _name(certificate.issuer)


def _name(name: x509.Name) -> str:
    try:
        parts = name.native
        found = next(
            (parts[key] for key in ("common_name", "organization_name") if parts.get(key)), ""
        )
    except (ValueError, TypeError):  # an unknown encoding
        return ""
    text = found if isinstance(found, str) else "、".join(map(str, found))
    return shown(text)[:MAX_NAME_CHARACTERS]
