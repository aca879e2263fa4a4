"""The papers of a correct packet, by service and type of housing."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from bench.unseen.scene import Scene
from core.models.application import Accompanying, Applicant, Application, Employer, Person
from generator import cast
from generator.documents.pay import HandlerNote, paid_note
from generator.layouts.invent import name
from generator.layouts.request import PaperRequest

COPY = "official:unit.name"
"""The unit's seal, which every copy has."""
FINANCE = "finance:unit.name"


@dataclass(frozen=True)
class PacketPaper:
    """A paper of the packet: its type and its requirements."""

    kind: str
    request: PaperRequest


@dataclass(frozen=True)
class PacketKind:
    """A kind of packet: its frequency, papers, housing and months of income."""

    id: str
    often: int
    papers: Callable[[Scene, random.Random], list[PacketPaper]]
    housing: str | None = None
    months: int = 6


def copy(kind: str, scene: Scene, *seals: str, who: str = "who", omitted: Sequence[str] = (),
         required: Sequence[str] = (), note: HandlerNote | None = None, each_sheet: bool = False,
         says: Mapping[str, str] = MappingProxyType({})) -> PacketPaper:  # fmt: skip
    """A complete paper with its seals; `says` changes values on this paper only."""
    request = PaperRequest(
        values=scene.saying(says).values_for(who),
        required=frozenset(required),
        omitted=frozenset(omitted),
        complete=True,
        seals=seals,
        note=note,
        each_sheet=each_sheet,
    )
    return PacketPaper(kind, request)


def unit_papers(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """The unit's papers, part of every packet."""
    return [
        copy("power_of_attorney", scene, COPY),
        copy("business_license", scene, "agency:unit.registrar", COPY, required=("term",)),
    ]


def notice(scene: Scene) -> PacketPaper:
    return copy(
        "tax_info_notice", scene, "agency:unit.bureau", FINANCE, required=("notice_number",)
    )


def household(scene: Scene, rng: random.Random, who: str = "who") -> list[PacketPaper]:
    """The register's first page and the person's own."""
    clerk, seal = {"agent.name": name(rng)}, f"register:{who}.issuer"
    return [
        copy("household_register_cover", scene, seal, COPY, who=who, says=clerk),
        copy("household_register_member", scene, seal, COPY, who=who, says=clerk,
             omitted=("former_name",)),
    ]  # fmt: skip


def studies(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """Diploma and degree with the reports that verify them."""
    school, office = "school:study.school", "agency:edu.office"
    form = copy("chsi_registration_form", scene, COPY)
    report = copy("education_verification_report", scene, office, COPY, required=("valid_until",))
    degree = copy("degree_online_report", scene, COPY,
                  says={"study.code": "X" + str(scene.values["study.code"])[:0:-1]})  # fmt: skip
    verified = copy("degree_verification_report", scene, office, COPY,
                    says={"study.discipline": scene.life.study.degree[:-2]})  # fmt: skip
    return [
        copy("graduation_certificate", scene, school, COPY),
        copy("degree_certificate", scene, school, COPY),
        rng.choice((form, form, report)),
        rng.choice((degree, degree, verified)),
    ]


def income(scene: Scene, rng: random.Random, kinds: Sequence[str]) -> PacketPaper:
    """The proof of income with the finance seal and the handler's signed note."""
    kind = rng.choice(kinds)
    note = paid_note(scene.life.who.name, scene.life.unit.name, scene.life.agent)
    seals = (FINANCE,) if kind == "its_withholding_screenshot" else ("agency:tax.office", FINANCE)
    screen = kind == "its_withholding_screenshot"  # each screen is a separate paper
    return copy(kind, scene, *seals, note=note, each_sheet=screen)


def applicant(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """The applicant's own papers for a new permit."""
    return [
        copy("application_form_new", scene, COPY, omitted=("title_name", "title_number")),
        copy("integrity_statement", scene, COPY),
        copy("id_card", scene, COPY),
        *household(scene, rng),
        *studies(scene, rng),
        contract(scene),
        income(scene, rng, ("its_withholding_screenshot",)),
    ]


def contract(scene: Scene) -> PacketPaper:
    return copy("labor_contract", scene, COPY)


def rented(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """A lease from a resident, and the owner's title."""
    return [
        copy("lease_contract", scene, COPY, required=("lessor_phone", "lessee_phone")),
        copy("real_estate_certificate", scene, "agency:land.office", COPY),
    ]


def owned(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """The applicant's own title."""
    return [copy("real_estate_certificate", scene, "agency:land.office", COPY,
                 says={"owner.name": scene.life.who.name})]  # fmt: skip


def dormitory(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """The unit's own house."""
    return [
        copy("unit_residence_proof", scene, COPY),
        copy("unit_property_proof", scene, COPY),
    ]


def new_permit(home: Callable[[Scene, random.Random], list[PacketPaper]]) -> Callable[
    [Scene, random.Random], list[PacketPaper]
]:  # fmt: skip
    """All papers of a new permit with this proof of a home."""

    def papers(scene: Scene, rng: random.Random) -> list[PacketPaper]:
        return [
            *unit_papers(scene, rng),
            notice(scene),
            copy("id_card", scene, COPY, who="agent"),
            *applicant(scene, rng),
            *home(scene, rng),
        ]

    return papers


def renewal(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """A permit that ends within the month, and three years of income."""
    until = scene.day + timedelta(days=rng.randint(8, 26))
    since = until.replace(year=until.year - 3, day=min(until.day, 28)) + timedelta(days=1)
    one = scene.saying({"permit.from": since, "permit.to": until})
    return [
        *unit_papers(one, rng),
        copy("application_form_renewal", one, COPY),
        copy("integrity_statement", one, COPY),
        contract(one),
        income(one, rng, ("its_withholding_screenshot",)),
    ]


def employer_change(scene: Scene, rng: random.Random) -> list[PacketPaper]:
    """The new unit's contract begins when the former unit's ended."""
    left = scene.values["past.end"]
    assert isinstance(left, date)
    start = left + timedelta(days=rng.randint(1, 14))
    end = start.replace(year=start.year + 3, day=min(start.day, 28))
    one = scene.saying({
        "work.start": start, "work.end": end, "work.signed": start - timedelta(days=1),
        "work.probation": start + timedelta(days=89),
    })  # fmt: skip
    form = copy("personal_change_form", one, COPY)
    form = replace(form, request=replace(form.request, ticks={"change_items": "聘用单位"}))
    return [
        *unit_papers(one, rng),
        notice(one),
        form,
        copy("resignation_certificate", one, "official:former.name"),
        contract(one),
    ]


SERVICES = (
    PacketKind("new_permit", 5, new_permit(rented), "rented"),
    PacketKind("new_permit", 2, new_permit(owned), "owned"),
    PacketKind("new_permit", 1, new_permit(dormitory), "work_unit"),
    PacketKind("renewal", 1, renewal, months=36),
    PacketKind("employer_change", 1, employer_change),
)


def record(scene: Scene, service: PacketKind) -> Application:
    """The system's own record of the case."""
    one, study = scene.life, scene.life.study
    return Application(
        service=service.id,
        submission_date=scene.day,
        condition=1 if service.id == "new_permit" else None,
        housing=service.housing,
        employer=Employer(name=one.unit.name, credit_code=one.unit.code, type="enterprise"),
        applicant=Applicant(
            **_person(one.who),
            address=one.home,
            employer=one.unit.name,
            education_certificate_no=study.diploma,
            degree_certificate_no=study.degree_number,
            monthly_income=Decimal(scene.income) if service.id != "employer_change" else None,
        ),
        agent=Person(**_person(one.agent)),
        accompanying=Accompanying(),
        permit_no=None if service.id == "new_permit" else str(scene.values["permit.number"]),
    )


def _person(who: cast.InventedPerson) -> dict[str, str]:
    return {"name": who.name, "id_number": who.number, "phone": who.phone}
