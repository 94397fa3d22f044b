"""The planner's own process: it answers, it can be stopped at once, and the window never searches itself."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from il_desktop.domain.walltime import WallTime
from il_desktop.planning import proposing, worker
from il_desktop.planning.proposing import plan_week
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.planning import Ask, week_facts
from il_desktop.queries.settings import settings
from il_desktop.views.planner.apart import Question

NOW = WallTime.parse("2026-01-16T08:00")
LONG = 20_000


@pytest.fixture
def facts(sample_desk):
    calendar = sample_desk.cached(school_calendar)
    return sample_desk.read(week_facts, Ask(date(2026, 1, 26)), NOW, calendar, sample_desk.read(settings))


@pytest.fixture
def question(qapp):
    holder = QObject()
    yield Question(holder)
    holder.deleteLater()


def test_the_process_answers_what_the_planner_would_and_this_one_never_searches(qtbot, question, facts, monkeypatch):
    here = plan_week(facts)

    def refuse(*_args, **_kwargs):
        msg = "searched beside the window"
        raise AssertionError(msg)

    monkeypatch.setattr(proposing, "solve", refuse)
    better = []
    question.better.connect(better.append)
    with qtbot.waitSignal(question.done, timeout=LONG) as told:
        question.ask(worker.PLAN, (facts,))
    assert told.args[0].proposal.lines == here.proposal.lines
    assert better
    assert better[0].week.facts == facts
    aside = Question(question)
    with qtbot.waitSignal(aside.done, timeout=LONG) as told:
        aside.ask(worker.KEEP, (here, here.proposal.lines[0].key))
    assert told.args[0]
    qtbot.waitUntil(lambda: not question.is_running and not aside.is_running, timeout=LONG)


def test_stopping_ends_the_process_at_once_and_no_answer_comes(question, facts):
    said = []
    for signal in (question.better, question.done, question.died):
        signal.connect(said.append)
    question.ask(worker.PLAN, (facts,))
    assert question.is_running
    question.stop()
    assert not question.is_running
    QApplication.processEvents()
    assert said == []


def test_a_process_that_dies_is_told_as_that(qtbot, question):
    with qtbot.waitSignal(question.died, timeout=LONG) as told:
        question.ask(worker.PLAN, ("no facts",))
    assert told.args == [1]


def test_what_two_answers_share_is_carried_over_once(facts):
    class Stream(list):
        write = list.append

        def flush(self):
            """Nothing waits."""

    stream = Stream()
    writer, reader = worker.Writer(stream), worker.Reader()
    writer.write(("better", facts))
    writer.write(("done", facts))
    assert len(stream[3]) < len(stream[1]) // 100
    sent = b"".join(stream)
    assert reader.feed(sent[:10]) == []
    first, second = reader.feed(sent[10:])
    assert first == ("better", facts)
    assert second[1] is first[1]
