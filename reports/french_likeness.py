"""French: who says much the same, and who says what nobody else does. Imports only consultation.

Spaces are written as in `reports.french_words`.
"""

from collections.abc import Sequence

from consultation.guide import Shown
from reports.circles import Speaking
from reports.evidence import Evidence
from reports.sentences import FEW, Figure, Grammar, Part, Sentence, capitalised, figure, joined, say

WHO = {
    Speaking.RAISED: "qui l’ont évoqué",
    Speaking.CHANGES: "qui ont demandé des changements ou dit ce qui manque",
    Speaking.MISSING: "qui ont nommé une question qui manque",
    Speaking.SUPPORT: "qui disent pourquoi ils le soutiennent",
    Speaking.STUDY: "qui disent pourquoi ils veulent qu’on l’étudie",
    Speaking.OPPOSE: "qui disent pourquoi ils s’y opposent",
    Speaking.NOT_NOW: "qui disent pourquoi ce n’est pas le moment",
}

FEMININE = {"réponse", "langue"}

BOTH = 2

_WORDS = {
    "alike": "À peu près dans les mêmes mots",
    "alike_intro": "Qui parle d’une même chose à peu près dans les mêmes mots, tels que la machine les trouve. Pour"
    " chaque groupe, les mots qui le représentent le mieux et, s’il y en a d’autres, ceux qui en diffèrent le plus.",
    "alike_raised": "Ce qui revient",
    "alike_changes": "Changements demandés à peu près dans les mêmes mots",
    "alike_missing": "Questions qui manquent, à peu près dans les mêmes mots",
    "alike_support": "Raisons de soutenir, à peu près dans les mêmes mots",
    "alike_study": "Raisons d’étudier, à peu près dans les mêmes mots",
    "alike_oppose": "Raisons de s’opposer, à peu près dans les mêmes mots",
    "alike_not-now": "Raisons d’attendre, à peu près dans les mêmes mots",
    "alike_group": "Groupe {number}",
    "alike_rest": "Hors de tout groupe",
    "alike_best": "Le représente le mieux",
    "alike_differing": "En diffère le plus",
    "minorities": "Voix minoritaires",
    "minorities_intro": "Ce que peu de gens disent, quoi qu’on dise souvent ailleurs. Rien ici n’est rangé par le"
    " nombre de ceux qui le disent~: les positions suivent l’ordre des projets, et ce qui est loin de tout le reste,"
    " son éloignement.",
    "minorities_positions": "Positions que peu ont prises",
    "minorities_apart": "Loin de tout le reste",
    "minorities_none": "Aucune position n’a été prise par peu de gens, et rien n’a été dit loin de tout le reste.",
    "alike_method": "Comment les groupes sont faits",
    "alike_how": "Sur un projet ou un thème, les phrases sont comparées par leurs mots~: des racines, d’autant plus"
    " lourdes qu’elles sont rares, et, pour un quart, les mots qui se suivent. La phrase qui ressemble à ce que"
    " disent le plus de gens est le milieu du premier groupe, et toute réponse qui a une phrase semblable en est_;"
    " puis la suivante parmi les réponses qui restent. Deux phrases se ressemblent à partir d’un cosinus de {alike}_;"
    " à partir de {one} quand elles n’ont en commun qu’un seul mot qui porte un sens_; et jamais quand l’une nie et"
    " l’autre non. Les mêmes réponses donnent toujours les mêmes groupes.",
    "alike_quotes": "Un groupe compte au moins deux répondants, et une réponse n’est que dans un groupe au plus. On"
    " cite, dans la moitié la plus proche du milieu, la première phrase de 40 à 280 caractères, et celle d’une autre"
    " personne qui en diffère le plus. Un groupe est nommé par des mots qu’ont employés trois personnes ou plus, et"
    " la moitié du groupe.",
    "alike_limits": "À peu près les mêmes mots ne veulent pas toujours dire la même chose, et la même chose peut se"
    " dire autrement~: le nombre d’un groupe n’est ni le moins ni le plus de gens qui le disent, et ses déclarations"
    " sont à lire avant de le citer. Une réponse qui demande plusieurs choses n’est que dans un groupe. Les langues"
    " n’ont pas de mots en commun~: rien n’est réuni d’une langue à l’autre.",
    "minorities_how": "Peu, c’est un sur {few} au plus. Loin de tout le reste est ce qui n’a les mots de personne"
    " d’autre, ou un groupe de peu de gens, dont la ressemblance moyenne avec le reste de ce qui s’y dit dans sa"
    " langue est la plus faible_; jusqu’à {count} par projet et par thème, à tour de rôle les langues qui ont"
    " {fewest} réponses ou plus, là où dix répondants ou plus ont parlé.",
}

WORDS = {key: text.replace("_", "\u202f").replace("~", "\u00a0") for key, text in _WORDS.items()}


class FrenchOnLikeness(Grammar):
    """The sentences on groups, and how French counts, names and lists."""

    def alike(self, speaking: Speaking, words: Sequence[Shown], evidence: Evidence, of: int) -> Sentence:
        such = (", tels que ", *self._listed([self._named(word) for word in words])) if words else ()
        every = " tous" if evidence.respondents == of > BOTH else ""
        who = self._of_those(speaking, evidence, of)
        return say(who, f" emploient{every} à peu près les mêmes mots", *such, ".")

    def _of_those(self, speaking: Speaking, evidence: Evidence, of: int) -> Figure:
        """Return how many of those who spoke: "seulement" before a small number, unless it is all of them."""
        count, who = evidence.respondents, WHO[speaking]
        if count == of:
            return figure(f"Les {'deux' if of == BOTH else self.number(of)} répondants {who}", evidence, of)
        number = "un seul" if count == 1 else self.number(count)
        text = f"{'seulement ' if 1 < count < FEW else ''}{number} des {self.number(of)} répondants {who}"
        return figure(capitalised(text), evidence, of)

    def nobody_alike(self, speaking: Speaking, everything: Evidence) -> Sentence:
        of = everything.respondents
        nobody = figure(f"Aucun des {self.number(of)} répondants {WHO[speaking]}", everything.nobody(), of)
        return say(nobody, " n’emploie à peu près les mêmes mots qu’un autre.")

    def ungrouped(self, evidence: Evidence) -> Sentence:
        text = capitalised(self._many(evidence.answers, "réponse"))
        verb = " n’est dans aucun groupe." if evidence.answers == 1 else " ne sont dans aucun groupe."
        return say(Figure(text, evidence.answers, evidence.answers, evidence), verb)

    def far_apart(self, speaking: Speaking, evidence: Evidence, of: int) -> Sentence:
        verb = " dit" if evidence.respondents == 1 else " disent"
        return say(self._of_those(speaking, evidence, of), f"{verb} ce qui est le plus loin de tout ce qui s’y dit.")

    def _named(self, label: Shown) -> tuple[Part, ...]:
        return "«\u202f", label, "\u202f»"

    def _listed(self, items: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
        return joined(items, ", ", " et ")

    def _many(self, count: int, noun: str) -> str:
        one = "une" if noun in FEMININE else "un"
        return f"{one if count == 1 else self.number(count)} {noun}{'s' if count > 1 else ''}"

    def _n(self, count: int) -> str:
        return "un" if count == 1 else self.number(count)
