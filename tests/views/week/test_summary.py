"""Sums and sentences of the week."""

from __future__ import annotations

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import DayTotals, WeekView
from il_desktop.views.week.footer import sums_of
from il_desktop.views.week.geometry import Fold
from il_desktop.views.week.parts import cut
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.summary import fold_text, summarize, week_sentence
from il_desktop.wording.format import Words
from tests.views.week.made_week import FRIDAY_MORNING, MONDAY, card, empty_week, made_week

WORK = (435, 945)


def days(view=None, now=FRIDAY_MORNING):
    shown = view or made_week()
    return summarize(shown, cut(shown), now, WORK)


def test_the_head_line_says_kept_ahead_and_unknown():
    assert week_sentence(days(), is_empty=False) == (
        "5 h 56 of 7 h 26 protected time kept; 45 min still ahead; 15 min not yet reconciled."
    )


def test_a_week_to_come_says_what_is_planned():
    view = made_week(now=WallTime(MONDAY, 0))
    sentence = week_sentence(days(view, WallTime(MONDAY, 0)), is_empty=False)
    assert sentence == "7 h 26 of protected instructional time planned."


def test_an_empty_week_says_so():
    assert week_sentence(days(empty_week()), is_empty=True) == "Nothing is planned here yet."
    assert week_sentence(days(empty_week()), is_empty=False) == "No protected instructional time is planned."


def test_free_time_counts_from_now_and_leaves_buffers_free():
    friday = days()[4]
    assert friday.is_today
    assert friday.free == 91
    assert days()[0].free is None


def test_ahead_is_what_is_still_to_come_today():
    assert [day.ahead for day in days()] == [0, 0, 0, 0, 45]


def test_unusual_bells_stand_out():
    assert [day.has_unusual_bells for day in days()] == [False, False, True, False, False]


def test_a_fold_says_what_it_hides():
    words = Words(h24=True)
    board = card(MONDAY, 1080, 90, "School board")
    assert fold_text(Fold(True, 0, 20, 435, ()), words) == "before 7:15 · nothing"
    assert fold_text(Fold(False, 0, 20, 945, (board,)), words) == "after 15:45 · 1 block (Mon, School board 18:00)"
    assert fold_text(Fold(False, 0, 20, 945, (board, board)), words).endswith("2 blocks (Mon, School board 18:00, …)")


def test_the_footer_counts_past_blocks_nobody_recorded():
    state = GridState(made_week(), FRIDAY_MORNING, *WORK)
    sums = sums_of(state)
    assert sums.open_blocks == 1
    assert sums.total == sum(minutes for _, minutes in sums.by_category)
    assert sums_of(GridState(empty_week(), FRIDAY_MORNING, *WORK)).open_blocks == 0


def test_minutes_kept_beyond_the_plan_leave_nothing_ahead():
    view = made_week()
    over = view.days[4]._replace(totals=DayTotals(30, 45))
    shown = WeekView((*view.days[:4], over), view.cards)
    assert days(shown)[4].ahead == 0
