"""What a facilitator makes of a proposal, and the new codebook that it leads to. Imports everyone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.codebooks.form import LANGUAGE, SLUG
from config.codebooks.writing import codebook_yaml
from config.loading import CODEBOOK, find_consultation, load_codebook
from config.wiring import Deployment
from consultation.codebook import Codebook, Theme
from consultation.codebooks.emergence import Decision, Proposal, Verdict, with_cues, with_theme
from consultation.errors import InvalidInput, NotAllowed, NotFound
from consultation.facilitation import decide


@dataclass(frozen=True, slots=True)
class NewCodebook:
    """Where the codebook that a decision leads to is written: ``out``, from ``base`` (None: the consultation's own).

    The consultation's own file is never written, and no file is but the one that it goes on with.
    """

    out: Path
    base: Path | None

    def start(self, own: Codebook, home: Path) -> Codebook:
        """Return the codebook to change, with a version above the consultation's ``own``, which lies at ``home``."""
        if self.out.resolve() == home.resolve():
            raise NotAllowed(f"{self.out} is the consultation's own codebook: write to another file with --out")
        if self.out.exists() and (self.base is None or self.out.resolve() != self.base.resolve()):
            raise NotAllowed(f"there is {self.out} already: go on with it by --codebook, or give another --out")
        started = load_codebook(self.base) if self.base else own
        return replace(started, version=max(started.version, own.version + 1))

    def write(self, codebook: Codebook) -> None:
        """Write the file, whole or not at all."""
        beside = self.out.with_name(f".{self.out.name}.new")
        beside.write_text(codebook_yaml(codebook), encoding="utf-8")
        beside.replace(self.out)


@dataclass(frozen=True, slots=True)
class Deciding:
    """A facilitator's decision on one proposal of a round, in a deployment."""

    deployment: Deployment
    round_id: str
    proposal_id: str

    def accept(self, theme_id: str, labels: Sequence[str], cues: Sequence[str], new: NewCodebook) -> None:
        """Make a theme of the proposal, with ``cues`` or its own, in a new codebook; labels are like ``en=Boats``."""
        proposal = self._proposal()
        if not SLUG.fullmatch(theme_id):
            raise InvalidInput(
                f'"{theme_id}" is no id: 1 to 80 letters, digits, "-", "_" and ".", no spaces', where="--id"
            )
        by_language = {proposal.language: tuple(cues) or proposal.cues}
        theme = Theme(theme_id, dict(map(_label, labels)), {}, by_language, {}, {})
        new.write(with_theme(self._start(new), theme))
        self._decide(Verdict.ACCEPTED, theme=theme_id)

    def merge(self, theme_id: str, cues: Sequence[str], new: NewCodebook) -> bool:
        """Give a theme the proposal's cue words, or ``cues``, in a new codebook.

        Returns whether the theme had no cues in the language: then its label was listened for, and is a cue now too.
        """
        proposal, codebook = self._proposal(), self._start(new)
        theme = codebook.theme(theme_id)
        had_none = theme is not None and not theme.cues.get(proposal.language)
        new.write(with_cues(codebook, theme_id, proposal.language, tuple(cues) or proposal.cues))
        self._decide(Verdict.MERGED, theme=theme_id)
        return had_none

    def refuse(self, reason: str) -> None:
        """Keep that the proposal is no theme; it is not made again."""
        if not reason.strip():
            raise InvalidInput("say why, so that others need not ask again", where="--reason")
        self._proposal()
        self._decide(Verdict.REFUSED, reason=reason)

    def _proposal(self) -> Proposal:
        proposals = self.deployment.store.proposals(self.round_id)
        found = next((one for one in proposals if one.id == self.proposal_id), None)
        if found is None:
            self.deployment.store.round(self.round_id)
            known = ", ".join(one.id for one in proposals) or "none; look for some with: palabre themes find ROUND"
            raise NotFound(f"there is no proposal {self.proposal_id} in round {self.round_id}; there are: {known}")
        return found

    def _start(self, new: NewCodebook) -> Codebook:
        reference = self.deployment.store.round(self.round_id).consultation
        own = self.deployment.consultation(reference).codebook
        return new.start(own, find_consultation(reference) / CODEBOOK)

    def _decide(self, verdict: Verdict, *, theme: str = "", reason: str = "") -> None:
        now = self.deployment.clock.now()
        decide(self.deployment.store, self.round_id, self.proposal_id, Decision(verdict, now, theme, reason))


def _label(written: str) -> tuple[str, str]:
    language, equals, label = written.partition("=")
    if not (equals and label.strip() and LANGUAGE.fullmatch(language.strip())):
        raise InvalidInput(f'"{written}" is no label with its language, like en=Boats', where="--label")
    return language.strip(), label.strip()
