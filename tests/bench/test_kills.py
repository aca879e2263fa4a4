"""The measures of docs/reliability.md, small; the large ones are run by their commands."""

import os
import shutil
from pathlib import Path

import pytest

from bench.full_disk import full_disk
from bench.identical import identical
from bench.kills.__main__ import kills
from bench.soak import grown, soak
from tests.flows.tables import given

ROOT = Path(__file__).parents[2]
PACKETS = ROOT / "samples" / "packets"


@pytest.mark.engine
@pytest.mark.parametrize("mode", ["batch", "watch", "serve"])
def test_a_few_kills_lose_and_double_nothing(mode: str, tmp_path: Path) -> None:
    figures = kills(tmp_path / "work", mode, count=2, seed=5, packets=3)
    wrong = figures.wrong
    assert figures.kills == 2, figures
    assert (wrong.lost, wrong.doubled, wrong.half) == (0, 0, 0), figures
    assert wrong.left == 0, figures
    assert figures.lasting == 0, figures


@pytest.mark.flow
@pytest.mark.engine
@pytest.mark.parametrize("mode", ["prefect", "dask"])
def test_a_kill_with_prefect_or_dask_loses_and_doubles_nothing(
    mode: str, tmp_path: Path, tables: Path
) -> None:
    given(tables, tmp_path / "work" / "cache" / "prefect")
    figures = kills(tmp_path / "work", mode, count=1, seed=6, packets=2)
    assert figures.kills == 1 and not figures.wrong, figures


@pytest.mark.engine
def test_full_disks_lose_and_double_nothing(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a tmpfs can be mounted by root alone")
    wrong, _at_work = full_disk(tmp_path, points=2, seed=3, packets=2)
    assert not wrong, wrong


@pytest.mark.engine
def test_reports_are_the_same_bytes_cold_and_warm_by_one_and_by_two(tmp_path: Path) -> None:
    packet = tmp_path / "材料"
    packet.mkdir()
    shutil.copy(PACKETS / "good-residence-permit" / "居住证.jpg", packet)  # short, with a seal
    assert identical([packet], tmp_path / "work") == {}


@pytest.mark.engine
def test_a_short_soak_is_looked_at(tmp_path: Path) -> None:
    moments = soak(tmp_path / "work", packets=4, pages=1)
    assert moments[-1].packets == 4 and moments[-1].command > 50
    assert moments[-1].files > 0 and max(moment.workers for moment in moments) > 50


def test_growth_is_that_of_the_last_tenth() -> None:
    assert grown([100.0] * 10) == 0
    assert grown([100.0] * 10 + [110.0] * 10) == pytest.approx(0.1)
