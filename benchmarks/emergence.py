"""Whether proposals find themes again that are hidden from the codebook: ``DATA=DIR python -m benchmarks emergence``.

Takes every ``answers.jsonl`` below DIR with the ``codebook.yaml`` beside it, where five themes and more have fifteen
coded answers. Five of them are hidden, for each of five seeds. Twice: among the answers that have no other code than
those, which is what a perfect tagger would leave; and among those in which our own tagger, with what is left of the
codebook, hears nothing. Beside ours: k-means and LDA with as many groups, and a group per most frequent word.

purity: share of the grouped answers that have the commonest code of their group. NMI: between groups and codes, of
answers with one code. found: share of the hidden themes with five answers or more that half of some group has.
"""

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import LatentDirichletAllocation
from sklearn.metrics import normalized_mutual_info_score

from config.loading import load_codebook
from consultation.codebook import Codebook
from consultation.codebooks.emergence import Loose
from consultation.messages import clean
from nlp.emergence import find, how_many
from nlp.grouping import NOWHERE, Groups
from nlp.tagger import CueTagger
from nlp.weighing import Weighed

HIDDEN, SEEDS, ENOUGH, SEVERAL = 5, 5, 15, 5


@dataclass(frozen=True, slots=True)
class Coded:
    """An answer and what people coded it with."""

    answer: Loose
    codes: frozenset[str]


def main() -> None:
    """Print how each way of grouping does on each set."""
    if "DATA" not in os.environ:
        sys.exit("emergence: DATA=DIR names a folder with sets of coded answers")
    print("emergence: five themes hidden from the codebook, means over five seeds")
    print(f"  {'':34}{'answers':>8}{'groups':>8}{'grouped':>9}{'purity':>8}{'NMI':>6}{'found':>7}")
    for path in sorted(Path(os.environ["DATA"]).rglob("answers.jsonl")):
        _measure(path.parent.name, list(_read(path)), load_codebook(path.with_name("codebook.yaml")))


def _read(path: Path) -> Iterator[Coded]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            answer = Loose(str(row["id"]), str(row["id"]), row["lang"], clean(row["text"]))
            yield Coded(answer, frozenset(row["labels"]))


def _measure(name: str, answers: Sequence[Coded], codebook: Codebook) -> None:
    counted = Counter(code for one in answers for code in one.codes)
    common = sorted(code for code, count in counted.items() if count >= ENOUGH)
    if len(common) <= HIDDEN:
        return
    hidings = [frozenset(random.Random(seed).sample(common, HIDDEN)) for seed in range(SEEDS)]
    for setting, left in (("nothing else coded", _coded_apart), ("nothing heard", _unheard)):
        remaining = [(hidden, _one_language(left(answers, hidden, codebook))) for hidden in hidings]
        for way, group in WAYS.items():
            figures = [_figures(group([one.answer for one in rest]), rest, hidden) for hidden, rest in remaining]
            size = mean(len(rest) for _, rest in remaining)
            groups, grouped, purity, nmi, found = map(mean, zip(*figures, strict=True))
            shown = f"{size:8.0f}{groups:8.1f}{grouped:9.2f}{purity:8.2f}{nmi:6.2f}{found:7.2f}"
            print(f"  {f'{name}, {setting}' if way == 'ours' else '':46}{way:10}{shown}", flush=True)


def _coded_apart(answers: Sequence[Coded], hidden: frozenset[str], _: Codebook) -> list[Coded]:
    return [one for one in answers if one.codes and one.codes <= hidden]


def _unheard(answers: Sequence[Coded], hidden: frozenset[str], codebook: Codebook) -> list[Coded]:
    tagger = CueTagger(replace(codebook, themes=tuple(theme for theme in codebook.themes if theme.id not in hidden)))
    return [one for one in answers if not tagger.tag_in(one.answer.language, one.answer.text).tags]


def _one_language(answers: Sequence[Coded]) -> list[Coded]:
    """Return the answers in the commonest language: proposals are per language, and so are these figures."""
    language = Counter(one.answer.language for one in answers).most_common(1)[0][0]
    return [one for one in answers if one.answer.language == language]


def _figures(
    groups: Mapping[str, int], answers: Sequence[Coded], hidden: frozenset[str]
) -> tuple[float, float, float, float, float]:
    """Return how many groups there are, and the shares that the module's docstring describes."""
    by_group: dict[int, list[Coded]] = {}
    for one in answers:
        if groups.get(one.answer.id, NOWHERE) != NOWHERE:
            by_group.setdefault(groups[one.answer.id], []).append(one)
    commonest = {group: Counter(code for one in there for code in one.codes) for group, there in by_group.items()}
    right = sum(max(codes.values(), default=0) for codes in commonest.values())
    grouped = sum(map(len, by_group.values()))
    single = [(group, *one.codes) for group, there in by_group.items() for one in there if len(one.codes) == 1]
    nmi = normalized_mutual_info_score([code for _, code in single], [group for group, _ in single])
    counted = Counter(code for one in answers for code in one.codes & hidden)
    there_are = {code for code, count in counted.items() if count >= SEVERAL}
    found = {
        code for group, codes in commonest.items() for code in there_are if 2 * codes[code] >= len(by_group[group])
    }
    return len(by_group), grouped / len(answers), right / max(1, grouped), float(nmi), len(found) / len(there_are)


def _ours(answers: Sequence[Loose]) -> dict[str, int]:
    proposals = enumerate(find(answers).proposals)
    return {answer: number for number, one in proposals for answer in one.answers}


def _placed(answers: Sequence[Loose]) -> dict[str, int]:
    """Group by NMF as we do, and leave none apart."""
    weights = Groups.of(Weighed(answers[0].language, answers).matrix, how_many(len(answers))).weights
    return _named(answers, np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), NOWHERE))


def _k_means(answers: Sequence[Loose]) -> dict[str, int]:
    matrix = Weighed(answers[0].language, answers).matrix
    return _named(answers, KMeans(how_many(len(answers)), n_init=5, random_state=0).fit_predict(matrix))


def _lda(answers: Sequence[Loose]) -> dict[str, int]:
    counts = Weighed(answers[0].language, answers).matrix.sign()
    model = LatentDirichletAllocation(how_many(len(answers)), max_iter=20, random_state=0)
    return _named(answers, model.fit_transform(counts).argmax(axis=1))


def _top_words(answers: Sequence[Loose]) -> dict[str, int]:
    matrix = Weighed(answers[0].language, answers).matrix
    top = np.asarray(matrix.sum(axis=0)).ravel().argsort()[::-1][: how_many(len(answers))]
    weights = matrix[:, top].toarray()
    return _named(answers, np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), NOWHERE))


def _named(answers: Sequence[Loose], labels: Iterable[int]) -> dict[str, int]:
    return {one.id: int(label) for one, label in zip(answers, labels, strict=True)}


WAYS: dict[str, Callable[[Sequence[Loose]], dict[str, int]]] = {
    "ours": _ours,
    "NMF, all": _placed,
    "k-means": _k_means,
    "LDA": _lda,
    "top words": _top_words,
}

if __name__ == "__main__":
    main()
