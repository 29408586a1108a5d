"""What each respondent is told of an edition: where their words went, and what the working group answers.

Imports the standard library only. Everything is a question about an edition; who is told, and when, is `telling`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from consultation.announcing import Asked
from consultation.choices import judgements
from consultation.editions import Edition
from consultation.guide import Consultation, Draft, Unit
from consultation.loop.responses import Response, Subject, Verdict
from consultation.loop.whereabouts import Fed, Whereabouts
from consultation.messages import Line, Reply, Style
from consultation.rounds import Round
from consultation.voice import Catalogue, Voice
from consultation.wording import first_words, side_label

SHOWN = 5
"""So many answers are told of one by one."""


class Addresses(Protocol):
    """Says where things are on the web; "" where nowhere."""

    def edition(self, consultation: Consultation, language: str, edition: Edition) -> str:
        """Return where an edition is read."""
        ...

    def statement(self, consultation: Consultation, statement: str) -> str:
        """Return where a statement has its permanent page."""
        ...


@dataclass(frozen=True, slots=True)
class Results:
    """Words what people are told, in every language there is; ``asked`` gives a round's consultation."""

    asked: Asked
    catalogues: Mapping[str, Catalogue]
    addresses: Addresses

    def went(
        self,
        launched: Round,
        edition: Edition,
        went: Whereabouts,
        responses: Sequence[Response],
        *,
        language: str,
        echo: str,
    ) -> Reply:
        """Return where somebody's words went, and the question whether that gets them right.

        ``responses`` are those to what they said; ``echo`` names the question on its buttons.
        """
        consultation, voice = self._spoken(launched, language)
        made = voice.catalogue.moment(edition.made, consultation.timezone)
        number = str(edition.number)
        address = self.addresses.edition(consultation, voice.language, edition)
        lines = (
            Line(voice("Your words went here"), Style.TITLE),
            Line(voice.show(consultation.title)),
            Line(
                voice(
                    "Edition {number} of the report, made on {moment}, uses what you said.", number=number, moment=made
                )
            ),
            *self._fed(consultation, voice, went),
            *_positions(voice, went),
            *_answered(consultation, voice, responses),
            *_unanswered(voice, responses),
            *([Line(voice("Read it here: {address}", address=address))] if address else []),
            Line(voice("You can still read, change or withdraw what you said with /my."), Style.NOTE),
            Line(voice("/stop ends such messages."), Style.NOTE),
            Line(voice("Did we get you right?")),
        )
        return Reply(lines, tuple(judgements(voice, echo)), voice.language)

    def answered(self, launched: Round, edition: Edition, responses: Sequence[Response], *, language: str) -> Reply:
        """Return what the working group has answered since to what somebody said."""
        consultation, voice = self._spoken(launched, language)
        address = self.addresses.edition(consultation, voice.language, edition)
        lines = (
            Line(voice("The working group has answered"), Style.TITLE),
            Line(voice.show(consultation.title)),
            *_answered(consultation, voice, responses),
            *([Line(voice("The report: {address}", address=address))] if address else []),
            Line(voice("/stop ends such messages."), Style.NOTE),
        )
        return Reply(lines, (), voice.language)

    def language(self, launched: Round, language: str) -> str:
        """Return the language that somebody is told in."""
        return self._spoken(launched, language)[1].language

    def _fed(self, consultation: Consultation, voice: Voice, went: Whereabouts) -> Iterator[Line]:
        """Yield answer by answer the themes and drafts that it fed."""
        for one in went.fed[:SHOWN]:
            yield Line(first_words(one.answer.current.text), Style.QUOTE)
            yield from _where(consultation, voice, one)
            address = self.addresses.statement(consultation, one.answer.id) if one.quotable else ""
            if address:
                yield Line(voice("Your words, as everybody can read them: {address}", address=address), Style.NOTE)
        if (rest := len(went.fed) - SHOWN) > 0:
            yield Line(voice.several("And {number} more answer.", "And {number} more answers.", rest), Style.NOTE)

    def _spoken(self, launched: Round, language: str) -> tuple[Consultation, Voice]:
        consultation = self.asked(launched)
        spoken = language if language in consultation.languages else consultation.languages[0]
        return consultation, Voice(self.catalogues.get(spoken) or self.catalogues["en"], consultation.chain(spoken))


def _where(consultation: Consultation, voice: Voice, one: Fed) -> Iterator[Line]:
    labels = [theme.label(voice.chain) for theme in consultation.codebook.themes if theme.id in one.themes]
    if labels:
        yield Line(voice("Themes: {themes}", themes=voice(", ").join(labels)), Style.ITEM)
    for subject in one.drafts:
        yield Line(named(consultation, voice, subject), Style.ITEM)
    if not labels and not one.drafts:
        yield Line(voice("It is counted; no theme was heard in it."), Style.ITEM)


def _positions(voice: Voice, went: Whereabouts) -> Iterator[Line]:
    for one in went.positions:
        side = side_label(voice, one.side)
        yield Line(voice("Your position on draft {draft} is counted: {side}.", draft=one.draft, side=side), Style.ITEM)


def _answered(consultation: Consultation, voice: Voice, responses: Sequence[Response]) -> Iterator[Line]:
    """Yield what the working group answers, and why."""
    if responses:
        yield Line(voice("What the working group answers:"))
    for one in responses:
        subject, verdict = named(consultation, voice, one.subject), verdict_name(voice, one.verdict)
        yield Line(voice("{subject}: {verdict}", subject=subject, verdict=verdict), Style.ITEM)
        if one.why:
            yield Line(voice.show(Unit(one.subject.name, one.why)))


def _unanswered(voice: Voice, responses: Sequence[Response]) -> Iterator[Line]:
    if not responses:
        yield Line(voice("The working group has not answered yet. When it does, you can be told here."), Style.NOTE)


def named(consultation: Consultation, voice: Voice, subject: Subject) -> str:
    """Name a draft or a theme."""
    if subject.theme:
        theme = consultation.codebook.theme(subject.theme)
        return voice("Theme {theme}", theme=theme.label(voice.chain) if theme else subject.theme)
    draft = _draft(consultation, subject)
    title = voice.show(draft.title) if draft else ""
    return voice("Draft {number}: {title}", number=subject.draft, title=title)


def _draft(consultation: Consultation, subject: Subject) -> Draft | None:
    versions = (one for one in consultation.drafts if (one.id, one.version) == (subject.draft, subject.version))
    return next(versions, None)


def verdict_name(voice: Voice, verdict: Verdict) -> str:
    """Name what becomes of something."""
    return {
        Verdict.ADOPTED: voice("adopted"),
        Verdict.PARTLY: voice("adopted in part"),
        Verdict.NOT: voice("not adopted"),
        Verdict.OPEN: voice("still open"),
    }[verdict]
