"""A small made-up packet: a card turned on its side, a lease, a table; tiny pictures."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image, ImageDraw

from core.models.document import Annotation, Document, Field, PageRef, PlacedSeal, Reading
from core.models.finding import Clause, Evidence, Finding, Outcome, Severity, Status
from core.models.geometry import Box
from core.models.page import FileReading, Page, Seal
from core.models.report import Report
from pipeline.judging import named
from pipeline.reporting import build_report
from validators.judging.edition import open_edition

ID_NUMBER = "11010519491231002X"  # the example of GB 11643
MASKED = "110***********002X"
CARD = PageRef(file="a.jpg", page=1, rotation=90)
LEASE = PageRef(file="b.pdf", page=2)
RED, BLUE = (200, 30, 30), (20, 40, 200)


def field(name: str, value: str | None, box: Box | None, page: PageRef, **more: object) -> Field:
    given = {"kind": "text", "raw": value or "", "confidence": 0.98, **more}
    return Field.model_validate({"name": name, "value": value, "page": page, "box": box, **given})


def finding(
    rule: str,
    status: Status = "fail",
    severity: Severity = "supplement",
    message: str = "请补正。",
    **more: object,
) -> Finding:
    given = {"message_en": f"{rule} in English", "guide": Clause(section="六（二）", quote="原文")}
    return Finding.model_validate(
        {"rule": rule, "status": status, "severity": severity, "message": message} | given | more
    )


def card() -> Document:
    number = field(
        "id_number",
        ID_NUMBER,
        Box(0.5, 0.8, 0.9, 0.9),
        CARD,
        kind="id_number",
        readings=(
            Reading(source="page", value=ID_NUMBER, confidence=0.9),
            Reading(source="again", value="110105194912310O2X", confidence=0.5),
        ),
    )
    return Document(
        id="D1",
        type="id_card",
        confidence=0.99,
        pages=(CARD,),
        fields={"name": field("name", "张三", Box(0.1, 0.2, 0.3, 0.25), CARD), "id_number": number},
        role="applicant",
    )


def lease() -> Document:
    seal = Seal(
        kind="official",
        text="北京某某有限公司",
        ring="北京某某有限公司",
        centre="",
        shape="round",
        colour="red",
        confidence=0.93,
        box=Box(0.6, 0.7, 0.8, 0.85),
    )
    cell = field("income", "100.00", Box(0.2, 0.5, 0.3, 0.52), LEASE, kind="amount")
    return Document(
        id="D2",
        type="lease_contract",
        confidence=0.9,
        pages=(LEASE,),
        fields={
            "lease_end": field(
                "lease_end", "2026-04-14", Box(0.1, 0.3, 0.4, 0.36), LEASE, raw="2026年4月14日"
            ),
            "rent": field("rent", None, Box(0.1, 0.4, 0.2, 0.42), LEASE, presence="absent"),
        },
        rows=({"income": cell},),
        seals=(PlacedSeal(seal=seal, page=LEASE),),
        annotations=(
            Annotation(
                text="张三工资由某某公司发放",
                confidence=0.9,
                page=LEASE,
                box=Box(0.1, 0.6, 0.5, 0.64),
            ),
        ),
    )


def evidence(document: str = "D2", field: str | None = "lease_end", **more: object) -> Evidence:
    given = {"file": "b.pdf", "page": 2, "box": Box(0.1, 0.3, 0.4, 0.36), "text": "2026-04-14"}
    return Evidence.model_validate({"document": document, "field": field} | given | more)


FINDINGS = (
    finding("RES-LEASE-6M", message="租期不足", documents=("D2",), evidence=(evidence(),)),
    finding("COMPLETE-NEW", message="缺少授权委托书"),
    finding("GEN-NAME-EQUAL", "review", message="姓名未能识读", evidence=(evidence(),)),
    finding("UNIT-QUOTA", "not_checked", "reject", message="办理指标须核对"),
    finding("FORM-PHOTO", "pass", "advisory", message="照片符合", evidence=(evidence(),)),
    finding("CHILD-BIRTH", "not_applicable", message="无子女随往"),
)


@pytest.fixture
def make() -> Callable[..., Report]:
    """Builds the packet's report; any part of it may be given."""

    def build(
        documents: tuple[Document, ...] | None = None,
        findings: tuple[Finding, ...] = FINDINGS,
        outcome: Outcome = "supplement",
        packet: str = "一号",
        assumptions: tuple[str, ...] = (),
        day: date | None = date(2025, 10, 15),
    ) -> Report:
        blurred = Page(file="b.pdf", number=1, width=1, height=1, trouble="图像模糊")
        files = (
            FileReading(name="a.jpg", sha256="00", status="read", page_count=1),
            FileReading(name="b.pdf", sha256="01", status="read", page_count=2, pages=(blurred,)),
            FileReading(name="c.pdf", sha256="02", status="failed", error="文件已损坏"),
        )
        report = build_report(
            packet,
            "new_permit",
            day,
            files,
            (card(), lease()) if documents is None else documents,
            findings,
            outcome,
            assumptions,
            "dc-2019-09",
            "fake 1.0",
        )
        return named(report, open_edition())

    return build


class Drawn:
    """Pages as stored: the lease white with its end date red, the card with its name blue."""

    def page(self, file: str, page: int) -> bytes | None:
        if (file, page) == ("b.pdf", 2):
            return _png((200, 300), (20, 90, 80, 108), RED)
        if (file, page) == ("a.jpg", 1):
            # upright (0.1, 0.2, 0.3, 0.25) of a page that is turned clockwise to be upright
            return _png((300, 200), (60, 140, 75, 180), BLUE)
        return None


def _png(size: tuple[int, int], box: tuple[int, int, int, int], ink: tuple[int, int, int]) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle(box, fill=ink)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def pictures() -> Drawn:
    return Drawn()
