"""What recurs is counted whole and quoted only where it may be; each answer stands in one group or with the rest."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from consultation.likeness import Alike, Grouped, Passage
from consultation.records import Participation, Snapshot
from nlp.alike import StarGrouper
from reports.asks import Asks, asks
from reports.blocks import Block, blocks
from reports.circles import Circle, Speaking, Subject
from reports.english import English
from reports.findings import Findings, find
from reports.labels import Labels
from reports.page import Page
from reports.quotes import Gate
from reports.render import page_of, write_report
from reports.statements import Heard, Place, heard
from tests.reports.snapshots import FINDER, LIST, crowd, missing, person, said, snapshot, takes, token, why

GROUPER = StarGrouper()

TRAINING = (
    "We need training for new volunteers in every town.",
    "Training for new volunteers, please, in every town of ours.",
    "New volunteers need training in every town, and a dry room to meet in.",
)
BOATS = ("A boat for the island, soon.", "The island needs a boat, soon.")
ELSE = "Purple giraffes waltz slowly around the frozen harbour tonight."
DRAFT = Place("draft", LIST, "1")
CHANGES = Speaking.CHANGES


def found(of: Snapshot) -> Findings:
    return find(of, grouper=GROUPER)


def asked(of: Snapshot, speaking: Speaking = Speaking.RAISED) -> Asks:
    (only,) = [one for one in found(of).alike if one.subject.speaking is speaking]
    return only


def people(*texts: str, theme: str = "funding", quoting: str = "verbatim", start: int = 0) -> list[Participation]:
    return [person(f"{quoting}{n}", said(text, theme), quoting=quoting) for n, text in enumerate(texts, start)]


def everything(page: Page, here: Asks) -> list[str]:
    return [sentence.text for sentence, _ in page.telling.recurring(here)]


def page(of: Snapshot, language: str = "en") -> Page:
    return page_of(of, language=language, finder=FINDER, grouper=GROUPER)


def test_a_theme_has_its_groups_by_respondents_and_the_rest() -> None:
    here = asked(snapshot(people(*BOATS, ELSE, *TRAINING)))
    assert [one.evidence.respondents for one in here.groups] == [3, 2]
    assert here.subject == Subject(Speaking.RAISED, theme="funding")
    assert here.groups[0].evidence.ids == tuple(sorted(map(token, TRAINING)))
    assert here.rest.ids == (token(ELSE),)
    assert (here.everything.respondents, here.rest.respondents) == (6, 1)


def test_a_draft_has_changes_reasons_for_and_reasons_against_apart() -> None:
    sides = {"support": TRAINING[:2], "oppose": BOATS, "changes": ("More money for schools.", "Schools: more money.")}
    on_drafts = [
        person(f"{side}{n}", takes(side), why(text)) for side, texts in sides.items() for n, text in enumerate(texts)
    ]
    on_drafts.append(person("both", takes("support"), missing(TRAINING[2])))
    on_drafts.append(person("missing", missing("Money, more of it, for schools!")))
    by = {one.subject.speaking: one for one in found(snapshot([], on_drafts)).alike}
    assert {speaking: [group.evidence.respondents for group in one.groups] for speaking, one in by.items()} == {
        CHANGES: [3],
        Speaking.SUPPORT: [2],
        Speaking.OPPOSE: [2],
    }
    assert by[Speaking.OPPOSE].subject.place == DRAFT


def test_a_draft_of_kind_research_has_missing_questions_and_reasons_to_study_it_or_not_now() -> None:
    on_drafts = [
        person(f"{side}{n}", takes(side, on="3"), why(text, on="3"), missing(f"Who pays for boats, {n}?", on="3"))
        for side, texts in {"study": TRAINING[:2], "not-now": BOATS}.items()
        for n, text in enumerate(texts)
    ]
    of = [one.subject.speaking for one in found(snapshot([], on_drafts)).alike]
    assert of == [Speaking.MISSING, Speaking.STUDY, Speaking.NOT_NOW]


def test_of_a_long_answer_only_the_sentences_that_speak_of_a_theme_are_compared() -> None:
    one, other = (f"{text} {ELSE}" for text in (TRAINING[0], BOATS[0]))
    here = asked(snapshot(people(one, other)))  # the evidence of `said` is the first character
    assert here.groups == ()
    both = [person("a", missing(one)), person("b", missing(other))]
    assert len(asked(snapshot([], both), CHANGES).groups) == 1


def test_one_person_is_no_circle_and_without_a_grouper_there_are_no_groups() -> None:
    assert found(snapshot([person("a", said(TRAINING[0], "funding"), said(TRAINING[1], "funding"))])).alike == ()
    assert find(snapshot(people(*TRAINING))).alike == ()


def test_who_may_not_be_quoted_counts_and_is_never_quoted_nor_listed() -> None:
    planted = "New volunteers need training in every town, PLANTED here."
    hidden = person("hidden", said(planted, "funding"), quoting="none")
    paraphrased = people(TRAINING[2], quoting="paraphrase")
    (group,) = asked(snapshot([hidden, *paraphrased, *people(*TRAINING[:2])])).groups
    assert (group.evidence.respondents, group.evidence.unshown) == (4, 2)
    quotes = [quote for quote in (group.best, group.differing) if quote]
    assert {quote.id for quote in quotes} == set(map(token, TRAINING[:2]))


def test_a_group_of_which_nobody_may_be_quoted_has_no_quote() -> None:
    (group,) = asked(snapshot(people(*TRAINING, quoting="none"))).groups
    assert (group.best, group.differing, group.evidence.respondents) == (None, None, 3)


def test_who_withdrew_is_not_counted() -> None:
    gone = person("gone", said(TRAINING[2], "funding"), agreed=False)
    (group,) = asked(snapshot([gone, *people(*TRAINING[:2])])).groups
    assert group.evidence.respondents == 2


def _passage(one: Heard) -> Passage:
    return Passage(one.answer.id, one.respondent, "en", 0, one.answer.current.text)


def given(*texts: str, quoting: str = "verbatim") -> Asks:
    """Return what is made of one group that has these texts, the first the nearest to what they have in common."""
    answers = list(heard(snapshot(people(*texts, quoting=quoting))))
    passages = [_passage(one) for one in answers]
    circle = Circle(Subject(Speaking.RAISED, theme="funding"), answers)
    return asks(circle, Grouped((Alike(tuple(passages), (), 0.0),)), Counter())


def test_the_quote_that_stands_best_is_the_first_of_the_nearer_half_that_has_a_quotes_length() -> None:
    long = "A sentence that is as long as a quote is where there is a choice."
    assert [group.best and group.best.text for group in given("Near.", long, "Far.", "Farther.").groups] == [long]
    assert [group.best and group.best.text for group in given("Near.", "Nearer.", long, "Far.").groups] == ["Near."]
    assert [group.differing and group.differing.text for group in given("Near.", long, "Far.").groups] == ["Far."]


def test_the_quote_that_differs_is_somebody_elses_and_in_other_words() -> None:
    same = "We need training for new volunteers."
    twice = [person("a", said(same, "funding")), person("b", said(same.upper(), "funding"))]
    (group,) = asked(snapshot(twice)).groups
    assert group.best
    assert group.differing is None
    (group,) = asked(snapshot(people(*TRAINING))).groups
    assert group.best
    assert group.differing
    assert group.best.id != group.differing.id
    assert group.differing.id == token(TRAINING[2])


def test_the_quote_that_differs_is_not_the_same_persons() -> None:
    ada = person("ada", said("Near.", "funding"), said("Far.", "funding"))
    answers = list(heard(snapshot([ada, person("bo", said("Between.", "funding"))])))
    passages = {one.answer.current.text: _passage(one) for one in answers}
    alike = Alike((passages["Near."], passages["Between."], passages["Far."]), (), 0.0)
    (group,) = asks(Circle(Subject(Speaking.RAISED, theme="funding"), answers), Grouped((alike,)), Counter()).groups
    assert [quote and quote.text for quote in (group.best, group.differing)] == ["Near.", "Between."]


def test_the_quote_of_a_long_answer_is_around_what_is_alike() -> None:
    long = f"{' '.join([ELSE] * 6)} {TRAINING[0]}"
    (group,) = asked(
        snapshot([], [person("a", missing(long)), person("b", missing("New volunteers need training in towns."))]),
        CHANGES,
    ).groups
    quoted = {quote.id: quote.text for quote in (group.best, group.differing) if quote}
    assert quoted[token(long)].endswith(TRAINING[0])
    assert len(quoted[token(long)]) < len(long)


def test_private_data_in_a_quote_is_masked_and_names_no_group() -> None:
    texts = [f"{text} Write to ana@example.org" for text in TRAINING]
    of = snapshot(people(*texts))
    gate = Gate(of, FINDER)
    for group in asked(of).groups:
        assert not {"ana", "example.org", "ana@example.org"} & set(group.words)
        for quote in (group.best, group.differing):
            assert quote is None or "example" not in gate.words(quote)


def flat(of: Findings) -> Iterator[Block]:
    def below(block: Block) -> Iterator[Block]:
        yield block
        for part in block.parts:
            yield from below(part)

    labels = Labels(snapshot().consultation, English(), ("en",))
    for block in blocks(of, labels):
        yield from below(block)


def test_every_number_opens_into_one_block_and_each_anchor_stands_once() -> None:
    on_drafts = [person(f"d{n}", takes("oppose"), why(text, "funding")) for n, text in enumerate((*BOATS, *TRAINING))]
    of = found(snapshot([*people(*TRAINING, *BOATS, ELSE), *crowd(12, "funding")], on_drafts))
    anchors = Counter(block.evidence.anchor for block in flat(of))
    assert {anchor for anchor, count in anchors.items() if count > 1} == set()
    evidence = [one for asks in of.alike for one in (asks.everything, asks.rest, *(g.evidence for g in asks.groups))]
    evidence += [one.evidence for one in of.minorities.apart]
    listed = {block.evidence.anchor: block.evidence for block in flat(of)}
    assert [listed.get(one.anchor) for one in evidence] == evidence


def test_what_is_said_of_groups_in_english_and_french() -> None:
    of = snapshot(people(*TRAINING, *BOATS, ELSE))
    english, french = page(of), page(of, "fr")
    (here,) = english.findings.alike
    assert everything(english, here) == [
        (
            "Only 3 of the 6 respondents who raised it use much the same words, such as “new”, “town”, “training” and"
            " “volunteers”."
        ),
        "Only 2 of the 6 respondents who raised it use much the same words.",
        "One answer is in no group.",
    ]
    assert everything(french, here) == [
        (
            "Seulement 3 des 6 répondants qui l’ont évoqué emploient à peu près les mêmes mots, tels que"
            " «\u202fnew\u202f», «\u202ftown\u202f», «\u202ftraining\u202f» et «\u202fvolunteers\u202f»."
        ),
        "Seulement 2 des 6 répondants qui l’ont évoqué emploient à peu près les mêmes mots.",
        "Une réponse n’est dans aucun groupe.",
    ]


def test_that_nobody_is_alike_is_said_where_ten_or_more_spoke() -> None:
    different = (
        "Boats rust.", "Bread rises.", "Music helps.", "Schools close.", "Gardens bloom.",
        "Letters arrive.", "Walnuts fall.", "Cherries ripen.", "Trains wait.", "Lamps flicker.",
    )  # fmt: skip
    ten, nine = page(snapshot(people(*different))), page(snapshot(people(*different[:9])))
    assert everything(ten, ten.findings.alike[0]) == [
        "No two of the 10 respondents who raised it use much the same words."
    ]
    assert everything(nine, nine.findings.alike[0]) == []


def test_the_method_says_how_groups_are_made_with_the_numbers_that_hold() -> None:
    for language, alike, one in (("en", "0.40", "0.60"), ("fr", "0,40", "0,60")):
        how, *others = page(snapshot(people(*TRAINING)), language).method.grouping()
        assert (how.count(alike), how.count(one), len(others)) == (1, 1, 3)
        assert not any("{" in line for line in others)


@pytest.mark.parametrize("extension", ["html", "md"])
def test_the_same_snapshot_gives_the_same_bytes_in_whatever_order_people_are_stored(extension: str) -> None:
    everyone = people(*TRAINING, *BOATS, ELSE)
    with TemporaryDirectory() as room:
        written = [
            write_report(
                snapshot(order),
                language="en",
                finder=FINDER,
                grouper=StarGrouper(),
                out=Path(room) / str(n) / "report",
                formats=[extension],
            )[0].read_bytes()
            for n, order in enumerate((everyone, everyone[::-1]))
        ]
    assert written[0] == written[1]
