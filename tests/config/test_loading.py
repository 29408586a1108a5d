"""The shipped consultation holds everything that its source does (brief.md, "The seed, decomposed")."""

import re
from datetime import date

import pytest

from config.loading import find_consultation, load_consultation
from consultation.errors import NotFound
from consultation.guide import Consultation, Lineage, Unit

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def shipped() -> Consultation:
    return load_consultation(find_consultation("partnerships"))


def french(unit: Unit) -> str:
    return unit.texts["fr"].replace(NBSP, " ")


def test_a_consultation_is_found_by_name_and_by_directory() -> None:
    by_name = find_consultation("partnerships")
    assert find_consultation(str(by_name)) == by_name
    with pytest.raises(NotFound) as unknown:
        find_consultation("partnership")
    assert str(unknown.value) == (
        'no consultation "partnership": give a directory with a consultation.yaml, or one of: partnerships'
    )


def test_row_1_completeness_is_computed(shipped: Consultation) -> None:
    assert shipped.languages == ("en", "fr", "es", "ar")
    complete = shipped.completeness()
    assert (complete["en"], complete["fr"]) == (1.0, 1.0)
    own = {lang: sum(lang in unit.texts for unit in shipped.units) for lang in ("es", "ar")}
    assert complete["es"] == own["es"] / len(shipped.units) > 0.6
    assert complete["ar"] == own["ar"] / len(shipped.units) > 0.6
    assert max(complete["es"], complete["ar"]) < 1.0


def test_row_1_units_fall_back_each_for_itself_and_visibly(shipped: Consultation) -> None:
    chain = shipped.chain("ar")
    assert chain == ("ar", "fr", "en")
    assert [shipped.chain(language) for language in ("fr", "es", "en")] == [("fr", "en"), ("es", "en"), ("en",)]
    title, rationale = shipped.title.shown(chain), shipped.rationale[0].shown(chain)
    assert (title.language, title.fallback) == ("ar", False)
    assert (rationale.language, rationale.fallback) == ("fr", True)
    assert rationale.text == shipped.rationale[0].texts["fr"]
    assert shipped.rationale[0].shown(shipped.chain("es")).language == "en"


def test_row_1_units_are_named_once_and_have_texts(shipped: Consultation) -> None:
    paths = [unit.path for unit in shipped.units]
    assert len(paths) == len(set(paths)) == 168
    assert all(text for unit in shipped.units for text in unit.texts.values())
    assert {"guides.guiding.questions.capacity.text", "focus.levels", "themes.funding.probe"} < set(paths)
    assert "drafts.2019-09.drafts.13.short" in paths


def test_row_2_the_working_group_is_named(shipped: Consultation) -> None:
    assert shipped.id == "partnerships"
    assert shipped.group.texts["en"] == "The working group on partnerships"
    assert shipped.group.texts["fr"] == "Le groupe de travail sur les partenariats"


def test_row_3_keywords(shipped: Consultation) -> None:
    assert [keyword.id for keyword in shipped.keywords] == [
        "collaboration", "big-open", "glam", "open-science", "education", "revenue",
    ]  # fmt: skip
    assert [keyword.label.texts["fr"] for keyword in shipped.keywords] == [
        "Collaboration", "big open", "GLAM", "science ouverte", "éducation", "génération de revenus",
    ]  # fmt: skip


def test_rows_4_and_5_focus_and_rationale(shipped: Consultation) -> None:
    assert [french(unit) for unit in shipped.focus] == [
        "opportunités et défis liés au développement de partenariats aux niveaux local, régional et mondial ;",
        (
            "approches stratégiques visant à étendre le travail que nous faisons en allant au-delà de notre capacité "
            "et de notre portée actuelles ;"
        ),
        "collaboration avec d’autres organisations et mouvements pour promouvoir notre vision et nos valeurs ;",
        "et avancer dans notre direction stratégique avec des opportunités ayant un impact plus large.",
    ]
    assert len(shipped.rationale) == 4


def test_row_6_the_guiding_questions_are_those_of_the_page(shipped: Consultation) -> None:
    guide = shipped.guide("guiding")
    assert guide is not None
    assert guide.preface.texts["fr"] == (
        "Ces questions ne sont pas destinées à être traitées individuellement, mais doivent aider le groupe à "
        "structurer ses propres conversations et ses consultations auprès des parties prenantes du mouvement."
    )
    assert {question.id: question.text.texts["fr"] for question in guide.questions} == {
        "capacity": "Comment renforcer notre capacité de collaboration pour être le meilleur partenaire et le plus "
        f"efficace{NBSP}?",
        "areas": "Quels sont les domaines spécifiques dans lesquels nous avons besoin de partenaires pour avancer "
        f"dans notre direction stratégique{NBSP}?",
        "partners": "Qui sont les partenaires avec lesquels nous souhaitons travailler et comment assurer "
        f"l’alignement de nos objectifs{NBSP}?",
        "responsibilities": "Comment partager au mieux les responsabilités mondiales, locales et thématiques avec "
        f"des entités au sein de notre mouvement et externes{NBSP}?",
        "changes": "Quels éventuels changements structurels, y compris techniques, devrions-nous apporter pour "
        f"favoriser les partenariats{NBSP}?",
    }
    assert guide.questions[0].text.texts["en"] == (
        "How do we strengthen our capacity for collaboration, so as to be the best and most effective partner?"
    )


def test_row_6_questions_are_ready_for_the_conversation(shipped: Consultation) -> None:
    for guide in shipped.guides:
        for question in guide.questions:
            assert set(question.title.texts) == set(question.text.texts) == set(shipped.languages)
            assert all(len(title) <= 30 for title in question.title.texts.values())


def test_row_7_mailing_list(shipped: Consultation) -> None:
    assert shipped.mailing_list == "wg2030-partnerships@wikimedia.org"


def test_row_8_members(shipped: Consultation) -> None:
    south_asia, west_asia, west_africa = ("south-asia",), ("west-asia",), ("west-africa",)
    assert [(m.name, m.role, m.regions) for m in shipped.members] == [
        ("Abhinav Srivastava", "volunteer", south_asia),
        ("Alek Tarkowski", "volunteer", ("central-eastern-europe",)),
        ("Andrea Patricia Kleiman", "volunteer", ("latin-america",)),
        ("Ben Vershbow", "staff", ("north-america", "western-europe", "central-eastern-europe")),
        ("Jack Rabah", "staff", ("west-asia", "north-america")),
        ("John Cummings", "volunteer", ("western-europe",)),
        ("Olaniyan Olushola", "volunteer", west_africa),
        ("Lisa Lewin", "board", ("north-america",)),
        ("Shani Evenstein", "volunteer", west_asia),
        ("Stuart Prior", "staff", ("western-europe",)),
    ]
    assert [m.organisations for m in shipped.members] == [
        ("Wikimedia India",),
        ("Creative Commons", "Fondation Centrum Cyfrowe"),
        (
            "Wikimedia Argentina",
            "Muj(lh)eres latinoamericanas en Wikimedia",
            "Wikimedia Uruguay",
            "Wikimedia España",
        ),
        ("Wikimedia Foundation",),
        ("Wikimedia Foundation",),
        ("UNESCO",),
        ("Comité des affiliations",),
        ("Wikimedia Foundation",),
        (
            "Groupe d’utilisateurs pour Wikipédia en éducation",
            "groupe d’utilisateurs WikiProject Medicine",
            "WM-IL",
            "GLAMWiki",
            "WikiWomen",
        ),
        ("Wikimedia UK",),
    ]


def test_row_9_documents_are_dated_and_typed(shipped: Consultation) -> None:
    assert [(d.id, d.kind, d.dated, d.precision) for d in shipped.documents] == [
        ("recommendations", "recommendations", date(2019, 9, 1), "month"),
        ("first-drafts", "recommendations", date(2019, 8, 1), "month"),
        ("abbreviated", "recommendations", None, "day"),
        ("scoping", "document", None, "day"),
        ("conference-report", "report", date(2018, 1, 1), "year"),
        ("conference-record", "document", date(2018, 1, 1), "year"),
    ]


def test_row_10_thirteen_drafts_with_the_titles_of_the_page(shipped: Consultation) -> None:
    drafts = shipped.current_drafts()
    assert [draft.id for draft in drafts] == [str(number) for number in range(1, 14)]
    assert [draft.title.texts["en"] for draft in drafts] == [
        "Provide the knowledge needed for understanding and solving global issues",
        "Wikimedia as steward of the Free Knowledge Ecosystem",
        "Shared ecosystem of services and tools for content partnerships",
        "Data partnerships approach to fulfill the vision of knowledge as a service for our partners",
        "Focus on knowledge equity when determining priorities for Partnerships",
        "Partnerships as part of a Distributed Vision",
        "Partnerships as a shared and equitable resource and activity",
        "Prioritise documentation",
        "Invest in sharing knowledge about partnerships across the movement",
        "Support the skills development of people working on partnerships",
        "Invest in the leadership potential of community members",
        "Establish recognition principles for new partners for attribution and content donation",
        "Additional research for areas where we have identified issues but haven’t made recommendations",
    ]
    assert [draft.kind for draft in drafts] == ["recommendation"] * 12 + ["research"]
    assert {(d.version, d.dated, d.precision) for d in drafts} == {("2019-09", date(2019, 9, 1), "month")}


def test_row_11_drafts_come_from_the_august_list_as_far_as_is_known(shipped: Consultation) -> None:
    assert {draft.lineage for draft in shipped.drafts} == {Lineage("kept", ("2019-08",))}


def test_rows_12_and_16_a_short_text_per_draft_and_language_and_no_full_text_invented(shipped: Consultation) -> None:
    for draft in shipped.drafts:
        assert set(draft.short.texts) == set(draft.title.texts) == set(shipped.languages)
        assert draft.full is None
        assert draft.short.texts["en"] != draft.title.texts["en"]
        assert draft.status.texts == {"en": "Draft", "fr": "Projet", "es": "Borrador", "ar": "مسودة"}


def test_the_attribution_says_whose_words_the_short_texts_are(shipped: Consultation) -> None:
    assert "the short texts of the drafts were written for Palabre" in shipped.attribution.texts["en"]


def test_row_13_the_second_bank_of_questions(shipped: Consultation) -> None:
    guide = shipped.guide("conference-2018")
    assert guide is not None
    assert guide.preface.texts["fr"].startswith("Compréhension commune des raisons pour lesquelles l’établissement")
    assert [(question.id, french(question.text)) for question in guide.questions] == [
        ("structure", "Comment établir une structure pour les partenariats dans le mouvement ?"),
        ("difference", "Quelle est la différence entre collaboration, partenariat et coalition ?"),
        ("fields", "Dans quels domaines en particulier devrions-nous établir des partenariats ?"),
        ("internal-external", "Quelle est la différence entre partenariats internes et externes ?"),
        ("control", "Quel degré de contrôle devons-nous exercer dans un partenariat ?"),
    ]


def test_row_13_the_year_s_plan(shipped: Consultation) -> None:
    assert [(step.id, step.starts, step.ends) for step in shipped.plan] == [
        ("principles", 1, 4), ("map", 3, 7), ("interviews", 5, 12),
    ]  # fmt: skip
    assert shipped.plan[1].title.texts["fr"] == "Cartographier les partenaires actuels et potentiels"


def test_rows_8_13_and_14_attributes_in_their_order(shipped: Consultation) -> None:
    assert [attribute.id for attribute in shipped.attributes] == [
        "role", "region", "level", "organisation", "criterion",
    ]  # fmt: skip
    choices = {a.id: [choice.id for choice in a.choices] for a in shipped.attributes}
    assert choices["role"] == ["volunteer", "staff", "board"]
    assert choices["region"] == [
        "south-asia", "central-eastern-europe", "latin-america", "north-america", "western-europe", "west-asia",
        "west-africa", "north-africa", "east-africa", "southern-africa", "east-asia", "southeast-asia", "oceania",
    ]  # fmt: skip
    assert choices["level"] == ["local", "regional", "global"]
    assert choices["organisation"] == []
    assert choices["criterion"] == ["movements", "partners", "guidelines", "expertise", "institutions", "cultures"]
    assert {a.id for a in shipped.attributes if a.several} == {"region", "criterion"}
    assert [a.id for a in shipped.attributes if all(choice.timezone for choice in a.choices) and a.choices] == [
        "region"
    ]
    assert all(set(a.question.texts) == set(shipped.languages) for a in shipped.attributes)


def test_row_14_the_finding_and_row_15_resources(shipped: Consultation) -> None:
    assert shipped.finding.texts["en"].startswith("Partnerships at different levels, and in different cultures")
    assert [resource.id for resource in shipped.resources] == ["working-group", "working-groups", "questions"]


def test_who_asks_for_how_long_and_what_comes_next(shipped: Consultation) -> None:
    assert (shipped.minutes, shipped.retention_days, shipped.licence) == (10, 90, "CC BY-SA")
    assert "Meta-Wiki" in shipped.attribution.texts["en"]
    assert "within four weeks" in shipped.next_steps.texts["en"]


def test_the_codebook_is_that_of_the_brief(shipped: Consultation) -> None:
    bears_on = {theme.id: " ".join(theme.bears_on) for theme in shipped.codebook.themes}
    assert bears_on == {
        "global-issues": "1 5", "open-ecosystem": "1 2 4", "partner-fit": "2 5 13", "tools": "3", "data": "3 4 12",
        "equity": "1 5 7 10", "distributed-roles": "2 6 7", "shared-access": "6 7", "documentation": "3 8 9",
        "sharing": "8 9", "skills": "10 11", "people": "10 11 12", "recognition": "12", "ethics": "9 13",
        "funding": "6 8 11 13", "process": "",
    }  # fmt: skip
    assert shipped.codebook.languages == ("ar", "en", "es", "fr")
    assert [theme.id for theme in shipped.codebook.themes if theme.probes] == ["skills", "funding"]


def test_no_cue_is_in_every_answer(shipped: Consultation) -> None:
    cues = {cue.casefold() for theme in shipped.codebook.themes for of in theme.cues.values() for cue in of}
    too_common = {"partner", "partners", "partnership", "partenaire", "partenariat", "socio", "alianza", "شراكة"}
    assert not cues & too_common
    assert "communs" not in cues


def test_broad_cues_want_a_second_one(shipped: Consultation) -> None:
    broad = {cue for theme in shipped.codebook.themes for cue in theme.needs.get("en", {})}
    assert broad >= {"resources", "local", "global", "credit", "tool", "guide"}


def test_french_has_its_spaces(shipped: Consultation) -> None:
    wrong = [unit.path for unit in shipped.units if re.search(r"[^\xa0?][?;»]|[^\xa0]: |« ", unit.texts["fr"])]
    assert wrong == []
