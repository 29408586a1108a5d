"""What is the same in every file of REFI-QDA: guids, nesting, what XML holds."""

from uuid import UUID

from consultation.refi_qda import code_guid, draft_guid, guid_of, held, parent_of


def test_a_guid_is_the_same_for_the_same_thing_and_another_for_another() -> None:
    assert code_guid("funding") == guid_of("theme", "funding") == code_guid("funding")
    assert len({code_guid("1"), draft_guid("1"), guid_of("answer", "1"), code_guid("2")}) == 4
    assert isinstance(code_guid("1"), UUID)


def test_the_parent_of_a_theme_is_the_longest_that_it_begins_with() -> None:
    assert parent_of("money.grants.small", ["money", "money.grants", "mon", "money.grants.small"]) == "money.grants"
    assert parent_of("money", ["money", "mon"]) is None


def test_what_xml_cannot_hold_is_replaced_and_nothing_else() -> None:
    assert held("bell\x07 unit\x1f not\uffff") == "bell\ufffd unit\ufffd not\ufffd"
    assert held("tab\t line\n return\r é 👍") == "tab\t line\n return\r é 👍"
