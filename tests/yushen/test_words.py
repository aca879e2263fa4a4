import pytest

from yushen.words import choose


@pytest.mark.parametrize(
    ("arguments", "variable", "lang"),
    [
        ([], None, "zh"),
        (["check", "x"], None, "zh"),
        (["check", "x", "--lang", "en"], None, "en"),
        (["--lang=en", "check", "x"], None, "en"),
        (["check", "x", "--lang", "en", "--lang", "zh"], None, "zh"),  # the last one counts
        (["check", "--", "--lang", "en"], None, "zh"),  # a file of that name
        (["check", "--lang"], None, "zh"),  # its value is missing
        ([], "en", "en"),
        ([], "en_GB.UTF-8", "en"),
        (["--lang", "zh"], "en", "zh"),
    ],
)
def test_the_language_is_known_before_parsing(
    arguments: list[str], variable: str | None, lang: str
) -> None:
    environment = {} if variable is None else {"YUSHEN_LANG": variable}
    assert choose(arguments, environment).lang == lang
