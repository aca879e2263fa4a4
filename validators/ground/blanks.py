"""A value that its paper must carry and that gives none: blank, or not read."""

from core.models.finding import Severity
from validators.ground.look import Value
from validators.ground.verdict import Verdict, Witness, because, failed, unclear


def unread(
    value: Value, zh: str, en: str, *shown: Witness, severity: Severity | None = "supplement"
) -> Verdict:
    """What is said of a value that a rule needs and that tells it nothing.

    Where its place is surely empty the paper lacks it, and the applicant is told so at once: who
    fills it in has no need of a second visit. That is to be supplied whatever the rule decides on
    the value itself, hence the severity; None leaves it to the rule (advice stays advice). All
    rules that need the value find the same lack. What could not be read is for a person to see.
    """
    witnesses = (value, *(one for one in shown if one != value))
    if value.state == "absent":
        lack = failed(
            f"{zh}为空白，须载明，请补填或由出具方重新出具。",
            f"{en} is blank; please fill it in, or have the paper issued anew.",
            *witnesses,
            severity=severity,
        )
        return because(lack, value)
    return unclear(f"{zh}未能辨认，请核对。", f"{en} was not read; please check.", *witnesses)
