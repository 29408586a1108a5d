"""What reviewers decided on answers, and who has which in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("revisions", sa.Column("review", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "claims",
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name=op.f("fk_claims_answer_answers"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("answer", name=op.f("pk_claims")),
    )


def downgrade() -> None:
    op.drop_table("claims")
    op.drop_column("revisions", "review")
