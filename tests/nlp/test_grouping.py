"""Rows are in the group that has half of their weight, or in none."""

from scipy.sparse import csr_matrix

from nlp.grouping import NOWHERE, Groups

ROWS = [[2, 0, 0], [2, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1], [1, 1, 1], [0, 0, 0]]
GROUPS = Groups.of(csr_matrix(ROWS, dtype=float), 3)


def test_a_row_that_no_group_has_half_of_is_nowhere_and_so_is_an_empty_one() -> None:
    labels = GROUPS.labels.tolist()
    assert labels[7:] == [NOWHERE, NOWHERE]
    assert [labels[0] == label for label in labels[:7]] == [True, True, True, False, False, False, False]
    assert labels[3] == labels[4] != labels[5] == labels[6]


def test_members_come_with_the_weightiest_first_and_columns_too() -> None:
    group = GROUPS.labels.tolist()[0]
    assert GROUPS.members(group) == [0, 1, 2]
    assert GROUPS.words_of(group)[0] == 0


def test_there_are_no_more_groups_than_columns() -> None:
    assert Groups.of(csr_matrix([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), 5).count == 2
