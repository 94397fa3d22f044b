"""How an entity behaves when its attributes are set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.exc import DetachedInstanceError

from il_desktop.domain.errors import BadValue
from il_desktop.domain.walltime import WallTime
from il_desktop.models.column_types import CheckedType, Day, Flag, Instant, Json, Wall
from il_desktop.models.goals import Target
from il_desktop.models.people import Person
from il_desktop.models.recognition import Nomination
from il_desktop.models.schedule import TimeBlock
from il_desktop.models.settings import Setting


def somebody(**facts: object) -> Person:
    return Person(**{"kind": "teacher", "given": "Zoë", "family": "Núñez", **facts})


def test_new_person_has_an_id_and_every_default_at_once() -> None:
    person = somebody()
    assert len(person.id) == 36
    assert (person.visit_every_days, person.recognition_pref, person.grades, person.is_focus) == (14, "ask", (), False)


def test_text_is_cleaned_when_set_and_empty_means_not_given() -> None:
    person = somebody(shown_as="  Zoe\u0308\nN. ", department="   ")
    assert (person.shown_as, person.department) == ("Zoë N.", None)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("given", " ", "empty"),
        ("given", None, "empty"),
        ("family", "x" * 121, "too_long"),
        ("family", 5, "not_a_text"),
        ("kind", "wizard", "not_a_choice"),
        ("visit_every_days", 0, "too_small"),
        ("visit_every_days", 181, "too_large"),
        ("visit_every_days", True, "not_a_number"),
        ("visit_every_days", 2.5, "not_a_number"),
        ("hired_on", "2026-01-01", "not_a_date"),
        ("hired_on", datetime(2026, 1, 1, tzinfo=UTC), "not_a_date"),
        ("is_focus", "yes", "not_a_choice"),
        ("grades", {1, 2}, "not_json"),
        ("leader_id", "", "not_an_id"),
    ],
)
def test_wrong_value_is_refused_at_the_field(field: str, value: object, reason: str) -> None:
    person = somebody()
    with pytest.raises(BadValue) as caught:
        setattr(person, field, value)
    assert (caught.value.field, caught.value.reason) == (field, reason)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e16, "7", True])
def test_number_must_be_finite(value: object) -> None:
    with pytest.raises(BadValue):
        Target(aim=value)


def test_zone_must_exist_and_is_no_path() -> None:
    for name in ("Mars/Olympus", "../../etc/passwd", ""):
        with pytest.raises(BadValue):
            TimeBlock(tz=name)
    assert TimeBlock(tz="Europe/Berlin").tz == "Europe/Berlin"


def test_wall_time_and_instant_keep_their_kinds_apart() -> None:
    with pytest.raises(BadValue):
        TimeBlock(starts_local=datetime(2026, 1, 16, 9, tzinfo=UTC))
    with pytest.raises(BadValue):
        TimeBlock(reconciled_at=WallTime.at(date(2026, 1, 16), 9))
    plus_one = timezone(timedelta(hours=1))
    assert TimeBlock(reconciled_at=datetime(2026, 1, 16, 9, tzinfo=plus_one)).reconciled_at == datetime(
        2026, 1, 16, 8, tzinfo=UTC
    )


def test_json_is_frozen_and_stored_the_same_whatever_its_order() -> None:
    scores = {"b": {"x": 1}, "a": [2, "ü"]}
    nomination = Nomination(scores=scores)
    with pytest.raises(TypeError):
        nomination.scores["a"] = 3
    kind = Setting.__table__.c.value.type
    assert kind.process_bind_param(nomination.scores, None) == '{"a":[2,"ü"],"b":{"x":1}}'
    assert kind.process_result_value('{"a":[2,"ü"],"b":{"x":1}}', None) == nomination.scores


def test_unknown_attribute_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        somebody(height_cm=170)


def test_detached_entity_cannot_be_edited_by_accident() -> None:
    person = somebody()
    make_transient_to_detached(person)
    with pytest.raises(DetachedInstanceError):
        person.given = "Zoe"


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        (Flag(), True, 1),
        (Day(), date(2026, 2, 28), "2026-02-28"),
        (Wall(), WallTime.at(date(2026, 2, 28), 9, 5), "2026-02-28T09:05"),
        (Instant(), datetime(2026, 1, 16, 13, tzinfo=UTC), "2026-01-16T13:00:00.000000Z"),
        (Json(), ("a", 1, None, 2.5), '["a",1,null,2.5]'),
    ],
)
def test_value_comes_back_as_it_was_stored(kind: CheckedType, value: object, stored: object) -> None:
    assert kind.process_bind_param(value, None) == stored
    assert kind.process_result_value(stored, None) == value
    assert kind.process_bind_param(None, None) is None
    assert kind.process_result_value(None, None) is None


@pytest.mark.parametrize("value", [{"a": float("nan")}, [object()], {1, 2}])
def test_value_that_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(BadValue):
        Setting(key="x", value=value)
