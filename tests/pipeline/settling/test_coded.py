"""A printed code is what its QR code says, but for nothing else than glyphs that print alike."""

import pytest

from core.models.document import Document, Field, PageRef, PlacedCode
from core.models.geometry import Box
from pipeline.settling.coded import by_codes

PAGE = PageRef(file="a.pdf", page=1)
SITE = "https://www.chsi.com.cn/xlcx/bg.do?vcode="


def told(printed: str, *payloads: str, placed: float = 1.0) -> Field:
    field = Field(
        name="verification_code", kind="text", value=printed, raw=printed, confidence=0.6,
        page=PAGE, placed=placed, trouble="两次读取不一致",
    )  # fmt: skip
    document = Document(
        id="D1", type="chsi_registration_form", confidence=0.99, pages=(PAGE,),
        fields={"verification_code": field},
        codes=tuple(PlacedCode(payload=p, page=PAGE, box=Box(0, 0, 0.1, 0.1)) for p in payloads),
    )  # fmt: skip
    return by_codes([document])[0].fields["verification_code"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("AOG504XH33COURAD", "A0G504XH33C0URAD"),
        ("A0G5 04XH 33C0 URAD", "A0G5 04XH 33C0 URAD"),
        ("AOG5 04XH 33CO URAD", "A0G504XH33C0URAD"),
    ],
)
def test_a_code_that_its_qr_code_holds(printed: str, value: str) -> None:
    found = told(printed, f"{SITE}A0G504XH33C0URAD")
    assert (found.value, found.confidence, found.trouble) == (value, 0.999, None)
    assert found.readings[-1].source == "code"


def test_its_place_may_still_be_in_doubt() -> None:
    assert told("AOG504XH33COURAD", f"{SITE}A0G504XH33C0URAD", placed=0.8).confidence == 0.7992


@pytest.mark.parametrize(
    ("printed", "payloads"),
    [
        ("A0G504XH33C0URA8", [f"{SITE}A0G504XH33C0URAD"]),  # 8 is no D
        ("A0G504XH33C0URAD", []),
        ("A0G504XH", [f"{SITE}A0G504XH33C0URAD"]),  # too short to be told
        # two codes that print alike
        ("AOG504XH33COURAD", [f"{SITE}A0G504XH33C0URAD", f"{SITE}AOG504XH33C0URAD"]),
    ],
)
def test_what_is_left_to_the_rules(printed: str, payloads: list[str]) -> None:
    found = told(printed, *payloads)
    assert (found.value, found.confidence, found.readings) == (printed, 0.6, ())
