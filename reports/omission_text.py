"""The audit of omissions in words and rows. Imports only consultation.

Every sentence has its count; what it says of quotes leads to the statements quoted, what it says of groups to none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from consultation.guide import Shown
from reports.evidence import Evidence
from reports.findings import Findings
from reports.labels import Labels
from reports.omissions import AttributeReach, Omissions, Reach
from reports.picks import Chance
from reports.sentences import Figure, Part, Sentence, joined

VERDICTS = {-1: "omitted_fewer", 0: "omitted_as_many", 1: "omitted_more"}


@dataclass(frozen=True, slots=True)
class OmissionRow:
    """A row of the audit: respondents, positions, combinations, or a group; ``reach`` is None where masked.

    ``attribute`` is what the group is one of, None for the first rows; ``stated`` is how many respondents a sentence
    represents, None where that is masked or makes no sense; ``figure`` leads to the statements quoted.
    """

    attribute: Shown | None
    name: Shown
    reach: Reach | None
    stated: int | None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class OmissionText:
    """What the audit says, for a reader."""

    findings: Findings
    labels: Labels

    @property
    def found(self) -> Omissions:
        """The audit."""
        return self.findings.omissions

    def sentences(self) -> Iterator[Sentence]:
        """Yield what the quotes stand for, against chance, then what sentences stand for, then groups that are off."""
        yield self._quotes()
        if self.found.quotes:
            if self.found.positions.of:
                yield self._part("n_positions", self.found.positions)
            if self.found.views.of:
                yield self._part(self._views("n_views"), self.found.views)
        if self.found.respondents.of:
            yield self._stated()
        for direction, key in ((-1, "omitted_groups_fewer"), (1, "omitted_groups_more")):
            groups = [one for one in self._groups() if one.reach and one.reach.against_chance == direction]
            if groups and self.found.quotes:
                yield self._off(key, groups)

    def method(self) -> Iterator[str]:
        """Yield how the audit is made: what represents whom, how chance is drawn, which groups are shown."""
        words, found = self.labels.grammar.words, self.found
        yield words["omitted_how"]
        number = self.labels.grammar.number
        yield words["omitted_chance"].format(
            picks=number(found.picks), characters=number(found.characters), seed=found.seed
        )
        if found.attributes:
            yield words["omitted_masked"]

    def rows(self) -> Iterator[OmissionRow]:
        """Yield the audit row by row; an attribute whose groups are all masked has one row, its own name."""
        words, found, own = self.labels.grammar.words, self.found, self.labels.own
        quoted = found.quoted
        yield OmissionRow(None, own(words["omitted_respondents"]), found.respondents, found.stated, quoted)
        if found.positions.of:
            yield OmissionRow(None, own(words["omitted_positions"]), found.positions, None, quoted)
        if found.views.of:
            yield OmissionRow(None, own(words[self._views("omitted_views")]), found.views, None, quoted)
        yield from self._groups()

    def range(self, chance: Chance) -> str:
        """Return the range of nine picks in ten."""
        low, high = self.labels.grammar.number(chance.low), self.labels.grammar.number(chance.high)
        return low if low == high else self.labels.grammar.words["omitted_range"].format(low=low, high=high)

    def _groups(self) -> Iterator[OmissionRow]:
        for one in self.found.attributes:
            yield from self._of_attribute(one)

    def _of_attribute(self, one: AttributeReach) -> Iterator[OmissionRow]:
        attribute = self.labels.attribute(one.attribute)
        if not one.groups:
            yield OmissionRow(None, attribute, None, None)
        for group in one.groups:
            yield OmissionRow(attribute, self.labels.group(one.attribute, group.group), group.reach, group.stated)

    def _quotes(self) -> Sentence:
        words, found = self.labels.grammar.words, self.found
        if not found.quotes:
            return filled(words["omitted_nobody"], who=self._who(0, found.quoted))
        key = "omitted_as_many.one" if found.quotes == 1 else VERDICTS[found.respondents.against_chance]
        return filled(
            words[key],
            quotes=self.labels.grammar.counted("omitted_quotes", found.quotes),
            who=self._who(found.respondents.quoted, found.quoted),
            share=self._share(found.respondents),
            chance=self._by_chance(found.respondents.chance),
        )

    def _by_chance(self, chance: Chance) -> str:
        mean = self.labels.grammar.number(round(chance.mean))
        return self.labels.grammar.words["omitted_by_chance"].format(mean=mean, range=self.range(chance))

    def _part(self, noun: str, reach: Reach) -> Sentence:
        grammar = self.labels.grammar
        text = grammar.counted("omitted_count", reach.quoted)
        form = {0: "omitted_of.none", 1: "omitted_of.one"}.get(reach.quoted, "omitted_of")
        return filled(
            grammar.words[form],
            whole=grammar.counted(noun, reach.of),
            quoted=Figure(text, reach.quoted, reach.of, self.found.quoted),
            share=self._share(reach),
            range=self.range(reach.chance),
        )

    def _stated(self) -> Sentence:
        found, words = self.found, self.labels.grammar.words
        everybody = found.stated == found.respondents.of
        return filled(
            words["omitted_stated_all" if everybody else "omitted_stated"],
            who=self._who(found.stated, self.findings.everything),
            share=self.labels.grammar.percent(found.stated, found.respondents.of),
        )

    def _off(self, key: str, groups: list[OmissionRow]) -> Sentence:
        words = self.labels.grammar.words
        comma, last = words["comma"], words["and"]
        listed = joined([self._group(one, one.reach) for one in groups if one.reach], comma, last)
        return filled(words[key], groups=listed)

    def _group(self, row: OmissionRow, reach: Reach) -> tuple[Part, ...]:
        number = self.labels.grammar.number
        text = self.labels.grammar.words["omitted_group"].format(
            count=number(reach.quoted), of=number(reach.of), range=self.range(reach.chance)
        )
        return row.name, " ", Figure(text, reach.quoted, reach.of, self.findings.everything.nobody())

    def _who(self, count: int, evidence: Evidence) -> Figure:
        of = self.found.respondents.of
        text = self.labels.grammar.counted("omitted_who", count, of=self.labels.grammar.number(of))
        return Figure(text, count, of, evidence)

    def _share(self, reach: Reach) -> str:
        return self.labels.grammar.percent(reach.quoted, reach.of)

    def _views(self, key: str) -> str:
        return key if self.findings.asked else f"{key}_unasked"


def filled(template: str, **blanks: Part | tuple[Part, ...]) -> Sentence:
    """Return the sentence that a template makes with its blanks filled; a blank may be left unfilled by none."""
    parts: list[Part] = []
    for words, blank, _, _ in Formatter().parse(template):
        filling = blanks[blank] if blank else ()
        parts += [words] if words else []
        parts += filling if isinstance(filling, tuple) else (filling,)
    return Sentence(tuple(parts))
