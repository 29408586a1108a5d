"""What is thrown: bytes of the kept corpus, changed as Hypothesis chooses, so that what fails is made small again."""

import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from consultation.errors import PalabreError
from tests.fuzz.targets import SLOWEST, Target

CORPUS = Path(__file__).with_name("corpus")
LONGEST = 20_000

TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b"\x1b[31m", b"\xed\xa0\x80", "\u202e".encode()),
    *(b"{", b"}", b"[" * 300, b"]", b'"', b"'", b",", b";", b":", b"- ", b"? ", b"| ", b"&a ", b"*a", b"<<: "),
    *(b"null", b"true", b"NaN", b"-1", b"1e999", b"0" * 400, b"9" * 5000, b"no", b"!!python/object/apply:os.system "),
    *(b"<", b">", b"&", b"<!DOCTYPE x [<!ENTITY e 'e'>]>", b"&e;", b"<!--", b"-->", b"]]>", b"<a>" * 300, b"{{", b"}}"),
    *(
        b"==",
        b"== 3. x ==",
        b"[[",
        b"]]",
        b"../",
        b"/",
        b"\\",
        b"C:",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"=1+1",
        b"%s",
        b"{0}",
    ),
    *(
        b"ada@example.org",
        b"+33 6 12 34 56 78",
        b"4111 1111 1111 1111",
        b"@",
        b"https://",
        b".",
        b"(" * 300,
        b"a" * 2000,
    ),
)
"""What parsers stumble over."""


class Broken(Exception):
    """A target let something else than a `PalabreError` leave it, or took too long."""

    def __init__(self, thrown: bytes, why: str) -> None:
        super().__init__(why)
        self.thrown = thrown


def kept(name: str) -> list[Path]:
    """Return the files of the corpus of a target, in order."""
    return sorted((CORPUS / name).iterdir())


def throw(target: Target, thrown: bytes) -> None:
    """Throw bytes at a target; raise `Broken` where it breaks."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="palabre-fuzz-") as room:
        try:
            target(thrown, Path(room))
        except PalabreError as error:
            str(error)
        except Exception as error:
            raise Broken(thrown, f"{type(error).__name__}: {error}") from error
    if time.monotonic() - began > SLOWEST:
        raise Broken(thrown, f"took {time.monotonic() - began:.0f} s")


@st.composite
def changed(draw: DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Draw bytes of the corpus with up to eight changes, each at a place of its own."""
    thrown = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(thrown)))
        end = min(len(thrown), start + draw(st.sampled_from((0, 0, 1, 2, 8, 64, LONGEST))))
        put = draw(_put(seeds, thrown[start:end]))
        thrown = (thrown[:start] + put + thrown[end:])[:LONGEST]
    return thrown


def _put(seeds: Sequence[bytes], there: bytes) -> SearchStrategy[bytes]:
    """Return what may stand in the place of what is there."""
    pieces = st.sampled_from(seeds).map(lambda seed: seed[: len(seed) // 2])
    flipped = st.just(bytes(byte ^ 1 for byte in there))
    return st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8), flipped, st.just(there * 3), pieces, st.just(b""))


def fuzz(target: Target, name: str, *, examples: int, seed: int | None = None) -> None:
    """Throw so many changed seeds of the corpus at a target; raise the smallest `Broken` that was found.

    Without a ``seed`` each run throws the same.
    """
    seeds = [path.read_bytes() for path in kept(name)]

    @settings(
        max_examples=examples,
        derandomize=seed is None,
        database=None,
        report_multiple_bugs=False,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(changed(seeds))
    def thrown(some: bytes) -> None:
        throw(target, some)

    if seed is not None:
        from hypothesis import seed as seeded

        thrown = seeded(seed)(thrown)
    thrown()


def keep(name: str, thrown: bytes) -> Path:
    """Add to the corpus of a target what broke it."""
    path = CORPUS / name / f"broke-{sha256(thrown).hexdigest()[:12]}"
    path.write_bytes(thrown)
    return path
