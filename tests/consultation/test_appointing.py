"""Roles and rights, codes, times as people write them, and who an act was done by."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.time_and_chance import SeededTokens
from consultation import announcing, facilitation, moderating
from consultation.announcing import Announcer
from consultation.appointing import digest, fitting, invite, redeem, revoke
from consultation.codebooks.emergence import Decision, Proposal, Verdict
from consultation.editions import Edition
from consultation.errors import InvalidInput
from consultation.moments import ago, parse_duration, parse_time
from consultation.notices import Group
from consultation.records import Aside
from consultation.roles import CODE_LENGTH, LASTS, RIGHTS, Facilitator, Right, Role
from storage.memory import MemoryStore
from storage.memory_outbox import MemoryOutbox
from storage.memory_staff import MemoryStaff
from tests.consultation.conversations import BEGINS, CATALOGUES, CONSULTATION, WEEK, Installation, Respondent, draft

NOON = datetime(2030, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_holds_in_its_consultation_and_without_one_in_all(role: Role, right: Right) -> None:
    here = Facilitator("Ada", role, "here", NOON)
    everywhere = Facilitator("Ada", role, "", NOON)
    has = role in RIGHTS[right]
    assert (here.may(right, "here"), here.may(right, "there"), here.may_at_all(right)) == (has, False, has)
    assert (everywhere.may(right, "here"), everywhere.may(right, "there")) == (has, has)


def test_an_owner_may_everything_and_a_reader_changes_nothing() -> None:
    assert {right for right in Right if Role.OWNER in RIGHTS[right]} == set(Right)
    assert {right for right in Right if Role.READER in RIGHTS[right]} == {Right.SEE, Right.PREVIEW}


def test_a_code_has_at_least_128_bits_and_fits_a_telegram_link() -> None:
    assert CODE_LENGTH * 5 >= 128
    assert CODE_LENGTH <= 64
    installation = Installation.over(MemoryStore())
    store = MemoryStore()
    staff = MemoryStaff(store)
    code = invite(store, staff, " Ada  L. ", role=Role.READER, now=BEGINS, tokens=installation.tokens, by="Bob")
    assert len(code) == CODE_LENGTH
    assert [(one.name, one.until) for one in staff.invitations()] == [("Ada L.", BEGINS + LASTS)]
    assert [(act.actor, act.subject) for act in store.acts()] == [("Bob", "Ada L.")]
    assert timedelta(hours=48) == LASTS


def test_a_code_fits_its_own_digest_only() -> None:
    digests = [digest("ONE"), digest("TWO")]
    assert [fitting(code, digests) for code in ("ONE", "TWO", "THREE", "one", "")] == [*digests, "", "", ""]
    assert fitting("ONE", []) == ""
    assert len(digest("ONE")) == 64


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "bell\u0007", "command line"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    store = MemoryStore()
    with pytest.raises(InvalidInput, match="NAME: a name has 1 to 60 characters"):
        invite(store, MemoryStaff(store), name, role=Role.READER, now=BEGINS, tokens=Installation.over(store).tokens)
    assert store.acts() == ()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2d", NOON + timedelta(days=2)),
        (" 90m ", NOON + timedelta(minutes=90)),
        ("2030-06-01", datetime(2030, 6, 1, tzinfo=ZoneInfo("Europe/Paris"))),
        ("2030-06-01 18:30", datetime(2030, 6, 1, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))),
        ("2030-06-01T18:30Z", datetime(2030, 6, 1, 18, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_the_zone_given(text: str, moment: datetime) -> None:
    assert parse_time(text, now=NOON, timezone="Europe/Paris", option="--closes") == moment


def test_looking_back_a_duration_is_before_now() -> None:
    assert ago("2d", now=NOON, timezone="UTC", option="--since") == NOON - timedelta(days=2)
    assert ago("2030-06-01", now=NOON, timezone="UTC", option="--since") == datetime(2030, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "-2d", "2w", "99999d", "2030-13-01"])
def test_what_is_no_time_is_refused_by_its_option(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"--closes: .* is no time"):
        parse_time(text, now=NOON, timezone="UTC", option="--closes")
    with pytest.raises(InvalidInput, match=r"--lasts: .* is no length of time"):
        parse_duration(text, option="--lasts")


def test_every_act_says_who_did_it() -> None:
    store = MemoryStore()
    known = (installation := Installation.over(store)).launch()
    ada = Respondent(installation)
    ada.agrees(known)
    ada.presses("free")
    ada.says("A tool for everyone, and a budget that lasts")
    outbox = MemoryOutbox(store)
    outbox.join_group(Group("salon", "Salon", "telegram:x", BEGINS))
    announcer = Announcer(lambda _: CONSULTATION, CATALOGUES)
    proposal = Proposal("P", "en", ("boat",), (ada.last.id,), 0.5)
    done = {"now": BEGINS, "by": "Ada"}

    moderating.set_aside(store, ada.last.id, Aside.SPAM, **done)  # type: ignore[arg-type]  # by their names
    moderating.restore(store, ada.last.id, **done)  # type: ignore[arg-type]
    facilitation.propose(store, known.id, [proposal], **done)  # type: ignore[arg-type]
    facilitation.decide(store, known.id, "P", Decision(Verdict.REFUSED, BEGINS, reason="no"), by="Ada")
    facilitation.enter_drafts(store, "partnerships", [draft("14", "Another", version="2030-03")], **done)  # type: ignore[arg-type]
    announcing.announce(store, outbox, announcer, known, groups=["salon"], language="en", now=BEGINS, by="Ada")
    announcing.invite(store, outbox, announcer, known, before=known.id, now=BEGINS, by="Ada")
    facilitation.extend(store, known.id, closes=BEGINS + 2 * WEEK, **done)  # type: ignore[arg-type]
    facilitation.close(store, known.id, **done)  # type: ignore[arg-type]
    store.add_edition(Edition(known.id, 1, BEGINS, {}))
    facilitation.reported(store, known.id, **done)  # type: ignore[arg-type]
    announcing.tell_results(store, outbox, announcer, known, now=BEGINS, by="Ada")
    assert facilitation.forget(store, ada.kept.respondent, **done)  # type: ignore[arg-type]
    assert not facilitation.forget(store, "nobody", **done)  # type: ignore[arg-type]

    acts = store.acts()
    assert {act.actor for act in acts} == {"Ada"}
    assert [act.verb for act in acts] == [
        *("set aside", "restore", "look for themes", "theme refused", "enter drafts", "announce", "invite"),
        *("extend", "close", "report", "tell", "forget"),
    ]
    assert "budget" not in repr(acts)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "Ada\x1b[2J", facilitation.ACTOR])
def test_a_name_that_the_audit_log_could_not_show_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="NAME: a name has 1 to 60 characters"):
        _invited(name)


def test_an_owner_has_all_consultations() -> None:
    with pytest.raises(InvalidInput, match="--consultation: an owner has all consultations"):
        _invited("Ada", role=Role.OWNER, consultation="partnerships")


def test_a_code_works_for_some_time() -> None:
    with pytest.raises(InvalidInput, match="--lasts: the code would never work"):
        _invited("Ada", lasts=timedelta(0))


def test_a_role_that_is_taken_is_in_the_audit_log_and_nowhere_else() -> None:
    store = MemoryStore()
    staff = MemoryStaff(store)
    code = _invited("Ada", store=store, staff=staff)
    redeem(store, staff, "at-ada", code.lower(), now=NOON, delivery="d1")
    assert [one.name for one in staff.facilitators()] == ["Ada"]
    revoke(store, staff, "Ada", now=NOON)
    assert staff.facilitators() == ()
    assert [act.verb for act in store.acts()] == ["invite facilitator", "take up role", "revoke facilitator"]


def _invited(name: str, *, store: MemoryStore | None = None, staff: MemoryStaff | None = None, **given: object) -> str:
    held = store or MemoryStore()
    options = {"role": Role.FACILITATOR, "now": NOON, "tokens": SeededTokens("1")} | given
    return invite(held, staff or MemoryStaff(held), name, **options)  # type: ignore[arg-type]  # options by their names
