"""An owned home without its title document, guide 六（二）常规8（2）: bought, or mortgaged."""

import re

from core.models.base import Wording
from core.models.document import Document
from validators.facts.circumstances import title_names
from validators.facts.homes import address_on_record, not_proven, odd_one
from validators.facts.parties import Party, couple, names_one
from validators.ground.address import one_door, says_door
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gather import best
from validators.ground.hidden import hidden
from validators.ground.look import Value, look
from validators.ground.phrases import read_en, read_zh
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

CONTRACT, INVOICE, MORTGAGE = (
    "online_signed_purchase_contract",
    "purchase_invoice",
    "mortgage_contract",
)
AS_MORTGAGE = Wording(zh="抵押合同", en="Mortgage contract")
BUYING = re.compile(r"房|不动产|住宅|公寓|别墅|定金|首付")
NOT_BUYING = re.compile(r"租|物业|装修|装饰|维修|家具|中介|代理|服务|车位|车库")
"""Words of invoices that are not for the sale of a home."""
Papers = tuple[Document, ...]
BANK = re.compile(r"银行|公积金|信用社|信用合作|农商行|信托|金融|财务公司|[工农中建交]行")


def _own_home(case: Case) -> bool:
    """Whether a contract or mortgage is for the applicant's home, not for a landlord's."""
    return case.housing == "owned" or not case.of("lease_contract", "lodging_declaration")


def _titled(case: Case, policy: Policy) -> bool:
    """Whether the couple's own title is present; somebody else's title is ignored."""
    return any(title_names(case, policy, party) for party in couple(case, policy))


@rule("RES-OWN-NOTITLE")
def bought_home_has_contract_and_invoice(case: Case, policy: Policy) -> Verdict:
    """No title yet: contract and invoice, both the couple's, of one home."""
    contracts, invoices = case.of(CONTRACT), case.of(INVOICE)
    if not _own_home(case) or _titled(case, policy) or not (contracts or invoices):
        return not_applicable(
            "不是凭网签合同和购房发票证明的自有住房。", "Not a home without title."
        )
    if not contracts or not invoices:
        lack = (
            Wording(zh="购房发票", en="purchase invoice")
            if contracts
            else Wording(zh="商品房买卖网签合同", en="online-signed purchase contract")
        )
        make = to_review if hidden(case, INVOICE if contracts else CONTRACT) else failed
        verdict = make(
            f"尚未取得产权证，须同时提供网签合同和购房发票，缺{lack.zh}，请补充。",
            "Without a title yet, both the online-signed purchase contract and the purchase "
            f"invoice must be handed in. Missing: {lack.en}; please add it.",
            *contracts,
            *invoices,
        )
        return not_proven(verdict, case, policy)
    people = couple(case, policy)
    for paper in (*contracts, *invoices):
        buyer = look(paper, "buyer", policy)
        if (answer := names_one(buyer, people)) is not True:
            title = Wording(zh=policy.title(paper.type), en=policy.title_en(paper.type))
            return _not_theirs(title, "买受人", buyer, answer)
        if (stranger := _number_of_another(paper, "buyer_id", people, policy)) is not None:
            return stranger
    verdicts = [_bought(look(paper, "item", policy)) for paper in invoices]
    if None not in verdicts:
        return next(answer for answer in verdicts if answer is not None)
    return _one_home(contracts, invoices, case, policy)


def _bought(item: Value) -> Verdict | None:
    """What is wrong with an invoice's item; sales invoices word it in many ways."""
    if item.state == "missing" or (BUYING.search(item.text) and not NOT_BUYING.search(item.text)):
        return None
    if item.state == "absent":
        return unread(item, "购房发票的项目", "The purchase invoice's item")
    if item.sure and NOT_BUYING.search(item.text):
        zh = f"发票项目为“{item.text}”，不是购买房屋，请提供该房屋的购房发票。"
        en = (
            f"The invoice is of “{item.text}”, not of the purchase of a home; please hand in the "
            "purchase invoice of the home."
        )
        return because(failed(zh, en, item), item)
    zh = f"购房发票项目读作{read_zh(item)}，请核对是否为购买房屋。"
    en = (
        f"The purchase invoice's item reads {read_en(item)}; please check whether it is of the "
        "purchase of a home."
    )
    return to_review(zh, en, item)


def _not_theirs(title: Wording, what: str, value: Value, answer: bool | None) -> Verdict:
    if value.state == "absent":
        return unread(value, f"{title.zh}的{what}", f"{title.en}: the {value.called}")
    make = failed if answer is False else to_review
    text = "不是申请人或其配偶" if answer is False else "未能确认为申请人或其配偶"
    text_en = "is not" if answer is False else "was not made out to be"
    verdict = make(
        f"{title.zh}{what}为{read_zh(value)}，{text}，请核对；"
        "须提供申请人或其配偶名下房屋的材料，房主为配偶的还需提供结婚证及配偶身份证。",
        f"{title.en}: the {value.called} {read_en(value)} {text_en} the applicant or the spouse; "
        "please check. The papers must be of a home of the applicant or the spouse; where the "
        "spouse owns it, the marriage certificate and the spouse's identity card are needed too.",
        value,
    )
    return because(verdict, f"holder:{value.document.id}")


def _number_of_another(
    paper: Document, name: str, people: tuple[Party, ...], policy: Policy
) -> Verdict | None:
    """A namesake's paper: its number surely belongs to neither of the couple."""
    number = look(paper, name, policy)
    known = [party.number for party in people if party.number]
    if len(known) < len(people) or not known or not number.text:
        return None
    answers = [agrees(number, other) for other in known]
    if True in answers:
        return None
    make = to_review if None in answers else failed
    verdict = make(
        f"{policy.title(paper.type)}证件号码 {number.shown} 不是申请人或其配偶的，请核对更正。",
        f"{policy.title_en(paper.type)}: the number {number.shown} is neither the applicant's nor "
        "the spouse's; please check and correct.",
        number,
    )
    return because(verdict, f"holder:{paper.id}")


def _one_home(contracts: Papers, invoices: Papers, case: Case, policy: Policy) -> Verdict:
    """Of several contracts and invoices, those for the same home count."""
    places = [look(paper, "address", policy) for paper in contracts]
    remarks = [look(paper, "remark", policy) for paper in invoices]
    verdicts = [_same_home(place, remark, case, policy) for place in places for remark in remarks]
    return best(verdicts)


def _same_home(place: Value, remark: Value, case: Case, policy: Policy) -> Verdict:
    """The invoice's remark names the contract's home; older invoices carry no remark."""
    same = one_door(remark, place.text) if remark.text else None
    if same or (place.text and says_door(remark.text, place.text)):
        return passed("网签合同和购房发票齐全，买受人、坐落一致。", "Both agree.", place, remark)
    if same is False and place.sure and remark.sure:
        verdict = failed(
            f"购房发票备注“{remark.text}”与合同坐落“{place.text}”不一致，请核对更正。",
            f"The home in the purchase invoice's remark is “{remark.text}”, in the contract "
            f"“{place.text}”. They differ; please check and correct.",
            place,
            remark,
        )
        return because(verdict, odd_one(case, policy, place, remark))
    return to_review(
        "购房发票未载明或未能辨认房屋坐落，无法与网签合同核对，请核实。",
        "The purchase invoice does not tell the home, or it was not read, so that it cannot be "
        "compared with the contract's; please check.",
        place,
        remark,
    )


@rule("RES-OWN-MORTGAGE")
def mortgage_contract_is_of_the_applicants_home(case: Case, policy: Policy) -> list[Verdict]:
    """The bank holds the title: its contract names the couple and the home."""
    papers = case.of(MORTGAGE)
    if not papers or not _own_home(case):
        return [not_applicable("不是凭抵押合同证明的自有住房。", "No mortgaged home.")]
    if _titled(case, policy):
        return [not_applicable("已附产权证，不需以抵押合同代替。", "The title itself is there.")]
    people, verdicts = couple(case, policy), []
    for paper in papers:
        owner, place = look(paper, "mortgagor", policy), look(paper, "address", policy)
        answer = names_one(owner, people)
        if answer is not True:
            verdicts.append(_not_theirs(AS_MORTGAGE, "抵押人", owner, answer))
            continue
        wrong = _number_of_another(paper, "mortgagor_id", people, policy)
        wrong = wrong or _no_bank(look(paper, "mortgagee", policy))
        verdicts.append(wrong or _mortgaged(owner, place, address_on_record(case, policy)))
    return verdicts


def _no_bank(lender: Value) -> Verdict | None:
    """What is wrong with the lender."""
    if lender.state == "missing" or BANK.search(lender.text):
        return None
    if lender.state == "absent":
        return unread(lender, "抵押合同的抵押权人", "The mortgage contract's mortgagee")
    if lender.sure:
        zh = f"抵押合同的抵押权人为“{lender.text}”，不是银行；房产抵押的，须提供银行抵押合同。"
        en = (
            f"The mortgagee “{lender.text}” is no bank; for a mortgaged home please hand in the "
            "mortgage contract with the bank."
        )
        return because(failed(zh, en, lender), lender)
    zh = f"抵押权人读作{read_zh(lender)}，请核对是否为银行。"
    en = f"The mortgagee reads {read_en(lender)}; please check whether it is a bank."
    return to_review(zh, en, lender)


def _mortgaged(owner: Value, place: Value, known: str) -> Verdict:
    if place.state == "absent":
        return unread(
            place, "抵押合同的房屋坐落", "The address of the home on the mortgage contract"
        )
    if not place.text:
        zh = "抵押合同的房屋坐落未能辨认，请核对。"
        en = "The address of the home on the mortgage contract was not read; please check."
        return to_review(zh, en, place)
    same = one_door(place, known) if known else True
    if same is False:
        return failed(
            f"抵押合同坐落“{place.text}”与填报的居住地址“{known}”不一致，请核对。",
            f"The mortgaged home is “{place.text}”, the address on record is “{known}”. "
            "They differ; please check.",
            place,
        )
    if same is None:
        return to_review(
            f"抵押合同坐落读作“{place.text}”，填报的居住地址为“{known}”，请核对。",
            f"The mortgaged home reads “{place.text}”, the address on record is “{known}”; "
            "please check.",
            place,
        )
    return passed("抵押合同的抵押人和坐落相符。", "Mortgagor and home agree.", owner, place)


RULES: tuple[Rule, ...] = (
    bought_home_has_contract_and_invoice,
    mortgage_contract_is_of_the_applicants_home,
)
