"""Who is asked whether an edition got them right, what they say, and what the working group answers."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "echoes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("of_round", sa.String(), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judgement", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent"],
            ["respondents.id"],
            name=op.f("fk_echoes_respondent_respondents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round", "edition"], ["editions.round", "editions.number"], name=op.f("fk_echoes_round_edition_editions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_echoes")),
        sa.UniqueConstraint("round", "edition", "respondent", name=op.f("uq_echoes_round_edition_respondent")),
    )
    op.create_index(op.f("ix_echoes_respondent"), "echoes", ["respondent"], unique=False)
    op.create_table(
        "responses",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_responses_round_rounds")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_responses")),
    )
    op.create_index(op.f("ix_responses_round"), "responses", ["round"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_responses_round"), table_name="responses")
    op.drop_table("responses")
    op.drop_index(op.f("ix_echoes_respondent"), table_name="echoes")
    op.drop_table("echoes")
