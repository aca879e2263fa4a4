"""A required value that is blank or was not read."""

from core.models.finding import Severity
from validators.ground.look import Value
from validators.ground.verdict import Verdict, Witness, because, failed, to_review


def unread(
    value: Value, zh: str, en: str, *shown: Witness, severity: Severity | None = "supplement"
) -> Verdict:
    """The verdict on a value that a rule needs and that is blank or unread.

    If its field is surely empty, the applicant is told at once, to save a second visit. It must be
    supplied whatever the rule decides on the value itself, hence the severity; None leaves it to
    the rule (advice stays advice). All rules that need the value report the same fault. A person
    checks an unread value.
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
    return to_review(f"{zh}未能辨认，请核对。", f"{en} was not read; please check.", *witnesses)
