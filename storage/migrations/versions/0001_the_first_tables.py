"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_acts")),
    )
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_at"), "deliveries", ["at"], unique=False)
    op.create_table(
        "draft_versions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("consultation", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_draft_versions")),
        sa.UniqueConstraint(
            "consultation", "version", "draft", name=op.f("uq_draft_versions_consultation_version_draft")
        ),
    )
    op.create_table(
        "erased",
        sa.Column("respondent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("respondent", name=op.f("pk_erased")),
    )
    op.create_table(
        "respondents",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondents")),
    )
    op.create_table(
        "rounds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("consultation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guide", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rounds")),
        sa.UniqueConstraint("code", name=op.f("uq_rounds_code")),
        sa.UniqueConstraint("id", name=op.f("uq_rounds_id")),
    )
    op.create_table(
        "tombstones",
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "editions",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_editions_round_rounds")),
        sa.PrimaryKeyConstraint("round", "number", name=op.f("pk_editions")),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("met", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent"], ["respondents.id"], name=op.f("fk_identities_respondent_respondents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_identities_round_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_respondent"), "identities", ["respondent"], unique=False)
    op.create_table(
        "link_codes",
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent"], ["respondents.id"], name=op.f("fk_link_codes_respondent_respondents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("respondent", name=op.f("pk_link_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_link_codes_code")),
    )
    op.create_table(
        "participations",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_state", sa.String(), nullable=False),
        sa.Column("at_item", sa.String(), nullable=False),
        sa.Column("at_version", sa.String(), nullable=False),
        sa.Column("at_answer", sa.String(), nullable=False),
        sa.Column("at_probed", sa.Boolean(), nullable=False),
        sa.Column("consent_version", sa.String(), nullable=True),
        sa.Column("consent_given", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_withdrawn", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quoting", sa.String(), nullable=True),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("on_record", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["respondent"],
            ["respondents.id"],
            name=op.f("fk_participations_respondent_respondents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_participations_round_rounds")),
        sa.PrimaryKeyConstraint("round", "respondent", name=op.f("pk_participations")),
    )
    op.create_index(op.f("ix_participations_respondent"), "participations", ["respondent"], unique=False)
    op.create_table(
        "answers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("draft_version", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aside", sa.String(), nullable=False),
        sa.Column("coded", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["round", "respondent"],
            ["participations.round", "participations.respondent"],
            name=op.f("fk_answers_round_respondent_participations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_round_respondent"), "answers", ["round", "respondent"], unique=False)
    op.create_table(
        "pins",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "edition"], ["editions.round", "editions.number"], name=op.f("fk_pins_round_edition_editions")
        ),
        sa.PrimaryKeyConstraint("round", "edition", "answer", name=op.f("pk_pins")),
    )
    op.create_index(op.f("ix_pins_answer"), "pins", ["answer"], unique=False)
    op.create_table(
        "stances",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["round", "respondent"],
            ["participations.round", "participations.respondent"],
            name=op.f("fk_stances_round_respondent_participations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round", "respondent", "place", name=op.f("pk_stances")),
    )
    op.create_table(
        "revisions",
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer"], ["answers.id"], name=op.f("fk_revisions_answer_answers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer", "number", name=op.f("pk_revisions")),
    )
    op.create_table(
        "tags",
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer", "revision"],
            ["revisions.answer", "revisions.number"],
            name=op.f("fk_tags_answer_revision_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("answer", "revision", "place", name=op.f("pk_tags")),
    )


def downgrade() -> None:
    op.drop_table("tags")
    op.drop_table("revisions")
    op.drop_table("stances")
    op.drop_index(op.f("ix_pins_answer"), table_name="pins")
    op.drop_table("pins")
    op.drop_index(op.f("ix_answers_round_respondent"), table_name="answers")
    op.drop_table("answers")
    op.drop_index(op.f("ix_participations_respondent"), table_name="participations")
    op.drop_table("participations")
    op.drop_table("link_codes")
    op.drop_index(op.f("ix_identities_respondent"), table_name="identities")
    op.drop_table("identities")
    op.drop_table("editions")
    op.drop_table("tombstones")
    op.drop_table("rounds")
    op.drop_table("respondents")
    op.drop_table("erased")
    op.drop_table("draft_versions")
    op.drop_index(op.f("ix_deliveries_at"), table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_table("acts")
