"""French: the sentences of a report. Imports only consultation.

Narrow no-break spaces (U+202F) stand where French typography wants them: in « », before ; ! ? %, between thousands;
a no-break space (U+00A0) before the colon.
"""

from collections.abc import Sequence
from datetime import date

from consultation.checking.measures import Score
from consultation.guide import Shown
from consultation.records import Side
from reports.draft_findings import StanceFinding
from reports.evidence import Evidence
from reports.french_closing import WORDS as CLOSING_WORDS
from reports.french_likeness import WORDS as LIKENESS_WORDS
from reports.french_likeness import FrenchOnLikeness
from reports.french_words import WORDS
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
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

POSITIONS = {
    Side.SUPPORT: ("aucun ne le soutient", "le soutient", "le soutiennent"),
    Side.CHANGES: ("", "le soutient avec des changements", "le soutiennent avec des changements"),
    Side.OPPOSE: ("aucun ne s’y oppose", "s’y oppose", "s’y opposent"),
    Side.STUDY: ("aucun ne veut qu’on l’étudie", "veut qu’on l’étudie", "veulent qu’on l’étudie"),
    Side.NOT_NOW: (
        "aucun ne dit «\u202fpas maintenant\u202f»",
        "dit «\u202fpas maintenant\u202f»",
        "disent «\u202fpas maintenant\u202f»",
    ),
    Side.NONE: ("", "reste sans position", "restent sans position"),
}
"""What is said of a position that nobody took (nothing, where that goes without saying), that one took, or several."""


SHARES = {
    Share.ALL: "tous les",
    Share.NEARLY_ALL: "presque tous les",
    Share.MOST: "la plupart des",
    Share.ABOUT_HALF: "environ la moitié des",
    Share.MINORITY: "une minorité des",
    Share.FEW: "quelques",
}
"""The word for each share, which stands before "répondants"."""


class French(FrenchOnLikeness):
    """French. One is a word, other numbers are digits; themes are named as they are written, between guillemets."""

    language = "fr"
    months = MONTHS
    words = WORDS | LIKENESS_WORDS | CLOSING_WORDS
    shares = SHARES

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", "\u202f")

    def percent(self, count: int, of: int) -> str:
        return f"{percentage(count, of)}\u202f%"

    def ratio(self, value: float) -> str:
        return f"{value:.2f}".replace(".", ",")

    def day(self, value: date) -> str:
        return f"{'1er' if value.day == 1 else value.day} {self.months[value.month - 1]} {value.year}"

    def took_part(self, everything: Evidence, languages: int) -> Sentence:
        if not everything.respondents:
            return say(figure("Personne", everything, 0), " n’a encore participé.")
        who = figure(capitalised(self._many(everything.respondents, "répondant")), everything, everything.respondents)
        what = Figure(self._many(everything.answers, "réponse"), everything.answers, everything.answers, everything)
        verb = " a donné " if everything.respondents == 1 else " ont donné "
        return say(who, verb, what, f" en {self._many(languages, 'langue')}." if languages else ".")

    def most_heard(self, themes: Sequence[Named], of: int, *, by_machine: bool = False) -> Sentence:
        opening = "Selon la machine, " if by_machine else ""
        return self._most("évoqué{s} par le plus de répondants", themes, of, opening)

    def most_coded(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("codé{s} à la main pour le plus de répondants", themes, of)

    def heard_there(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("le{s} plus évoqué{s} ici", themes, of)

    def _most(self, how: str, themes: Sequence[Named], of: int, opening: str = "") -> Sentence:
        one, several = f"le thème {how.format(s='')} est ", f"les thèmes {how.format(s='s')} sont "
        which = one if len(themes) == 1 else several
        return say(capitalised(opening + which), *self._ranked(themes, of), ".")

    def quality(self, coded: Evidence, score: Score) -> Sentence:
        answers = Figure(self._many(coded.answers, "réponse"), coded.answers, coded.answers, coded)
        measured = f"une précision de {self.ratio(score.precision)} et un rappel de {self.ratio(score.recall)}"
        machine = f", les thèmes attribués par la machine ont {measured}."
        return say("Comparés au codage à la main de ", answers, machine)

    def raised(self, theme: Shown, evidence: Evidence, of: int) -> Sentence:
        named = self._named(theme)
        return say(*self._share(evidence, of), " évoqué le thème ", *named, *self._in_answers(evidence), ".")

    def coded(self, evidence: Evidence, of: int, doubt: float | None) -> Sentence:
        few = "\u202f; moins de la moitié des attributions de la machine s’accordent avec ce codage"
        doubtful = "" if doubt is None else f"{few} (précision {self.ratio(doubt)})"
        share = self.percent(evidence.respondents, of)
        return say("Codé à la main\u00a0: ", self._of(evidence, of, "répondant"), f" ({share}){doubtful}.")

    def answered(self, evidence: Evidence, of: int) -> Sentence:
        return say(*self._share(evidence, of), " répondu à cette question", *self._in_answers(evidence), ".")

    def freely(self, evidence: Evidence, of: int) -> Sentence:
        return say(*self._share(evidence, of), " écrit hors de toute question", *self._in_answers(evidence), ".")

    def positions(self, stance: StanceFinding, said: Evidence) -> Sentence:
        behind, of = said.by(stance.decided), stance.respondents
        if not stance.decided:
            return say(figure("Personne", behind, of), " n’a pris position sur ce projet.")
        only = "Seulement " if stance.decided < FEW_IN_ALL else ""
        text = self._many(stance.decided, "répondant")
        who = figure(text if only else capitalised(text), behind, of)
        verb = " a pris" if stance.decided == 1 else " ont pris"
        *taken, undecided = (self._position(side, found, of) for side, found in stance.sides)
        listed = self._listed([position for position in taken if position])
        rest = ("\u202f; ", *undecided) if undecided else ()
        return say(only, who, f"{verb} position sur ce projet\u00a0: ", *listed, *rest, ".")

    def _position(self, side: Side, evidence: Evidence, of: int) -> tuple[Part, ...]:
        nobody, one, several = POSITIONS[side]
        if evidence.respondents:
            does = one if evidence.respondents == 1 else several
            return figure(self._n(evidence.respondents), evidence, of), f" {does}"
        return (figure(nobody, evidence, of),) if nobody else ()

    def few_took(self, side: Side, evidence: Evidence, of: int) -> Sentence:
        took = self._position(side, evidence, of)
        return say(f"Sur {self._many(of, 'répondant')} qui ont pris position, ", *took, ".")

    def changes(self, evidence: Evidence, of: int, *, research: bool) -> Sentence:
        asked = "nommé une question qui manque" if research else "demandé des changements ou dit ce qui manque"
        if not evidence.respondents:
            return say(figure("Personne", evidence, of), f" n’a {asked}.")
        who = capitalised(self._many(evidence.respondents, "répondant"))
        verb = " a " if evidence.respondents == 1 else " ont "
        return say(figure(who, evidence, of), f"{verb}{asked}", *self._in_answers(evidence), ".")

    def reading(self, reading: Reading) -> Sentence:
        of = reading.read.respondents
        who = figure(self._many(of, "répondant"), reading.read, of)
        favour, against = (figure(self.number(one.respondents), one, of) for _, one in reading.sides)
        verb = "n’a pas pris" if of == 1 else "n’ont pas pris"
        opening = "Une relecture porte sur ce qu’a dit " if of == 1 else "Une relecture porte sur ce qu’ont dit "
        return say(opening, who, f" qui {verb} position\u00a0: pour ", favour, ", contre ", against, ".")

    def most_supported(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        share = self._of(stance.side(Side.SUPPORT), stance.decided, "position")
        which = self._drafts(drafts)
        opening = f"Parmi les projets qui ont dix positions ou plus, {which} la plus grande part de soutien\u00a0: "
        return say(opening, share, ".")

    def most_opposed(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        opposition = stance.side(Side.OPPOSE)
        if not opposition.respondents:
            return say(figure("Personne", opposition, stance.decided), " ne s’est opposé à l’un d’eux.")
        share = self._of(opposition, stance.decided, "position")
        return say(f"{capitalised(self._drafts(drafts))} la plus grande part d’opposition\u00a0: ", share, ".")

    def _drafts(self, numbers: Sequence[str]) -> str:
        listed = "".join(str(part) for part in self._listed([(number,) for number in numbers]))
        return f"le projet {listed} a" if len(numbers) == 1 else f"les projets {listed} ont chacun"

    def absent(self, groups: Sequence[Shown], everything: Evidence) -> Sentence:
        nobody = self._of(everything.nobody(), everything.respondents, "répondant")
        return say("Pas entendus\u00a0: ", *self._listed([(group,) for group in groups]), " (", nobody, ").")

    def untagged(self, evidence: Evidence, of: int) -> Sentence:
        if not evidence.answers:
            every = Figure(f"chacune des {self.number(of)} réponses", 0, of, evidence)
            return say("Un thème a été entendu dans ", every, ".")
        share = self.percent(evidence.answers, of)
        return say("Dans ", self._of_answers(evidence, of), f" ({share}), aucun thème n’a été entendu.")

    def saying_nothing(self, evidence: Evidence) -> Sentence:
        verb = " ne dit rien" if evidence.answers == 1 else " ne disent rien"
        example = " («\u202frien\u202f», «\u202fje ne sais pas\u202f», un signe seul)"
        apart = "\u202f; de telles réponses sont comptées et mises à part."
        return say(self._answers(evidence), verb, example, apart)

    def proposed(self, words: Sequence[Shown], evidence: Evidence, decision: str) -> Sentence:
        shared = self._listed([self._named(word) for word in words])
        who = figure(capitalised(self._many(evidence.respondents, "répondant")), evidence, evidence.respondents)
        verb = " emploie " if evidence.respondents == 1 else " emploient "
        which = "le mot " if len(words) == 1 else "des mots tels que "
        return say(who, verb, which, *shared, *self._in_answers(evidence), f"\u00a0: {decision}.")

    def alone(self, evidence: Evidence) -> Sentence:
        verb = " reste à part" if evidence.answers == 1 else " restent à part"
        return say(self._answers(evidence), verb, ", hors de tout groupe de réponses aux mots communs.")

    def _answers(self, evidence: Evidence) -> Figure:
        text = capitalised(self._many(evidence.answers, "réponse"))
        return Figure(text, evidence.answers, evidence.answers, evidence)

    def missed(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("le{s} plus codé{s} à la main dans ces réponses", themes, of)

    def uncoded(self, evidence: Evidence, of: int) -> Sentence:
        return say("Codé à la main\u00a0: aucun thème dans ", self._of_answers(evidence, of), ".")

    def _of_answers(self, evidence: Evidence, of: int) -> Figure:
        text = f"{self._many(evidence.answers, 'réponse')} sur {self.number(of)}"
        return Figure(text, evidence.answers, of, evidence)

    def _share(self, evidence: Evidence, of: int) -> tuple[Part, ...]:
        """Return who, with the auxiliary: a word for the share with its numbers; of a few in all, the numbers alone."""
        count, whole = evidence.respondents, self.number(of)
        verb = {0: " n’a", 1: " a"}.get(count, " ont")
        if of < FEW_IN_ALL:
            text = self._n(count) if count else "aucun"
            return f"Sur {self._many(of, 'répondant')} seulement, ", figure(text, evidence, of), verb
        if count == of:
            return figure(f"Les {whole} répondants", evidence, of), " ont tous"
        exact = {0: f"Aucun des {whole} répondants", 1: f"Un répondant sur {whole}"}
        if count in exact:
            return figure(exact[count], evidence, of), verb
        word = capitalised(self.shares[Share.of(count, of)])
        return f"{word} répondants (", figure(f"{self.number(count)} sur {whole}", evidence, of), f"){verb}"

    def _ranked(self, themes: Sequence[Named], of: int) -> tuple[Part, ...]:
        """Return themes with their numbers, the first with what it is a number of."""
        first, *rest = themes
        with_of = self._one(first, self._of(first.evidence, of, "répondant"))
        others = [self._one(one, figure(self.number(one.evidence.respondents), one.evidence, of)) for one in rest]
        return self._listed([with_of, *others])

    def _one(self, theme: Named, number: Figure) -> tuple[Part, ...]:
        doubt = "" if theme.doubt is None else f"\u202f; précision {self.ratio(theme.doubt)}"
        return (*self._named(theme.label), " (", number, f"{doubt})")

    def _of(self, evidence: Evidence, of: int, noun: str) -> Figure:
        count = evidence.respondents
        return figure(f"{self.number(count)} {noun}{'s' if count > 1 else ''} sur {self.number(of)}", evidence, of)

    def _in_answers(self, evidence: Evidence) -> tuple[Part, ...]:
        if not evidence.answers:
            return ()
        answers = self._many(evidence.answers, "réponse")
        return ", dans ", Figure(answers, evidence.answers, evidence.answers, evidence)
