"""What is looked up for a place of the office: groups, what waits, the plan. Imports the standard library only."""

from dataclasses import replace

from consultation.guide import Consultation
from consultation.office_flow import Where
from consultation.office_scene import OfficeScene
from consultation.office_suggestions import shown
from consultation.office_turn import Means
from consultation.plan import planned
from consultation.ports import Store
from consultation.suggestions import Sort, may_hold_private_data, waiting

OF_THE_PLAN = frozenset({Where.PLANNING, Where.SORTING, Where.DATING, Where.TITLING})


def looked_up(scene: OfficeScene, store: Store, means: Means) -> OfficeScene:
    """Return a scene with what its place shows."""
    at, asked = scene.seat.where, scene.consultation
    if at is Where.CALLING:
        return replace(scene, groups=means.outbox.groups())
    if at is Where.SIFTING and asked:
        return _warned(_with_suggestions(scene, asked, store), asked, means)
    if at in OF_THE_PLAN and asked:
        rounds = [known for known in scene.rounds if known.consultation == scene.reference]
        return replace(scene, plan=planned(asked, store.plan(asked.id), rounds))
    return scene


def _with_suggestions(scene: OfficeScene, asked: Consultation, store: Store) -> OfficeScene:
    suggested = store.suggestions(asked.id, Sort(scene.seat.held["sort"]))
    return replace(scene, suggested=waiting(suggested))


def _warned(scene: OfficeScene, asked: Consultation, means: Means) -> OfficeScene:
    """Say whether there may be private data in what is read."""
    one, finder = shown(scene), means.finder(asked)
    return replace(scene, warned=one is not None and may_hold_private_data(one, finder))
