"""What a facilitator does with rounds, over the store: launch, close, extend, ask how it goes. Standard library only.

Every act leaves a line in the audit log: ``by`` is the name of who did it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from consultation.codebooks.emergence import Decision, Proposal
from consultation.errors import NotAllowed
from consultation.flow import State
from consultation.going import Status
from consultation.guide import Consultation, Draft
from consultation.plan import PlanEntry
from consultation.ports import Store, Tokens
from consultation.progress import spoke
from consultation.records import Act, Answer, Participation, RoundRecord, may_count
from consultation.rounds import Kind, Round, Step, Target
from consultation.suggestions import Suggestion, Verdict

ACTOR = "command line"
JUDGED = {Verdict.APPROVED: "approve", Verdict.REFUSED: "refuse"}


def launch(
    store: Store,
    consultation: Consultation,
    *,
    reference: str,
    kind: Kind,
    guide: str = "",
    opens: datetime,
    closes: datetime | None,
    now: datetime,
    tokens: Tokens,
    name: str = "",
    code: str = "",
    beside: bool = False,
    aims: Sequence[Target] = (),
    by: str = ACTOR,
) -> Round:
    """Launch a round and return it, open at once where ``opens`` has come.

    ``reference`` is what the consultation is loaded by, ``name`` the round's id (numbered where empty), ``code`` the
    code by which people come in (made where empty); people may be in it while they are in another where it is
    ``beside``, and ``aims`` are how many of which group it is to hear, where the consultation does not say so already.
    Raises `NotAllowed` where there is nothing to ask or it would close before it opens.
    """
    if kind is Kind.QUESTIONS and consultation.guide(guide) is None:
        known = ", ".join(bank.id for bank in consultation.guides) or "none"
        raise NotAllowed(f"consultation {consultation.id} has no question bank {guide!r}; there are: {known}")
    if kind is Kind.DRAFTS and not consultation.current_drafts():
        raise NotAllowed(f"consultation {consultation.id} has no drafts; enter some with: palabre draft import")
    if closes is not None and closes <= max(opens, now):
        raise NotAllowed("the round would close before anyone could answer; choose a later --closes")
    number = 1 + sum(known.id.startswith(f"{consultation.id}-") for known in store.rounds())
    launched = Round(
        id=name or f"{consultation.id}-{number}",
        code=code or tokens.token(),
        consultation=reference,
        kind=kind,
        guide=guide if kind is Kind.QUESTIONS else "",
        opens=opens,
        closes=closes,
        beside=beside,
        targets=aimed((*consultation.targets, *aims)),
    ).at(now)
    store.add_round(launched)
    store.note(Act(now, by, "launch", launched.id))
    return launched


def close(store: Store, round_id: str, *, now: datetime, by: str = ACTOR) -> Round:
    """Close a round before its time."""
    return _changed(store, round_id, Step.CLOSE, (now, by), lambda known: known.after(Step.CLOSE, now))


def extend(store: Store, round_id: str, *, closes: datetime, now: datetime, by: str = ACTOR) -> Round:
    """Give a round more time; one that had closed opens again."""
    return _changed(store, round_id, Step.EXTEND, (now, by), lambda known: known.after(Step.EXTEND, now, closes=closes))


def aim(store: Store, round_id: str, targets: Sequence[Target], *, now: datetime, by: str = ACTOR) -> Round:
    """Set how many people of these groups a round is to hear, and leave its other targets; 0 takes one away."""
    before = store.round(round_id)
    after = replace(before, targets=aimed((*before.targets, *targets)))
    note = ", ".join(f"{one.attribute}={one.group}:{one.people}" for one in targets)
    store.change_round(before, after, Act(now, by, "aim", round_id, note))
    return after


def aimed(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return targets in order, of each group the last; 0 is none."""
    aims = {(one.attribute, one.group): one for one in targets}
    return tuple(aims[key] for key in sorted(aims) if aims[key].people)


def reported(store: Store, round_id: str, *, now: datetime, by: str = ACTOR) -> Round:
    """Note that a round has an edition."""
    return _changed(store, round_id, Step.REPORT, (now, by), lambda known: known.after(Step.REPORT, now))


def published(store: Store, round_id: str, *, now: datetime, by: str = ACTOR) -> Round:
    """Note that a round's editions are on a site."""
    return _changed(store, round_id, Step.PUBLISH, (now, by), lambda known: known.after(Step.PUBLISH, now))


def reveal(store: Store, answer_id: str, *, reason: str, by: str, now: datetime) -> str:
    """Return a statement as it was written, private data and all, once the audit log says who saw it, and why.

    Raises `NotFound`, and `NotAllowed` without a reason or a name, or where nobody may see the words: withdrawn, set
    aside, off the record. Whether they may be quoted does not matter: whoever reviews them publishes nothing.
    """
    if not reason.strip():
        raise NotAllowed("say why the private data is needed; the audit log keeps it")
    if not by.strip():
        raise NotAllowed("say who asks, with --as; the audit log keeps it")
    whose = store.said_in(answer_id)
    answer = next(one for one in whose.answers if one.id == answer_id)
    if barred := _barred(whose, answer):
        raise NotAllowed(f"statement {answer_id} is shown to nobody: {barred}")
    store.note(Act(now, by.strip(), "reveal", answer_id, reason.strip()))
    return answer.current.text


def _barred(whose: Participation, answer: Answer) -> str:
    """Return why nobody may see an answer's words; "" where those who review it may."""
    if answer.withdrawn is not None or not whose.consented:
        return "its author withdrew it"
    if not may_count(whose, answer):
        return "a facilitator set it aside"
    return "" if whose.on_record else "it was said off the record"


def propose(
    store: Store, round_id: str, found: Sequence[Proposal], *, now: datetime, by: str = ACTOR
) -> tuple[Proposal, ...]:
    """Keep the themes that may be emerging in a round; return them beside those that were decided."""
    kept = store.propose(round_id, found)
    store.note(Act(now, by, "look for themes", round_id))
    return kept


def decide(store: Store, round_id: str, proposal_id: str, decision: Decision, *, by: str = ACTOR) -> None:
    """Keep what becomes of a proposal; raise `NotFound` where there is none of that id."""
    store.decide(round_id, proposal_id, decision)
    note = f"{decision.theme or decision.reason} ({round_id})"
    store.note(Act(decision.at, by, f"theme {decision.verdict}", proposal_id, note))


def suggest(store: Store, one: Suggestion, *, now: datetime, by: str = ACTOR) -> Suggestion:
    """Put something on a list of its consultation that a facilitator names: nobody else need approve it."""
    store.suggest(one)
    return judge(store, one.id, Verdict.APPROVED, now=now, by=by)


def judge(store: Store, suggestion_id: str, verdict: Verdict, *, now: datetime, by: str = ACTOR) -> Suggestion:
    """Keep what is decided on a suggestion; the audit log says on which, never its words. Raises `NotFound`."""
    judged = store.judge_suggestion(suggestion_id, verdict, at=now)
    store.note(Act(now, by, f"{JUDGED[verdict]} {judged.sort}", suggestion_id, judged.consultation))
    return judged


def plan_entry(store: Store, consultation: str, entry: PlanEntry, *, now: datetime, by: str = ACTOR) -> None:
    """Keep an entry of a consultation's plan, or that it is removed; ``consultation`` is its id."""
    store.enter_plan(consultation, entry)
    store.note(Act(now, by, "remove from plan" if entry.removed else "plan", consultation, entry.id))


def enter_drafts(store: Store, consultation: str, drafts: Sequence[Draft], *, now: datetime, by: str = ACTOR) -> None:
    """Keep new versions of drafts of a consultation, by its id."""
    store.add_drafts(consultation, drafts)
    entered = ", ".join(f"{draft.version}/{draft.id}" for draft in drafts)
    store.note(Act(now, by, "enter drafts", consultation, entered))


def forget(store: Store, respondent: str, *, now: datetime, by: str = ACTOR) -> bool:
    """Erase a respondent and return whether there was anyone; the audit log keeps that it was done, not to whom."""
    erased = store.erase(respondent, at=now)
    if erased:
        store.note(Act(now, by, "forget", "a respondent"))
    return erased


def _changed(
    store: Store, round_id: str, step: Step, done: tuple[datetime, str], change: Callable[[Round], Round]
) -> Round:
    """Change a round, and note when that was ``done`` and by whom."""
    before = store.round(round_id)
    after = change(before)
    now, by = done
    store.change_round(before, after, Act(now, by, step, round_id))
    return after


def status(store: Store, round_id: str, *, now: datetime) -> Status:
    """Return how a round goes."""
    record = store.record(round_id)
    identities, erased = store.counts(round_id)
    consented = [person for person in record.participations if person.consented]
    answers = [answer for person in consented for answer in person.standing()]
    return Status(
        round=record.round.at(now),
        respondents=sum(spoke(person) for person in consented),
        answers=sum(not answer.aside for answer in answers),
        messages=sum(person.messages for person in consented),
        identities=identities,
        finished=sum(person.position.state is State.THANKED for person in consented),
        withdrawn=_withdrawn(record),
        set_aside=sum(bool(answer.aside) for answer in answers),
        erased=erased,
        items=dict(sorted(Counter(answer.item for answer in answers if not answer.aside).items())),
        languages=dict(sorted(Counter(person.language for person in consented).items())),
    )


def _withdrawn(record: RoundRecord) -> int:
    everyone = record.participations
    return sum(answer.withdrawn is not None for person in everyone for answer in person.answers)
