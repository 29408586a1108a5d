"""Finding and loading a consultation, whole: the way in to all that is read from files. Imports the core and ours.

A consultation is a directory: consultation.yaml in the original language, drafts.yaml, codebook.yaml, and a translation
by language (fr.yaml). What is wrong with any of them is told at once, by file, line and unit.
"""

from pathlib import Path

from config.codebooks.form import CodebookForm, load_codebook
from config.consultation_form import read_consultation, read_languages
from config.drafts.files import read_drafts
from config.drafts.form import DraftForm
from config.reading.files import open_yaml
from config.reading.places import Place
from config.reading.problems import Problems
from config.reading.units import Units
from consultation.errors import NotFound
from consultation.guide import Consultation

__all__ = ["find_consultation", "load_codebook", "load_consultation", "read_drafts", "shipped"]

SHIPPED = Path(__file__).parent / "consultations"
MAIN = "consultation.yaml"
DRAFTS = "drafts.yaml"
CODEBOOK = "codebook.yaml"


def find_consultation(reference: str) -> Path:
    """Return the directory of a consultation: ``reference`` itself, or what ships by that name; raise `NotFound`."""
    for directory in (Path(reference), SHIPPED / reference):
        if (directory / MAIN).is_file():
            return directory
    raise NotFound(f'no consultation "{reference}": give a directory with a {MAIN}, or one of: {", ".join(shipped())}')


def shipped() -> tuple[str, ...]:
    """Return the names of the consultations that come with this."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob(f"*/{MAIN}")))


def load_consultation(directory: Path) -> Consultation:
    """Return the consultation in ``directory``; raise `InvalidFiles` with all the problems of all its files."""
    problems = Problems()
    top = open_yaml(directory / MAIN, problems)
    languages = read_languages(top)
    units = Units(languages, _translations(directory, languages, problems))
    drafts = DraftForm(units).read(_drafts(directory, problems))
    form = CodebookForm(languages, list(dict.fromkeys(draft.id for draft in drafts)))
    codebook = form.read(open_yaml(directory / CODEBOOK, problems))
    consultation = read_consultation(top, units, drafts=drafts, codebook=codebook)
    top.close()
    if top.is_keyed:
        units.report_strangers()
        _report_unknown_files(directory, languages, problems)
    problems.finish()
    return consultation


def _translations(directory: Path, languages: tuple[str, ...], problems: Problems) -> dict[str, Place]:
    """Return the translations there are; a language without one has all its texts still to come."""
    paths = {language: directory / f"{language}.yaml" for language in languages[1:]}
    return {language: open_yaml(path, problems) for language, path in paths.items() if path.exists()}


def _drafts(directory: Path, problems: Problems) -> Place:
    """Return the lists of drafts; a consultation may have none yet."""
    path = directory / DRAFTS
    if not path.exists():
        return Place(problems, file=DRAFTS, path="drafts")
    return open_yaml(path, problems, root="drafts")


def _report_unknown_files(directory: Path, languages: tuple[str, ...], problems: Problems) -> None:
    known = {MAIN, DRAFTS, CODEBOOK, *(f"{language}.yaml" for language in languages[1:])}
    for path in sorted((*directory.glob("*.yaml"), *directory.glob("*.yml"))):
        if path.name not in known:
            problems.report(f"is no file of a consultation in {', '.join(languages)}", file=path.name)
