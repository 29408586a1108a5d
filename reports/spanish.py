"""Spanish: the sentences of a report. Imports only consultation.

Numbers of five digits and more have a thin no-break space (U+202F) between their thousands, as the Academy advises; a
no-break one (U+00A0) stands before the per cent sign.
"""

from collections.abc import Sequence
from datetime import date

from consultation.checking.measures import Score
from consultation.guide import Precision, Shown
from consultation.records import Side
from reports.draft_findings import StanceFinding
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
from reports.spanish_closing import WORDS as CLOSING_WORDS
from reports.spanish_likeness import WORDS as LIKENESS_WORDS
from reports.spanish_likeness import SpanishOnLikeness
from reports.spanish_words import WORDS

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip

POSITIONS = {
    Side.SUPPORT: ("nadie lo apoya", "lo apoya", "lo apoyan"),
    Side.CHANGES: ("", "lo apoya con cambios", "lo apoyan con cambios"),
    Side.OPPOSE: ("nadie se opone", "se opone", "se oponen"),
    Side.STUDY: ("nadie quiere que se estudie", "quiere que se estudie", "quieren que se estudie"),
    Side.NOT_NOW: ("nadie dice «ahora no»", "dice «ahora no»", "dicen «ahora no»"),
    Side.NONE: ("", "no toma posición", "no toman posición"),
}
"""What is said of a position that nobody took (nothing, where that goes without saying), that one took, or several."""


SHARES = {
    Share.ALL: "todos los",
    Share.NEARLY_ALL: "casi todos los",
    Share.MOST: "la mayoría de los",
    Share.ABOUT_HALF: "cerca de la mitad de los",
    Share.MINORITY: "una minoría de los",
    Share.FEW: "unos pocos",
}
"""The word for each share, which stands before "participantes"."""

LEAST_PARTED = 10_000
"""From this number on thousands are set apart."""


class Spanish(SpanishOnLikeness):
    """Spanish. One is a word, other numbers are digits; themes are named as they are written, between guillemets."""

    language = "es"
    months = MONTHS
    words = WORDS | LIKENESS_WORDS | CLOSING_WORDS
    shares = SHARES

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", "\u202f") if value >= LEAST_PARTED else str(value)

    def percent(self, count: int, of: int) -> str:
        return f"{percentage(count, of)}\u00a0%"

    def ratio(self, value: float) -> str:
        return f"{value:.2f}".replace(".", ",")

    def day(self, value: date) -> str:
        return f"{value.day} de {self.months[value.month - 1]} de {value.year}"

    def dated(self, value: date, precision: Precision) -> str:
        return (
            f"{self.months[value.month - 1]} de {value.year}"
            if precision == "month"
            else super().dated(value, precision)
        )

    def took_part(self, everything: Evidence, languages: int) -> Sentence:
        if not everything.respondents:
            return say(figure("Nadie", everything, 0), " ha participado hasta ahora.")
        who = figure(
            capitalised(self._many(everything.respondents, "participante")), everything, everything.respondents
        )
        what = Figure(self._many(everything.answers, "respuesta"), everything.answers, everything.answers, everything)
        verb = " dio " if everything.respondents == 1 else " dieron "
        return say(who, verb, what, f" en {self._many(languages, 'idioma')}." if languages else ".")

    def most_heard(self, themes: Sequence[Named], of: int, *, by_machine: bool = False) -> Sentence:
        opening = "Según oye la máquina, " if by_machine else ""
        return self._most("planteado{s} por más participantes", themes, of, opening)

    def most_coded(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("codificado{s} a mano para más participantes", themes, of)

    def heard_there(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("que más se oye{n} aquí", themes, of)

    def missed(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("más codificado{s} a mano en estas respuestas", themes, of)

    def _most(self, how: str, themes: Sequence[Named], of: int, opening: str = "") -> Sentence:
        one = f"el tema {how.format(s='', n='')} es "
        several = f"los temas {how.format(s='s', n='n')} son "
        which = one if len(themes) == 1 else several
        return say(capitalised(opening + which), *self._ranked(themes, of), ".")

    def quality(self, coded: Evidence, score: Score) -> Sentence:
        answers = Figure(self._many(coded.answers, "respuesta"), coded.answers, coded.answers, coded)
        measured = f"una precisión de {self.ratio(score.precision)} y una exhaustividad de {self.ratio(score.recall)}"
        return say("Frente a la codificación a mano de ", answers, f", las etiquetas de la máquina tienen {measured}.")

    def raised(self, theme: Shown, evidence: Evidence, of: int) -> Sentence:
        named = self._named(theme)
        return say(
            *self._share(evidence, of, "planteó", "plantearon"), " el tema ", *named, *self._in_answers(evidence), "."
        )

    def coded(self, evidence: Evidence, of: int, doubt: float | None) -> Sentence:
        few = "; menos de la mitad de las etiquetas de la máquina coinciden con esta codificación"
        doubtful = "" if doubt is None else f"{few} (precisión {self.ratio(doubt)})"
        share = self.percent(evidence.respondents, of)
        return say("Codificado a mano: ", self._of(evidence, of, "participante"), f" ({share}){doubtful}.")

    def answered(self, evidence: Evidence, of: int) -> Sentence:
        who = self._share(evidence, of, "respondió", "respondieron")
        return say(*who, " a esta pregunta", *self._in_answers(evidence), ".")

    def freely(self, evidence: Evidence, of: int) -> Sentence:
        who = self._share(evidence, of, "escribió", "escribieron")
        return say(*who, " algo que no pedía ninguna pregunta", *self._in_answers(evidence), ".")

    def positions(self, stance: StanceFinding, said: Evidence) -> Sentence:
        behind, of = said.by(stance.decided), stance.respondents
        if not stance.decided:
            return say(figure("Nadie", behind, of), " tomó posición sobre este borrador.")
        only = "Solo " if stance.decided < FEW_IN_ALL else ""
        text = self._many(stance.decided, "participante")
        who = figure(text if only else capitalised(text), behind, of)
        verb = " tomó" if stance.decided == 1 else " tomaron"
        *taken, undecided = (self._position(side, found, of) for side, found in stance.sides)
        listed = self._listed([position for position in taken if position])
        rest = ("; ", *undecided) if undecided else ()
        return say(only, who, f"{verb} posición sobre este borrador: ", *listed, *rest, ".")

    def _position(self, side: Side, evidence: Evidence, of: int) -> tuple[Part, ...]:
        nobody, one, several = POSITIONS[side]
        if evidence.respondents:
            does = one if evidence.respondents == 1 else several
            return figure(self._n(evidence.respondents), evidence, of), f" {does}"
        return (figure(nobody, evidence, of),) if nobody else ()

    def few_took(self, side: Side, evidence: Evidence, of: int) -> Sentence:
        took = self._position(side, evidence, of)
        return say(f"De {self._many(of, 'participante')} que tomaron posición, ", *took, ".")

    def changes(self, evidence: Evidence, of: int, *, research: bool) -> Sentence:
        one = "nombró una pregunta que falta" if research else "pidió cambios o dijo qué falta"
        several = "nombraron una pregunta que falta" if research else "pidieron cambios o dijeron qué falta"
        if not evidence.respondents:
            return say(figure("Nadie", evidence, of), f" {one}.")
        who = capitalised(self._many(evidence.respondents, "participante"))
        did = one if evidence.respondents == 1 else several
        return say(figure(who, evidence, of), f" {did}", *self._in_answers(evidence), ".")

    def reading(self, reading: Reading) -> Sentence:
        of = reading.read.respondents
        who = figure(self._many(of, "participante"), reading.read, of)
        favour, against = (figure(self.number(one.respondents), one, of) for _, one in reading.sides)
        said, took = ("dijo", "tomó") if of == 1 else ("dijeron", "tomaron")
        opening = f"Una revisión leyó lo que {said} "
        return say(opening, who, f" que no {took} posición: a favor ", favour, ", en contra ", against, ".")

    def most_supported(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        share = self._of(stance.side(Side.SUPPORT), stance.decided, "posición")
        opening = f"De los borradores con diez posiciones o más, {self._drafts(drafts)} la mayor proporción de apoyo: "
        return say(opening, share, ".")

    def most_opposed(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        opposition = stance.side(Side.OPPOSE)
        if not opposition.respondents:
            return say(figure("Nadie", opposition, stance.decided), " se opuso a ninguno de ellos.")
        share = self._of(opposition, stance.decided, "posición")
        return say(f"{capitalised(self._drafts(drafts))} la mayor proporción de oposición: ", share, ".")

    def _drafts(self, numbers: Sequence[str]) -> str:
        listed = "".join(str(part) for part in self._listed([(number,) for number in numbers]))
        return f"el borrador {listed} tiene" if len(numbers) == 1 else f"los borradores {listed} tienen cada uno"

    def absent(self, groups: Sequence[Shown], everything: Evidence) -> Sentence:
        nobody = self._of(everything.nobody(), everything.respondents, "participante")
        return say("No se oyó a: ", *self._listed([(group,) for group in groups]), " (", nobody, ").")

    def untagged(self, evidence: Evidence, of: int) -> Sentence:
        if not evidence.answers:
            every = Figure(f"cada una de las {self.number(of)} respuestas", 0, of, evidence)
            return say("Se oyó un tema en ", every, ".")
        share = self.percent(evidence.answers, of)
        return say("En ", self._of_answers(evidence, of), f" ({share}) no se oyó ningún tema.")

    def saying_nothing(self, evidence: Evidence) -> Sentence:
        verb = " no dice nada" if evidence.answers == 1 else " no dicen nada"
        example = " («nada», «no lo sé», un signo suelto)"
        return say(self._answers(evidence), verb, example, "; tales respuestas se cuentan y se ponen aparte.")

    def proposed(self, words: Sequence[Shown], evidence: Evidence, decision: str) -> Sentence:
        shared = self._listed([self._named(word) for word in words])
        who = figure(capitalised(self._many(evidence.respondents, "participante")), evidence, evidence.respondents)
        verb = " usa " if evidence.respondents == 1 else " usan "
        which = "la palabra " if len(words) == 1 else "palabras como "
        return say(who, verb, which, *shared, *self._in_answers(evidence), f": {decision}.")

    def alone(self, evidence: Evidence) -> Sentence:
        verb = " queda sola" if evidence.answers == 1 else " quedan solas"
        return say(self._answers(evidence), verb, ", en ningún grupo de respuestas con palabras en común.")

    def _answers(self, evidence: Evidence) -> Figure:
        text = capitalised(self._many(evidence.answers, "respuesta"))
        return Figure(text, evidence.answers, evidence.answers, evidence)

    def uncoded(self, evidence: Evidence, of: int) -> Sentence:
        return say("Codificado a mano: ningún tema en ", self._of_answers(evidence, of), ".")

    def _of_answers(self, evidence: Evidence, of: int) -> Figure:
        text = f"{self.number(evidence.answers)} de {self._many(of, 'respuesta')}"
        return Figure(text, evidence.answers, of, evidence)

    def _share(self, evidence: Evidence, of: int, one: str, several: str) -> tuple[Part, ...]:
        """Return who did: a word for the share with its numbers; of a few in all, the numbers alone."""
        count, whole = evidence.respondents, self.number(of)
        did = one if count <= 1 else several
        if of < FEW_IN_ALL:
            text = self._n(count) if count else "ninguno"
            return f"De solo {self._many(of, 'participante')}, ", figure(text, evidence, of), f" {did}"
        if count == of:
            return figure(f"Los {whole} participantes", evidence, of), f" {did}"
        exact = {0: f"Ninguno de los {whole} participantes", 1: f"Un participante de {whole}"}
        if count in exact:
            return figure(exact[count], evidence, of), f" {did}"
        word = capitalised(self.shares[Share.of(count, of)])
        return f"{word} participantes (", figure(f"{self.number(count)} de {whole}", evidence, of), f") {did}"

    def _ranked(self, themes: Sequence[Named], of: int) -> tuple[Part, ...]:
        """Return themes with their numbers, the first with what it is a number of."""
        first, *rest = themes
        with_of = self._one(first, self._of(first.evidence, of, "participante"))
        others = [self._one(one, figure(self.number(one.evidence.respondents), one.evidence, of)) for one in rest]
        return self._listed([with_of, *others])

    def _one(self, theme: Named, number: Figure) -> tuple[Part, ...]:
        doubt = "" if theme.doubt is None else f"; precisión {self.ratio(theme.doubt)}"
        return (*self._named(theme.label), " (", number, f"{doubt})")

    def _of(self, evidence: Evidence, of: int, noun: str) -> Figure:
        return figure(f"{self.number(evidence.respondents)} de {self._many(of, noun)}", evidence, of)

    def _in_answers(self, evidence: Evidence) -> tuple[Part, ...]:
        if not evidence.answers:
            return ()
        answers = self._many(evidence.answers, "respuesta")
        return ", en ", Figure(answers, evidence.answers, evidence.answers, evidence)
