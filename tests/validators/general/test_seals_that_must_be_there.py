"""The seals that documents.toml says a paper needs: each of them missing, another's, of a wrong
class, a sister company's, faint; and the paper as it should be.
"""

import pytest

from core.models.document import Document, PlacedSeal
from core.models.geometry import Box
from core.models.page import SealKind
from tests.validators.kit import DAY, UNIT, case, findings, paper, said, seal
from tests.validators.kit import status as status_of
from validators.facts.another import UNIT_FIELDS
from validators.policy import SealNeed, load_policy

OTHER = "上海陌路商贸集团有限公司"
LONG, SISTER = "北京样例云图科技有限公司", "北京样例云途科技有限公司"
POLICY = load_policy()
KINDS: dict[str, SealKind] = {"official_or_hr": "contract", "finance": "finance"}
NEEDS = [
    pytest.param(kind.id, need, id=f"{kind.id}-{need.cls}")
    for kind in POLICY.documents
    for need in kind.seals
    if kind.asked and need.required and need.owner != "issuer" and not need.on_copy
]
ISSUED = [kind.id for kind in POLICY.documents if any(need.asked for need in kind.seals)]
BUREAU = seal("北京市东城区民政局", "agency")


def rightly(need: SealNeed, ring: str = UNIT, confidence: float = 0.97) -> PlacedSeal:
    return seal(ring, KINDS.get(need.cls, "official"), confidence)


def sealed(kind: str, need: SealNeed, *seals: PlacedSeal, unit: str = UNIT) -> Document:
    """The paper with these seals, those of its other needs beside them."""
    known = POLICY.document(kind)
    assert known is not None
    others = [
        rightly(one, unit)
        for one in known.seals
        if one.owner == "employer" and not one.on_copy and one != need
    ]
    issuer = [BUREAU] if any(one.asked for one in known.seals) else []
    named = {UNIT_FIELDS[kind]: unit} if kind in UNIT_FIELDS else {}
    named = {"company": unit} if need.owner == "former_employer" else named
    return paper(kind, seals=[*seals, *others, *issuer], **named)


def told(found: Document, rule: str, unit: str = UNIT) -> tuple[str, str]:
    """What a rule says of the paper alone; the applying unit of a proof of leaving is another."""
    unit = "北京新单位贸易有限公司" if found.type == "resignation_certificate" else unit
    return said(case("new_permit", found, record={"employer": {"name": unit}}), rule)


@pytest.mark.parametrize(("kind", "need"), NEEDS)
def test_a_seal_that_a_paper_needs(kind: str, need: SealNeed) -> None:
    whole = sealed(kind, need, rightly(need))
    assert told(whole, "GEN-SEAL-TYPE")[0] == told(whole, "GEN-SEAL-RING")[0] == "pass"
    status = "review" if need.custom else "fail"
    assert told(sealed(kind, need), "GEN-SEAL-TYPE") == (status, "supplement")
    wrong = sealed(kind, need, seal(kind="invoice"))
    assert told(wrong, "GEN-SEAL-TYPE") == ("fail", "supplement")


@pytest.mark.parametrize(("kind", "need"), NEEDS)
def test_the_seal_of_another(kind: str, need: SealNeed) -> None:
    strange = sealed(kind, need, rightly(need, OTHER))
    assert told(strange, "GEN-SEAL-RING") == ("fail", "supplement")


@pytest.mark.parametrize(("kind", "need"), NEEDS)
def test_a_sister_company_read_to_the_letter_is_looked_at(kind: str, need: SealNeed) -> None:
    near = sealed(kind, need, rightly(need, SISTER), unit=LONG)
    assert told(near, "GEN-SEAL-RING", LONG) == ("review", "supplement")
    dim = sealed(kind, need, rightly(need, SISTER, 0.93), unit=LONG)
    assert told(dim, "GEN-SEAL-RING", LONG)[0] == "pass"  # one letter of a doubtful reading


@pytest.mark.parametrize(("kind", "need"), NEEDS)
def test_a_faint_seal_and_a_grey_page_are_no_lack(kind: str, need: SealNeed) -> None:
    dim = sealed(kind, need, rightly(need, UNIT[:3], 0.4))
    assert told(dim, "GEN-SEAL-TYPE") == ("review", "advisory")
    faint = sealed(kind, need, rightly(need, "", 0.4))
    assert told(faint, "GEN-SEAL-TYPE") == ("review", "supplement")
    bare = sealed(kind, need)
    grey = bare.model_copy(update={"grey": True, "seals": ()})
    assert told(grey, "GEN-SEAL-TYPE") == ("review", "supplement")


@pytest.mark.parametrize("kind", ISSUED)
def test_a_paper_that_the_guide_wants_filed_or_sealed_by_a_body(kind: str) -> None:
    unit = [seal()]
    assert status_of(case("new_permit", paper(kind, seals=unit)), "GEN-SEAL-TYPE") == "review"
    whole = paper(kind, seals=[*unit, BUREAU])
    assert status_of(case("new_permit", whole), "GEN-SEAL-TYPE") in ("pass", "not_applicable")
    grey = findings(case("new_permit", paper(kind, more={"grey": True})), "GEN-SEAL-TYPE")
    assert not [one for one in grey if one.cause.startswith("issuer:")]


def test_a_certificate_without_its_issuers_seal_is_known_all_the_same() -> None:
    plain = paper("marriage_certificate", party1_name="张三")
    assert status_of(case("new_permit", plain), "GEN-SEAL-TYPE") == "not_applicable"


@pytest.mark.parametrize(
    ("ring", "status"),
    [
        ("北京样例中学教务处", "not_applicable"),
        ("北京样例中学", "not_applicable"),
        ("某某补习培训部", "review"),
    ],
)
def test_a_school_seals_its_own_certificate(ring: str, status: str) -> None:
    shown = paper("school_enrollment_certificate", school="北京样例中学", seals=[
        seal(ring, "school", 0.97)
    ])  # fmt: skip
    assert status_of(case("new_permit", shown), "GEN-SEAL-TYPE") == status


def test_several_parties_seal_an_agreement() -> None:
    investor = seal("北京样例投资中心(有限合伙)")
    both = paper("capital_increase_agreement", company=UNIT, seals=[investor, seal()])
    assert status_of(case("new_permit", both), "GEN-SEAL-RING") == "pass"
    alone = paper("capital_increase_agreement", company=UNIT, seals=[investor])
    assert status_of(case("new_permit", alone), "GEN-SEAL-RING") == "fail"


# proofs of leaving -------------------------------------------------------------------------

FORMER = "北京旧东家贸易有限公司"


def left(**more: object) -> Document:
    usual = {"company": FORMER, "seals": [seal(FORMER)]}
    return paper("resignation_certificate", **{**usual, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "ring", "kind"),
    [
        (left(), "pass", "pass"),
        (left(seals=[seal(FORMER, "hr")]), "pass", "pass"),
        (left(seals=[]), "not_applicable", "fail"),
        (left(seals=[seal(FORMER, "finance")]), "not_applicable", "fail"),
        (left(seals=[seal()]), "fail", "not_applicable"),  # the new unit's seal
        (left(company=None, seals=[seal()]), "fail", "pass"),  # whoever the old one was
        (left(company=UNIT, seals=[seal()]), "fail", "not_applicable"),  # nobody's own witness
        (left(company=UNIT, seals=[]), "fail", "not_applicable"),
        (left(company=UNIT, seals=[seal(FORMER)]), "fail", "not_applicable"),
        (left(company=UNIT, sure=0.7, seals=[seal()]), "review", "not_applicable"),
    ],
)
def test_the_former_employer_proves_that_somebody_left(
    shown: Document, ring: str, kind: str
) -> None:
    found = case("employer_change", shown)
    assert status_of(found, "GEN-SEAL-RING") == ring
    assert status_of(found, "GEN-SEAL-TYPE") == kind


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        ("北京旧束家贸易有限公司", ("pass", "supplement")),  # a slip of a doubtful reading
        ("上海陌路商贸集团有限公司", ("review", "supplement")),
    ],
)
def test_a_former_employer_read_in_doubt_is_held_against_no_ring(
    read: str, answer: tuple[str, str]
) -> None:
    dim = left(company=read, sure=0.7, seals=[seal(FORMER, confidence=0.97)])
    assert said(case("employer_change", dim), "GEN-SEAL-RING") == answer


# one fact, one cause -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "cls", "rules"),
    [
        ("power_of_attorney", "official", ("FORM-POA-FIELDS",)),
        ("application_form_new", "official", ("FORM-APP-OPINION",)),
        ("integrity_statement", "official", ("FORM-INTEGRITY",)),
        ("personal_change_form", "official", ("FORM-PCHANGE",)),
        ("unit_change_form", "official", ("FORM-UCHANGE",)),
        ("lodging_declaration", "official", ("RES-LODGING-SEAL",)),
        ("ip_conversion_report", "official", ("APP-C6-CONVERSION",)),
        ("tax_info_notice", "finance", ("UNIT-TAXNOTICE-FINSEAL", "MAT-FIN-SEAL")),
        ("its_withholding_screenshot", "finance", ("MAT-FIN-SEAL",)),
        ("iit_tax_record", "finance", ("MAT-FIN-SEAL",)),
    ],
)
@pytest.mark.parametrize("stamp", [None, seal(kind="invoice"), seal(OTHER), seal(OTHER, "finance")])
def test_rules_that_find_one_seals_lack_name_one_cause(
    kind: str, cls: str, rules: tuple[str, ...], stamp: PlacedSeal | None
) -> None:
    service = {"unit_change_form": "unit_transfer_in", "personal_change_form": "address_change"}
    named = {UNIT_FIELDS[kind]: UNIT} if kind in UNIT_FIELDS else {}
    shown = paper(kind, seals=[] if stamp is None else [stamp], **named)
    found = case(service.get(kind, "new_permit"), shown, condition=6)
    told = [
        finding
        for rule in (*rules, "GEN-SEAL-TYPE", "GEN-SEAL-RING")
        for finding in findings(found, rule)
        if finding.status == "fail" and "章" in finding.message
    ]
    assert {finding.rule for finding in told} >= set(rules)
    assert {finding.cause for finding in told} == {"seal:D1"}, cls


def test_two_seals_of_one_paper_are_two_lacks() -> None:
    bare = paper("tax_info_query_application", taxpayer_name=UNIT)
    told = findings(case("new_permit", bare), "GEN-SEAL-TYPE")
    assert len({finding.cause for finding in told}) == len(told) == 2


def test_pages_without_the_finance_seal_are_told_together() -> None:
    first, *others = [f"{n}.jpg" for n in range(3)]
    pages = [{"file": name, "page": 1} for name in (first, *others)]
    stamp = seal(kind="finance")
    stamp = stamp.model_copy(update={"page": stamp.page.model_copy(update={"file": first})})
    shown = paper("its_withholding_screenshot", employer=UNIT, more={"pages": pages},
                  seals=[stamp])  # fmt: skip
    (told,) = findings(case("new_permit", shown, day=DAY), "MAT-FIN-SEAL")
    assert (told.status, "第 2、3 页" in told.message) == ("fail", True)


# a spouse's contract -----------------------------------------------------------------------

MATE = {"accompanying": {"spouse": {"name": "叶例青", "id_number": "110101199003072578"}}}


@pytest.mark.parametrize(
    ("stamps", "outcome"),
    [
        ((FORMER,), ("pass", "not_applicable")),
        ((FORMER, UNIT), ("pass", "not_applicable")),  # stamped by the applying unit as a copy
        ((UNIT,), ("fail", "not_applicable")),  # that stamp is not the employer's seal
        ((), ("fail", "not_applicable")),
        ((OTHER,), ("not_applicable", "fail")),
    ],
)
def test_the_spouses_employer_seals_its_contract(
    stamps: tuple[str, ...], outcome: tuple[str, str]
) -> None:
    shown = paper("labor_contract", employer=FORMER, employee="叶例青", seals=map(seal, stamps))  # type: ignore[arg-type]
    found = case("dependents_change", shown, record=MATE)
    assert found.documents[0].role == "spouse"
    ring = status_of(found, "GEN-SEAL-RING")
    assert (status_of(found, "GEN-SEAL-TYPE"), "fail" if ring == "fail" else "not_applicable") == (
        outcome
    )


def test_a_unit_whose_name_was_read_in_doubt_is_held_against_no_seal() -> None:
    """Without a record the unit is whom the papers name; where that is in doubt, nothing fails."""
    blank = {"employer": {}, "applicant": {"name": "张三"}}
    dim = paper("business_license", name=LONG, sure=0.6)
    strange = [seal(OTHER), seal(OTHER, "finance")]
    papers = (
        dim,
        paper("power_of_attorney", seals=strange),
        paper("tax_info_notice", seals=strange),
    )
    found = case("new_permit", *papers, record=blank)
    for rule in ("FORM-POA-FIELDS", "UNIT-TAXNOTICE-FINSEAL", "MAT-FIN-SEAL", "GEN-SEAL-RING"):
        assert said(found, rule) == ("review", "supplement"), rule


# spouses ------------------------------------------------------------------------------------

SPOUSE = {"spouse": {"name": "王芳", "id_number": "110101199003072578"}}


def mates(employer: str | None, *seals: PlacedSeal) -> str:
    """What is said of the seal on the contract of a spouse with this employer."""
    found = paper("labor_contract", employee="王芳", employee_id="110101199003072578",
                  employer=employer, seals=seals)  # fmt: skip
    record = {"accompanying": SPOUSE, "agent": {"name": "李四"}}
    return said(case("dependents_change", found, record=record), "GEN-SEAL-TYPE")[0]


def test_a_spouse_may_work_for_the_applying_unit_too() -> None:
    assert mates(UNIT, seal()) == "pass"
    assert mates(OTHER, seal(OTHER, "contract"), seal()) == "pass"
    assert mates(OTHER, seal()) == "fail"  # a stamp on the copy is not the employer's seal
    assert mates("?", seal()) == "pass"  # of the right class; whose it is, its ring tells


@pytest.mark.parametrize(
    ("ring", "edge", "status"),
    [
        (UNIT[-6:], True, "pass"),
        (UNIT[:5], True, "pass"),
        (UNIT[-6:], False, "review"),  # the letters before may not have been read
        (OTHER[-7:], True, "fail"),
    ],
)
def test_a_seal_across_the_edges_of_pages_shows_a_part_of_the_name(
    ring: str, edge: bool, status: str
) -> None:
    whole, part = seal(UNIT), seal(ring)
    box = Box(0.9, 0.4, 1.0, 0.5) if edge else Box(0.4, 0.4, 0.5, 0.5)
    part = part.model_copy(update={"seal": part.seal.model_copy(update={"box": box})})
    contract = paper("labor_contract", employer=UNIT, seals=[whole, part])
    assert told(contract, "GEN-SEAL-RING")[0] == status


def test_a_tax_record_that_was_added_to_a_registration_needs_no_seal() -> None:
    record = paper("iit_tax_record")
    for service, status in (("new_permit", "fail"), ("unit_registration", "not_applicable")):
        held = case(service, record, record={"employer": {"name": UNIT}})
        assert said(held, "GEN-SEAL-TYPE")[0] == status, service
