"""After publication: where words went, whether that gets people right, and what the working group answers."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot_api.messages import Button
from tests.bot_api.phone import Respondent, a_crowd, all_at_once
from tests.stories.commands import Palabre
from tests.stories.serving import Guest, Installation, choices, discord_town, town, until

pytestmark = pytest.mark.story

WENT = "Your words went here"
NOTED = "What did we not get right?"
KEPT = "Kept, for those who review the answers."
ANSWERED = "The working group has answered"
WORDS = "We ask for a grant, and not for a prize."
REASON = "From next year on, for small groups."


def judging(judgement: str) -> Callable[[str], bool]:
    """Return what knows the button of a judgement, whoever it is for."""
    return lambda data: bool(re.fullmatch(rf"right:[A-Z2-7]+:{judgement}", data))


def publishes(there: Installation, round_id: str, site: Path) -> str:
    """Report and publish a round, and return what is said of it."""
    there.palabre.run("report", round_id)
    return there.palabre.run("publish", round_id, "--site", site).err


def method(there: Installation, round_id: str, edition: int) -> str:
    """Return what an edition says of whether people were got right."""
    text = (there.palabre.home / "editions" / round_id / str(edition) / "report.md").read_text(encoding="utf-8")
    return text.partition("### Did we get people right?")[2].partition("###")[0]


class Reader(Respondent):
    """Somebody in Telegram who reads what they are told without having asked."""

    def judges(self, judgement: str) -> None:
        """Press a button below the question whether an edition got them right."""
        button = self.finds(judging(judgement))
        self.after(self.person.chat.last)
        self.person.presses(button)

    def finds(self, is_it: Callable[[str], bool]) -> Button:
        """Wait for a button, whichever message it is below."""

        def found() -> list[Button]:
            rows = (row for message in self.person.chat.messages for row in message.buttons)
            return [button for row in rows for button in row if button.data and is_it(button.data)]

        until(lambda: bool(found()), f"a question for {self.person.name}")
        return found()[-1]

    def reads(self, text: str) -> str:
        """Wait until the bot has said something, and return that message."""
        until(lambda: any(text in message.text for message in self.person.chat.messages), text)
        return [message.text for message in self.person.chat.messages if text in message.text][-1]


def test_in_telegram_from_publication_to_the_next_editions_dispute_rate(tmp_path: Path) -> None:  # noqa: PLR0915 (one story)
    site = tmp_path / "site"
    with town(Palabre(tmp_path / "home")) as there:
        launched = there.launches()
        crowd = [Reader(one.person, one.code) for one in a_crowd(there.api, launched.code, "Bela Chen Dede Emil Fay")]
        ada = Reader(a_crowd(there.api, launched.code, "Ada", languages=["fr"])[0].person, launched.code)
        with there.serves() as process:
            all_at_once([ada, *crowd], Respondent.joins)
            ada.answers("capacity", "Il faut une subvention, et de la formation pour tout le monde.")
            all_at_once(crowd, lambda one: one.answers("capacity", f"{one.person.name} asks for a grant and training."))
            there.palabre.run("round", "close", launched.id)
            assert "6 people are told where their words went" in publishes(there, launched.id, site)
            assert there.palabre.run("round", "results", launched.id).out.splitlines()[1:] == [
                "people: 0",
                "told before: 6",
            ]

            told = ada.reads("Voici où sont allés vos mots")
            assert "Il faut une subvention, et de la formation pour tout le monde." in told
            assert "Financement" in told
            assert "Vous avons-nous bien compris" in told
            ada.judges("wrong")
            ada.reads("Qu’avons-nous mal compris")
            ada.person.says(WORDS)
            ada.reads("C’est gardé")
            for one in crowd:
                one.judges("not-quite")
                one.reads(NOTED)
            until(lambda: len(listed(there, launched.id)) == 6, "six disputes")

            assert_no_words_but_on_asking(there, launched.id)
            assert "Nobody has been asked yet" in method(there, launched.id, 1)
            publishes(there, launched.id, site)
            rate = "After edition 1, 6 people were asked. 6 answered, and 6 of them dispute it: a dispute rate of 100%."
            assert rate in method(there, launched.id, 2)
            assert WORDS not in str([path.read_bytes() for path in site.rglob("*") if path.is_file()])

            respond = ("response", "set", launched.id, "--theme", "funding", "--verdict", "partly")
            there.palabre.run(*respond, "--why", REASON)
            there.palabre.run(*respond, "--why", "Dès l’an prochain.", "--language", "fr")
            assert "people: 6" in there.palabre.run("round", "results", launched.id, "--responses").out
            digest = ada.reads("Le groupe de travail a répondu")
            assert "Dès l’an prochain." in digest
            assert REASON in crowd[0].reads(ANSWERED)
            assert "people: 0" in there.palabre.run("round", "results", launched.id, "--responses").out
            publishes(there, launched.id, site)
            third = (there.palabre.home / "editions" / launched.id / "3" / "report.md").read_text(encoding="utf-8")
            assert REASON in third

            ada.person.says("/forget")
            ada.presses("erase")
            until(lambda: len(listed(there, launched.id)) == 5, "one dispute less")
            assert process.stop() == 0
            assert WORDS not in process.said
        assert there.api.complaints == []
        told_of = [one.purpose.value for one in there.sendings(launched)]
        assert told_of == ["results"] * 10, "what was sent to who is erased is erased with them"


def listed(there: Installation, round_id: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(there.palabre.run("dispute", "list", round_id, "--json").out)
    return found


def assert_no_words_but_on_asking(there: Installation, round_id: str) -> None:
    first, *others = listed(there, round_id)
    assert (first["judgement"], first["explained"]) == ("wrong", True)
    assert [one["judgement"] for one in others] == ["not-quite"] * 5
    assert all(one["statement"] and "words" not in one for one in (first, *others))
    assert WORDS not in there.palabre.run("dispute", "list", round_id).out
    shown = there.palabre.run("dispute", "list", round_id, "--reveal", "To mend the tags.", "--as", "bob").out
    assert f"  {WORDS}\n" in shown
    assert f"reveal dispute  {first['id']}  To mend the tags." in re.sub(" {3,}", "  ", there.palabre.run("audit").out)


def test_in_discord_from_publication_to_the_next_editions_dispute_rate(tmp_path: Path) -> None:
    with discord_town(Palabre(tmp_path / "home")) as there:
        launched = there.launches()
        there.syncs()
        with there.serves() as process:
            ada, *crowd = (there.arrives(name, launched) for name in ("Ada", "Bela", "Chen", "Dede", "Emil"))
            for guest in (ada, *crowd):
                guest.answers("capacity", f"{guest.person.name} asks for a grant and training.")
            there.palabre.run("round", "close", launched.id)
            assert "5 people are told" in publishes(there, launched.id, tmp_path / "site")
            for guest in (ada, *crowd):
                presses_in_discord(guest, "wrong" if guest is ada else "yes")
            ada.reads(NOTED)
            ada.writes(WORDS)
            ada.reads(KEPT)
            until(lambda: [one["explained"] for one in listed(there, launched.id)] == [True], "a dispute")
            publishes(there, launched.id, tmp_path / "site")
            few = "After edition 1, 5 people were asked. 5 answered, too few to tell apart those who dispute it."
            assert few in method(there, launched.id, 2)
            there.api.waits_until_idle()
            assert process.stop() == 0
        assert there.api.complaints == []


def presses_in_discord(guest: Guest, judgement: str) -> None:
    """Press a button below the question, once it has come."""
    is_it = judging(judgement)

    def found() -> list[str]:
        return [data for message in guest.person.dm.messages for data in choices(message) if is_it(data)]

    until(lambda: bool(found()), "a question")
    guest.looks_back()
    guest.presses(found()[-1])


def test_at_a_terminal_it_is_told_where_somebody_comes_by_next(palabre: Palabre, tmp_path: Path) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    here = ("partnerships", "--round", name)
    palabre.talk("I agree", "Something else", "We ask for a grant and for training.", "That is all", options=here)
    palabre.run("round", "close", name)
    palabre.run("report", name)
    dry = palabre.run("round", "results", name, "--dry-run").out.splitlines()
    assert dry == ["edition: 1", "people: 1 (en 1)", "told before: 0"]
    published = palabre.run("publish", name, "--site", tmp_path / "site", settings={"site": "https://example.org/x"})
    assert "1 people are told where their words went" in published.err
    told = palabre.talk(options=here)
    assert WENT in told
    assert f"Read it here: https://example.org/x/partnerships/en/{name}/1/index.html" in told
    assert (tmp_path / "site" / "partnerships" / "en" / name / "1" / "index.html").is_file()
    assert told[-3:] == ["[1] Yes", "[2] Not quite", "[3] Wrong"]
    assert WENT not in palabre.talk(options=here)


def test_what_the_working_group_answers_is_listed_with_what_it_does_not(palabre: Palabre) -> None:
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    assert palabre.run("response", "list", name).out.splitlines()[-1] == "unanswered               29 of 29"
    set_ = ("response", "set", name)
    palabre.run(*set_, "--draft", "3", "--verdict", "adopted", "--why", "Les outils d’abord.", "--language", "fr")
    palabre.run(*set_, "--theme", "funding", "--verdict", "open")
    listed = json.loads(palabre.run("response", "list", name, "--json").out)
    answered = {one["draft"] or one["theme"]: (one["verdict"], one["why"]) for one in listed if one["verdict"]}
    assert answered == {"3": ("adopted", {"fr": "Les outils d’abord."}), "funding": ("open", {})}
    assert palabre.run("response", "list", name).out.splitlines()[-1] == "unanswered               27 of 29"
    for wrong, says in (
        (("--draft", "99", "--verdict", "open"), "there is no draft 99; there are: 1, 2, 3"),
        (("--theme", "nosuch", "--verdict", "open"), "there is no theme nosuch; there are: global-issues"),
        (("--draft", "3", "--verdict", "not"), "--why: say why"),
        (("--draft", "3", "--verdict", "open", "--language", "tlh"), "--language: 'tlh' is not one of its languages"),
    ):
        assert says in palabre.run(*set_, *wrong, exits=1).err
    assert palabre.run(*set_, "--verdict", "open", exits=2).out == ""
    assert palabre.run("dispute", "list", name).out == "nobody disputes an edition of this round\n"
    assert "no report to tell of" in palabre.run("round", "results", name, exits=1).err
