"""Our own figures: each is asked for by a rule, and none stands among the government's."""

import re
from pathlib import Path

from validators.policy import load_policy
from validators.policy.files import SHIPPED
from validators.thresholds import ours

CODE = Path(__file__).parents[2] / "validators"


def test_the_tolerances_are_those_that_rules_ask_for() -> None:
    text = "\n".join(path.read_text("utf-8") for path in CODE.rglob("*.py"))
    assert set(re.findall(r'\.tolerance\("(\w+)"\)', text)) == set(ours().tolerances)


def test_every_figure_of_the_policy_cites_a_clause_and_none_is_ours() -> None:
    policy = load_policy()
    assert {one.id for one in policy.parameters} & set(ours().tolerances) == set()
    assert [one.id for one in policy.parameters if "本项目" in one.cites] == []
    assert [*SHIPPED.rglob("thresholds.toml")] == []


def test_each_owner_has_its_own_files() -> None:
    lie = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.toml")}
    assert {"state/calendar.toml", "beijing/wages.toml", "beijing/insurance.toml"} <= lie
    own = {"district", "rules", "services", "documents", "parameters", "lists", "office",
           "deadlines", "packets", "forms"}  # fmt: skip
    assert {path for path in lie if path.startswith("dc_2019_09/")} == {
        f"dc_2019_09/{name}.toml" for name in own
    }


def test_a_kind_without_a_threshold_is_asked_for_what_text_is() -> None:
    assert ours().threshold("no such kind") == ours().threshold("text")
