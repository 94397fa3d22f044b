"""The alert for a window without data, in the sample school: from Wed 4 February on, not a day before."""

from __future__ import annotations

from datetime import date

from il_desktop.queries.readings import open_windows, reading_basis
from il_desktop.wording.readings import open_windows_sentence


def test_a_window_closed_for_more_than_ten_school_days_raises_an_alert(sample_desk) -> None:
    assert sample_desk.read(open_windows, date(2026, 2, 3)) == ()
    (found,) = sample_desk.read(open_windows, date(2026, 2, 4))
    assert (found.measure, found.window, found.last) == ("ELA critical-thinking rubric", "Winter", date(2026, 1, 15))
    assert open_windows_sentence(found.window, [found.measure]) == (
        "ELA critical-thinking rubric has no reading for Winter, which closed more than 10 school days ago."
    )


def test_the_basis_of_an_import_knows_every_reading(sample_desk) -> None:
    basis = sample_desk.read(reading_basis, date(2026, 1, 16))
    count = sample_desk.read(lambda reader: reader.value("SELECT count(*) FROM reading WHERE section_id IS NULL"))
    assert len(basis.by_day) == count
    assert {window.name for window in basis.windows} == {"Fall", "Interim", "Winter", "Spring"}
