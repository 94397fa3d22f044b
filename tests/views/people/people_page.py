"""Ways to look at the people page that its tests share."""

from __future__ import annotations

from il_desktop.views.people.page import PeoplePage
from il_desktop.views.people.roster_item_model import NAME
from il_desktop.views.shared.shell import Shell


def open_page(qtbot, shell: Shell) -> PeoplePage:
    page = PeoplePage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1240, 780)
    page.show()
    return page


def shown(page: PeoplePage) -> list[str]:
    return [page.filter.index(row, NAME).data() for row in range(page.filter.rowCount())]


def problems(shell: Shell) -> list[str]:
    seen: list[str] = []
    shell.messages.problem_shown.connect(lambda sentence, _action: seen.append(sentence))
    return seen
