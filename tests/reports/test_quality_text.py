"""The report says how good the tags are, in numbers with their intervals, or plainly that nobody has checked them."""

from dataclasses import replace
from pathlib import Path

import pytest

from consultation.checking.quality import Estimate, Gap, ModelQuality, Quality, ThemeQuality
from consultation.records import Snapshot
from reports.render import page_of, write_report
from tests.reports.snapshots import FINDER, OPENED, person, said, snapshot, why

HALF = Estimate(0.5, 0.25, 0.754)
QUALITY = Quality(
    sample=1,
    seed=42,
    drawn=OPENED,
    codebook="0123456789ab",
    population=1200,
    coders=2,
    blind=45,
    shown=15,
    gone=2,
    alpha=HALF,
    people=Estimate(0.75, 0.7, 0.8),
    micro=Estimate(0.6, 0.5, 0.7),
    macro=Estimate(0.4, 0.3, 0.5),
    themes=(ThemeQuality("tools", 20, 1, Estimate(-0.051, -0.2, 0.1), HALF), ThemeQuality("gone", 2, 1, None, None)),
    gap=Gap(Estimate(0.7, 0.6, 0.8), Estimate(0.6, 0.5, 0.7), Estimate(0.1, -0.004, 0.2)),
)


def checked(quality: Quality | None = QUALITY, *, also_on_drafts: bool = False) -> Snapshot:
    asked = [person("ana", said("We need tools.", "tools"))]
    taken = snapshot(asked, [person("bo", why("Because.", "tools"))] if also_on_drafts else None)
    first, *others = taken.rounds
    return replace(taken, rounds=(replace(first, quality=quality), *others))


def written(taken: Snapshot, tmp_path: Path, language: str = "en") -> tuple[str, str]:
    html, markdown = write_report(taken, language=language, out=tmp_path / language, finder=FINDER)
    return html.read_text(encoding="utf-8"), markdown.read_text(encoding="utf-8")


def section(markdown: str, title: str) -> list[str]:
    return markdown.split(f"### {title}\n\n", 1)[1].split("\n### ", 1)[0].rstrip().split("\n")


def test_the_table_has_each_theme_with_its_intervals(tmp_path: Path) -> None:
    _, markdown = written(checked(), tmp_path)
    lines = section(markdown, "How good the tags are")
    assert lines[2:8] == [
        "| | Found by people | Heard by the machine | Alpha | F1 |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| All themes together |  |  | 0.50\u00a0\\[0.25 to 0.75\\] | 0.60\u00a0\\[0.50 to 0.70\\] |",
        "| Mean of the themes that people found |  |  |  | 0.40\u00a0\\[0.30 to 0.50\\] |",
        "| Tools | 20 | 1 | −0.05\u00a0\\[−0.20 to 0.10\\] | 0.50\u00a0\\[0.25 to 0.75\\] |",
        "| gone | 2 | 1 | – | – |",
    ]
    assert lines[0] == (
        "From 1,200 answers a sample was drawn by lot on 2 March 2026 (seed 42), in which rare themes, small languages "
        "and answers without a theme have a greater chance; every figure is weighted for that. 2 people coded 45 of "
        "its answers blind, each alone, without the machine’s tags. 15 others were to be coded after that, with the "
        "machine’s tags shown. 2 answers left the sample since: withdrawn, set aside or edited."
    )
    assert lines[9].endswith(
        "Where people saw the machine’s tags, its F1 was 0.70\u00a0\\[0.60 to 0.80\\]; where they did not, "
        "0.60\u00a0\\[0.50 to 0.70\\]. The difference of 0.10\u00a0\\[0.00 to 0.20\\] says how far people follow the "
        "machine."
    )


def test_the_same_stands_in_html_and_in_french(tmp_path: Path) -> None:
    html, _ = written(checked(), tmp_path)
    assert (
        '<tr><th scope="row">Tools</th><td class="n">20</td><td class="n">1</td>'
        '<td class="n">−0.05\u00a0[−0.20 to 0.10]</td><td class="n">0.50\u00a0[0.25 to 0.75]</td></tr>'
    ) in html
    french, _ = written(checked(), tmp_path, "fr")
    assert (
        '<tr><th scope="row">Outils</th><td class="n">20</td><td class="n">1</td>'
        '<td class="n">−0,05\u00a0[−0,20 à 0,10]</td><td class="n">0,50\u00a0[0,25 à 0,75]</td></tr>'
    ) in french
    assert "2 personnes ont codé 45 de ces réponses à l’aveugle" in french


def test_one_coder_without_a_gap_is_told_so() -> None:
    alone = replace(QUALITY, coders=1, alpha=None, people=None, gap=None, shown=0, gone=0, codebook="beef")
    (told,) = page_of(checked(alone), language="en", finder=FINDER).qualities()
    assert list(told.sample())[1:] == [
        "One person coded 45 of its answers blind, without the machine’s tags.",
        "The codebook has changed since.",
    ]
    first, *_, last = told.meaning()
    assert first == "One person coded: how far two would agree with each other is not known."
    assert last == "How far people follow the machine where they see its tags was not measured."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Nobody has checked these tags blind yet: no sample of the answers was coded by people who had not seen",
        ),
        ("fr", "Personne n’a encore vérifié ces attributions à l’aveugle\u00a0: aucun échantillon des réponses"),
    ],
)
def test_where_nobody_has_checked_the_tags_the_report_says_so(language: str, sentence: str, tmp_path: Path) -> None:
    html, markdown = written(checked(None), tmp_path, language)
    assert sentence in html
    assert sentence in markdown
    assert "Krippendorff" not in html + markdown


def test_of_several_rounds_each_that_was_checked_is_named(tmp_path: Path) -> None:
    html, markdown = written(checked(also_on_drafts=True), tmp_path)
    assert "\nHow good the tags are: Round of questions:\n\n| | Found by people |" in markdown
    assert "<caption>How good the tags are: Round of questions</caption>" in html
    assert "Nobody has checked" not in html + markdown


def test_the_same_snapshot_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(checked(), tmp_path / "one") == written(checked(), tmp_path / "other")


def test_a_model_in_use_is_named_with_its_figures_and_none_is_without_one(tmp_path: Path) -> None:
    taken = replace(checked(), model=ModelQuality(2, 1200, 0.504, 0.4))
    said_so = "Model 2 was in use when this report was made: learnt from 1,200 examples by people; on answers held back"
    assert (
        f"{said_so} from it, F1 was 0.50 over all tags and 0.40 as the mean of themes." in written(taken, tmp_path)[1]
    )
    assert "F1 était de 0,50 pour tous" in written(taken, tmp_path, "fr")[1]
    assert "Model" not in section(written(checked(), tmp_path)[1], "Codebook and tags")[0]
