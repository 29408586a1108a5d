"""Use cases of the command line: what is prepared, what is done, what holds after a death and once it is done again."""

import json
import re
import zipfile
from pathlib import Path
from typing import Protocol

from alembic import command

from consultation.records import Participation
from storage.engine import connect
from storage.schema import HEAD, config, version
from tests.crashes.scenes import Scene
from tests.stories.commands import Palabre

FINISH = ("Finish and review", "That is right, go on", "Yes, as it is")
PLANTED = "Our planted grant went to a room in the old harbour."
STAYS = "We need training for newcomers, twice a year."
OLD_SCHEMA = "0006"
LEFT_OVER = re.compile(r"^\.(?:backup|restoring|making|gone|new|report)-|^\.palabre-new$|\.new$")
"""Names of what is made beside and then moved: after a second try none is left."""


class Case(Protocol):
    """A command that may be killed at any of its steps."""

    name: str

    def prepare(self, scene: Scene) -> None:
        """Make what it needs."""
        ...

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        """Return the command."""
        ...

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:
        """Assert what must hold after a death, beside how it was ``before`` and where it was done ``whole``."""
        ...

    def again(self, scene: Scene, whole: Scene) -> None:
        """Do what one then does, and assert that all is as if nothing had been."""
        ...


def talk(palabre: Palabre, name: str, who: str, *lines: str) -> list[str]:
    """Say lines in a round."""
    return palabre.talk(*lines, options=("partnerships", "--round", name), name=who)


def people_speak(scene: Scene) -> str:
    """Launch a round in which two people say something; return its id."""
    name = scene.palabre.run("round", "launch", "partnerships", "--questions").out.strip()
    for who, words in (("ada", PLANTED), ("bela", STAYS)):
        talk(scene.palabre, name, who, "I agree", "1", words, "That is all", *FINISH)
    scene.known["round"] = name
    return name


def is_closed(scene: Scene) -> str:
    """Do the same, and close the round."""
    name = people_speak(scene)
    scene.palabre.run("round", "close", name)
    return name


def said(scene: Scene) -> list[tuple[str, ...]]:
    """Return what stands of each who took part."""
    with scene.store() as store:
        return sorted(_texts(one) for one in store.record(scene.known["round"]).participations)


def _texts(participation: Participation) -> tuple[str, ...]:
    return tuple(answer.current.text for answer in participation.standing())


def nothing_left_over(scene: Scene) -> None:
    """Assert that nothing lies where it was only being made."""
    left = [path.name for path in scene.folder.rglob("*") if LEFT_OVER.search(path.name)]
    assert left == [], f"left over: {left}"


def editions(scene: Scene) -> list[tuple[int, str]]:
    """Return the editions of the round, and how they are."""
    listed = json.loads(scene.palabre.run("edition", "list", scene.known["round"], "--json").out)
    return [(one["number"], one["state"]) for one in listed]


def files(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


BESIDE = frozenset({"summary.json", "workings.json"})
"""What lies beside an edition in its folder, and is no part of it."""


def no_half_edition(scene: Scene) -> None:
    """Assert that what stands in the place of an edition is that edition, whole, as it is made again."""
    here = scene.home / "editions" / scene.known["round"]
    standing = dict(editions(scene))
    for folder in (path for path in here.iterdir() if path.name.isdecimal()):
        state = standing.get(int(folder.name))
        assert state is not None, f"there are files of an edition {folder.name} that nobody kept"
        if state == "standing":
            again = scene.folder / f"again-{folder.name}"
            arguments = ("report", scene.known["round"], "--edition", folder.name, "--out", str(again))
            scene.palabre.run(*arguments)
            stands = {name: content for name, content in files(folder).items() if name not in BESIDE}
            assert stands == files(again), f"edition {folder.name} is not as it is made"
            assert (folder / "summary.json").stat().st_size


class Report:
    """A report is made of a round that has one already."""

    name = "report"

    def prepare(self, scene: Scene) -> None:
        scene.palabre.run("report", is_closed(scene), "--format", "md")

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("report", scene.known["round"], "--format", "html,md,csv")

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:  # noqa: ARG002 (an edition is dated)
        no_half_edition(scene)

    def again(self, scene: Scene, whole: Scene) -> None:  # noqa: ARG002 (likewise)
        scene.palabre.run(*self.arguments(scene))
        numbers = [number for number, state in editions(scene) if state == "standing"]
        assert numbers in ([1, 2], [1, 2, 3])
        here = scene.home / "editions" / scene.known["round"]
        assert sorted(path.name for path in here.iterdir()) == [str(number) for number in numbers]
        no_half_edition(scene)
        nothing_left_over(scene)


class Supersede:
    """Something was withdrawn from an edition, and another is made in its place."""

    name = "supersede"

    def prepare(self, scene: Scene) -> None:
        name = is_closed(scene)
        scene.palabre.run("report", name, "--format", "html,md")
        talk(scene.palabre, name, "ada", "/withdraw", "Answer 1")

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("edition", "supersede", scene.known["round"])

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:  # noqa: ARG002 (an edition is dated)
        no_half_edition(scene)

    def again(self, scene: Scene, whole: Scene) -> None:  # noqa: ARG002 (likewise)
        scene.palabre.run(*self.arguments(scene))
        assert editions(scene) == [(1, "superseded"), (2, "standing")]
        assert PLANTED.encode() not in scene.words("editions")
        assert STAYS.encode() in scene.words("editions")
        sent = json.loads(scene.palabre.run("outbox", "--json").out)
        assert [one["purpose"] for one in sent] == ["receipt"]
        no_half_edition(scene)
        nothing_left_over(scene)


class Publish:
    """A site is published again, with an edition that it does not have yet."""

    name = "publish"

    def prepare(self, scene: Scene) -> None:
        name = is_closed(scene)
        scene.palabre.run("report", name, "--format", "md")
        scene.palabre.run("publish", name, "--site", scene.folder / "site")
        scene.palabre.run("report", name, "--format", "md", "--language", "fr")

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("publish", scene.known["round"], "--site", str(scene.folder / "site"))

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:
        old, new = self._site(before), self._site(whole)
        for name, content in self._site(scene).items():
            assert content in (old.get(name), new.get(name)), f"{name} is neither as it was nor as it will be"

    def again(self, scene: Scene, whole: Scene) -> None:
        scene.palabre.run(*self.arguments(scene))
        assert files(scene.folder / "site") == files(whole.folder / "site")

    def _site(self, scene: Scene) -> dict[str, bytes]:
        """Return what a reader can come to: the list and what is being made have no links."""
        shown = files(scene.folder / "site").items()
        return {name: content for name, content in shown if not name.startswith((".palabre-new", "palabre-site.json"))}


class Backup:
    """A backup takes the place of an older one."""

    name = "backup"

    def prepare(self, scene: Scene) -> None:
        name = is_closed(scene)
        scene.palabre.run("backup", scene.folder / "all.zip")
        scene.palabre.run("report", name)

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("backup", str(scene.folder / "all.zip"))

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:
        assert self._parts(scene) in (self._parts(before), self._parts(whole))

    def again(self, scene: Scene, whole: Scene) -> None:
        scene.palabre.run(*self.arguments(scene))
        assert self._parts(scene) == self._parts(whole)
        nothing_left_over(scene)

    def _parts(self, scene: Scene) -> dict[str, bytes]:
        """Return all that is in it but when it was made."""
        with zipfile.ZipFile(scene.folder / "all.zip") as opened:
            assert opened.testzip() is None
            return {name: opened.read(name) for name in opened.namelist() if name != "manifest.json"}


class Restore:
    """A backup is put in the place of what came after it."""

    name = "restore"

    def prepare(self, scene: Scene) -> None:
        name = people_speak(scene)
        scene.palabre.run("report", name, "--draft")
        scene.palabre.run("backup", scene.folder / "all.zip")
        talk(scene.palabre, name, "ada", "2", "This is said later.", "That is all")
        scene.palabre.run("round", "close", name)
        scene.palabre.run("report", name)

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("restore", str(scene.folder / "all.zip"), "--replace")

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:
        assert said(scene) in (said(before), said(whole))

    def again(self, scene: Scene, whole: Scene) -> None:
        scene.palabre.run(*self.arguments(scene))
        assert said(scene) == said(whole) == [(PLANTED,), (STAYS,)]
        assert files(scene.home / "editions") == files(whole.home / "editions")
        nothing_left_over(scene)


class Learn:
    """A model is learnt from what people coded."""

    name = "learn"
    heard = "The treasurer waits for a cheque."
    themes = ("Themes heard: Funding",)

    def prepare(self, scene: Scene) -> None:
        name = people_speak(scene)
        spoken = {"funding": ("the cheque came too late", "our treasurer waits"), "equity": ("elders", "women of here")}
        ends = ("in our town", "last year", "as always", "says my group", "in the north", "once more")
        rows = [
            json.dumps({"text": f"{words} {end}", "labels": [theme], "lang": "en"})
            for theme, several in spoken.items()
            for words in several
            for end in ends
        ]
        scene.palabre.run("import", name, "-", stdin="\n".join(rows))

    def arguments(self, scene: Scene) -> tuple[str, ...]:  # noqa: ARG002 (the same everywhere)
        return ("model", "learn", "partnerships")

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:  # noqa: ARG002 (cues hear nothing in it)
        in_use = self._models(scene)["in_use"]
        assert in_use in (0, 1)
        assert self._hears(scene) == (self.themes if in_use else ())

    def again(self, scene: Scene, whole: Scene) -> None:  # noqa: ARG002 (a model is dated)
        before = self._models(scene)["in_use"]
        scene.palabre.run(*self.arguments(scene))
        told = self._models(scene)
        assert told["in_use"] in {1, 2}
        assert told["in_use"] == before or not before, "what is as good replaces nothing"
        assert self._hears(scene) == self.themes
        noted = [one for one in scene.palabre.run("audit").out.splitlines() if "learn model" in one]
        assert noted, "the audit log knows of no model"
        nothing_left_over(scene)

    def _models(self, scene: Scene) -> dict[str, int]:
        told: dict[str, int] = json.loads(scene.palabre.run("model", "list", "partnerships", "--json").out)
        return told

    def _hears(self, scene: Scene) -> tuple[str, ...]:
        lines = talk(scene.palabre, scene.known["round"], "cy", "I agree", "1", self.heard, "That is all", "/my")
        talk(scene.palabre, scene.known["round"], "cy", "/forget", "Yes, erase everything")
        return tuple(line for line in lines if line.startswith("Themes heard"))


class Import:
    """Answers are imported from a file."""

    name = "import"
    texts = tuple(f"Voice {number} on tools and grants." for number in range(30))

    def prepare(self, scene: Scene) -> None:
        people_speak(scene)
        rows = "".join(json.dumps({"text": text, "lang": "en"}) + "\n" for text in self.texts)
        (scene.folder / "answers.jsonl").write_text(rows, encoding="utf-8")

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("import", scene.known["round"], str(scene.folder / "answers.jsonl"))

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:
        assert set(said(before)) <= set(said(scene)) <= set(said(whole))
        assert len(set(said(scene))) == len(said(scene))

    def again(self, scene: Scene, whole: Scene) -> None:
        scene.palabre.run(*self.arguments(scene))
        assert said(scene) == said(whole) == sorted([(PLANTED,), (STAYS,), *((text,) for text in self.texts)])


class Erase:
    """Somebody is erased whose words are in an edition."""

    name = "erase"

    def prepare(self, scene: Scene) -> None:
        name = is_closed(scene)
        scene.palabre.run("report", name)
        told = "\n".join(talk(scene.palabre, name, "ada", "/privacy"))
        found = re.search(r"\b([A-Z2-7]{10})\b", told)
        assert found, told
        scene.known["code"] = found[1]

    def arguments(self, scene: Scene) -> tuple[str, ...]:
        return ("forget", scene.known["code"])

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:
        assert said(scene) in (said(before), said(whole))

    def again(self, scene: Scene, whole: Scene) -> None:
        gone = said(scene) == said(whole)
        scene.palabre.run(*self.arguments(scene), exits=1 if gone else 0)
        scene.palabre.run("edition", "supersede", scene.known["round"])
        assert said(scene) == [(STAYS,)]
        assert editions(scene) == [(1, "superseded"), (2, "standing")]
        assert PLANTED.encode() not in scene.words(), "the words stand in a file"
        no_half_edition(scene)
        nothing_left_over(scene)


class Migrate:
    """A database of an older version is brought up to date by the first command."""

    name = "migration"

    def prepare(self, scene: Scene) -> None:
        people_speak(scene)
        database = connect(scene.database or f"sqlite:///{scene.home / 'palabre.db'}")
        with database.writing() as connection:
            command.downgrade(config(connection), OLD_SCHEMA)
        database.close()

    def arguments(self, scene: Scene) -> tuple[str, ...]:  # noqa: ARG002 (the same everywhere)
        return ("round", "list")

    def check(self, scene: Scene, before: Scene, whole: Scene) -> None:  # noqa: ARG002 (looking would migrate)
        database = connect(scene.database or f"sqlite:///{scene.home / 'palabre.db'}")
        with database.reading() as connection:
            assert version(connection) in (OLD_SCHEMA, HEAD)
        database.close()

    def again(self, scene: Scene, whole: Scene) -> None:
        assert scene.palabre.run(*self.arguments(scene)).out == whole.palabre.run(*self.arguments(scene)).out
        assert said(scene) == said(whole) == [(PLANTED,), (STAYS,)]


CASES: tuple[Case, ...] = (
    Report(),
    Supersede(),
    Publish(),
    Backup(),
    Restore(),
    Learn(),
    Import(),
    Erase(),
    Migrate(),
)
