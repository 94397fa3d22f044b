from __future__ import annotations

from pathlib import Path

import PySide6
import pytest

from il_desktop import app


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], app.Options()),
        (["open"], app.Options()),
        (["open", "--file", "a.ildesk"], app.Options(file=Path("a.ildesk"))),
        (["--file=a.ildesk", "--page", "goals"], app.Options(file=Path("a.ildesk"), page="goals")),
        (["open", "--read-only"], app.Options(is_read_only=True)),
        (["open", "--tour", "build/screens"], app.Options(tour=Path("build/screens"))),
    ],
)
def test_arguments_are_read(arguments: list[str], expected: app.Options) -> None:
    assert app.parse(arguments) == expected


@pytest.mark.parametrize("arguments", [["--colour"], ["--file"], ["open", "extra"], ["--read-only=yes"]])
def test_wrong_usage_is_said_and_ends_with_2(arguments: list[str], capsys) -> None:
    assert app.main(arguments) == 2
    assert "usage: il-desktop open" in capsys.readouterr().err


def test_a_binding_that_loses_references_is_refused_on_old_python(monkeypatch, capsys) -> None:
    monkeypatch.setattr(PySide6, "__version__", "6.12.0")
    monkeypatch.setattr(app.sys, "version_info", (3, 11, 7, "final", 0))
    assert app.main(["open"]) == 1
    assert capsys.readouterr().err.strip() == app.OLD_PYTHON
    monkeypatch.setattr(app.sys, "version_info", (3, 12, 1, "final", 0))
    assert app.unfit_qt() == ""


def test_the_tour_of_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert app.main(["open", "--tour", str(tmp_path / "out"), "--file", str(tmp_path / "no.ildesk")]) == 1
    assert "no.ildesk" in capsys.readouterr().err


def test_only_linux_can_be_without_a_display(monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(app.sys, "platform", "linux")
    assert not app.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert app.has_display()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(app.sys, "platform", "darwin")
    assert app.has_display()
