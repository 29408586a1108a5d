"""What is looked up for a place of the office, only where somebody is at it. Imports the standard library only."""

from collections.abc import Callable
from dataclasses import replace

from consultation.checking.coding_desk import desk_of
from consultation.checking.review_desk import case_of
from consultation.guide import Consultation
from consultation.loop.responses import standing
from consultation.office import moderating, noting
from consultation.office.flow import ANSWERING, REVIEWED, Where
from consultation.office.scene import OfficeScene
from consultation.office.suggestions import shown
from consultation.office.turn import Means
from consultation.plan import planned
from consultation.ports import Store
from consultation.suggestions import Sort, may_hold_private_data, waiting

Look = Callable[[OfficeScene, Consultation, Store, Means], OfficeScene]
"""Looks up what a place shows of a consultation."""


def looked_up(scene: OfficeScene, store: Store, means: Means) -> OfficeScene:
    """Return a scene with what its place shows."""
    at, asked = scene.seat.where, scene.consultation
    if at is Where.CALLING:
        return replace(scene, groups=means.outbox.groups())
    return LOOKS[at](scene, asked, store, means) if asked and at in LOOKS else scene


def _read(scene: OfficeScene, asked: Consultation, store: Store, means: Means) -> OfficeScene:
    return READ[scene.seat.where](store, scene, means.finder(asked))


def _with_responses(scene: OfficeScene, _: Consultation, store: Store, __: Means) -> OfficeScene:
    return replace(scene, responses=standing(store.responses(scene.seat.held.get("round", ""))))


def _with_plan(scene: OfficeScene, asked: Consultation, store: Store, _: Means) -> OfficeScene:
    rounds = [known for known in scene.rounds if known.consultation == scene.reference]
    return replace(scene, plan=planned(asked, store.plan(asked.id), rounds))


def _with_case(scene: OfficeScene, asked: Consultation, store: Store, means: Means) -> OfficeScene:
    """Return a scene with the answer that is in hand."""
    answer = scene.seat.held.get("answer")
    return replace(scene, case=case_of(store, answer, means.finder(asked))) if answer else scene


def _with_desk(scene: OfficeScene, asked: Consultation, store: Store, means: Means) -> OfficeScene:
    """Return a scene with the sample that is in hand, where it has a place for them."""
    if scene.launched is None:
        return scene
    there = desk_of(store, means.checking.codings, scene.launched.id)
    found = there if there.takes(scene.seat.facilitator.name) else None
    return replace(scene, desk=found, finder=means.finder(asked))


def _with_suggestions(scene: OfficeScene, asked: Consultation, store: Store, means: Means) -> OfficeScene:
    """Return a scene with what waits, and whether there may be private data in what is read."""
    suggested = waiting(store.suggestions(asked.id, Sort(scene.seat.held["sort"])))
    found = replace(scene, suggested=suggested)
    one, finder = shown(found), means.finder(asked)
    return replace(found, warned=one is not None and may_hold_private_data(one, finder))


READ = {**moderating.READ, **noting.READ}
OF_THE_PLAN = frozenset({Where.PLANNING, Where.SORTING, Where.DATING, Where.TITLING})

LOOKS: dict[Where, Look] = {
    **dict.fromkeys(READ, _read),
    **dict.fromkeys(REVIEWED, _with_case),
    **dict.fromkeys(ANSWERING, _with_responses),
    **dict.fromkeys(OF_THE_PLAN, _with_plan),
    Where.CODING: _with_desk,
    Where.SIFTING: _with_suggestions,
}
"""What is looked up where."""
