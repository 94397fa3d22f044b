"""What all tests share: a morning that stands still, files to work on, nets that catch what a test leaves behind."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYSIDE6_OPTION_PYTHON_ENUM", "0x31")  # the short form of an enum is an error
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import hypothesis
import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.walltime import WallTime

hypothesis.settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
hypothesis.settings.register_profile("full", max_examples=500, deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def fixed_clock() -> FixedClock:
    """Friday 16 January 2026, 8:00 in New York; `advance` moves it."""
    return FixedClock.at(WallTime.parse("2026-01-16T08:00"), "America/New_York")


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new school file to make copies of; nobody opens it."""
    path = tmp_path_factory.mktemp("template") / "empty.ildesk"
    bootstrap.create_file(path, clock=FixedClock.at(WallTime.parse("2026-01-16T07:00"), "America/New_York"))
    return path


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sample school to make copies of; nobody opens it."""
    path = tmp_path_factory.mktemp("small") / "sample.ildesk"
    bootstrap.create_sample(path, size="small")
    return path


@pytest.fixture(scope="session")
def full_sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full sample school, built once: open it with `read_only=True` or copy it."""
    path = tmp_path_factory.mktemp("full") / "sample.ildesk"
    bootstrap.create_sample(path)
    return path


def copy_file(source: Path, target: Path) -> Path:
    """Copy a data file that nobody has open, with its seal; return the copy."""
    shutil.copy(f"{source}.seal", f"{target}.seal")
    return Path(shutil.copy(source, target))


@pytest.fixture
def empty_file(tmp_path: Path, empty_template: Path) -> Path:
    """A new school file nobody has opened."""
    return copy_file(empty_template, tmp_path / "school.ildesk")


@pytest.fixture
def desk(empty_file: Path, fixed_clock: FixedClock) -> Iterator[Desk]:
    """An open Desk on a new file; the test's `fixed_clock` dates its steps."""
    desk = bootstrap.open_desk(empty_file, clock=fixed_clock)
    yield desk
    desk.close()


@pytest.fixture
def sample_desk(tmp_path: Path, small_template: Path, fixed_clock: FixedClock) -> Iterator[Desk]:
    """An open Desk on a fresh copy of the small sample school, at `fixed_clock`."""
    desk = bootstrap.open_desk(copy_file(small_template, tmp_path / "sample.ildesk"), clock=fixed_clock)
    yield desk
    desk.close()


@pytest.fixture(autouse=True)
def _every_desk_is_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Desk] = []
    make = Desk.__init__

    def remember(self: Desk, *args: object, **kwargs: object) -> None:
        make(self, *args, **kwargs)
        opened.append(self)

    monkeypatch.setattr(Desk, "__init__", remember)
    yield
    assert not [desk.path for desk in opened if not desk.is_closed], "a test left a Desk open"


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _nothing_is_logged_as_a_warning() -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    assert not collector.messages
