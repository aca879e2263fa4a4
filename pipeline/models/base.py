"""The common base of the frozen models."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Immutable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
