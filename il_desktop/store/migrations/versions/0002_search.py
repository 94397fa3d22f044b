"""Search: one full-text index over what people look for, kept by triggers, filled from the rows that are there.

The statements are frozen as SQL beside this file (decision 0011). No table of the first schema changes.
"""

from __future__ import annotations

import re
from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = 'kind, "key", title, name, body, dated_on'


def upgrade() -> None:
    connection = op.get_bind()  # its driver takes the statements as they are: a colon is no parameter
    for statement in re.split(r";\n(?=\S|$)", Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO search_entry ({_COLUMNS}) SELECT {_COLUMNS} FROM search_source")  # noqa: S608  ours
