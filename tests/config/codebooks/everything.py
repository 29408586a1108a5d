"""Codebooks with whatever people may call things, to write and read back."""

from hypothesis import strategies as st

from consultation.codebook import Codebook, Theme
from consultation.messages import clean

HOSTILE = (
    *(
        "no",
        "on",
        "yes",
        "null",
        "~",
        "1e3",
        "0x1F",
        "007",
        "2019-09",
        "1_000",
        "- a",
        "? b",
        "a: b",
        "c #d",
        "#",
        "*x",
    ),
    *(
        "&x",
        "!tag",
        "%YAML",
        "@",
        "`",
        "|",
        ">",
        "[a, b]",
        "{a: b}",
        ",",
        "'",
        '"',
        "it's",
        'say "so"',
        "\\n",
        "<<",
        "=",
    ),
    *(
        "l'été à Noël",
        "un\ndeux\n\n trois",
        "tab\there",
        "a\r\nb",
        "التمويل، ثم",
        "\u202bمن\u202c اليمين",
        "ת#ש",
        "🤝🏽",
        "👩‍👩‍👧",
    ),
    *(
        "a\u2028b",
        "a\x85b",
        "a\x1bb",
        "a\ufeffb",
        "e\u0301t\u0301",
        "---",
        "...",
        "a" * 300,
        "many words " * 40 + "end",
    ),
)

TEXTS = (st.sampled_from(HOSTILE) | st.text(min_size=1)).map(lambda text: clean(text).strip()).filter(bool)
LANGUAGES = st.sampled_from(("en", "fr", "ar", "no", "pt-BR", "zh-Hant"))
IDS = st.sampled_from(("no", "1e3", "007", "التمويل", "q1.a_b-c", "été")) | st.from_regex(
    r"\w[\w.-]{0,79}", fullmatch=True
)


def by_language(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(LANGUAGES, texts, max_size=3)


@st.composite
def themes(draw: st.DrawFn) -> Theme:
    phrases = st.lists(TEXTS, max_size=4).map(tuple)
    cues = draw(st.dictionaries(LANGUAGES, phrases, max_size=3))
    needs = draw(st.dictionaries(LANGUAGES, st.dictionaries(TEXTS, phrases, max_size=2), max_size=2))
    for language, broad in needs.items():  # a broad cue is a cue: so is every codebook that was loaded
        listed = cues.get(language, ())
        cues[language] = (*listed, *(cue for cue in broad if cue not in listed))
    return Theme(
        id=draw(IDS),
        labels=draw(by_language(TEXTS).filter(bool)),
        definitions=draw(by_language(TEXTS)),
        cues=cues,
        needs=needs,
        probes=draw(by_language(TEXTS)),
        bears_on=tuple(draw(st.lists(st.sampled_from(("6", "007", "1e3", "no", "a b")) | TEXTS, max_size=3))),
        was=tuple(draw(st.lists(IDS, max_size=1))),
    )


def codebooks() -> st.SearchStrategy[Codebook]:
    several = st.lists(themes(), max_size=3, unique_by=lambda theme: theme.id).map(tuple)
    return st.builds(Codebook, version=st.integers(0, 999_999), themes=several)


def full(number: int, text: str) -> Theme:
    """Return a theme that has a text in every place."""
    cues, needs = {"en": (text, "b", text)}, {"en": {text: (text,)}}
    return Theme(f"theme-{number}", {"en": text}, {"en": text}, cues, needs, {"fr": text}, (text,))


EVERYTHING = Codebook(1, tuple(full(number, text) for number, text in enumerate(HOSTILE)))
