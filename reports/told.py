"""What an edition tells in numbers, kept for those that are made after it. Imports only consultation.

What stands here is not masked: it is for `reports.readers` alone, and no report shows it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from consultation.editions import Tally, Told
from consultation.records import Snapshot
from reports.coverage import Groups, Said, attributes_of, column, coverage, groups_by, rows, spoke_on
from reports.findings import asked_for_positions, respondents_of
from reports.omissions import Audit
from reports.quotes import Quote
from reports.readers import Readers, spoke_key
from reports.stances import Positions, positions
from reports.statements import Heard, Place, heard
from reports.timeline import timeline_tallies


def told(snapshot: Snapshot, *, by: str | None = None, quotes: Iterable[Quote] | None = None) -> Told:
    """Return the numbers that a report of ``snapshot`` shows, and what stands behind its masked tables.

    ``quotes`` are those of the report (`omissions.quotes_in` its findings). Without them it is not kept whom they stand
    for by group, and editions after this one do not show that.
    """
    answers, taken = tuple(heard(snapshot)), positions(snapshot)
    respondents = respondents_of(snapshot, answers, taken)
    consultation, readers = snapshot.consultation, Readers.of(snapshot)
    groups = {one: groups_by(one, consultation, respondents) for one in attributes_of(consultation)}
    said = [*_themes(answers), *_stances(taken)]
    tallies = [column(one, consultation, theirs, readers) for one, theirs in groups.items()]
    tallies += rows(by, consultation, groups[by], said, readers) if by else []
    tallies += _spoken(snapshot, answers, taken, groups, readers)
    tallies += timeline_tallies(snapshot, answers, readers)
    if quotes is not None:
        coverages = [coverage(one, consultation, theirs, readers) for one, theirs in groups.items()]
        tallies += Audit(answers, taken, respondents.keys(), coverages, groups, readers).tallies(quotes)
    of_all = (("respondents",), len(respondents)), (("answers",), len(answers))
    return Told((*of_all, *((named(key), len(who)) for key, who in said)), tuple(tallies))


def named(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the number of a row counts: a theme, or a position on a version of a draft."""
    return ("theme", *key) if len(key) == 1 else ("stance", *key)


def _themes(answers: Sequence[Heard]) -> Iterator[Said]:
    by_theme: dict[str, set[str]] = {}
    for one in answers:
        for theme in one.themes:
            by_theme.setdefault(theme, set()).add(one.respondent)
    return (((theme,), frozenset(who)) for theme, who in sorted(by_theme.items()))


def _stances(taken: Positions) -> Iterator[Said]:
    for place, there in sorted(taken.items()):
        for side in sorted(set(there.values())):
            yield (place.item, place.list, side.value), frozenset(who for who in there if there[who] is side)


def _spoken(
    snapshot: Snapshot, answers: Sequence[Heard], taken: Positions, groups: Mapping[str, Groups], readers: Readers
) -> Iterator[Tally]:
    """Yield who spoke on each draft, by each attribute, where a report names who was silent."""
    if not asked_for_positions(snapshot):
        return
    spoke: dict[Place, set[str]] = {place: set(there) for place, there in taken.items()}
    for one in answers:
        if one.place.kind == "draft":
            spoke.setdefault(one.place, set()).add(one.respondent)
    for draft in snapshot.consultation.drafts:
        place = Place("draft", draft.version, draft.id)
        for attribute, theirs in groups.items():
            yield spoke_on(attribute, spoke_key(place), theirs, frozenset(spoke.get(place, ())), readers)
