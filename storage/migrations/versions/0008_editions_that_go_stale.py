"""What an edition was made as and from, what it told, and what makes it stale; what is owed to whoever did."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("editions", sa.Column("others", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("editions", sa.Column("formats", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("editions", sa.Column("by", sa.String(), server_default="", nullable=False))
    op.add_column("editions", sa.Column("edited", sa.DateTime(timezone=True), nullable=True))
    op.add_column("editions", sa.Column("superseded_by", sa.Integer(), nullable=True))
    op.add_column("editions", sa.Column("told", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("pins", sa.Column("shown", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "pinned",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "edition"],
            ["editions.round", "editions.number"],
            name=op.f("fk_pinned_round_edition_editions"),
        ),
        sa.PrimaryKeyConstraint("round", "edition", name=op.f("pk_pinned")),
    )
    op.create_table(
        "used",
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("of_round", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent"], ["respondents.id"], name=op.f("fk_used_respondent_respondents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round", "edition"],
            ["editions.round", "editions.number"],
            name=op.f("fk_used_round_edition_editions"),
        ),
        sa.PrimaryKeyConstraint("respondent", "of_round", "round", "edition", name=op.f("pk_used")),
    )
    op.create_index(op.f("ix_used_round_edition"), "used", ["round", "edition"], unique=False)
    op.create_table(
        "causes",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "edition"],
            ["editions.round", "editions.number"],
            name=op.f("fk_causes_round_edition_editions"),
        ),
        sa.PrimaryKeyConstraint("round", "edition", "cause", name=op.f("pk_causes")),
    )
    op.create_table(
        "receipts",
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent"], ["respondents.id"], name=op.f("fk_receipts_respondent_respondents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round", "edition"],
            ["editions.round", "editions.number"],
            name=op.f("fk_receipts_round_edition_editions"),
        ),
        sa.PrimaryKeyConstraint("respondent", "round", "edition", name=op.f("pk_receipts")),
    )
    _know_what_was_used()


def downgrade() -> None:
    op.drop_table("receipts")
    op.drop_table("causes")
    op.drop_index(op.f("ix_used_round_edition"), table_name="used")
    op.drop_table("used")
    op.drop_table("pinned")
    op.drop_column("pins", "shown")
    for column in ("told", "superseded_by", "edited", "by", "formats", "others"):
        op.drop_column("editions", column)


def _know_what_was_used() -> None:
    """Let editions of before go stale too: by whose answers they pinned. Each is taken to have shown all words."""
    op.execute("""UPDATE editions SET formats = '["html", "md"]'""")  # there were no others
    op.execute(
        "INSERT INTO used (respondent, of_round, round, edition)"
        " SELECT DISTINCT answers.respondent, answers.round, pins.round, pins.edition"
        " FROM pins JOIN answers ON answers.id = pins.answer"
    )
