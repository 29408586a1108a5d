"""What somebody was shown of others before a position on a draft, and of which new versions they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("shown", "told_of"):
        op.add_column("participations", sa.Column(name, sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    for name in ("told_of", "shown"):
        op.drop_column("participations", name)
