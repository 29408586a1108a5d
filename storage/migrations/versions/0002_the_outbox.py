"""The outbox and the groups; accounts that pause; addresses with their platform before them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

THE_ONLY_CHANNEL = "terminal:"
"""Until now; downgrading leaves no other behind."""


def upgrade() -> None:
    op.add_column("identities", sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False))
    identities = sa.table("identities", sa.column("address", sa.String()))
    known = sa.update(identities).where(identities.c.address != "")
    op.execute(known.values(address=sa.literal(THE_ONLY_CHANNEL) + identities.c.address))
    op.create_table(
        "groups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_outbox_group_groups"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["identity"], ["identities.id"], name=op.f("fk_outbox_identity_identities"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_outbox_round_rounds")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_group"), "outbox", ["group"], unique=False)
    op.create_index(op.f("ix_outbox_identity"), "outbox", ["identity"], unique=False)
    op.create_index(op.f("ix_outbox_platform_fate_due"), "outbox", ["platform", "fate", "due"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_platform_fate_due"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_identity"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_group"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("groups")
    identities = sa.table("identities", sa.column("address", sa.String()))
    terminals = identities.c.address.startswith(THE_ONLY_CHANNEL)
    op.execute(sa.update(identities).where(~terminals).values(address=""))
    bare = sa.func.substr(identities.c.address, len(THE_ONLY_CHANNEL) + 1)
    op.execute(sa.update(identities).where(terminals).values(address=bare))
    op.drop_column("identities", "paused")
