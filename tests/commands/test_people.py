"""The roster on a real file: every change can be taken back, and nobody with records disappears."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadLines, BadValue, HasChildren, NotFound
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.interchange.csv_roster import plan_roster
from il_desktop.interchange.roster_plan import PersonFacts, RosterItem, RosterOutcome, RosterPlan
from il_desktop.queries.people import known_people, person_detail, roster
from il_desktop.wording.steps import step_sentence

TODAY = date(2026, 1, 16)


def names(desk: Desk) -> list[str]:
    return [row.name for row in desk.read(roster, TODAY).rows]


def undo_sentence(desk: Desk) -> str:
    label = desk.history().undo
    assert label is not None
    return step_sentence(label)


def test_added_person_is_on_the_roster_and_undo_takes_them_off(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Zoë", "Núñez", department="ELA 7", recognition_pref="private")
    assert names(desk) == ["Zoë Núñez"]
    assert undo_sentence(desk) == "Added Zoë Núñez"
    desk.undo()
    assert names(desk) == []
    desk.redo()
    detail = desk.read(person_detail, key, TODAY)
    assert detail is not None
    assert (detail.department, detail.recognition_pref) == ("ELA 7", "private")


def test_person_without_family_name_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue):
        desk.run(commands.people.add_person, "Zoë", "  ")
    assert names(desk) == []


def test_edit_changes_one_fact_and_says_which(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Marcus", "Chen")
    desk.run(commands.people.edit_person, key, recognition_pref="private")
    assert undo_sentence(desk) == "Changed how Marcus Chen likes to be recognized"
    desk.run(commands.people.edit_person, key, shown_as="M. Chen", email="m@example.org")
    assert undo_sentence(desk) == "Changed the facts of M. Chen"


def test_nobody_leads_themselves(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Marcus", "Chen")
    with pytest.raises(BadValue):
        desk.run(commands.people.edit_person, key, leader_id=key)
    with pytest.raises(NotFound):
        desk.run(commands.people.edit_person, key, leader_id="nobody")


def test_person_with_records_is_ended_not_deleted(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Daniel", "Okoye")
    desk.run(commands.recognition.record_recognition, RecognitionFacts(key, TODAY))
    with pytest.raises(HasChildren) as caught:
        desk.run(commands.people.delete_person, key)
    assert caught.value.counts == {"recognition": 1}
    desk.run(commands.people.end_person, key, date(2026, 1, 30))
    assert undo_sentence(desk) == "Ended Daniel Okoye, last day Fri 30 Jan"
    desk.run(commands.people.return_person, key)
    assert undo_sentence(desk) == "Brought Daniel Okoye back to the roster"


def test_person_cannot_leave_before_coming(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Daniel", "Okoye", active_from=date(2026, 1, 5))
    with pytest.raises(BadValue):
        desk.run(commands.people.end_person, key, date(2026, 1, 2))


def test_person_without_records_can_be_deleted_and_comes_back(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Daniel", "Okoye")
    desk.run(commands.people.delete_person, key)
    assert undo_sentence(desk) == "Deleted Daniel Okoye"
    desk.undo()
    assert desk.read(person_detail, key, TODAY) is not None


def test_staff_list_is_one_step_and_changes_only_what_it_says(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Priya", "Raman", email="priya@example.org", department="Science")
    text = "First,Last,Email,Department\nPriya,Raman,priya@example.org,Science 6\nKevin,Lee,kevin@example.org,Math 7\n"
    plan = plan_roster(text, desk.read(known_people), source=Path("staff.csv"))
    assert desk.run(commands.people.import_roster, plan) == 2
    assert names(desk) == ["Kevin Lee", "Priya Raman"]
    detail = desk.read(person_detail, key, TODAY)
    assert detail is not None
    assert detail.department == "Science 6"
    assert undo_sentence(desk) == "Imported the staff list: 1 person added, 1 changed"
    desk.undo()
    assert names(desk) == ["Priya Raman"]


def test_same_staff_list_twice_writes_nothing_more(desk: Desk) -> None:
    text = "Name,Email\nKevin Lee,kevin@example.org\n"
    desk.run(commands.people.import_roster, plan_roster(text, desk.read(known_people)))
    before = desk.history().undo
    assert desk.run(commands.people.import_roster, plan_roster(text, desk.read(known_people))) == 0
    assert desk.history().undo == before


def test_line_with_half_a_name_is_named_and_nothing_is_written(desk: Desk) -> None:
    facts = PersonFacts(given="Prince", family="")
    plan = RosterPlan("staff.csv", (RosterItem(7, RosterOutcome.NEW, facts),))
    with pytest.raises(BadLines) as caught:
        desk.run(commands.people.import_roster, plan)
    assert [(one.line, one.column) for one in caught.value.lines] == [(7, "family")]
    assert names(desk) == []


def test_principal_of_the_file_is_not_deleted(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Dana", "Whitfield", kind="administrator")
    desk.run(commands.settings.change_settings, principal_id=key)
    with pytest.raises(HasChildren):
        desk.run(commands.people.delete_person, key)


def test_unknown_field_is_a_mistake_of_ours(desk: Desk) -> None:
    with pytest.raises(TypeError):
        desk.run(commands.people.add_person, "Dana", "Whitfield", height_cm=170)


def test_a_new_name_keeps_the_old_one_searchable_and_undo_takes_it_back(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Sarah", "Miller")
    desk.run(commands.people.edit_person, key, family="Jones")
    detail = desk.read(person_detail, key, TODAY)
    assert detail is not None
    assert detail.former_names == ("Sarah Miller",)
    assert [row.name for row in desk.read(roster, TODAY).rows if "miller" in row.search_key] == ["Sarah Jones"]
    desk.undo()
    detail = desk.read(person_detail, key, TODAY)
    assert detail is not None
    assert (detail.name, detail.former_names) == ("Sarah Miller", ())


def test_days_of_a_part_timer_are_checked(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Beth", "Lund", works_on=("B", 2))
    detail = desk.read(person_detail, key, TODAY)
    assert detail is not None
    assert detail.works_on == (2, "B")
    with pytest.raises(BadValue):
        desk.run(commands.people.edit_person, key, works_on=(9,))
