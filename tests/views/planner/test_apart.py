"""The planner's own process: it answers, it can be stopped at once, and the window never searches itself."""

from __future__ import annotations

import threading
from datetime import date
from types import SimpleNamespace

import pytest

from il_desktop.domain.walltime import WallTime
from il_desktop.planning import proposing, worker
from il_desktop.planning.proposing import plan_week
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.planning import Ask, week_facts
from il_desktop.queries.settings import settings
from il_desktop.views.planner import apart
from il_desktop.views.planner.apart import PlannerEndedError, Question, Stopped

NOW = WallTime.parse("2026-01-16T08:00")


@pytest.fixture
def facts(sample_desk):
    calendar = sample_desk.cached(school_calendar)
    return sample_desk.read(week_facts, Ask(date(2026, 1, 26)), NOW, calendar, sample_desk.read(settings))


def test_the_process_answers_what_the_planner_would_and_this_one_never_searches(facts, monkeypatch):
    here = plan_week(facts)

    def refuse(*_args, **_kwargs):
        msg = "searched beside the window"
        raise AssertionError(msg)

    monkeypatch.setattr(proposing, "solve", refuse)
    better = []
    apart_from_here = Question().ask(worker.PLAN, (facts,), better.append)
    assert apart_from_here.proposal.lines == here.proposal.lines
    assert better
    assert better[0].week.facts == facts
    key = here.proposal.lines[0].key
    assert Question().ask(worker.KEEP, (here, key))


def test_stopping_ends_the_process_and_no_answer_comes(facts):
    question, ended = Question(), []

    def ask():
        try:
            question.ask(worker.PLAN, (facts,), lambda _: question.stop())
        except Stopped as error:
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(timeout=20)
    assert len(ended) == 1
    assert question._process.poll() is not None


def test_a_question_stopped_before_it_began_starts_nothing(facts, monkeypatch):
    monkeypatch.setattr(apart, "subprocess", SimpleNamespace())
    question = Question()
    question.stop()
    with pytest.raises(Stopped):
        question.ask(worker.PLAN, (facts,))


def test_a_process_that_dies_is_told_as_that():
    with pytest.raises(PlannerEndedError) as told:
        Question().ask(worker.PLAN, ("no facts",))
    assert told.value.args == (1,)
