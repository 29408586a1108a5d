"""Going back from one model of a consultation to another. Imports the core, `models` and `wiring`."""

from config.models.kept import CUES_ALONE, Shelf
from config.wiring import Deployment
from consultation.errors import NotAllowed, NotFound
from consultation.facilitation import ACTOR
from consultation.guide import Consultation
from consultation.records import Act


def roll_back(deployment: Deployment, reference: str, to: int | None = None) -> int:
    """Use another model from now on, and return its number; without ``to`` what was in use before the present one.

    Of what came before, models that are gone or were learnt for another codebook are passed over. The audit log says
    so. Raises `NotAllowed` where there is nothing to go back from or a model cannot be used, `NotFound`.
    """
    consultation = deployment.consultation(reference)
    deployment.sweep(consultation.id)
    shelf = deployment.shelf(consultation.id)
    now = shelf.in_use()
    number = _before(shelf, consultation) if to is None else _usable(shelf, consultation, to)
    shelf.use(number)
    note = f"{named(number)} in place of {named(now)}"
    deployment.store.note(Act(deployment.clock.now(), ACTOR, "roll back model", consultation.id, note))
    return number


def named(number: int) -> str:
    """Return what a model is called."""
    return "cues alone" if number == CUES_ALONE else f"model {number}"


def _before(shelf: Shelf, consultation: Consultation) -> int:
    card = shelf.card(shelf.in_use())
    if card is None:
        raise NotAllowed(f"cues alone are in use in {consultation.id}: there is no model to go back from")
    earlier = shelf.card(card.before)
    while earlier and not earlier.fits(consultation.codebook.fingerprint):
        earlier = shelf.card(earlier.before)
    return earlier.number if earlier else CUES_ALONE


def _usable(shelf: Shelf, consultation: Consultation, number: int) -> int:
    card = shelf.card(number)
    if number == CUES_ALONE:
        return number
    if card is None:
        raise NotFound(f"{consultation.id} has no model {number}; palabre model list says which there are")
    if card.gone:
        raise NotAllowed(f"model {number} was removed: {card.gone}")
    if not card.fits(consultation.codebook.fingerprint):
        raise NotAllowed(f"model {number} was learnt for another codebook than the one in use")
    return number
