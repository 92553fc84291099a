"""What Alembic runs: the steps go into the transaction that `upgrade` was called in, so that all of them hold or none."""

from __future__ import annotations

from alembic import context

# SQLite can take back a change of tables like any other; Alembic must be told so, and not to commit between steps.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
