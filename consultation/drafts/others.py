"""What others said before, for who asks: opposing statements of earlier rounds, over a store. Standard library only.

What may be shown on a draft is worked out once for a round and remembered as ids; the words are read from the store
whenever they are shown, so that nothing is shown that was taken back anywhere.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from consultation.drafts.opposing import (
    LEANINGS,
    NOTHING,
    Candidate,
    Pool,
    Said,
    Shown,
    Version,
    choose,
    in_order,
    pools,
)
from consultation.errors import NotFound
from consultation.excerpts import excerpt
from consultation.guide import Consultation, Draft
from consultation.ports import Finder, Store, Tokens
from consultation.private_data import masked
from consultation.records import Participation, Showing, may_quote
from consultation.rounds import Round, Stage

HOLDS = timedelta(hours=1)
"""How long what may be shown is remembered: what facilitators restore or code anew is found after that."""

ROUNDS = 8
"""For how many rounds it is remembered at once."""


class Others:
    """Gives people in a round on drafts what others said in the rounds before it. Remembers ids, never words."""

    def __init__(self, store: Store, finder: Callable[[Consultation], Finder], tokens: Tokens) -> None:
        self._store = store
        self._finder = finder
        self._tokens = tokens
        self._pools: OrderedDict[tuple[object, ...], tuple[datetime, dict[Version, Pool]]] = OrderedDict()

    def any_on(
        self, draft: Draft, consultation: Consultation, launched: Round, person: Participation, *, now: datetime
    ) -> bool:
        """Say whether there is something to show a person on a draft."""
        found = self._of(launched, consultation, now).get((draft.id, draft.version))
        return found is not None and bool(choose(found, respondent=person.respondent, language=person.language))

    def on(
        self, draft: Draft, consultation: Consultation, launched: Round, person: Participation, *, now: datetime
    ) -> Shown | None:
        """Return what a person is shown on a draft, None where there is nothing; asked again, in the same order.

        Each statement is read anew: one whose author took it back or changed it is left out from then on.
        """
        there, version = self._of(launched, consultation, now), (draft.id, draft.version)
        while chosen := choose(there.get(version, NOTHING), respondent=person.respondent, language=person.language):
            read = {one.id: self._read(one, there[version].themes, consultation, person) for one in chosen}
            gone = [name for name, said in read.items() if said is None]
            if not gone:
                before = [one.seed for one in person.shown if (one.draft, one.version) == version]
                seed = before[-1] if before else self._tokens.token()
                order = in_order(chosen, seed)
                basis = there[version].basis
                showing = Showing(draft.id, draft.version, seed, tuple(one.id for one in order), basis, now)
                return Shown(showing, tuple(said for one in order if (said := read[one.id])))
            there[version] = there[version].without(gone)
        return None

    def _of(self, launched: Round, consultation: Consultation, now: datetime) -> dict[Version, Pool]:
        """Return what may be shown in a round, by version of a draft: worked out anew where anything else is asked."""
        drafts = consultation.current_drafts()
        earlier = [known.id for known in self._store.rounds() if _is_over(known, launched, now)]
        versions = tuple((one.id, one.version) for one in drafts)
        key = (launched.id, tuple(earlier), versions, consultation.codebook.fingerprint)
        known = self._pools.get(key)
        if known is not None and now < known[0] + HOLDS:
            return known[1]
        records = [self._store.record(one) for one in earlier]
        found = pools(consultation, records) if records else {}
        self._pools[key] = now, found
        self._pools.move_to_end(key)
        if len(self._pools) > ROUNDS:
            self._pools.popitem(last=False)
        return found

    def _read(
        self, one: Candidate, themes: frozenset[str], consultation: Consultation, person: Participation
    ) -> Said | None:
        """Return a statement as it may be shown now, None where it may not any more."""
        try:
            whose = self._store.said_in(one.id)
        except NotFound:
            return None
        answer = whose.answer(one.id)
        if answer is None or not may_quote(whose, answer) or answer.current.number != one.revision:
            return None
        stance = whose.stance(*one.took) if one.took else None
        if whose.respondent == person.respondent or (stance and LEANINGS.get(stance.side)) != one.leaning:
            return None
        said = answer.current
        spans = [(span.start, span.end) for tag in said.tags if tag.theme in themes for span in tag.evidence]
        private = self._finder(consultation).find(said.text, language=said.language)
        return Said(
            masked(said.text, private, *excerpt(said.text, spans[0] if spans else None)),
            said.language,
            one.leaning,
            one.themes,
        )


def _is_over(known: Round, launched: Round, now: datetime) -> bool:
    """Say whether a round of the same consultation began before another and takes no answers any more."""
    before = known.consultation == launched.consultation and known.id != launched.id and known.opens < launched.opens
    return before and known.at(now).stage not in (Stage.DRAFTED, Stage.OPEN)
