"""Verifies one signature of a PDF against the roots that an office trusts."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from asn1crypto import x509
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from core.models.base import Wording
from core.models.signature import Signature
from pipeline.reading.signatures import notes
from pipeline.reading.signatures.names import issuer_of, signer_of

ANY_USE = KeyUsageConstraints(key_usage=frozenset())  # certificates of seals state few uses or none
LENIENT = DisallowWeakAlgorithmsPolicy(frozenset(), frozenset(), 0, 0)
"""A weak signature is verified too, so that a broken one is reported; it is not trusted."""
STRONG = frozenset({"sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
WEAK_ONES = frozenset({"md5", "sha1"})
KEYS = frozenset({"rsa", "rsassa_pss", "ec", "dsa", "ed25519", "ed448"})
MIN_RSA_BITS = 2048  # bits


def checked(embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> Signature:
    """The facts about a signature, except later changes. Raises for a damaged one."""
    certificate = embedded.signer_cert
    known = Signature(signer=signer_of(certificate), issuer=issuer_of(certificate))
    if (
        embedded.md_algorithm not in STRONG | WEAK_ONES
        or certificate.public_key.algorithm not in KEYS
    ):
        return known.model_copy(update={"note": notes.OTHER})
    time, stamped, status = _at_its_time(embedded, roots)
    intact, weak = bool(status.intact and status.valid), _is_weak(embedded, status)
    trusted = bool(status.trusted) and not weak
    return known.model_copy(
        update={
            "time": time,
            "stamped": stamped,
            "intact": intact,
            "trusted": trusted if intact and roots else None,
            "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            "note": _note(certificate, time, intact=intact, trusted=trusted, weak=weak)
            if roots or not intact
            else notes.NO_ROOTS,
        }
    )


def _at_its_time(
    embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]
) -> tuple[datetime | None, bool, PdfSignatureStatus]:
    """Signing time, whether a trusted timestamp confirms it, and the status at that time.

    A signature without a time is judged on the last day of its certificate.
    """
    stamp = _stamp(embedded)
    if stamp is not None:
        status = _status(embedded, roots, stamp)
        if status.timestamp_validity is not None and status.timestamp_validity.trusted:
            return stamp, True, status
    claimed = _aware(embedded.self_reported_timestamp)
    last = _aware(embedded.signer_cert.not_valid_after) or datetime.now(UTC)
    return claimed, False, _status(embedded, roots, claimed or last - timedelta(seconds=1))


def _stamp(embedded: EmbeddedPdfSignature) -> datetime | None:
    for token in extract_tst_data_iter(embedded.signer_info, signed=False):
        return _aware(token["encap_content_info"]["content"].parsed["gen_time"].native)
    return None


def _aware(time: datetime | None) -> datetime | None:
    return time if time is None or time.tzinfo is not None else time.replace(tzinfo=UTC)


def _status(
    embedded: EmbeddedPdfSignature, roots: Iterable[x509.Certificate], moment: datetime
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(roots),
        moment=moment,
        allow_fetching=False,
        algorithm_usage_policy=LENIENT,
    )
    return validate_pdf_signature(embedded, context, key_usage_settings=ANY_USE, skip_diff=True)


def _is_weak(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """Whether the signature, or one in its certificate chain, could be forged today."""
    chain = [embedded.signer_cert, *(list(status.validation_path or ())[1:])]
    keys = [one.public_key for one in chain]
    short = any(k.algorithm.startswith("rsa") and k.bit_size < MIN_RSA_BITS for k in keys)
    return (
        short or embedded.md_algorithm in WEAK_ONES or any(_hash(one) in WEAK_ONES for one in chain)
    )


def _hash(certificate: x509.Certificate) -> str:
    try:
        return str(certificate.hash_algo)
    except ValueError:  # EdDSA includes its own hash
        return ""


def _note(
    certificate: x509.Certificate,
    time: datetime | None,
    *,
    intact: bool,
    trusted: bool,
    weak: bool,
) -> Wording | None:
    if not intact:
        return notes.BROKEN
    if trusted:
        return None
    if weak:
        return notes.WEAK
    if time and not certificate.not_valid_before <= time <= certificate.not_valid_after:
        return notes.NOT_IN_FORCE
    return notes.UNKNOWN_ROOT
