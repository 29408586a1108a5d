"""Rows become what an interview would have kept: checked, known again, and never more than was stated."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.answers import new_answers
from config.answers.importing import Imported, Refusal, import_answers, previewed, remarks, summary
from config.loading import find_consultation, load_consultation
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.codebook import Span, Tag, Tagged
from consultation.editions import Edition
from consultation.errors import InvalidInput, NotFound
from consultation.flow import Position, State
from consultation.guide import Consultation
from consultation.ports import Tagger
from consultation.records import Act, Answer, Consent, Part, Participation, Piece, Quoting, Revision, Side, Stance
from consultation.rounds import Kind, Round
from nlp.private_data import PrivateDataFinder
from storage.memory import MemoryStore

NOW = datetime(2019, 10, 1, 12, tzinfo=UTC)
SHIPPED = replace(load_consultation(find_consultation("partnerships")), timezone="Asia/Tokyo")


class Listener:
    """Hears funding in "grant", and Spanish in "¿"; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        self.asked.append((text, spoken, question))
        at = text.find("grant")
        tags = (Tag("funding", "cue", 1.0, (Span(at, at + 5, "grant"),)),) if at >= 0 else ()
        return Tagged("es" if "¿" in text else spoken, tags)


@dataclass
class House(Deployment):
    """A deployment in memory, with a round on questions and one on drafts."""

    settings: Settings = field(default_factory=Settings)
    listener: Listener = field(default_factory=Listener)

    def __post_init__(self) -> None:
        self._store = MemoryStore()
        self._loaded = {"partnerships": SHIPPED}
        self.clock = SteppedClock(NOW)
        for kind, guide in ((Kind.QUESTIONS, "guiding"), (Kind.DRAFTS, "")):
            self.store.add_round(Round(kind, f"CODE-{kind}", "partnerships", kind, NOW, guide=guide))

    def tagger(self, consultation: Consultation) -> Tagger:
        assert consultation == SHIPPED
        return self.listener


@dataclass(frozen=True)
class Desk:
    """Imports rows into a house."""

    house: House
    folder: Path

    def takes(self, *rows: object, into: str = "questions", name: str = "answers.jsonl", **options: Any) -> Imported:
        path = self.folder / name
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        options = {"quoting": Quoting.PARAPHRASE, "progress": lambda _what, _done, _total: None, **options}
        return import_answers(self.house, into, path, **options)

    def refuses(self, row: dict[str, object], *, into: str = "questions") -> str:
        done = self.takes({"text": "fine"}, row, into=into, dry_run=True)
        assert [refusal.number for refusal in done.refused] == [2]
        return done.refused[0].why

    def people(self, round_id: str = "questions") -> tuple[Participation, ...]:
        return self.house.store.record(round_id).participations

    def one(self, row: dict[str, object], *, into: str = "questions", **options: Any) -> Participation:
        assert self.takes(row, into=into, **options).refused == ()
        (person,) = self.people(into)
        return person


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(House(), tmp_path)


def counts(done: Imported) -> tuple[int, int, int]:
    return done.new, done.known, len(done.refused)


# What is kept


def test_a_row_is_kept_as_an_interview_would_have_kept_it(desk: Desk) -> None:
    row = {
        "text": " Un grant,\nvite ",
        "id": "7",
        "respondent": "ada@example.org",
        "question": "capacity",
        "lang": "FR",
        "date": "2019-09-20",
        "people": 12,
        "record": "off",
        "labels": ["process", "funding", "process"],
        "role": "staff",
        "region": "West Africa; afrique du nord",
        "organisation": "WM; Fédération",
    }
    person = desk.one(row, quoting=Quoting.VERBATIM)
    then = datetime(2019, 9, 19, 15, tzinfo=UTC)  # midnight in Tokyo, where the consultation is
    (answer,) = person.answers
    (piece,) = answer.current.pieces
    text = " Un grant,\nvite "
    assert person == Participation(
        respondent=person.respondent,
        round="questions",
        language="fr",
        began=then,
        position=Position(State.THANKED),
        turn=person.turn,
        consent=Consent("import", then),
        quoting=Quoting.VERBATIM,
        attributes={
            "role": ("staff",),
            "region": ("west-africa", "north-africa"),
            "organisation": ("WM; Fédération",),
        },
        answers=(
            Answer(
                answer.id,
                "capacity",
                Part.ANSWER,
                (
                    Revision(
                        1,
                        then,
                        (Piece(piece.message, text),),
                        "fr",
                        (Tag("funding", "cue", 1.0, (Span(4, 9, "grant"),)),),
                        (),
                        SHIPPED.codebook.fingerprint,
                    ),
                ),
                coded=("funding", "process"),
            ),
        ),
        source="answers.jsonl",
        people=12,
        on_record=False,
    )
    question = SHIPPED.guides[0].questions[0].text.texts["fr"]
    assert desk.house.listener.asked == [(text, "fr", question)]


def test_a_row_of_words_alone_is_a_free_contribution_of_the_moment(desk: Desk) -> None:
    person = desk.one({"text": "¿Qué tal?"})
    (answer,) = person.answers
    assert (answer.item, answer.part, answer.coded, answer.current.language) == ("", Part.ANSWER, None, "es")
    assert (person.language, person.began, person.quoting, person.people) == ("es", NOW, Quoting.PARAPHRASE, None)
    assert (person.attributes, person.on_record, person.source) == ({}, True, "answers.jsonl")
    assert desk.house.listener.asked == [("¿Qué tal?", "en", "")]


def test_words_are_cleaned_once_before_they_are_tagged_and_never_cut(desk: Desk) -> None:
    long = "\ud800\0 " + "grant " * 100_000
    person = desk.one({"text": long})
    text = "\ufffd\ufffd " + "grant " * 100_000
    assert person.answers[0].current.text == text == desk.house.listener.asked[0][0]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(str.strip))
def test_any_text_is_kept_unchanged(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    person = Desk(House(), tmp_path_factory.mktemp("rows")).one({"text": text, "lang": "pt-BR"})
    assert person.answers[0].current.text == text
    assert person.answers[0].current.language == "pt-BR"


def test_a_stance_is_kept_with_the_reasons_and_the_version_of_the_draft(desk: Desk) -> None:
    person = desk.one({"text": "Because.", "draft": 3, "stance": "Changes", "date": "2019-09-20T18:00Z"}, into="drafts")
    then = datetime(2019, 9, 20, 18, tzinfo=UTC)
    assert person.stances == (Stance("3", "2019-09", Side.CHANGES, then),)
    assert [(a.item, a.part, a.draft_version) for a in person.answers] == [("3", Part.WHY, "2019-09")]


def test_words_on_a_draft_need_no_stance_and_research_has_its_own(desk: Desk) -> None:
    done = desk.takes(
        {"text": "a", "draft": "3", "respondent": "x"},
        {"text": "b", "draft": "13", "stance": "not now", "respondent": "x", "date": "2019-09-02"},
        {"text": "c", "draft": "13", "stance": "study", "respondent": "x", "date": "2019-09-01"},
        into="drafts",
    )
    assert counts(done) == (3, 0, 0)
    (person,) = desk.people("drafts")
    assert [(a.item, a.current.text) for a in person.answers] == [("3", "a"), ("13", "b"), ("13", "c")]
    assert [stance.side for stance in person.stances] == [Side.STUDY, Side.NOT_NOW]  # the last in time stands
    assert person.began == person.answers[2].current.at


def test_rows_of_one_respondent_are_one_person_and_others_each_their_own(desk: Desk) -> None:
    rows = [{"text": "a", "respondent": "ada"}, {"text": "b"}, {"text": "b"}, {"text": "c", "respondent": "ada"}]
    assert counts(desk.takes(*rows)) == (4, 0, 0)
    said = sorted([answer.current.text for answer in person.answers] for person in desk.people())
    assert said == [["a", "c"], ["b"], ["b"]]


def test_what_is_said_of_a_respondent_may_stand_in_any_of_their_rows(desk: Desk) -> None:
    done = desk.takes(
        {"text": "a", "respondent": "ada", "region": ["oceania"]},
        {"text": "b", "respondent": "ada", "region": "Oceanía", "record": "off", "source": "meeting"},
        {"text": "c", "respondent": "ada", "region": "east-asia", "people": 2},
        {"text": "d", "respondent": "ada", "people": 3},
    )
    assert done.refused == (Refusal(3, 'respondent "ada": an earlier row says otherwise: region'),)
    (person,) = desk.people()
    assert (person.attributes, person.on_record) == ({"region": ("oceania",)}, False)
    assert (person.people, person.source) == (3, "meeting")


QUESTION = SHIPPED.guides[0].questions[1]


@pytest.mark.parametrize(
    "named", ["areas", *QUESTION.text.texts.values(), "  " + QUESTION.text.texts["fr"].upper().replace(" ", "\n")]
)
def test_a_question_is_named_by_its_id_or_its_text_in_any_language(desk: Desk, named: str) -> None:
    assert desk.one({"text": "a", "question": named}).answers[0].item == "areas"


@pytest.mark.parametrize(
    ("labels", "coded"), [([], ()), ("[]", ()), (None, None), ("", None), ('["data"]', ("data",)), ("data;", ("data",))]
)
def test_nobody_has_coded_where_there_are_no_labels(desk: Desk, labels: object, coded: object) -> None:
    assert desk.one({"text": "a", "labels": labels}).answers[0].coded == coded


# What is refused


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"id": "1"}, "text: is empty"),
        ({"text": " \n"}, "text: is empty"),
        ({"text": ["a"]}, "text: must be a text"),
        ({"text": "a", "question": "Area"}, 'question: this round asks no question "Area"; did you mean "areas"?'),
        ({"text": "a", "question": "structure"}, (
            'question: this round asks no question "structure"; known: '
            "capacity, areas, partners, responsibilities, changes"
        )),
        ({"text": "a", "draft": "1"}, "draft: this round asks questions; leave the draft out"),
        ({"text": "a", "stance": "support"}, "stance: is on a draft, and there is none"),
        ({"text": "a", "lang": "french"}, 'lang: "french" is no code of a language, like en or pt-BR'),
        ({"text": "a", "date": "20/9"}, 'date: "20/9" is no date: write 2019-09-20 or 2019-09-20T18:00'),
        ({"text": "a", "date": "0001-01-01"}, 'date: "0001-01-01" is too far away to be a date'),
        ({"text": "a", "people": 0}, 'people: "0" is no number of people: write a whole number from 1'),
        ({"text": "a", "people": True}, "people: must be a text"),
        ({"text": "a", "record": "no\x1b[2J"}, 'record: "no\ufffd[2j" is neither on nor off'),
        ({"text": "a", "labels": ["fundings"]}, 'labels: there is no theme "fundings"; did you mean "funding"?'),
        ({"text": "a", "role": "boss"}, 'role: there is no choice "boss"; known: volunteer, staff, board'),
        ({"text": "a", "role": "staff;board"}, "role: only one choice is possible"),
        ({"text": "a", "role": {"a": 1}}, "role: must be a text"),
        (["a"], "this is not a JSON object: {…}"),
        ({"people": "x" * 99, "record": "?"}, (
            f'text: is empty; people: "{"x" * 59}…" is no number of people: write a whole number from 1; '
            'record: "?" is neither on nor off'
        )),
    ],
)  # fmt: skip
def test_a_row_is_refused_with_all_its_reasons(desk: Desk, row: dict[str, object], why: str) -> None:
    assert desk.refuses(row) == why


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"question": "capacity"}, "question: this round asks about drafts; leave the question out"),
        ({"draft": "99"}, 'draft: there is no current draft "99"; known: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13'),
        ({"draft": "1", "stance": "study"}, (
            'stance: "study" is no stance on a draft of this kind; known: support, changes, oppose, none'
        )),
        ({"draft": "1", "question": "areas"}, "draft: an answer is on a question or on a draft, not on both"),
    ],
)  # fmt: skip
def test_a_round_on_drafts_takes_answers_on_drafts(desk: Desk, row: dict[str, object], why: str) -> None:
    assert desk.refuses({"text": "a", **row}, into="drafts") == why


def test_bad_rows_do_not_stop_the_good_ones_unless_it_is_all_or_nothing(desk: Desk) -> None:
    rows = [{"text": "a"}, {"text": ""}, {"text": "b", "role": "x"}, {"text": "c"}]
    nothing = desk.takes(*rows, all_or_nothing=True)
    assert (counts(nothing), desk.people()) == ((0, 0, 2), ())
    assert summary(nothing, all_or_nothing=True) == (
        "0 new answers, 0 already there, 2 refused; nothing is imported where a row is refused (--all-or-nothing)"
    )
    some = desk.takes(*rows)
    assert (counts(some), len(desk.people())) == ((2, 0, 2), 2)
    assert [refusal.number for refusal in some.refused] == [2, 3]
    assert summary(some) == "2 new answers, 0 already there, 2 refused"


def test_an_unknown_round_or_file_is_nothing_to_import(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.takes({"text": "a"}, into="nowhere")
    with pytest.raises(InvalidInput, match=r"a\.pdf: answers are read from"):
        desk.takes({"text": "a"}, name="a.pdf")


# What is known again


ROWS: list[dict[str, object]] = [
    {"text": "with an id", "id": 1, "respondent": "ada"},
    {"text": "with a name", "respondent": "ada", "labels": ["data"]},
    {"text": "Nothing.", "role": "staff"},
    {"text": "Nothing.", "role": "board"},
    {"text": "Nothing.", "role": "board"},
]


def test_the_same_file_twice_adds_nothing_in_whatever_order_and_is_not_tagged_again(desk: Desk) -> None:
    assert counts(desk.takes(*ROWS)) == (5, 0, 0)
    before = desk.people()
    assert [len(person.answers) for person in before].count(1) == 3
    again = desk.takes(*reversed(ROWS), name="copy.jsonl")
    assert counts(again) == (0, 5, 0)
    assert (desk.people(), len(desk.house.listener.asked)) == (before, 5)
    assert counts(desk.takes(*ROWS, {"text": "Nothing.", "role": "board"})) == (1, 5, 0)


def test_a_row_stays_known_whatever_becomes_of_its_answer(desk: Desk) -> None:
    desk.takes(*ROWS)
    answer = next(answer for person in desk.people() for answer in person.answers if answer.coded)
    desk.house.store.code([(answer.id, ["funding"])])
    desk.house.store.set_aside(answer.id, "spam")
    assert counts(desk.takes(*ROWS)) == (0, 5, 0)


def test_a_named_respondent_who_says_the_same_again_has_said_it_once(desk: Desk) -> None:
    assert counts(desk.takes({"text": "a", "respondent": "ada"}, {"text": "a", "respondent": "ada"})) == (1, 1, 0)


def test_nothing_is_overwritten_by_a_row_that_has_changed(desk: Desk) -> None:
    desk.takes({"text": "a", "id": "x"}, {"text": "named", "respondent": "ada"})
    before = desk.people()
    done = desk.takes(
        {"text": "b", "id": "x"},
        {"text": "a", "id": "x", "labels": []},
        {"text": "a", "id": "x", "role": "staff"},
        {"text": "named", "respondent": "ada", "labels": ["data"]},
        {"text": "c", "id": "y"},
        {"text": "d", "id": "y"},
    )
    end = "something else; nothing is overwritten: give it an id of its own"
    assert done.refused == (
        Refusal(1, f'the id "x" was imported before, and said {end}'),
        Refusal(2, f'the id "x" was imported before, and said {end}'),
        Refusal(3, f'the id "x" was imported before, and said {end}'),
        Refusal(4, f"this was imported before, and said {end}"),
        Refusal(6, f'the id "y" is that of row 5, which says {end}'),
    )
    assert done.new == 1
    assert [person for person in desk.people() if person in before] == list(before)


def test_a_respondent_may_say_more_later_and_is_not_described_otherwise(desk: Desk) -> None:
    desk.takes({"text": "a", "respondent": "ada", "role": "staff"})
    done = desk.takes(
        {"text": "b", "respondent": "ada"},
        {"text": "c", "respondent": "ada", "role": "staff"},
        {"text": "d", "respondent": "ada", "role": "board"},
        {"text": "e", "respondent": "ada", "level": "local", "record": "off"},
    )
    start = 'respondent "ada" is here already, otherwise: '
    assert done.refused == (Refusal(3, f"{start}role"), Refusal(4, f"{start}level, record"))
    (person,) = desk.people()
    assert [answer.current.text for answer in person.answers] == ["a", "b", "c"]


def test_a_later_file_cannot_widen_how_somebody_is_quoted(desk: Desk) -> None:
    desk.takes({"text": "a", "respondent": "ada"})
    done = desk.takes({"text": "a", "respondent": "ada"}, {"text": "b", "respondent": "ada"}, quoting=Quoting.VERBATIM)
    assert (done.known, done.refused) == (1, (Refusal(2, 'respondent "ada" is here already, otherwise: quote'),))
    assert list(remarks(done)) == ["1 of those already there keep the --quote that they were imported with"]
    assert [person.quoting for person in desk.people()] == [Quoting.PARAPHRASE]


def test_ids_are_made_from_the_round_and_the_row(desk: Desk) -> None:
    desk.takes(*ROWS)
    other = Desk(House(), desk.folder)
    other.takes(*reversed(ROWS))
    ids = [sorted(answer.id for person in one.people() for answer in person.answers) for one in (desk, other)]
    assert ids[0] == ids[1]
    desk.takes({"text": "with an id", "id": 1, "respondent": "ada"}, into="drafts")
    (elsewhere,) = desk.people("drafts")
    assert elsewhere.answers[0].id not in ids[0]
    assert elsewhere.respondent not in {person.respondent for person in desk.people()}
    assert {len(answer) for answer in ids[0]} == {8}
    assert {len(person.respondent) for person in desk.people()} == {10}


def test_ids_that_would_be_the_same_are_lengthened_and_known_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_answers, "ANSWER_LENGTH", 1)
    monkeypatch.setattr(new_answers, "RESPONDENT_LENGTH", 1)
    rows = [{"text": str(number)} for number in range(100)]
    assert counts(desk.takes(*rows)) == (100, 0, 0)
    assert len(desk.people()) == 100
    assert counts(desk.takes(*rows)) == (0, 100, 0)
    assert counts(desk.takes(*rows, into="drafts")) == (100, 0, 0)  # ids are taken in all rounds


def test_who_erased_themselves_does_not_come_back(desk: Desk) -> None:
    rows = [{"text": "a", "respondent": "ada"}, {"text": "b", "respondent": "ada"}, {"text": "ours"}]
    desk.takes(*rows)
    ada = next(person for person in desk.people() if len(person.answers) == 2)
    desk.house.store.erase(ada.respondent, at=NOW)
    before, heard = desk.people(), len(desk.house.listener.asked)
    left_out = ["2 left out: their authors erased themselves"]
    for dry_run in (True, False):
        done = desk.takes(*rows, dry_run=dry_run)
        assert (counts(done), list(remarks(done)), done.people) == ((0, 1, 0), left_out, ())
    done = desk.takes(*rows, {"text": "new"}, {"text": ""}, all_or_nothing=True)
    assert (counts(done), list(remarks(done))) == ((0, 1, 1), left_out)
    assert desk.people() == before
    assert len(desk.house.listener.asked) == heard  # their words are not even tagged


def test_a_published_row_whose_author_erased_it_comes_back_under_no_other_name(desk: Desk) -> None:
    person = desk.one({"text": "a", "id": "1"})
    desk.house.store.add_edition(Edition("questions", 1, NOW, {person.answers[0].id: 1}))
    desk.house.store.erase(person.respondent, at=NOW)
    done = desk.takes({"text": "a", "id": "1", "respondent": "ada"}, {"text": "b"})
    assert (counts(done), list(remarks(done))) == ((1, 0, 0), ["1 left out: their authors erased themselves"])
    assert [answer.current.text for one in desk.people() for answer in one.answers] == ["b"]


def test_who_erases_themselves_during_an_import_is_left_out_too(desk: Desk) -> None:
    person = desk.one({"text": "a", "respondent": "ada"})

    def erasing(*_: object) -> None:
        desk.house.store.erase(person.respondent, at=NOW)

    done = desk.takes({"text": "b", "respondent": "ada"}, {"text": "c"}, progress=erasing)
    assert (counts(done), done.erased) == ((1, 0, 0), 1)
    assert [answer.current.text for one in desk.people() for answer in one.answers] == ["c"]


# Around it


def test_a_dry_run_keeps_nothing_and_shows_the_first(desk: Desk) -> None:
    rows = [{"text": f"A grant,\n{'please ' * number}", "question": "areas", "lang": "en"} for number in range(20)]
    done = desk.takes(*rows, {"text": ""}, dry_run=True)
    assert (counts(done), desk.people(), desk.house.store.acts()) == ((20, 0, 1), (), ())
    assert summary(done, dry_run=True) == "20 new answers, 0 already there, 1 refused; nothing is kept (--dry-run)"
    assert list(previewed(done.people, PrivateDataFinder()))[:2] == [
        "en  areas  [funding]  A grant,",
        "en  areas  [funding]  A grant, please",
    ]
    assert len(desk.house.listener.asked) == 5


def test_a_dry_run_shows_no_words_off_the_record(desk: Desk) -> None:
    row = {"text": "The hosts fear for their grant.", "people": 12, "record": "off", "lang": "en"}
    done = desk.takes(row, dry_run=True)
    assert [*previewed(done.people, PrivateDataFinder())] == ["en  free  [funding]  (off the record)"]


def test_a_dry_run_shows_private_data_to_nobody(desk: Desk) -> None:
    done = desk.takes({"text": "A grant? Ask a@example.org.", "question": "areas", "lang": "en"}, dry_run=True)
    assert list(previewed(done.people, PrivateDataFinder())) == ["en  areas  [funding]  A grant? Ask […]."]


def test_an_import_is_noted_without_anybody_s_words(desk: Desk) -> None:
    desk.takes({"text": "a secret"}, {"text": ""}, quoting=Quoting.VERBATIM)
    assert desk.house.store.acts() == (
        Act(NOW, "command line", "import", "questions", "answers.jsonl: 1 new, quoting verbatim"),
    )


def test_progress_is_told(desk: Desk) -> None:
    told: list[tuple[str, int, int]] = []
    desk.takes({"text": "a"}, {"text": "b"}, progress=lambda *how_far: told.append(how_far))
    assert told == [("tagging", 1, 2), ("tagging", 2, 2)]
