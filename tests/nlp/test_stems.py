"""A word and its plural, its feminine and its other spellings have one stem; other words have another."""

import pytest

from nlp.stems import stemmer

ONE_WORD = {
    "fr": [
        "subvention subventions SUBVENTIONS",
        "décentralisé décentralisée décentralisés décentralisées decentralisee décentralisation",
        "salarié salariée salariés salariées salarié·e salarié·e·s salaries",
        "formation formations",
        "outil outils",
        "communauté communautés communaute",
        "écosystème écosystèmes ecosysteme",
        "traduire traduit traduite traduits traduites traduisons traduisent traduction traductions traducteur",
        "donnée données donnees",
        "élu élue élus élues",
        "chercheur chercheuse chercheurs chercheuses",
        "premier première premiers premières",
        "formateur formatrice formateurs formatrices",
        "actif active actifs actives",
        "public publique publics publiques",
        "culturel culturelle culturels culturelles",
        "européen européenne européens européennes",
        "régional régionale régionaux régionales",
        "travail travaux",
        "enjeu enjeux",
        "réseau réseaux",
        "revenu revenus",
        "crédit crédits",
        "délai délais",
        "œuvre oeuvres",
    ],
    "en": [
        "grant grants GRANTED granting",
        "translate translated translates translation translations translating",
        "community communities",
        "policy policies",
        "decentralised decentralized decentralisation decentralization",
        "organisation organization organisations organizing",
        "licence license licences licensed licensing",
        "study studies",
    ],
    "es": [
        "subvención subvenciones subvencion",
        "capacitación capacitaciones",
        "herramienta herramientas",
        "indígena indígenas",
        "voluntario voluntaria voluntarios voluntarias",
        "traducir traducido traducción traducciones",
        "luz luces",
    ],
    "ar": [
        "شراكة الشراكة شراكات الشراكات والشراكة للشراكات بالشراكات شراكه",
        "تمويل التمويل والتمويل للتمويل بالتمويل تَمْوِيل",
        "تدريب التدريب تدريبات والتدريب",
        "متطوع المتطوع متطوعون المتطوعين متطوعة متطوعات",
        "مجتمع مجتمعات والمجتمعات",
        "أداة الأداة اداة",
    ],
    "ca": ["subvenció subvencions", "eina eines", "llengua llengües", "públic pública públics públiques"],
    "pt": ["formação formações", "nacional nacionais"],
    "it": ["strumento strumenti"],
    "de": ["Förderung Förderungen"],
    "nb": ["frivillig frivillige"],
    "pt-BR": ["formação formações"],
}
TWO_WORDS = {
    "fr": ["données donner", "entrée entre", "fonds fond", "délai delà", "année an", "mois moi", "outil outrage"],
    "en": ["commons common", "news new", "goods good"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, words) for language, rows in table.items() for words in rows]


@pytest.mark.parametrize(("language", "forms"), cases(ONE_WORD))
def test_forms_of_one_word_have_one_stem(language: str, forms: str) -> None:
    stem = stemmer(language)
    first, *others = forms.split()
    assert {form: stem(form) for form in others} == dict.fromkeys(others, stem(first))


@pytest.mark.parametrize(("language", "words"), cases(TWO_WORDS))
def test_different_words_have_different_stems(language: str, words: str) -> None:
    one, other = map(stemmer(language), words.split())
    assert one != other


def test_a_language_without_a_stemmer_has_folded_words() -> None:
    assert [stemmer(language)("Ruzúku") for language in ("sw", "xx", "")] == ["ruzuku"] * 3


def test_kept_words_are_their_own_stems() -> None:
    stem = stemmer("fr", kept=["toutes"])
    assert (stem("Toutes"), stem("toute")) == ("toutes", stemmer("fr")("tout"))
