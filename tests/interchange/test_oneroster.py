from __future__ import annotations

import contextlib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.interchange import oneroster_files
from il_desktop.interchange.oneroster import read_oneroster
from il_desktop.interchange.oneroster_files import looks_like_oneroster
from il_desktop.interchange.oneroster_periods import Meeting, read_periods
from il_desktop.interchange.oneroster_plan import KnownSchool
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts, RosterOutcome
from tests.interchange.oneroster_export import TABLES, write_folder, write_zip

CODES = tuple(f"P{number}" for number in range(1, 9))
KNOWN = KnownSchool((), (), (), (), ("A", "B"), CODES, date(2026, 1, 16))


def names(plan) -> list[str]:
    return [item.facts.full_name for item in plan.people.items]


@pytest.mark.parametrize("form", ["zip", "folder", "nested"])
def test_a_zip_a_nested_zip_and_a_folder_say_the_same(tmp_path, form):
    path = tmp_path / "export"
    write_folder(path) if form == "folder" else write_zip(path, "roster/csv/" if form == "nested" else "")
    assert looks_like_oneroster(path)
    plan = read_oneroster(path, KNOWN)
    assert names(plan) == ["Hannah Brooks", "Nadia Winter"]
    assert [(item.kind, item.name) for item in plan.dates] == [("year", "2025-26"), ("term", "Spring")]
    assert [(item.title, item.room) for item in plan.sections] == [("Robotics 6", "301"), ("Robotics 7", "302")]
    assert len(plan.lessons) == 3


def test_roles_of_version_1_2_stand_in_their_own_table(tmp_path):
    users = TABLES["users"].replace(",o1,teacher,", ",,,").replace(",o1,student,", ",,,")
    roles = (
        "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
        "r1,active,u1,primary,principal,,,o1\nr2,active,u2,primary,teacher,,,o1\nr3,active,u3,primary,student,,,o1\n"
    )
    plan = read_oneroster(write_zip(tmp_path / "e.zip", users=users, roles=roles), KNOWN)
    assert [(item.facts.family, item.facts.kind) for item in plan.people.items] == [
        ("Brooks", "administrator"), ("Winter", "teacher"),
    ]  # fmt: skip
    assert plan.students_left_out == 1


def test_no_student_ever_reaches_the_plan(tmp_path):
    plan = read_oneroster(write_zip(tmp_path / "e.zip"), KNOWN)
    assert "Student" not in repr(plan)


def test_a_bad_line_is_left_out_and_named_with_its_file(tmp_path):
    users = TABLES["users"].replace("Nadia,Winter", "Nadia,")
    classes = TABLES["classes"].replace("1(A)", "9(A)")
    plan = read_oneroster(write_zip(tmp_path / "e.zip", users=users, classes=classes), KNOWN)
    found = [(each.table, each.problem.line, each.problem.column, each.problem.reason) for each in plan.refused]
    assert found == [
        ("users.csv", 3, "familyName", "empty"),
        ("classes.csv", 2, "periods", "unknown_period"),
        ("enrollments.csv", 2, "userSourcedId", "unknown"),
        ("enrollments.csv", 3, "userSourcedId", "unknown"),
    ]
    assert names(plan) == ["Hannah Brooks"]


def test_two_classes_in_one_period_of_a_teacher_are_not_guessed_at(tmp_path):
    classes = TABLES["classes"].replace('"2(A-B), 3"', "1")
    plan = read_oneroster(write_zip(tmp_path / "e.zip", classes=classes), KNOWN)
    assert [each.problem.reason for each in plan.refused] == ["period_taken"]


def test_somebody_known_by_e_mail_keeps_the_number_they_have(tmp_path):
    facts = PersonFacts("Hannah", "Brooks", email="Hannah.Brooks@example.org", external_ref="T01", grades=("6",))
    known = KNOWN.__class__((KnownPerson("p1", facts),), (), (), (), ("A", "B"), CODES, date(2026, 1, 16))
    plan = read_oneroster(write_zip(tmp_path / "e.zip"), known)
    item = plan.people.items[0]
    assert (item.person_id, item.facts.external_ref) == ("p1", "T01")
    assert plan.person_ids == {"u1": "p1"}


def test_a_name_close_to_a_known_one_waits_for_a_decision(tmp_path):
    facts = PersonFacts("Hanna", "Brooks")
    known = KNOWN.__class__((KnownPerson("p1", facts),), (), (), (), ("A", "B"), CODES, date(2026, 1, 16))
    plan = read_oneroster(write_zip(tmp_path / "e.zip"), known)
    assert [item.outcome for item in plan.people.items] == [RosterOutcome.ASK, RosterOutcome.NEW]
    assert plan.near_as_new().people.items[0].outcome is RosterOutcome.NEW


def test_of_several_schools_one_has_to_be_said(tmp_path):
    orgs = TABLES["orgs"] + "o2,active,2025-08-01,Oak Ridge High School,school,OR,\n"
    users = TABLES["users"].replace("u2,active,2025-08-01,true,o1", "u2,active,2025-08-01,true,o2")
    path = write_zip(tmp_path / "e.zip", orgs=orgs, users=users)
    with pytest.raises(BadFile) as refused:
        read_oneroster(path, KNOWN)
    assert refused.value.reason == "several_schools"
    assert "Oak Ridge High School" in refused.value.detail
    assert names(read_oneroster(path, KNOWN, "maple hollow middle school")) == ["Hannah Brooks"]
    assert names(read_oneroster(path, KNOWN, "OR")) == ["Nadia Winter"]


@pytest.mark.parametrize(
    ("text", "meetings", "wrong"),
    [
        ("", (), ""),
        ("3", (Meeting("P3"),), ""),
        ("P3,P4", (Meeting("P3"), Meeting("P4")), ""),
        ("Period 3", (Meeting("P3"),), ""),
        ("3(A-B)", (Meeting("P3"),), ""),
        ("3(A) 4(B)", (Meeting("P3", "A"), Meeting("P4", "B")), ""),
        ("2(M,W,F)", (Meeting("P2", None, 0), Meeting("P2", None, 2), Meeting("P2", None, 4)), ""),
        ("11, 3", (Meeting("P3"),), "11"),
        ("3(Z)", (), "3(Z)"),
        ("(((", (), "((("),
    ],
)
def test_the_periods_of_a_class_are_read_or_handed_back(text, meetings, wrong):
    assert read_periods(text, CODES, ("A", "B")) == (meetings, wrong)


def test_a_path_in_a_zip_is_never_used_as_one(tmp_path):
    path = write_zip(tmp_path / "in" / "e.zip", "../../out/") if (tmp_path / "in").mkdir() is None else None
    plan = read_oneroster(path, KNOWN)
    assert names(plan) == ["Hannah Brooks", "Nadia Winter"]
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["e.zip", "in"]


def test_a_zip_bomb_is_refused_by_what_it_really_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(oneroster_files, "MAX_TABLE", 200_000)
    path = write_zip(tmp_path / "e.zip", users=TABLES["users"] + "\n" * 5_000_000)
    assert path.stat().st_size < 50_000
    with pytest.raises(BadFile) as refused:
        read_oneroster(path, KNOWN)
    assert refused.value.reason == "too_large"


def test_too_many_rows_and_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(oneroster_files, "MAX_ROWS", 2)
    with pytest.raises(BadFile) as refused:
        read_oneroster(write_zip(tmp_path / "e.zip"), KNOWN)
    assert refused.value.reason == "too_many_rows"
    monkeypatch.setattr(oneroster_files, "MAX_ENTRIES", 3)
    with pytest.raises(BadFile):
        read_oneroster(write_zip(tmp_path / "f.zip"), KNOWN)


def test_what_is_no_export_is_refused_with_a_reason(tmp_path):
    no_zip = tmp_path / "a.zip"
    no_zip.write_bytes(b"PK\x03\x04 nothing")
    twice = write_zip(tmp_path / "b.zip")
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("copy/users.csv", TABLES["users"])
    cases = {
        no_zip: "unreadable", tmp_path / "none.zip": "missing", twice: "table_twice",
        write_zip(tmp_path / "c.zip", classes=""): "not_oneroster",
        write_zip(tmp_path / "d.zip", users="a,b\n1,2\n"): "no_header",
    }  # fmt: skip
    for path, reason in cases.items():
        with pytest.raises(BadFile) as refused:
            read_oneroster(path, KNOWN)
        assert refused.value.reason == reason
    assert not looks_like_oneroster(no_zip)
    with pytest.raises(BadLines):
        read_oneroster(write_zip(tmp_path / "g.zip", users=TABLES["users"] + 'u9,"open\n'), KNOWN)


def test_other_encodings_are_read(tmp_path):
    users = TABLES["users"].replace("Hannah,Brooks", "Zoë,Núñez")
    for coding in ("utf-8-sig", "cp1252", "utf-16"):
        plan = read_oneroster(write_zip(tmp_path / f"{coding}.zip", users=users.encode(coding)), KNOWN)
        assert names(plan)[0] == "Zoë Núñez"


@given(st.sampled_from(sorted(TABLES)), st.binary(max_size=300), st.integers(0, 400))
def test_garbage_in_any_table_never_breaks_the_reading(tmp_path_factory, table, noise, place):
    good = TABLES[table].encode()
    path: Path = tmp_path_factory.mktemp("noise") / "e.zip"
    write_zip(path, **{table: good[:place] + noise + good[place:]})
    with contextlib.suppress(BadFile, BadLines):
        plan = read_oneroster(path, KNOWN)
        assert all(item.facts.given and item.facts.family for item in plan.people.items)


PERIODS = (
    "g1,active,2025-08-01,Quarter 1,gradingPeriod,2025-08-18,2025-10-24,y1,2026\n"
    "g3,active,2025-08-01,Quarter 3,gradingPeriod,2026-01-20,2026-03-27,s2,2026\n"
    "x9,active,2025-08-01,Camp,summerCamp,2026-06-01,2026-06-05,y1,2026\n"
)


def test_grading_periods_are_terms_unless_they_lie_in_one(tmp_path):
    plan = read_oneroster(write_zip(tmp_path / "e.zip", academicSessions=TABLES["academicSessions"] + PERIODS), KNOWN)
    assert {item.name: item.outcome for item in plan.dates} == {
        "2025-26": RosterOutcome.NEW,
        "Spring": RosterOutcome.NEW,
        "Quarter 1": RosterOutcome.NEW,
        "Quarter 3": RosterOutcome.ASK,
    }
    asked = next(line for line in plan.lines() if line.name == "Quarter 3")
    assert not asked.is_on
    assert {item.name: item.outcome for item in plan.only({asked.key}).dates} == {"Quarter 3": RosterOutcome.NEW}


def test_every_line_ticked_is_the_whole_plan(tmp_path):
    plan = read_oneroster(write_zip(tmp_path / "e.zip"), KNOWN)
    chosen = plan.only({line.key for line in plan.lines()})
    assert chosen == plan
    assert {line.kind for line in plan.lines()} == {"people", "dates", "classes", "lessons"}


def test_what_leans_on_a_line_goes_with_it(tmp_path):
    plan = read_oneroster(write_zip(tmp_path / "e.zip"), KNOWN)
    keys = {line.key: line.name for line in plan.lines()}
    without_winter = plan.only({key for key, name in keys.items() if name != "Nadia Winter" or key.startswith("less")})
    assert names(without_winter) == ["Hannah Brooks"]
    assert without_winter.lessons == ()
    one_class = plan.only(set(keys) - {"class:k2"})
    assert {lesson.section_ref for lesson in one_class.lessons} == {"k1"}
    assert not plan.only(set()).writes
