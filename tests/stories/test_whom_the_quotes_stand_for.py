"""A reader asks whom the quotes of a report leave out, and looks at its charts."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.stories.commands import Palabre

pytestmark = pytest.mark.story

TOPICS = ("We need a grant for the rent", "Training for newcomers", "The upload tool is broken", "Please translate it")
REGIONS = ("western-europe",) * 60 + ("south-asia",) * 40 + ("oceania",) * 2


@pytest.fixture
def round_id(palabre: Palabre, tmp_path: Path) -> str:
    """Import what 102 people said, and close the round."""
    name = palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    rows = [
        {
            "text": f"{TOPICS[n % len(TOPICS)]}, says number {n}{', and says it again' * (n % 5)}.",
            "region": region,
            "question": "capacity",
        }
        for n, region in enumerate(REGIONS)
    ]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    palabre.run("import", name, answers, "--quote", "verbatim")
    palabre.run("round", "close", name)
    return name


def page(palabre: Palabre, round_id: str, *options: str) -> str:
    """Report, and return the page that was made."""
    (path,) = palabre.run("report", round_id, "--format", "html", *options).out.split()
    return Path(path).read_text(encoding="utf-8")


def test_the_report_says_whom_its_quotes_stand_for_against_chance(palabre: Palabre, round_id: str) -> None:
    text = re.sub(r"<[^>]+>", "", page(palabre, round_id))
    said = re.search(r"The (\d+) quotes in this report come from (\d+) of 102 respondents \((\d+)%\), (\w+)", text)
    chance = re.search(r"come from (\d+) on average, nine in ten of them from (\d+) to (\d+)\.", text)
    assert said
    assert chance
    quoted, mean, low, high = int(said[2]), *(int(number) for number in chance.groups())
    assert 0 < quoted <= 102
    assert low <= mean <= high
    assert said[4] == ("fewer" if quoted < low else "more" if quoted > high else "as")
    assert int(said[3]) == pytest.approx(100 * quoted / 102, abs=0.5)


def test_the_seed_is_recorded_and_stays_while_the_answers_do(palabre: Palabre, round_id: str) -> None:
    def seed(made: str) -> Sequence[str]:
        return re.findall(r"\(seed (\d+), a digest", made)

    first, again = page(palabre, round_id), page(palabre, round_id, "--by", "region")
    assert seed(first) == seed(again)
    assert len(seed(first)) == 1
    french = page(palabre, round_id, "--language", "fr")
    assert re.findall(r"\(graine (\d+), tirée", french) == seed(first)


def test_a_group_of_two_is_masked_in_the_audit_as_in_the_coverage(palabre: Palabre, round_id: str) -> None:
    figure = audit(page(palabre, round_id))
    (row,) = [one for one in re.findall(r"<tr>.*?</tr>", figure, re.DOTALL) if "Oceania" in one]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>.*?</td>", row, re.DOTALL)]
    assert set(cells) == {"masked"}
    assert "chart.omissions-hatch-masked" in figure


def audit(made: str) -> str:
    """Return the figure of the audit with its table."""
    (figure,) = re.findall(r'<figure class="[^"]*" id="chart\.omissions">.*?</figure>', made, re.DOTALL)
    return str(figure)


def test_a_further_edition_has_the_audit_by_group_too(palabre: Palabre, round_id: str) -> None:
    first, second = audit(page(palabre, round_id)), audit(page(palabre, round_id))
    assert first == second
    rows = [re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr>.*?</tr>", second, re.DOTALL)]
    (south_asia,) = (row for row in rows if "South Asia" in row)
    assert "masked" not in south_asia
    assert " 40 " in south_asia


def test_each_chart_is_named_and_has_its_table(palabre: Palabre, round_id: str) -> None:
    made = page(palabre, round_id, "--by", "region")
    figures = dict(re.findall(r'<figure class="chart[^"]*" id="([^"]+)">(.*?)</figure>', made, re.DOTALL))
    expected = {"themes", "flow", "timeline", "omissions", "coverage.region", "coverage.language"}
    assert {f"chart.{name}" for name in expected} <= set(figures)
    for name, figure in figures.items():
        assert f'aria-labelledby="{name}-title {name}-desc"' in figure
        assert re.search(rf'<title id="{re.escape(name)}-title">[^<]+</title>', figure)
        assert figure.count("<table") == 1
        assert "<script" not in figure
