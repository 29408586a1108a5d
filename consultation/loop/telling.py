"""Who is told where their words went, and what the working group answers: once. Imports the standard library only.

One notice per person and line of editions: those that a round leads and that draw on the same rounds. An edition in
another's place is no news to who was told of that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from consultation.editions import Edition, current_edition
from consultation.errors import NotAllowed, Withdrawn
from consultation.facilitation import ACTOR
from consultation.loop.echoes import Echo
from consultation.loop.responses import Response, standing
from consultation.loop.results import Results
from consultation.loop.whereabouts import Whereabouts, together, whereabouts
from consultation.notices import Notice, Purpose, Reachable
from consultation.ports import Outbox, Store, Tokens
from consultation.records import Act
from consultation.rounds import Round


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who can be told where their words went."""

    person: Reachable
    went: Whereabouts


@dataclass(frozen=True, slots=True)
class Telling:
    """How many people are told: ``languages`` count those who are ``new``; ``before`` were told earlier."""

    edition: int
    new: int
    before: int
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells people of the current edition that a round leads; ``tokens`` name the questions they are asked."""

    store: Store
    outbox: Outbox
    results: Results
    tokens: Tokens

    def where(self, launched: Round, *, now: datetime, by: str = ACTOR, dry_run: bool = False) -> Telling:
        """Tell each respondent once where their words went, and ask whether that gets them right.

        With ``dry_run`` nothing is kept. Raises `NotAllowed` where there is no edition to tell of.
        """
        edition = self._edition(launched)
        reached = tuple(self._reached(edition))
        known = self._asked(edition, reached)
        new = [one for one in reached if one.person.respondent not in known]
        told = self._telling(launched, edition, new, len(reached))
        if dry_run:
            return told
        self.store.ask(self._echo(edition, one, now) for one in new)
        echoes = self._asked(edition, reached)
        responses = standing(self.store.responses(*edition.rounds))
        asked = ((one, echoes[one.person.respondent]) for one in reached if one.person.respondent in echoes)
        self.outbox.add_notices(
            self._notice(launched, edition, one, responses, echo)
            for one, echo in asked
            if echo.edition == edition.number
        )
        if new:
            self.store.note(Act(now, by, "tell where words went", launched.id, str(len(new))))
        return told

    def responses(self, launched: Round, *, now: datetime, by: str = ACTOR, dry_run: bool = False) -> Telling:
        """Tell those who know where their words went what the working group answered since, in one message each."""
        edition = self._edition(launched)
        reached = tuple(self._reached(edition))
        known = self._asked(edition, reached)
        responses = standing(self.store.responses(*edition.rounds))
        since = [(one, echo) for one in reached if (echo := known.get(one.person.respondent))]
        fresh = [(one, echo, news) for one, echo in since if (news := _since(one.went.answered(responses), echo.told))]
        told = self._telling(launched, edition, [one for one, _, _ in fresh], len(since))
        if dry_run or not fresh:
            return told
        self.outbox.add_notices(self._digest(launched, edition, one.person, news, now) for one, _, news in fresh)
        self.store.inform([echo for _, echo, _ in fresh], max(one.at for one in responses))
        self.store.note(Act(now, by, "tell responses", launched.id, str(len(fresh))))
        return told

    def _edition(self, launched: Round) -> Edition:
        """Return the edition to tell of."""
        known = self.store.editions(launched.id, pins=False)
        edition = current_edition([one for one in known if one.pinned])
        if edition is None:
            make = f"palabre report {launched.id}"
            raise NotAllowed(f"round {launched.id} has no report to tell of; make one with: {make}")
        return edition

    def _asked(self, edition: Edition, reached: Sequence[Reached]) -> dict[str, Echo]:
        """Return what each of these people was asked of an edition of this line, also where it stands no more."""
        known = self.store.editions(edition.round, pins=False)
        line = {(one.round, one.number) for one in known if set(one.rounds) == set(edition.rounds)}
        found = {one.respondent: one for one in self.store.echoes(edition.round) if (one.round, one.edition) in line}
        others = {one.person.respondent for one in reached} - found.keys()
        for respondent in sorted(others):
            theirs = [one for one in self.store.asked(respondent) if (one.round, one.edition) in line]
            if theirs:
                found[respondent] = theirs[-1]
        return found

    def _reached(self, edition: Edition) -> Iterator[Reached]:
        """Yield everybody whose words an edition uses and who can be written to, once each."""
        try:
            went = whereabouts(self.store.pinned(edition.round, edition.number))
        except Withdrawn as error:
            raise NotAllowed("somebody took something back in the meantime; make the report again") from error
        met: set[str] = set()
        for round_id in edition.rounds:
            for person in self.outbox.reachable(round_id):
                names = (person.respondent, *self.store.joined(person.respondent))
                theirs = [went[name] for name in names if name in went]
                if theirs and person.respondent not in met:
                    met.add(person.respondent)
                    yield Reached(person, together(theirs))

    def _telling(self, launched: Round, edition: Edition, new: Sequence[Reached], of: int) -> Telling:
        counted = Counter(self.results.language(launched, one.person.language) for one in new)
        languages = {language: counted[language] for language in sorted(counted)}
        return Telling(edition.number, len(new), of - len(new), languages)

    def _echo(self, edition: Edition, one: Reached, now: datetime) -> Echo:
        token, respondent = self.tokens.token(), one.person.respondent
        return Echo(token, edition.round, edition.number, respondent, one.went.of_round, asked=now, told=now)

    def _notice(
        self, launched: Round, edition: Edition, one: Reached, responses: Sequence[Response], echo: Echo
    ) -> Notice:
        theirs = one.went.answered([response for response in responses if response.at <= echo.told])
        reply = self.results.went(launched, edition, one.went, theirs, language=one.person.language, echo=echo.id)
        key = f"went:{echo.id}"
        return Notice(key, Purpose.RESULTS, launched.id, reply, echo.asked, identity=one.person.identity)

    def _digest(
        self, launched: Round, edition: Edition, who: Reachable, responses: Sequence[Response], now: datetime
    ) -> Notice:
        """Return one notice of several responses: the same ones again are the same notice."""
        which = sha256("\n".join(f"{one.subject.name} {one.at.isoformat()}" for one in responses).encode())
        key = f"responses:{launched.id}:{which.hexdigest()[:16]}:{who.respondent}"
        reply = self.results.answered(launched, edition, responses, language=who.language)
        return Notice(key, Purpose.RESULTS, launched.id, reply, now, identity=who.identity)


def _since(responses: Sequence[Response], told: datetime) -> tuple[Response, ...]:
    return tuple(one for one in responses if one.at > told)
