"""The sample school as a file of a test's own, and the command line run inside the test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from il_desktop.cli.root import root

FILES = Path(__file__).parents[1] / "interchange" / "files"


@pytest.fixture
def sample(tmp_path, small_template) -> str:
    shutil.copy(f"{small_template}.seal", tmp_path / "sample.ildesk.seal")
    return str(shutil.copy(small_template, tmp_path / "sample.ildesk"))


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(root, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result
