"""What stood on the papers of a home, as messages cite it in both languages."""

from validators.ground.look import Value


def read_zh(*values: Value) -> str:
    """The values as they were read, in quotation marks."""
    return f"“{'、'.join(value.shown or '（未能辨认）' for value in values)}”"


def read_en(*values: Value) -> str:
    """The same in an English sentence, each in its own marks."""
    return ", ".join(f"“{value.shown or '(not read)'}”" for value in values)
