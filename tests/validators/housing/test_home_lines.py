"""One lack of a home's proof is one line, in the words of the rule that knows the paper."""

import pytest

from tests.validators.homes import (
    AWAY,
    OTHER_ID,
    OWNER,
    OWNER_ID,
    PLACE,
    SOON,
    bought,
    causes,
    home_lines,
    homes,
    lease,
    lodging,
    rent,
    title,
    unit_home,
)
from tests.validators.kit import NUMBER, UNIT, case, findings, paper, seal
from tests.validators.kit import status as status_of


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
    deed, _ = unit_home()
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


def test_a_lease_signed_by_somebody_else() -> None:
    assert status_of(homes(lease(lessee_signature="何例兰")), "RES-LEASE-FIELDS") == "fail"
    mate = {"accompanying": {"spouse": {"name": "赵妍", "id_number": OTHER_ID}}}
    theirs = lease(lessee="赵妍", lessee_id=OTHER_ID)  # the applicant signed
    assert status_of(homes(theirs, **mate), "RES-LEASE-FIELDS") == "pass"
    company = {"lessor": "北京例居房屋经纪有限公司", "lessor_id": "91350100M000100Y43"}
    assert status_of(homes(lease(**company)), "RES-LEASE-FIELDS") == "pass"


def test_papers_that_agree_on_another_address_are_one_line() -> None:
    assert causes(homes(lease(address=AWAY), title(address=AWAY))) == {"D1.address"}
    (finding, *_) = findings(homes(lease(address=AWAY), title(address=AWAY)), "RES-ADDRESS-SYSTEM")
    assert set(finding.documents) == {"D1", "D2"}


def test_an_address_without_a_door_is_one_line() -> None:
    assert causes(homes(*lodging(address="北京市朝阳区北苑路"))) == {"D1.address"}


def test_a_look_alike_alone_is_one_line_with_what_it_stands_for() -> None:
    found = homes(paper("residence_registration_card", name="张三", residence_address=PLACE))
    (finding,) = findings(found, "GEN-LOOKALIKE")
    assert (finding.cause, finding.status) == ("home", "fail")
