"""How often the intervals of ``palabre agreement`` hold the truth, in a made-up round of which all is known.

``python -m benchmarks agreement``: samples are drawn from a round that two people and a machine have coded whole, and
each figure is compared with that of the whole round. Themes are rare and frequent, languages large and small; who codes
misses some themes and hears others, each by their own rates. The figures repeat; no one's words are in it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from random import Random
from statistics import mean

from consultation.checking.coding import Coding, desk
from consultation.checking.quality import Estimate, Quality
from consultation.checking.sampling import draw
from consultation.codebook import Tag
from consultation.records import Answer, Consent, Part, Participation, Piece, Revision, RoundRecord
from consultation.rounds import Kind, Round
from nlp.agreement import quality

AT = datetime(2026, 3, 1, tzinfo=UTC)
ANSWERS, SAMPLES = 1500, 100
SHARES = (0.35, 0.25, 0.18, 0.12, 0.09, 0.07, 0.05, 0.04, 0.03, 0.02, 0.015, 0.01)
THEMES = tuple(f"theme-{number:02}" for number in range(len(SHARES)))
LANGUAGES = {"fr": 0.8, "en": 0.17, "ar": 0.03}
CODERS = {"machine": (0.35, 0.35), "ana": (0.12, 0.1), "bo": (0.15, 0.12)}
"""How often each misses a theme that is there, and hears one that is not, as a part of how frequent it is."""

Given = Mapping[str, Mapping[str, frozenset[str]]]
"""The themes that each coder gives each answer."""


def main() -> None:
    """Print, by size of the sample, the mean of each figure, how often its interval holds the truth, and its width."""
    given = _given(Random(11))
    record = _record(given["machine"], Random(12))
    whole = dict(_figures(_quality(record, given, size=ANSWERS, seed=0)))
    print(f"agreement: {SAMPLES} samples of a made-up round of {ANSWERS} answers; 95 of 100 intervals should hold")
    print(f"  {'answers':>7} {'figure':20}{'truth':>7}{'mean':>7}{'holds':>7}{'±':>7}")
    for size, shown in ((45, 0.0), (60, 0.25), (120, 0.0), (240, 0.0)):
        runs = [dict(_figures(_quality(record, given, size, seed, shown))) for seed in range(SAMPLES)]
        for name in runs[0]:
            if name in whole or name == "gap":
                truth = whole[name].value if name in whole else 0.0
                _print_row(size, name, truth, [run[name] for run in runs if name in run])


def _print_row(size: int, name: str, truth: float, found: list[Estimate]) -> None:
    holds = mean(one.low <= truth <= one.high for one in found)
    width = mean((one.high - one.low) / 2 for one in found)
    print(f"  {size:7} {name:20}{truth:7.3f}{mean(one.value for one in found):7.3f}{holds:7.2f}{width:7.3f}")


def _given(chance: Random) -> Given:
    there = {f"A{n:04}": _themes(chance, SHARES) for n in range(ANSWERS)}
    return {
        coder: {name: _noisy(chance, themes, *rates) for name, themes in there.items()}
        for coder, rates in CODERS.items()
    }


def _themes(chance: Random, shares: tuple[float, ...]) -> frozenset[str]:
    return frozenset(theme for theme, share in zip(THEMES, shares, strict=True) if chance.random() < share)


def _noisy(chance: Random, themes: frozenset[str], misses: float, hears: float) -> frozenset[str]:
    found = frozenset(theme for theme in THEMES if theme in themes and chance.random() >= misses)
    return found | _themes(chance, tuple(hears * share for share in SHARES))


def _record(machine: Mapping[str, frozenset[str]], chance: Random) -> RoundRecord:
    spoken = chance.choices(list(LANGUAGES), list(LANGUAGES.values()), k=ANSWERS)
    answers = tuple(
        Answer(name, "", Part.ANSWER, (Revision(1, AT, (Piece("m", name),), language, _tags(heard), (), "c0ffee"),))
        for language, (name, heard) in zip(spoken, machine.items(), strict=True)
    )
    whose = Participation("everybody", "r1", "en", AT, consent=Consent("v1", AT), answers=answers)
    return RoundRecord(Round("r1", "CODE", "made-up", Kind.QUESTIONS, AT), (whose,))


def _tags(heard: frozenset[str]) -> tuple[Tag, ...]:
    return tuple(Tag(theme, "cue") for theme in THEMES if theme in heard)


def _quality(record: RoundRecord, given: Given, size: int, seed: int, shown: float = 0.0) -> Quality:
    sample = draw(record, number=1, size=size, shown=shown, seed=seed, codebook="c0ffee", at=AT)
    codings = [
        Coding(one.answer, 1, one.showing, coder, tuple(sorted(given[coder][one.answer])), "c0ffee", AT)
        for one in sample.answers
        for coder in ("ana", "bo")
    ]
    found = quality(desk(sample, record, codings), THEMES)
    if found is None:
        raise RuntimeError("a sample that is coded whole has its figures")
    return found


def _figures(found: Quality) -> Iterator[tuple[str, Estimate]]:
    frequent = next((one.f1 for one in found.themes if one.theme == THEMES[0]), None)
    gap = found.gap.gap if found.gap else None
    named = {
        "F1 of the machine": found.micro,
        "mean over themes": found.macro,
        "F1 of one theme": frequent,
        "alpha": found.alpha,
        "F1 of the two people": found.people,
        "gap": gap,
    }
    yield from ((name, one) for name, one in named.items() if one is not None)


if __name__ == "__main__":
    main()
