"""The models of a consultation, on disk: numbered, each whole and never changed, one of them in use. Imports the core.

Below the home, in ``models/CONSULTATION``: the folder ``3`` is a whole pipeline, ``3.json`` its card, ``current`` the
number of the one in use. A card stays when its model is removed, so that no number is ever given twice.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from config.rooms import room, sweep
from consultation.checking.quality import ModelQuality
from consultation.errors import InvalidInput

CUES_ALONE = 0
"""In place of a model's number: no model is used."""

ERASED = "somebody whose words it may hold was erased"

NEW = "new"
"""What is being written is in a folder called so."""

KEPT = 5
"""How many models are kept, the newest, beside the one that is in use."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a model.

    ``made`` is an ISO time; ``codebook`` the fingerprint of the one it was learnt for; ``answers`` how many it read,
    ``examples`` how many it learnt from, by who gave them; the figures are F1 on answers held back (`contest`), its own
    and those of what was in use before, which ``before`` names (0: cues alone). ``coded`` are the ids of the answers
    that were examples, ``respondents`` the pseudonyms of all whose words it may hold. ``gone`` is why it was removed.
    """

    number: int
    made: str
    codebook: str
    answers: int
    examples: Mapping[str, int]
    micro_f1: float
    macro_f1: float
    before: int
    before_micro_f1: float
    before_macro_f1: float
    coded: tuple[str, ...] = field(repr=False)
    respondents: tuple[str, ...] = field(repr=False)
    gone: str = ""

    def fits(self, codebook: str) -> bool:
        """Say whether it is still there, and was learnt for the codebook with this fingerprint."""
        return not self.gone and self.codebook == codebook

    @property
    def quality(self) -> ModelQuality:
        """What a report says of it."""
        return ModelQuality(self.number, sum(self.examples.values()), self.micro_f1, self.macro_f1)

    @property
    def shown(self) -> Mapping[str, object]:
        """What may be shown of it: all but who it learnt from."""
        return {name: value for name, value in asdict(self).items() if name not in ("coded", "respondents")}

    @classmethod
    def read(cls, path: Path) -> "Card":
        """Return the card in a file; raise `InvalidInput` for a file that holds none."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return cls(**told | {name: tuple(told[name]) for name in ("coded", "respondents")})
        except (ValueError, KeyError, TypeError):
            what = "this is not the card of a model; put it back from a backup, or move it away with its model"
            raise InvalidInput(what, where=str(path)) from None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The models of one consultation, in a ``folder`` that need not be there yet."""

    folder: Path

    def in_use(self) -> int:
        """Return the number of the model in use, `CUES_ALONE` where there is none.

        Raises `InvalidInput` where the file that says so holds something else.
        """
        try:
            return int((self.folder / "current").read_text(encoding="ascii"))
        except FileNotFoundError:
            return CUES_ALONE
        except ValueError:
            what = "this is no number of a model; remove it: cues alone tag until palabre model rollback --to N"
            raise InvalidInput(what, where=str(self.folder / "current")) from None

    def use(self, number: int) -> None:
        """Use a model from now on, in every process: at its next words it finds the new number."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(self.folder / "current", f"{number}\n")

    def cards(self) -> tuple[Card, ...]:
        """Return the cards of all models that ever were, by number."""
        paths = self.folder.glob("*.json") if self.folder.is_dir() else ()
        return tuple(sorted((Card.read(path) for path in paths), key=lambda card: card.number))

    def card(self, number: int) -> Card | None:
        """Return the card of a model, None where there never was one of that number."""
        path = self.folder / f"{number}.json"
        return Card.read(path) if path.is_file() else None

    def card_in_use(self, codebook: str) -> Card | None:
        """Return the card of the model that tags by a codebook, None where cues alone do, or it does not fit."""
        card = self.card(self.in_use())
        return card if card and card.fits(codebook) else None

    def pipeline(self, number: int) -> Path:
        """Return the folder of a model."""
        return self.folder / str(number)

    def free(self) -> int:
        """Return the number of the next model."""
        return 1 + max((card.number for card in self.cards()), default=0)

    def add(self, card: Card, write: Callable[[Path], object]) -> None:
        """Keep a model, which ``write`` writes into a folder, and its card; it is not in use yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with room(self.folder, NEW) as made:
            write(made / "model")
            shutil.rmtree(self.pipeline(card.number), ignore_errors=True)  # of a try that was broken off
            (made / "model").rename(self.pipeline(card.number))
        self._keep(card)

    def remove(self, card: Card, why: str) -> None:
        """Remove a model and who it learnt from; its card stays, and says why. Cues alone follow one in use."""
        if self.in_use() == card.number:
            self.use(CUES_ALONE)
        self._keep(replace(card, coded=(), respondents=(), gone=why))
        shutil.rmtree(self.pipeline(card.number), ignore_errors=True)

    def tidy(self) -> None:
        """Remove what processes left that were killed while they wrote a model: no card says whose words it holds."""
        sweep(self.folder, NEW)

    def prune(self) -> Iterator[Card]:
        """Remove all but the newest models and the one in use; yield those that went."""
        standing = [card for card in self.cards() if not card.gone]
        for card in standing[:-KEPT]:
            if card.number != self.in_use():
                self.remove(card, f"the newest {KEPT} are kept")
                yield card

    def _keep(self, card: Card) -> None:
        _replace(self.folder / f"{card.number}.json", json.dumps(asdict(card), ensure_ascii=False) + "\n")


def with_models(home: Path) -> tuple[str, ...]:
    """Return the ids of the consultations that have models."""
    folder = home / "models"
    return tuple(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ()


def shelf_of(home: Path, consultation: str) -> Shelf:
    """Return the models of a consultation, by its id."""
    return Shelf(home / "models" / consultation)


def _replace(path: Path, text: str) -> None:
    """Put a text in place of a file, whole, and only for who owns it."""
    with room(path.parent, NEW) as made:
        new = made / path.name
        new.touch(mode=0o600)
        new.write_text(text, encoding="utf-8")
        new.replace(path)
