"""A new version of the codebook is compared in every number, then committed; over real stores and a simple tagger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.codebook import Codebook, Tag, Theme
from consultation.codebooks.commit import TRIES, Committed, Hearing, commit
from consultation.codebooks.difference import Changed, Moved, Numbers, numbers
from consultation.codebooks.recoding import Fate, Recoder, Recoding
from consultation.editions import Edition
from consultation.errors import Conflict, NotAllowed
from consultation.guide import Consultation
from consultation.ports import Commit, Store
from consultation.records import Act, Answer, Consent, Part, Participation, Piece, Quoting, Revision
from consultation.rounds import Kind, Round
from storage.memory import MemoryStore
from tests.consultation.conversations import BEGINS, CONSULTATION, WordTagger
from tests.reports.snapshots import FINDER

LATER = BEGINS + timedelta(days=2)


def theme(name: str, *cues: str, bears_on: str = "", was: str = "") -> Theme:
    return Theme(name, {"en": name}, {}, {"en": cues}, {}, {}, tuple(bears_on.split()), tuple(was.split()))


OLD = Codebook(1, (theme("money", "grant", bears_on="1"), theme("tools", "upload", "bot"), theme("odd", "odd")), "v1")
NEW = Codebook(
    2,
    (
        theme("funding", "grant", "budget", bears_on="1 2", was="money"),
        theme("upload", "upload", was="tools"),
        theme("bots", "bot", was="tools"),
    ),
    "v2",
)
CONSULTED = replace(CONSULTATION, codebook=OLD)


def answer(name: str, text: str, *tags: Tag, coded: tuple[str, ...] | None = None, **changes: object) -> Answer:
    heard = WordTagger(OLD).tag(text, spoken="en").tags
    closed = {tag.theme for tag in tags}
    own = (*(tag for tag in heard if tag.theme not in closed), *tags)
    revision = Revision(1, BEGINS, (Piece(f"m{name}", text),), "en", own, codebook="v1")
    return replace(Answer(name, "needs", Part.ANSWER, (revision,), coded=coded), **changes)  # type: ignore[arg-type]


def person(name: str, *answers: Answer, round_id: str = "r1", **changes: object) -> Participation:
    began = Participation(name, round_id, "en", BEGINS, consent=Consent("1", BEGINS), answers=answers)
    return replace(began, **changes)  # type: ignore[arg-type]


ADA = person(
    "ada",
    answer("A1", "A grant, and a budget.", coded=("money", "odd")),
    answer("A2", "Write to ada@example.org of a bot, or a budget.", Tag("tools", "respondent")),
    quoting=Quoting.VERBATIM,
)
BEN = person(
    "ben",
    answer("B1", "A budget."),
    answer("B2", "An odd upload and a bot.", coded=("tools",)),
    answer("B3", "A grant.", aside="spam"),
    answer("B4", "A grant.", withdrawn=LATER),
)
CLEO = person("cleo", answer("C1", "A grant."), round_id="r2")
DAN = person("dan", answer("D1", "A grant."), consent=None)


@pytest.fixture
def store() -> Store:
    return filled(MemoryStore())


def filled(made: Store) -> Store:
    for name in ("r1", "r2"):
        made.add_round(Round(name, f"C{name}", "town", Kind.QUESTIONS, BEGINS))
    made.add_participations([ADA, BEN, CLEO, DAN])
    return made


def committed(store: Store, new: Codebook = NEW, consulted: Consultation = CONSULTED, **given: object) -> Committed:
    used = replace(consulted, codebook=(store.codebooks(consulted.id) or (consulted.codebook,))[-1])
    known = {"tagger": WordTagger(new), "now": LATER, "tell": lambda _done, _of: None, **given}
    return commit(store, used, new, rounds=["r1", "r2"], **known)  # type: ignore[arg-type]


def found(store: Store) -> dict[str, Answer]:
    return {
        one.id: one for name in ("r1", "r2") for whose in store.record(name).participations for one in whose.answers
    }


# Before


def compared(store: Store) -> Numbers:
    old, new = [Hearing(CONSULTED, WordTagger(book)) for book in (OLD, NEW)]
    told: list[tuple[int, int]] = []
    change = Recoder.between(OLD, NEW)
    record = store.record("r1")
    made = numbers(record, old, new, change, finder=FINDER, tell=lambda done, of: told.append((done, of)))
    assert told == [(number, 4) for number in range(1, 5)]
    return made


def test_every_number_is_shown_before_and_after(store: Store) -> None:
    done = compared(store)
    assert (done.round, done.answers) == ("r1", 4)
    assert done.themes == (
        Moved("funding", (1, 3), (1, 2)),
        Moved("upload", (2, 1), (2, 1)),
        Moved("bots", (2, 2), (2, 2)),
        Moved("odd", (1, 0), (1, 0)),
    )
    assert done.drafts == (Moved("1", (1, 3), (1, 2)), Moved("2", (0, 3), (0, 2)))
    assert done.untagged == (1, 0)


def test_each_answer_whose_themes_change_is_named_and_quoted_only_where_that_is_allowed(store: Store) -> None:
    assert compared(store).changed == (
        Changed("A2", ("tools",), ("bots", "funding"), "Write to […] of a bot, or a budget."),
        Changed("B1", (), ("funding",), ""),
        Changed("B2", ("odd", "tools"), ("bots", "upload"), ""),
    )


def test_what_becomes_of_peoples_codes_is_shown(store: Store) -> None:
    done = compared(store)
    assert done.codes == {"carried": 2, "open": 1, "retired": 1}
    assert done.open == (Recoding("B2", 2, "coded", "tools", Fate.OPEN, ("upload", "bots")),)


def test_comparing_keeps_nothing(store: Store) -> None:
    compared(store)
    assert found(store)["A1"] == ADA.answers[0]
    assert (store.codebooks(CONSULTED.id), store.acts()) == ((), ())


# Committing


def test_what_was_shown_is_what_is_done(store: Store) -> None:
    shown = compared(store)
    done = committed(store)
    assert (done.version, done.answers) == (2, 7)
    assert (done.codes, done.open) == (shown.codes, shown.open)
    after = found(store)
    assert {name: one.current.themes for name, one in after.items()} == {
        "A1": ("funding",),
        "A2": ("funding", "bots"),
        "B1": ("funding",),
        "B2": ("upload", "bots"),
        "B3": ("funding",),
        "B4": ("money",),
        "C1": ("funding",),
        "D1": ("funding",),
    }
    assert (after["A1"].coded, after["B2"].coded) == (("funding",), ())
    assert after["A2"].current.tags[1:] == (Tag("bots", "respondent"),)
    assert store.codebooks(CONSULTED.id) == (OLD, NEW)
    assert store.acts() == (Act(LATER, "command line", "commit codebook", CONSULTED.id, "version 2 (v2), 7 answers"),)
    assert [code for code in store.recodings("r1") if code.fate is Fate.RETIRED] == [
        Recoding("A1", 2, "coded", "odd", Fate.RETIRED)
    ]


def test_what_an_edition_pinned_stays(store: Store) -> None:
    store.add_edition(Edition("r1", 1, BEGINS, {"A1": 1}))
    committed(store)
    assert found(store)["A1"].revisions[0] == ADA.answers[0].current
    assert store.editions("r1")[0].pins == {"A1": 1}


def test_committed_again_it_tags_what_was_said_meanwhile_and_no_more(store: Store) -> None:
    committed(store)
    before = found(store)
    late = person("eve", answer("E1", "A bot.", coded=("tools",)))
    store.add_participations([late])
    done = committed(store)
    assert (done.answers, done.codes) == (1, {"carried": 1, "open": 0, "retired": 0})
    assert found(store) == before | {"E1": found(store)["E1"]}
    assert found(store)["E1"].coded == ("bots",)
    assert committed(store).answers == 0


def test_a_version_that_is_not_higher_is_refused(store: Store) -> None:
    for refused in (replace(NEW, version=1), replace(NEW, version=0)):
        with pytest.raises(NotAllowed, match=r"is not higher than 1, which is in use: write version: 2 in the file"):
            committed(store, refused)
    committed(store)
    with pytest.raises(NotAllowed, match="version 2 is not higher than 2"):
        committed(store, replace(NEW, themes=NEW.themes[:1], fingerprint="v3"))
    assert store.codebooks(CONSULTED.id) == (OLD, NEW)


def test_one_version_after_another(store: Store) -> None:
    committed(store)
    third = Codebook(3, (theme("all", "grant", "upload", "bot", was="funding upload bots"),), "v3")
    committed(store, third)
    assert found(store)["A1"].coded == ("all",)
    assert found(store)["A2"].current.tags == (Tag("all", "respondent"),)
    assert [revision.codebook for revision in found(store)["A2"].revisions] == ["v1", "v2", "v3"]


class Busy(WordTagger):
    """A tagger while which people go on talking, so many times."""

    def __init__(self, store: Store, times: int) -> None:
        super().__init__(NEW, self.goes_on)
        self._store, self._times = store, times

    def goes_on(self) -> None:
        """Take a turn of Ada's, where any is left."""
        if self._times:
            self._times -= 1
            number = self._times
            self._store.add_participations([person("ada", answer(f"N{number}", "A budget."))])


def test_somebody_who_goes_on_talking_meanwhile_loses_nothing(store: Store) -> None:
    done = committed(store, tagger=Busy(store, TRIES - 1))
    assert done.answers == 7 + TRIES - 1
    assert {one.current.codebook for one in found(store).values() if not one.withdrawn} == {"v2"}


class Overtaken(MemoryStore):
    """A store in which somebody always was faster."""

    def commit_codebook(self, commit: Commit) -> None:
        said = len(self.record("r1").participations[0].answers)
        self.add_participations([person("ada", answer(f"N{said}", "A budget."))])
        super().commit_codebook(commit)


def test_where_people_talk_faster_than_answers_are_tagged_nothing_changes() -> None:
    store = filled(Overtaken())
    with pytest.raises(Conflict):
        committed(store)
    assert found(store)["A1"] == ADA.answers[0]
    assert store.codebooks(CONSULTED.id) == ()
