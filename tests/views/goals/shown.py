"""The goals page on the screen, and what a person does to a field."""

from __future__ import annotations

from datetime import date

from il_desktop.views.goals.page import GoalsPage

TODAY = date(2026, 1, 16)


def show_goals(qtbot, shell, size=(1240, 760)):
    page = GoalsPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page("goals")
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def type_in(field, text):
    field.line.setText(text)
    field.line.textEdited.emit(text)
    field.commit()


def rows(page, sql, *params):
    return page.shell.desk.read(lambda reader: reader.rows(sql, params))


def titles(page):
    return [line.node.title for line in page.goals.goals]
