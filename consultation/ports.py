"""What the core needs from outside: store, tagger, finder, grouper, clock, tokens. Standard library only.

Every implementation obeys the same contract tests (``tests/storage``): a fake is a store like another.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from consultation.codebook import Codebook, Tagged
from consultation.coding import Coded, Coding, Sample
from consultation.echoes import Echo
from consultation.editions import Earlier, Edition, Receipt, Told
from consultation.emergence import Decision, Proposal
from consultation.glance import Glance
from consultation.going import Going
from consultation.guide import Consultation, Draft
from consultation.joining import Bringing, Linking, Parting
from consultation.likeness import Grouped, Passage
from consultation.loop import Loop
from consultation.notices import Errand, Fate, Group, Met, Notice, Reachable, Sending
from consultation.office_flow import Seat
from consultation.plan import PlanEntry
from consultation.private_data import Private
from consultation.recoding import Recoding
from consultation.records import Act, Participation, RoundRecord, Snapshot
from consultation.reminding import Begun
from consultation.retention import Contact
from consultation.roles import Facilitator, Invitation, Redeemed
from consultation.rounds import Round
from consultation.suggestions import Sort, Suggestion, Verdict

DELIVERIES_KEPT = timedelta(hours=48)
"""How long a delivery that was handled has no second effect."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present, aware."""
        ...


class Tokens(Protocol):
    """Makes ids that nobody can guess, or repeatable ones where a seed was given."""

    def token(self, length: int = 8) -> str:
        """Return ``length`` characters of A-Z and 2-7."""
        ...


class Syntheses(Protocol):
    """Gives what was made with an edition to whoever asks for it in chat."""

    @property
    def address(self) -> str:
        """Where editions are read on the web, "" where nowhere."""
        ...

    def summary(self, edition: Edition, language: str) -> tuple[str, ...]:
        """Return the first page in plain words, paragraph by paragraph; () where there is none."""
        ...

    def paper(self, edition: Edition, language: str) -> bytes:
        """Return the whole report as a PDF that every app takes, empty where there is none."""
        ...


class Draughtsman(Protocol):
    """Draws how a round goes."""

    def standing(self, going: Going, consultation: Consultation, language: str) -> bytes:
        """Return it as a PNG picture, in that language; raise `NotMade` where it cannot be drawn."""
        ...


class Tagger(Protocol):
    """Hears themes in a text."""

    def tag(self, text: str, *, spoken: str, question: str = "") -> Tagged:
        """Return the text's language (``spoken`` where it cannot be told) and its themes with their evidence."""
        ...


class Finder(Protocol):
    """Finds private data: what is masked wherever somebody's words are shown to others."""

    def find(self, text: str, *, language: str = "") -> tuple[Private, ...]:
        """Return what is private in a text of that language ("": not known), in order, not overlapping."""
        ...


class Grouper(Protocol):
    """Finds who says much the same, among people who spoke of one thing."""

    def group(self, passages: Iterable[Passage]) -> Grouped:
        """Return groups of passages that are alike, and answers that are like no other.

        No answer is in two groups, and no group has one respondent only. The order of ``passages`` changes nothing.
        """
        ...


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the store knows when a message arrives.

    ``respondent`` is the identity's pseudonym, "" for a stranger; ``participation`` theirs in the round asked for;
    ``heard_before`` whether this very delivery was handled.
    """

    participation: Participation | None
    heard_before: bool
    respondent: str = ""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What one message changed: the arguments of `Store.keep` as one value, so that several are kept at once."""

    before: Participation | None
    after: Participation
    identity: str
    delivery: str
    at: datetime
    address: str = ""
    echo: Echo | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """What a new version of a codebook changes, as one value.

    ``codebooks`` are the version it comes after and the new one; ``pairs`` participations before and after, whose
    answers have a revision more; ``codes`` what became of their human codes.
    """

    consultation: str
    codebooks: tuple[Codebook, ...]
    pairs: tuple[tuple[Participation, Participation], ...]
    codes: tuple[Recoding, ...]
    act: Act


class Store(Loop, Protocol):
    """Keeps everything. Each method is one transaction; one that raises has changed nothing."""

    def add_round(self, launched: Round) -> None:
        """Keep a new round; raise `Conflict` where its id or code is taken."""
        ...

    def rounds(self) -> tuple[Round, ...]:
        """Return all rounds, oldest first."""
        ...

    def round(self, round_id: str) -> Round:
        """Return a round as it was kept; raise `NotFound`."""
        ...

    def change_round(self, before: Round, after: Round, act: Act | None = None) -> None:
        """Replace a round, and append ``act`` to the audit log with it.

        Raises `Conflict` where it is no longer ``before``, `NotFound` where it never was.
        """
        ...

    def add_drafts(self, consultation: str, drafts: Sequence[Draft]) -> None:
        """Keep new draft versions of a consultation, in order; raise `Conflict` where one is there and differs."""
        ...

    def drafts(self, consultation: str) -> tuple[Draft, ...]:
        """Return the versions entered for a consultation, in the order they were entered."""
        ...

    def commit_codebook(self, commit: Commit) -> None:
        """Keep what a new version of a codebook changes: all of it, or nothing.

        Raises `Conflict` where a higher version, or another one of the same number, is there, or a conversation went
        on since it was loaded. A version that is there already is passed over.
        """
        ...

    def codebooks(self, consultation: str) -> tuple[Codebook, ...]:
        """Return the versions of a codebook that were committed, the lowest first; the last is the one in use."""
        ...

    def recodings(self, round_id: str) -> tuple[Recoding, ...]:
        """Return what became of the human codes of a round's answers, oldest first; raise `NotFound`."""
        ...

    def recall(self, identity: str, delivery: str, round_id: str | None = None) -> Recalled:
        """Return what is known of ``identity`` in that round, or in the round it last took part in."""
        ...

    def keep(
        self,
        before: Participation | None,
        after: Participation,
        *,
        identity: str,
        delivery: str,
        at: datetime,
        address: str = "",
        echo: Echo | None = None,
    ) -> None:
        """Keep what changed from ``before`` to ``after`` with the delivery, and make this the identity's round.

        Raises `Conflict`, with nothing changed, where the kept participation is no longer ``before`` (by its turn),
        the identity is not (or no longer) its respondent's, or the delivery was handled ("" is none); `NotFound`
        without the round; `ValueError` where an answer, revision or stance is gone or rewritten. What is kept has a
        turn one higher than ``before``; marks that facilitators set in the meantime stay. Deliveries are forgotten 48
        hours after ``at``. ``address`` is where to write to, sealed, its platform before it; "" leaves the one that is
        known. Whoever sends something is reachable again (see `pause`). ``echo`` is what they say of an edition, if
        anything; `Conflict` where it is not kept any more that they were asked.
        """
        ...

    def keep_all(self, keepings: Sequence[Keeping]) -> tuple[Exception | None, ...]:
        """Keep what several people's messages changed, on disk at once; each is kept whole or not at all.

        Returns for each None, or what `keep` would have raised; one that fails hinders no other. An identity, a
        participation and a delivery each stand in one of them only.
        """
        ...

    def erase(self, respondent: str, *, at: datetime, delivery: str = "") -> bool:
        """Erase a respondent: identities, participations, answers, everything, in every round.

        Where two are linked it erases both, by the pseudonym of either. Leaves a tombstone per answer that an edition
        pinned, a digest of each pseudonym by which an import knows whom not to bring back, and the delivery; raises
        `Conflict` where that was handled. Returns whether there was anyone.
        """
        ...

    def erased(self, respondents: Iterable[str]) -> frozenset[str]:
        """Return those of these respondents who were erased."""
        ...

    def erasures(self) -> frozenset[str]:
        """Return everybody who was erased, as digests of their pseudonyms: SHA-256, 64 hex digits."""
        ...

    def open_link(self, respondent: str, code: str, *, until: datetime) -> None:
        """Keep a one-time code by which another identity may join ``respondent``; replaces an earlier one.

        Raises `NotFound` without the respondent, `Conflict` where somebody else's code is the same or the respondent
        has joined another.
        """
        ...

    def opened_by(self, code: str, *, at: datetime) -> str:
        """Return the respondent who opened that code, "" where it is unknown, used up or past its time."""
        ...

    def link(
        self, identity: str, code: str, *, at: datetime, delivery: str = "", bringing: Bringing | None = None
    ) -> Linking:
        """Join ``identity`` to the respondent who opened that code, in the round that one last took part in.

        A visit of its own in which nothing was said is left behind. Where its respondent gave answers or took stances
        in any round, they join the other with all their identities: what they said is brought along as ``bringing``
        says (see `joining.brought`), or is left out, and they themselves are in no record and no count until they part.

        Returns what came of it. Nothing is changed where the code is unknown, used up, past its time or their own
        (`REFUSED`); where they joined somebody or somebody joined them (`LINKED`); where they have spoken and
        ``bringing`` is None, or `ALONG` and both took a position on one draft version in one round (`ASKED`). The
        delivery is kept with the joining; raises `Conflict` where it was handled.

        Codes that nobody opened are counted by identity, unless something is to be brought along: after
        `joining.WRONG_CODES` lately none is looked at (`LIMITED`).
        """
        ...

    def unlink(self, identity: str, *, at: datetime, delivery: str = "") -> Parting:
        """Undo `link`: an identity that had said nothing is a stranger again, a respondent who joined is who they were.

        All identities that came with them go with them, to the rounds that they were in; what was brought along and
        what was left out is theirs (see `joining.given_back`). Returns what came of it: `ELSEWHERE` where another
        identity joined this one's respondent, `NOTHING` where none did. The delivery is kept with the parting; raises
        `Conflict` where it was handled.
        """
        ...

    def joined(self, respondent: str) -> tuple[str, ...]:
        """Return the respondents who have joined this one, in order."""
        ...

    def add_participations(self, imported: Iterable[Participation]) -> tuple[int, int]:
        """Keep imported participations, all or none; return how many answers and stances were new, and how many not.

        One whose respondent is already in that round gains the answers (by id) and stances that it lacks, and a turn;
        one under the pseudonym of somebody who joined another, and brought along what they said, is that one's. One
        whose respondent was erased is left out whole, and counted as neither; an answer with a tombstone comes back
        under no other name. Raises `NotFound` without the round, `Conflict` where an answer's id is somebody else's.
        """
        ...

    def participation(self, round_id: str, respondent: str) -> Participation | None:
        """Return one participation by pseudonym, also of somebody who has joined another: what they left out."""
        ...

    def notes(self, round_id: str) -> tuple[Participation, ...]:
        """Return the notes that stand in a round, ordered as in `record`: those that say how many people they are."""
        ...

    def amend(self, before: Participation, after: Participation, *, at: datetime) -> None:
        """Keep what changed in a participation that came through no conversation, such as a note.

        As `keep`, without an identity and a delivery: it raises the same `Conflict` and `ValueError`, and marks
        editions stale; nobody is owed a receipt.
        """
        ...

    def said_in(self, answer_id: str) -> Participation:
        """Return the participation that an answer stands in.

        Raises `NotFound`, also where its author joined another and left it out: what is in no record is nowhere.
        """
        ...

    def set_aside(self, answer_id: str, reason: str) -> None:
        """Set an answer aside for ``reason``, or restore it with ""; raise `NotFound`.

        Editions that used it are stale from then on; so are, where it is restored and may count again, those of its
        round that were made without it when it had been given.
        """
        ...

    def newest(
        self, round_id: str, *, aside: bool, before: tuple[datetime, str] | None = None, limit: int
    ) -> tuple[str, ...]:
        """Return up to ``limit`` ids of standing answers of a round that are set aside, or of those that are not.

        The one whose present words are the newest comes first, of several at one time the highest id; with ``before``
        (such a time and id) only those after it in that order. Their authors' consent stands; who has joined another
        is not among them.
        """
        ...

    def code(self, codes: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Keep the hand coding of answers, (answer id, theme ids) each; raise `NotFound` for an unknown answer."""
        ...

    def revise(self, before: Participation, after: Participation, act: Act) -> None:
        """Keep revisions that a reviewer made of the same words, with the line of the audit log that says so.

        Nobody's round, address or delivery changes. Raises `Conflict`, with nothing changed, where the conversation
        went on since ``before`` was loaded, and `ValueError` as `keep`.
        """
        ...

    def record(self, round_id: str) -> RoundRecord:
        """Return a round with all its participations, ordered by when they began, then by respondent.

        Those who have joined another are not among them.
        """
        ...

    def counts(self, *round_ids: str) -> tuple[int, int]:
        """Return how many linked identities took part in these rounds, each once, and how many erasures they saw.

        Taking part is having a consent that stands; an erasure is of a respondent who had ever given one.
        """
        ...

    def add_edition(
        self,
        edition: Edition,
        snapshot: Snapshot | None = None,
        told: Told | None = None,
        *,
        supersedes: Sequence[int] = (),
    ) -> None:
        """Keep an edition with the pinned ``snapshot`` it was made from and what it ``told``, in place of others.

        Those others are superseded from then on, and all that is kept of them is what they told and why they went.
        Raises `Conflict` where its number is taken or one of them is superseded already, and `Withdrawn` where
        something it uses, of whatever round, is not as it was: an answer is withdrawn, gone, set aside, left out of a
        link, revised or no longer to be shown, a position or what somebody told of themselves is another.

        From then on whatever changes one of these marks the edition stale, with its cause, in the same transaction;
        where words in it may not be shown any more, its snapshot goes too. Tagging anew changes nothing in it.
        """
        ...

    def editions(self, round_id: str, *, pins: bool = True) -> tuple[Edition, ...]:
        """Return the editions that a round leads, oldest first; without ``pins``, which are many, at little cost."""
        ...

    def pinned(self, round_id: str, number: int) -> Snapshot:
        """Return the snapshot from which an edition was made, as it was pinned.

        Raises `NotFound` where there is no such edition or it was never pinned, and `Withdrawn` where it was, and
        something in it was taken back since or it is superseded.
        """
        ...

    def told(self, *round_ids: str) -> tuple[Earlier, ...]:
        """Return what the editions led by these rounds told, also those that are superseded: the oldest first."""
        ...

    def receipts(self, round_id: str) -> tuple[Receipt, ...]:
        """Return what is owed to those who took back or changed what a superseded edition had used, in order.

        Who has joined another since is that one. Whoever erased themselves is owed nothing: they are not known.
        """
        ...

    def receipted(self, receipts: Iterable[Receipt]) -> None:
        """Keep that these are owed no longer."""
        ...

    def propose(self, round_id: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """Keep the proposals of themes found in a round, beside those that are decided; return all that are kept now.

        See `emergence.renewed`. Raises `NotFound` without the round.
        """
        ...

    def proposals(self, round_id: str) -> tuple[Proposal, ...]:
        """Return the proposals of a round, as `propose` returned them, with what was decided since."""
        ...

    def decide(self, round_id: str, proposal_id: str, decision: Decision) -> None:
        """Keep a facilitator's decision on a proposal, in place of an earlier one; raise `NotFound`."""
        ...

    def suggest(self, suggestion: Suggestion) -> None:
        """Keep a suggestion; one of its id that nobody has decided on gets its name and details, another stays."""
        ...

    def suggestions(self, consultation: str, sort: Sort) -> tuple[Suggestion, ...]:
        """Return what was suggested for a list of a consultation, by its id, whatever was decided: the oldest first.

        What was approved stays when the person is erased who named it; all else goes with them.
        """
        ...

    def suggested_by(self, respondents: Sequence[str]) -> tuple[Suggestion, ...]:
        """Return what these respondents suggested to any consultation and nobody has approved, the oldest first."""
        ...

    def judge_suggestion(self, suggestion_id: str, verdict: Verdict, *, at: datetime) -> Suggestion:
        """Keep what was decided on a suggestion, and return it as it is then; raise `NotFound`."""
        ...

    def enter_plan(self, consultation: str, entry: PlanEntry) -> None:
        """Keep an entry of a consultation's plan, in place of the one of its id."""
        ...

    def plan(self, consultation: str) -> tuple[PlanEntry, ...]:
        """Return the entries of a consultation's plan, also those that are removed, by id."""
        ...

    def glance(self, round_id: str) -> Glance | None:
        """Return what was last told of a round's groups, None before anything was; raise `NotFound`."""
        ...

    def keep_glance(self, round_id: str, told: Glance) -> None:
        """Keep what was told of a round's groups; raise `NotFound`."""
        ...

    def note(self, act: Act) -> None:
        """Append to the audit log."""
        ...

    def acts(self) -> tuple[Act, ...]:
        """Return the audit log, oldest first."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """A message that is to be heard in its turn: ``person`` is a keyed hash in hex, ``number`` grows with each."""

    person: str
    number: int


class Turnstile(Protocol):
    """Says whose turn it is where several processes hear people: one person's messages in the order of their numbers.

    What a process holds here goes with it, however it ends.
    """

    def pass_on(self, waiting: Iterable[Ticket], leaving: Iterable[Ticket]) -> frozenset[Ticket]:
        """Let those go who are ``leaving``, and return those of the ``waiting`` who come first of their person.

        Those returned stay first until they leave. Raises `PalabreError` where nobody can tell; then ask again.
        """
        ...


class Outbox(Protocol):
    """Keeps what is to be sent without being a reply, and to whom. Each method is one transaction, as a store's are.

    It lies in the store's database: who is erased there has no notices here.
    """

    def reachable(self, round_id: str, *, consenting: bool = True) -> tuple[Reachable, ...]:
        """Return who took part in a round and can be written to, ordered by when they began, then by respondent.

        Their consent stands, they are not silent, and one of their identities has an address and is not paused: of
        several the one met last. Without ``consenting`` those are among them who took their consent back.
        """
        ...

    def begun(self, round_id: str, *, quiet_since: datetime) -> tuple[Begun, ...]:
        """Return who began in a round and wishes to be reminded, by when they were last heard, then by respondent.

        They can be written to (see `reachable`) elsewhere than at a terminal, have not finished, were not heard after
        ``quiet_since`` from any account, and have not gone on to another round with the account that is written to.
        """
        ...

    def met(self, platform: str, *, since: datetime, limit: int) -> tuple[Met, ...]:
        """Return up to ``limit`` accounts with an address on a platform that were heard since then, the last first."""
        ...

    def pause(self, identity: str, *, paused: bool) -> None:
        """Stop sending notices to an identity, or go on; an unknown one is passed over."""
        ...

    def join_group(self, group: Group) -> None:
        """Keep a group, or its new name and address; the day it was first joined stays."""
        ...

    def leave_group(self, group_id: str) -> None:
        """Forget a group and the notices that wait for it."""
        ...

    def move_group(self, group_id: str, moved: Group) -> None:
        """Give a known group another id and address, also to the notices that wait for it; else do nothing.

        The day it was joined stays; where the new one is known already, the two become one.
        """
        ...

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, oldest first."""
        ...

    def announced(self, round_id: str) -> str:
        """Return the language in which a round was last announced, "" where it was not."""
        ...

    def add_notices(self, notices: Iterable[Notice]) -> int:
        """Queue notices, all or none; return how many were new by their keys.

        One to an unknown identity or group, or to one without an address, is left out. Raises `NotFound` without the
        round.
        """
        ...

    def waits(self, platform: str) -> bool:
        """Say whether any notice of a platform waits, due or not, or is being sent; else none can be claimed."""
        ...

    def claim(
        self, platform: str, *, worker: str, now: datetime, until: datetime, limit: int, identity: str = ""
    ) -> tuple[Errand, ...]:
        """Claim up to ``limit`` notices of a platform that are due, oldest first, one per recipient, until then.

        None while another worker holds a claim there that has not run out. One that has run out first becomes unknown
        where it may be sent only once, and waits again otherwise. Those for a paused identity wait; those for somebody
        silent (in the round that the identity last took part in) are refused. Those that have lapsed are taken out, as
        if they had never been queued, and so are those that nobody wishes any more (`notices.WISHED`): whoever they
        are for has finished, spoken, gone on to another round, withdrawn, or wants no reminders.

        With ``identity``, somebody is there to be told: theirs alone are claimed, several in order, whoever else holds
        a claim; also those that wait because they are paused or that were tried before and put off, but none while one
        of theirs is being sent.
        """
        ...

    def settle(
        self, number: int, *, worker: str, fate: Fate, at: datetime, note: str = "", due: datetime | None = None
    ) -> bool:
        """Say what became of a claimed notice; ``due`` is when one that waits again is tried.

        What it said is forgotten once it is sent, refused or unknown. Returns False, with nothing changed, where the
        claim is no longer this worker's.
        """
        ...

    def sendings(self, round_id: str = "") -> tuple[Sending, ...]:
        """Return the outbox, of one round or of all, oldest first."""
        ...


class Addresses(Protocol):
    """Keeps where people and groups are written to, sealed. Each method is one transaction, as a store's are.

    It lies in the store's database: who is erased there has no address here.
    """

    def reseal(self, resealed: Callable[[str], str]) -> int:
        """Put what ``resealed`` makes of it in the place of each address, all or none; return how many changed.

        Whoever writes meanwhile waits until it is done. What it raises undoes everything.
        """
        ...

    def contacts(self, rounds: Collection[str]) -> tuple[Contact, ...]:
        """Return the accounts with an address of whoever takes part in any of these rounds, in order."""
        ...

    def drop(self, contacts: Iterable[Contact], *, at: datetime) -> int:
        """Drop the addresses of these accounts, and what still waits to be sent to them; return how many went.

        One that is in other rounds by now, or to which something was sent since, keeps its address.
        """
        ...


class Codings(Protocol):
    """Keeps samples of answers and what people coded them with. Each method is one transaction, as a store's are.

    It lies in the store's database: an answer that is erased is in no sample any more, nor is any coding of it.
    """

    def add_sample(self, sample: Sample) -> None:
        """Keep a sample; one of that round and number in which nobody has coded anything is replaced.

        Raises `Conflict` where somebody has, or an answer of it is gone; `NotFound` without the round.
        """
        ...

    def samples(self, round_id: str) -> tuple[Sample, ...]:
        """Return the samples of a round by number, each with the answers that are not erased, in their order."""
        ...

    def keep_codings(self, round_id: str, number: int, codings: Iterable[Coding]) -> None:
        """Keep codings of a sample, all or none, each in the place of the coder's earlier one of that answer.

        Raises `NotFound` where an answer is not in the sample as it is coded, `Conflict` where more than two people
        would have coded it.
        """
        ...

    def codings(self, round_id: str, number: int) -> tuple[Coding, ...]:
        """Return the codings of a sample, ordered by coder, then in the order of the sample."""
        ...

    def coded(self, round_id: str) -> tuple[Coded, ...]:
        """Return the revisions that people have coded in a round, with who coded them, and whether blind or shown.

        They are examples to learn from: a revision stands here once for each coder and sample. Left out is what does
        not stand any more: answers that may not count, and those whose author has changed the words since.
        """
        ...


class Claims(Protocol):
    """Keeps who has which answer in hand to review it. Each method is one transaction, as a store's are.

    It lies in the store's database: an answer that is erased is in nobody's hand.
    """

    def claim(self, answers: Sequence[str], *, by: str, now: datetime, until: datetime) -> str:
        """Give somebody the first of these answers that nobody else has, until then; return its id, "" for none.

        Whatever else they had is let go, also where there is none for them. A claim ends by itself.
        """
        ...

    def claimed(self, answers: Sequence[str], *, now: datetime) -> dict[str, str]:
        """Return who has which of these answers in hand."""
        ...


class Staff(Protocol):
    """Keeps who facilitates, who is invited to, and where each is in chat. Each method is one transaction.

    It lies in the store's database, and shares its deliveries. A role belongs to accounts, not to a respondent: who is
    erased as a respondent keeps it, who links two accounts has it in the one.
    """

    def invite(self, invitation: Invitation, code: str) -> None:
        """Keep an invitation and the digest of its code, in place of an earlier one to that name."""
        ...

    def invitations(self) -> tuple[Invitation, ...]:
        """Return the invitations that nobody has taken up, by name, also those past their time."""
        ...

    def redeem(self, identity: str, code: str, *, at: datetime, delivery: str = "") -> Redeemed:
        """Use an invitation up and give the account its role, which all accounts of that name have from now on.

        An account that had another name has this one. Codes that do not work (unknown, used, revoked, past their time)
        are counted as `Store.link` counts its own, with them, and as there none is looked at after too many. The
        delivery is kept where the code works; raises `Conflict` where it was handled.
        """
        ...

    def facilitators(self) -> tuple[Facilitator, ...]:
        """Return everyone who has a role, by name, each with their accounts in order."""
        ...

    def revoke(self, name: str) -> None:
        """Take somebody's role and invitation, and the seats of all their accounts; raise `NotFound` without either."""
        ...

    def seats(self, identities: Iterable[str]) -> dict[str, Seat]:
        """Return the seat of each of these accounts that has a role, by identity."""
        ...

    def sit(self, before: Seat, after: Seat, *, at: datetime, delivery: str = "") -> Seat:
        """Keep where an account is and what it has in hand, with the delivery; return it as it is kept.

        Raises `Conflict`, with nothing changed, where it is no longer ``before`` (by its turn), has lost its role or
        has another, or the delivery was handled ("" is none).
        """
        ...


class Jobs(Protocol):
    """Keeps who does what only one process shall do at a time. Each method is one transaction, as a store's are."""

    def claim(self, job: str, *, worker: str, now: datetime, until: datetime) -> bool:
        """Claim a job that is due, until then; return whether it is this worker's.

        False while another's claim has not run out. A job that nobody has done yet is due.
        """
        ...

    def done(self, job: str, *, worker: str, due: datetime) -> bool:
        """Say that a claimed job is done, and when it is due again.

        Returns False, with nothing changed, where the claim is no longer this worker's.
        """
        ...
