"""What the report says of a file's signatures."""

from datetime import UTC, datetime

import pytest

from core.models.base import Wording
from core.models.report import Report, ReportFile
from core.models.signature import ChangeAfterSigning, Signature
from pipeline.reporting.html import render_html
from pipeline.reporting.names import ReportWords
from pipeline.reporting.pictures import NoPictures
from pipeline.reporting.signatures import active_line, signature_lines

ZH = ReportWords("zh")
SOUND = Signature(
    signer="样例税务局",
    issuer="样例根证书",
    time=datetime(2025, 6, 1, 2, 30, tzinfo=UTC),
    intact=True,
    trusted=True,
    whole=True,
)


def file(*signatures: Signature, active: tuple[str, ...] = ()) -> ReportFile:
    return ReportFile(
        name="完税.pdf", sha256="0", pages=1, status="read", signatures=signatures, active=active
    )


@pytest.mark.parametrize(
    ("told", "says", "look"),
    [
        ({}, "电子签名：样例税务局；证书颁发者 样例根证书；签名人自称时间 2025-06-01 10:30；"
             "签名有效，颁发者受信任；签名后未改动", False),
        ({"stamped": True, "trusted": None}, "时间戳 2025-06-01 10:30；签名完好；", False),
        ({"intact": False, "note": Wording(zh="校验不通过", en="broken")}, "；校验不通过", True),
        ({"whole": False,
          "changes": (ChangeAfterSigning(kind="content", revision=3, pages=(1, 2)),)},
         "其后改动了内容（第 1、2 页）", True),
        ({"whole": False, "changes": (ChangeAfterSigning(kind="signature", revision=3),)},
         "其后另有签名", False),
        ({"signer": "", "intact": None, "note": Wording(zh="不能验证", en="no")},
         "电子签名：未知；", False),
    ],
)  # fmt: skip
def test_a_signature_in_one_sentence(told: dict[str, object], says: str, look: bool) -> None:
    ((text, looked),) = signature_lines(file(SOUND.model_copy(update=told)), ZH)
    assert says in text
    assert looked == look


def test_what_would_act_is_named() -> None:
    assert active_line(file(), ZH) == ""
    said = active_line(file(active=("javascript", "launch")), ZH)
    assert said == "内含脚本（JavaScript）、启动程序的动作，未运行"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_are_escaped_and_numbers_masked(lang: str) -> None:
    nasty = SOUND.model_copy(
        update={"signer": "<script>alert(1)</script> 110101199003070011", "note": None}
    )
    every = ("attachment", "javascript", "launch", "media", "submit")
    report = Report(
        packet="包", service=None, submission_date=None, outcome="review",
        files=(file(nasty, active=every),),
    )  # fmt: skip
    html = render_html(report, NoPictures(), lang)  # type: ignore[arg-type]
    assert "<script>alert" not in html
    assert "110101199003070011" not in html
