"""What breaks the criteria on papers as such: look-alikes, codes, pages, legibility."""

from collections.abc import Iterator

from core.models.document import Leaf, PageRef, PlacedCode, PlacedOddity, Signed
from core.models.geometry import Box
from core.models.page import Oddity, OddityKind
from core.models.signature import ChangeAfterSigning as Later
from core.models.signature import Signature
from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import added, every, gone, says
from tests.validators.breaches.general import ADDRESS, ANNUAL, NEW, RENEWAL, RENTED, own
from tests.validators.packets.packet import Packet
from tests.validators.packets.services import Variant


def odd(key: str, kind: OddityKind, text: str) -> Change:
    """Something that the page hides or mixes where a value stands."""

    def change(p: Packet) -> None:
        document = next(d for d, name in zip(p.case().documents, p.papers, strict=True)
                        if name == key)  # fmt: skip
        place = next(f for f in document.fields.values() if f.value and f.box and f.page)
        assert place.box is not None and place.page is not None
        found = Oddity(kind=kind, text=text, box=place.box)
        p[key].more["oddities"] = (PlacedOddity(oddity=found, page=place.page),)

    return change


GENERAL = Variant("general_change")
ALTERED = Signed(
    file="合同.pdf",
    signature=Signature(
        signer="样例税务局", intact=True, trusted=True, whole=False,
        changes=(Later(kind="content", revision=3, pages=(1,)),),
    ),
)  # fmt: skip
DAMAGED = Signed(file="合同.pdf", signature=Signature(intact=False))
ANNEX = PageRef(file="扫描件.pdf", page=1)


def income_alike(kind: str) -> Change:
    return every(gone("screen"), lambda p: added("alike", kind, name=own(p)["name"])(p))


def alikes() -> Iterator[Breach]:
    """What is shown instead of the paper that is asked."""
    for kind in ("payslip", "employer_income_statement", "bank_statement", "iit_app_income_detail"):
        yield Breach("GEN-LOOKALIKE.income", income_alike(kind), on=NEW)
    yield Breach("GEN-LOOKALIKE.income", income_alike("payslip"), on=RENEWAL)
    yield Breach(
        "GEN-LOOKALIKE.studies",
        every(
            gone("diploma_report"),
            lambda p: added("alike", "student_status_report", name=own(p)["name"])(p),
        ),
        on=GENERAL,
    )
    for on in (NEW, ADDRESS):
        yield Breach(
            "GEN-LOOKALIKE.home",
            every(
                gone("residence_card"),
                lambda p: added("alike", "residence_registration_card", **own(p))(p),
            ),
            on=on,
        )
    for on in (NEW, ANNUAL):
        yield Breach("GEN-LOOKALIKE.card", every(
            gone("card"), lambda p: added("alike", "temporary_id_card", **own(p),
                                          valid_to=p.story.ahead(60))(p)), on=on)  # fmt: skip


def more(key: str, **told: object) -> Change:
    """Anything else of a paper."""
    return lambda p: p[key].more.update(told)


def coded(key: str, payload: str) -> Change:
    """A QR code on a paper, with this in it; {} stands for the number beside it."""
    name = {"licence": "credit_code"}.get(key, "verification_code")

    def code(p: Packet) -> None:
        said = payload.format(p[key].values[name])
        p[key].more["codes"] = (PlacedCode(payload=said, page=ANNEX, box=Box(0.1, 0.1, 0.2, 0.2)),)

    return code


def leaves(key: str, *numbers: int, of: int = 3) -> Change:
    """A paper of which these pages were scanned."""
    found = tuple(Leaf(page=ANNEX, number=number, total=of) for number in numbers)
    return more(key, leaves=found)


CHSI, GSXT = (
    "https://www.chsi.com.cn/xlcx/bg.do?vcode=",
    "http://www.gsxt.gov.cn/index.html?uniscid=",
)
SHEETS = (
    Breach("GEN-QR-MATCH.printed", coded("diploma_report", f"{CHSI}A9B8C7D6E5F4G3H2"), on=NEW,
           first=coded("diploma_report", CHSI + "{}")),
    Breach("GEN-QR-MATCH.printed", coded("licence", f"{GSXT}91350100M000100Y43"), on=ADDRESS,
           first=coded("licence", GSXT + "{}")),
    Breach("GEN-QR-MATCH.domain", coded("diploma_report", "https://chsi.example.com/?vcode={}"),
           on=NEW, says="review", first=coded("diploma_report", CHSI + "{}")),
    Breach("GEN-PAGES.records", leaves("insurance", 1, 3), on=ANNUAL,
           first=leaves("insurance", 1, 2, 3)),
    Breach("GEN-PAGES.contract", every(
        leaves("lease", 1, 2), says("lease", lessor_signature="?", lessee_signature="?"),
        lambda p: p["lease"].lose("lessor_signature", "lessee_signature")), on=RENTED,
           first=leaves("lease", 1, 2, 3)),
    Breach("GEN-PAGES.middle", leaves("contract", 1, 3), on=RENEWAL, severity="advisory",
           first=leaves("contract", 1, 2, 3)),
    Breach("GEN-TAMPER.layer", more("contract", layer="differs"), on=RENEWAL, says="review"),
    Breach("GEN-TAMPER.layer", more("lease", layer="differs"), on=RENTED, says="review"),
    Breach("GEN-TAMPER.signed", more("contract", signed=(ALTERED,)), on=RENEWAL, says="review"),
    Breach("GEN-TAMPER.signed", more("lease", signed=(DAMAGED,)), on=RENTED, says="review"),
    Breach("GEN-TAMPER.hidden", odd("contract", "hidden", "98500.00"), on=RENEWAL,
           says="review"),
    Breach("GEN-TAMPER.type", odd("lease", "fonts", "18500.00"), on=RENTED, says="review"),
    Breach("GEN-LEGIBLE.files", lambda p: setattr(p, "unread", ("扫描件.pdf",)), on=ADDRESS,
           says="review"),
    Breach("GEN-LEGIBLE.parts", more("contract", troubles=("第2页反光",)), on=RENEWAL,
           says="review", severity="advisory"),
)  # fmt: skip

BREACHES: tuple[Breach, ...] = (*alikes(), *SHEETS)
