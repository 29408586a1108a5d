"""Looking for emerging themes in a round, and what a facilitator's decision does and does not change."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.codebooks.deciding import Deciding, NewCodebook
from config.codebooks.emerging import Example, Listing, find_in_file, find_in_round, list_round
from config.listings import emerging_table
from config.loading import find_consultation, load_codebook, load_consultation
from config.settings import Settings
from config.time_and_chance import SteppedClock
from config.wiring import Deployment
from consultation.codebook import Tag
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision
from consultation.rounds import Kind, Round, Stage
from storage.memory import MemoryStore

NOW = datetime(2019, 10, 1, 12, tzinfo=UTC)
OWN = find_consultation("partnerships") / "codebook.yaml"
OPEN = Round("r1", "CODE", "partnerships", Kind.QUESTIONS, NOW, guide="guiding", stage=Stage.OPEN)
BOATS = [f"{text} boat in the harbour" for text in ("A late", "One bigger", "No", "Any", "My mobile +33 6 12 34 56 78")]
BREAD = [f"{text} bread from the bakery" for text in ("Good", "Fresh", "More", "Stale", "Sour")]
ELSE = ["Giraffes waltz", "Nothing."]


def person(name: str, text: str, *, quoting: Quoting = Quoting.VERBATIM, tags: tuple[Tag, ...] = ()) -> Participation:
    revision = Revision(1, NOW, (Piece("m1", text),), "en", tags)
    answer = Answer(f"id-{name}", "capacity", Part.ANSWER, (revision,))
    return Participation(name, "r1", "en", NOW, consent=Consent("v1", NOW), quoting=quoting, answers=(answer,))


@pytest.fixture
def house(tmp_path: Path) -> Deployment:
    """Give a deployment whose round has two groups of answers; a paraphrase allowed only, and one with a theme."""
    store = MemoryStore()
    store.add_round(OPEN)
    people = [person(f"p{n}", text) for n, text in enumerate((*BOATS, *BREAD, *ELSE))]
    people[5] = replace(people[5], quoting=Quoting.PARAPHRASE)
    people.append(person("q", "A boat in the harbour needs tools", tags=(Tag("tools", "cue"),)))
    for one in people:
        store.keep(None, one, identity=one.respondent, delivery="", at=NOW)
    loaded = {"partnerships": load_consultation(OWN.parent)}
    return Deployment(Settings(home=tmp_path), clock=SteppedClock(NOW), _store=store, _loaded=loaded)


def proposal(found: Listing, cue: str) -> str:
    (one,) = [one.id for one in found.proposals if cue in one.cues]
    return one


def boats(house: Deployment) -> Deciding:
    return Deciding(house, "r1", proposal(find_in_round(house, "r1"), "harbour"))


def acts(house: Deployment) -> list[tuple[str, str]]:
    return [(act.verb, act.note) for act in house.store.acts()]


def test_every_answer_without_a_theme_is_in_one_place(house: Deployment) -> None:
    found = find_in_round(house, "r1")
    assert (found.without_theme, found.alone, found.non_answers) == (12, ("id-p10",), ("id-p11",))
    assert {(one.cues, one.respondents, one.share, one.unshown) for one in found.proposals} == {
        (("boat", "harbour"), 5, 0.455, 0),
        (("bakery", "bread"), 5, 0.455, 1),
    }
    assert list_round(house, "r1") == found
    assert house.snapshot(["r1"]).non_answers == {"id-p11"}
    assert [one.id for one in house.snapshot(["r1"]).proposals] == [one.id for one in found.proposals]


def test_no_theme_is_looked_for_in_words_off_the_record(house: Deployment) -> None:
    for number, text in enumerate(("A kite", "One kite", "No kite", "Any kite", "His kite")):
        note = replace(person(f"n{number}", f"{text} above the orchard"), people=12, on_record=False)
        house.store.add_participations([note])
    found = find_in_round(house, "r1")
    assert {cue for one in found.proposals for cue in one.cues} == {"boat", "harbour", "bakery", "bread"}
    assert found.without_theme == 17


def test_examples_are_masked_and_of_those_alone_who_may_be_quoted(house: Deployment) -> None:
    shown = {example for one in find_in_round(house, "r1").proposals for example in one.examples}
    assert Example("id-p5", BREAD[0]) not in shown
    printed = emerging_table(list_round(house, "r1"))
    assert BREAD[0] not in printed
    assert "1 counted only, not shown" in printed
    assert "12 34 56" not in printed
    assert "not decided" in printed


def test_what_is_accepted_is_a_theme_of_a_new_codebook(house: Deployment, tmp_path: Path) -> None:
    before, out = OWN.read_bytes(), tmp_path / "new.yaml"
    boats(house).accept("boats", ["en=Boats", "fr = Bateaux"], (), NewCodebook(out, None))
    own, new = load_codebook(OWN), load_codebook(out)
    assert (OWN.read_bytes(), new.version) == (before, own.version + 1)
    assert new.themes[:-1] == own.themes
    added = new.themes[-1]
    assert (added.id, added.labels, added.cues) == (
        "boats", {"en": "Boats", "fr": "Bateaux"}, {"en": ("boat", "harbour")}
    )  # fmt: skip
    assert acts(house) == [("look for themes", ""), ("theme accepted", "boats (r1)")]
    assert [path.name for path in tmp_path.iterdir()] == ["new.yaml"]


def test_decisions_add_up_in_one_file_of_one_version(house: Deployment, tmp_path: Path) -> None:
    out, found = tmp_path / "new.yaml", find_in_round(house, "r1")
    bread = Deciding(house, "r1", proposal(found, "bread"))
    assert not bread.merge("people", ["baker"], NewCodebook(out, None))
    with pytest.raises(NotAllowed, match="go on with it by --codebook"):
        boats(house).accept("boats", ["en=Boats"], (), NewCodebook(out, None))
    boats(house).accept("boats", ["en=Boats"], ["ship"], NewCodebook(out, out))
    new, own = load_codebook(out), load_codebook(OWN)
    merged, kept = new.theme("people"), own.theme("people")
    assert merged
    assert kept
    assert sorted(merged.cues["en"]) == sorted((*kept.cues["en"], "baker"))
    assert new.themes[-1].cues == {"en": ("ship",)}
    assert new.version == own.version + 1


def test_a_theme_without_cues_in_the_language_is_told(house: Deployment, tmp_path: Path) -> None:
    base, out = tmp_path / "base.yaml", tmp_path / "new.yaml"
    base.write_text("version: 9\nthemes:\n  - {id: sea, label: {en: Sea}}\n", encoding="utf-8")
    assert boats(house).merge("sea", (), NewCodebook(out, base))
    new = load_codebook(out)
    assert (new.version, new.themes[0].cues) == (9, {"en": ("Sea", "boat", "harbour")})


def test_the_consultation_s_own_codebook_is_never_written(house: Deployment) -> None:
    before = OWN.read_bytes()
    for base in (None, OWN):
        with pytest.raises(NotAllowed, match="own codebook"):
            boats(house).accept("boats", ["en=Boats"], (), NewCodebook(OWN, base))
    assert OWN.read_bytes() == before
    assert [one.decision for one in list_round(house, "r1").proposals] == [None, None]


@pytest.mark.parametrize(
    ("theme", "label", "told"),
    [
        ("tools", "en=Tools", 'there is a theme "tools" already'),
        ("two words", "en=Tools", "is no id"),
        ("boats", "Boats", "like en=Boats"),
        ("boats", "en= ", "like en=Boats"),
        ("boats", "English=Boats", "like en=Boats"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_decided(
    house: Deployment, tmp_path: Path, theme: str, label: str, told: str
) -> None:
    out = tmp_path / "new.yaml"
    with pytest.raises(InvalidInput, match=told):
        boats(house).accept(theme, [label], (), NewCodebook(out, None))
    with pytest.raises(InvalidInput, match="there is no theme"):
        boats(house).merge("nosuch", (), NewCodebook(out, None))
    assert not out.exists()
    assert [one.decision for one in list_round(house, "r1").proposals] == [None, None]


def test_what_is_refused_is_not_proposed_again_and_its_answers_stand_alone(house: Deployment) -> None:
    refused = boats(house)
    with pytest.raises(InvalidInput, match="say why"):
        refused.refuse(" ")
    refused.refuse("the harbour’s to decide")
    found = find_in_round(house, "r1")
    decisions = {one.id: one.decision and one.decision.reason for one in found.proposals}
    assert decisions[refused.proposal_id] == "the harbour’s to decide"
    assert list(decisions.values()).count(None) == 1
    assert len(found.alone) == 1 + len(BOATS)
    assert acts(house)[-2:] == [("theme refused", "the harbour’s to decide (r1)"), ("look for themes", "")]


def test_a_proposal_that_is_not_there_is_told_with_those_that_are(house: Deployment) -> None:
    with pytest.raises(NotFound, match="there are: none; look for some"):
        Deciding(house, "r1", "NOSUCH").refuse("no")
    known = boats(house).proposal_id
    with pytest.raises(NotFound, match=f"no proposal NOSUCH in round r1; there are: .*{known}"):
        Deciding(house, "r1", "NOSUCH").refuse("no")
    with pytest.raises(NotFound, match="no round r9"):
        Deciding(house, "r9", known).refuse("no")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('{"id": "a", "text": "One"}\n\n{"id": "a", "text": "Two"}\n', ':3: the id "a" is taken in line 1'),
        ('{"id": "a", "text": "One"}\n{"id": "b"}\n', ':2: "text" is missing'),
    ],
)
def test_a_bad_line_of_a_file_is_named(tmp_path: Path, lines: str, told: str) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(InvalidInput, match=told):
        find_in_file(file, OWN)
    with pytest.raises(NotFound, match="no file"):
        find_in_file(tmp_path / "none.jsonl", OWN)
