import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.guide import Shown
from consultation.records import Side
from reports.arabic import Arabic
from reports.arabic_likeness import ANSWER, RESPONDENT
from reports.circles import Speaking
from reports.draft_findings import StanceFinding
from reports.english import English
from reports.evidence import Evidence
from reports.french import French
from reports.render import write_report
from reports.sentences import Grammar, Named, Share
from reports.spanish import Spanish
from tests.reports.goldens import everything
from tests.reports.snapshots import FINDER

EN, FR, ES, AR = English(), French(), Spanish(), Arabic()
FORMS = (".none", ".one", ".two", ".few", ".many")
ALIKE = {"f1", "from_to", "page_of", "colon", "comma", "omitted_count"}
"""What is written without a word of any language."""


def behind(respondents: int, answers: int = 0) -> Evidence:
    return Evidence("x", respondents, answers)


def es(label: str) -> Shown:
    return Shown(label, "es", fallback=False)


def ar(label: str) -> Shown:
    return Shown(label, "ar", fallback=False)


def plain(text: str) -> str:
    """Return a text without the marks that keep directions apart."""
    return re.sub("[\u2066-\u2069]", "", text)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def unicode_form(count: int) -> str:
    """Return the plural category that Unicode's CLDR gives an Arabic count, as its rules are written there."""
    rules = {
        ".none": count == 0,
        ".one": count == 1,
        ".two": count == 2,
        ".few": count % 100 in range(3, 11),
        ".many": count % 100 in range(11, 100),
    }
    return next((form for form, holds in rules.items() if holds), "")


@given(st.integers(0, 5000))
def test_arabic_plurals_are_those_of_unicode(count: int) -> None:
    assert AR.form(count) == unicode_form(count)


@pytest.mark.parametrize(
    ("count", "respondents", "answers"),
    [
        (0, "لا مشاركين", "لا إجابات"),
        (1, "مشارك واحد", "إجابة واحدة"),
        (2, "مشاركان", "إجابتان"),
        (3, "3 مشاركين", "3 إجابات"),
        (10, "10 مشاركين", "10 إجابات"),
        (11, "11 مشاركًا", "11 إجابة"),
        (99, "99 مشاركًا", "99 إجابة"),
        (100, "100 مشارك", "100 إجابة"),
        (102, "102 مشارك", "102 إجابة"),
        (103, "103 مشاركين", "103 إجابات"),
        (1011, "1,011 مشاركًا", "1,011 إجابة"),
    ],
)
def test_arabic_counts_respondents_and_answers(count: int, respondents: str, answers: str) -> None:
    assert AR.counted("n_respondents", count) == respondents
    assert AR.counted("n_answers", count) == answers
    if count:
        assert (AR._many(count, RESPONDENT), AR._many(count, ANSWER)) == (respondents, answers)


@given(st.sampled_from([EN, FR, ES, AR]), st.integers(0, 300))
def test_a_count_is_said_in_every_language(grammar: Grammar, count: int) -> None:
    for key in ("n_respondents", "n_answers", "omitted_quotes", "chart_flow_rest", "reasons"):
        said = grammar.counted(key, count)
        assert "{" not in said
        assert count <= 2 or grammar.number(count) in said


@pytest.mark.parametrize("grammar", [ES, AR])
def test_every_word_is_there_with_its_blanks(grammar: Grammar) -> None:
    further = {key for key in grammar.words if key not in EN.words}
    assert [key for key in EN.words if key not in grammar.words] == []
    assert all(key.endswith(FORMS) and key.rpartition(".")[0] in EN.words for key in further), further
    wrong = [key for key, text in EN.words.items() if blanks(text) != blanks(grammar.words[key])]
    assert wrong == []


def test_no_english_is_left() -> None:
    assert {key for key, text in ES.words.items() if text == EN.words.get(key)} <= ALIKE | {
        "edition", "page_number", "micro", "macro", "omitted_of_all"
    }  # fmt: skip
    allowed = {"F1", "MASI", "IBAN", "IP"}
    for key, text in AR.words.items():
        written = Formatter().parse(text)
        latin = {word for words, _, _, _ in written for word in re.findall("[A-Za-z]+[0-9]*", words)}
        assert latin <= allowed, key
        assert key.removesuffix(".one") in ALIKE or re.search("[\u0621-\u064a]", text), key


def test_arabic_marks_are_its_own_and_isolates_are_closed() -> None:
    for key, text in AR.words.items():
        words = "".join(words for words, _, _, _ in Formatter().parse(text))
        assert not re.search(r"[,;?](\s|$)", words) or key == "comma", key
        assert text.count("\u2068") == text.count("\u2069"), key


@pytest.mark.parametrize(
    ("count", "of", "spanish", "arabic"),
    [
        (61, 61, "Los 61 participantes plantearon", "جميع المشاركين (61 من 61)"),
        (57, 61, "Casi todos los participantes (57 de 61) plantearon", "ما يقارب جميع المشاركين (57 من 61)"),
        (41, 61, "La mayoría de los participantes (41 de 61) plantearon", "معظم المشاركين (41 من 61)"),
        (29, 61, "Cerca de la mitad de los participantes (29 de 61) plantearon", "نحو نصف المشاركين (29 من 61)"),
        (14, 61, "Una minoría de los participantes (14 de 61) plantearon", "أقلية من المشاركين (14 من 61)"),
        (4, 61, "Unos pocos participantes (4 de 61) plantearon", "قليل من المشاركين (4 من 61)"),
        (1, 61, "Un participante de 61 planteó", "مشارك واحد (1 من 61)"),
        (0, 61, "Ninguno de los 61 participantes planteó", "لا أحد من 61 مشاركًا"),
        (3, 7, "De solo 7 participantes, 3 plantearon", "3 من 7 مشاركين فقط"),
        (1, 2, "De solo 2 participantes, uno planteó", "1 من مشاركَين فقط"),
    ],
)
def test_a_share_is_said_with_its_numbers(count: int, of: int, spanish: str, arabic: str) -> None:
    assert ES.raised(es("Fondos"), behind(count), of).text == f"{spanish} el tema «Fondos»."
    assert plain(AR.raised(ar("التمويل"), behind(count), of).text) == f"من أثاروا موضوع «التمويل»: {arabic}."


def test_who_took_part_and_what_was_raised() -> None:
    assert ES.took_part(behind(61, 240), 5).text == "61 participantes dieron 240 respuestas en 5 idiomas."
    assert ES.took_part(behind(1, 1), 1).text == "Un participante dio una respuesta en un idioma."
    assert AR.took_part(behind(61, 240), 5).text == "المشاركون: 61 مشاركًا؛ الإجابات: 240 إجابة؛ لغات الإجابات: 5 لغات."
    assert AR.took_part(behind(2, 2), 2).text == "المشاركون: مشاركان؛ الإجابات: إجابتان؛ لغات الإجابات: لغتان."
    two = [Named(es("Fondos"), behind(23)), Named(es("Datos"), behind(1), 0.104)]
    assert ES.most_heard(two, 61).text == (
        "Los temas planteados por más participantes son «Fondos» (23 de 61 participantes) y «Datos»"
        " (1; precisión 0,10)."
    )
    both = [Named(ar("التمويل"), behind(23)), Named(ar("البيانات"), behind(1), 0.104)]
    assert plain(AR.heard_there(both, 61).text) == (
        "أكثر المواضيع إثارةً هنا: «التمويل» (23 من 61 مشاركًا) و«البيانات» (1؛ الدقة 0.10)."
    )


def test_positions() -> None:
    sides = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
    taken = tuple((side, behind(count)) for side, count in zip(sides, (9, 1, 0, 2), strict=True))
    stance = StanceFinding(12, 10, taken, (), ())
    assert ES.positions(stance, behind(12)).text == (
        "10 participantes tomaron posición sobre este borrador: 9 lo apoyan, uno lo apoya con cambios y nadie se opone;"
        " 2 no toman posición."
    )
    assert AR.positions(stance, behind(12)).text == (
        "من اتخذوا موقفًا من هذه المسودة: 10 مشاركين؛ «تأييد»: 9، «تأييد مع تعديلات»: 1،"
        " «معارضة»: لا أحد و«بلا موقف»: 2."
    )


def test_a_position_that_goes_without_saying_is_left_out() -> None:
    sides = (Side.SUPPORT, Side.CHANGES, Side.OPPOSE, Side.NONE)
    taken = tuple((side, behind(count)) for side, count in zip(sides, (1, 0, 1, 0), strict=True))
    said = AR.positions(StanceFinding(2, 2, taken, (), ()), behind(2)).text
    assert said == "من اتخذوا موقفًا من هذه المسودة: مشاركان فقط؛ «تأييد»: 1 و«معارضة»: 1."


def test_nobody_is_said_to_be_alike() -> None:
    assert AR.nobody_alike(Speaking.RAISED, behind(7)).text == "بكلمات متقاربة: لا أحد من 7 ممن أثاروه."
    said = AR.alike(Speaking.OPPOSE, [ar("مال")], behind(3), 12).text
    assert plain(said) == "بكلمات متقاربة، مثل «مال»: 3 من 12 ممن ذكروا سبب معارضتهم."


def test_lists_have_the_comma_of_their_language() -> None:
    assert [grammar.words["comma"] for grammar in (EN, FR, ES, AR)] == [", ", ", ", ", ", "، "]


def test_a_text_that_is_put_in_keeps_its_direction() -> None:
    said = AR.raised(Shown("Funding (GLAM)", "en", fallback=True), behind(4), 61).text
    assert "«\u2068Funding (GLAM)\u2069»" in said


def test_numbers_and_days() -> None:
    day = date(2026, 8, 1)
    assert (ES.day(day), AR.day(day)) == ("1 de agosto de 2026", "1 أغسطس 2026")
    assert (ES.dated(day, "month"), AR.dated(day, "month")) == ("agosto de 2026", "أغسطس 2026")
    assert (ES.number(1846), ES.number(18_460), AR.number(1846)) == ("1846", "18\u202f460", "1,846")
    assert (ES.percent(1, 3), AR.percent(1, 3)) == ("33\u00a0%", "\u206633%\u2069")
    assert (ES.ratio(0.5), AR.ratio(0.5)) == ("0,50", "0.50")
    assert all(set(grammar.shares) == set(Share) for grammar in (ES, AR))


def test_a_report_in_arabic_runs_from_the_right(tmp_path: Path) -> None:
    write_report(everything(), language="ar", finder=FINDER, by="region", out=tmp_path / "report", formats=("html",))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert re.search('<html lang="ar" dir="rtl"', page)
    assert AR.words["how_to_read"] in page
    assert "لم تُكتب جمل هذا التقرير" not in page  # its sentences are in the language asked for
    assert page.count("\u2068") + page.count("\u2066") + page.count("\u2067") == page.count("\u2069")
