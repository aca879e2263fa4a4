"""The language of the command line: Chinese unless English is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

Language = Literal["zh", "en"]
VARIABLE = "YUSHEN_LANG"


@dataclass(frozen=True)
class Words:
    """Gives texts in the chosen language."""

    lang: Language = "zh"

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Words:
    """The language for a command line, found before parsing so that help has it too.

    The last `--lang` counts; without one the variable YUSHEN_LANG; without that Chinese.
    """
    lang = environment.get(VARIABLE, "zh")
    for here, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        if here == "--":
            break
        if here == "--lang":
            lang = following
        elif here.startswith("--lang="):
            lang = here.removeprefix("--lang=")
    return Words("en") if lang.lower().startswith("en") else Words("zh")
