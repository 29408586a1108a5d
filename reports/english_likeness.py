"""English: who says much the same, and who says what nobody else does. Imports only consultation."""

from collections.abc import Sequence

from consultation.guide import Shown
from reports.circles import Speaking
from reports.evidence import Evidence
from reports.sentences import FEW, Figure, Grammar, Part, Sentence, capitalised, figure, joined, say

WHO = {
    Speaking.RAISED: "who raised it",
    Speaking.CHANGES: "who asked for changes or said what is missing",
    Speaking.MISSING: "who named a question that is missing",
    Speaking.SUPPORT: "who say why they support it",
    Speaking.STUDY: "who say why they want it studied",
    Speaking.OPPOSE: "who say why they oppose it",
    Speaking.NOT_NOW: "who say why not now",
}

BOTH = 2

WORDS = {
    "alike": "In much the same words",
    "alike_intro": "Who speaks of one thing in much the same words, as the machine finds them. Each group with the"
    " words that stand best for it and, where there are others, those that differ most.",
    "alike_raised": "What recurs",
    "alike_changes": "Changes asked for, in much the same words",
    "alike_missing": "Questions that are missing, in much the same words",
    "alike_support": "Reasons for support, in much the same words",
    "alike_study": "Reasons to study it, in much the same words",
    "alike_oppose": "Reasons for opposition, in much the same words",
    "alike_not-now": "Reasons for not now, in much the same words",
    "alike_group": "Group {number}",
    "alike_rest": "In no group",
    "alike_best": "Stands best for it",
    "alike_differing": "Differs most",
    "minorities": "Minority views",
    "minorities_intro": "What few say, whatever else is said often. Nothing here is ordered by how many say it:"
    " positions stand in the order of the drafts, and what is far from everything else by how far it is.",
    "minorities_positions": "Positions that few took",
    "minorities_apart": "Far from everything else",
    "minorities_none": "No position was taken by few only, and nothing said is far from everything else.",
    "alike_method": "How groups are made",
    "alike_how": "Within a draft or a theme, sentences are compared by their words: stems, the rarer the weightier,"
    " and to a quarter which words follow each other. The sentence that is like what most people say is the middle of"
    " the first group, and every answer with a sentence like it belongs there; then the next among the answers that"
    " are left. From a cosine of {alike} on two sentences are alike; where they share a single word that carries"
    " something, from {one} on; and never where one denies and the other does not. The same answers always give the"
    " same groups.",
    "alike_quotes": "A group is of two respondents or more, and an answer is in one group at most. Quoted is, of the"
    " nearer half, the first sentence of 40 to 280 characters, and the one of somebody else that differs most. A"
    " group is named by words that three people or more used, and half of it.",
    "alike_limits": "Much the same words need not mean the same, and the same may be said in other words: a group’s"
    " number is neither the least nor the most of who says so, and its statements are to be read before it is cited."
    " An answer that asks for several things is in one group only. Languages share no words, so nothing is joined"
    " across them.",
    "minorities_how": "Few are at most one in {few}. Far from everything else is what is like nobody else’s words, or"
    " a group of few, with the lowest mean likeness to what else was said there in its language; up to {count} per"
    " draft and theme, the languages with {fewest} answers or more in turn, where ten respondents or more spoke.",
}


class EnglishOnLikeness(Grammar):
    """The sentences on groups, and how English counts, names and lists."""

    def alike(self, speaking: Speaking, words: Sequence[Shown], evidence: Evidence, of: int) -> Sentence:
        such = (", such as ", *self._listed([self._named(word) for word in words])) if words else ()
        return say(self._of_those(speaking, evidence, of), " use much the same words", *such, ".")

    def _of_those(self, speaking: Speaking, evidence: Evidence, of: int) -> Figure:
        """Return how many of those who spoke: the number behind "only" where it is small, unless it is all of them."""
        count, who = evidence.respondents, WHO[speaking]
        if count == of:
            return figure(f"{'Both' if of == BOTH else f'All {self.number(of)}'} respondents {who}", evidence, of)
        number = self._n(count) if count < FEW else self.number(count)
        text = f"{'only ' if count < FEW else ''}{number} of the {self.number(of)} respondents {who}"
        return figure(capitalised(text), evidence, of)

    def nobody_alike(self, speaking: Speaking, everything: Evidence) -> Sentence:
        of = everything.respondents
        nobody = figure(f"No two of the {self.number(of)} respondents {WHO[speaking]}", everything.nobody(), of)
        return say(nobody, " use much the same words.")

    def ungrouped(self, evidence: Evidence) -> Sentence:
        text = capitalised(self._many(evidence.answers, "answer"))
        verb = " is" if evidence.answers == 1 else " are"
        return say(Figure(text, evidence.answers, evidence.answers, evidence), f"{verb} in no group.")

    def far_apart(self, speaking: Speaking, evidence: Evidence, of: int) -> Sentence:
        verb = " says" if evidence.respondents == 1 else " say"
        return say(self._of_those(speaking, evidence, of), f"{verb} what is farthest from everything else said there.")

    def _named(self, label: Shown) -> tuple[Part, ...]:
        return "“", label, "”"

    def _listed(self, items: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
        return joined(items, ", ", " and ")

    def _many(self, count: int, noun: str) -> str:
        return f"{self._n(count)} {noun}{'' if count == 1 else 's'}"

    def _n(self, count: int) -> str:
        return "one" if count == 1 else self.number(count)
