"""A small authority of our own, and PDFs that it signs."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

NOW = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.der)

    @property
    def private(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )


@cache
def made(
    name: str,
    issuer: "Holder | None" = None,
    *,
    begins: datetime = datetime(2020, 1, 1, tzinfo=UTC),
    ends: datetime = datetime(2045, 1, 1, tzinfo=UTC),
    stamps: bool = False,
) -> Holder:
    """A certificate; of an authority where nobody issued it."""
    key: Key = ec.generate_private_key(ec.SECP256R1())
    if stamps:  # the library's own stamping service knows RSA alone
        key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if stamps:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(use, critical=True)
    signed = builder.sign(issuer.key if issuer else key, hashes.SHA256())
    return Holder(signed, key)


ROOT = made("样例根证书 CA")
TAX = made("国家税务总局样例市税务局", ROOT)
STAMPER = made("样例时间戳", ROOT, stamps=True)


def page(*lines: str, locked: int = 0) -> bytes:
    """A PDF of one page; locked against changes by a key of so many bits."""
    out = io.BytesIO()
    lock = StandardEncryption("", "owner", strength=locked) if locked else None
    canvas = Canvas(out, invariant=1, encrypt=lock)
    for number, line in enumerate(lines or ("Tax record", "Total 8500.00")):
        canvas.drawString(72, 760 - 24 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def signed(
    data: bytes | None = None,
    by: Holder = TAX,
    chain: tuple[Holder, ...] = (ROOT,),
    *,
    name: str = "Sig1",
    stamper: Holder | None = None,
    at: datetime = NOW,
    weak: bool = False,
) -> bytes:
    """The PDF with a signature of `by`, made at that time as it says itself."""
    store = SimpleCertificateStore()
    store.register_multiple([one.asn1 for one in chain])
    signer = _Dated(signing_cert=by.asn1, signing_key=by.private, cert_registry=store)
    signer.at = at
    stamps = None
    if stamper is not None:
        stamps = DummyTimeStamper(
            tsa_cert=stamper.asn1, tsa_key=stamper.private, fixed_dt=at, certs_to_embed=store
        )
    out = io.BytesIO()
    target = IncrementalPdfFileWriter(io.BytesIO(data or page()))
    if target.prev.encrypted:
        target.encrypt(b"")
    meta = signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha1" if weak else "sha256")
    signers.PdfSigner(meta, signer=signer, timestamper=stamps).sign_pdf(target, output=out)
    return out.getvalue()


def form() -> bytes:
    """A page with a field to fill in."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.acroForm.textfield(name="sum", value="", x=72, y=700, width=90, height=18)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def filled(target: IncrementalPdfFileWriter) -> None:
    """That field filled in."""
    field = target.root["/AcroForm"]["/Fields"][0]
    field["/V"] = generic.pdf_string("98500.00")
    target.update_container(field)


class _Dated(signers.SimpleSigner):
    """One whose clock says what it is told."""

    at = NOW

    async def async_sign(self, *args: Any, **how: Any) -> Any:
        told = how["signed_attr_settings"]
        how["signed_attr_settings"] = replace(told, signing_time=self.at)
        return await super().async_sign(*args, **how)


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The PDF with what a program adds to its end."""
    target = IncrementalPdfFileWriter(io.BytesIO(data))
    change(target)
    out = io.BytesIO()
    target.write(out)
    return out.getvalue()


def rewritten(target: IncrementalPdfFileWriter) -> None:
    """The first page with other contents."""
    first = target.root["/Pages"]["/Kids"][0]
    text = b"BT /F1 12 Tf 72 700 Td (Total 98500.00) Tj ET"
    first["/Contents"] = target.add_object(generic.StreamObject(stream_data=text))
    target.update_container(first)


def annotated(target: IncrementalPdfFileWriter) -> None:
    """The first page with a note stuck on it."""
    first = target.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (72, 700, 200, 720))),
            pdf_name("/Contents"): generic.pdf_string("looked at"),
        }
    )
    marks = first["/Annots"] if "/Annots" in first else generic.ArrayObject()
    first["/Annots"] = generic.ArrayObject([*list.__iter__(marks), target.add_object(note)])
    target.update_container(first)


def broken(data: bytes) -> bytes:
    """One figure of the page changed where it stands."""
    assert data.count(b"/Title") >= 1
    return data.replace(b"/Title", b"/Titlf", 1)
