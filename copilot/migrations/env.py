"""What Alembic runs to take the steps, on the connection (and its transaction) it is handed."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
