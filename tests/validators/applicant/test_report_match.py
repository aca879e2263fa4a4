"""Reports against certificates: what one number ties together need but print the same."""

import pytest

from core.models.document import Document, PlacedLine
from core.models.geometry import Box
from tests.validators.kit import case, field, paper
from tests.validators.kit import status as status_of

CERTIFICATE, OTHER = "1039442019003115", "1039442019003116"


def report(number: str | None, *lines: str) -> Document:
    """A report whose major was read at a wrong place, with these lines on its page."""
    found = paper("degree_verification_report", name="张三", certificate_number=number or "?")
    box = Box(0.1, 0.3, 0.6, 0.33)
    printed = tuple(PlacedLine(text=text, page=0, box=box) for text in lines)
    fields = {**found.fields, "major": field("major", "博士学位", 0.5)}
    return found.model_copy(update={"fields": fields, "lines": printed})


@pytest.mark.parametrize(
    ("number", "lines", "status"),
    [
        (CERTIFICATE, ("获得博士学位，专业为英语，证书",), "pass"),
        (None, ("获得博士学位，专业为英语，证书", f"编号{CERTIFICATE}"), "pass"),
        (None, ("获得博士学位，专业为英语，证书",), "review"),  # nothing ties the two
        (CERTIFICATE, ("外国语言文学类英语语言",), "review"),  # a word of another
        (OTHER, ("获得博士学位，专业为英语，证书",), "fail"),  # another certificate's report
    ],
)
def test_a_short_major_stands_by_itself(
    number: str | None, lines: tuple[str, ...], status: str
) -> None:
    degree = paper("degree_certificate", name="张三", certificate_number=CERTIFICATE, major="英语")
    found = case("new_permit", degree, report(number, *lines))
    assert status_of(found, "EDU-REPORT-MATCH") == status
