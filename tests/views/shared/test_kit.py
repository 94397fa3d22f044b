from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from il_desktop.views.shared import kit, plain, theme
from il_desktop.views.shared.kit import PlainLabel


@pytest.fixture
def host(qtbot) -> QWidget:
    widget = QWidget()
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    return widget


def put(host: QWidget, widget: QWidget) -> QWidget:
    host.layout().addWidget(widget)
    return widget


@pytest.mark.parametrize("text", ["<b>bold</b>", "a & b", "<img src='file:///etc/passwd'>", "1 < 2"])
def test_labels_show_what_was_typed(host: QWidget, text: str) -> None:
    label = put(host, PlainLabel(text))
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == text


@pytest.mark.parametrize("text", ["<b>bold</b>", "a &amp; b", "<img src='x'>"])
def test_tool_tips_hold_no_markup(host: QWidget, text: str) -> None:
    plain.plain_tooltip(host, text)
    assert "<b>" not in host.toolTip()
    assert "<img" not in host.toolTip()


def test_an_elided_label_keeps_its_text_in_the_tool_tip(host: QWidget) -> None:
    label = put(host, PlainLabel("A very long title of a goal that does not fit", fit="elide"))
    assert label.minimumSizeHint().width() == 0
    assert label.toolTip() == label.text()


def test_tones_follow_the_look(host: QWidget, look: theme.Theme) -> None:
    label = put(host, PlainLabel("late", tone="attention"))
    assert label.palette().windowText().color() == theme.LIGHT.attention
    look.apply("dark")
    assert label.palette().windowText().color() == theme.DARK.attention
    label.set_tone("good")
    assert label.palette().windowText().color() == theme.DARK.good


@pytest.mark.parametrize("kind", ["primary", "outline", "quiet", "link"])
@pytest.mark.parametrize("scale", [80, 100, 200])
def test_buttons_are_large_enough_to_hit(host: QWidget, look: theme.Theme, kind: str, scale: int) -> None:
    look.apply("light", scale)
    button = put(host, kit.Button("Go", "plus", kind))
    assert button.sizeHint().height() >= 24
    assert button.sizeHint().width() >= 24


def test_the_ring_shows_for_keys_not_for_clicks(qtbot, host: QWidget) -> None:
    first, second = put(host, kit.outline_button("One")), put(host, kit.outline_button("Two"))
    with qtbot.waitActive(host):
        host.show()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert first.is_focus_visible
    plain_picture = second.grab().toImage()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert second.grab().toImage() != plain_picture
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not first.is_focus_visible


def test_a_button_follows_its_action(host: QWidget) -> None:
    fired = []
    action = QAction("&Check in…", host)
    action.triggered.connect(lambda: fired.append(1))
    button = put(host, kit.primary_button("x"))
    button.follow(action)
    assert button.text() == "Check in"
    assert button.accessibleName() == "Check in"
    button.click()
    assert len(fired) == 1
    action.setEnabled(False)
    assert not button.isEnabled()
    button.unfollow()
    action.setVisible(False)
    action.setVisible(True)
    assert button.isHidden()


def test_segments_are_chosen_by_click_and_by_keys(qtbot, host: QWidget) -> None:
    control = put(host, kit.SegmentedControl([("a", "Day"), ("b", "Work week"), ("c", "Week")], "View"))
    chosen = []
    control.chosen.connect(lambda key: chosen.append(key))  # noqa: PLW0108  a built-in method gets no arguments
    host.show()
    assert control.key == "a"
    segments = control.findChildren(QWidget)
    qtbot.mouseClick(segments[1], Qt.MouseButton.LeftButton)
    segments[1].setFocus()
    qtbot.keyClick(segments[1], Qt.Key.Key_Right)
    qtbot.keyClick(segments[2], Qt.Key.Key_Space)
    assert control.key == "c"
    assert chosen[0] == "b"
    control.set_key("nonsense")
    assert control.key == "c"


def test_segments_that_may_break_stay_whole_in_a_narrow_sheet(host: QWidget) -> None:
    options = [("a", "On track"), ("b", "At risk"), ("c", "Off track"), ("d", "Met")]
    control = put(host, kit.SegmentedControl(options, "How does it stand?", breaks=True))
    host.layout().addStretch(1)
    rows = []
    for width in (600, 220):
        host.resize(width, 300)
        host.show()
        QApplication.processEvents()
        segments = [part for part in control.children() if isinstance(part, QAbstractButton)]
        assert all(control.rect().contains(segment.geometry()) for segment in segments)
        assert all(segment.size() == segment.sizeHint() for segment in segments)
        rows.append(len({segment.y() for segment in segments}))
    assert rows == [1, 2]


@pytest.mark.parametrize("kind", kit.STATUS_SHAPES)
def test_a_status_is_shape_and_word(host: QWidget, kind: str) -> None:
    mark = put(host, kit.StatusMark(kind, "On track"))
    assert mark.accessibleName() == "On track"
    bare = kit.StatusMark(kind)
    host.layout().addWidget(bare)
    assert mark.sizeHint().width() > bare.sizeHint().width()


def test_an_empty_state_offers_one_way_on(qtbot, host: QWidget) -> None:
    empty = put(host, kit.EmptyState("No goal yet.", "Write the first goal", "target"))
    with qtbot.waitSignal(empty.pressed):
        empty.button.click()


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_every_part_paints_in_every_look(qtbot, host: QWidget, look: theme.Theme, mode: str) -> None:
    look.apply(mode)
    card = put(host, kit.Card("Title", hint="hint"))
    meter = kit.Meter()
    meter.set_values(3, 4, tick=2, name="3 of 4 hours")
    card.body.addWidget(meter)
    for tone in ("plain", "accent", "attention", "good", "outline"):
        card.body.addWidget(kit.Chip("Note", "pencil", tone))
    for kind in kit.STATUS_SHAPES:
        card.body.addWidget(kit.StatusMark(kind, kind))
    card.body.addWidget(kit.Hairline())
    host.show()
    image = host.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert look.tokens.surface.name() in seen
    assert len(seen) > 4
