from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from il_desktop import bootstrap, commands
from il_desktop.app import opening, problems
from il_desktop.app.opening import Opened
from il_desktop.app.session import Session
from il_desktop.app.single_instance import Doorbell, raise_other
from il_desktop.domain.errors import DamagedFile, FileInUse, FileMissing, NotOurFile
from il_desktop.store import backup


def make(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    bootstrap.create_file(path)
    return path


def shown(session: Session, qtbot) -> None:
    qtbot.waitUntil(lambda: session.window is not None and session.window.current is not None)


def test_a_file_opens_in_a_window_and_closes_with_it(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    session.show(opening.open_path(path))
    shown(session, qtbot)
    qtbot.waitUntil(lambda: session._doorbell is not None)
    desk = session.window.shell.desk
    session.let_go()
    assert desk.is_closed
    bootstrap.open_desk(path).close()  # the lock is free again


def test_another_file_takes_the_place_in_the_same_frame(qtbot, session: Session, own_folders: Path) -> None:
    first, second = make(own_folders / "a.ildesk"), make(own_folders / "b.ildesk")
    session.show(opening.open_path(first))
    shown(session, qtbot)
    frame, desk = session.frame, session.window.shell.desk
    session.open_file(second)
    shown(session, qtbot)
    assert session.frame is frame
    assert session.window.shell.desk.path == second
    assert desk.is_closed
    assert len(frame.menuBar().actions()) >= 5


def test_a_first_start_offers_a_file_of_ones_own_and_the_sample(qtbot, session: Session) -> None:
    opened = Opened(opening.own_path(), problem=FileMissing(opening.own_path()), is_first_start=True)
    session.show(opened)
    assert session.start_window is not None
    assert not opening.own_path().exists(), "nothing is made before the answer"
    session._choose("own")
    shown(session, qtbot)
    assert opening.own_path().exists()


def test_a_damaged_file_is_told_kept_and_its_backup_offered(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    desk = bootstrap.open_desk(path)
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.backup_now()
    desk.close()
    damaged = b"SQLite format 3\x00" + b"\x07" * 4000
    path.write_bytes(path.read_bytes()[:100] + damaged)
    session.show(opening.open_path(path))
    assert isinstance(session._opened.problem, DamagedFile)
    assert session.start_window is not None
    assert path.read_bytes().endswith(damaged), "the damaged file is not touched"
    session._choose("restore")
    shown(session, qtbot)
    assert session.window.shell.settings().school_name == "Maple Hollow"
    assert list(own_folders.glob("*kept*")), "the damaged file is kept beside it"


def test_a_file_that_proves_damaged_later_is_put_away(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    session.show(opening.open_path(path))
    shown(session, qtbot)
    session._judged.emit(DamagedFile(path, ("page 7",)))
    assert session.window is None
    assert session.start_window is not None


def test_closing_the_window_backs_up_what_changed(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    session.show(opening.open_path(path))
    shown(session, qtbot)
    session.window.shell.desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    session.window.shell.hub.flush()
    session.let_go()
    assert len(backup.backups(path)) == 1


def test_backing_up_by_hand_says_where(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    session.show(opening.open_path(path))
    shown(session, qtbot)
    session.back_up()
    qtbot.waitUntil(lambda: session.window.status.sentence.text().startswith("Backed up to school-"))
    assert session.newest_backup() is not None


def test_a_new_file_never_replaces_one(qtbot, session: Session, own_folders: Path) -> None:
    first, second = make(own_folders / "a.ildesk"), make(own_folders / "b.ildesk")
    before = second.read_bytes()
    session.show(opening.open_path(first))
    shown(session, qtbot)
    session.new_file(second)
    assert session.window.message_bar.isVisible()
    assert second.read_bytes() == before
    assert session.window.shell.desk.path == first


def test_the_first_window_answers_the_door(qtbot, qapp: QApplication, own_folders: Path) -> None:
    path = own_folders / "school.ildesk"
    assert not raise_other(path)
    bell = Doorbell(path)
    with qtbot.waitSignal(bell.rung):
        assert raise_other(path)
    bell.close()
    bell.deleteLater()


@pytest.mark.parametrize(
    ("problem", "first"),
    [
        (FileMissing(Path("x.ildesk")), "open"),
        (NotOurFile(Path("x.ildesk")), "open"),
        (FileInUse(Path("x.ildesk")), "read"),
        (DamagedFile(Path("x.ildesk")), "salvage"),
        (DamagedFile(Path("x.ildesk"), (), Path("x-000001.zip")), "restore"),
    ],
)
def test_every_problem_is_told_with_ways_on(problem, first: str) -> None:
    title, sentences, choices = problems.what_to_say(Opened(Path("x.ildesk"), problem=problem))
    assert title
    assert all(sentence for sentence in sentences)
    assert choices[0].key == first
    assert {"sample", "quit"} <= {choice.key for choice in choices}


def damage(path: Path) -> bytes:
    """Turn one letter of the last page over; return what is there then."""
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    return bytes(data)


def test_a_damaged_file_can_be_saved_into_a_new_one(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    desk = bootstrap.open_desk(path)
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    damaged = damage(path)
    session.show(opening.open_path(path))
    assert "salvage" in answers(session)
    session._choose("salvage")
    qtbot.waitUntil(lambda: session._saved is not None, timeout=20_000)
    assert "adopt" in answers(session)
    assert "came over into" in session._saved.report.read_text("utf-8")
    assert path.read_bytes() == damaged
    session._choose("adopt")
    shown(session, qtbot)
    assert session.window.shell.settings().school_name == "Maple Hollow"
    assert [kept.read_bytes() for kept in own_folders.glob("school.kept-*.ildesk")] == [damaged]


def test_what_cannot_be_saved_leads_back_to_the_other_ways(qtbot, session: Session, own_folders: Path) -> None:
    path = make(own_folders / "school.ildesk")
    path.write_bytes(b"\x07" * 40_000)
    session.show(Opened(path, problem=DamagedFile(path)))
    session._choose("salvage")
    qtbot.waitUntil(lambda: session.start_window is not None and answers(session) == ["open", "sample", "quit"])
    assert path.read_bytes() == b"\x07" * 40_000


def answers(session: Session) -> list[str]:
    """Return the ways on that the start window offers."""
    return [str(button.property("answer")) for button in session.start_window.findChildren(QPushButton)]
