"""An own home without a title in hand, guide 六（二）常规8（2）: bought, or mortgaged."""

from validators.facts.homes import kind_of_home, milder
from validators.facts.parties import TITLES, couple, names_one
from validators.ground.address import one_door, says_door
from validators.ground.case import Case
from validators.ground.hidden import hidden
from validators.ground.look import Value, look
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear
from validators.policy import Policy

CONTRACT, INVOICE, MORTGAGE = (
    "online_signed_purchase_contract",
    "purchase_invoice",
    "mortgage_contract",
)
OWNED = ("owned", "")


def _own_home(case: Case) -> bool:
    return kind_of_home(case) in OWNED


@rule("RES-OWN-NOTITLE")
def bought_home_has_contract_and_invoice(case: Case, policy: Policy) -> Verdict:
    """No title yet: contract and invoice, both the couple's, of one home."""
    contracts, invoices = case.of(CONTRACT), case.of(INVOICE)
    if not _own_home(case) or case.of(*TITLES) or not (contracts or invoices):
        return unbound("不是凭网签合同和购房发票证明的自有住房。", "Not a home without title.")
    if not contracts or not invoices:
        lack = "购房发票" if contracts else "商品房买卖网签合同"
        make = unclear if hidden(case, INVOICE if contracts else CONTRACT) else failed
        verdict = make(
            f"尚未取得产权证，须同时提供网签合同和购房发票，缺{lack}。",
            f"Missing: {lack}.",
            *contracts,
            *invoices,
        )
        return milder(verdict, case, policy)
    people = couple(case, policy)
    for paper in (*contracts, *invoices):
        buyer = look(paper, "buyer", policy)
        if (answer := names_one(buyer, people)) is not True:
            title = policy.title(paper.type)
            return milder(_not_theirs(title, "买受人", buyer, answer), case, policy)
    place = look(contracts[0], "address", policy)
    remark = look(invoices[0], "remark", policy)
    return milder(_one_home(place, remark), case, policy)


def _not_theirs(title: str, what: str, value: Value, answer: bool | None) -> Verdict:
    make = failed if answer is False else unclear
    said = "不是申请人或其配偶" if answer is False else "未能确认为申请人或其配偶"
    return make(
        f"{title}{what}为“{value.text or '（未能辨认）'}”，{said}，请核对。",
        f"{value.name} is not shown to be the applicant or the spouse.",
        value,
    )


def _one_home(place: Value, remark: Value) -> Verdict:
    """The invoice's remark names the contract's home; older invoices carry no remark."""
    same = one_door(remark, place.text) if remark.text else None
    if same or (place.text and says_door(remark.text, place.text)):
        return passed("网签合同和购房发票齐全，买受人、坐落一致。", "Both agree.", place, remark)
    if same is False and place.sure and remark.sure:
        return failed(
            f"购房发票备注“{remark.text}”与合同坐落“{place.text}”不一致，请核对。",
            "Contract and invoice are of two homes.",
            place,
            remark,
        )
    return unclear(
        "购房发票未载明或未能辨认房屋坐落，无法与网签合同核对。",
        "Homes not compared.",
        place,
        remark,
    )


@rule("RES-OWN-MORTGAGE")
def mortgage_contract_is_of_the_applicants_home(case: Case, policy: Policy) -> list[Verdict]:
    """The bank holds the title: its contract names the couple and the home."""
    papers = case.of(MORTGAGE)
    if not papers or not _own_home(case):
        return [unbound("不是凭抵押合同证明的自有住房。", "No mortgaged home.")]
    if case.of(*TITLES):
        return [unbound("已附产权证，不需以抵押合同代替。", "The title itself is there.")]
    people, verdicts = couple(case, policy), []
    for paper in papers:
        owner, place = look(paper, "mortgagor", policy), look(paper, "address", policy)
        answer = names_one(owner, people)
        if answer is True:
            verdict = _mortgaged(owner, place, case.application.applicant.address or "")
        else:
            verdict = _not_theirs("抵押合同", "抵押人", owner, answer)
        verdicts.append(milder(verdict, case, policy))
    return verdicts


def _mortgaged(owner: Value, place: Value, known: str) -> Verdict:
    if not place.text:
        return unclear("抵押合同的房屋坐落未能辨认。", "The home was not read.", place)
    same = one_door(place, known) if known else True
    if same is False:
        return failed(
            f"抵押合同坐落“{place.text}”与填报的居住地址“{known}”不一致，请核对。",
            "The mortgaged home is another one.",
            place,
        )
    if same is None:
        return unclear(f"抵押合同坐落读作“{place.text}”，请核对。", "Not sure.", place)
    return passed("抵押合同的抵押人和坐落相符。", "Mortgagor and home agree.", owner, place)


RULES: tuple[Rule, ...] = (
    bought_home_has_contract_and_invoice,
    mortgage_contract_is_of_the_applicants_home,
)
