"""What weighs in answers of one language: TF-IDF on our stems. Imports the core, `nlp` and scikit-learn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from consultation.emergence import Loose
from consultation.private_data import masked
from nlp.folding import fold
from nlp.words import blank, function_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Weighed:
    """The answers of one language with their words weighed. A word is a stem; private data is out before it is cut."""

    language: str
    answers: Sequence[Loose]

    @cached_property
    def words(self) -> list[list[tuple[str, str]]]:
        """The words of each answer that may carry a theme: stem, and form in lower case."""
        nlp, idle = blank(self.language), function_words(self.language)
        docs = (nlp.make_doc(masked(one.text)) for one in self.answers)
        return [[(token.norm_, token.text.lower()) for token in doc if _carries(token.text, idle)] for doc in docs]

    @cached_property
    def tell_apart(self) -> bool:
        """Whether any word could tell two groups from each other: in two answers, and not in most."""
        counted = Counter(stem for words in self.words for stem in {stem for stem, _ in words})
        return any(2 <= count <= len(self.answers) / 2 for count in counted.values())  # noqa: PLR2004 - two

    @cached_property
    def _weighed(self) -> tuple["csr_matrix", list[str]]:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(
            analyzer=lambda words: [stem for stem, _ in words], min_df=2, max_df=0.5, sublinear_tf=True
        )
        return vectorizer.fit_transform(self.words), list(vectorizer.get_feature_names_out())

    @property
    def matrix(self) -> "csr_matrix":
        """TF-IDF, a row per answer, a column per stem."""
        return self._weighed[0]

    def shared_words(self, members: Iterable[int], columns: Iterable[int], *, by: int) -> tuple[str, ...]:
        """Return the words of ``columns``, each in its commonest form among ``members``, if ``by`` people used that."""
        used: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for member in members:
            for stem, form in self.words[member]:
                used[stem][form].add(self.answers[member].respondent)
        stems, shared = self._weighed[1], []
        for column in columns:
            forms = used.get(stems[column], {})
            form = min(forms, key=lambda form: (-len(forms[form]), form), default="")
            if form and len(forms[form]) >= by:
                shared.append(form)
        return tuple(shared)


def _carries(word: str, idle: frozenset[str]) -> bool:
    folded = fold(word)
    return len(folded) > 1 and folded not in idle and any(map(str.isalpha, folded))
