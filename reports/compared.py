"""Whether a table can be compared with what earlier editions showed of it. Imports only consultation."""

from reports.readers import Readers


def comparable(readers: Readers, attribute: str, key: tuple[str, ...] = ()) -> bool:
    """Say whether every earlier edition kept the row of that key: else what its readers know is not known.

    A table that cannot be compared is withheld.
    """
    wanted = (attribute, key)
    return all(any((row.attribute, row.key) == wanted for row in one.told.tallies) for one in readers.earlier)
