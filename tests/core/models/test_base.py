"""Frozen models: what was worked out of one stays with it."""

from functools import cached_property

from pydantic import ConfigDict

from core.models.base import Model


class Sum(Model):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    parts: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        return sum(self.parts)


def test_a_copy_with_other_values_works_them_out_anew() -> None:
    first = Sum(parts=(1, 2))
    assert first.total == 3
    second = first.model_copy(update={"parts": (4, 5)})
    assert second.total == 9
    assert first.total == 3
    assert second == Sum(parts=(4, 5))
