"""What it costs to show what others said before: the first time in a round, and each time after.

A round on drafts is over in which every respondent took three positions and gave reasons for each; another is open.
The first to open a draft there waits until all that was said is read; what is remembered then are ids.
"""

import random
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import process_time

from config.loading import find_consultation, load_consultation
from config.time_and_chance import SeededTokens
from consultation.codebook import Span, Tag
from consultation.drafts.others import Others
from consultation.records import Answer, Consent, Part, Participation, Piece, Quoting, Revision, Side, Stance
from consultation.rounds import Kind, Round
from nlp.private_data import PrivateDataFinder
from storage.recent import RecentStore
from storage.store import SqlStore

SIZES = (1_000, 10_000)
EACH = 3
TIMES = 300
BEGAN = datetime(2030, 1, 1, tzinfo=UTC)
WORDS = "we need funding tools people data time trust partners a grant for every small group in our town"


def main() -> None:
    """Print how long it takes for each size."""
    consultation = load_consultation(find_consultation("partnerships"))
    print("opposing: what others said, on SQLite")
    print(f"  {'respondents':>12}{'answers':>10}{'first, s':>10}{'asking, ms':>12}{'showing, ms':>13}{'kept, MB':>10}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            store = RecentStore(SqlStore.open(f"sqlite:///{Path(folder) / 'palabre.db'}"))
            first = Round("first", "FIRST", "partnerships", Kind.DRAFTS, opens=BEGAN, closes=BEGAN + timedelta(days=1))
            second = Round("second", "SECOND", "partnerships", Kind.DRAFTS, opens=BEGAN + timedelta(days=2))
            for one in (first, second):
                store.add_round(one)
            drafts = consultation.current_drafts()
            store.add_participations(_people(size, [(one.id, one.version) for one in drafts]))
            tokens, now = SeededTokens("benchmark"), second.opens
            others = Others(store, lambda one: PrivateDataFinder(one.languages), tokens)
            reader = Participation("reader", "second", "en", second.opens)
            asked = (drafts[0], consultation, second, reader)
            began = process_time()
            others.any_on(*asked, now=now)
            first_time = process_time() - began
            asking, showing = _each(partial(others.any_on, *asked, now=now)), _each(partial(others.on, *asked, now=now))
            tracemalloc.start()
            another = Others(store, lambda one: PrivateDataFinder(one.languages), tokens)
            another.any_on(*asked, now=now)
            held = tracemalloc.get_traced_memory()[0] / 1e6
            tracemalloc.stop()
            print(f"  {size:>12}{size * EACH:>10}{first_time:>10.2f}{asking:>12.2f}{showing:>13.2f}{held:>10.1f}")


def _each(act: Callable[[], object]) -> float:
    """Return how many milliseconds of a processor an act takes."""
    act()
    began = process_time()
    for _ in range(TIMES):
        act()
    return (process_time() - began) / TIMES * 1000


def _people(size: int, versions: list[tuple[str, str]]) -> Iterator[Participation]:
    chance = random.Random(2030)
    themes = ("funding", "tools", "people", "data", "equity", "ethics", "sharing")
    for number in range(size):
        asked, at = chance.sample(versions, EACH), BEGAN + timedelta(seconds=number)
        answers, stances = [], []
        for draft, version in asked:
            text = " ".join(chance.choices(WORDS.split(), k=chance.randrange(4, 60)))
            tags = tuple(Tag(theme, "cue", 1.0, (Span(0, 2, text[:2]),)) for theme in chance.sample(themes, 2))
            said = Revision(1, at, (Piece(f"{number}:{draft}", text),), chance.choice(("en", "fr", "es", "ar")), tags)
            answers.append(Answer(f"S{number:06}{draft}", draft, Part.WHY, (said,), version))
            stances.append(Stance(draft, version, chance.choice((Side.SUPPORT, Side.CHANGES, Side.OPPOSE)), at))
        quoting = chance.choice((Quoting.VERBATIM, Quoting.PARAPHRASE))
        yield Participation(
            f"P{number:06}", "first", "en", at, consent=Consent("v", at), quoting=quoting, answers=tuple(answers),
            stances=tuple(stances),
        )  # fmt: skip


if __name__ == "__main__":
    main()
