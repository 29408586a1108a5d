"""Which buttons the office offers where drafts are looked at and entered. Imports the standard library only."""

from collections.abc import Callable, Iterator

from consultation.choices import shortened, ticked
from consultation.drafts.news import version_of
from consultation.messages import Button
from consultation.office.flow import Where
from consultation.office.hearing import button
from consultation.office.scene import OfficeScene
from consultation.roles import Right
from consultation.voice import LANGUAGE_NAMES, Voice


def _shelves(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for consultation in scene.consultations.values():
        yield button("shelf", shortened(voice.show(consultation.title)), consultation.id)
    yield _back(voice)


def _drafts(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    for draft in scene.consultation.current_drafts() if scene.consultation else ():
        yield button("draft", shortened(f"{draft.id}. {voice.show(draft.title)}"), draft.id)
    if scene.sketch:
        yield button("sketch", voice("Go on with draft {draft}", draft=scene.sketch.draft))
    elif scene.may(Right.DRAFT):
        yield button("new-draft", voice("A new draft"))
    yield _back(voice)


def _draft(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    if scene.may(Right.DRAFT):
        yield button("change", voice("A new version of it"))
    yield _back(voice)


def _sketch(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    sketch, asked = scene.sketch, scene.consultation
    if sketch and asked:
        yield button("title", voice("Title"))
        yield button("short", voice("Short text"))
        yield button("full", voice("Full text"))
        for code in asked.languages:
            if code != sketch.language:
                yield button("write-in", LANGUAGE_NAMES.get(code, code), code)
        if sketch.language != asked.languages[0]:
            yield button("leave-out", voice("Leave this language out"))
        yield button("lineage", voice("Where it comes from"))
        yield button("see", voice("See it as people will"))
        yield button("save-draft", voice("Save it"))
        yield button("discard-draft", voice("Throw it away"))
    yield _back(voice)


def _one_text(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield _back(voice)


def _full(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    yield button("written", voice("That is all"))


def _lineage(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    if scene.sketch and scene.sketch.base:
        yield button("relation", voice("It follows the version before"), "kept")
    else:
        yield button("relation", voice("It is new"), "new")
    yield button("relation", voice("It is merged from several"), "merged")
    yield button("relation", voice("It is split from one"), "split")
    yield _back(voice)


def _sources(voice: Voice, scene: OfficeScene) -> Iterator[Button]:
    sources = scene.sketch.sources if scene.sketch else ()
    for draft in scene.consultation.current_drafts() if scene.consultation else ():
        label = ticked(f"{draft.id}. {voice.show(draft.title)}", version_of(draft) in sources)
        yield button("comes-from", shortened(label), version_of(draft))
    yield button("written", voice("That is all"))
    yield _back(voice)


def _back(voice: Voice) -> Button:
    return button("back", voice("Back"))


OFFERS: dict[Where, Callable[[Voice, OfficeScene], Iterator[Button]]] = {
    Where.SHELVES: _shelves,
    Where.DRAFTS: _drafts,
    Where.DRAFT: _draft,
    Where.SKETCH: _sketch,
    Where.TITLE: _one_text,
    Where.SHORT: _one_text,
    Where.FULL: _full,
    Where.LINEAGE: _lineage,
    Where.SOURCES: _sources,
}
