"""How far two texts are apart, held against the definition."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from core.text.alike import edits, nearest, one_apart

texts = st.text("王晓小明工资由12 X", max_size=7) | st.text(max_size=6)


@cache
def by_definition(one: str, other: str) -> int:
    """The fewest insertions, deletions and replacements that make one text the other."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        by_definition(one[1:], other) + 1,
        by_definition(one, other[1:]) + 1,
        by_definition(one[1:], other[1:]) + (one[0] != other[0]),
    )


@given(texts, texts)
def test_edits_are_counted_as_they_are_defined(one: str, other: str) -> None:
    assert edits(one, other) == by_definition(one, other)


@given(texts, st.integers(0, 7), st.sampled_from("王2"), st.sampled_from(("put", "drop", "take")))
def test_what_one_edit_makes_is_one_apart(text: str, at: int, letter: str, how: str) -> None:
    at = min(at, len(text))
    rest = text[at + (how != "put") :]
    made = text[:at] + ("" if how == "drop" else letter) + rest
    assert one_apart(text, made) == (text != made)
    assert one_apart(text, made) == one_apart(made, text)


@given(texts, texts)
def test_one_apart_says_what_edits_say(one: str, other: str) -> None:
    assert one_apart(one, other) == (edits(one, other) == 1)


@given(texts.filter(bool), texts, texts)
def test_a_word_that_stands_in_a_text_is_found(word: str, before: str, behind: str) -> None:
    text = before + word + behind
    found = nearest(word, text)
    assert found is not None and text[found[0] : found[1]] == word
