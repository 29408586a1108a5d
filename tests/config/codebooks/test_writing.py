"""A codebook that is written is the codebook that is read, whatever people call things."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from config.codebooks.writing import codebook_yaml
from config.loading import SHIPPED, load_codebook
from consultation.codebook import Codebook, Theme
from tests.config.codebooks.everything import EVERYTHING, codebooks


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
    assert replace(read_back(codebook_yaml(EVERYTHING), tmp_path), fingerprint="") == EVERYTHING


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
