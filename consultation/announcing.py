"""What is said without being asked: announcements in groups, invitations, news of a report. Standard library only.

In public the bot only says where to answer in private; whom to write to, and when, is a facilitator's act.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consultation.choices import shortened
from consultation.editions import Edition, Receipt, current_edition
from consultation.errors import NotAllowed, NotFound
from consultation.facilitation import ACTOR
from consultation.guide import Consultation
from consultation.messages import Button, Line, Reply, Style
from consultation.notices import Group, Notice, Purpose
from consultation.phrases import TROUBLE
from consultation.ports import Outbox, Store
from consultation.records import Act
from consultation.rounds import Round
from consultation.voice import Catalogue, Voice
from consultation.wording import asking, commands

Asked = Callable[[Round], Consultation]
COMMAND = re.compile("/([a-z]+)")


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways into a round for one community.

    ``command`` is what works in every app once one writes to the bot; ``telegram`` a link that carries it, ``discord``
    the bot's page there, "" where there is no bot: no link of Discord's carries anything into a chat.
    """

    command: str
    telegram: str = ""
    discord: str = ""


@dataclass(frozen=True, slots=True)
class Announcer:
    """Words announcements in every language there is; ``asked`` gives a round's consultation, ``site`` is the site."""

    asked: Asked
    catalogues: Mapping[str, Catalogue]
    site: str = ""

    def announcement(self, launched: Round, language: str) -> Reply:
        """Return what is said of a round in a group: who asks, until when, and the way to answer in private."""
        consultation, voice = self.spoken(launched, language)
        lines = [
            *asking(voice, consultation, launched),
            Line(voice("Answers are given in private: nobody here sees them."), Style.NOTE),
        ]
        return Reply(tuple(lines), (Button(f"start:{launched.code}", voice("Answer in private")),), voice.language)

    def invitation(self, launched: Round, language: str) -> Reply:
        """Return what somebody who took part before is told of a new round."""
        consultation, voice = self.spoken(launched, language)
        lines = [
            *asking(voice, consultation, launched),
            Line(voice("You get this because you took part before. /stop ends such messages."), Style.NOTE),
        ]
        return Reply(tuple(lines), (Button(f"start:{launched.code}", voice("Begin")),), voice.language)

    def text_to_paste(self, launched: Round, ways: Ways, language: str) -> Reply:
        """Return an invitation that a facilitator pastes where a community reads: who asks, until when, the ways in."""
        consultation, voice = self.spoken(launched, language)
        lines = [
            *asking(voice, consultation, launched),
            Line(voice("Answers are given in private: nobody here sees them."), Style.NOTE),
        ]
        if ways.telegram:  # an address stands alone, with no sign beside it that could be taken for a part
            lines += [Line(voice("Answer in Telegram:")), Line(ways.telegram)]
        if ways.discord:
            lines.append(Line(voice("Answer in Discord: open this page and write {command}", command=ways.command)))
            lines.append(Line(ways.discord))
        if not (ways.telegram or ways.discord):
            lines.append(Line(voice("Write to the bot: {command}", command=ways.command)))
        return Reply(tuple(lines), (), voice.language)

    def results(self, launched: Round, edition: Edition, language: str) -> Reply:
        """Return what those who took part are told when there is a report."""
        consultation, voice = self.spoken(launched, language)
        made = voice.catalogue.moment(edition.made, consultation.timezone)
        lines = [
            Line(voice.show(consultation.title), Style.TITLE),
            Line(voice("The report on what was said is there: edition {number}.", number=str(edition.number))),
            Line(voice("It was made on {moment}.", moment=made), Style.NOTE),
            *([Line(voice("Read it here: {address}", address=self.site))] if self.site else []),
            Line(voice("You can still read, change or withdraw what you said with /my."), Style.NOTE),
        ]
        return Reply(tuple(lines), (), voice.language)

    def receipt(self, launched: Round, receipt: Receipt, language: str) -> Reply:
        """Return what somebody is told once a report is made anew for what they took back or changed."""
        consultation, voice = self.spoken(launched, language)
        used, made = str(receipt.old), str(receipt.new)
        lines = [
            Line(voice.show(consultation.title), Style.TITLE),
            Line(voice("Edition {number} of the report used something that you took back or changed.", number=used)),
            Line(voice("It is replaced: edition {number} is made of what stands now.", number=made)),
            *([Line(voice("Read it here: {address}", address=self.site))] if self.site else []),
            Line(voice("Copies that somebody downloaded before cannot be called back."), Style.NOTE),
        ]
        return Reply(tuple(lines), (), voice.language)

    def in_public(self, launched: Sequence[Round], language: str) -> Reply:
        """Return the answer to a command in a group: where to go, for each round that takes answers."""
        if not launched:
            voice = self._voice(language)
            return Reply((Line(voice("No consultation is open at the moment.")),), (), voice.language)
        spoken = [(known, *self.spoken(known, language)) for known in launched]
        voice = spoken[0][2]
        titles = [voice.show(asked.title) for _, asked, voice in spoken]
        buttons = tuple(
            Button(f"start:{known.code}", shortened(title if titles.count(title) == 1 else f"{known.id}: {title}"))
            for known, title in zip(launched, titles, strict=True)
        )
        return Reply((Line(voice("I listen in private only. Answer here:")),), buttons, voice.language)

    def trouble(self, language: str) -> Reply:
        """Return what somebody is told whose message could not be handled."""
        voice = self._voice(language)
        return Reply((Line(voice(TROUBLE)),), (), voice.language)

    def profile(self, language: str) -> str:
        """Return what the bot says of itself to somebody who has not begun: at most 120 characters."""
        voice = self._voice(language)
        return voice("Consultations in which you answer in your own words, in private.")

    def menu(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return the commands in private, with what each does."""
        lines = (line.partition(":") for line in commands(self._voice(language)))
        return tuple((COMMAND.findall(named)[0], does.strip()) for named, _, does in lines)

    def commands_beside(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return the commands that stand in no menu of a chat, with what each does."""
        voice = self._voice(language)
        return (
            ("start", voice("begin, with the code of an invitation")),
            ("unlink", voice("leave the person you linked this account to")),
            ("help", voice("what you can do at any time")),
            ("announce-here", voice("announce rounds in this channel")),
            ("facilitate", voice("for who was given a role: rounds, from launch to close")),
        )

    def command_words(self, language: str) -> dict[str, str]:
        """Return what the word is that a command takes, by command."""
        voice = self._voice(language)
        return {
            "start": voice("the code of your invitation"),
            "link": voice("the code that the other app gave you"),
            "language": voice("the language to go on in"),
            "facilitate": voice("the code that gives you a role, the first time"),
        }

    def written(self, language: str, there: str) -> Reply:
        """Return what somebody is told in a server once the conversation has begun in private, ``there``."""
        voice = self._voice(language)
        told = Line(voice("I have written to you directly: let us go on there."))
        return Reply((told,), (Button(there, voice("Go there")),), voice.language)

    def may_announce(self, channel: str, language: str) -> Reply:
        """Return that a channel is known from now on."""
        voice = self._voice(language)
        text = voice("Rounds can be announced here from now on, as {channel}.", channel=channel)
        return Reply((Line(text),), (), voice.language)

    def may_not_announce(self, missing: str, language: str) -> Reply:
        """Return which permissions the bot lacks in a channel."""
        voice = self._voice(language)
        text = voice("I may not write here. Please allow me in this channel: {permissions}.", permissions=missing)
        return Reply((Line(text),), (), voice.language)

    def public_menu(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return the one command there is in a group."""
        voice = self._voice(language)
        return (("start", voice("where to answer in private")),)

    def _voice(self, language: str) -> Voice:
        spoken = language if language in self.catalogues else "en"
        return Voice(self.catalogues[spoken], (spoken,))

    def spoken(self, launched: Round, language: str) -> tuple[Consultation, Voice]:
        """Return a round's consultation, and a voice for it in that language, or in its own."""
        consultation = self.asked(launched)
        spoken = language if language in consultation.languages else consultation.languages[0]
        return consultation, Voice(self.catalogues.get(spoken) or self.catalogues["en"], consultation.chain(spoken))


def announce(
    store: Store,
    outbox: Outbox,
    announcer: Announcer,
    launched: Round,
    *,
    groups: Sequence[str],
    language: str,
    now: datetime,
    by: str = ACTOR,
) -> int:
    """Queue the announcement of a round in groups, each once; return in how many it is new.

    A group is named by its id or the beginning of it. Raises `NotFound` for one that is not known, or could be several,
    and `NotAllowed` for a round that takes no answers.
    """
    _require_open(launched, now)
    reply = announcer.announcement(launched, language)
    notices = [
        Notice(f"announcement:{launched.id}:{group.id}", Purpose.ANNOUNCEMENT, launched.id, reply, now, group=group.id)
        for group in dict.fromkeys(_named(outbox.groups(), name) for name in groups)
    ]
    return _queued(store, outbox, notices, Act(now, by, "announce", launched.id))


def _named(groups: Sequence[Group], name: str) -> Group:
    found = [group for group in groups if name and group.id.startswith(name)]
    if len(found) != 1:
        raise NotFound(f"{len(found) or 'no'} groups have an id beginning with {name!r}; see: palabre group list")
    return found[0]


def invite(
    store: Store,
    outbox: Outbox,
    announcer: Announcer,
    launched: Round,
    *,
    before: str,
    now: datetime,
    by: str = ACTOR,
) -> int:
    """Queue an invitation for everyone who took part in the round ``before``, each once; return how many are new.

    Who takes part in the new one already is not invited.
    """
    _require_open(launched, now)
    there = {who.respondent for who in outbox.reachable(launched.id)}
    notices = [
        Notice(
            f"invitation:{launched.id}:{who.respondent}",
            Purpose.INVITATION,
            launched.id,
            announcer.invitation(launched, who.language),
            now,
            identity=who.identity,
        )
        for who in outbox.reachable(store.round(before).id)
        if who.respondent not in there
    ]
    return _queued(store, outbox, notices, Act(now, by, "invite", launched.id))


def tell_results(
    store: Store, outbox: Outbox, announcer: Announcer, launched: Round, *, now: datetime, by: str = ACTOR
) -> int:
    """Queue the news of the current edition for everyone who took part; return for how many it is new."""
    edition = current_edition(store.editions(launched.id, pins=False))
    if edition is None:
        raise NotAllowed(f"round {launched.id} has no report yet; make one with: palabre report {launched.id}")
    notices = [
        Notice(
            f"results:{launched.id}:{edition.number}:{who.respondent}",
            Purpose.RESULTS,
            launched.id,
            announcer.results(launched, edition, who.language),
            now,
            identity=who.identity,
        )
        for who in outbox.reachable(launched.id)
    ]
    return _queued(store, outbox, notices, Act(now, by, "tell", launched.id))


def give_receipts(store: Store, outbox: Outbox, announcer: Announcer, launched: Round, *, now: datetime) -> int:
    """Queue a receipt for each person and superseding edition that a round leads; return how many are new.

    Whoever wants no messages gets none. One that is queued again is the same, so it does not matter where this ends.
    """
    owed = store.receipts(launched.id)
    made = {edition.number: edition for edition in store.editions(launched.id, pins=False)} if owed else {}
    there = {
        who.respondent: who
        for round_id in sorted({round_id for one in owed for round_id in made[one.old].rounds})
        for who in outbox.reachable(round_id, consenting=False)
    }
    notices = [
        Notice(
            f"receipt:{launched.id}:{one.new}:{one.respondent}",
            Purpose.RECEIPT,
            launched.id,
            announcer.receipt(launched, one, there[one.respondent].language),
            now,
            identity=there[one.respondent].identity,
        )
        for one in owed
        if one.respondent in there
    ]
    new = outbox.add_notices(notices) if notices else 0
    store.receipted(owed)
    return new


def _require_open(launched: Round, now: datetime) -> None:
    if not launched.takes_answers(now):
        raise NotAllowed(f"round {launched.id} is {launched.at(now).stage}: nobody is called to answer in it")


def _queued(store: Store, outbox: Outbox, notices: Sequence[Notice], act: Act) -> int:
    """Queue notices and leave a line in the audit log, with how many are new."""
    new = outbox.add_notices(notices)
    store.note(replace(act, note=str(new)))
    return new
