"""The principal's fixed week: duties, meals, buffers and standing meetings, laid out by the bells of each day."""

from __future__ import annotations

from datetime import date

from il_desktop.sample.drafts import Agenda, Draft
from il_desktop.sample.year import DAYS, DELAY, FIRE_DRILL, STAFF_DAYS, TESTING_DAYS, Day

PICTURE_WEEK = tuple(date(2026, 1, day) for day in range(12, 17))
PLANNING_FROM = date(2025, 8, 25)  # the weekly Monday 9:00 with an assistant principal starts here
HOUSES = ("6x", "6y", "7x", "7y", "8x", "8y")
_MON, _TUE, _WED, _THU, _FRI = range(5)
_LUNCH = {_MON: (626, 761), _TUE: (672, 761), _WED: (626, 715), _THU: (672, 761), _FRI: (672, 761)}
_MEAL = {_MON: 780, _TUE: 780, _WED: 720, _THU: 828, _FRI: 645}
_BUFFERS = {_MON: (590, 810), _TUE: (600, 810), _WED: (555, 750), _THU: (780, 870), _FRI: (550, 840)}
_EVENINGS = (
    (date(2025, 9, 4), "Back-to-school night", 1080, 1200), (date(2025, 10, 2), "Family math evening", 1080, 1170),
    (date(2025, 10, 23), "Fall concert", 1110, 1200), (date(2025, 11, 6), "Family conferences", 960, 1170),
    (date(2025, 12, 11), "Winter concert", 1110, 1200), (date(2026, 1, 8), "Science evening", 1080, 1170),
    (date(2026, 2, 12), "Family conferences", 960, 1170), (date(2026, 3, 12), "Art show", 1050, 1140),
    (date(2026, 4, 16), "Spring musical", 1110, 1230), (date(2026, 5, 14), "Grade 5 families visit", 1080, 1170),
    (date(2026, 5, 28), "Spring concert", 1110, 1200), (date(2026, 6, 4), "Grade 8 celebration", 1080, 1200),
)  # fmt: skip


def ilt_mondays() -> tuple[date, ...]:
    """Return the 18 Mondays on which the instructional leadership team meets; 12 January is one."""
    mondays = [day.day for day in DAYS if day.day.weekday() == _MON]
    chosen = mondays[mondays.index(PICTURE_WEEK[0]) % 2 :: 2]
    spare = [day for day in mondays if day not in chosen]
    return tuple(sorted([*chosen, *spare[-1 : -1 - (18 - len(chosen)) : -1]][:18]))


ILT = ilt_mondays()


def lay_out(agenda: Agenda) -> None:
    """Put the fixed blocks of every instruction day but those of the picture week, staff days and evenings."""
    for day in DAYS:
        if day.day.weekday() == _MON and day.day >= PLANNING_FROM and day.bells == "regular":
            _planning(agenda, day)
        if day.day not in PICTURE_WEEK:
            _duties(agenda, day)
            _meetings(agenda, day)
            _pauses(agenda, day)
    for name, staff_day in STAFF_DAYS:
        _staff_day(agenda, name, staff_day)
    for evening, title, start, end in _EVENINGS:
        agenda.put(Draft(evening, start, end, title, "community", 2, is_public=True, place="School"))


def _planning(agenda: Agenda, day: Day) -> None:
    if day.day == PICTURE_WEEK[0]:
        return  # that week it was moved to Wednesday, see the picture week
    draft = Draft(day.day, 540, 570, "Planning with Joel Ramos", "huddle_review", 2, origin="series")
    draft.series, draft.occurrence_on = "planning", day.day
    if draft.is_past:
        agenda.put(draft)
    else:
        agenda.reserved.setdefault(day.day, []).append((540, 570))  # an occurrence of the series, no row yet


def _duties(agenda: Agenda, day: Day) -> None:
    weekday = day.day.weekday()
    short = day.bells in ("testing", "delay")
    lunch = (701, 791) if short else _LUNCH[weekday]
    arrival = (570, 605) if day.day == DELAY else (450, 490)
    title = "Lunch and families" if weekday == _MON and not short else "Lunch duty"
    agenda.put(Draft(day.day, 435, 450, "E-mail", "office_work"))
    agenda.put(Draft(day.day, *arrival, "Arrival duty", "student_supervision", 4, place="Bus loop"))
    agenda.put(Draft(day.day, *lunch, title, "student_supervision", 4, place="Cafeteria"))
    agenda.put(Draft(day.day, 915, 945, "E-mail", "office_work"))


def _meetings(agenda: Agenda, day: Day) -> None:
    weekday = day.day.weekday()
    goal_a, goal_b = (("A", 100),), (("B", 100),)
    if day.day in ILT:
        agenda.put(Draft(day.day, 810, 885, "ILT meeting", "ilt_meeting", 3, goals=goal_b, place="Library"))
    if weekday == _TUE and day.bells == "regular":
        agenda.put(
            Draft(day.day, 534, 577, "Data meeting", "data_meeting", 3, goals=goal_a, period="P2", place="Room 12")
        )
    if weekday == _WED:
        house = HOUSES[day.week % 6]
        agenda.put(Draft(day.day, 780, 825, f"PLC {house}", "plc_meeting", 3, goals=(("A", 60), ("C", 40))))
    if weekday == _THU and day.day not in (FIRE_DRILL, *TESTING_DAYS):
        agenda.put(Draft(day.day, 540, 660, "District meeting", "district", 4, place="District office"))
    if weekday == _FRI:
        agenda.put(Draft(day.day, 870, 915, "Weekly review", "huddle_review", 3))


def _pauses(agenda: Agenda, day: Day) -> None:
    weekday = day.day.weekday()
    agenda.try_put(Draft(day.day, _MEAL[weekday], _MEAL[weekday] + 25, "Meal", "personal"))
    for start in _BUFFERS[weekday]:
        agenda.try_put(Draft(day.day, start, start + 30, "Buffer", "office_work", 2, is_buffer=True))
    huddle = 885 if day.day in ILT else 855
    agenda.try_put(Draft(day.day, huddle, huddle + 15, "Daily huddle", "huddle_review"))


def _staff_day(agenda: Agenda, name: str, day: date) -> None:
    agenda.put(Draft(day, 435, 450, "E-mail", "office_work"))
    agenda.put(Draft(day, 480, 540, name.removeprefix("Staff day: ").capitalize(), "operations_meeting", 3))
    agenda.put(Draft(day, 690, 735, "Lunch with staff", "relationships"))
    agenda.put(Draft(day, 750, 840, "Deep work: school plan", "curriculum", 3, goals=(("A", 40), ("B", 40), ("C", 20))))
