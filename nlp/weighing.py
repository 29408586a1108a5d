"""What weighs in answers of one language: TF-IDF on our stems. Imports the core, `nlp` and scikit-learn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from consultation.codebooks.emergence import Loose
from consultation.private_data import masked
from nlp.folding import JOINTS, UNSPACED, fold
from nlp.private_data import PrivateDataFinder
from nlp.words import blank, function_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Weighed:
    """The answers of one language with their words weighed. Private data is out before a text is cut."""

    language: str
    answers: Sequence[Loose]

    @cached_property
    def words(self) -> list[list[tuple[str, str]]]:
        """The words of each answer that may carry a theme: stem, and form in lower case."""
        nlp, idle = blank(self.language), function_words(self.language)
        found = PrivateDataFinder((self.language,)).find
        docs = (nlp.make_doc(masked(one.text, found(one.text, language=self.language))) for one in self.answers)
        return [[word for word in _words(doc) if carries(word[1], idle)] for doc in docs]

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


def _words(doc: "Doc") -> Iterator[tuple[str, str]]:
    """Yield stem and form of each word; two characters that follow each other, where a script puts no blanks."""
    for token, following in zip_longest(doc, doc[1:]):
        if not UNSPACED.match(token.text):
            yield token.norm_, token.text.lower()
        elif following is not None and UNSPACED.match(following.text):
            yield (token.text + following.text,) * 2


def carries(word: str, idle: frozenset[str]) -> bool:
    """Say whether a word may carry a theme: no function word, no number, no don' of don't and d' of d'abord."""
    if word[-1] in JOINTS:
        return False
    folded = fold(word)
    return len(folded) > 1 and folded not in idle and any(map(str.isalpha, folded))
