"""What no theme fits: each such answer is in one place, counted anew, and shown only where its author allowed it."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from consultation.codebooks.emergence import Decision, Proposal, Verdict
from consultation.records import Participation, Snapshot
from reports.blocks import blocks
from reports.evidence import Evidence
from reports.findings import find
from reports.render import page_of, write_report
from tests.reports.pages import PageReader
from tests.reports.snapshots import FINDER, OPENED, person, said, snapshot, token

TEXTS = ("A boat at last.", "Boats, a boat!", "One boat more.", "The boat sank.")
BOATS = Proposal("BOATS", "en", ("boat", "sank"), tuple(token(text) for text in TEXTS), 0.8)


def people(*texts: str, quoting: str = "verbatim") -> list[Participation]:
    return [person(f"p{n}", said(text), quoting=quoting) for n, text in enumerate(texts)]


def town(*proposals: Proposal, extra: tuple[Participation, ...] = ()) -> Snapshot:
    others = [person("q", said("Giraffes.")), person("r", said("Nothing")), person("s", said("Money!", "funding"))]
    return snapshot([*people(*TEXTS), *others, *extra], proposals=proposals, non_answers=frozenset({token("Nothing")}))


def rendered(of: Snapshot, language: str, extension: str) -> str:
    with TemporaryDirectory() as room:
        (path,) = write_report(of, language=language, out=Path(room) / "report", formats=[extension], finder=FINDER)
        return path.read_text(encoding="utf-8")


def text(sentences: object) -> list[str]:
    return [one.text for one in sentences]  # type: ignore[attr-defined]  # sentences, whatever yields them


def test_each_answer_without_a_theme_is_in_one_place() -> None:
    found = find(town(BOATS)).emerging
    (boats,) = found.proposals
    assert boats.evidence == Evidence("proposal.BOATS", 4, 4, tuple(sorted(BOATS.answers)))
    assert found.non_answers == Evidence("non-answers", 1, 1, (token("Nothing"),))
    assert found.alone == Evidence("alone", 1, 1, (token("Giraffes."),))


def test_an_answer_of_two_proposals_is_counted_in_the_first() -> None:
    other = replace(BOATS, id="OTHER", answers=(*BOATS.answers, token("Giraffes.")))
    found = find(town(BOATS, other)).emerging
    assert [one.id for one in found.proposals] == ["BOATS"]
    assert found.alone.ids == (token("Giraffes."),)


def test_only_words_that_three_still_use_are_shown() -> None:
    (boats,) = find(town(BOATS)).emerging.proposals
    assert boats.words == ("boat",)


def test_a_proposal_that_too_few_are_behind_by_now_is_not_shown() -> None:
    gone = [person(f"p{n}", said(one), agreed=n > 1) for n, one in enumerate(TEXTS)]
    found = find(snapshot(gone, proposals=(BOATS,))).emerging
    assert found.proposals == ()
    assert found.alone.answers == 2


def test_an_answer_in_which_a_theme_is_heard_by_now_is_in_no_proposal() -> None:
    heard = [person(f"p{n}", said(one, *(["tools"] if n == 0 else []))) for n, one in enumerate(TEXTS)]
    (boats,) = find(snapshot(heard, proposals=(BOATS,))).emerging.proposals
    assert token(TEXTS[0]) not in boats.evidence.ids
    assert boats.evidence.answers == 3


def test_what_was_refused_stands_alone() -> None:
    refused = replace(BOATS, decision=Decision(Verdict.REFUSED, OPENED, reason="an inside joke"))
    found = find(town(refused)).emerging
    assert (found.proposals, found.alone.answers) == ((), 5)
    assert "inside joke" not in rendered(town(refused), "en", "html")


def test_what_is_said_of_it() -> None:
    telling = page_of(town(BOATS), language="en", finder=FINDER).telling
    (boats,) = telling.findings.emerging.proposals
    assert text(telling.untagged()) == [
        "In 6 of 7 answers (86%), no theme was heard.",
        "One answer says nothing (“nothing”, “don’t know”, a lone mark); such answers are counted and set apart.",
    ]
    assert text(telling.on_proposal(boats)) == ["4 respondents share the word “boat”, in 4 answers: not decided yet."]
    assert text(telling.alone()) == ["One answer stands alone, in no group of answers with words in common."]
    accepted = replace(boats, decision=Decision(Verdict.ACCEPTED, OPENED, theme="boats"), words=("boat", "sank"))
    assert text(telling.on_proposal(accepted)) == [
        "4 respondents share words such as “boat” and “sank”, in 4 answers: accepted as a theme for the next codebook."
    ]


def test_what_is_said_of_it_in_french() -> None:
    telling = page_of(town(BOATS), language="fr", finder=FINDER).telling
    (boats,) = telling.findings.emerging.proposals
    assert text(telling.on_proposal(boats)) == [
        "4 répondants emploient le mot «\u202fboat\u202f», dans 4 réponses\u00a0: pas encore décidé."
    ]
    assert text(telling.alone()) == ["Une réponse reste à part, hors de tout groupe de réponses aux mots communs."]


def test_every_number_has_its_block() -> None:
    page = page_of(town(BOATS), language="en", finder=FINDER)
    (block,) = [one for one in blocks(page.findings, page.labels) if one.evidence.anchor == "untagged"]
    assert [part.evidence.anchor for part in block.parts] == ["non-answers", "proposal.BOATS", "alone"]
    assert sum(part.evidence.answers for part in block.parts) == block.evidence.answers == 6


def test_the_report_shows_it_with_quotes_that_may_be_shown() -> None:
    silent = person("t", said("A boat nobody may quote."), quoting="paraphrase")
    shown = town(replace(BOATS, answers=(*BOATS.answers, token("A boat nobody may quote."))), extra=(silent,))
    for extension in ("html", "md"):
        page = rendered(shown, "en", extension)
        assert "Proposal BOATS" in page
        assert "nobody may quote" not in page
        assert "one of them says nothing" in page
        assert rendered(shown, "en", extension) == page
    french = rendered(shown, "fr", "html")
    assert french.count("Proposition BOATS") == 2  # where it is told, and its evidence
    read = PageReader(french)
    assert (read.problems, read.targets - read.ids) == ([], set())


def test_nothing_is_said_of_proposals_where_there_are_none() -> None:
    page = rendered(town(), "en", "html")
    assert "may be emerging" not in page
    assert "5 answers</a> stand alone, in no group" in page
