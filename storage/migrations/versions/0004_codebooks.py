"""Committed versions of codebooks, and what became of people's codes in each."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codebooks",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codebooks")),
        sa.UniqueConstraint("consultation", "version", name=op.f("uq_codebooks_consultation_version")),
    )
    op.create_table(
        "recodings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("onto", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer"], ["answers.id"], name=op.f("fk_recodings_answer_answers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recodings")),
    )
    op.create_index(op.f("ix_recodings_answer"), "recodings", ["answer"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_recodings_answer"), table_name="recodings")
    op.drop_table("recodings")
    op.drop_table("codebooks")
