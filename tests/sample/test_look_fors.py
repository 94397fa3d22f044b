"""The vision of the sample school says what shows it in a lesson."""

from __future__ import annotations

from il_desktop.queries.vision import look_for_choices, vision_page


def test_elements_of_the_vision_say_what_shows_them_and_one_cannot_be_seen_in_a_lesson(sample_desk):
    items = {item.name: item.look_fors for item in sample_desk.read(vision_page)[0].items}
    assert items["Every lesson checks for understanding"] == (
        "Teaching changes after a check",
        "Teacher checks understanding",
    )
    assert len(items["Students do most of the talking about the work"]) == 3
    assert len(items["Feedback is used before the bell"]) == 2
    assert items["Families hear good news first"] == ()
    assert len(sample_desk.read(look_for_choices)) > 7
