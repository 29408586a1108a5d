"""Whatever a parser is given, it reads it or says what is wrong: the kept corpus, and the same changes of it each time.

`make fuzz` throws others for as long as it is told to, and keeps what broke something.
"""

import pytest

from tests.fuzz.targets import TARGETS
from tests.fuzz.throwing import CORPUS, Broken, fuzz, kept, throw

KEPT = [(name, path.name) for name in TARGETS for path in kept(name)]
EXAMPLES = 25


@pytest.mark.parametrize(("name", "file"), KEPT, ids=[f"{name}-{file}" for name, file in KEPT])
def test_what_was_ever_thrown_breaks_nothing(name: str, file: str) -> None:
    throw(TARGETS[name], (CORPUS / name / file).read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_changes_of_it_break_nothing(name: str) -> None:
    fuzz(TARGETS[name], name, examples=EXAMPLES)


def test_every_folder_of_the_corpus_has_a_target() -> None:
    assert sorted(path.name for path in CORPUS.iterdir()) == sorted(TARGETS)


def test_what_breaks_a_target_is_found_and_made_small() -> None:
    """A fuzzer that finds nothing anywhere would pass, too."""

    def fragile(data: bytes, _: object) -> None:
        if b"<" in data:
            raise KeyError("spoon")

    with pytest.raises(Broken, match="KeyError: 'spoon'") as found:
        fuzz(fragile, "rows", examples=1000)
    assert b"<" in found.value.thrown
    assert len(found.value.thrown) < 2000
