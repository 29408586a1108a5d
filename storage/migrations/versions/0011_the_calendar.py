"""Who wishes to be reminded, until when a notice is of use, and who does what only one process shall do at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participations", sa.Column("reminding", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("ix_participations_round_reminding", "participations", ["round", "reminding"])
    op.add_column("outbox", sa.Column("lapses", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "jobs",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_jobs"),
    )


def downgrade() -> None:
    op.drop_table("jobs")
    op.drop_column("outbox", "lapses")
    op.drop_index("ix_participations_round_reminding", table_name="participations")
    op.drop_column("participations", "reminding")
