"""A codebook that is written is the codebook that is read, whatever people call things."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.codebook_writing import codebook_yaml
from config.loading import SHIPPED, load_codebook
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


def read_back(written: str, directory: Path) -> Codebook:
    path = directory / "codebook.yaml"
    path.write_text(written, encoding="utf-8", newline="")
    return load_codebook(path)


@given(codebook=codebooks())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_back_equal(codebook: Codebook) -> None:
    written = codebook_yaml(codebook)
    with TemporaryDirectory() as directory:
        assert replace(read_back(written, Path(directory)), fingerprint="") == codebook


def test_every_hostile_text_in_every_place(tmp_path: Path) -> None:
    def full(number: int, text: str) -> Theme:
        cues, needs = {"en": (text, "b", text)}, {"en": {text: (text,)}}
        return Theme(f"theme-{number}", {"en": text}, {"en": text}, cues, needs, {"fr": text}, (text,))

    codebook = Codebook(1, tuple(full(number, text) for number, text in enumerate(HOSTILE)))
    assert replace(read_back(codebook_yaml(codebook), tmp_path), fingerprint="") == codebook


def test_the_shipped_codebook_survives_and_reads_well(tmp_path: Path) -> None:
    shipped = load_codebook(SHIPPED / "partnerships" / "codebook.yaml")
    written = codebook_yaml(shipped)
    assert read_back(written, tmp_path) == shipped
    assert max(map(len, written.splitlines())) <= 120
    assert not [line for line in written.splitlines() if line != line.rstrip()]


def test_how_it_looks() -> None:
    written = """\
version: 3

themes:
  - id: funding
    label: {en: Funding, fr: Financement}
    definition: {en: The money that sustains partnerships.}
    cues:
      en: [grant, budget]
      fr: [subvention, budget]
    needs:
      en: {credit: [money, loan]}
    bears_on: [6, 8, 2019-b]

  - id: people
    was: [staff, volunteers]
    label: {en: 'People: all of them'}
    probe: {en: Who?}
"""
    funding = Theme(
        id="funding",
        labels={"en": "Funding", "fr": "Financement"},
        definitions={"en": "The money that sustains partnerships."},
        cues={"en": ("grant", "budget", "credit"), "fr": ("subvention", "budget")},
        needs={"en": {"credit": ("money", "loan")}},
        probes={},
        bears_on=("6", "8", "2019-b"),
    )
    people = Theme("people", {"en": "People: all of them"}, {}, {}, {}, {"en": "Who?"}, was=("staff", "volunteers"))
    assert codebook_yaml(Codebook(3, (funding, people))) == written
    assert codebook_yaml(Codebook(0, ())) == "version: 0\nthemes: []\n"
