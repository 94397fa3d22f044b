"""The first schema: every table of the product as it was on its first day.

The statements are frozen as SQL beside this file, so that a later change of the mapped classes cannot rewrite
history. A test compares what they make with the mapped classes.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
