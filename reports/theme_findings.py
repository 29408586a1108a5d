"""What was found per theme, across all questions and drafts. Imports only consultation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from consultation.guide import Consultation
from consultation.loop.responses import Response, Subject
from reports.by_hand import ByHand
from reports.evidence import Evidence
from reports.index import Index, most_first
from reports.quotes import Quote, choose
from reports.statements import Place

QUOTES = 3


@dataclass(frozen=True, slots=True)
class ThemeFinding:
    """A theme: what stands behind it, where it was heard, and which current drafts it bears on, by their ids.

    ``coded`` is what people coded with it, None where nobody coded any answer; ``coded_at`` where that was.
    ``response`` is what the working group answers, None where no answer is recorded.
    """

    theme: str
    evidence: Evidence
    places: tuple[tuple[Place, Evidence], ...]
    coded: Evidence | None
    coded_at: tuple[tuple[Place, Evidence], ...]
    bears_on: tuple[str, ...]
    quotes: tuple[Quote, ...]
    response: Response | None = None

    @property
    def raised(self) -> bool:
        """Whether it was heard, or a person found it."""
        return bool(self.evidence.answers or (self.coded and self.coded.answers))


def themes_found(
    consultation: Consultation,
    index: Index,
    coded: ByHand | None,
    used: Counter[str],
    responses: Mapping[Subject, Response],
) -> tuple[ThemeFinding, ...]:
    """Return the themes of the codebook and those that answers have besides, the most heard first.

    Themes that nobody raised are among them: that is a finding too.
    """
    declared = [theme.id for theme in consultation.codebook.themes]
    themes = dict.fromkeys((*declared, *sorted({*index.by_theme, *(coded.themes if coded else ())})))
    return tuple(
        ThemeFinding(
            theme=theme,
            evidence=evidence,
            places=index.places_of(theme),
            coded=coded.theme(theme) if coded else None,
            coded_at=coded.places_of(theme) if coded else (),
            bears_on=_bears_on(consultation, theme),
            quotes=choose(index.by_theme.get(theme, ()), QUOTES, used, theme=theme),
            response=responses.get(Subject(theme=theme)),
        )
        for theme, evidence in most_first((theme, index.theme(theme)) for theme in themes)
    )


def _bears_on(consultation: Consultation, theme_id: str) -> tuple[str, ...]:
    theme = consultation.codebook.theme(theme_id)
    bears_on = theme.bears_on if theme else ()
    return tuple(draft.id for draft in consultation.current_drafts() if draft.id in bears_on)
