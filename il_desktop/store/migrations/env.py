"""How Alembic runs here: on the one connection `store.migrate` hands over, inside its transaction, and nowhere else."""

from __future__ import annotations

from alembic import context

from il_desktop.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
