"""`SqlLoop`: what comes after a publication, the part of `SqlStore` that closes the loop. Imports `consultation`."""

from collections.abc import Iterable
from datetime import datetime

from consultation.loop.echoes import Dispute, Echo, disputes
from consultation.loop.responses import Recorded
from storage import echoes as rows
from storage import responding
from storage.engine import Database


class SqlLoop:
    """Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def ask(self, echoes: Iterable[Echo]) -> None:
        with self.database.writing() as connection:
            rows.ask(connection, echoes)

    def asked(self, respondent: str) -> tuple[Echo, ...]:
        with self.database.reading() as connection:
            return rows.asked(connection, respondent)

    def inform(self, echoes: Iterable[Echo], until: datetime) -> None:
        with self.database.writing() as connection:
            rows.inform(connection, echoes, until)

    def echoes(self, round_id: str) -> tuple[Echo, ...]:
        with self.database.reading() as connection:
            return rows.echoes(connection, round_id)

    def disputes(self, round_id: str) -> tuple[Dispute, ...]:
        return disputes(self.echoes(round_id))

    def respond(self, recorded: Recorded) -> None:
        with self.database.writing() as connection:
            responding.respond(connection, recorded)

    def responses(self, *round_ids: str) -> tuple[Recorded, ...]:
        with self.database.reading() as connection:
            return responding.responses(connection, round_ids)
