"""The one style sheet: flat edges for Qt's own controls. Our own widgets paint themselves.

Every colour comes from the tokens; nothing here knows what a widget shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from il_desktop.views.shared import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from il_desktop.views.shared.theme import Tokens

_SHEET = """
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{
    background: {surface}; color: {text}; border: 1px solid {edge}; border-radius: 6px; padding: 3px 8px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {field}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {accent}; padding: 2px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    color: {muted}; background: {sunken}; border-color: {grid}; }}
QLineEdit[invalid="true"] {{ border: 2px solid {attention}; padding: 2px 7px; }}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: {arrow_size}px; height: {arrow_size}px; }}
QComboBox QAbstractItemView {{ border: 1px solid {edge}; background: {surface}; padding: 4px; outline: none; }}
QAbstractItemView {{ background: {surface}; color: {text}; border: none; outline: none;
    selection-background-color: {chosen}; selection-color: {on_chosen}; }}
QCheckBox, QRadioButton {{ spacing: 8px; min-height: 24px; }}
QCheckBox::indicator, QAbstractItemView::indicator {{
    width: {mark}px; height: {mark}px; border: 1px solid {edge}; border-radius: 4px; background: {surface}; }}
QRadioButton::indicator {{
    width: {mark}px; height: {mark}px; border: 1px solid {edge}; border-radius: {round}px; background: {surface}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url({tick}); }}
QRadioButton::indicator:checked {{ background: {accent}; border: 4px solid {surface}; }}
QCheckBox:focus, QRadioButton:focus {{ outline: none; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{
    border: 2px solid {focus}; width: {mark_inside}px; height: {mark_inside}px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {grid}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {muted}; border: none; padding: 7px 12px; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus {{ color: {text}; }}
QHeaderView, QHeaderView::section {{ background: {surface}; color: {muted}; border: none; font-size: {caption}pt; }}
QHeaderView::section {{ border-bottom: 1px solid {grid}; padding: 6px 8px; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}
QMenuBar {{ background: {sunken}; color: {text}; border-bottom: 1px solid {grid}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {chosen}; color: {on_chosen}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {chosen}; color: {on_chosen}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::separator {{ height: 1px; background: {grid}; margin: 4px 8px; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px 8px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {grid}; }}
"""


def sheet(tokens: Tokens, selection: QColor, scale_pct: int) -> str:
    """Return the style sheet of a look and text size."""
    grow = max(100, scale_pct) / 100
    arrow = resources.path("icons", "sheet-arrow-light.svg" if tokens.is_dark else "sheet-arrow-dark.svg")
    tick = resources.path("icons", "sheet-tick-dark.svg" if tokens.is_dark else "sheet-tick-light.svg")
    mark = round(15 * grow)
    return _SHEET.format(
        mark=mark,
        mark_inside=mark - 2,
        round=(mark + 2) // 2,
        drop=round(24 * grow),
        arrow_size=round(14 * grow),
        surface=tokens.surface.name(),
        sunken=tokens.sunken.name(),
        text=tokens.text.name(),
        muted=tokens.muted.name(),
        edge=tokens.edge.name(),
        grid=tokens.grid.name(),
        handle=tokens.edge.name() if tokens.is_contrast else tokens.grid.name(),
        accent=tokens.accent.name(),
        on_accent=tokens.on_accent.name(),
        focus=tokens.focus.name(),
        attention=tokens.attention.name(),
        chosen=tokens.accent.name() if tokens.is_contrast else selection.name(),
        on_chosen=tokens.on_accent.name() if tokens.is_contrast else tokens.text.name(),
        arrow=arrow.as_posix(),
        tick=tick.as_posix(),
        field=round(20 * grow),
        caption=9.75 * 0.87 * scale_pct / 100,
    )
