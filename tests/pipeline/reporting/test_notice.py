"""supplement.docx: one complete list, only where something must be supplied."""

import io
from collections.abc import Callable

from docx import Document as open_document

from core.models.report import Report
from pipeline.reporting.notice import render_notice
from tests.pipeline.reporting.conftest import ID_NUMBER, MASKED, evidence, finding

Make = Callable[..., Report]


def text(content: bytes | None) -> str:
    assert content is not None
    return "\n".join(p.text for p in open_document(io.BytesIO(content)).paragraphs)


def test_it_lists_everything_document_by_document(make: Make) -> None:
    said = text(render_notice(make()))
    order = ["补正告知书", "2025年10月15日", "2 项须补正", "1. 缺少授权委托书", "2. 租期不足"]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert "依据：指南六（二） “原文”" in said


def test_nothing_to_supply_is_no_notice(make: Make) -> None:
    kept = tuple(f for f in make().findings if f.status != "fail")
    assert render_notice(make(findings=kept, outcome="review")) is None
    rejected = finding("UNIT-AGE-1Y", "fail", "reject")
    assert render_notice(make(findings=(rejected,), outcome="reject")) is None


def test_a_rejected_packet_is_told_what_to_supply_and_what_is_not_met(make: Make) -> None:
    rejected = finding("UNIT-AGE-1Y", "fail", "reject", message="注册未满一年")
    said = text(render_notice(make(findings=(*make().findings, rejected), outcome="reject")))
    assert said.index("租期不足") < said.index("1 项不符合办理条件") < said.index("注册未满一年")


def test_what_is_in_review_or_advice_is_not_demanded(make: Make) -> None:
    advice = finding("FORM-NOTE", "fail", "advisory", message="建议更新照片")
    said = text(render_notice(make(findings=(*make().findings, advice))))
    assert "姓名未能识读" not in said
    assert said.index("温馨提示") < said.index("建议更新照片")
    assert "2 项须补正" in said


def test_doubts_stand_under_their_own_heading(make: Make) -> None:
    """Not demanded and not counted, so that the applicant can look for himself."""
    doubts = [
        finding("CHANGE-60D", "review", "reject", message="离职日期未能辨认", documents=("D2",),
                evidence=(evidence(field="leave_date"),)),
        finding("CHANGE-LAPSE", "review", "reject", message="离职日期也未能辨认", documents=("D2",),
                evidence=(evidence(field="leave_date"),)),
        finding("FORM-X", "review", "advisory", message="照片未能辨认", documents=("D2",)),
    ]  # fmt: skip
    said = text(render_notice(make(findings=(*make().findings, *doubts))))
    assert "2 项须补正" in said and said.count("离职日期") == 1 and "照片未能辨认" not in said
    heading = said.index("以下各项未能看清，请自行核对")
    assert said.index("2. 租期不足") < heading < said.index("离职日期未能辨认")
    assert "：离职日期未能辨认" in said, "the paper is named"


def test_advice_on_what_is_told_as_a_lack_is_left_out(make: Make) -> None:
    lack = finding("CHANGE-60D", message="离职日期为空白").model_copy(
        update={"cause": "D2.leave_date"}
    )
    advice = finding("CHANGE-SEQUENCE", "fail", "advisory", message="日期须核对").model_copy(
        update={"cause": "D2.leave_date"}
    )
    said = text(render_notice(make(findings=(lack, advice))))
    assert "离职日期为空白" in said and "日期须核对" not in said


def test_identity_numbers_are_masked_and_odd_characters_left_out(make: Make) -> None:
    odd = finding("X", message=f"号码\x00\x0b {ID_NUMBER}\ud800<b>")
    said = text(render_notice(make(findings=(odd,))))
    assert f"号码 {MASKED}<b>" in said
    assert ID_NUMBER not in said


def test_a_day_that_is_not_known_is_not_made_up(make: Make) -> None:
    said = text(render_notice(make(day=None)))
    assert "None" not in said
    assert "提交的“证件新办”申请材料" in said
