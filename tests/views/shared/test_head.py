"""The head keeps its words whole: lines break between words, parts go before words are cut, buttons give way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from il_desktop.views.shared.head import HeadSentence, fitted

SAID = "6 h 05 of 7 h 41 protected time kept; 1 h still ahead; 1 h 30 not yet reconciled."


def lines(width: int, text: str = SAID) -> list[str]:
    return fitted(text, lambda words: len(words) <= width)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (100, [SAID]),
        (60, ["6 h 05 of 7 h 41 protected time kept; 1 h still ahead;", "1 h 30 not yet reconciled."]),
        (46, ["6 h 05 of 7 h 41 protected time kept;", "1 h still ahead; 1 h 30 not yet reconciled."]),
        (38, ["6 h 05 of 7 h 41 protected time kept;", "1 h still ahead."]),
        (22, ["6 h 05 of 7 h 41", "protected time kept."]),
        (12, ["6 h 05 of 7", "h 41…"]),
    ],
)
def test_the_sentence_breaks_between_words_and_gives_up_whole_parts(width, expected):
    assert lines(width) == expected


def test_nothing_to_say_is_one_empty_line():
    assert lines(0, "") == [""]


def test_the_label_shows_what_fits_and_keeps_the_whole_sentence_for_readers(qtbot, look):
    label = HeadSentence(None)
    qtbot.addWidget(label)
    label.resize(2000, 20)
    label.setText(SAID)
    label.show()
    one = label.height()
    assert label.lines == [SAID]
    label.resize(label.fontMetrics().horizontalAdvance(SAID) * 2 // 3, one)
    assert len(label.lines) == 2
    assert label.height() == 2 * one
    assert label.text() == SAID
    assert label.toolTip() == SAID
    assert look.scale_pct == 100


def test_in_a_tight_head_the_buttons_show_their_glyphs_and_come_back(open_window, sample_desk):
    window = open_window(sample_desk, "week", (1440, 800))
    head = window.head
    (new,) = [button for button in head._buttons if button.accessibleName() == "New block"]
    assert not new.is_icon_only
    head.resize(600, head.height())
    assert new.is_icon_only
    assert new.accessibleName() == "New block"
    head.resize(1440, head.height())
    assert not new.is_icon_only
    assert new.focusPolicy() != Qt.FocusPolicy.NoFocus
