"""Programs killed in the middle of their work: the quick part of what `scripts/faults.py` runs at length."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are POSIX matters")


def faults(*args: str, script: str = "faults") -> str:
    """Run the script; return what it prints."""
    done = subprocess.run(
        [sys.executable, f"scripts/{script}.py", *args],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("runs", [20, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])])
def test_no_save_that_was_reported_is_lost_to_a_kill(runs: int) -> None:
    assert f"{runs} writers killed" in faults("saves", "--runs", str(runs))


def test_a_writer_that_reports_too_early_is_caught() -> None:
    assert "NOT KEPT" in faults("saves", "--runs", "20", "--early-ack")


@pytest.mark.parametrize("runs", [5, pytest.param(300, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_damage_of_any_kind_is_noticed_and_no_row_is_salvaged_wrongly_in_silence(runs: int) -> None:
    assert f"{runs} files damaged" in faults("damage", "--runs", str(runs))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_damaged_file_that_was_not_closed_well_is_salvaged_too() -> None:
    assert "200 files damaged" in faults("damage", "--runs", "200", "--unsealed")


@pytest.mark.parametrize("runs", [6, pytest.param(150, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])])
def test_an_upgrade_that_is_killed_leaves_an_old_or_a_new_file_and_can_be_repeated(runs: int) -> None:
    assert f"{runs} upgrades killed" in faults("migrations", "--runs", str(runs))


@pytest.mark.skipif(shutil.which("gcc") is None, reason="the quick part; the long run fails without gcc")
def test_a_kill_at_any_call_leaves_the_file_as_before_or_as_after() -> None:
    assert "save: " in faults("--only", "save", "--every", "5", script="fault_calls")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("flow", ["save", "undo", "close", "backup", "restore", "upgrade", "create", "rescue"])
@pytest.mark.parametrize("how", [(), ("--errors",)], ids=["killed", "failing"])
def test_every_flow_is_struck_at_every_call_that_changes_a_file(flow: str, how: tuple[str, ...]) -> None:
    assert f"{flow}: " in faults("--only", flow, *how, script="fault_calls")
