"""A row of a table: values by name."""

from collections.abc import Mapping

from generator.layouts.values import Raw

Row = Mapping[str, Raw]
