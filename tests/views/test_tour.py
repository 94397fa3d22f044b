from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from il_desktop.views.shared import theme
from il_desktop.views.shared.frame import PAGES
from il_desktop.views.tour import SIZE, SMALL, render_tour


@pytest.mark.slow
def test_the_tour_shows_every_page_light_dark_and_small(qtbot, sample_desk, tmp_path: Path) -> None:
    pictures = {path.stem: QImage(str(path)) for path in render_tour(sample_desk, tmp_path / "screens")}
    for page_id, *_ in PAGES:
        for mode, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
            picture = pictures[f"{page_id}-{mode}"]
            assert (picture.width(), picture.height()) == SIZE
            assert picture.pixelColor(60, 600) == tokens.sunken
        small = pictures[f"{page_id}-{SMALL[0]}x{SMALL[1]}"]
        assert (small.width(), small.height()) == SMALL
    assert {"palette", "preferences", "shortcuts", "about", "week-contrast", "week-200-percent"} <= set(pictures)
    assert {"month-light", "month-1024x640", "agenda-dark", "agenda-200-percent"} <= set(pictures)
    assert {"proposal-light", "proposal-dark", "what-if-light", "what-if-dark", "what-if-1024x640"} <= set(pictures)
    assert len({image.bits().tobytes() for image in pictures.values()}) == len(pictures), "no two pictures are the same"
