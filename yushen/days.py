"""The type of options that hold a day."""

from typing import Any

import click


class Day(click.DateTime):
    """A day in any usual format."""

    FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日")

    def __init__(self) -> None:
        super().__init__(self.FORMATS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a day such as 2025-10-15 or 20251015.", param, ctx)


DAY = Day()
