"""What chapters show: findings as sentences and labelled rows, in one language. Imports only consultation.

Nothing is counted here and nothing laid out: this is where findings meet the grammar and the consultation's texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from consultation.guide import Consultation, Shown
from consultation.records import Snapshot
from consultation.rounds import Round
from reports.blocks import Block, blocks
from reports.closing_text import ClosingText
from reports.coverage import CutRow
from reports.draft_findings import DraftFinding
from reports.evidence import Evidence
from reports.findings import Findings
from reports.ground import Ground
from reports.labels import Labels
from reports.method_text import MethodText
from reports.omission_text import OmissionText
from reports.quality_text import QualityText
from reports.quotes import Gate
from reports.sentences import Grammar
from reports.statements import Place, heard
from reports.tables import Tables
from reports.telling import Telling
from reports.theme_findings import ThemeFinding


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the appendix: its words with private data replaced, what it is on, and its themes.

    ``coded`` are those that a person coded it with, None where nobody did.
    """

    id: str
    words: str
    language: str
    place: Place
    themes: tuple[str, ...]
    coded: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Page:
    """One report in one language. ``asked_language`` is the reader's, ``grammar`` that of the report's sentences."""

    snapshot: Snapshot
    findings: Findings
    grammar: Grammar
    labels: Labels
    gate: Gate
    asked_language: str
    preview: bool
    edition: int | None

    @property
    def consultation(self) -> Consultation:
        """The consultation reported on."""
        return self.snapshot.consultation

    @property
    def words(self) -> Mapping[str, str]:
        """Headings and labels."""
        return self.grammar.words

    @property
    def language(self) -> str:
        """The language of the report's own sentences."""
        return self.grammar.language

    @property
    def translated(self) -> bool:
        """Whether that is the language asked for."""
        return self.language == self.asked_language

    @property
    def respondents(self) -> int:
        """How many respondents there are in all."""
        return self.findings.counts.respondents

    def day(self, moment: datetime) -> str:
        """Return the day of a moment, where the consultation is."""
        return self.grammar.day(moment.astimezone(ZoneInfo(self.consultation.timezone)).date())

    def rounds(self) -> Iterator[tuple[str, str]]:
        """Yield each round: what it asked about, and when."""
        for asked in sorted((record.round for record in self.snapshot.rounds), key=lambda asked: asked.opens):
            yield self.words[f"round_{asked.kind.value}"], self._period(asked)

    def _period(self, asked: Round) -> str:
        start = self.day(asked.opens)
        if asked.closes is None:
            return self.words["round_open"].format(start=start)
        end = self.day(asked.closes)
        return start if start == end else self.words["from_to"].format(start=start, end=end)

    def answers(self) -> str:
        """Return what the count of answers counts, and how many of them say nothing."""
        silent = self.findings.emerging.non_answers.answers
        return self.grammar.counted("count_answers_silent", silent) if silent else self.words["count_answers"]

    def messages(self) -> str:
        """Return what the count of messages counts: none where the answers were imported."""
        imported = self.findings.method.imported
        if imported and not self.findings.counts.messages:
            return self.words["count_messages_none"]
        return self.grammar.counted("count_messages_some", imported) if imported else self.words["count_messages"]

    def themes_of_drafts(self) -> list[ThemeFinding]:
        """Return the themes that were raised and bear on drafts; without drafts, all that were raised."""
        raised = [one for one in self.findings.themes if one.raised]
        return [one for one in raised if one.bears_on] if self._any_bears_on() else raised

    def themes_apart(self) -> list[ThemeFinding]:
        """Return the themes that were raised and bear on no draft, where others do."""
        raised = [one for one in self.findings.themes if one.raised]
        return [one for one in raised if not one.bears_on] if self._any_bears_on() else []

    def themes_not_raised(self) -> list[ThemeFinding]:
        """Return the themes of the codebook that nobody raised."""
        return [one for one in self.findings.themes if not one.raised]

    def _any_bears_on(self) -> bool:
        return any(one.bears_on for one in self.findings.themes)

    @property
    def telling(self) -> Telling:
        """The sentences on what was found."""
        return Telling(self.findings, self.labels)

    @property
    def tables(self) -> Tables:
        """The tables of themes."""
        return Tables(self.findings, self.labels)

    @property
    def ground(self) -> Ground:
        """Who asks, and on what ground."""
        return Ground(self.consultation, self.labels)

    def drafts_by_id(self, ids: Sequence[str]) -> list[DraftFinding]:
        """Return the findings on the current drafts of these ids."""
        current = self.consultation.current_drafts()
        return [one for one in self.findings.drafts if one.draft.id in ids and one.draft in current]

    def place_prefix(self, place: Place) -> str:
        """Return what stands before the title of a place: a draft's number."""
        return f"{self.words['draft'].format(number=place.item)} · " if place.kind == "draft" else ""

    def row_name(self, row: CutRow) -> Shown:
        """Return what a row of the cut counts: a theme, or a position on a draft."""
        if len(row.key) == 1:
            return self.labels.theme(row.key[0])
        draft, version, side = row.key
        prefix = self.place_prefix(Place("draft", version, draft))
        return self.labels.own(f"{prefix}{self.words[f'side_{side}']}")

    def behind(self, evidence: Evidence) -> str:
        """Return how much stands behind a number, and how much of it may be read."""
        counts = (
            self.grammar.counted("n_respondents", evidence.respondents),
            self.grammar.counted("n_answers", evidence.answers),
        )
        unshown = self.grammar.counted("also_counted", evidence.unshown) if evidence.unshown else ""
        return " · ".join(part for part in (*counts, unshown) if part)

    def share_words(self) -> list[tuple[str, str]]:
        """Return each word for a share, and from which share on it is used."""
        return [(word, self.grammar.percent(share.value, 100)) for share, word in self.grammar.shares.items()]

    @property
    def omissions(self) -> OmissionText:
        """What the audit of omissions says."""
        return OmissionText(self.findings, self.labels)

    @property
    def method(self) -> MethodText:
        """What the method section says."""
        return MethodText(self.snapshot, self.findings, self.labels)

    def private(self) -> str:
        """Return in how many of the statements shown something private is masked."""
        return self.grammar.counted("private_masked", self.gate.masked())

    def qualities(self) -> list[QualityText]:
        """Return what people who coded a sample blind say of the tags, for each round where they did."""
        records = self.snapshot.rounds
        return [QualityText(one.round, one.quality, self.labels) for one in records if one.quality]

    @property
    def closing(self) -> ClosingText:
        """What the working group answers, and whether people were got right."""
        return ClosingText(self.findings, self.labels)

    @property
    def all_coded(self) -> bool:
        """Whether a person coded the answers of every respondent: only then bars of both have one scale."""
        coded = self.findings.by_hand
        return coded is not None and coded.everything.respondents == self.respondents

    def blocks(self) -> Iterator[Block]:
        """Yield the evidence behind every number."""
        return blocks(self.findings, self.labels)

    def statements(self) -> Iterator[Statement]:
        """Yield all statements that may be shown, in order of id, each past the gate."""
        shown = sorted((one for one in heard(self.snapshot) if one.quotable), key=lambda one: one.answer.id)
        for one in shown:
            words, language = self.gate.statement(one.answer.id), one.answer.current.language
            yield Statement(one.answer.id, words, language, one.place, one.themes, one.answer.coded)
