"""Imports answers from a file into a round: checks every row, keeps what is new. Imports everyone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.answers.cells import printable
from config.answers.contributions import ContributionForm
from config.answers.files import STANDARD_INPUT, Row, read_answers
from config.answers.new_answers import Newcomers
from config.progress import Progress
from config.wiring import Deployment
from consultation.errors import InvalidInput
from consultation.facilitation import ACTOR
from consultation.imported import NewAnswer, Terms, participations
from consultation.messages import clean
from consultation.ports import Finder, Store
from consultation.private_data import masked
from consultation.records import Act, Participation, Quoting
from consultation.rounds import Round

PREVIEWED = 5
"""How many new answers a dry run shows."""

SHOWN = 60
"""How much of each."""

OFF_RECORD = "(off the record)"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not imported, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: answers that are new, how many are there already, rows that are refused.

    ``erased`` counts the rows of people who erased themselves.
    """

    new: tuple[NewAnswer, ...]
    known: int
    refused: tuple[Refusal, ...]
    erased: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would have done.

    ``people`` are the participations with what is new in them. ``known`` counts the rows that are there already,
    ``quoted_otherwise`` those among them that were imported with another quoting, which stays; ``erased`` the rows that
    are left out, neither new nor known, because their authors erased themselves.
    """

    people: tuple[Participation, ...]
    new: int
    known: int
    refused: tuple[Refusal, ...]
    quoted_otherwise: int
    erased: int


def sort_out(
    rows: Iterable[Row],
    form: ContributionForm,
    newcomers: Newcomers,
    erased: Callable[[Iterable[str]], frozenset[str]],
) -> Plan:
    """Return which rows are new, known and refused; ``erased`` tells which pseudonyms no longer are anybody's."""
    new, known, refused = [], 0, []
    for row in rows:
        try:
            placed = newcomers.place(form.read(row))
        except InvalidInput as error:
            refused.append(Refusal(row.number, error.what))
        else:
            new += [placed] if placed else []
            known += placed is None
    gone = erased(one.respondent for one in new)
    staying = tuple(one for one in new if one.respondent not in gone)
    return Plan(staying, known, tuple(refused), len(new) - len(staying))


def import_answers(
    deployment: Deployment,
    round_id: str,
    path: Path,
    *,
    quoting: Quoting,
    all_or_nothing: bool = False,
    dry_run: bool = False,
    progress: Progress,
) -> Imported:
    """Import a file into a round, and note it in the audit log.

    Rows that are refused do not stop the others, unless ``all_or_nothing``. A ``dry_run`` keeps nothing, and makes
    only the first few participations. Raises `InvalidInput` where the file as a whole cannot be read, `NotFound`.
    """
    store, launched = deployment.store, deployment.store.round(round_id)
    consultation = deployment.consultation(launched.consultation)
    form = ContributionForm(consultation, launched)
    rows = read_answers(path, form.attributes)
    newcomers = Newcomers(launched.id, quoting, (store.record(known.id) for known in store.rounds()))
    plan = sort_out(rows, form, newcomers, store.erased)
    new = () if all_or_nothing and plan.refused else plan.new
    people: tuple[Participation, ...] = ()
    now = deployment.clock.now()
    if new:  # a tagger takes a second to make
        terms = Terms(consultation, launched, deployment.tagger(consultation), quoting, _source(path), now)
        people = participations(new[:PREVIEWED] if dry_run else new, newcomers.facts, terms, progress)
    added = len(new) if dry_run else _keep(store, launched, people)
    if not dry_run:
        store.note(Act(now, ACTOR, "import", launched.id, f"{_source(path)}: {added} new, quoting {quoting}"))
    erased = plan.erased + len(new) - added
    return Imported(people, added, plan.known, plan.refused, newcomers.quoted_otherwise, erased)


def _source(path: Path) -> str:
    """Return what answers are said to come from: a file without its folders, which may name somebody."""
    return "standard input" if str(path) == STANDARD_INPUT else clean(path.name)


def _keep(store: Store, launched: Round, people: Sequence[Participation]) -> int:
    """Keep participations and return how many of their answers are kept: what a person erased does not come back."""
    offered = {answer.id for person in people for answer in person.answers}
    new, _ = store.add_participations(people)
    if new == sum(len(person.answers) + len(person.stances) for person in people):
        return len(offered)
    return sum(answer.id in offered for person in store.record(launched.id).participations for answer in person.answers)


def previewed(people: Iterable[Participation], finder: Finder) -> Iterator[str]:
    """Yield each answer as one line: its language, what it is on, its themes and how it begins, masked.

    Words off the record are not shown, here neither.
    """
    for whose, answer in ((one, answer) for one in people for answer in one.answers):
        said = answer.current
        shown = masked(said.text, finder.find(said.text, language=said.language)) if whose.on_record else OFF_RECORD
        words = printable(" ".join(shown.split()))
        begins = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
        yield f"{said.language}  {answer.item or 'free'}  [{', '.join(said.themes)}]  {begins}"


def summary(done: Imported, *, dry_run: bool = False, all_or_nothing: bool = False) -> str:
    """Return the counts of an import in one line."""
    counts = f"{done.new} new answers, {done.known} already there, {len(done.refused)} refused"
    if all_or_nothing and done.refused:
        return f"{counts}; nothing is imported where a row is refused (--all-or-nothing)"
    return f"{counts}; nothing is kept (--dry-run)" if dry_run else counts


def remarks(done: Imported) -> Iterator[str]:
    """Yield what an importer may not expect."""
    if done.quoted_otherwise:
        yield f"{done.quoted_otherwise} of those already there keep the --quote that they were imported with"
    if done.erased:
        yield f"{done.erased} left out: their authors erased themselves"
