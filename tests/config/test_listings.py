"""What others named is shown in a table, and commands no terminal."""

from datetime import UTC, datetime

from config.listings import groups_table
from consultation.notices import Group


def test_the_name_of_a_group_is_shown_without_what_would_command_a_terminal() -> None:
    group = Group(
        "0123456789abcdef", "Café \x1b]0;pwned\x07\x1b[2J\nrow", "telegram:gAAA", datetime(2024, 3, 1, tzinfo=UTC)
    )
    told = groups_table([group])
    assert told.isprintable()
    assert told.startswith("01234567  2024-03-01  Café ")
