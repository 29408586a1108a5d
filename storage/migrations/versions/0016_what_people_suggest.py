"""What people suggest and what is planned; what was last told of a round's groups."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("consultation", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["respondent"],
            ["respondents.id"],
            name=op.f("fk_suggestions_respondent_respondents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_consultation"), "suggestions", ["consultation"], unique=False)
    op.create_index(op.f("ix_suggestions_respondent"), "suggestions", ["respondent"], unique=False)
    op.create_table(
        "plan_entries",
        sa.Column("consultation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("consultation", "id", name=op.f("pk_plan_entries")),
    )
    op.add_column("rounds", sa.Column("glance", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("rounds", "glance")
    op.drop_table("plan_entries")
    op.drop_index(op.f("ix_suggestions_respondent"), table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_consultation"), table_name="suggestions")
    op.drop_table("suggestions")
