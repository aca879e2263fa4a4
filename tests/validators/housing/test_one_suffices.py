"""提供以下材料之一即可: once one way to prove the home holds whole, the others only advise."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, case, findings, paper, said, seal
from tests.validators.kit import status as status_of
from tests.validators.packet.test_completeness import CHANGE, LICENCE, POA
from validators.ground.case import Case
from validators.judging.rules import judge, outcome
from validators.policy import load_policy

PLACE = "北京市朝阳区北苑路86号院1号楼7单元2102室"
AWAY = "北京市东城区旧例胡同5号1号楼1单元101室"
OWNER, OWNER_ID = "秦怡", "11010119700505004X"
OTHER_ID = "37010219930808008X"
RECORD = {"applicant": {"name": "张三", "id_number": NUMBER, "address": PLACE}}
SOON = "2019-11-04"


def permit(end: str = "2020-10-14", name: str = "张三", number: str = NUMBER) -> Document:
    return paper("residence_permit_card", name=name, id_number=number, valid_from="2019-10-14",
                 valid_to=end, residence_address=PLACE)  # fmt: skip


def title(owner: str = OWNER, address: str = PLACE) -> Document:
    return paper("real_estate_certificate", owner=owner, address=address)


def lease(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "lessor": OWNER, "lessor_id": OWNER_ID, "lessor_phone": "15944024509",
        "lessee": "张三", "lessee_id": NUMBER, "lessee_phone": "15849612950", "address": PLACE,
        "lease_start": "2019-01-01", "lease_end": "2020-12-31",
        "lessor_signature": OWNER, "lessee_signature": "张三",
    }  # fmt: skip
    return paper("lease_contract", **{**usual, **values})


def lodging(sealed: bool = True, **values: str | None) -> tuple[Document, ...]:
    usual: dict[str, str | None] = {
        "lodger_name": "张三", "lodger_id": NUMBER, "start_date": "2019-01-01", "address": PLACE,
        "owner_name": OWNER, "owner_id": OWNER_ID, "relation": "姑侄",
        "owner_signature": OWNER, "lodger_signature": "张三", "sign_date": "2019-10-01",
    }  # fmt: skip
    seals = [seal()] if sealed else []
    declaration = paper("lodging_declaration", seals=seals, **{**usual, **values})
    card = paper("id_card", name=OWNER, id_number=OWNER_ID, issuer="某局", valid_to="2030-01-01")
    return declaration, title(), card


def rent(buyer: str = "张三", place: str = PLACE) -> Document:
    return paper("rent_invoice", buyer=buyer, item="*经营租赁*住房租赁", remark=place)


def bought(buyer: str = "张三", number: str = NUMBER) -> tuple[Document, ...]:
    one = paper("online_signed_purchase_contract", buyer=buyer, buyer_id=number, address=PLACE)
    return one, paper("purchase_invoice", buyer=buyer, remark=PLACE)


def mortgage(number: str = NUMBER) -> Document:
    return paper("mortgage_contract", mortgagor="张三", mortgagor_id=number, address=PLACE)


def unit_home() -> tuple[Document, ...]:
    proof = paper("unit_residence_proof", name="张三", id_number=NUMBER, unit_name=UNIT,
                  address=PLACE, seals=[seal()])  # fmt: skip
    return title(UNIT), proof


def homes(*papers: Document, housing: str | None = None, **more: object) -> Case:
    return case("address_change", *papers, housing=housing, record={**RECORD, **more})


def home_lines(found: Case) -> list[tuple[str, str]]:
    """The rules that speak of the home, beyond advice, with what they say."""
    return [
        (one.rule, one.status)
        for one in judge(found, load_policy())
        if one.status in ("fail", "review") and one.severity != "advisory"
        and one.rule.startswith(("RES-", "GEN-NAME", "GEN-IDNO", "GEN-ID-EXP", "GEN-SEAL"))
    ]  # fmt: skip


def causes(found: Case) -> set[str]:
    """What the failures that count rest on: a line of the notice each."""
    return {
        one.cause or one.rule
        for one in judge(found, load_policy())
        if one.status == "fail" and one.severity != "advisory" and one.rule.startswith("RES-")
    }


WHOLE = {
    "title": (title("张三"),),
    "lease": (lease(), title()),
    "invoice": (lease(), rent()),
    "lodging": lodging(),
    "bought": bought(),
    "mortgage": (mortgage(),),
    "unit": unit_home(),
}


@pytest.mark.parametrize("way", WHOLE)
def test_a_permit_that_runs_out_is_advice_beside_any_way_that_holds(way: str) -> None:
    found = homes(permit(SOON), *WHOLE[way])
    assert home_lines(found) == []
    assert said(found, "RES-PERMIT-3M") == ("fail", "advisory")
    assert outcome(judge(homes(POA, CHANGE, LICENCE, permit(SOON)), load_policy())) == "supplement"


@pytest.mark.parametrize("way", WHOLE)
def test_each_way_holds_by_itself(way: str) -> None:
    assert home_lines(homes(*WHOLE[way])) == []


STAINED = {
    "title of another door": (title("张三", PLACE.replace("2102", "2103")),),
    "lease that runs out": (lease(lease_end=SOON), title()),
    "lease without a number": (lease(lessor_id=None), title()),
    "title of nobody there": (lease(), title("王某")),
    "another's invoice": (lease(), rent("王某")),
    "lodging unsealed": lodging(sealed=False),
    "lodging that begins later": lodging(start_date="2019-10-16"),
    "a namesake's contract": bought(number=OTHER_ID),
    "a namesake's mortgage": (mortgage(OTHER_ID),),
    "another's lease": (lease(lessee="王某", lessee_id=OTHER_ID), title()),
}


@pytest.mark.parametrize("what", STAINED)
def test_a_way_with_a_fault_of_whatever_rule_does_not_hold(what: str) -> None:
    """Two ways, each with a fault: the packet fails, and only one of them is told."""
    alone, beside = homes(*STAINED[what]), homes(permit(SOON), *STAINED[what])
    assert ("fail" in {status for _, status in home_lines(alone)}) is True
    told = home_lines(beside)
    assert {status for _, status in told} == {"fail"}
    assert told == home_lines(alone) or told == [("RES-PERMIT-3M", "fail")]


@pytest.mark.parametrize("what", STAINED)
def test_beside_a_permit_in_force_the_fault_advises(what: str) -> None:
    assert home_lines(homes(permit(), *STAINED[what])) == []


def test_bad_title_and_bad_invoice_leave_nothing_that_holds() -> None:
    found = homes(lease(), title("王某"), rent("王某"))
    assert home_lines(found) == [("RES-LEASE-TITLE", "fail")]


def test_an_invoice_suffices_though_the_title_beside_it_is_not_the_lessors() -> None:
    found = homes(lease(lessor="北京例居房屋经纪有限公司", lessor_id="91350100M000100Y43"),
                  title(), rent())  # fmt: skip
    assert home_lines(found) == []
    assert said(found, "RES-LEASE-TITLE") == ("fail", "advisory")


DOUBTFUL = {
    "owner unread": (title("?"),),
    "lease's end unread": (lease(lease_end="?"), title()),
    "declaration's seal unread": tuple(
        one.model_copy(update={"seals": (seal("", confidence=0.1),)})
        if one.type == "lodging_declaration"
        else one
        for one in lodging()
    ),
}


@pytest.mark.parametrize("what", DOUBTFUL)
def test_where_another_way_may_hold_nothing_fails_for_sure(what: str) -> None:
    told = home_lines(homes(permit(SOON), *DOUBTFUL[what]))
    assert told and {status for _, status in told} == {"review"}
    assert status_of(homes(permit(SOON), *DOUBTFUL[what]), "RES-PERMIT-3M") == "review"


def test_a_landlords_title_that_was_not_read_is_no_own_home() -> None:
    told = home_lines(homes(lease(lease_end=SOON), title("?")))
    assert ("RES-LEASE-6M", "fail") in told


def test_what_was_bought_is_looked_at_whatever_the_record_says_of_the_home() -> None:
    for housing in (None, "owned", "rented", "residence_permit"):
        assert home_lines(homes(*bought(), housing=housing)) == []
        told = home_lines(homes(*bought("王某"), housing=housing))
        assert ("RES-OWN-NOTITLE", "fail") in told


def test_one_lack_is_one_line() -> None:
    declaration, deed, card = lodging()
    for papers, speaker in (
        ((declaration, deed), "RES-LODGING"),
        ((declaration, card), "RES-LODGING"),
        ((title("王某"),), "RES-OWN-TITLE"),
        ((lease(),), "RES-LEASE-TITLE"),
        (bought()[:1], "RES-OWN-NOTITLE"),
        ((unit_home()[0],), "RES-OWN-TITLE"),
    ):
        found = homes(*papers)
        assert causes(found) == {"home"}, speaker
        assert status_of(found, speaker) == "fail"


def test_two_faults_of_one_way_stay_two_lines() -> None:
    assert len(causes(homes(lease(lease_end=SOON, lessor_id=None), title()))) == 2


def test_an_address_is_told_once_where_two_rules_find_it() -> None:
    deed, proof = unit_home()
    astray = paper(
        "unit_residence_proof", name="张三", unit_name=UNIT, address=AWAY, seals=[seal()]
    )
    assert causes(homes(deed, astray)) == {"D2.address"}
    assert causes(homes(lease(), title(address=AWAY))) == {"D2.address"}
    assert causes(homes(lease(address=AWAY), title())) == {"D1.address"}


def test_a_home_whose_owner_may_be_the_spouse_says_so() -> None:
    card = paper("id_card", name=OWNER, id_number=OWNER_ID)
    (alone,) = findings(homes(title(), housing="owned"), "RES-OWN-TITLE")
    assert "结婚证和配偶身份证" in alone.message and "或其配偶" not in alone.message
    (with_card,) = findings(homes(title(), card, housing="owned"), "RES-OWN-TITLE")
    assert "还需提供结婚证；" in with_card.message
    mate = {"accompanying": {"spouse": {"name": "赵妍", "id_number": OTHER_ID}}}
    (known,) = findings(homes(title(), housing="owned", **mate), "RES-OWN-TITLE")
    assert "也不是配偶 赵妍" in known.message


def test_the_nearest_way_is_that_of_which_most_is_there() -> None:
    declaration, deed, _ = lodging()
    (finding,) = findings(homes(declaration, deed), "RES-ONE-OF")
    assert finding.message.index("（5）") < finding.message.index("；或")
    (spouse,) = findings(
        homes(title(), paper("id_card", name=OWNER), housing="owned"), "RES-ONE-OF"
    )
    assert "配偶为权利人：缺结婚证；" in spouse.message
    family = {"accompanying": {"spouse": {"name": "赵妍", "id_number": OTHER_ID}}}
    papers = (paper("marriage_certificate"), paper("id_card", name="赵妍", id_number=OTHER_ID))
    (bare,) = findings(homes(*papers, **family), "RES-ONE-OF")
    assert bare.message.index("（1）") < bare.message.index("（2）")


@pytest.mark.parametrize(
    ("names", "status"),
    [(("张三", OWNER), "pass"), ((OWNER, "张三"), "pass"), (("王某", OWNER), "fail"),
     (("?", OWNER), "review")],
)  # fmt: skip
def test_the_marriage_is_the_applicants_with_the_owner(names: tuple[str, str], status: str) -> None:
    mate = {"accompanying": {"spouse": {"name": OWNER, "id_number": OWNER_ID}}}
    married = paper("marriage_certificate", party1_name=names[0], party2_name=names[1])
    card = paper("id_card", name=OWNER, id_number=OWNER_ID)
    assert status_of(homes(title(), married, card, **mate), "RES-OWN-SPOUSE") == status


def test_the_form_tells_the_address_where_the_record_does_not() -> None:
    bare = {"applicant": {"name": "张三", "id_number": NUMBER}}
    form = paper("application_form_new", name="张三", current_address=PLACE)
    right = case("new_permit", form, title("张三"), record=bare)
    wrong = case("new_permit", form, title("张三", AWAY), record=bare)
    assert status_of(right, "RES-ADDRESS-SYSTEM") == "pass"
    assert status_of(wrong, "RES-ADDRESS-SYSTEM") == "fail"


def test_a_units_home_stands_beside_the_applicants_old_lease() -> None:
    old = lease(lease_start="2017-01-01", lease_end="2018-01-01")
    assert home_lines(homes(*unit_home(), old, housing="work_unit")) == []


@pytest.mark.parametrize(("name", "status"), [(OWNER, "pass"), ("王某", "fail"), ("?", "review")])
def test_a_register_is_the_lessors(name: str, status: str) -> None:
    cover = paper("household_register_cover", head_name=name, address=PLACE)
    page = paper("household_register_member", name=name, relation="户主")
    assert status_of(homes(lease(), cover, page), "RES-LEASE-HOMESTEAD") == status


def test_a_register_without_its_own_page_is_one_line() -> None:
    cover = paper("household_register_cover", head_name=OWNER, address=PLACE)
    found = homes(lease(), cover)
    assert causes(found) == {"home"}
    assert status_of(found, "RES-LEASE-TITLE") == "not_applicable"
    assert "缺户口簿本人页" in findings(found, "RES-LEASE-HOMESTEAD")[0].message


@pytest.mark.parametrize(
    ("remark", "status"),
    [
        (AWAY, "fail"),
        (PLACE.replace("2102", "2103"), "fail"),
        ("北苑路86号院1号楼7单元2102室，租期12个月", "review"),
        ("2019年1月租金，月租6000元，共18000元", "review"),
    ],
)
def test_an_invoice_of_another_door(remark: str, status: str) -> None:
    assert status_of(homes(lease(), rent(place=remark)), "RES-LEASE-INVOICE") == status


@pytest.mark.parametrize("sign", ["owner_signature", "lodger_signature"])
def test_a_declaration_signed_by_somebody_else(sign: str) -> None:
    assert status_of(homes(*lodging(**{sign: "何例兰"})), "RES-LODGING-FIELDS") == "fail"


def test_a_lease_signed_by_somebody_else() -> None:
    assert status_of(homes(lease(lessee_signature="何例兰")), "RES-LEASE-FIELDS") == "fail"
    company = {"lessor": "北京例居房屋经纪有限公司", "lessor_id": "91350100M000100Y43"}
    assert status_of(homes(lease(**company)), "RES-LEASE-FIELDS") == "pass"
