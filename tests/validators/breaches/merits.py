"""What breaks the criteria of conditions 6 and 7 (criteria/evidence.toml)."""

from tests.validators.breaches.breach import Breach, Change
from tests.validators.breaches.changes import OWN, before, every, gone, says, seals
from tests.validators.packets.packet import Packet
from tests.validators.packets.paper import Mark, Paper, paper
from tests.validators.packets.services import Variant
from tests.validators.packets.unit_papers import OFFICE, notice, own_seal

STRANGER, COMPANY = "何样兰", "北京另例商贸有限公司"
SIXTH = Variant("new_permit", 6, "residence_permit")
SEVENTH = Variant("new_permit", 7, "residence_permit")
REGISTRY: Mark = (OFFICE, "agency")
THREE = ("2018SR000321", "2019SR000322", "2020SR000323")
MODELS = ("ZL201820123456.7", "ZL201820123457.1", "ZL201930123458.9")


def softwares(p: Packet) -> None:
    """Three registered softwares of the applicant's instead of the invention."""
    _instead(p, *(
        paper("software_copyright_certificate", [("国家版权局", "agency")], copyright_owner=own,
              software_name=f"样例管理软件V{n}.0", registration_number=number,
              completion_date="2018-01-10", issue_date="2020-06-01")
        for own in (p.story.life.who.name,) for n, number in enumerate(THREE, 1)
    ), numbers=THREE)  # fmt: skip


def models(p: Packet) -> None:
    """Three other patents of the applicant's instead of the invention."""
    _instead(p, *(
        paper("patent_certificate", [("国家知识产权局", "agency")], patent_type="实用新型专利",
              title=f"一种样例装置{n}", inventors=f"{p.story.life.who.name}；李样例",
              patent_number=number, patentee=p.story.life.unit.name, grant_date="2019-03-01")
        for n, number in enumerate(MODELS, 1)
    ), numbers=MODELS)  # fmt: skip


def _instead(p: Packet, *papers: Paper, numbers: tuple[str, ...]) -> None:
    p.drop("patent")
    p.add(**{f"right{n}": one for n, one in enumerate(papers, 1)})
    p["conversion"].set(ip_numbers="；".join(numbers))


def told(p: Packet, *names: str) -> None:
    """The report names the rights that are left."""
    p["conversion"].set(ip_numbers="；".join(names))


def mixed(p: Packet) -> None:
    """Two softwares and a model: three in all, and enough of none."""
    model = Packet(p.service, p.story, {}, {"patent": p["right3"], "conversion": paper("")})
    models(model)
    p.drop("right3")
    p.add(model=model["right1"])


def taxed(p: Packet) -> None:
    """Claimed by the taxes that the unit paid, not by funding."""
    s, unit = p.story, p.story.life.unit
    table = p["agreement"].rows
    p.drop("agreement", "verification", "receipt", "notice")
    articles = paper("articles_of_association", [own_seal(s), REGISTRY], company=unit.name,
                     registered_capital="10000000.00", sign_date=s.ago(900))  # fmt: skip
    articles.rows = [dict(row) for row in table]
    years = range(p.day.year - 3, p.day.year)
    p.add(
        articles=articles,
        query=paper(
            "tax_info_query_application", [own_seal(s), (unit.name, "finance")],
            taxpayer_name=unit.name,
            taxpayer_id=unit.code, agent_name=s.life.agent.name, agent_id=s.life.agent.number,
            agent_phone=s.life.agent.phone, query_content="近三年纳税情况",
            period_start=f"{years[0]}-01-01", period_end=f"{years[-1]}-12-31",
            apply_date=s.ago(26),
        ),
        **{f"notice{year - p.day.year}": notice(s, year) for year in years},
    )  # fmt: skip


def invested(p: Packet) -> None:
    """Claimed by what the applicant and another person paid in."""
    s = p.story
    p["agreement"].set(investor=s.life.owner.name, investment_amount="6000000.00")
    p["receipt"].set(payer=s.life.owner.name, amount="6000000.00")
    p["verification"].set(paid_in_total="6000000.00")
    p["verification"].rows = [
        {"shareholder": s.life.owner.name, "paid": "5500000.00"},
        {"shareholder": s.life.who.name, "paid": "500000.00"},
    ]


def rows(key: str, column: str, *cells: str) -> Change:
    """Other cells in a column of a table, from its first row on."""

    def change(p: Packet) -> None:
        table = p[key].rows
        p[key].rows = [
            {**row, column: cell} for row, cell in zip(table, cells, strict=False)
        ] + table[len(cells) :]

    return change


def shareless(p: Packet) -> None:
    """An agreement without a table, and articles that have it."""
    table = p["agreement"].rows
    p["agreement"].rows = []
    unit = p.story.life.unit
    p.add(articles=paper("articles_of_association", [own_seal(p.story), REGISTRY],
                         company=unit.name, sign_date=p.story.ago(900)))  # fmt: skip
    p["articles"].rows = table


def crowd(p: Packet) -> None:
    """Seven persons hold shares, the applicant the fifth most."""
    who, owner = p.story.life.who.name, p.story.life.owner.name
    people = ("李样例", "王样例", "赵样例", owner, who, "钱样例", "孙样例")
    shares = ("25.00", "20.00", "15.00", "12.00", "10.00", "9.00", "9.00")
    p["agreement"].rows = [
        {"shareholder": name, "share": share} for name, share in zip(people, shares, strict=True)
    ]


def receipts(p: Packet) -> None:
    """The money came in two receipts that a number tells apart."""
    p["receipt"].set(amount="6000000.00", serial="A0001")
    p.add(receipt2=_print(p["receipt"]).set(serial="A0002"))


def agreements(p: Packet) -> None:
    """It was agreed in two agreements of two days."""
    p["agreement"].set(investment_amount="6000000.00")
    p.add(agreement2=_print(p["agreement"]).set(sign_date=p.story.ago(310)))


def _print(one: Paper) -> Paper:
    made = paper(one.kind, list(one.seals), **one.values)
    made.rows = [dict(row) for row in one.rows]
    return made


COUNT: tuple[Breach, ...] = (
    Breach("APP-C6-COUNT.rank", lambda p: says(
        "patent", inventors=f"李样例；王样例；{p.story.life.who.name}")(p), on=SIXTH),
    Breach("APP-C6-COUNT.rank", says("patent", inventors="李样例；王样例"), on=SIXTH),
    Breach("APP-C6-COUNT.rank", says("right2", copyright_owner="李样例"), on=SIXTH,
           first=softwares),
    Breach("APP-C6-COUNT.number", gone("right3"), on=SIXTH,
           first=every(softwares, lambda p: told(p, *THREE[:2]))),
    Breach("APP-C6-COUNT.number", gone("right3"), on=SIXTH,
           first=every(models, lambda p: told(p, *MODELS[:2]))),
    Breach("APP-C6-COUNT.not_mixed", mixed, on=SIXTH,
           first=every(softwares, lambda p: told(p, *THREE[:2]))),
    Breach("APP-C6-COUNT.once", says("right3", registration_number=THREE[1]), on=SIXTH,
           first=every(softwares, lambda p: told(p, *THREE[:2]))),
    Breach("APP-C6-COUNT.once", says("right3", patent_number=MODELS[1]), on=SIXTH,
           first=every(models, lambda p: told(p, *MODELS[:2]))),
    Breach("APP-C6-COUNT.owners", lambda p: says(
        "right3", copyright_owner=p.story.life.unit.name)(p), on=SIXTH, first=softwares,
        says="review", severity="advisory"),
    Breach("APP-C6-COUNT.granted", says("patent", grant_date=None), on=SIXTH, says="review"),
    Breach("APP-C6-COUNT.original", says("right1", acquisition="受让取得"), on=SIXTH,
           first=every(softwares, says("right1", acquisition="原始取得")), says="review"),
    Breach("APP-C6-CONVERSION.sealed", seals("conversion"), on=SIXTH),
    Breach("APP-C6-CONVERSION.sealed", seals("conversion", (OWN, "finance")), on=SIXTH),
    Breach("APP-C6-CONVERSION.sealed", seals("conversion", (COMPANY, "official")), on=SIXTH),
    Breach("APP-C6-CONVERSION.named", says("conversion", ip_numbers=None), on=SIXTH),
    Breach("APP-C6-CONVERSION.counted", says("conversion", ip_numbers="ZL201310456789.8"),
           on=SIXTH),
    Breach("APP-C6-CONVERSION.counted", says("conversion", ip_numbers="2013SR045678"), on=SIXTH,
           first=softwares),
    *(Breach(f"EV-C6.{what}", gone(name), on=SIXTH) for what, name in (
        ("certificate", "patent"), ("report", "conversion"), ("evidence", "conversion_proof"))),
    Breach("EV-C6.unit", says("conversion", unit_name=COMPANY), on=SIXTH),
    Breach("EV-C6.person", says("conversion", applicant=STRANGER), on=SIXTH),
    Breach("EV-C6.units_evidence", says("conversion_proof", unit_name=COMPANY), on=SIXTH,
           says="review"),
)  # fmt: skip
FUNDS: tuple[Breach, ...] = (
    Breach("APP-C7-FUNDING.equity", every(
        says("agreement", investment_amount="10000000.00"), says("receipt", amount="10000000.00")),
           on=SEVENTH, first=says("verification", paid_in_total="10000000.00")),
    Breach("APP-C7-FUNDING.own", rows("verification", "paid", "4500000.00"), on=SEVENTH,
           first=invested),
    Breach("APP-C7-FUNDING.tax", says("notice-1", total="1900000.00"), on=SEVENTH, first=taxed),
    Breach("APP-C7-FUNDING.recent", before("receipt", "transaction_date", 1600), on=SEVENTH),
    Breach("APP-C7-FUNDING.recent", before("agreement", "sign_date", 1600), on=SEVENTH,
           says="review", unread=None),  # the day of the receipt tells as much
    Breach("APP-C7-FUNDING.counted_once", lambda p: says(
        "agreement2", sign_date=p.story.ago(300))(p), on=SEVENTH, first=agreements, says="review"),
    Breach("EV-C7-INVEST.counted_once", says("receipt2", serial="A0001"), on=SEVENTH,
           first=receipts, says="review"),
    *(Breach(f"EV-C7-INVEST.{what}", gone(name), on=SEVENTH) for what, name in (
        ("agreement", "agreement"), ("report", "verification"), ("receipt", "receipt"))),
    Breach("EV-C7-INVEST.articles", gone("articles"), on=SEVENTH, first=shareless),
    Breach("EV-C7-INVEST.equal", says("receipt", amount="11000000.00"), on=SEVENTH),
    Breach("EV-C7-INVEST.verified", says("verification", paid_in_total="13000000.00"), on=SEVENTH,
           says="review", severity="advisory", unread=None),
    Breach("EV-C7-INVEST.unit", says("agreement", company=COMPANY), on=SEVENTH),
    Breach("EV-C7-INVEST.unit", says("receipt", payee=COMPANY), on=SEVENTH),
    Breach("EV-C7-INVEST.unit", says("articles", company=COMPANY), on=SEVENTH, first=shareless),
    Breach("EV-C7-INVEST.payer", says("receipt", payer=COMPANY), on=SEVENTH, says="review"),
    Breach("EV-C7-INVEST.purpose", says("receipt", purpose="货款"), on=SEVENTH, says="review",
           first=says("receipt", purpose="增资款")),
    Breach("EV-C7-INVEST.day", says("receipt", transaction_date=None), on=SEVENTH),
    Breach("EV-C7-TAX.articles", gone("articles"), on=SEVENTH, first=taxed),
    Breach("EV-C7-TAX.application", gone("query"), on=SEVENTH, first=taxed),
    Breach("EV-C7-TAX.each_year", gone("notice-3"), on=SEVENTH, first=taxed),
    Breach("EV-C7-TAX.unit", says("articles", company=COMPANY), on=SEVENTH, first=taxed),
    Breach("EV-C7-TAX.unit", says("query", taxpayer_name=COMPANY), on=SEVENTH, first=taxed),
)  # fmt: skip
SHARES: tuple[Breach, ...] = (
    Breach("APP-C7-SHAREHOLDER.holder", rows("agreement", "shareholder", "李样例", STRANGER),
           on=SEVENTH),
    Breach("APP-C7-SHAREHOLDER.share", rows("agreement", "share", "65.01", "4.99"), on=SEVENTH),
    Breach("APP-C7-SHAREHOLDER.share", rows("articles", "share", "65.01", "4.99"), on=SEVENTH,
           first=taxed),
    Breach("APP-C7-SHAREHOLDER.share", rows("articles", "share", "65.01", "4.99"), on=SEVENTH,
           first=shareless),
    Breach("APP-C7-SHAREHOLDER.rank",
           rows("agreement", "share", "25.00", "20.00", "15.00", "12.00", "9.00", "9.50", "9.50"),
           on=SEVENTH, first=crowd),
)  # fmt: skip
BREACHES: tuple[Breach, ...] = (*COUNT, *FUNDS, *SHARES)
