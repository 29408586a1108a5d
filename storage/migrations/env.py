"""What Alembic runs: on the connection it is given, or on ``-x url=…`` for whoever writes a migration."""

from contextlib import closing

from alembic import context
from sqlalchemy import Connection

from storage.engine import connect
from storage.tables import Base


def run(connection: Connection) -> None:
    """Migrate in the caller's transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    with closing(connect(context.get_x_argument(as_dictionary=True)["url"])) as database, database.writing() as own:
        run(own)
