"""Housing provided by the unit, guide 六（二）常规8（4）: owned by a unit, or by somebody else."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.homes import kind_of_home, not_proven, odd_one
from validators.facts.parties import TITLES, couple, names_one
from validators.facts.whose import of_person
from validators.ground.address import is_in_building, one_door
from validators.ground.case import Case
from validators.ground.compare import agrees
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

PUBLIC = ("work_unit", "public")
STATEMENT = "unit_residence_proof"
ELSEWHERE = not_applicable("不是居住单位公房。", "No unit housing.")


def _lived_in(case: Case) -> bool:
    """Whether the home is unit housing, as declared or by the unit's statement."""
    return kind_of_home(case) in PUBLIC or bool(case.of("public_housing_lease", STATEMENT))


def _persons(lease: Document, case: Case, policy: Policy) -> bool:
    """Whether a lease is the couple's own and not one between owner and unit."""
    return names_one(look(lease, "lessee", policy), couple(case, policy)) is True


@rule("RES-PUBLIC-UNIT")
def units_housing_has_title_and_statement(case: Case, policy: Policy) -> Verdict:
    """Owned by a unit: its title and the unit's statement, for the same owner and home."""
    titles = case.of("unit_property_proof", *TITLES)
    if not _lived_in(case) or not titles or case.of("public_housing_lease"):
        return ELSEWHERE
    if not all(_persons(lease, case, policy) for lease in case.of("lease_contract")):
        return ELSEWHERE
    return _proved(case, titles, policy)


def _proved(case: Case, titles: tuple[Document, ...], policy: Policy) -> Verdict:
    statements = case.of(STATEMENT)
    if not statements:
        return _no_statement(case, titles, policy)
    unit = look(statements[0], "unit_name", policy)
    own = parties.employer(case, policy)
    owners = [look(title, "owner", policy) for title in titles]
    names = [name for name in (unit.text, own.name) if name]
    if not any(agrees(owner, name) for owner in owners for name in names):
        return to_review(
            f"产权人为{read_zh(*owners)}，须为出具居住证明的单位或其上级单位，请核对。",
            f"The home's owner is {read_en(*owners)} and must be the unit that issued the "
            "residence statement or one above it; please check.",
            unit,
            *owners,
        )
    return _stated(
        statements[0], [look(title, "address", policy) for title in titles], case, policy
    )


def _no_statement(case: Case, papers: tuple[Document, ...], policy: Policy) -> Verdict:
    make = to_review if hidden(case, STATEMENT) else failed
    verdict = make(
        "居住单位公房，还需提供单位出具的申请人居住证明。",
        "A home in unit housing also needs the unit's statement on where the applicant lives; "
        "please hand it in.",
        *papers,
    )
    return not_proven(verdict, case, policy)


def _stated(paper: Document, homes: list[Value], case: Case, policy: Policy) -> Verdict:
    """The statement is about the applicant and the home named by the other papers."""
    person = parties.applicant(case, policy)
    name, place = look(paper, "name", policy), look(paper, "address", policy)
    is_own = agrees(name, person.name)
    if is_own is not True:
        make = failed if is_own is False and person.sure else to_review
        verdict = make(
            f"居住证明姓名为{read_zh(name)}，应为申请人 {person.name}，"
            "请提供单位为申请人出具的居住证明。",
            f"The residence statement names {read_en(name)} and should name the applicant "
            f"{person.name}; please hand in the unit's statement for the applicant.",
            name,
        )
        return of_person(verdict, paper, name, person, policy)
    answers = [
        True if home.sure and is_in_building(place.text, home.text) else one_door(home, place.text)
        for home in homes
    ]
    if True in answers:
        return passed("公房产权或租赁材料与居住证明齐全一致。", "All agree.", name, place, *homes)
    make = failed if None not in answers and place.sure else to_review
    verdict = make(
        f"居住证明地址为{read_zh(place)}，产权或租赁材料为{read_zh(*homes)}，"
        "不一致或未能比对，请核对更正。",
        f"The address on the residence statement, {read_en(place)}, and on the title or lease, "
        f"{read_en(*homes)}, differ or could not be compared; please check and correct.",
        place,
        *homes,
    )
    return because(verdict, odd_one(case, policy, place, *homes))


@rule("RES-PUBLIC-NONUNIT")
def others_housing_has_lease_and_statement(case: Case, policy: Policy) -> Verdict:
    """Owned by somebody else: the lease between owner and unit, and the unit's statement."""
    leases = case.of("public_housing_lease") or case.of("lease_contract")
    if not _lived_in(case) or not leases:
        return ELSEWHERE
    titles = case.of("unit_property_proof", *TITLES)
    if titles and leases[0].type == "lease_contract" and _persons(leases[0], case, policy):
        return ELSEWHERE  # the applicant's own lease beside a unit's title
    statements = case.of(STATEMENT)
    if not statements:
        return _no_statement(case, leases, policy)
    unit, lessee = parties.employer(case, policy), look(leases[0], "lessee", policy)
    if agrees(lessee, unit.name) is not True:
        verdict = to_review(
            f"租赁合同承租人为{read_zh(lessee)}，应为单位 {unit.name}，请核对。",
            f"The lessee on the lease is {read_en(lessee)} and should be the unit {unit.name}; "
            "please check.",
            lessee,
        )
        return verdict
    verdicts = [_over(lease, case, policy) for lease in leases if lease.type != "lease_contract"]
    if verdicts and None not in verdicts:
        return next(verdict for verdict in verdicts if verdict is not None)
    homes = [look(lease, "address", policy) for lease in leases]
    return _stated(statements[0], homes, case, policy)


def _over(lease: Document, case: Case, policy: Policy) -> Verdict | None:
    """A unit's lease that is not in force; one without a term is in force."""
    start, end = look(lease, "lease_start", policy), look(lease, "lease_end", policy)
    if end.sure and end.day and end.day < case.day:
        zh = f"单位的租赁合同已于 {end.day} 到期（申报日 {case.day}），请提供有效的租赁合同。"
        en = (
            f"The unit's lease ended on {end.day}, before the filing day {case.day}; please hand "
            "in a valid lease."
        )
        return because(failed(zh, en, end), end)
    if start.sure and start.day and start.day > case.day:
        zh = f"单位的租赁合同自 {start.day} 起，晚于申报日 {case.day}，请提供有效的租赁合同。"
        en = (
            f"The unit's lease begins on {start.day}, after the filing day {case.day}; please "
            "hand in a valid lease."
        )
        return because(failed(zh, en, start), start)
    vague = [day for day in (start, end) if day.state == "doubt"]
    if vague:
        en = "The term of the unit's lease was not read; please check."
        return to_review("单位租赁合同的租期未能辨认，请核对。", en, *vague)
    return None


RULES: tuple[Rule, ...] = (
    units_housing_has_title_and_statement,
    others_housing_has_lease_and_statement,
)
