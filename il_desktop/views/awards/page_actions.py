"""What can be done on the awards page, with its keys."""

from __future__ import annotations

from il_desktop.views.shared.actions import ActionSpec

_PAGE = "awards"
ACTIONS = (
    ActionSpec("awards.new", "&New award round…", "Ctrl+N", icon="plus", menu="edit", group=26, page=_PAGE),
    ActionSpec("awards.edit", "&Edit the round…", "F2", icon="pencil", menu="edit", group=26, page=_PAGE),
    ActionSpec("awards.nominate", "&Put somebody forward…", "Ins", icon="user-plus", menu="edit", group=26, page=_PAGE),
    ActionSpec("awards.score", "&Scores of the panel…", icon="scale", menu="edit", group=26, page=_PAGE,
               no_shortcut="Enter on a nomination"),
    ActionSpec("awards.interviewed", "Was &interviewed", "Ctrl+I", icon="messages-square", menu="edit", group=26,
               page=_PAGE, tip="Again takes it back"),
    ActionSpec("awards.declined", "Declined or wi&thdrawn", "Ctrl+Del", icon="user-x", menu="edit", group=26,
               page=_PAGE, tip="Stands no longer, and stays in the history; again takes it back"),
    ActionSpec("awards.close", "&Close the round…", icon="check", menu="edit", group=26, page=_PAGE,
               no_shortcut="once a round"),
    ActionSpec("awards.withdraw", "Ta&ke out the nomination", "Del", icon="trash-2", menu="edit", group=26,
               page=_PAGE, tip="Written by mistake: nothing of it stays"),
    ActionSpec("awards.delete", "Delete the round", icon="trash-2", menu="edit", group=26, page=_PAGE,
               no_shortcut="rare, and only while nobody is put forward"),
    ActionSpec("awards.form", "Print the &form…", icon="printer", menu="edit", group=27, page=_PAGE,
               no_shortcut="once a round"),
    ActionSpec("awards.dossier", "&Dossier for the panel…", icon="file-text", menu="edit", group=27, page=_PAGE,
               no_shortcut="once a round"),
    ActionSpec("awards.answers", "&Bring answers in (CSV)…", icon="import", menu="edit", group=27, page=_PAGE,
               no_shortcut="once a round"),
)  # fmt: skip
WHILE_OPEN = ("nominate", "score", "interviewed", "declined", "close", "withdraw", "answers")
