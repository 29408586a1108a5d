"""/report: the first page in the person's language, then the whole as a file, or where it is read."""

import pytest

from tests.bot_api.phone import Respondent
from tests.stories.commands import Palabre
from tests.stories.serving import town

pytestmark = pytest.mark.story

SAID = "We need training for newcomers."


def reported(palabre: Palabre, formats: str) -> tuple[str, ...]:
    """Hold a round in which one person speaks, report it, and return how to talk in it."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    palabre.talk("I agree", "1", SAID, "That is all", options=here)
    palabre.run("round", "close", name)
    palabre.run("report", name, "--format", formats)
    return here


def test_in_the_terminal_the_first_page_comes_in_the_persons_language(palabre: Palabre) -> None:
    here = reported(palabre, "html")
    told = palabre.talk("/report", options=here)
    assert any(line.startswith("The current report is edition 1, made on ") for line in told)
    assert "Partnerships for Wikimedia 2030" in told
    assert any("One respondent gave one answer in one language." in line for line in told)
    assert "The whole report is in the file." not in told
    assert SAID not in " ".join(told), "its author did not allow it to be quoted"
    french = palabre.talk("/language fr", "/report", options=here)
    assert any("Un répondant a donné une réponse en une langue." in line for line in french)


def test_where_it_is_read_is_said_and_a_paper_is_given_where_there_is_one(palabre: Palabre) -> None:
    here = reported(palabre, "html,pdf")
    told = palabre.talk("/report", options=here)
    assert "The whole report is in the file." in told
    assert "[report.pdf]" in told
    site = {"site": "https://example.org/synthesis"}
    ran = palabre.run("talk", *here, stdin="/report\n", settings=site)
    assert "Read it here: " in ran.out
    assert "https://example.org/synthesis" in ran.out


def test_what_was_taken_back_is_given_to_nobody(palabre: Palabre) -> None:
    here = reported(palabre, "html,pdf")
    palabre.talk("/withdraw", "Answer 1", options=here)
    told = palabre.talk("/report", options=here)
    assert "[report.pdf]" not in told
    assert any(line.startswith("The report is being made anew") for line in told)


def test_on_a_phone_the_paper_is_a_document(palabre: Palabre) -> None:
    with town(palabre) as there:
        launched = there.launches()
        with there.serves():
            ada = Respondent(there.api.person("Ada"), launched.code)
            ada.joins()
            ada.answers("capacity", SAID)
            palabre.run("round", "close", launched.id)
            palabre.run("report", launched.id, "--format", "pdf")
            ada.person.says("/report")
            there.api.waits_until_idle()
            given = [message.document for message in ada.person.chat.messages if message.document]
        (paper,) = given
        assert paper.name == "report.pdf"
        assert paper.content.startswith(b"%PDF")
