"""English: the sentences of a report. Imports only consultation."""

from collections.abc import Sequence
from datetime import date

from consultation.checking.measures import Score
from consultation.guide import Shown
from consultation.records import Side
from reports.draft_findings import StanceFinding
from reports.english_closing import WORDS as CLOSING_WORDS
from reports.english_likeness import WORDS as LIKENESS_WORDS
from reports.english_likeness import EnglishOnLikeness
from reports.english_words import WORDS
from reports.evidence import Evidence
from reports.readings import Reading
from reports.sentences import (
    FEW_IN_ALL,
    Figure,
    Named,
    Part,
    Sentence,
    Share,
    capitalised,
    figure,
    percentage,
    say,
)

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

POSITIONS = {
    Side.SUPPORT: ("nobody supports it", "supports it", "support it"),
    Side.CHANGES: ("", "supports it with changes", "support it with changes"),
    Side.OPPOSE: ("nobody opposes it", "opposes it", "oppose it"),
    Side.STUDY: ("nobody wants it studied", "wants it studied", "want it studied"),
    Side.NOT_NOW: ("nobody says not now", "says not now", "say not now"),
    Side.NONE: ("", "chose no position", "chose no position"),
}
"""What is said of a position that nobody took (nothing, where that goes without saying), that one took, or several."""


SHARES = {
    Share.ALL: "all",
    Share.NEARLY_ALL: "nearly all",
    Share.MOST: "most",
    Share.ABOUT_HALF: "about half of",
    Share.MINORITY: "a minority of",
    Share.FEW: "a few",
}
"""The word for each share, which stands before "respondents"."""


class English(EnglishOnLikeness):
    """English. One is a word, other numbers are digits; themes are named as they are written, in quotation marks."""

    language = "en"
    months = MONTHS
    words = WORDS | LIKENESS_WORDS | CLOSING_WORDS
    shares = SHARES

    def number(self, value: int) -> str:
        return f"{value:,}"

    def percent(self, count: int, of: int) -> str:
        return f"{percentage(count, of)}%"

    def ratio(self, value: float) -> str:
        return f"{value:.2f}"

    def day(self, value: date) -> str:
        return f"{value.day} {self.months[value.month - 1]} {value.year}"

    def took_part(self, everything: Evidence, languages: int) -> Sentence:
        if not everything.respondents:
            return say(figure("Nobody", everything, 0), " has taken part so far.")
        who = figure(capitalised(self._many(everything.respondents, "respondent")), everything, everything.respondents)
        what = Figure(self._many(everything.answers, "answer"), everything.answers, everything.answers, everything)
        return say(who, " gave ", what, f" in {self._many(languages, 'language')}." if languages else ".")

    def most_heard(self, themes: Sequence[Named], of: int, *, by_machine: bool = False) -> Sentence:
        opening = "As the machine hears it, " if by_machine else ""
        return self._most("raised by the most respondents", themes, of, opening)

    def most_coded(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("coded by hand for the most respondents", themes, of)

    def heard_there(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("heard most here", themes, of)

    def _most(self, how: str, themes: Sequence[Named], of: int, opening: str = "") -> Sentence:
        which = f"the theme {how} is " if len(themes) == 1 else f"the themes {how} are "
        return say(capitalised(opening + which), *self._ranked(themes, of), ".")

    def quality(self, coded: Evidence, score: Score) -> Sentence:
        answers = Figure(self._many(coded.answers, "answer"), coded.answers, coded.answers, coded)
        measured = f"precision {self.ratio(score.precision)} and recall {self.ratio(score.recall)}"
        return say("Against coding by hand of ", answers, f", the machine’s tags have {measured}.")

    def raised(self, theme: Shown, evidence: Evidence, of: int) -> Sentence:
        named = self._named(theme)
        return say(*self._share(evidence, of), " raised the theme ", *named, *self._in_answers(evidence), ".")

    def coded(self, evidence: Evidence, of: int, doubt: float | None) -> Sentence:
        few = "; fewer than half of the machine’s tags agree with this coding"
        doubtful = "" if doubt is None else f"{few} (precision {self.ratio(doubt)})"
        share = self.percent(evidence.respondents, of)
        return say("Coded by hand: ", self._of(evidence, of, "respondent"), f" ({share}){doubtful}.")

    def answered(self, evidence: Evidence, of: int) -> Sentence:
        return say(*self._share(evidence, of), " answered this question", *self._in_answers(evidence), ".")

    def freely(self, evidence: Evidence, of: int) -> Sentence:
        asked = " wrote something that no question had asked for"
        return say(*self._share(evidence, of), asked, *self._in_answers(evidence), ".")

    def positions(self, stance: StanceFinding, said: Evidence) -> Sentence:
        behind, of = said.by(stance.decided), stance.respondents
        if not stance.decided:
            return say(figure("Nobody", behind, of), " took a position on this draft.")
        only = "Only " if stance.decided < FEW_IN_ALL else ""
        text = self._many(stance.decided, "respondent")
        who = figure(text if only else capitalised(text), behind, of)
        *taken, undecided = (self._position(side, found, of) for side, found in stance.sides)
        listed = self._listed([position for position in taken if position])
        return say(
            only, who, " took a position on this draft: ", *listed, *(("; ", *undecided) if undecided else ()), "."
        )

    def _position(self, side: Side, evidence: Evidence, of: int) -> tuple[Part, ...]:
        nobody, one, several = POSITIONS[side]
        if evidence.respondents:
            does = one if evidence.respondents == 1 else several
            return figure(self._n(evidence.respondents), evidence, of), f" {does}"
        return (figure(nobody, evidence, of),) if nobody else ()

    def few_took(self, side: Side, evidence: Evidence, of: int) -> Sentence:
        took = self._position(side, evidence, of)
        return say(f"Of {self._many(of, 'respondent')} who took a position, ", *took, ".")

    def changes(self, evidence: Evidence, of: int, *, research: bool) -> Sentence:
        asked = " named a question that is missing" if research else " asked for changes or said what is missing"
        if not evidence.respondents:
            return say(figure("Nobody", evidence, of), f"{asked}.")
        who = capitalised(self._many(evidence.respondents, "respondent"))
        return say(figure(who, evidence, of), asked, *self._in_answers(evidence), ".")

    def reading(self, reading: Reading) -> Sentence:
        of = reading.read.respondents
        who = figure(self._many(of, "respondent"), reading.read, of)
        favour, against = (figure(self.number(one.respondents), one, of) for _, one in reading.sides)
        opening = "A reviewer read what "
        return say(opening, who, " said who took no position: for it ", favour, ", against it ", against, ".")

    def most_supported(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        share = self._of(stance.side(Side.SUPPORT), stance.decided, "position")
        which = self._drafts(drafts)
        return say(f"Of the drafts with ten positions or more, {which} the largest share of support: ", share, ".")

    def most_opposed(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        opposition = stance.side(Side.OPPOSE)
        if not opposition.respondents:
            return say(figure("Nobody", opposition, stance.decided), " opposed any of these.")
        share = self._of(opposition, stance.decided, "position")
        return say(f"{capitalised(self._drafts(drafts))} the largest share of opposition: ", share, ".")

    def _drafts(self, numbers: Sequence[str]) -> str:
        listed = "".join(str(part) for part in self._listed([(number,) for number in numbers]))
        return f"draft {listed} has" if len(numbers) == 1 else f"drafts {listed} each have"

    def absent(self, groups: Sequence[Shown], everything: Evidence) -> Sentence:
        nobody = self._of(everything.nobody(), everything.respondents, "respondent")
        return say("Not heard from: ", *self._listed([(group,) for group in groups]), " (", nobody, ").")

    def untagged(self, evidence: Evidence, of: int) -> Sentence:
        if not evidence.answers:
            return say("A theme was heard in ", Figure(f"each of {self._many(of, 'answer')}", 0, of, evidence), ".")
        share = self.percent(evidence.answers, of)
        return say("In ", self._of_answers(evidence, of), f" ({share}), no theme was heard.")

    def saying_nothing(self, evidence: Evidence) -> Sentence:
        verb = " says nothing" if evidence.answers == 1 else " say nothing"
        example = " (“nothing”, “don’t know”, a lone mark)"
        return say(self._answers(evidence), verb, example, "; such answers are counted and set apart.")

    def proposed(self, words: Sequence[Shown], evidence: Evidence, decision: str) -> Sentence:
        shared = self._listed([self._named(word) for word in words])
        who = figure(capitalised(self._many(evidence.respondents, "respondent")), evidence, evidence.respondents)
        verb = " shares " if evidence.respondents == 1 else " share "
        which = "the word " if len(words) == 1 else "words such as "
        return say(who, verb, which, *shared, *self._in_answers(evidence), f": {decision}.")

    def alone(self, evidence: Evidence) -> Sentence:
        verb = " stands alone" if evidence.answers == 1 else " stand alone"
        return say(self._answers(evidence), verb, ", in no group of answers with words in common.")

    def _answers(self, evidence: Evidence) -> Figure:
        text = capitalised(self._many(evidence.answers, "answer"))
        return Figure(text, evidence.answers, evidence.answers, evidence)

    def missed(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("coded by hand most in these answers", themes, of)

    def uncoded(self, evidence: Evidence, of: int) -> Sentence:
        return say("Coded by hand: no theme in ", self._of_answers(evidence, of), ".")

    def _of_answers(self, evidence: Evidence, of: int) -> Figure:
        text = f"{self._n(evidence.answers)} of {self._many(of, 'answer')}"
        return Figure(text, evidence.answers, of, evidence)

    def _share(self, evidence: Evidence, of: int) -> tuple[Part, ...]:
        """Return who: a word for the share with its numbers, or of a few in all only the numbers."""
        count, whole = evidence.respondents, self.number(of)
        if of < FEW_IN_ALL:
            return f"Of only {self._many(of, 'respondent')}, ", figure(
                self._n(count) if count else "none", evidence, of
            )
        exact = {0: f"None of {whole} respondents", 1: f"One respondent of {whole}", of: f"All {whole} respondents"}
        if count in exact:
            return (figure(exact[count], evidence, of),)
        word = capitalised(self.shares[Share.of(count, of)])
        return f"{word} respondents (", figure(f"{self.number(count)} of {whole}", evidence, of), ")"

    def _ranked(self, themes: Sequence[Named], of: int) -> tuple[Part, ...]:
        """Return themes with their numbers, the first with what it is a number of."""
        first, *rest = themes
        with_of = self._one(first, self._of(first.evidence, of, "respondent"))
        others = [self._one(one, figure(self.number(one.evidence.respondents), one.evidence, of)) for one in rest]
        return self._listed([with_of, *others])

    def _one(self, theme: Named, number: Figure) -> tuple[Part, ...]:
        doubt = "" if theme.doubt is None else f"; precision {self.ratio(theme.doubt)}"
        return (*self._named(theme.label), " (", number, f"{doubt})")

    def _of(self, evidence: Evidence, of: int, noun: str) -> Figure:
        return figure(f"{self.number(evidence.respondents)} of {self._many(of, noun)}", evidence, of)

    def _in_answers(self, evidence: Evidence) -> tuple[Part, ...]:
        if not evidence.answers:
            return ()
        answers = self._many(evidence.answers, "answer")
        return ", in ", Figure(answers, evidence.answers, evidence.answers, evidence)
