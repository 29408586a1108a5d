"""Respondents who join another, what they bring along, and what the other takes over of it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SAID = ("participations", "answers", "stances")


def upgrade() -> None:
    op.create_table(
        "joinings",
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["other"], ["respondents.id"], name=op.f("fk_joinings_other_respondents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["respondent"], ["respondents.id"], name=op.f("fk_joinings_respondent_respondents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("respondent", name=op.f("pk_joinings")),
    )
    op.create_index(op.f("ix_joinings_other"), "joinings", ["other"], unique=False)
    op.create_table(
        "homes",
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity"], ["identities.id"], name=op.f("fk_homes_identity_identities"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["respondent"], ["respondents.id"], name=op.f("fk_homes_respondent_respondents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name=op.f("fk_homes_round_rounds")),
        sa.PrimaryKeyConstraint("identity", name=op.f("pk_homes")),
    )
    op.create_index(op.f("ix_homes_respondent"), "homes", ["respondent"], unique=False)
    for table in SAID:
        op.add_column(table, sa.Column("brought_by", sa.String(), server_default="", nullable=False))
    op.add_column("participations", sa.Column("lent", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    _part_all()
    op.drop_column("participations", "lent")
    for table in reversed(SAID):
        op.drop_column(table, "brought_by")
    op.drop_index(op.f("ix_homes_respondent"), table_name="homes")
    op.drop_table("homes")
    op.drop_index(op.f("ix_joinings_other"), table_name="joinings")
    op.drop_table("joinings")


def _part_all() -> None:
    """Give back what was brought along, since there will be nothing to tell it by.

    Nobody is quoted more widely for it: where the two permissions differ, each is asked again. Whoever withdrew
    everything while linked has withdrawn it for both. What somebody left in hand, they find in the menu.
    """
    connection, metadata = op.get_bind(), sa.MetaData()
    names = ("identities", "homes", "joinings", *SAID)
    metadata.reflect(connection, only=names)
    identities, homes, joinings, participations, answers, stances = (metadata.tables[name] for name in names)
    for identity, respondent, round_id in connection.execute(sa.select(homes)).all():
        back = sa.update(identities).where(identities.c.id == identity)
        connection.execute(back.values(respondent=respondent, round=round_id))
    for own, other, _ in connection.execute(sa.select(joinings)).all():
        theirs = sa.select(participations).where(participations.c.respondent == own)
        for row in connection.execute(theirs).all():
            known = sa.and_(participations.c.round == row.round, participations.c.respondent == other)
            shared = connection.execute(sa.select(participations).where(known)).one_or_none()
            if shared is None or row.lent is None:
                continue
            for table in (answers, stances):
                _move(connection, table, row.round, own, other)
            _settle(connection, participations, row, shared)
            said = [sa.select(table).where(_of(table, row.round, other)).limit(1) for table in (answers, stances)]
            here = sa.select(identities).where(identities.c.respondent == other, identities.c.round == row.round)
            if shared.brought_by == own and not any(connection.execute(some).first() for some in (*said, here)):
                connection.execute(sa.delete(participations).where(known))


def _of(table: sa.Table, round_id: str, respondent: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.round == round_id, table.c.respondent == respondent)


def _move(connection: sa.Connection, table: sa.Table, round_id: str, own: str, other: str) -> None:
    """Give the rows back that one of the two brought along, and number those of the other anew."""
    rows = connection.execute(sa.select(table).where(_of(table, round_id, other)).order_by(table.c.place)).all()
    _place(
        connection, table, [row for row in rows if row.brought_by == own], own, _next(connection, table, round_id, own)
    )
    _place(connection, table, [row for row in rows if row.brought_by != own], other, 0)


def _next(connection: sa.Connection, table: sa.Table, round_id: str, respondent: str) -> int:
    last = sa.select(sa.func.max(table.c.place)).where(_of(table, round_id, respondent))
    place = connection.execute(last).scalar()
    return 0 if place is None else place + 1


def _place(connection: sa.Connection, table: sa.Table, rows: Sequence[sa.Row[Any]], whose: str, start: int) -> None:
    for place, row in enumerate(rows, start):
        this = sa.and_(_of(table, row.round, row.respondent), table.c.place == row.place)
        this = table.c.id == row.id if "id" in table.c else this
        connection.execute(sa.update(table).where(this).values(respondent=whose, place=place))


def _settle(connection: sa.Connection, table: sa.Table, own: sa.Row[Any], other: sa.Row[Any]) -> None:
    menu = {"at_state": "choosing", "at_item": "", "at_version": "", "at_answer": "", "at_probed": False}
    for row in (own, other):
        values = {"turn": row.turn + 1} | ({} if own.quoting == other.quoting else {"quoting": None})
        if row.consent_given is not None and row.consent_withdrawn is None:
            values |= menu
        if row is own and other.consent_withdrawn is not None and row.consent_given is not None:
            values |= {"consent_withdrawn": other.consent_withdrawn} | menu | {"at_state": "declined"}
        connection.execute(sa.update(table).where(_of(table, row.round, row.respondent)).values(**values))
