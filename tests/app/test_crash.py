from __future__ import annotations

import sys
from pathlib import Path

from il_desktop.app.crash import CrashHook, append, describe


def raised(text: str) -> tuple:
    error = ValueError(text)
    return type(error), error, None


def fail_after_another() -> None:
    try:
        {}["secret"]
    except KeyError as error:
        raise ValueError from error


def test_the_log_says_where_and_never_what(tmp_path: Path, capsys) -> None:
    told: list[str] = []
    log = tmp_path / "data" / "errors.log"
    hook = CrashHook(lambda: log, told.append)
    try:
        int("Okoye was late again")
    except ValueError:
        hook.take(*sys.exc_info())
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_crash.py" in written
    assert "Okoye" not in written + told[0] + capsys.readouterr().err


def test_an_error_while_telling_is_only_logged(tmp_path: Path, capsys) -> None:
    log = tmp_path / "errors.log"

    def tell(_details: str) -> None:
        hook.take(*raised("again"))

    hook = CrashHook(lambda: log, tell)
    hook.take(*raised("first"))
    assert log.read_text(encoding="utf-8").count("ValueError") == 2
    capsys.readouterr()


def test_the_log_is_turned_over_when_it_is_full(tmp_path: Path) -> None:
    log = tmp_path / "errors.log"
    log.write_text("x" * 300_000, encoding="utf-8")
    append(log, "new\n")
    assert log.read_text(encoding="utf-8") == "new\n"
    assert (tmp_path / "errors.1.log").stat().st_size == 300_000


def test_the_cause_is_named_by_its_kind() -> None:
    try:
        fail_after_another()
    except ValueError:
        text = describe(*sys.exc_info())
    assert "after builtins.KeyError" in text
    assert "secret" not in text
