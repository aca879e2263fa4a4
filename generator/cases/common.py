"""What the thin packets share."""

from datetime import date

from generator import cast
from generator.documents.study import Study

THIN = (
    "COMPLETE-NEW",
    "EDU-HIGHEST",
    "FORM-INTEGRITY",
    "EDU-DEGREE-VERIFY",
    "EDU-DIPLOMA-VERIFY",
    "RES-ONE-OF",
)
"""Rules that may fail beside COMPLETE-NEW when a packet is handed in with few papers."""

NO_CONTRACT = (*THIN, "CONTRACT-6M", "CONTRACT-PARTIES")
"""The same when the labour contract is missing too."""


def plain_study(who: cast.Person, serial: int) -> Study:
    year = who.birth.year + 22
    return Study(
        "样例理工大学",
        "工商管理",
        "本科",
        "管理学学士",
        "4",
        date(year - 4, 9, 1),
        date(year, 7, 1),
        f"199991{year}05{serial:06d}",
        f"199994{year}{serial:06d}",
    )
