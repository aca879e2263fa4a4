"""What is earned and paid in: the withholding client's screens, tax papers, insurance."""

from collections.abc import Sequence
from decimal import Decimal

from generator.documents.pay import paid_note
from tests.validators.packets.paper import Paper, paper
from tests.validators.packets.story import Story
from validators.policy import load_policy

CLIENT = "2019-01"
"""The first month that the withholding client shows."""


def noted(s: Story, made: Paper) -> Paper:
    """The paper with the handler's signed note of who pays."""
    note = paid_note(s.life.who.name, s.life.unit.name, s.life.agent)
    made.notes = [(note.text, s.life.agent.name)]
    return made


def screen(s: Story, months: Sequence[str]) -> Paper:
    who = s.life.who
    made = paper(
        "its_withholding_screenshot", [(s.life.unit.name, "finance")], employer=s.life.unit.name,
        query_start=months[0], query_end=months[-1], name=who.name, nationality="中国",
        id_number=who.number,
    )  # fmt: skip
    made.rows = [
        {"period": month, "income_item": "正常工资薪金", "income": f"{s.income}.00",
         "exempt_income": "0.00"}
        for month in months
    ]  # fmt: skip
    return noted(s, made)


def tax_record(s: Story, months: Sequence[str], tax: str = "20000.00") -> Paper:
    who = s.life.who
    made = paper(
        "iit_tax_record",
        [("国家税务总局北京市税务局业务专用章", "agency"), (s.life.unit.name, "finance")],
        name=who.name, id_number=who.number, verification_code="K2B3C4D5E6F7G8H9",
        period_start=f"{months[0]}-01", period_end=f"{months[-1]}-28",
    )  # fmt: skip
    made.rows = [
        {"period": month, "income_item": "工资、薪金所得", "tax_paid": tax} for month in months
    ]
    return noted(s, made)


def tax_list(s: Story, months: Sequence[str]) -> Paper:
    """The list of the time before the withholding client, which shows income too."""
    who = s.life.who
    made = paper(
        "iit_tax_list", [("国家税务总局北京市税务局", "agency"), (s.life.unit.name, "finance")],
        name=who.name, id_type="居民身份证", id_number=who.number, print_date=s.ago(8),
        tax_authority="国家税务总局北京市税务局", check_code="2019110101030321",
    )  # fmt: skip
    made.rows = [
        {"period": month, "income_item": "工资、薪金所得", "income": f"{s.income}.00",
         "tax_paid": "3000.00"}
        for month in months
    ]  # fmt: skip
    return noted(s, made)


def pay(s: Story, months: Sequence[str]) -> dict[str, Paper]:
    """The papers that prove these months: the client's screen, before its time the tax list."""
    old = [month for month in months if month < CLIENT]
    new = [month for month in months if month >= CLIENT]
    return {"screen": screen(s, new)} | ({"tax_list": tax_list(s, old)} if old else {})


def base(s: Story) -> Decimal:
    """The monthly base of insurance: the income, up to the limit."""
    cap = load_policy().parameter("insurance_base_cap", s.day).value
    assert isinstance(cap, Decimal)
    return min(s.income, cap)


def insurance(s: Story, first: int = 30) -> Paper:
    """Contributions of the unit for so many months up to the last."""
    who, months = s.life.who, s.months(first, 1)
    made = paper(
        "social_insurance_record", [("北京市东城区社会保险基金管理中心", "agency")], name=who.name,
        id_number=who.number, query_date=s.ago(5), total_months=len(months),
    )  # fmt: skip
    span = {
        "segments.employer": s.life.unit.name, "segments.start": months[0],
        "segments.end": months[-1], "segments.months": str(len(months)),
    }  # fmt: skip
    made.rows = [span] + [
        {"period": month, "pension_months": "1", "pension_base": f"{base(s):.2f}"}
        for month in months
    ]
    return made
