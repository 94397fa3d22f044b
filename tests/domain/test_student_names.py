"""What looks like a list of students, and what does not."""

from __future__ import annotations

import pytest

from il_desktop.domain.student_names import looks_like_students


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron, Ben Okafor, Cleo Díaz",
        "Byron A., Okafor B., Díaz C.",
        "1. Ada Byron\n2. Ben Okafor\n3. Cleo Díaz",
        "- Zoë Núñez\n- Liam O’Brien\n- Jean-Luc Petit",
        "Ada, Ben, Cleo and Dev",
        "For the reading group: see below\nAda Byron; Ben Okafor; Cleo Díaz",
    ],
)
def test_a_list_of_names_is_seen(text: str) -> None:
    assert looks_like_students(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Grade 7 writers, two groups",
        "Small-group talk before writing",
        "Fall, Winter, Spring, Summer",
        "ELA, Math, Science, Art",
        "Group 1, Group 2, Group 3 and Group 4",
        "Monday, Tuesday, Thursday and Friday",
        "Dana Whitfield and Vera Hale look after it",
        "We saw less talk in Room 12, because the seats are in rows, and because nobody asked",
        "Text message at 9:00 on the second missed day",
    ],
)
def test_the_words_of_school_life_are_no_names(text: str) -> None:
    assert not looks_like_students(text)
