"""The content of a notice. It has no field for a name."""

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from core.models.base import Model
from core.models.finding import Outcome, Status

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "accept": ("受理", "accept"),
    "supplement": ("需补正", "supplement"),
    "reject": ("不予受理", "reject"),
    "review": ("人工复核", "review"),
}
TEST_ID = "p-000000000000"


class Notice(Model):
    """A packet's id, its outcome, and the number of findings of each status."""

    event: Literal["checked", "test"] = "checked"
    id: Annotated[str, Field(pattern=r"^p-[0-9a-f]{8,16}$")]
    outcome: Outcome
    counts: Mapping[Status, int] = Field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """Body for a webhook."""
        return json.dumps({"program": "yushen", **self.model_dump()}).encode("ascii")

    def subject(self) -> str:
        """Subject of a mail: Chinese, then English."""
        zh, en = OUTCOMES[self.outcome]
        head = "[预审测试]" if self.event == "test" else "[预审]"
        return f"{head} {self.id} {zh} / {en}"

    def text(self) -> str:
        """Text of a mail."""
        zh, en = OUTCOMES[self.outcome]
        rows = [f"{status}: {number}" for status, number in sorted(self.counts.items())]
        return "\n".join([f"{self.id}", f"{zh} / {en}", "", *rows, ""])


def trial() -> Notice:
    """A test notice for `yushen notify test`."""
    return Notice(event="test", id=TEST_ID, outcome="review", counts={"review": 1})
