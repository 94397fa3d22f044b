"""The second floor: people on blocks, reminders, protected windows, baselines, other calendars, challenges, a library.

The statements are frozen as SQL beside this file. One table is made anew, for its list of kinds grew longer.
"""

from __future__ import annotations

import re
from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()  # its driver takes the statements as they are: a colon is no parameter
    for statement in re.split(r";\n(?=\S|$)", Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        if statement.strip():
            connection.exec_driver_sql(statement)
