"""What the working group answers, and whether people were got right, in words. Imports only consultation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consultation.guide import Shown, Unit
from consultation.loop.responses import Response, Verdict
from reports.disputes import DisputeFinding, Known
from reports.findings import Findings
from reports.labels import Labels


@dataclass(frozen=True, slots=True)
class ClosingText:
    """What came after earlier editions, for a reader."""

    findings: Findings
    labels: Labels

    def verdict(self, response: Response | None) -> str:
        """Return what the working group made of something, or that no response is recorded."""
        return self.labels.grammar.words[f"response_{response.verdict.value}" if response else "response_none"]

    def why(self, response: Response | None) -> Shown | None:
        """Return why, None where no reason was given."""
        if response is None or not response.why:
            return None
        return self.labels.unit(Unit(response.subject.name, response.why))

    def drafts(self) -> Iterator[str]:
        """Yield on how many drafts no response is recorded, and on how many it is that nothing is decided."""
        grammar, responses = self.labels.grammar, [one.response for one in self.findings.drafts]
        unanswered, undecided = responses.count(None), _open(responses)
        key = "unanswered_all" if unanswered == len(responses) else "unanswered"
        yield grammar.counted(key, unanswered, of=grammar.number(len(responses)))
        if undecided:
            yield grammar.counted("drafts_open", undecided)

    def themes(self) -> Iterator[str]:
        """Yield on how many of the themes that were raised no response is recorded."""
        grammar, responses = self.labels.grammar, [one.response for one in self.findings.themes if one.raised]
        unanswered = responses.count(None)
        key = "unanswered_themes_all" if unanswered == len(responses) else "unanswered_themes"
        if responses:
            yield grammar.counted(key, unanswered, of=grammar.number(len(responses)))

    def disputes(self) -> Iterator[str]:
        """Yield what came back of each edition, a paragraph each; or that nobody has been asked yet."""
        words = self.labels.grammar.words
        if not self.findings.disputes:
            yield words["echoes_none"]
            return
        yield words["echoes_how"]
        yield from (" ".join(self._on(one)) for one in self.findings.disputes)

    def _on(self, one: DisputeFinding) -> Iterator[str]:
        grammar, words = self.labels.grammar, self.labels.grammar.words
        edition = grammar.number(one.edition)
        if one.asked is None:
            yield words["echoes_asked_few"].format(edition=edition)
        else:
            yield grammar.counted("echoes_asked", one.asked, edition=edition)
        if one.answered is None or one.known is Known.NOBODY:
            yield words[f"echoes_{one.known.value}"]
            return
        percent = grammar.percent(*one.bound) if one.bound else ""
        answered = grammar.number(one.answered)
        yield grammar.counted(f"echoes_{one.known.value}", one.disputed or 0, answered=answered, percent=percent)
        if one.disputed and one.not_quite is not None and one.wrong is not None:
            yield words["echoes_split"].format(nearly=grammar.number(one.not_quite), wrong=grammar.number(one.wrong))


def _open(responses: Iterable[Response | None]) -> int:
    return sum(one is not None and one.verdict is Verdict.OPEN for one in responses)
