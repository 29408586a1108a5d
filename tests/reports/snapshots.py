"""Snapshots in code: a small consultation in English, French and Arabic, and what people said in its rounds."""

from base64 import b32encode
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from consultation.codebook import Codebook, Source, Span, Tag, Theme
from consultation.guide import Attribute, Choice, Consultation, Draft, DraftKind, Guide, Question, Unit
from consultation.records import (
    Answer,
    Consent,
    Part,
    Participation,
    Piece,
    Quoting,
    Revision,
    RoundRecord,
    Side,
    Snapshot,
    Stance,
)
from consultation.rounds import Kind, Round, Stage
from nlp.private_data import PrivateDataFinder

OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIST = "2026-01"

QUESTIONS = RoundRecord(
    Round("R1", "C1", "town", Kind.QUESTIONS, OPENED, OPENED + timedelta(days=14), "guiding", Stage.CLOSED), ()
)
DRAFTS = RoundRecord(Round("R2", "C2", "town", Kind.DRAFTS, OPENED + timedelta(days=20), stage=Stage.CLOSED), ())

FINDER = PrivateDataFinder(("en", "fr", "ar"))
"""The finder that a report is made with."""


def unit(english: str, french: str = "", arabic: str = "") -> Unit:
    texts = {"en": english, "fr": french, "ar": arabic}
    return Unit(english, {language: text for language, text in texts.items() if text})


def theme(id_: str, english: str, french: str, arabic: str = "", bears_on: tuple[str, ...] = ()) -> Theme:
    labels = unit(english, french, arabic).texts
    return Theme(id_, labels, {"en": f"About {id_}."}, {}, {}, {}, bears_on)


THEMES = (
    theme("funding", "Funding", "Financement", "التمويل", ("1", "3")),
    theme("tools", "Tools", "Outils", "", ("2",)),
    theme("equity", "Equity", "Équité", "", ("1",)),
    theme("process", "This consultation", "Cette consultation"),
)
REGIONS = ("north", "south", "east", "west", "islands")


def draft(number: str, title: str, kind: DraftKind = "recommendation", version: str = LIST) -> Draft:
    short = unit(f"In short: {title}", f"En bref\u00a0: {title}")
    return Draft(number, version, kind, unit("Draft", "Projet"), unit(title, f"{title} (fr)"), short)


DRAFT_LIST = (
    draft("1", "Fund small groups"),
    draft("2", "Build tools together"),
    draft("3", "What to find out", "research"),
)


def attribute(id_: str, *choices: str, several: bool = False) -> Attribute:
    label, question = unit(id_.capitalize(), f"{id_.capitalize()} (fr)"), unit(f"Your {id_}?")
    return Attribute(id_, label, question, tuple(Choice(one, unit(one.capitalize())) for one in choices), several)


def town(*, drafts: tuple[Draft, ...] = DRAFT_LIST, themes: tuple[Theme, ...] = THEMES) -> Consultation:
    questions = (
        Question("capacity", unit("What would help you?", "Qu’est-ce qui vous aiderait\u202f?"), unit("Help", "Aide")),
        Question("partners", unit("With whom?", "Avec qui\u202f?"), unit("Partners", "Partenaires")),
    )
    return Consultation(
        id="town",
        languages=("en", "fr", "ar"),
        chains={"ar": ("fr",)},
        timezone="UTC",
        title=unit("A town asks", "Une ville demande", "مدينة تسأل"),
        group=unit("The town group"),
        attribution=unit("Made up for a test."),
        licence="CC0",
        minutes=10,
        retention_days=30,
        summary=unit("What should we do?"),
        keywords=(),
        focus=(unit("the town"),),
        rationale=(unit("Because."),),
        finding=unit("It depends."),
        guides=(Guide("guiding", unit("Questions"), unit("Any order."), questions),),
        attributes=(
            attribute("role", "volunteer", "staff"),
            attribute("region", *REGIONS),
            attribute("criterion", "law", "museums", several=True),
            attribute("organisation"),
        ),
        members=(),
        mailing_list="",
        drafts=drafts,
        documents=(),
        resources=(),
        plan=(),
        codebook=Codebook(7, themes, "0123456789ab"),
        next_steps=unit("The town answers."),
    )


def token(text: str) -> str:
    """Return an id such as the store makes: eight characters of A-Z and 2-7."""
    return b32encode(sha256(text.encode()).digest())[:8].decode()


def said(
    text: str,
    *themes: str,
    item: str = "capacity",
    part: Part = Part.ANSWER,
    language: str = "en",
    source: Source = "cue",
    version: str = "",
    **more: Any,
) -> Answer:
    tags = tuple(Tag(one, source, 1.0, (Span(0, 1, text[:1]),)) for one in themes)
    pieces = tuple(Piece(str(number), line) for number, line in enumerate(text.split("\n")))
    refused = more.pop("refused", ())
    revision = Revision(1, OPENED, pieces, language, tags, refused, "0123456789ab")
    return Answer(token(text), item, part, (revision,), version, **more)


def why(text: str, *themes: str, on: str = "1", **more: Any) -> Answer:
    return said(text, *themes, item=on, part=Part.WHY, version=more.pop("version", LIST), **more)


def missing(text: str, *themes: str, on: str = "1", **more: Any) -> Answer:
    return said(text, *themes, item=on, part=Part.MISSING, version=LIST, **more)


def takes(side: str, on: str = "1", version: str = LIST, days: int = 0) -> Stance:
    return Stance(on, version, Side(side), OPENED + timedelta(days=days))


def person(
    name: str,
    *said_or_taken: Answer | Stance,
    quoting: str | None = "verbatim",
    agreed: bool = True,
    language: str = "en",
    people: int | None = None,
    on_record: bool = True,
    **attributes: str | tuple[str, ...],
) -> Participation:
    return Participation(
        respondent=f"respondent-{name}",
        round="",
        language=language,
        began=OPENED,
        consent=Consent("1", OPENED, None if agreed else OPENED),
        quoting=Quoting(quoting) if quoting else None,
        attributes={key: (value,) if isinstance(value, str) else value for key, value in attributes.items()},
        answers=tuple(one for one in said_or_taken if isinstance(one, Answer)),
        stances=tuple(one for one in said_or_taken if isinstance(one, Stance)),
        people=people,
        on_record=on_record,
    )


def round_of(record: RoundRecord, people: Iterable[Participation]) -> RoundRecord:
    return RoundRecord(record.round, tuple(replace(one, round=record.round.id) for one in people))


def snapshot(
    asked: Iterable[Participation] = (),
    on_drafts: Iterable[Participation] | None = None,
    *,
    consultation: Consultation | None = None,
    **more: Any,
) -> Snapshot:
    """Return a round of questions with ``asked``; where ``on_drafts`` is given, a round on drafts after it."""
    rounds = [round_of(QUESTIONS, asked)]
    if on_drafts is not None:
        rounds.append(round_of(DRAFTS, on_drafts))
    return Snapshot(consultation or town(), tuple(rounds), OPENED + timedelta(days=40), **more)


def crowd(count: int, *themes: str, start: int = 0, **attributes: str) -> list[Participation]:
    """Return respondents who each gave one answer with these themes."""
    return [
        person(f"crowd{n}", said(f"Voice number {n} of the crowd speaks.", *themes), **attributes)  # type: ignore[arg-type]
        for n in range(start, start + count)
    ]
