"""What the papers of one case share: who, where, when, and the usual papers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator import seals
from generator.cast import Company, Person
from generator.documents.licence import license_landscape, license_portrait
from generator.documents.pay import Pay
from generator.documents.statements import power_of_attorney
from generator.documents.tax_notice import tax_notice_prose, tax_notice_table
from generator.packing import Json
from generator.paper import Paper

GENERAL = ["GEN-EMPLOYER-EQUAL", "PROC-POA", "FORM-POA-FIELDS", "GEN-HANDLER-EQUAL"]
NEW = [
    "COMPLETE-NEW",
    "GEN-SYSTEM-EQUAL",
    *GENERAL,
    "UNIT-TAXNOTICE-YEAR",
    "UNIT-TAXNOTICE-FINSEAL",
    "FORM-INTEGRITY",
    "FORM-APP-OPINION",
    "GEN-IDNO-EQUAL",
    "GEN-ID-CHECKSUM",
    "GEN-ID-BIRTH-SEX",
    "GEN-ID-BOTH-SIDES",
    "GEN-ID-EXPIRY",
    "GEN-NAME-EQUAL",
    "GEN-USCC-CHECKSUM",
    "RES-ONE-OF",
    "CONTRACT-6M",
    "CONTRACT-PARTIES",
    "INCOME-WINDOW-6M",
    "INCOME-CONTINUOUS",
    "INCOME-SCREEN-HEADER",
    "INCOME-PAYER",
    "MAT-FIN-SEAL",
    "MAT-INCOME-ANNOTATION",
    "APP-C12-INCOME-ENTERPRISE",
]
"""Rules that hold in a complete packet for a new permit with income of the client's kind."""


@dataclass(frozen=True)
class Scene:
    """One case; `seed` numbers its papers."""

    service: str
    who: Person
    agent: Person
    unit: Company
    day: date
    home: str
    seed: int

    @property
    def stamp(self) -> seals.Seal:
        """The unit's 公章."""
        return seals.official(self.unit.name, code=self.unit.security, fresh=True)

    @property
    def money(self) -> seals.Seal:
        """The unit's round finance seal."""
        return seals.finance(self.unit.name, fresh=True)

    @property
    def filed(self) -> date:
        """A plausible day on which the forms were signed."""
        return date.fromordinal(self.day.toordinal() - 6)

    def record(self, **more: object) -> Json:
        """application.json; keys of `applicant_…` go into the applicant."""
        applicant: Json = {
            "name": self.who.name,
            "id_number": self.who.number,
            "phone": self.who.phone,
            "address": self.home,
            "employer": self.unit.name,
        }
        extra = {k: v for k, v in more.items() if not k.startswith("applicant_")}
        applicant.update(
            {k.removeprefix("applicant_"): v for k, v in more.items() if k not in extra}
        )
        kind = "institution" if self.unit.code.startswith("12") else "enterprise"
        return {
            "service": self.service,
            "submission_date": self.day.isoformat(),
            "employer": {"name": self.unit.name, "credit_code": self.unit.code, "type": kind},
            "applicant": applicant,
            "agent": {
                "name": self.agent.name,
                "id_number": self.agent.number,
                "phone": self.agent.phone,
            },
            **extra,
        }

    def attorney(self) -> Paper:
        """The power of attorney."""
        return power_of_attorney(self.unit, self.agent, self.filed, self.seed, seal=self.stamp)

    def licence(
        self, *, tall: bool = False, issued: date | None = None, qr_code: str | None = None
    ) -> Paper:
        """The business licence, copy with the unit's seal."""
        draw = license_portrait if tall else license_landscape
        day = issued or (date(2017, 11, 14) if tall else date(2021, 8, 3))
        return draw(self.unit, day, self.seed + 1, qr_code=qr_code, unit_seal=self.stamp)

    def notice(self, *, prose: bool = False, seal: seals.Seal | None = None) -> Paper:
        """The tax notice of the year before."""
        year = self.day.year - 1
        draw = tax_notice_prose if prose else tax_notice_table
        issued = date(self.day.year, max(1, self.day.month - 2), 11)
        return draw(
            self.unit,
            date(year, 1, 1),
            date(year, 12, 31),
            issued,
            self.seed + 2,
            seal=seal or self.money,
        )


def average(pays: list[Pay]) -> str:
    """The monthly mean as the system records it."""
    return f"{sum((p.income for p in pays), Decimal(0)) / len(pays):.2f}"
