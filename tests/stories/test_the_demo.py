"""A new user types `make demo` and reads a synthesis of what sixty fictional people said to the real interview."""

import re
from pathlib import Path

import pytest

from config.sample import read_sample
from consultation.records import Answer, Participation
from storage.store import SqlStore
from tests.stories.commands import InstalledPalabre, Palabre

pytestmark = pytest.mark.story

SAMPLE = Path(__file__).parents[2] / "config" / "consultations" / "partnerships"
MACHINE = ("cue", "label", "model")


class Demo:
    """One run of the demonstration, and what it kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.palabre = Palabre(folder / "unused")
        self.printed = self.palabre.run("demo", "--out", folder / "demo")
        self.html = (folder / "demo" / "report.html").read_text(encoding="utf-8")
        self.markdown = (folder / "demo" / "report.md").read_text(encoding="utf-8")
        with SqlStore.open(f"sqlite:///{folder}/demo/home/palabre.db") as store:
            rounds = store.rounds()
            self.records = [store.record(known.id) for known in rounds]
            self.editions = [store.editions(known.id) for known in rounds]

    @property
    def people(self) -> list[Participation]:
        return [person for record in self.records for person in record.participations]

    @property
    def answers(self) -> list[Answer]:
        return [answer for person in self.people for answer in person.answers]

    @property
    def counted(self) -> list[Answer]:
        people = [person for person in self.people if person.consented]
        return [answer for person in people for answer in person.standing() if not answer.aside]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demonstration"))


def test_at_least_sixty_people_in_four_languages_say_something_on_every_theme(demo: Demo) -> None:
    assert len({person.respondent for person in demo.people}) >= 60
    assert {person.language for person in demo.people} == {"en", "fr", "es", "ar"}
    assert len({theme for answer in demo.answers for theme in answer.coded or ()}) == 16
    assert len({role for person in demo.people for role in person.attributes.get("role", ())}) == 3
    assert len({region for person in demo.people for region in person.attributes.get("region", ())}) >= 8


def test_they_edit_withdraw_stop_forget_and_some_are_set_aside(demo: Demo) -> None:
    assert sum(answer.withdrawn is not None for answer in demo.answers) >= 3
    assert {answer.aside for answer in demo.answers} >= {"", "abuse", "spam", "off-topic"}
    assert any(person.silent for person in demo.people)
    assert any(tag.source == "respondent" for answer in demo.answers for tag in answer.current.tags)
    assert any(len(answer.revisions) > len(answer.current.pieces) for answer in demo.answers), "somebody edited"
    with SqlStore.open(f"sqlite:///{demo.folder}/demo/home/palabre.db") as store:
        assert store.counts(*(known.id for known in store.rounds()))[1] >= 1


def test_at_least_a_third_of_the_answers_hold_no_cue_of_their_own_theme(demo: Demo) -> None:
    coded = [answer for answer in demo.counted if answer.coded]
    missed = [answer for answer in coded if not set(answer.coded or ()) & heard(answer)]
    assert len(missed) * 3 >= len(coded)


def heard(answer: Answer) -> set[str]:
    return {tag.theme for tag in answer.current.tags if tag.source in MACHINE}


def test_the_method_section_prints_the_quality_against_the_hand_coding(demo: Demo) -> None:
    pairs = [(set(answer.coded or ()), heard(answer)) for answer in demo.counted if answer.coded is not None]
    true = sum(len(coded & found) for coded, found in pairs)
    given, wanted = sum(len(found) for _, found in pairs), sum(len(coded) for coded, _ in pairs)
    row = next(line for line in demo.markdown.splitlines() if line.startswith("| Micro |"))
    printed = [float(cell.replace("\\", "")) for cell in row.split("|")[2:6]]
    precision, recall = true / given, true / wanted
    expected = [precision, recall, 2 * precision * recall / (precision + recall), wanted]
    assert printed == [pytest.approx(value, abs=0.005) for value in expected]


def test_no_words_appear_that_may_not_be_shown(demo: Demo) -> None:
    shown = {answer.id for person in demo.people if person.quoting == "verbatim" for answer in person.answers}
    hidden = [
        answer for answer in demo.answers if answer.id not in shown or answer.withdrawn is not None or answer.aside
    ]
    assert len(hidden) > 50
    for answer in hidden:
        for piece in answer.current.pieces:
            if len(piece.text) > 30:
                assert piece.text not in demo.html
                assert piece.text[:30] not in demo.markdown
    forgotten = [said for person in read_sample(SAMPLE) if person.ends == "forget" for said in person.questions]
    assert forgotten
    for said in forgotten:
        assert not any(message in demo.html for message in said.messages)
    assert "@example.org" not in demo.html + demo.markdown


def test_every_link_in_the_page_leads_somewhere_in_it(demo: Demo) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', demo.html))
    links = set(re.findall(r'\bhref="#([^"]+)"', demo.html))
    assert len(links) > 300
    assert links - ids == set()


def test_the_page_needs_nothing_from_outside(demo: Demo) -> None:
    assert re.findall(r"<(?:script|link|img|iframe)\b", demo.html) == []
    assert re.findall(r"url\((?!#)", demo.html) == []


def test_a_screen_says_what_was_made_and_what_to_try(demo: Demo) -> None:
    lines = demo.printed.out.splitlines()
    assert len(lines) <= 24
    assert max(len(line) for line in lines if str(demo.folder) not in line) <= 100
    assert f"  {demo.folder}/demo/report.html" in lines
    assert demo.printed.err == ""


def test_an_edition_is_kept_that_pins_what_it_counted(demo: Demo) -> None:
    made = [edition for editions in demo.editions for edition in editions]
    assert [edition.number for edition in made] == [1]
    assert dict(made[0].pins) == {answer.id: answer.current.number for answer in demo.counted}


def test_a_second_run_replaces_the_first_with_the_same_bytes_and_nothing_else(demo: Demo) -> None:
    own = demo.folder / "own.txt"
    own.write_text("mine", encoding="utf-8")
    InstalledPalabre(demo.palabre.home).run("demo", "--out", demo.folder / "demo")  # with another seed of hashes
    assert (demo.folder / "demo" / "report.html").read_text(encoding="utf-8") == demo.html
    assert (demo.folder / "demo" / "report.md").read_text(encoding="utf-8") == demo.markdown
    assert own.read_text(encoding="utf-8") == "mine"
    assert not demo.palabre.home.exists(), "the user's own home is not touched"


def test_a_folder_that_holds_something_else_is_not_replaced(palabre: Palabre, tmp_path: Path) -> None:
    own = tmp_path / "photographs"
    own.mkdir()
    (own / "me.jpg").write_bytes(b"\xff\xd8")
    ran = palabre.run("demo", "--out", own, exits=1)
    assert ran.err == f"--out {own}: this folder holds something else; give an empty or a new one\n"
    assert [path.name for path in own.iterdir()] == ["me.jpg"]
