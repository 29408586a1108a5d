"""Samples of answers, and what people coded them with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "samples",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drawn", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_samples_round_rounds")),
        sa.PrimaryKeyConstraint("round", "number", name=op.f("pk_samples")),
    )
    op.create_table(
        "drawn",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("showing", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("heard", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer", "revision"],
            ["revisions.answer", "revisions.number"],
            name=op.f("fk_drawn_answer_revisions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round", "sample"],
            ["samples.round", "samples.number"],
            name=op.f("fk_drawn_round_samples"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round", "sample", "answer", name=op.f("pk_drawn")),
    )
    op.create_index(op.f("ix_drawn_answer_revision"), "drawn", ["answer", "revision"], unique=False)
    op.create_table(
        "codings",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "sample", "answer"],
            ["drawn.round", "drawn.sample", "drawn.answer"],
            name=op.f("fk_codings_round_drawn"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round", "sample", "answer", "coder", name=op.f("pk_codings")),
    )


def downgrade() -> None:
    op.drop_table("codings")
    op.drop_index(op.f("ix_drawn_answer_revision"), table_name="drawn")
    op.drop_table("drawn")
    op.drop_table("samples")
