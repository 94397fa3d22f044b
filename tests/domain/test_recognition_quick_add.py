"""One line to a recognition: what is understood, and that names are never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.recognition import CHANNELS, KINDS, THEMES
from il_desktop.domain.recognition_quick_add import QuickRecognition, RosterName, read_line, suggestions

TODAY = date(2026, 1, 16)
ROSTER = tuple(
    RosterName(str(number), given_name, family, shown or f"{given_name} {family}")
    for number, (given_name, family, shown) in enumerate(
        [
            ("Daniel", "Okoye", ""),
            ("Marcus", "Chen", ""),
            ("Emily", "Chen", ""),
            ("Zoë", "Núñez", ""),
            ("Grace", "Kim", ""),
            ("Liam", "O'Brien", ""),
            ("芳", "王", "Wang Fang"),
            ("Ryan", "Scott", ""),
            ("Scott", "Jensen", ""),
        ]
    )
)


def read(text: str, chosen: str | None = None) -> QuickRecognition:
    return read_line(text, ROSTER, TODAY, chosen=chosen)


@pytest.mark.parametrize(
    ("line", "name", "kind", "channel"),
    [
        ("Okoye note", "Daniel Okoye", "note", "private_note"),
        ("okoye: note", "Daniel Okoye", "note", "private_note"),
        ("Okoye's note", "Daniel Okoye", "note", "private_note"),
        ("Okoye", "Daniel Okoye", "note", None),
        ("daniel okoye award", "Daniel Okoye", "award", None),
        ("M. Chen shout-out", "Marcus Chen", "shout_out", None),
        ("Mr. Okoye spoken", "Daniel Okoye", "spoken", "private_spoken"),
        ("nunez private e-mail", "Zoë Núñez", "note", "private_email"),
        ("O’Brien in person", "Liam O'Brien", "spoken", "private_spoken"),
        ("Wang Fang small win", "Wang Fang", "small_win", None),
        ("thank-you note for Okoye", "Daniel Okoye", "note", "private_note"),
        ("shout-out Okoye", "Daniel Okoye", "shout_out", None),
        ("Okoye gift card", "Daniel Okoye", "gift", None),
    ],
)
def test_name_and_kind(line: str, name: str, kind: str, channel: str | None) -> None:
    found = read(line)
    assert found.person is not None
    assert (found.person.shown, found.kind, found.channel, found.action) == (name, kind, channel, "")


def test_whole_sentence_with_reason_and_channel() -> None:
    line = "okoye paired his peer tutors because every pair fixed its own mistakes, private note"
    found = read(line)
    assert (found.action, found.impact) == ("paired his peer tutors", "every pair fixed its own mistakes")
    assert (found.theme, found.channel, found.is_complete) == ("collaboration", "private_note", True)
    assert [(line[part.start : part.end], part.role) for part in found.parts] == [
        ("okoye", "person"),
        ("peer tutors", "theme"),
        ("because", "reason"),
        ("private note", "channel"),
    ]


def test_word_of_a_sentence_is_no_kind() -> None:
    found = read("Okoye wrote a note to every home, email")
    assert (found.action, found.channel) == ("wrote a note to every home", "private_email")


def test_day_and_channel_at_the_end() -> None:
    found = read("O'Brien stayed with a student. It mattered: the family felt safe, yesterday, in person")
    assert (found.given_on, found.kind, found.impact) == (date(2026, 1, 15), "spoken", "the family felt safe")


@pytest.mark.parametrize(
    ("line", "cents", "is_card", "action"),
    [
        ("Okoye gift card $10 for staying late", 1000, True, "for staying late"),
        ("Okoye gift $7.50", 750, False, ""),
        ("Okoye stayed with a student, gift, $12", 1200, False, "stayed with a student"),
        ("Okoye gift", None, False, ""),
    ],
)
def test_gift_has_its_amount(line: str, cents: int | None, is_card: bool, action: str) -> None:
    found = read(line)
    assert (found.kind, found.gift_cents, found.is_cash_like, found.action) == ("gift", cents, is_card, action)


def test_name_of_several_people_is_asked_about() -> None:
    found = read("Chen note")
    assert found.person is None
    assert [one.shown for one in found.choices] == ["Marcus Chen", "Emily Chen"]
    assert read("Chen note", chosen="2").person == ROSTER[2]


def test_given_name_of_one_and_family_name_of_another_is_asked_about() -> None:
    assert {one.shown for one in read("Scott award").choices} == {"Ryan Scott", "Scott Jensen"}


def test_full_name_beats_the_shared_family_name() -> None:
    found = read("Emily Chen opened her number talk, team meeting")
    assert found.person == ROSTER[2]
    assert found.visibility == "small_group"


@pytest.mark.parametrize("line", ["", "   ", "note", "wrote a note to parents", "by the grace of it", "Oko note"])
def test_nobody_is_guessed(line: str) -> None:
    assert read(line).person is None
    assert read(line).choices == ()


def test_beginning_of_a_name_offers_people() -> None:
    assert [one.shown for one in suggestions("oko", ROSTER)] == ["Daniel Okoye"]
    assert [one.shown for one in suggestions("ch", ROSTER)] == ["Emily Chen", "Marcus Chen"]
    assert suggestions("", ROSTER) == ()


@given(st.text(max_size=80))
def test_any_line_is_read_without_complaint(line: str) -> None:
    found = read(line)
    assert found.kind in KINDS
    assert found.channel is None or found.channel in CHANNELS
    assert found.theme is None or found.theme in THEMES
    assert all(0 <= part.start < part.end <= len(line) for part in found.parts)


@given(st.sampled_from(["Okoye", "Zoë Núñez", "Emily Chen"]), st.text(alphabet="abc def,;.", max_size=40))
def test_words_that_mean_nothing_stay_in_the_text(name: str, rest: str) -> None:
    found = read(f"{name} {rest}")
    assert found.person is not None
    assert "".join(found.action.split()) == "".join(rest.split()).strip(",;:.–—-") or found.parts[1:] or "." in rest


TEAM = (
    RosterName("1", "Daniel", "Okoye", "Daniel Okoye"),
    RosterName("2", "Sofia", "Ruíz", "Sofia Ruíz"),
    RosterName("3", "Grace", "Kim", "Grace Kim"),
    RosterName("4", "Emily", "Chen", "Emily Chen"),
    RosterName("5", "Marcus", "Chen", "Marcus Chen"),
)


@pytest.mark.parametrize(
    ("line", "ids", "action"),
    [
        ("Okoye, Ruiz and Kim rebuilt the unit because it dragged", ["1", "2", "3"], "rebuilt the unit"),
        ("Okoye and Sofia Ruíz rebuilt the unit", ["1", "2"], "rebuilt the unit"),
        ("Okoye & Okoye rebuilt the unit", ["1"], "rebuilt the unit"),
        ("Okoye, led the fair", ["1"], "led the fair"),
        ("Okoye and Chen led the fair", ["1"], "and Chen led the fair"),
        ("Okoye, Emily Chen shout-out: led the fair", ["1", "4"], "led the fair"),
    ],
)
def test_several_people_of_one_line(line: str, ids: list[str], action: str) -> None:
    found = read_line(line, TEAM, date(2026, 1, 16))
    assert found.person is not None
    assert [found.person.id, *(one.id for one in found.others)] == ids
    assert found.action == action


def test_thanks_for_something_is_about_that_thing() -> None:
    said = read_line("Thank you Okoye for covering two lessons", ROSTER, TODAY)
    assert said.action == "covering two lessons"
    assert read_line("Okoye for once slept in", ROSTER, TODAY).action == "for once slept in"


def test_an_apostrophe_may_be_left_out_of_a_name() -> None:
    for line in ("Obrien covered two lessons", "liam obrien note", "L. OBrien note"):
        found = read(line).person
        assert found is not None, line
        assert found.shown == "Liam O'Brien"
