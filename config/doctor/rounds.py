"""What can be found out about rounds, the site, and what is sent, in a database that answers. Imports everyone."""

from collections import Counter
from collections.abc import Iterator

from config.doctor.installation import Finding, doubtful, well, wrong
from config.wiring import Deployment
from consultation.errors import PalabreError
from consultation.notices import Fate
from consultation.rounds import Stage


def rounds(deployment: Deployment) -> Iterator[Finding]:
    """Look at each consultation that a round belongs to, and at what is open."""
    known = deployment.store.rounds()
    if not known:
        yield well("rounds", "none yet; launch one with: palabre round launch partnerships --questions")
        return
    for reference in dict.fromkeys(one.consultation for one in known):
        try:
            deployment.consultation(reference)
        except PalabreError as error:
            yield wrong("consultation", str(error), f"mend it; palabre check {reference} says what else is wrong")
        else:
            yield well("consultation", f"{reference} can be loaded")
    now = deployment.clock.now()
    opened = [one.id for one in known if one.takes_answers(now)]
    yield well("rounds", f"{len(known)} in all, open: {', '.join(opened) or 'none'}")
    published = [one.id for one in known if one.stage is Stage.PUBLISHED]
    if published and not deployment.settings.site:
        yield doubtful("site", f"{', '.join(published)} is published, and nobody is told where", "set PALABRE_SITE")


def outbox(deployment: Deployment) -> Iterator[Finding]:
    """Look at what was to be sent."""
    fates = Counter(one.fate for one in deployment.outbox.sendings())
    lost = fates[Fate.UNKNOWN] + fates[Fate.REFUSED]
    found = f"{fates[Fate.WAITING]} waiting, {fates[Fate.SENT]} sent, {lost} refused or of unknown fate"
    if lost:
        yield doubtful("outbox", found, "palabre outbox says which, and why")
    else:
        yield well("outbox", found)
