"""What is said without being asked: word for word, in whose language, to whom, and once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from config.catalogues import read_catalogues
from consultation.announcing import Announcer, Ways, announce, give_receipts, invite, tell_results
from consultation.choices import LABEL_LENGTH
from consultation.editions import Edition, Receipt
from consultation.errors import NotAllowed, NotFound
from consultation.guide import Consultation
from consultation.messages import Reply, Style
from consultation.notices import Fate, Group, Purpose
from consultation.ports import Outbox, Store
from consultation.records import Act
from consultation.rounds import Round
from consultation.understanding import COMMANDS
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.outbox import SqlOutbox
from storage.store import SqlStore
from tests.consultation.conversations import (
    BEGINS,
    CATALOGUES,
    CONSENT,
    CONSULTATION,
    LANGUAGES,
    WEEK,
    WELCOME,
    Installation,
    Respondent,
    texts,
)
from tests.databases import Place

IN_PRIVATE = "Answers are given in private: nobody here sees them."
BECAUSE = "You get this because you took part before. /stop ends such messages."
STILL = "You can still read, change or withdraw what you said with /my."
BUTTON_DATA = 64
"""Bytes that Telegram takes."""

NOW = BEGINS + timedelta(days=1)
COMMAND_NAMES = (
    *("menu", "why", "my", "withdraw", "language", "privacy", "export", "report"),
    *("plan", "partners", "partner", "resources", "resource", "link", "stop", "forget"),
)


def announcing(consultation: Consultation = CONSULTATION, *, site: str = "") -> Announcer:
    return Announcer(lambda _: consultation, CATALOGUES, site)


def in_all_languages() -> Announcer:
    """Return an announcer that speaks with the translations we ship, for a consultation in as many languages."""
    catalogues = read_catalogues()
    return Announcer(lambda _: replace(CONSULTATION, languages=tuple(catalogues)), catalogues)


def lines(reply: Reply) -> list[str]:
    return [line.text for line in reply.lines]


def buttons(reply: Reply) -> list[tuple[str, str]]:
    return [(button.data, button.label) for button in reply.buttons]


in_each_language = pytest.mark.parametrize("language", read_catalogues())


class TestWords:
    """Each kind of thing that is said."""

    def test_an_announcement_says_who_asks_and_until_when_and_leads_into_private(self, questions: Round) -> None:
        said = announcing().announcement(questions, "en")
        assert lines(said) == [*WELCOME, IN_PRIVATE]
        assert [line.style for line in said.lines] == [Style.TITLE, *[Style.PLAIN] * 3, Style.NOTE]
        assert buttons(said) == [("start:CODEQUESTIONS", "Answer in private")]
        assert (said.language, said.in_place, said.attachment) == ("en", False, None)

    def test_a_round_without_an_end_is_announced_without_one(self, installation: Installation) -> None:
        endless = installation.launch(closes=None)
        assert lines(announcing().announcement(endless, "en")) == [*WELCOME[:3], IN_PRIVATE]

    def test_an_invitation_says_why_one_gets_it_and_how_to_get_no_more(self, questions: Round) -> None:
        said = announcing().invitation(questions, "en")
        assert lines(said) == [*WELCOME, BECAUSE]
        assert said.lines[-1].style is Style.NOTE
        assert buttons(said) == [("start:CODEQUESTIONS", "Begin")]

    def test_news_of_a_report_say_which_edition_it_is(self, questions: Round) -> None:
        edition = Edition(questions.id, 2, BEGINS + WEEK, {})
        said = announcing().results(questions, edition, "en")
        assert lines(said) == [
            "Partnerships",
            "The report on what was said is there: edition 2.",
            "It was made on 2030-03-08 09:00 Africa/Bamako.",
            STILL,
        ]
        assert [line.style for line in said.lines] == [Style.TITLE, Style.PLAIN, Style.NOTE, Style.NOTE]
        assert said.buttons == ()

    def test_news_of_a_report_say_where_it_can_be_read_where_there_is_a_site(self, questions: Round) -> None:
        edition = Edition(questions.id, 1, BEGINS + WEEK, {})
        said = announcing(site="https://example.org/report").results(questions, edition, "fr")
        assert lines(said) == [
            "Partnerships (fr)",
            "The report on what was said is there: edition 1. (fr)",
            "It was made on 2030-03-08 09:00 Africa/Bamako. (fr)",
            "Read it here: https://example.org/report (fr)",
            f"{STILL} (fr)",
        ]

    def test_a_receipt_names_the_edition_that_is_gone_and_the_one_that_came(self, questions: Round) -> None:
        said = announcing(site="https://example.org").receipt(questions, Receipt(questions.id, 1, 3, "ada"), "en")
        assert lines(said) == [
            "Partnerships",
            "Edition 1 of the report used something that you took back or changed.",
            "It is replaced: edition 3 is made of what stands now.",
            "Read it here: https://example.org",
            "Copies that somebody downloaded before cannot be called back.",
        ]
        assert lines(announcing().receipt(questions, Receipt(questions.id, 1, 3, "ada"), "fr"))[1:3] == [
            "Edition 1 of the report used something that you took back or changed. (fr)",
            "It is replaced: edition 3 is made of what stands now. (fr)",
        ]

    def test_in_public_one_is_shown_the_way_to_each_open_round(self, questions: Round, on_drafts: Round) -> None:
        said = announcing().in_public([questions, on_drafts], "en")
        assert lines(said) == ["I listen in private only. Answer here:"]
        assert buttons(said) == [
            ("start:CODEQUESTIONS", "on-questions: Partnerships"),
            ("start:CODEDRAFTS", "on-drafts: Partnerships"),
        ]

    def test_in_public_each_round_has_its_own_title(self, questions: Round, on_drafts: Round) -> None:
        other = replace(CONSULTATION, title=texts("title", "Another matter"))
        announcer = Announcer(lambda known: other if known.id == on_drafts.id else CONSULTATION, CATALOGUES)
        said = announcer.in_public([questions, on_drafts], "fr")
        assert lines(said) == ["I listen in private only. Answer here: (fr)"]
        assert [label for _, label in buttons(said)] == ["Partnerships (fr)", "Another matter (fr)"]
        assert said.language == "fr"

    @pytest.mark.parametrize(("language", "spoken"), [("en", ""), ("ko", ""), ("", ""), ("fr", " (fr)")])
    def test_in_public_it_is_said_that_nothing_is_open(self, language: str, spoken: str) -> None:
        said = announcing().in_public([], language)
        assert lines(said) == [f"No consultation is open at the moment.{spoken}"]
        assert (said.buttons, said.language) == ((), "fr" if spoken else "en")

    @pytest.mark.parametrize(("language", "spoken"), [("en", ""), ("ko", ""), ("ar", " (ar)")])
    def test_trouble_is_told_in_ones_language_where_it_is_spoken(self, language: str, spoken: str) -> None:
        said = announcing().trouble(language)
        trouble = "Something went wrong on our side: I have not kept that. Please send it again a little later."
        assert lines(said) == [f"{trouble}{spoken}"]
        assert (said.buttons, said.language) == ((), "ar" if spoken else "en")

    def test_the_bot_speaks_of_itself(self) -> None:
        assert announcing().profile("en") == "Consultations in which you answer in your own words, in private."
        assert announcing().profile("fr").endswith("in private. (fr)")
        assert announcing().profile("ko") == announcing().profile("en")

    def test_the_menu_of_a_chat_is_help(self, ada: Respondent) -> None:
        menu = announcing().menu("en")
        ada.says("/help")
        named = {"link": "/link and /unlink"}
        told = [line.text for line in ada.replies[0].lines if line.style is Style.ITEM]
        assert [f"{named.get(name, f'/{name}')}: {does}" for name, does in menu] == told
        assert menu[2] == ("my", "read, change or withdraw what you said")
        assert announcing().menu("ko") == menu

    def test_in_a_group_there_is_one_command(self) -> None:
        assert announcing().public_menu("en") == (("start", "where to answer in private"),)
        assert announcing().public_menu("ar") == (("start", "where to answer in private (ar)"),)


class TestLanguages:
    """Whoever reads it reads their own language, or sees which one it is."""

    @pytest.mark.parametrize("language", ["ko", ""])
    def test_a_language_that_the_consultation_lacks_gets_the_original(self, questions: Round, language: str) -> None:
        announcer, edition = announcing(), Edition(questions.id, 1, BEGINS, {})
        assert announcer.announcement(questions, language) == announcer.announcement(questions, "en")
        assert announcer.invitation(questions, language) == announcer.invitation(questions, "en")
        assert announcer.results(questions, edition, language) == announcer.results(questions, edition, "en")
        assert announcer.in_public([questions], language) == announcer.in_public([questions], "en")

    def test_a_text_that_is_not_translated_falls_back_visibly_and_alone(self, questions: Round) -> None:
        partly = replace(CONSULTATION, summary=texts("summary", "How we work with others.", missing=("ar",)))
        said = announcing(partly).announcement(questions, "ar")
        assert said.language == "ar"
        assert lines(said)[0] == "Partnerships (ar)"
        assert lines(said)[2] == "\u2068How we work with others. (fr)\u2069 [fr]"
        assert buttons(said) == [("start:CODEQUESTIONS", "Answer in private (ar)")]

    def test_where_the_bot_has_no_words_in_a_language_the_consultation_still_has(self, questions: Round) -> None:
        announcer = Announcer(lambda _: CONSULTATION, {"en": CATALOGUES["en"]})
        said = announcer.announcement(questions, "fr")
        assert (lines(said)[0], lines(said)[-1]) == ("Partnerships (fr)", IN_PRIVATE)
        assert said.language == "fr"

    @in_each_language
    def test_the_profile_fits(self, language: str) -> None:
        assert 0 < len(in_all_languages().profile(language)) <= 120

    @in_each_language
    def test_each_menu_has_the_same_commands_with_something_to_read(self, language: str) -> None:
        menu = in_all_languages().menu(language)
        assert tuple(name for name, _ in menu) == COMMAND_NAMES
        assert {f"/{name}" for name, _ in menu} <= COMMANDS.keys()
        assert [does for _, does in menu if not 0 < len(does) <= 256] == []
        assert [does for _, does in menu if re.search(r"^[\W_]|/|\s$", does)] == []

    @in_each_language
    def test_the_menu_of_groups_fits(self, language: str) -> None:
        ((name, does),) = in_all_languages().public_menu(language)
        assert name == "start"
        assert 0 < len(does) <= 256

    def test_a_menu_from_right_to_left_has_no_signs_of_direction_in_its_names(self) -> None:
        menu = dict(in_all_languages().menu("ar"))
        assert menu["my"] == "قراءة ما قلته أو تعديله أو سحبه"
        assert menu["link"] == "المتابعة في تطبيق آخر كشخص واحد"

    def test_a_french_menu_has_no_space_before_what_it_says(self) -> None:
        assert dict(in_all_languages().menu("fr"))["my"] == "lire, modifier ou retirer ce que vous avez dit"

    @in_each_language
    def test_every_language_says_it_in_its_own_words(self, questions: Round, language: str) -> None:
        announcer, edition = in_all_languages(), Edition(questions.id, 1, BEGINS, {})
        said = [
            announcer.announcement(questions, language),
            announcer.invitation(questions, language),
            announcer.results(questions, edition, language),
            announcer.receipt(questions, Receipt(questions.id, 1, 2, "ada"), language),
            announcer.in_public([], language),
            announcer.trouble(language),
        ]
        english = {line.text for reply in said for line in reply.lines} & {IN_PRIVATE, BECAUSE, STILL}
        assert len(english) == (3 if language == "en" else 0)
        assert all(line.text and "{" not in line.text for reply in said for line in reply.lines)
        assert all(len(label) <= LABEL_LENGTH for reply in said for _, label in buttons(reply))


class TestTheWayIn:
    """A button under an announcement leads into its round."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_button_leads_in_although_several_rounds_are_open(
        self, installation: Installation, questions: Round, on_drafts: Round, language: str
    ) -> None:
        announcer = announcing()
        for number, launched in enumerate((questions, on_drafts)):
            for place, said in enumerate(
                (
                    announcer.announcement(launched, language),
                    announcer.invitation(launched, language),
                    announcer.in_public([launched], language),
                )
            ):
                zoe = Respondent(installation, f"zoe-{number}-{place}", language=language)
                zoe.presses_old(said.buttons[0].data)
                assert zoe.kept.round == launched.id
                assert zoe.offered[0].startswith("I agree")

    def test_who_comes_in_reads_the_same_again_and_is_asked_for_consent(
        self, installation: Installation, questions: Round
    ) -> None:
        zoe = Respondent(installation, "zoe")
        zoe.presses_old(announcing().announcement(questions, "en").buttons[0].data)
        zoe.assert_hears(*WELCOME, *CONSENT)

    def test_who_takes_part_already_goes_on(self, ada: Respondent, questions: Round, on_drafts: Round) -> None:
        ada.enters(on_drafts)
        ada.presses_old(announcing().invitation(questions, "en").buttons[0].data)
        assert ada.hears[0] == "Welcome back. You are where you left off."
        assert ada.kept.round == questions.id

    def test_the_longest_data_fits(self, questions: Round) -> None:
        coded, announcer = replace(questions, code="ABCDEFGH"), announcing()
        for said in (announcer.announcement(coded, "ar"), announcer.invitation(coded, "ar")):
            assert [len(data.encode()) <= BUTTON_DATA for data, _ in buttons(said)] == [True]


# The acts of a facilitator


@pytest.fixture(params=["in memory", "in a file"])
def store(request: pytest.FixtureRequest, place: Place) -> Iterator[Store]:
    """Give a store that has an outbox."""
    if request.param == "in memory":
        yield MemoryStore()
        return
    with place.store() as opened:
        yield opened


@pytest.fixture
def installation(store: Store) -> Installation:
    """Give an installation over that store."""
    return Installation.over(store)


@pytest.fixture
def outbox(store: Store) -> Outbox:
    """Give its outbox."""
    if isinstance(store, MemoryStore):
        return MemoryOutbox(store)
    assert isinstance(store, SqlStore)
    return SqlOutbox(store.database)


@pytest.fixture
def groups(outbox: Outbox) -> tuple[str, ...]:
    """Give three groups that the bot is in, of which two have ids that begin alike."""
    for number, (group, name) in enumerate({"a1b2": "Bamako", "a1c3": "Dakar", "f0e1": "Lomé"}.items()):
        outbox.join_group(Group(group, name, f"telegram:sealed-{name}", BEGINS + timedelta(hours=number)))
    return tuple(group.id for group in outbox.groups())


def carried(outbox: Outbox) -> list[tuple[str, Purpose, Reply]]:
    """Send all that waits, and return to whom, why and what."""
    sent: list[tuple[str, Purpose, Reply]] = []
    late = NOW + 2 * WEEK
    while errands := outbox.claim("telegram", worker="courier", now=late, until=late + WEEK, limit=100):
        for errand in errands:
            notice = errand.notice
            sent.append((notice.group or notice.identity, notice.purpose, notice.reply))
            outbox.settle(errand.number, worker="courier", fate=Fate.SENT, at=late)
    return sent


class TestAnnouncing:
    def test_a_round_is_announced_in_the_groups_named_in_the_language_asked_for(
        self, store: Store, outbox: Outbox, groups: tuple[str, ...], questions: Round
    ) -> None:
        announcer = announcing()
        named = [groups[2], groups[0]]
        assert announce(store, outbox, announcer, questions, groups=named, language="fr", now=NOW) == 2
        assert store.acts() == (Act(NOW, "command line", "announce", questions.id, "2"),)
        said = announcer.announcement(questions, "fr")
        waiting = [(line.group, line.purpose, line.round, line.due) for line in outbox.sendings()]
        assert waiting == [(name, Purpose.ANNOUNCEMENT, questions.id, NOW) for name in ("Lomé", "Bamako")]
        assert carried(outbox) == [(group, Purpose.ANNOUNCEMENT, said) for group in named]

    def test_a_group_hears_of_a_round_once_and_of_the_next_one_too(
        self, store: Store, outbox: Outbox, groups: tuple[str, ...], questions: Round, on_drafts: Round
    ) -> None:
        told = [
            announce(store, outbox, announcing(), launched, groups=named, language="en", now=NOW + timedelta(days=day))
            for day, launched, named in (
                (0, questions, groups[:1] * 2),
                (1, questions, groups[:2]),
                (2, questions, groups[:2]),
                (3, on_drafts, groups[:2]),
            )
        ]
        assert told == [1, 1, 0, 2]
        assert [(act.subject, act.note) for act in store.acts()] == [
            (questions.id, "1"),
            (questions.id, "1"),
            (questions.id, "0"),
            (on_drafts.id, "2"),
        ]
        assert len(carried(outbox)) == 4
        assert announce(store, outbox, announcing(), questions, groups=groups[:2], language="fr", now=NOW) == 0
        assert carried(outbox) == []

    def test_a_group_is_named_by_the_beginning_of_its_id(
        self, store: Store, outbox: Outbox, groups: tuple[str, ...], questions: Round
    ) -> None:
        named = ["f", "a1c", groups[2]]
        assert announce(store, outbox, announcing(), questions, groups=named, language="en", now=NOW) == 2
        assert [group for group, _, _ in carried(outbox)] == [groups[2], groups[1]]

    @pytest.mark.parametrize(("name", "found"), [("a1", "2"), ("b", "no"), ("", "no"), ("a1b2c", "no")])
    @pytest.mark.usefixtures("groups")
    def test_where_one_is_not_known_or_could_be_several_none_is_told(
        self, store: Store, outbox: Outbox, questions: Round, name: str, found: str
    ) -> None:
        with pytest.raises(NotFound) as raised:
            announce(store, outbox, announcing(), questions, groups=["f0e1", name], language="en", now=NOW)
        assert str(raised.value) == f"{found} groups have an id beginning with {name!r}; see: palabre group list"
        assert (outbox.sendings(), store.acts()) == ((), ())

    @pytest.mark.parametrize(("wait", "stage"), [(-timedelta(seconds=1), "drafted"), (WEEK, "closed")])
    def test_nobody_is_called_to_a_round_that_takes_no_answers(
        self,
        store: Store,
        outbox: Outbox,
        groups: tuple[str, ...],
        questions: Round,
        wait: timedelta,
        stage: str,
    ) -> None:
        now = BEGINS + wait
        calls: tuple[Callable[[], object], ...] = (
            lambda: announce(store, outbox, announcing(), questions, groups=groups, language="en", now=now),
            lambda: invite(store, outbox, announcing(), questions, before=questions.id, now=now),
        )
        for call in calls:
            with pytest.raises(NotAllowed) as raised:
                call()
            assert str(raised.value) == f"round {questions.id} is {stage}: nobody is called to answer in it"
        assert (outbox.sendings(), store.acts()) == ((), ())


@pytest.fixture
def people(installation: Installation, questions: Round) -> dict[str, Respondent]:
    """Give people who took part, each in their manner; only Ada and Awa can be written to."""
    names = ("ada", "awa", "silent", "withdrawn", "refusing", "forgotten", "arriving", "blocking")
    people = {name: Respondent(installation, name, language="fr" if name == "awa" else "en") for name in names}
    for name, who in people.items():
        who.enters(questions)
        if name not in ("refusing", "arriving"):
            who.presses("agree")
            who.answers("hopes", "We would like to meet others like us more often")
    people["refusing"].presses("refuse")
    people["silent"].goes("/stop keep")
    people["withdrawn"].goes("/withdraw take-all-back")
    people["forgotten"].goes("/forget erase")
    return people


@pytest.fixture
def reached(outbox: Outbox, people: dict[str, Respondent]) -> list[tuple[str, str]]:
    """Give whom of them news reach: identities and languages."""
    assert people
    outbox.pause("identity-blocking", paused=True)
    return [("identity-ada", "en"), ("identity-awa", "fr")]


class TestInviting:
    def test_who_took_part_is_invited_in_their_language_and_nobody_else(
        self, store: Store, outbox: Outbox, reached: list[tuple[str, str]], questions: Round, on_drafts: Round
    ) -> None:
        announcer = announcing()
        assert invite(store, outbox, announcer, on_drafts, before=questions.id, now=NOW) == 2
        assert store.acts() == (Act(NOW, "command line", "invite", on_drafts.id, "2"),)
        assert [(line.round, line.due) for line in outbox.sendings()] == [(on_drafts.id, NOW)] * 2
        assert carried(outbox) == [
            (identity, Purpose.INVITATION, announcer.invitation(on_drafts, language)) for identity, language in reached
        ]

    @pytest.mark.usefixtures("reached")
    def test_one_is_invited_once_and_who_came_since_then_too(
        self, installation: Installation, store: Store, outbox: Outbox, questions: Round, on_drafts: Round
    ) -> None:
        invite(store, outbox, announcing(), on_drafts, before=questions.id, now=NOW)
        assert len(carried(outbox)) == 2
        cleo = Respondent(installation, "cleo")
        cleo.agrees(questions)
        later = NOW + timedelta(days=1)
        assert invite(store, outbox, announcing(), on_drafts, before=questions.id, now=later) == 1
        assert [identity for identity, _, _ in carried(outbox)] == ["identity-cleo"]
        assert [act.note for act in store.acts()] == ["2", "1"]

    @pytest.mark.usefixtures("reached")
    def test_who_has_begun_already_is_not_invited(
        self, people: dict[str, Respondent], store: Store, outbox: Outbox, questions: Round, on_drafts: Round
    ) -> None:
        people["awa"].agrees(on_drafts)
        assert invite(store, outbox, announcing(), on_drafts, before=questions.id, now=NOW) == 1
        assert [identity for identity, _, _ in carried(outbox)] == ["identity-ada"]

    @pytest.mark.usefixtures("reached")
    def test_the_round_before_may_be_closed(
        self, installation: Installation, store: Store, outbox: Outbox, questions: Round, on_drafts: Round
    ) -> None:
        installation.close(questions)
        assert invite(store, outbox, announcing(), on_drafts, before=questions.id, now=NOW) == 2

    def test_a_round_before_that_is_not_known_is_told(self, store: Store, outbox: Outbox, questions: Round) -> None:
        with pytest.raises(NotFound):
            invite(store, outbox, announcing(), questions, before="nosuch", now=NOW)
        assert store.acts() == ()

    def test_who_has_two_accounts_is_invited_where_they_were_last(
        self, installation: Installation, store: Store, outbox: Outbox, ada: Respondent, on_drafts: Round
    ) -> None:
        elsewhere = Respondent(installation, "ada-elsewhere")
        ada.says("/link")
        elsewhere.says(ada.hears[0].removeprefix("In the other app, send: "))
        before = elsewhere.kept.round
        elsewhere.says("You forgot to ask about schools")
        assert invite(store, outbox, announcing(), on_drafts, before=before, now=NOW) == 1
        ada.says("and about libraries")
        assert invite(store, outbox, announcing(), on_drafts, before=before, now=NOW) == 0
        assert [identity for identity, _, _ in carried(outbox)] == ["identity-ada-elsewhere"]

    @pytest.mark.usefixtures("reached")
    def test_who_is_invited_answers_by_the_button(
        self,
        people: dict[str, Respondent],
        store: Store,
        outbox: Outbox,
        questions: Round,
        on_drafts: Round,
    ) -> None:
        invite(store, outbox, announcing(), on_drafts, before=questions.id, now=NOW)
        invitations = {identity: reply for identity, _, reply in carried(outbox)}
        awa = people["awa"]
        awa.presses_old(invitations["identity-awa"].buttons[0].data)
        assert (awa.kept.round, awa.hears[0]) == (on_drafts.id, "Partnerships (fr)")
        assert awa.kept.respondent == getattr(awa.found(questions), "respondent", None)


class TestTellingOfResults:
    def test_without_a_report_there_is_nothing_to_tell(self, store: Store, outbox: Outbox, questions: Round) -> None:
        with pytest.raises(NotAllowed) as raised:
            tell_results(store, outbox, announcing(), questions, now=NOW)
        assert str(raised.value) == (
            f"round {questions.id} has no report yet; make one with: palabre report {questions.id}"
        )
        assert (outbox.sendings(), store.acts()) == ((), ())

    @pytest.mark.usefixtures("reached")
    def test_of_an_edition_that_may_not_be_shown_nobody_is_told(
        self, store: Store, outbox: Outbox, people: dict[str, Respondent], questions: Round
    ) -> None:
        ada = people["ada"]
        store.add_edition(Edition(questions.id, 1, NOW, {}))
        store.add_edition(Edition(questions.id, 2, NOW, {ada.last.id: 1}))
        store.set_aside(ada.last.id, "spam")
        tell_results(store, outbox, announcing(), questions, now=NOW)
        assert {lines(reply)[1][:51] for _, _, reply in carried(outbox)} == {
            "The report on what was said is there: edition 1.",
            "The report on what was said is there: edition 1. (fr)"[:51],
        }

    def test_who_took_part_is_told_in_their_language_and_nobody_else(
        self, installation: Installation, store: Store, outbox: Outbox, reached: list[tuple[str, str]], questions: Round
    ) -> None:
        edition, announcer = Edition(questions.id, 1, NOW, {}), announcing(site="https://example.org/report")
        store.add_edition(edition)
        installation.close(questions)
        assert tell_results(store, outbox, announcer, questions, now=NOW) == 2
        assert store.acts()[-1] == Act(NOW, "command line", "tell", questions.id, "2")
        assert carried(outbox) == [
            (identity, Purpose.RESULTS, announcer.results(questions, edition, language))
            for identity, language in reached
        ]

    @pytest.mark.usefixtures("reached")
    def test_nobody_is_told_twice_of_one_edition_and_everybody_of_the_next(
        self, store: Store, outbox: Outbox, questions: Round
    ) -> None:
        told, heard = [], []
        for number in (1, 2):
            store.add_edition(Edition(questions.id, number, NOW, {}))
            for _ in range(2):
                told.append(tell_results(store, outbox, announcing(), questions, now=NOW))
                heard.append([lines(reply)[1] for _, _, reply in carried(outbox)])
        assert told == [2, 0, 2, 0]
        assert heard == [
            [
                "The report on what was said is there: edition 1.",
                "The report on what was said is there: edition 1. (fr)",
            ],
            [],
            [
                "The report on what was said is there: edition 2.",
                "The report on what was said is there: edition 2. (fr)",
            ],
            [],
        ]
        assert [act.note for act in store.acts()] == ["2", "0", "2", "0"]

    def test_each_round_has_its_own_news(
        self, store: Store, outbox: Outbox, ada: Respondent, questions: Round, on_drafts: Round
    ) -> None:
        ada.agrees(on_drafts)
        for launched in (questions, on_drafts):
            store.add_edition(Edition(launched.id, 1, NOW, {}))
            assert tell_results(store, outbox, announcing(), launched, now=NOW) == 1
        assert [identity for identity, _, _ in carried(outbox)] == ["identity-ada"] * 2


class TestReceipts:
    def test_who_withdrew_everything_is_told_once_though_they_take_part_no_more(
        self,
        store: Store,
        outbox: Outbox,
        people: dict[str, Respondent],
        reached: list[tuple[str, str]],
        questions: Round,
    ) -> None:
        awa = people["awa"]
        awa.answers("hopes", "Something that is taken back later.")
        store.add_edition(Edition(questions.id, 1, NOW, {awa.last.id: awa.last.current.number}))
        awa.goes("/withdraw take-all-back")
        assert give_receipts(store, outbox, announcing(), questions, now=NOW) == 0
        store.add_edition(Edition(questions.id, 2, NOW, {}), supersedes=[1])
        owed = store.receipts(questions.id)
        assert give_receipts(store, outbox, announcing(), questions, now=NOW) == 1
        assert store.receipts(questions.id) == ()
        assert [(identity, purpose) for identity, purpose, _ in carried(outbox)] == [("identity-awa", Purpose.RECEIPT)]
        assert len(owed) == 1
        assert reached


def test_a_text_to_paste_names_the_ways_there_are() -> None:
    launched = Installation.over(MemoryStore()).launch()
    both = Ways("/start CODE", "https://t.me/x?start=CODE", "https://discord.com/users/1")
    asked = lines(announcing().text_to_paste(launched, both, "en"))
    assert asked[-5:] == [
        IN_PRIVATE,
        "Answer in Telegram:",
        "https://t.me/x?start=CODE",
        "Answer in Discord: open this page and write /start CODE",
        "https://discord.com/users/1",
    ]
    assert lines(announcing().text_to_paste(launched, Ways("/start CODE"), "en"))[-2:] == [
        IN_PRIVATE,
        "Write to the bot: /start CODE",
    ]


def test_what_stands_beside_the_commands_is_said_in_each_language() -> None:
    for language in LANGUAGES:
        beside = announcing().commands_beside(language)
        assert [name for name, _ in beside] == ["start", "unlink", "help", "announce-here", "facilitate"]
        assert sorted(announcing().command_words(language)) == ["facilitate", "language", "link", "start"]


def test_what_is_said_in_a_server_and_a_channel() -> None:
    told = announcing().written("en", "https://discord.com/channels/@me/1")
    assert lines(told) == ["I have written to you directly: let us go on there."]
    assert [(button.data, button.label) for button in told.buttons] == [
        ("https://discord.com/channels/@me/1", "Go there")
    ]
    assert lines(announcing().may_announce("#village", "en")) == [
        "Rounds can be announced here from now on, as #village."
    ]
    assert lines(announcing().may_not_announce("Send Messages", "en")) == [
        "I may not write here. Please allow me in this channel: Send Messages."
    ]
