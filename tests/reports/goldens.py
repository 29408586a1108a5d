"""A report of one of everything, as it is to be byte for byte: ``golden/`` has its files.

After a change that is meant, renew them and read the difference before you commit it:

    python -m tests.reports.goldens
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from consultation.codebooks.emergence import Proposal
from consultation.loop.echoes import Judged
from consultation.loop.responses import Response, Subject, Verdict
from consultation.records import Participation, Snapshot
from reports.render import pages_of, write_report
from tests.reports import data_snapshots
from tests.reports.data_files import written
from tests.reports.snapshots import FINDER, LIST, OPENED, crowd, missing, person, said, snapshot, takes, token, why

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("en", "fr")
FORMATS = ("html", "md", "wikitext")

BOATS = ("A boat at last.", "Boats, a boat!", "One boat more.", "The boat sank.")


def everything() -> Snapshot:
    """Return a snapshot in which each kind of finding is."""
    proposal = Proposal("BOATS", "en", ("boat", "sank"), tuple(token(text) for text in BOATS), 0.8)
    silent = frozenset({token("Nothing")})
    return snapshot(
        _asked(),
        _on_drafts(),
        identities=40,
        erased=1,
        proposals=(proposal,),
        non_answers=silent,
        responses=(
            Response(Subject("1", LIST), Verdict.PARTLY, {"en": "The grant, <not> the rest.", "ar": "المنحة."}, OPENED),
            Response(Subject(theme="tools"), Verdict.ADOPTED, {"fr": "Les outils sont en cours."}, OPENED),
        ),
        judged=(Judged("R1", 1, asked=21, yes=11, not_quite=5, wrong=0),),
    )


def _asked() -> list[Participation]:
    return [
        person("ana", said("A small grant would help us.\nAnd <b>soon</b> & *surely*.", "funding"), region="north"),
        person("bo", said("Des outils simples, s’il vous plaît.", "tools", language="fr"), language="fr"),
        person("cy", said("نريد تمويلا صغيرا ومستمرا لمكتبتنا في القرية.", "funding", language="ar"), language="ar"),
        person("di", said("Write to di@example.org about tools.", "tools", coded=("tools", "equity"), item="")),
        person("ed", said("Nothing")),
        person("fay", said("Not in these words.", "equity"), quoting="paraphrase"),
        person("gus", said("Taken back.", "equity", aside="spam")),
        *(person(f"boat{number}", said(text)) for number, text in enumerate(BOATS)),
        *crowd(9, "tools", region="north", role="volunteer"),
        *crowd(7, "process", start=20, region="south", role="staff"),
        *crowd(3, "tools", start=40, region="west"),
    ]


def _on_drafts() -> list[Participation]:
    return [
        person("ana", takes("support"), why("It would help at once.", "funding")),
        person("bo", takes("oppose"), why("Cela n’aiderait personne.", "funding", language="fr"), language="fr"),
        person("cy", takes("changes"), why("Only for the small ones."), missing("An upper limit.")),
        person("ed", takes("study", on="3"), why("Nobody knows."), missing("Who pays today?", on="3")),
    ]


def write_golden(folder: Path) -> None:
    """Write the report of everything into ``folder``, with one page on a draft in each format."""
    for language in LANGUAGES:
        out = folder / language / "report"
        write_report(everything(), language=language, finder=FINDER, out=out, formats=FORMATS, by="region", edition=1)
        for page in pages_of(out):
            if page.stem == "draft.2026-01.1":
                page.replace(out.with_name(page.name))
            else:
                page.unlink()
        out.with_name("report-drafts").rmdir()


def write_golden_data(folder: Path) -> None:
    """Write the data of everything into ``folder``: what is text, also where it is zipped."""
    out = folder / "data"
    *_, project = written(data_snapshots.everything(), out, "csv", "json", "qdpx")
    with ZipFile(project) as zipped:
        (out / "project.qde").write_bytes(zipped.read("project.qde"))
    project.unlink()


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in ``folder``, by path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def renew() -> None:
    """Write the golden files anew."""
    with TemporaryDirectory() as room:
        write_golden(Path(room))
        write_golden_data(Path(room))
        for name, content in files(Path(room)).items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_bytes(content)


if __name__ == "__main__":
    renew()
