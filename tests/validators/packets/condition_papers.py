"""What the conditions of guide 二（二） ask beside the usual papers."""

from collections.abc import Callable
from decimal import Decimal

from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Mark, paper
from tests.validators.packets.pay_papers import pay, tax_record
from tests.validators.packets.unit_papers import own_seal

CITY = "北京市人力资源和社会保障局"
PATENT = "ZL201710123456.0"


def _second(packet: Packet) -> None:
    who = packet.story.life.who
    packet.add(
        title_card=paper(
            "professional_title_certificate", [(CITY, "agency")], name=who.name,
            id_number=who.number, title="工程师", level="中级", obtained_date="2018-12-01",
            certificate_number="ZGB0321", issuer="北京市工程技术系列（样例）中级评审委员会",
        ),
        title_form=paper(
            "title_review_form", [(CITY, "agency")], name=who.name,
            unit_name=packet.story.life.unit.name, title="工程师", level="中级",
            review_date="2018-11-01",
        ),
    )  # fmt: skip


def _third(packet: Packet) -> None:
    s = packet.story
    won = {
        "award": "北京市科学技术奖",
        "winner": f"{s.life.who.name}；李样例",
        "issue_date": s.ago(1200),
    }
    packet.add(
        award=paper("award_certificate", [("北京市人民政府", "agency")], grade="二等奖",
                    issuer="北京市人民政府", **won),
        award_proof=paper("award_supporting_evidence", **won),
    )  # fmt: skip


def _sixth(packet: Packet) -> None:
    s, unit = packet.story, packet.story.life.unit
    packet.add(
        patent=paper(
            "patent_certificate", [("国家知识产权局", "agency")], patent_type="发明专利",
            title="一种样例方法", inventors=f"{s.life.who.name}；李样例", patent_number=PATENT,
            patentee=unit.name, grant_date="2020-03-01",
        ),
        conversion=paper("ip_conversion_report", [own_seal(s)], unit_name=unit.name,
                         ip_numbers=PATENT, applicant=s.life.who.name, issue_date=s.ago(30)),
        conversion_proof=paper("conversion_evidence", [own_seal(s)], unit_name=unit.name,
                               subject="销售合同", amount="5000000.00", issue_date=s.ago(60)),
    )  # fmt: skip


def _seventh(packet: Packet) -> None:
    s, unit = packet.story, packet.story.life.unit
    fund, paid = "北京样例投资中心（有限合伙）", s.ago(270)
    agreed = paper("capital_increase_agreement", [own_seal(s)], company=unit.name, investor=fund,
                   investment_amount="12000000.00", sign_date=s.ago(300))  # fmt: skip
    shares = ((s.life.owner.name, "58.00"), (s.life.who.name, "12.00"), (fund, "30.00"))
    agreed.rows = [{"shareholder": name, "share": share} for name, share in shares]
    packet.add(
        agreement=agreed,
        verification=paper(
            "capital_verification_report", [("北京样例会计师事务所", "firm")], company=unit.name,
            report_date=paid, paid_in_total="12000000.00",
        ),
        receipt=paper("bank_receipt", [(s.life.bank.name, "bank")], payer=fund, payee=unit.name,
                      amount="12000000.00", transaction_date=paid),
    )  # fmt: skip


BOARD: Mark = ("北京市科学技术委员会", "agency")
PAID: dict[int, Decimal] = {4: Decimal(60_000), 5: Decimal(120_000)}
"""What is earned a month where a condition asks for four or eight times the average wage."""


def recent(packet: Packet) -> list[str]:
    """The months of the three calendar years before that of filing, and of this one."""
    return packet.story.months(35 + packet.day.month, 1)


def _by_year(packet: Packet) -> None:
    """Wages of all these months, and the record's averages year by year."""
    s, months = packet.story, recent(packet)
    packet.add(**pay(s, months))
    told = [{"year": year, "monthly_income": f"{s.income}.00"}
            for year in sorted({month[:4] for month in months})]  # fmt: skip
    packet.record.setdefault("extra", {})["monthly_income"] = told


def _fourth(packet: Packet) -> None:
    _by_year(packet)
    s = packet.story
    packet.add(
        high_tech=paper(
            "high_tech_certificate", [BOARD], name=s.life.unit.name, issue_date=s.ago(400),
            certificate_number="GR202311000321", validity="三年", authority=BOARD[0],
        )
    )  # fmt: skip


def _fifth(packet: Packet) -> None:
    _by_year(packet)
    unit = packet.story.life.unit
    office = "北京市财政局"
    packet.add(
        practice=paper(
            "industry_license", [(office, "agency")], license_number="11010321", name=unit.name,
            principal=unit.legal_rep, address=packet["licence"].values["address"],
            scope="审计、验资", authority=office, issue_date=unit.established, valid_to="长期",
        )
    )  # fmt: skip


def _eighth(packet: Packet) -> None:
    """Who works on his own has no contract and no wages, but pays tax and has done much."""
    s = packet.story
    packet.drop("contract", "screen")
    packet.record["applicant"].pop("monthly_income")
    packet["form"].lose("monthly_income")
    packet.add(
        tax=tax_record(s, recent(packet)),
        contribution=paper(
            "outstanding_contribution_evidence", [("北京市科学技术协会", "agency")],
            subject=f"{s.life.who.name}同志突出贡献证明", issue_date=s.ago(200),
        ),
    )  # fmt: skip


CONDITIONS: dict[int, Callable[[Packet], None]] = {
    1: lambda packet: None,
    2: _second,
    3: _third,
    4: _fourth,
    5: _fifth,
    6: _sixth,
    7: _seventh,
    8: _eighth,
}
"""What each condition brings."""
