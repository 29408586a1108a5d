"""What is said around a draft: that it has changed, what others said of it. Imports the standard library only."""

from collections.abc import Iterable, Iterator

from consultation.drafts.opposing import Leaning, Said
from consultation.guide import Draft
from consultation.messages import Line, Style
from consultation.records import Basis
from consultation.voice import Scene, Voice


def changed(voice: Voice, drafts: Iterable[Draft]) -> Iterator[Line]:
    """Say which drafts have changed since the person spoke on them, and what becomes of what they said."""
    for draft in drafts:
        title = voice.show(draft.title)
        yield Line(voice("Draft {draft} has changed since you spoke on it: {title}", draft=draft.id, title=title))
    yield Line(voice("What you said stays with the version you read. Would you like to see the new one?"))


def changed_drafts(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Tell the person what is news to them."""
    yield from changed(voice, scene.news)


def others(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Show opposing statements of earlier rounds, and say by which rule they were chosen."""
    if scene.shown is None:
        yield Line(voice("Nobody has said anything on this that can be shown here."))
    elif scene.shown.showing.basis is Basis.STANCES:
        yield Line(
            voice(
                "What people said of this draft in an earlier round, as it was then: as many for as against, in random "
                "order. They allow their words to be shown."
            )
        )
    else:
        yield Line(
            voice(
                "What two people said in an earlier round on the themes of this draft: the two that differ most, in "
                "random order. They allow their words to be shown."
            )
        )
    for said in scene.shown.said if scene.shown else ():
        yield Line(_of(voice, scene, said), Style.NOTE)
        yield Line(said.text, Style.QUOTE)


def _of(voice: Voice, scene: Scene, said: Said) -> str:
    """Name the side or the themes of a statement, and its language where that is another."""
    themes = scene.consultation.codebook.themes
    labels = voice(", ").join(theme.label(voice.chain) for theme in themes if theme.id in said.themes)
    named = {Leaning.FOR: voice("For"), Leaning.AGAINST: voice("Against")}
    name = named[said.leaning] if said.leaning else labels
    return name if said.language == voice.language else f"{name} [{said.language}]"
