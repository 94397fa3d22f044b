"""The project's own promises: set-up commands, pins, wheel, rooms."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def dev():
    spec = importlib.util.spec_from_file_location("dev_script", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {entry.split("==")[0].lower(): entry for entry in re.split(r"\n(?=\S)", text) if "==" in entry}


def test_readme_shows_the_two_commands_first_and_a_picture_that_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_block = readme.split("```")[1].split()
    assert first_block == ["python3", "dev.py", "run", "python3", "dev.py", "test"]
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", readme)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_build_server_calls_check_and_check_calls_the_readmes_test_command():
    assert "python3 dev.py check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert '"tests": [sys.executable, "dev.py", "test"]' in (ROOT / "dev.py").read_text(encoding="utf-8")


def test_the_front_door_can_be_read_by_an_older_python():
    assert ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8)).body


@pytest.mark.parametrize("name", ["app", "dev"])
def test_every_pin_has_hashes_and_no_address(name):
    entries = pins(name)
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries.values())
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text


def test_every_dependency_is_pinned():
    def names(requirements):
        return {re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower() for requirement in requirements}

    wanted = names(PROJECT["project"]["dependencies"])
    assert wanted <= set(pins("app"))
    assert wanted | names(PROJECT["dependency-groups"]["dev"]) <= set(pins("dev"))


def test_qt_stays_below_the_release_that_breaks_python_3_11():
    requirement = next(entry for entry in PROJECT["project"]["dependencies"] if entry.startswith("PySide6"))
    assert requirement == "PySide6-Essentials>=6.11.3,<6.12"


def test_an_unknown_command_is_refused(dev, capsys):
    assert dev.main(["rnu"]) == 2
    assert "no command “rnu”" in capsys.readouterr().err


def test_missing_system_libraries_are_named_in_one_line_for_other_users(dev, capsys, monkeypatch):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as stop:
        dev._system_packages(["libegl1", "libxkbcommon0"])
    assert stop.value.code == 2
    assert "sudo apt-get install -y --no-install-recommends libegl1 libxkbcommon0" in capsys.readouterr().err


def test_only_missing_libraries_are_asked_for(dev, monkeypatch):
    monkeypatch.setattr(dev, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev, "_oracle_answers", lambda: False)
    assert dev._missing_packages(screen=False, oracle=False) == ["libegl1"]
    assert dev._missing_packages(screen=True, oracle=True) == ["libegl1", "gir1.2-ical-3.0", "python3-gi"]


def test_a_ready_environment_needs_no_work(dev, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    (tmp_path / "python").touch()
    calls = []
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: calls.append(command) or 0)
    monkeypatch.setattr(dev, "_write_launcher", lambda: None)
    dev._virtual_environment("app")
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    dev._virtual_environment("app")
    assert len(calls) == 1


def test_the_wheel_carries_the_resources_and_finds_them(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    shipped = {name.removeprefix("il_desktop/_resources/") for name in names if "_resources/" in name}
    here = {
        path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    assert here
    assert here <= shipped
    assert not any(name.startswith("tests/") for name in names)
    code = (
        "from il_desktop.views.shared import resources; print(resources.path('fonts', 'Inter-Regular.otf').is_file())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "site",
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "True"
