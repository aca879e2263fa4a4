"""The common bases of the frozen models."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Immutable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(Model):
    """A part of the report; the docstring under a name is its description in the schema."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Wording(Part):
    """One thing said in both languages."""

    zh: str
    en: str
