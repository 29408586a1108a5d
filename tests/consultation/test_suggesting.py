"""Naming a partner or a resource in the conversation, and reading the lists."""

import json
from dataclasses import replace
from datetime import date

import pytest

from consultation.flow import State
from consultation.guide import Partner
from consultation.plan import Kind, PlanEntry
from consultation.rounds import Round
from consultation.suggestions import MOST_EACH, Sort, Suggestion, Verdict, grown
from storage.memory import MemoryStore
from tests.consultation.conversations import (
    BEGINS,
    CONSULTATION,
    ERASED,
    MENU,
    NOT_KEPT,
    OUT_OF_PLACE,
    Installation,
    Respondent,
)  # fmt: skip

NOTED = "Thank you: that is noted. It is on the list once a facilitator has read it."
UNFIT = "I cannot take that: it is too long, or no link that can be followed."


@pytest.fixture
def installation() -> Installation:
    return Installation.over(MemoryStore())


@pytest.fixture
def known(installation: Installation) -> Round:
    return installation.launch()


@pytest.fixture
def ada(installation: Installation, known: Round) -> Respondent:
    somebody = Respondent(installation, "ada")
    somebody.agrees(known)
    return somebody


def suggested(installation: Installation, sort: Sort = Sort.PARTNER) -> tuple[Suggestion, ...]:
    with installation.opened() as store:
        return store.suggestions("partnerships", sort)


def test_a_partner_is_named_step_by_step(installation: Installation, ada: Respondent) -> None:
    ada.says("/partner")
    assert ada.hears == [
        "The map of partners",
        "Nobody is on it yet.",
        "Which partner should be on the map? Write its name.",
        (
            "Name organisations and works, no private persons, and leave out addresses and numbers. "
            "A facilitator reads it before anybody else does."
        ),
    ]
    ada.assert_offered("Menu")
    ada.says("  The National\nArchive ")
    ada.assert_hears("What kind of partner is it?")
    ada.assert_offered("Library or museum", "Skip", "That is all")
    ada.says("Library or museum")
    ada.assert_hears("On which level does it work?")
    ada.says("our whole country")
    ada.assert_hears("In which region?")
    ada.presses("Skip")
    ada.assert_hears(NOTED, *MENU)
    (one,) = suggested(installation)
    assert (one.name, one.details) == ("The National Archive", {"kind": "glam", "level": "our whole country"})
    assert (one.respondent, one.consultation, one.verdict) == (ada.kept.respondent, "partnerships", None)
    assert ada.kept.answers == ()


def test_only_the_name_is_needed(installation: Installation, ada: Respondent) -> None:
    ada.says("/partner")
    ada.says("The archive")
    ada.presses("That is all")
    ada.assert_hears(NOTED, *MENU)
    assert [(one.name, one.details) for one in suggested(installation)] == [("The archive", {})]


def test_a_resource_has_a_link_that_is_one(installation: Installation, ada: Respondent) -> None:
    ada.says("/resource")
    assert ada.hears[:3] == ["Resources", "There are none yet.", "Which resource would you add? Write its title."]
    ada.says("A handbook")
    for wrong in (
        "javascript:alert(1)",
        "example",
        "ftp://example.org",
        "https://a b.org",
        "h" * 301,
        "https://[",
        "http://localhost",
    ):
        ada.says(wrong)
        ada.assert_hears(UNFIT, "Where is it? Write the link.")
    ada.says("https://example.org/handbook")
    ada.assert_offered("English", "Français", "العربية", "Skip", "That is all")
    ada.presses("Français")
    ada.says("It tells how others did it.")
    ada.assert_hears(NOTED, *MENU)
    (one,) = suggested(installation, Sort.RESOURCE)
    told = {"link": "https://example.org/handbook", "language": "fr", "why": "It tells how others did it."}
    assert (one.name, one.details) == ("A handbook", told)


def test_nothing_is_kept_twice_when_a_message_comes_again(installation: Installation, ada: Respondent) -> None:
    ada.says("/partner")
    ada.says("The archive")
    ada.delivers_again()
    ada.assert_hears("What kind of partner is it?")
    assert len(suggested(installation)) == 1


def test_what_was_cut_short_before_it_was_kept_is_no_second_suggestion(
    installation: Installation, ada: Respondent
) -> None:
    ada.says("/partner")
    with installation.opened() as store:
        keeping = store.keep_all
        store.keep_all = lambda _: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign, assignment]
        store.keep = lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            ada.says("The archive")
        del store.keep_all, store.keep
        assert store.keep_all == keeping
    ada.delivers_again()
    ada.assert_hears("What kind of partner is it?")
    assert len(suggested(installation)) == 1


def test_who_has_not_agreed_names_nothing(installation: Installation, known: Round) -> None:
    eve = Respondent(installation, "eve")
    eve.enters(known)
    for command in ("/partner", "/resource"):
        eve.says(command)
        assert eve.hears[0] == NOT_KEPT
    assert suggested(installation) == suggested(installation, Sort.RESOURCE) == ()


def test_it_can_be_done_when_the_round_is_closed(installation: Installation, known: Round, ada: Respondent) -> None:
    installation.close(known)
    ada.says("/partner")
    ada.says("The archive")
    assert [one.name for one in suggested(installation)] == ["The archive"]


def test_nobody_fills_the_list_alone(installation: Installation, ada: Respondent) -> None:
    for number in range(MOST_EACH + 1):
        ada.says("/partner")
        ada.says(f"Archive {number}")
    assert ada.hears[0] == "Many of your suggestions wait to be read. Please suggest more once they are."
    assert ada.at.state is State.CHOOSING
    assert len(suggested(installation)) == MOST_EACH
    with installation.opened() as store:
        store.judge_suggestion(suggested(installation)[0].id, Verdict.APPROVED, at=BEGINS)
    ada.says("/partner")
    ada.says("One more")
    ada.assert_hears("What kind of partner is it?")


def test_a_forged_choice_or_a_suggestion_that_is_gone_changes_nothing(
    installation: Installation, ada: Respondent
) -> None:
    ada.says("/partner")
    ada.says("The archive")
    for forged in ("pick:partner-kind:nonsense", "pick:partner-level:local", "pick:role:staff"):
        ada.presses_old(forged)
        assert ada.hears[0] == OUT_OF_PLACE
    assert suggested(installation)[0].details == {}
    ada.presses_old("skip:partner-kind")
    ada.presses_old("skip:partner-level")
    with installation.opened() as store:
        store.judge_suggestion(ada.at.version, Verdict.APPROVED, at=BEGINS)
    ada.says("Asia")
    assert suggested(installation)[0].details == {}


def test_who_erases_all_takes_what_is_not_approved_along(installation: Installation, ada: Respondent) -> None:
    for name in ("The archive", "The school"):
        ada.says("/partner")
        ada.says(name)
        ada.presses("That is all")
    with installation.opened() as store:
        store.judge_suggestion(suggested(installation)[0].id, Verdict.APPROVED, at=BEGINS)
    ada.says("/export")
    given = json.loads(str(ada.replies[-1].attachment.content))  # type: ignore[union-attr]
    assert [one["name"] for one in given["suggestions"]] == ["The school"]
    ada.says("/forget")
    ada.presses("Yes, erase everything")
    assert ada.hears[0] == ERASED
    assert [one.name for one in suggested(installation)] == ["The archive"]


def test_lists_are_for_anybody() -> None:
    partners = [
        Suggestion("S1", "partnerships", Sort.PARTNER, "A library", BEGINS, {"kind": "glam", "region": "asia"}),
        Suggestion("S2", "partnerships", Sort.PARTNER, "Unread", BEGINS),
        Suggestion("S3", "partnerships", Sort.PARTNER, "A school", BEGINS),
    ]
    read = [one if one.name == "Unread" else one.after(Verdict.APPROVED, BEGINS) for one in partners]
    handbook = Suggestion(
        "S4",
        "partnerships",
        Sort.RESOURCE,
        "Manuel",
        BEGINS,
        {"link": "https://example.org", "language": "fr", "why": "It is short."},
    )
    house = Installation.over(MemoryStore())
    house.consultation = grown(CONSULTATION, read, [handbook.after(Verdict.APPROVED, BEGINS)])
    assert house.consultation.partners == (Partner("A library", "glam", "", "asia"), Partner("A school"))
    eve = Respondent(house, "eve")
    eve.enters(house.launch())
    eve.says("/partners")
    assert eve.hears[:4] == [
        "The map of partners",
        "A library: Library or museum, asia",
        "A school",
        "/partner and /resource suggest another.",
    ]
    eve.says("/resources")
    assert eve.hears[:4] == ["Resources", "Manuel [fr]", "https://example.org", "It is short."]


def test_nothing_grows_where_nothing_is_approved() -> None:
    assert grown(CONSULTATION, [Suggestion("S1", "partnerships", Sort.PARTNER, "Unread", BEGINS)], []) is CONSULTATION


def test_the_plan_has_rounds_and_entries(installation: Installation, known: Round) -> None:
    eve = Respondent(installation, "eve")
    eve.enters(known)
    with installation.opened() as store:
        store.enter_plan("partnerships", PlanEntry("talks", Kind.INTERVIEW, {"en": "Museums"}, date(2030, 2, 1)))
        store.enter_plan("partnerships", PlanEntry("gone", Kind.REVIEW, {"en": "Gone"}, removed=True))
        store.add_round(replace(known, id="elsewhere", code="ELSEWHERE", consultation="another"))
    eve.says("/plan")
    assert eve.hears[:3] == [
        "What is planned",
        "2030-02-01: Interview. Museums",
        "2030-03-01 to 2030-03-08: Round of answers (open). Questions",
    ]
    assert [line for line in eve.hears if "Round of answers" in line] == [eve.hears[2]]
