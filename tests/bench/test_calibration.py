"""Curves are fitted for each set of readers, and take the place of no others'."""

import json
import tomllib
from pathlib import Path

from bench.calibration import fitted, joined, load, table, written
from pipeline.settling.calibrate import Calibration, shipped


def lines(readers: str, wrong: int) -> list[str]:
    """A hundred days, the least sure of them wrong."""
    common = {"kind": "date", "typed": True, "readers": readers}
    return [
        json.dumps(
            common | {"confidence": 0.5 + n / 200, "verdict": "wrong" if n < wrong else "right"}
        )
        for n in range(100)
    ]


def test_each_set_of_readers_has_its_own_curves(tmp_path: Path) -> None:
    missing = json.dumps({"kind": "date", "typed": True, "readers": "a", "verdict": "missing"})
    file = tmp_path / "train.jsonl"
    file.write_text("\n".join([*lines("a", 2), *lines("a + s", 30), missing]), "utf-8")
    found = load(file)
    assert {readers: len(seen["days and amounts"].right) for readers, seen in found.items()} == {
        "a": 100,
        "a + s": 100,
    }
    one, both = (fitted(seen, readers) for readers, seen in found.items())
    assert (one.readers, both.readers) == (("a",), ("a + s",))
    assert (both.curve[0].values, both.curve[0].wrong) == (100, 30)
    assert one.curve[0].at(0.6) > both.curve[0].at(0.6)
    assert "| days and amounts | 100 |" in table(
        found["a"], one, {"date": 0.9, "month": 0.9, "amount": 0.9, "phone": 0.9}
    )


def test_what_is_measured_anew_takes_the_place_of_the_same_readers_alone(tmp_path: Path) -> None:
    known = shipped()
    first, *others = known.measured[0].readers
    fresh = known.measured[0].model_copy(update={"readers": (first,)})
    found = joined(known, [fresh])
    assert found.curves(first) is fresh
    assert found.worth == known.worth
    for readers in others:
        kept = found.curves(readers)
        assert kept is not None and kept.curve == known.measured[0].curve
        assert first not in kept.readers


def test_what_is_written_is_what_is_read() -> None:
    assert Calibration.model_validate(tomllib.loads(written(shipped()))) == shipped()
