"""Which buttons lead to what is behind a draft: what others said, what it has become. Imports the standard library."""

from collections.abc import Iterable, Iterator

from consultation.guide import Draft
from consultation.messages import Button
from consultation.voice import Voice


def ask_again(voice: Voice, drafts: Iterable[Draft]) -> Iterator[Button]:
    """Offer to see what changed, or to leave what was said as it is; nothing where nothing changed."""
    several = tuple(drafts)
    for draft in several:
        yield Button(f"see:{draft.id}", voice("See draft {draft} as it is now", draft=draft.id))
    if several:
        yield Button("as-said", voice("Keep what I said"))


def what_others_said(voice: Voice, item: str) -> Button:
    """Offer what others said on a draft."""
    return Button(f"others:{item}", voice("What others said"))
