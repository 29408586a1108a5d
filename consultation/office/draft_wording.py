"""What the office says where drafts are looked at and entered. Imports the standard library only."""

from collections.abc import Iterator

from consultation.drafts.sketches import LONGEST, Lack, Text, current, lacks, unchanged
from consultation.guide import Lineage, Unit
from consultation.messages import Line, Style
from consultation.office.flow import Where
from consultation.office.scene import OfficeScene, Sentence
from consultation.voice import LANGUAGE_NAMES, Voice


def shelves_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask which consultation."""
    yield Line(voice("The drafts of which consultation?"))


def drafts_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """The drafts as people are asked about them, each with its version."""
    if scene.consultation is None:
        return
    drafts = scene.consultation.current_drafts()
    yield Line(voice.show(scene.consultation.title), Style.TITLE)
    for draft in drafts:
        title = f"{draft.id}. {voice.show(draft.title)}"
        yield Line(voice("{title} (version {version})", title=title, version=draft.version), Style.ITEM)
    yield Line(voice("Choose a draft to see all of it.") if drafts else voice("There is no draft yet."))
    if scene.sketch:
        yield Line(voice("You have draft {draft} in the making.", draft=scene.sketch.draft), Style.NOTE)


def draft_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """All of a draft, with its versions."""
    asked, name = scene.consultation, scene.seat.held.get("draft", "")
    draft = current(asked, name) if asked else None
    if asked is None or draft is None:
        yield from drafts_prompt(voice, scene)
        return
    yield Line(f"{draft.id}. {voice.show(draft.title)}", Style.TITLE)
    yield Line(voice("Version {version}. Status: {status}", version=draft.version, status=voice.show(draft.status)))
    yield Line(_lineage(voice, draft.lineage), Style.NOTE)
    yield Line(voice.show(draft.short))
    if draft.full:
        yield Line(voice.show(draft.full))
    for label, unit in _texts(voice, draft.title, draft.short, draft.full):
        yield Line(voice("{text}: {languages}", text=label, languages=_named(voice, tuple(unit.texts))), Style.ITEM)
    versions = tuple(one.version for one in asked.drafts if one.id == draft.id)
    yield Line(voice("All its versions: {versions}", versions=voice(", ").join(versions)), Style.NOTE)


def sketch_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """What is in the making, in the language it is being written in, and what it still lacks."""
    sketch, asked = scene.sketch, scene.consultation
    if sketch is None or asked is None:
        return
    yield Line(voice("Draft {draft}, in the making", draft=sketch.draft), Style.TITLE)
    yield Line(voice("You are writing in: {language}", language=_named(voice, (sketch.language,))))
    for text, label in _labels(voice).items():
        words = sketch.texts.get((text, sketch.language))
        yield Line(voice("{text}: {words}", text=label, words=words) if words else voice("{text}: none", text=label))
    for text, label in _labels(voice).items():
        others = tuple(one for one in asked.languages if one in sketch.languages(text) and one != sketch.language)
        if others:
            named = _named(voice, others)
            yield Line(voice("{text}, also in: {languages}", text=label, languages=named), Style.ITEM)
    yield Line(_lineage(voice, Lineage(sketch.relation, sketch.sources)), Style.NOTE)
    if old := unchanged(sketch, asked):
        yield Line(
            voice(
                "Not changed with it: {languages}. Leave a language out, and people read the original, marked as such.",
                languages=_named(voice, old),
            ),
            Style.NOTE,
        )


def title_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask for a title."""
    yield from _asking(voice, scene, Text.TITLE)
    yield Line(voice("Write the title in one line, of at most {number} characters.", number=str(LONGEST[Text.TITLE])))


def short_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask for a short text."""
    yield from _asking(voice, scene, Text.SHORT)
    number = str(LONGEST[Text.SHORT])
    yield Line(voice("Write the short text in one message, of at most {number} characters.", number=number))


def full_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask for a full text."""
    yield from _asking(voice, scene, Text.FULL)
    number = str(LONGEST[Text.FULL])
    text = voice("Write the full text in one message or several, of at most {number} characters in all.", number=number)
    yield Line(text)
    yield Line(voice("The first message takes the place of the present text."), Style.NOTE)


def lineage_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask where it comes from."""
    yield Line(voice("Where does it come from?"))


def sources_prompt(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Ask which drafts it comes from."""
    yield Line(voice("Which does it come from?"))
    if scene.sketch:
        yield Line(_lineage(voice, Lineage(scene.sketch.relation, scene.sketch.sources)), Style.NOTE)
    yield Line(voice("People are not asked about those any more, unless they have a newer version."), Style.NOTE)


def not_whole(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Say what it lacks."""
    if scene.sketch is None or scene.consultation is None:
        return
    original = _named(voice, (scene.consultation.languages[0],))
    reasons = {
        Lack.TITLE: voice("There is no title in the original language, {language}.", language=original),
        Lack.SHORT: voice("There is no short text in the original language, {language}.", language=original),
        Lack.MERGED: voice("What is merged comes from at least two drafts: choose them."),
        Lack.SPLIT: voice("What is split comes from a draft: choose it."),
        Lack.SAME: voice("Nothing in it differs from the version before."),
    }
    yield Line(voice("That cannot be done yet:"))
    for lack in lacks(scene.sketch, scene.consultation):
        yield Line(reasons[lack], Style.ITEM)


def overtaken(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Say that somebody else entered a version."""
    yield Line(voice("Somebody else has entered a version of this draft since you began. Nothing is saved yet."))
    yield Line(voice("Look at theirs with /drafts; if you save yours now, it comes after theirs."))


def saved(voice: Voice, scene: OfficeScene) -> Iterator[Line]:
    """Say that the version is there, and what becomes of what was said."""
    yield Line(voice("Saved. In open rounds, people are asked about this version from now on."))
    yield Line(voice("What was said on earlier versions stays with them; who said it is told, and asked again, once."))


def _asking(voice: Voice, scene: OfficeScene, text: Text) -> Iterator[Line]:
    sketch = scene.sketch
    if sketch:
        label, language = _labels(voice)[text], _named(voice, (sketch.language,))
        yield Line(voice("{text} in: {language}", text=label, language=language), Style.TITLE)
        if words := sketch.texts.get((text, sketch.language)):
            yield Line(words, Style.QUOTE)


def _labels(voice: Voice) -> dict[Text, str]:
    return {Text.TITLE: voice("Title"), Text.SHORT: voice("Short text"), Text.FULL: voice("Full text")}


def _texts(voice: Voice, *units: Unit | None) -> Iterator[tuple[str, Unit]]:
    for label, unit in zip(_labels(voice).values(), units, strict=True):
        if unit:
            yield label, unit


def _named(voice: Voice, languages: tuple[str, ...]) -> str:
    return voice(", ").join(LANGUAGE_NAMES.get(code, code) for code in languages)


def _lineage(voice: Voice, lineage: Lineage) -> str:
    """Say where a version comes from."""
    sources = voice(", ").join(lineage.sources)
    if not lineage.sources:
        return voice("It is new.") if lineage.relation == "new" else voice("It comes from: none chosen yet")
    if lineage.relation == "merged":
        return voice("Merged from: {sources}", sources=sources)
    if lineage.relation == "split":
        return voice("Split from: {sources}", sources=sources)
    return voice("Follows: {sources}", sources=sources)


SENTENCES: dict[str, Sentence] = {
    "busy": lambda voice, _: iter((Line(voice("Another is in the making: save it first, or throw it away.")),)),
    "draft_discarded": lambda voice, _: iter((Line(voice("Thrown away. Nothing has changed.")),)),
    "no_draft": lambda voice, _: iter((Line(voice("There is no such draft.")),)),
    "no_text": lambda voice, _: iter((Line(voice("I have not taken that: it is too long, or has more lines.")),)),
    "not_whole": not_whole,
    "overtaken": overtaken,
    "draft_saved": saved,
    "text_kept": lambda voice, _: iter((Line(voice("Kept. You can go on writing.")),)),
}

PROMPTS: dict[Where, Sentence] = {
    Where.SHELVES: shelves_prompt,
    Where.DRAFTS: drafts_prompt,
    Where.DRAFT: draft_prompt,
    Where.SKETCH: sketch_prompt,
    Where.TITLE: title_prompt,
    Where.SHORT: short_prompt,
    Where.FULL: full_prompt,
    Where.LINEAGE: lineage_prompt,
    Where.SOURCES: sources_prompt,
}
