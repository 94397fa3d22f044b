"""The week's review names what should be looked at again, and leads there."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton

from il_desktop import commands
from il_desktop.commands.improvement import PlanSpec
from il_desktop.views.review.again_card import AgainCard
from il_desktop.views.review.page import ReviewPage
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.shell import Shell


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> ReviewPage:
    spec = ActionSpec("edit.interruption", "&Interruption…", "Ctrl+Shift+I", menu="edit")
    sample_shell.actions.add(spec, lambda: None, sample_shell.messages.parent())
    made = ReviewPage(sample_shell)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


def test_an_intervention_due_this_week_stands_in_the_review_and_leads_to_the_register(page: ReviewPage, visits) -> None:
    desk = page.shell.desk
    goal = desk.read(lambda reader: reader.value("SELECT id FROM goal WHERE kind = 'goal' AND title LIKE 'Math%'"))
    plan = desk.run(commands.improvement.make_plan, goal, PlanSpec("Number talks", date(2026, 1, 16)))
    desk.run(commands.library.add_item, "unit", "Ratios", next_review_on=date(2026, 1, 5))
    page.shell.hub.flush()
    page.show_key("week")
    card = page.findChild(AgainCard)
    assert card is not None
    titles = [item.title for item in card.items]
    assert "Number talks" in titles
    assert titles.index("Ratios") < titles.index("Number talks")
    buttons = {button.accessibleName(): button for button in card.findChildren(QAbstractButton)}
    buttons["Open Ratios, Curriculum unit, was due 5 Jan 2026"].click()
    assert visits[-1][0] == "library"
    buttons["Open Number talks, Intervention, 16 Jan 2026"].click()
    assert visits[-1] == ("improve", plan)
