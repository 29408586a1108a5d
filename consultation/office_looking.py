"""What is looked up for a place of the office, only where somebody is at it. Imports the standard library only."""

from dataclasses import replace

from consultation import office_moderating, office_noting
from consultation.coding_desk import desk_of
from consultation.guide import Consultation
from consultation.office_flow import ANSWERING, REVIEWED, Where
from consultation.office_scene import OfficeScene
from consultation.office_turn import Means
from consultation.ports import Store
from consultation.responses import standing
from consultation.review_desk import case_of

READ = {**office_moderating.READ, **office_noting.READ}
"""What is read where."""


def looked_up(scene: OfficeScene, store: Store, means: Means) -> OfficeScene:
    """Return a scene with what its place shows."""
    at, asked = scene.seat.where, scene.consultation
    if asked is None:
        return scene
    if at in READ:
        return READ[at](store, scene, means.finder(asked))
    if at in REVIEWED:
        return _with_case(scene, asked, store, means)
    if at in ANSWERING:
        return replace(scene, responses=standing(store.responses(scene.seat.held.get("round", ""))))
    if at is Where.CODING:
        return _with_desk(scene, asked, store, means)
    return scene


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
