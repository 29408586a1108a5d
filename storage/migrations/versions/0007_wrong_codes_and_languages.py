"""Codes that were given and that nobody had opened, and the language of each notice."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wrong_codes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_wrong_codes")),
    )
    op.create_index(op.f("ix_wrong_codes_identity_at"), "wrong_codes", ["identity", "at"], unique=False)
    op.add_column("outbox", sa.Column("language", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("outbox", "language")
    op.drop_index(op.f("ix_wrong_codes_identity_at"), table_name="wrong_codes")
    op.drop_table("wrong_codes")
