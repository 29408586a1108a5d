"""How many of which group a round is to hear, and when somebody came to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("targets", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("participations", sa.Column("finished", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("participations", "finished")
    op.drop_column("rounds", "targets")
