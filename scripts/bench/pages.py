"""Rows about the open window: changing weeks in twenty years, dragging, repainting, one durable edit, memory."""

from __future__ import annotations

import gc
import itertools
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap, commands
from il_desktop.app import Options
from il_desktop.app.session import Session
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.store import driver
from il_desktop.views.main_window import MainWindow
from il_desktop.views.shared import theme
from il_desktop.views.shared.dialogs import WindowAsk
from il_desktop.views.shared.frame import Frame
from il_desktop.views.week.grid import GridState
from il_desktop.views.week.page import WeekPage
from scripts.bench.ratio import Row, interleave

WEEKS = 60
MONDAY = date(2026, 1, 12)


def rows(large: Path, folder: Path) -> list[Row]:
    """Measure on the large file; the small one stands beside it where growth with age is the question."""
    app = QApplication.instance() or QApplication([])
    theme.install(app)  # pyright: ignore[reportArgumentType]  the offscreen application
    young = folder / "young.ildesk"
    bootstrap.create_sample(young, size="small")
    desks = {path: bootstrap.open_desk(path) for path in (young, large)}
    windows = {path: open_window(desk) for path, desk in desks.items()}
    try:
        found = [
            *_week_changes(windows[large], windows[young]),
            _statements(windows[large]),
            *_painting(windows[large]),
            _growth(windows[large]),
            *_edits(desks[large], folder),
        ]
    finally:
        for window in windows.values():
            window.frame.close()
        app.processEvents()
        for desk in desks.values():
            desk.close()
    return found


def open_window(desk: Desk) -> MainWindow:
    """Open a main window on its week, as after a start."""
    frame = Frame()
    window = MainWindow(frame, desk, WindowAsk(), Session(Options()))
    window.begin("week")
    frame.resize(1440, 900)
    frame.setCentralWidget(window)
    frame.show()
    QApplication.processEvents()
    return window


def _page(window: MainWindow) -> WeekPage:
    page = window.page("week")
    if not isinstance(page, WeekPage):
        raise TypeError(page)
    return page


def _change_weeks(page: WeekPage, back: int) -> list[float]:
    spent = []
    for number in range(WEEKS):
        day = MONDAY - timedelta(weeks=back + number)
        began = time.process_time()
        page.show_week(day)
        page.grid.repaint()
        spent.append((time.process_time() - began) * 1000)
    page.show_week(MONDAY)
    return spent


def _week_changes(large: MainWindow, young: MainWindow) -> list[Row]:
    # Weeks of the last school year, and of the first, twenty years back.
    first = Row("change the week, 20-year file: query, expand, layout, paint", "ms CPU", "<= 16.7", 16.7)
    first.ours = [statistics.median(_change_weeks(_page(large), back)) for back in (0, 300, 600, 0, 300, 600, 0)]
    first.note = "median of 60 weeks a round"
    second = Row("change the week, 20-year file / first-term file", "ms CPU", "<= 1.5", 1.5)

    def term(window: MainWindow) -> float:
        page = _page(window)
        spent = []
        for number in range(17):
            began = time.process_time()
            page.show_week(MONDAY - timedelta(weeks=number))
            page.grid.repaint()
            spent.append((time.process_time() - began) * 1000)
        return statistics.median(spent)

    return [first, interleave(second, lambda: term(large), lambda: term(young), 7)]


def _statements(window: MainWindow) -> Row:
    page = _page(window)
    page.show_week(MONDAY)
    reader = window.shell.desk._reader()  # noqa: SLF001  the bench counts what the reader runs
    seen: list[str] = []
    reader._connection.set_trace_callback(seen.append)  # noqa: SLF001  same
    page.show_week(MONDAY - timedelta(weeks=9))
    reader._connection.set_trace_callback(None)  # noqa: SLF001  same
    count = sum(1 for sql in seen if sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")))
    return Row("SQL statements for a week change", "statements", "<= 3", 3, ours=[count])


def _painting(window: MainWindow) -> list[Row]:
    page = _page(window)
    page.show_week(MONDAY)
    grid = page.grid
    state = _state(page)
    crowded = state.view._replace(cards=_two_hundred(state.view.cards))
    shown = GridState.of(crowded, window.shell.now(), window.shell.settings(), window.shell.words)
    grid.show_state(shown)
    note = f"{len(crowded.cards)} blocks"
    full = Row("full repaint of the week grid, 200 blocks", "ms CPU", "<= 10", 10, note=note)
    for _ in range(15):
        grid.forget()  # drop the cached picture, as a change of look does
        began = time.process_time()
        grid.repaint()
        full.ours.append((time.process_time() - began) * 1000)
    step = Row("drag step, 200 blocks, p95", "ms CPU", "<= 2", 2, note=f"{note}; each step snaps, checks and paints")
    for _ in range(5):
        grid.show_state(shown)
        grid.repaint()
        step.ours.append(_p95(_drag(page)))
    many = Row("drag step, 12 of 200 blocks selected, p95", "ms CPU", "<= 2", 2, note="all move along")
    for _ in range(5):
        grid.show_state(shown)
        boxes = grid.layout_now.boxes if grid.layout_now else ()
        grid.selection.choose([box.card.key for box in boxes if box.card.title.startswith("More")][:12])
        grid.repaint()
        many.ours.append(_p95(_drag(page)))
    grid.selection.clear()
    page.show_week(MONDAY)
    return [full, step, many]


def _two_hundred(cards: tuple[BlockCard, ...]) -> tuple[BlockCard, ...]:
    """Return the blocks of the working hours and as many short ones of their kind as make 200 on the screen."""
    cards = tuple(card for card in cards if 435 <= card.span.start.minute < 930 and card.span.start.day.weekday() < 5)
    model = next(card for card in cards if not card.is_buffer)
    more = [
        model._replace(
            ref=BlockRef(f"more-{number}"),
            title=f"More {number}",
            protection=Protection.OPEN,
            span=Span.of(WallTime.at(MONDAY + timedelta(days=number % 5), 7, 15).plus(number // 5 * 18), 18),
        )
        for number in range(200 - len(cards))
    ]
    return tuple(sorted((*cards, *more), key=lambda card: (card.span, card.key)))


def _state(page: WeekPage) -> GridState:
    if page.grid.state is None:
        raise RuntimeError(page)
    return page.grid.state


def _drag(page: WeekPage) -> list[float]:
    grid = page.grid
    boxes = grid.layout_now.boxes if grid.layout_now else ()
    box = next(box for box in boxes if box.card.title.startswith("More"))
    start = QPointF(grid.to_widget(box.rect).center())
    _send(grid, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
    spent = []
    for number in range(1, 121):
        point = start + QPointF(number * 3.0, (number % 60) * 2.0)
        began = time.process_time()
        _send(grid, QEvent.Type.MouseMove, point, Qt.MouseButton.LeftButton)
        grid.repaint()
        spent.append((time.process_time() - began) * 1000)
    grid.gestures.cancel()
    _send(grid, QEvent.Type.MouseButtonRelease, start, Qt.MouseButton.LeftButton)
    return spent


def _send(widget: Any, kind: QEvent.Type, point: QPointF, button: Qt.MouseButton) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    event = QMouseEvent(kind, point, widget.mapToGlobal(point), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _growth(window: MainWindow) -> Row:
    page = _page(window)
    row = Row("memory growth over 1,000 week changes", "MiB", "<= 5", 5)
    _change_weeks(page, 0)
    gc.collect()
    before = _rss_mib()
    for number in range(1000):
        page.show_week(MONDAY - timedelta(weeks=number % 50))
        page.grid.repaint()
    gc.collect()
    row.ours = [max(0.0, _rss_mib() - before)]
    return row


def _rss_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * 4096 / 1024 / 1024


def _edits(desk: Desk, folder: Path) -> list[Row]:
    """Measure one field of one block, and apart from it a rename, which brings new words into the search index."""
    block = BlockRef(
        desk.read(lambda reader: reader.value("SELECT id FROM time_block WHERE starts_local > '2026-05-01' LIMIT 1"))
    )
    raw = driver.connect_durable(_one_row_file(folder / "raw.db"))
    number = itertools.count()

    def edit(**fields: Callable[[int], str]) -> Callable[[], float]:
        def work() -> None:
            count = next(number)
            desk.run(commands.schedule.edit_block, block, **{name: text(count) for name, text in fields.items()})

        return lambda: _wall(work)

    def yardstick() -> float:
        def work() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE t SET v = v || 'x' WHERE id = 1")
            raw.execute("COMMIT")

        return _wall(work)

    field, rename = edit(place="Room {}".format), edit(title="Edited {}".format)
    field()
    rename()
    one = Row("one edit, durable, journalled / raw one-row commit", "ms", "<= 3", 3.0, note="a field of a block")
    found = interleave(one, field, yardstick, 41)
    dear = Row("one rename / raw one-row commit", "ms", "<= 3", 3.0, note="the dearest edit: words are indexed")
    dear = interleave(dear, rename, yardstick, 41)
    raw.close()
    return [found, dear]


def _one_row_file(path: Path) -> Path:
    plain = driver.module.connect(path, isolation_level=None)
    plain.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)")
    plain.execute("INSERT INTO t VALUES (1, '')")
    plain.close()
    return path


def _wall(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
