"""Spanish: who says much the same, and who says what nobody else does. Imports only consultation."""

from collections.abc import Sequence

from consultation.guide import Shown
from reports.circles import Speaking
from reports.evidence import Evidence
from reports.sentences import FEW, Figure, Grammar, Part, Sentence, capitalised, figure, joined, say

WHO = {
    Speaking.RAISED: "que lo plantearon",
    Speaking.CHANGES: "que pidieron cambios o dijeron qué falta",
    Speaking.MISSING: "que nombraron una pregunta que falta",
    Speaking.SUPPORT: "que dicen por qué lo apoyan",
    Speaking.STUDY: "que dicen por qué quieren que se estudie",
    Speaking.OPPOSE: "que dicen por qué se oponen",
    Speaking.NOT_NOW: "que dicen por qué ahora no",
}

BOTH = 2
FEMININE = frozenset({"respuesta", "posición"})
PLURALS = {"posición": "posiciones"}

WORDS = {
    "alike": "Con palabras muy parecidas",
    "alike_intro": "Quién habla de una cosa con palabras muy parecidas, según las halla la máquina. Cada grupo con las"
    " palabras que mejor lo representan y, donde hay otras, las que más difieren.",
    "alike_raised": "Lo que se repite",
    "alike_changes": "Cambios pedidos con palabras muy parecidas",
    "alike_missing": "Preguntas que faltan, con palabras muy parecidas",
    "alike_support": "Razones para apoyarlo, con palabras muy parecidas",
    "alike_study": "Razones para estudiarlo, con palabras muy parecidas",
    "alike_oppose": "Razones para oponerse, con palabras muy parecidas",
    "alike_not-now": "Razones de «ahora no», con palabras muy parecidas",
    "alike_group": "Grupo {number}",
    "alike_rest": "En ningún grupo",
    "alike_best": "Lo que mejor lo representa",
    "alike_differing": "Lo que más difiere",
    "minorities": "Opiniones minoritarias",
    "minorities_intro": "Lo que dicen pocos, por mucho que se diga otra cosa. Nada se ordena aquí por cuántos lo"
    " dicen: las posiciones van en el orden de los borradores, y lo que está lejos de todo lo demás, según lo lejos"
    " que esté.",
    "minorities_positions": "Posiciones que tomaron pocos",
    "minorities_apart": "Lejos de todo lo demás",
    "minorities_none": "Ninguna posición la tomaron solo unos pocos, y nada de lo dicho está lejos de todo lo demás.",
    "alike_method": "Cómo se forman los grupos",
    "alike_how": "Dentro de un borrador o un tema, las frases se comparan por sus palabras: raíces, tanto más pesadas"
    " cuanto más raras, y en una cuarta parte qué palabras se siguen. La frase que se parece a lo que dice más gente"
    " es el centro del primer grupo, y toda respuesta con una frase parecida le pertenece; luego la siguiente entre"
    " las respuestas que quedan. Desde un coseno de {alike} dos frases se parecen; donde comparten una sola palabra"
    " con sentido, desde {one}; y nunca donde una niega y la otra no. Las mismas respuestas dan siempre los mismos"
    " grupos.",
    "alike_quotes": "Un grupo es de dos participantes o más, y una respuesta está como máximo en un grupo. Se cita, de"
    " la mitad más cercana, la primera frase de 40 a 280 caracteres, y la de otra persona que más difiere. Un grupo se"
    " nombra con palabras que usaron tres personas o más, y la mitad de él.",
    "alike_limits": "Palabras muy parecidas no tienen por qué querer decir lo mismo, y lo mismo se puede decir con"
    " otras: el número de un grupo no es ni el mínimo ni el máximo de quienes lo dicen, y sus declaraciones deben"
    " leerse antes de citarlo. Una respuesta que pide varias cosas está en un solo grupo. Los idiomas no comparten"
    " palabras, así que nada se une de uno a otro.",
    "minorities_how": "Pocos son como máximo uno de cada {few}. Lejos de todo lo demás está lo que no se parece a las"
    " palabras de nadie, o un grupo de pocos, con la menor semejanza media con lo demás que se dijo allí en su idioma;"
    " hasta {count} por borrador y tema, por turnos los idiomas con {fewest} respuestas o más, donde hablaron diez"
    " participantes o más.",
}


class SpanishOnLikeness(Grammar):
    """The sentences on groups, and how Spanish counts, names and lists."""

    def alike(self, speaking: Speaking, words: Sequence[Shown], evidence: Evidence, of: int) -> Sentence:
        such = (", como ", *self._listed([self._named(word) for word in words])) if words else ()
        verb = " usa" if evidence.respondents == 1 else " usan"
        return say(self._of_those(speaking, evidence, of), f"{verb} palabras muy parecidas", *such, ".")

    def _of_those(self, speaking: Speaking, evidence: Evidence, of: int) -> Figure:
        """Return how many of those who spoke: "solo" before a small number, unless it is all of them."""
        count, who = evidence.respondents, WHO[speaking]
        if count == of:
            return figure(f"Los {'dos' if of == BOTH else self.number(of)} participantes {who}", evidence, of)
        number = self._n(count) if count < FEW else self.number(count)
        text = f"{'solo ' if count < FEW else ''}{number} de los {self.number(of)} participantes {who}"
        return figure(capitalised(text), evidence, of)

    def nobody_alike(self, speaking: Speaking, everything: Evidence) -> Sentence:
        of = everything.respondents
        nobody = figure(f"Ninguno de los {self.number(of)} participantes {WHO[speaking]}", everything.nobody(), of)
        return say(nobody, " usa palabras muy parecidas a las de otro.")

    def ungrouped(self, evidence: Evidence) -> Sentence:
        text = capitalised(self._many(evidence.answers, "respuesta"))
        verb = " no está en ningún grupo." if evidence.answers == 1 else " no están en ningún grupo."
        return say(Figure(text, evidence.answers, evidence.answers, evidence), verb)

    def far_apart(self, speaking: Speaking, evidence: Evidence, of: int) -> Sentence:
        verb = " dice" if evidence.respondents == 1 else " dicen"
        return say(
            self._of_those(speaking, evidence, of), f"{verb} lo que está más lejos de todo lo demás que se dijo allí."
        )

    def _named(self, label: Shown) -> tuple[Part, ...]:
        return "«", label, "»"

    def _listed(self, items: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
        return joined(items, ", ", " y ")

    def _many(self, count: int, noun: str) -> str:
        if count == 1:
            return f"{'una' if noun in FEMININE else 'un'} {noun}"
        return f"{self.number(count)} {PLURALS.get(noun, f'{noun}s')}"

    def _n(self, count: int) -> str:
        return "uno" if count == 1 else self.number(count)
