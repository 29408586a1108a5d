"""What the working group answers and what people dispute, as tables or as data. Imports the core."""

from collections.abc import Mapping, Sequence

from config.listings import aligned
from consultation.guide import Consultation
from consultation.loop.echoes import Dispute
from consultation.loop.responses import Response, Subject

Answered = Sequence[tuple[Subject, Response | None]]

MOST = 60
"""Code points of a title that a line of a table has."""


def responses_listed(answered: Answered, consultation: Consultation) -> list[Mapping[str, object]]:
    """Return each subject with what the working group answers, null where nothing is recorded."""
    return [
        {
            "draft": subject.draft or None,
            "version": subject.version or None,
            "theme": subject.theme or None,
            "title": _title(subject, consultation),
            "verdict": response.verdict if response else None,
            "why": dict(response.why) if response else {},
            "at": response.at if response else None,
        }
        for subject, response in answered
    ]


def responses_table(answered: Answered, consultation: Consultation) -> str:
    """Return the same as aligned lines, and how much has no answer."""
    rows: list[tuple[str, object]] = [
        (subject.name, f"{_state(response):22}  {_title(subject, consultation)[:MOST]}")
        for subject, response in answered
    ]
    unanswered = sum(response is None for _, response in answered)
    return aligned([*rows, ("unanswered", f"{unanswered} of {len(answered)}")])


def _state(response: Response | None) -> str:
    if response is None:
        return "—"
    languages = ",".join(response.why)
    return f"{response.verdict} ({languages})" if languages else str(response.verdict)


def _title(subject: Subject, consultation: Consultation) -> str:
    chain = consultation.chain(consultation.languages[0])
    if subject.theme:
        theme = consultation.codebook.theme(subject.theme)
        return theme.label(chain) if theme else subject.theme
    drafts = (one for one in consultation.drafts if (one.id, one.version) == (subject.draft, subject.version))
    return next((one.title.shown(chain).text for one in drafts), "")


def disputes_listed(disputes: Sequence[Dispute], words: Mapping[str, str]) -> list[Mapping[str, object]]:
    """Return each dispute; ``words`` are those that may be shown, by the dispute's id."""
    return [
        {
            "id": one.id,
            "edition": one.edition,
            "judgement": one.judgement,
            "at": one.at,
            "statement": one.answer or None,
            "explained": bool(one.words),
            **({"words": words[one.id]} if one.id in words else {}),
        }
        for one in disputes
    ]


def disputes_table(disputes: Sequence[Dispute], words: Mapping[str, str]) -> str:
    """Return the same as aligned lines."""
    if not disputes:
        return "nobody disputes an edition of this round"
    return "\n".join(_lines(one, words.get(one.id, "")) for one in disputes)


def _lines(one: Dispute, words: str) -> str:
    about = f"statement {one.answer}" if one.answer else "all they said"
    told = "  explained" if one.words and not words else ""
    first = f"{one.id}  edition {one.edition}  {one.judgement:9}  {one.at:%Y-%m-%d}  {about}{told}"
    return "\n".join((first, *(f"  {line}" for line in words.splitlines())))
